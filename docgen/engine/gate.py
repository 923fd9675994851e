"""The gate: no file leaves that Word calls unreadable.

Most of it is proved when a template is compiled: static text is well-formed, values are escaped, what loops repeat has
numbers of its own. Looked at whole is a part of which that cannot be said, or every part if the caller wants it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence

from lxml import etree

from docgen.engine.mending import MARK, Tag
from docgen.engine.wml import NAMESPACES, w
from docgen.errors import TemplateError

_R = f"{{{NAMESPACES['r']}}}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)


def checked(pieces: Iterable[bytes], title: str, relations: Container[str], known: Collection[str]) -> Iterator[bytes]:
    """Yield a part whole, if it is sound.

    Args:
        pieces: the part.
        title: its name for messages.
        relations: the ids of its relations; values may add some while the pieces are made.
        known: the faults of the template itself, which Word has been living with.

    Raises:
        TemplateError: the part is not what Word can read.
    """
    xml = b"".join(pieces)
    try:
        root = etree.fromstring(xml, _PARSER)
    except etree.XMLSyntaxError as error:
        raise TemplateError(f"{title}: результат не является XML ({error.msg}); файл не записан") from error
    for fault in faults(root, relations):
        if fault not in known:
            raise TemplateError(f"{title}: {fault}; файл не записан: Word не смог бы его прочитать")
    yield xml


def faults(root: etree._Element, relations: Container[str]) -> Iterator[str]:
    """Yield what is wrong with a part, or with a template whose tags are marks."""
    for cell in root.iter(w("tc")):
        if len(cell) == 0 or cell[-1].tag not in _ENDS:
            yield "ячейка таблицы не кончается абзацем"
    for shell in root.iter(*_SHELLS):
        if _words(shell.text) or any(_words(child.tail) for child in shell):
            yield "текст стоит вне абзаца"
        if shell.tag != w("p") and any(child.tag in _INNER[str(shell.tag)] for child in shell):
            yield "часть абзаца или таблицы стоит сама по себе"
    for name, tag, attribute in _UNIQUE:
        counts = Counter(str(element.get(attribute)) for element in root.iter(tag))
        yield from (f"{name} {value} встречается дважды" for value, count in counts.items() if count > 1)
    yield from _fields(root)
    for element in root.iter():
        for key, value in element.attrib.items():
            if str(key).startswith(_R) and value and value not in relations and not MARK.search(str(value)):
                yield f"ссылка {value!s} ни на что не указывает"


_ENDS = tuple(map(w, ("p", "bookmarkEnd", "sdt", "customXml")))
_SHELLS = tuple(map(w, ("body", "hdr", "ftr", "footnote", "tbl", "tr", "tc", "p")))
_RUNS = frozenset(map(w, ("r", "t", "hyperlink")))
_INNER = {shell: _RUNS | {w("tc")} if shell != w("tr") else _RUNS for shell in _SHELLS}
_UNIQUE = (
    ("рисунок", f"{{{NAMESPACES['wp']}}}docPr", "id"),
    ("закладка", w("bookmarkStart"), w("id")),
    ("закладка", w("bookmarkStart"), w("name")),
)


def _words(text: str | None) -> str:
    return MARK.sub("", text or "").strip()


def _fields(root: etree._Element) -> Iterator[str]:
    """Yield fields that are begun and not ended."""
    kinds = Counter(element.get(w("fldCharType")) for element in root.iter(w("fldChar")))
    if kinds["begin"] != kinds["end"]:
        yield "поле начато и не закончено"


_OPENED = {w("bookmarkStart"): 1, w("bookmarkEnd"): -1}
_FIELD = {"begin": 1, "end": -1}


def proved(root: etree._Element, tags: Sequence[Tag]) -> bool:
    """Tell whether no data can spoil a part: no block of tags cuts a field or a bookmark in two."""
    if any(tag.code == "raw" for tag in tags):
        return False  # what was moved out of its paragraph may be text after all
    opened, blocks = 0, list[int]()
    for event, element in etree.iterwalk(root, ("start", "end")):
        if event == "start":
            opened += _OPENED.get(str(element.tag), 0) + _FIELD.get(element.get(w("fldCharType"), ""), 0)
        text = element.text if event == "start" else element.tail
        for tag in (tags[int(number)] for number in MARK.findall(text or "")):
            if tag.opens:
                blocks.append(opened)
            elif tag.turns or tag.closes:
                if (blocks.pop() if blocks else None) != opened:
                    return False
                if tag.turns:
                    blocks.append(opened)
    return True
