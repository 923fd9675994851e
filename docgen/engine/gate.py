"""The gate: no file leaves that Word calls unreadable.

Most of it is proved when a template is compiled: static text is well-formed, values are escaped, what loops repeat has
numbers of its own. Looked at whole is a part of which that cannot be said, or every part if the caller wants it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from lxml import etree

from docgen.engine.mending import MARK
from docgen.engine.tag import Tag, refuse
from docgen.engine.wml import NAMESPACES, w
from docgen.errors import TemplateError

_R = f"{{{NAMESPACES['r']}}}"
Finder = Any  # an XPath that finds a list
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
    if _CELLS(root):
        yield "ячейка таблицы не кончается абзацем"
    if any(MARK.sub("", str(text)).strip() for text in _TEXTS(root)):
        yield "текст стоит вне абзаца"
    if _LOOSE(root):
        yield "часть абзаца или таблицы стоит сама по себе"
    for name, tag, attribute in _UNIQUE:
        counts = Counter(str(element.get(attribute)) for element in root.iter(tag))
        yield from (f"{name} {value} встречается дважды" for value, count in counts.items() if count > 1)
    yield from _fields(root)
    for key in map(str, _USED(root)):
        if key and key not in relations and not MARK.search(key):
            yield f"ссылка {key} ни на что не указывает"


_PREFIXES = {"w": NAMESPACES["w"], "r": NAMESPACES["r"]}
_SHELLS = ("body", "hdr", "ftr", "footnote", "tbl", "tr", "tc")
_CELLS: Finder = etree.XPath(
    "//w:tc[not(*[last()][self::w:p or self::w:bookmarkEnd or self::w:sdt or self::w:customXml])]", namespaces=_PREFIXES
)
_TEXTS: Finder = etree.XPath(
    "|".join(f"//w:{shell}/text()[normalize-space()]" for shell in (*_SHELLS, "p")),
    namespaces=_PREFIXES,
)
_LOOSE: Finder = etree.XPath(
    "|".join(f"//w:{shell}/w:{part}" for shell in _SHELLS for part in ("r", "t"))
    + "|//w:body/w:tc|//w:tbl/w:tc|//w:tc/w:tr",
    namespaces=_PREFIXES,
)
_USED: Finder = etree.XPath("//@r:*", namespaces=_PREFIXES)
_UNIQUE = (
    ("рисунок", f"{{{NAMESPACES['wp']}}}docPr", "id"),
    ("закладка", w("bookmarkStart"), w("id")),
    ("закладка", w("bookmarkStart"), w("name")),
)


def _fields(root: etree._Element) -> Iterator[str]:
    """Yield fields that are begun and not ended."""
    kinds = Counter(element.get(w("fldCharType")) for element in root.iter(w("fldChar")))
    if kinds["begin"] != kinds["end"]:
        yield "поле начато и не закончено"


_OPENED = {w("bookmarkStart"): 1, w("bookmarkEnd"): -1}
_FIELD = {"begin": 1, "end": -1}


def proved(root: etree._Element, tags: Sequence[Tag]) -> bool:
    """Tell whether no data can spoil a part: no block of tags cuts a field or a bookmark in two.

    Raises:
        TemplateError: blocks begin and end in places of different kinds, so that they would cut elements in two.
    """
    plain = not any(tag.code == "raw" for tag in tags)  # what was moved out of its paragraph may be text after all
    sound, opened, path, blocks = plain, 0, list[str](), list[_Begun]()
    for event, element in etree.iterwalk(root, ("start", "end")):
        if event == "start":
            path.append(str(element.tag))
            opened += _OPENED.get(path[-1], 0) + _FIELD.get(element.get(w("fldCharType"), ""), 0)
        else:
            path.pop()
        text = element.text if event == "start" else element.tail
        for tag in (tags[int(number)] for number in MARK.findall(text or "")):
            here = _Begun(tag, opened, tuple(path))
            if (tag.turns or tag.closes) and blocks:
                begun = blocks.pop()
                if plain and begun.path != here.path:
                    message = f"блок начат тегом {begun.tag.spot.tag} в другом месте: оба тега нужны с одной приставкой"
                    hint = "({%tr, {%tc, {%p) или оба в тексте, внутри одной ссылки или поля"
                    tag.fault = f"{message} {hint}"
                sound = sound and begun.opened == opened
            if tag.opens or tag.turns:
                blocks.append(here)
    refuse(tags)
    return sound


class _Begun(NamedTuple):
    """A block where it begins: its tag, the fields and bookmarks open there, the elements around it."""

    tag: Tag
    opened: int
    path: tuple[str, ...]
