"""The dialect of docxtpl, done to the tree: tags that stand for a paragraph, row, cell or run, spans, merges, fills.

Works on marks (see `mending`), so it is a matter of moving elements, not of patching XML text.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Sequence

from lxml import etree

from docgen.engine.mending import MARK, inert
from docgen.engine.placing import drop_if_empty, mark, put_after, put_before, replace_by_text
from docgen.engine.spot import Site, Spot
from docgen.engine.tag import Tag, refuse
from docgen.engine.wml import NAMESPACES, XML_SPACE, make, properties, put_child, w

_SEEN = (*map(w, ("drawing", "pict", "object", "sym", "br", "footnoteReference", "endnoteReference")),
         f"{{{NAMESPACES['m']}}}oMath")  # fmt: skip
_SHELLS = {"tr": "строки таблицы", "tc": "ячейки таблицы", "p": "абзаца", "r": "абзаца"}
CELL_TAGS = re.compile(r"(colspan|cellbg|слить)\s+(.*)|(vm|hm)$", re.DOTALL)
_WORDS = re.compile(r">[^<>\n]*+\n[^<>]*+(?=</)")
_JOIN_LEFT = re.compile("</w:t>(?:(?!</w:t>|\ue000).)*<w:t(?: [^>]*)?>(\ue000tag\\d+\ue001)", re.DOTALL)
_JOIN_RIGHT = re.compile("(\ue000tag\\d+\ue001)</w:t>(?:(?!<w:t[ >]|\ue000).)*<w:t(?: [^>]*)?>", re.DOTALL)


def resolve(root: etree._Element, tags: list[Tag]) -> None:
    """Carry out the dialect in the tree.

    Raises:
        TemplateError: tags stand where they have no meaning, such as `{%tr` outside a table; all of them are told of.
    """
    _cells(root, tags)
    for prefix in ("tr", "tc", "p"):
        _hoist(root, prefix, tags)
    _split_runs(root, tags)
    refuse(tags)


def _texts(root: etree._Element) -> Iterator[tuple[etree._Element, list[int]]]:
    for text in list(root.iter(w("t"))):
        if numbers := [int(number) for number in MARK.findall(text.text or "")]:
            yield text, numbers


def _hoist(root: etree._Element, prefix: str, tags: Sequence[Tag]) -> None:
    """Put the tags of a prefix in the place of the elements that they stand for."""
    found: dict[etree._Element, list[int]] = {}
    for text, numbers in _texts(root):
        mine = [number for number in numbers if tags[number].prefix == prefix]
        if mine:
            element = next(text.iterancestors(w(prefix)), None)
            if element is None:
                tags[mine[0]].fault = f"тег {{%{prefix} … %}} стоит вне {_SHELLS[prefix]}"
                continue
            found.setdefault(element, []).extend(mine)
    for element, numbers in found.items():
        _lift(element, numbers, tags)


def _lift(element: etree._Element, own: Sequence[int], tags: Sequence[Tag]) -> None:
    """Put the tags that stand for an element in its place; if it shows anything else, it stays between them.

    It is a fault of a tag to stand amid what the element shows: nobody can say whether it is before or after.
    """
    if any(tags[number].kind == "comment" for number in own):
        replace_by_text(element, "")
        return
    order = list(_order(element, own, tags))
    if None not in order:
        replace_by_text(element, "".join(mark(number) for number in order if number is not None))
        return
    first, last = order.index(None), len(order) - order[::-1].index(None)
    before, after = ([n for n in side if n in own and n is not None] for side in (order[:first], order[last:]))
    amid = next((tags[number] for number in own if number not in {*before, *after}), None)
    if amid is not None:
        message = f"текст {_SHELLS[amid.prefix]} стоит и до, и после тега, который стоит вместо него целиком"
        amid.fault = f"{message}; вынесите его отдельно"
    for text, numbers in _texts(element):
        for number in numbers:
            if number in own:
                text.text = (text.text or "").replace(mark(number), "")
        drop_if_empty(text)
    put_before(element, "".join(map(mark, before)))
    put_after(element, "".join(map(mark, after)))


def _order(element: etree._Element, own: Sequence[int], tags: Sequence[Tag]) -> Iterator[int | None]:
    """Yield the numbers of the tags of an element in order, and None for everything that a reader sees."""
    for child in element.iter(w("t"), *_SEEN):
        if child.tag != w("t"):
            yield from () if child.tag == w("br") and child.get(w("type")) is None else (None,)
            continue
        for at, piece in enumerate(MARK.split(child.text or "")):
            if at % 2 == 0 and piece.strip():
                yield None
            elif at % 2:
                yield int(piece) if int(piece) in own or tags[int(piece)].kind != "value" else None


def _split_runs(root: etree._Element, tags: Sequence[Tag]) -> None:
    """Put `{{r }}` and `{%r %}` between runs: what stands beside them in their run keeps its look."""
    for text, numbers in _texts(root):
        run = text.getparent()
        if not any(tags[number].prefix == "r" for number in numbers):
            continue
        if run is None or run.tag != w("r"):
            tags[numbers[0]].fault = f"тег {{{{r … }}}} стоит вне {_SHELLS['r']}"
            continue
        before = [child for child in text.itersiblings(preceding=True) if child.tag != w("rPr")][::-1]
        after = list(text.itersiblings())
        pieces = MARK.split(text.text or "")
        segments: list[list[etree._Element] | int] = [before]
        for at, piece in enumerate(pieces):
            if at % 2 and tags[int(piece)].prefix == "r":
                segments += [int(piece), []]
            elif words := (mark(int(piece)) if at % 2 else piece):
                _extend(segments[-1], words)
        segments[-1] = [*segments[-1], *after] if isinstance(segments[-1], list) else after
        for segment in segments:
            if isinstance(segment, int):
                put_before(run, mark(segment))
            elif segment:
                run.addprevious(_run_like(run, segment))
        replace_by_text(run, "")


def _extend(segment: list[etree._Element] | int, words: str) -> None:
    if not isinstance(segment, list):
        return
    if segment and segment[-1].tag == w("t") and segment[-1].getparent() is None:
        segment[-1].text = (segment[-1].text or "") + words
        return
    text = make("t")
    text.set(XML_SPACE, "preserve")
    text.text = words
    segment.append(text)


def _run_like(run: etree._Element, children: Sequence[etree._Element]) -> etree._Element:
    fresh = make("r")
    look = run.find(w("rPr"))
    if look is not None:
        fresh.append(copy.deepcopy(look))
    fresh.extend(children)
    return fresh


def _cells(root: etree._Element, tags: list[Tag]) -> None:
    """Carry out `colspan`, `cellbg`, `слить`, `vm` and `hm` on the cells where they stand."""
    for text, numbers in _texts(root):
        for number in numbers:
            match = CELL_TAGS.match(tags[number].code) if tags[number].kind == "block" else None
            if match is None:
                continue
            cell = next(text.iterancestors(w("tc")), None)
            name = match[1] or match[3]
            if cell is None:
                tags[number].fault = f"тег {name} стоит вне ячейки таблицы"
                continue
            text.text = (text.text or "").replace(mark(number), "")
            drop_if_empty(text)
            _CELLS[name](cell, (match[2] or "").strip(), tags[number].spot, tags)


def _colspan(cell: etree._Element, code: str, spot: Spot, tags: list[Tag]) -> None:
    put_child(properties(cell, "tcPr"), make("gridSpan", val=_value(f"({code})|_span", spot, tags)))


def _cellbg(cell: etree._Element, code: str, spot: Spot, tags: list[Tag]) -> None:
    put_child(
        properties(cell, "tcPr"), make("shd", val="clear", color="auto", fill=_value(f"({code})|_colour", spot, tags))
    )


def _vertical(cell: etree._Element, _: str, spot: Spot, tags: list[Tag]) -> None:
    """Merge the cell with its copies below: the first begins the merge, the others go on, empty."""
    state = _value("'restart' if loop.first else 'continue'", spot, tags)
    put_child(properties(cell, "tcPr"), make("vMerge", val=state))
    for paragraph in cell.iterchildren(w("p")):
        content = [child for child in paragraph if child.tag != w("pPr")]
        if content:
            put_before(content[0], _block("if loop.first", spot, tags))
            put_after(content[-1], _block("endif", spot, tags))


def _horizontal(cell: etree._Element, _: str, spot: Spot, tags: list[Tag]) -> None:
    """Make one cell of all the copies of the loop: as wide as all of them."""
    span = properties(cell, "tcPr").find(w("gridSpan"))
    own = span.get(w("val"), "1") if span is not None else "1"
    number = MARK.fullmatch(own)
    own = f"({tags[int(number[1])].code})" if number else own
    width = _value(f"({own} * loop.length)|_span", spot, tags)
    put_child(properties(cell, "tcPr"), make("gridSpan", val=width))
    put_before(cell, _block("if loop.first", spot, tags))
    put_after(cell, _block("endif", spot, tags))


def _merged(cell: etree._Element, code: str, spot: Spot, tags: list[Tag]) -> None:
    """Merge the cell with the one above as the value says: `restart` begins, `continue` goes on, no value leaves it."""
    merge = make("vMerge", val=_value(f"({code})|_merge", spot, tags))
    put_child(properties(cell, "tcPr"), merge)
    put_before(merge, _block(f"if {code}", spot, tags))
    put_after(merge, _block("endif", spot, tags))


_CELLS = {"слить": _merged, "colspan": _colspan, "cellbg": _cellbg, "vm": _vertical, "hm": _horizontal}


def _value(code: str, spot: Spot, tags: list[Tag]) -> str:
    tags.append(Tag("value", "", code, spot, Site("attribute")))
    return mark(len(tags) - 1)


def _block(code: str, spot: Spot, tags: list[Tag]) -> str:
    tags.append(Tag("block", "", code, spot))
    return mark(len(tags) - 1)


def jinja(xml: str, tags: Sequence[Tag]) -> tuple[str, list[Tag]]:
    """Return the Jinja source of a resolved part and the tags in its order: tag N stands on the line N + 2."""
    xml = inert(_WORDS.sub(_on_one_line, xml.replace("\r", " ")).replace("\n", " "))
    xml, joined = _joined(xml, tags)
    placed: list[Tag] = []
    raw = False

    def typed(match: re.Match[str]) -> str:
        nonlocal raw
        tag = tags[int(match[1])]
        if tag.kind == "block" and tag.code in ("raw", "endraw"):
            raw = tag.code == "raw"
            return ""
        if raw:
            return inert(_escaped(tag.spot.tag))
        if tag.kind == "comment":
            return ""
        placed.append(tag)
        begin, end = ("{{", "}}") if tag.kind == "value" else ("{%", "%}")
        left = "-" if tag.left and (int(match[1]), "left") not in joined else ""
        right = "-" if tag.right and (int(match[1]), "right") not in joined else ""
        return f"{begin}{left}\n{tag.code} {right}{end}"

    return MARK.sub(typed, xml), placed


def _on_one_line(words: re.Match[str]) -> str:
    """Keep the line breaks of a text: in a cell of Excel they are seen."""
    return words[0].replace("\n", "&#10;") if words[0].strip("> \n\t") else words[0]


def _joined(xml: str, tags: Sequence[Tag]) -> tuple[str, set[tuple[int, str]]]:
    """Join paragraphs where `{%-` asks for the text before and `-%}` for the text after."""
    joined: set[tuple[int, str]] = set()

    def join(match: re.Match[str], side: str) -> str:
        number = int(MARK.fullmatch(match[1])[1])  # type: ignore[index]
        tag = tags[number]
        if tag.kind != "block" or not getattr(tag, side):
            return match[0]
        joined.add((number, side))
        return match[1]

    if any(tag.left for tag in tags):
        xml = _JOIN_LEFT.sub(lambda match: join(match, "left"), xml)
    if any(tag.right for tag in tags):
        xml = _JOIN_RIGHT.sub(lambda match: join(match, "right"), xml)
    return xml, joined


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
