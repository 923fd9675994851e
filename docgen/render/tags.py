"""Tags of a template part, made ready for Jinja.

Word splits what a person types over runs, and its autocorrection bends quotes. Here every tag is gathered into one
run, values are told where they stand (so that line breaks and emphasis keep the look of the place), numbered
paragraphs get their lists, and tables of generated columns their grids. The rest of the dialect is docxtpl's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docxtpl import DocxTemplate
from lxml import etree

from docgen.engine.wml import XML_SPACE, make, properties, put_child, w, words
from docgen.render import cells

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_TYPED = str.maketrans({"«": '"', "»": '"', "„": '"', "“": '"', "”": '"', "‘": "'", "’": "'"})
_VALUE = re.compile(r"\{\{(-?)\s*(.*?)\s*(-?)\}\}", re.DOTALL)
_BLOCK = re.compile(r"\{\{p\s+(.*?)\s*\}\}", re.DOTALL)
_FOR = re.compile(r"\{%-?\s*(tr|tc|p|r)?\s*for\b.*?\bin\s+(.+?)\s*-?%\}", re.DOTALL)
_END_FOR = re.compile(r"\{%-?\s*(?:tr|tc|p|r)?\s*endfor\b")
_SIMPLE = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a tag stands, for messages: the part, the words around it, row and cell if it is in a table."""

    part: str
    tag: str
    context: str
    row: int | None = None
    cell: int | None = None

    def __str__(self) -> str:
        table = f", строка {self.row}, ячейка {self.cell} таблицы" if self.row else ""
        return f"{self.part}{table}, абзац «{self.context}», тег {self.tag}"


@dataclass(slots=True)
class Prepared:
    """A part ready for Jinja.

    Attributes:
        xml: the source of the Jinja template; the tag number N stands on the line N + 1.
        run_properties: the XML of the run properties of every value's place.
        spots: the places of the tags, by the text of the tag as typed.
    """

    xml: str = ""
    run_properties: list[str] = field(default_factory=list)
    spots: list[Spot] = field(default_factory=list)


def prepare(root: etree._Element, part: str, numbering: Mapping[str, tuple[str, str]]) -> Prepared:
    """Change the tree in place and return its tags' places; ``numbering``: style -> (numId, level)."""
    ready = Prepared()
    for paragraph in list(root.iter(w("p"))):
        _gather(paragraph)
        ready.spots += _spots(paragraph, part)
    _number(root, numbering)
    cells.prepare(root)
    for text in root.iter(w("t")):
        if "{{" in (text.text or ""):
            _place_values(text, ready)
    return ready


def source(xml: str) -> str:
    """Return the Jinja source: docxtpl's dialect resolved, then every tag on a line of its own number."""
    patched = DocxTemplate.patch_xml(None, xml.replace("\n", " "))
    return re.sub(r"\{([{%])(-?)", r"{\1\2" + "\n", patched)


def _gather(paragraph: etree._Element) -> None:
    """Move every tag that Word has split over runs into the run where it begins; mend its quotes."""
    texts = [t for t in paragraph.iter(w("t")) if next(t.iterancestors(w("p"))) is paragraph]
    whole = "".join(t.text or "" for t in texts)
    if "{" not in whole:
        return
    cuts = [(match.start(), match.end()) for match in TAG.finditer(whole)]
    at = 0
    for text in texts:
        begin, end = at, at + len(text.text or "")
        at = end
        kept = []
        for position in range(begin, end):
            tag = next((cut for cut in cuts if cut[0] <= position < cut[1]), None)
            if tag is None:
                kept.append(whole[position])
            elif position == tag[0]:
                kept.append(_mended(whole[tag[0] : tag[1]]))
        text.text = "".join(kept)
        text.set(XML_SPACE, "preserve")
    for run in {t.getparent() for t in texts if not t.text}:
        if run is not None and all(child.tag in (w("rPr"), w("t")) and not child.text for child in run):
            parent = run.getparent()
            if parent is not None:
                parent.remove(run)


def _mended(tag: str) -> str:
    """Straighten the quotes that Word has bent; where straight ones stand too, the others belong to the text."""
    tag = tag.replace("\u00a0", " ")
    return tag if '"' in tag or "'" in tag else tag.translate(_TYPED)


def _spots(paragraph: etree._Element, part: str) -> Iterator[Spot]:
    whole = words(paragraph)
    cell = next(paragraph.iterancestors(w("tc")), None)
    row = cell.getparent() if cell is not None else None
    for match in TAG.finditer(whole):
        tag = match[0]
        where: tuple[int | None, int | None] = (None, None)
        if cell is not None and row is not None:
            rows = list(next(row.iterancestors(w("tbl"))).iterchildren(w("tr")))
            where = (rows.index(row) + 1 if row in rows else None, list(row.iterchildren(w("tc"))).index(cell) + 1)
        yield Spot(part, tag, whole if len(whole) < 70 else whole[:67] + "…", *where)  # noqa: PLR2004


def _place_values(text: etree._Element, ready: Prepared) -> None:
    """Wrap the values of a text so that they know the look of their place and print it right."""
    run = text.getparent()
    marks = run.find(w("rPr")) if run is not None else None
    xml = "" if marks is None else re.sub(r' xmlns:\w+="[^"]*"', "", etree.tostring(marks, encoding="unicode").strip())
    in_cell = next(text.iterancestors(w("tc")), None) is not None

    def place(match: re.Match[str]) -> str:
        if block := _BLOCK.fullmatch(match[0]):
            return f"{{{{p _block(({block[1]}), {int(in_cell)}) }}}}"
        if match[0].startswith("{{r "):
            return match[0]
        if xml not in ready.run_properties:
            ready.run_properties.append(xml)
        return f"{{{{{match[1]} _put(({match[2]}), {ready.run_properties.index(xml)}) {match[3]}}}}}"

    text.text = _VALUE.sub(place, text.text or "")


@dataclass(slots=True)
class _Loop:
    opening: etree._Element
    kind: str
    items: str


@dataclass(slots=True)
class _Numbered:
    """A numbered paragraph: its list, its level, the loops around it from the outermost."""

    paragraph: etree._Element
    list_id: str
    level: str
    loops: tuple[_Loop, ...]


def _number(root: etree._Element, numbering: Mapping[str, tuple[str, str]]) -> None:
    """Give every list of the part a numbering of its own, begun anew by the innermost loop around the whole list."""
    loops: list[_Loop] = []
    users: dict[str, list[_Numbered]] = {}
    for paragraph in root.iter(w("p")):
        found = _list_of(paragraph, numbering)
        if found:
            around = tuple(loop for loop in loops if loop.kind != "tc")  # a list goes on from cell to cell of a row
            users.setdefault(found[0], []).append(_Numbered(paragraph, *found, around))
        for match in TAG.finditer(words(paragraph)):
            if opening := _FOR.match(match[0]):
                loops.append(_Loop(paragraph, opening[1] or "", opening[2]))
            elif _END_FOR.match(match[0]) and loops:
                loops.pop()
    for paragraphs in users.values():
        for part, loop in _lists(paragraphs, 0):
            _numbered_as_one(root, part, loop)


def _lists(users: Sequence[_Numbered], depth: int) -> Iterator[tuple[Sequence[_Numbered], _Loop | None]]:
    """Yield the paragraphs of each list with the loop that begins it; loops side by side have a list each."""
    if any(len(user.loops) == depth for user in users):
        yield users, users[0].loops[depth - 1] if depth else None
        return
    for loop in {id(user.loops[depth]): user.loops[depth] for user in users}.values():
        yield from _lists([user for user in users if user.loops[depth] is loop], depth + 1)


def _numbered_as_one(root: etree._Element, users: Sequence[_Numbered], loop: _Loop | None) -> None:
    name = f"_list_{users[0].list_id}_{id(loop) if loop else 0}"
    for user in users:
        numbers = make("numPr")
        numbers.append(make("ilvl", val=user.level))
        numbers.append(make("numId", val=f"{{{{ {name} }}}}"))
        put_child(properties(user.paragraph, "pPr"), numbers)
    items = f", ({loop.items})" if loop and _SIMPLE.fullmatch(loop.items) else ""
    _begin_list(root, f"set {name} = _number({users[0].list_id}{items})", loop)


def _list_of(paragraph: etree._Element, numbering: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """Return (numId, level) of a paragraph, its own or its style's."""
    marks = paragraph.find(w("pPr"))
    if marks is None:
        return None
    style = marks.find(w("pStyle"))
    number, level = numbering.get(style.get(w("val"), "") if style is not None else "", ("0", "0"))
    own = marks.find(w("numPr"))
    if own is not None:
        number = _value(own.find(w("numId"))) or number
        level = _value(own.find(w("ilvl"))) or level
    return None if number == "0" else (number, level)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(w("val"), "")


def _begin_list(root: etree._Element, statement: str, loop: _Loop | None) -> None:
    """Put a statement before a loop, as a paragraph or a row beside the loop's own, or at the beginning."""
    if loop is None:
        root.insert(0, _carrier("p", statement))
        return
    if loop.kind in ("", "r"):
        text = next(t for t in loop.opening.iter(w("t")) if _FOR.search(t.text or ""))
        text.text = f"{{% {statement} %}}{text.text}"
        return
    element = next(e for e in (loop.opening, *loop.opening.iterancestors()) if e.tag == w(loop.kind))
    element.addprevious(_carrier(loop.kind, statement))


def _carrier(kind: str, statement: str) -> etree._Element:
    """Make a paragraph, cell or row that holds only a tag of its kind."""
    element = make("p")
    run = etree.SubElement(element, w("r"))
    etree.SubElement(run, w("t")).text = f"{{%{kind} {statement} %}}"
    for shell in {"p": (), "tc": ("tc",), "tr": ("tc", "tr")}[kind]:
        outer = make(shell)
        outer.append(element)
        element = outer
    return element
