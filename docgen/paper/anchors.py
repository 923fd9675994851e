"""What a paper carries to be found again: ids of paragraphs, bookmarks, content controls, tracked changes."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from docgen.paper.inline import text_of
from docgen.paper.wml import is_on, value, w
from docgen.value import Value

_PARAGRAPH_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_KINDS = ("dropDownList", "comboBox", "date", "checkbox", "picture", "richText", "repeatingSection", "group", "text")
_PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_CHANGES = {
    w("ins"): "inserted", w("del"): "deleted", w("moveTo"): "moved here", w("moveFrom"): "moved away",
    w("rPrChange"): "formatted", w("pPrChange"): "formatted",
}  # fmt: skip


class Control(Value):
    """A content control.

    Attributes:
        tag: the name that a program gave it; empty if it has none.
        number: its id in the file.
        title: what a person sees on it.
        kind: Word's word for what may be put into it: `text`, `date`, `dropDownList` …; `richText` if it says nothing.
        prompt: whether it still shows its prompt, so that nothing has been put into it.
        text: what it shows; paragraphs are divided by line breaks.
    """

    tag: str
    number: str
    title: str
    kind: str
    prompt: bool
    text: str


class Revision(Value):
    """A tracked change: `inserted`, `deleted`, `moved here`, `moved away` or `formatted`; who made it and when.

    ``text`` holds the words that were put in or taken away.
    """

    kind: str
    author: str
    date: str
    text: str


def paragraph_id(paragraph: etree._Element) -> str:
    """Return the id that Word keeps for a paragraph; empty if it has none."""
    return paragraph.get(_PARAGRAPH_ID, "")


class Anchors(NamedTuple):
    """What is anchored in a paragraph: see `Paragraph`."""

    bookmarks: tuple[str, ...]
    controls: tuple[Control, ...]
    revisions: tuple[Revision, ...]
    pictures: tuple[str, ...]


def anchors(paragraph: etree._Element) -> Anchors:
    """Return what is anchored in a paragraph: the outer controls first, then everything in the order of its text."""
    marks, held, changed, pictures = [*_bookmarks_before(paragraph)], [], [], []
    for element in paragraph.iter(w("bookmarkStart"), w("sdt"), _PICTURE, *_CHANGES):
        if element.tag == w("bookmarkStart"):
            marks.append(element.get(w("name"), ""))
        elif element.tag == w("sdt"):
            held.append(_control(element))
        elif element.tag == _PICTURE:
            pictures.append(element.get("descr") or element.get("title") or "")
        else:
            changed.append(_revision(element))
    around = [_control(element) for element in paragraph.iterancestors(w("sdt"))]
    return Anchors(tuple(filter(None, marks)), (*reversed(around), *held), tuple(changed), tuple(pictures))


def _bookmarks_before(paragraph: etree._Element) -> list[str]:
    """Return the names of the bookmarks that begin between the block before a paragraph and the paragraph."""
    found: list[str] = []
    for element in paragraph.itersiblings(preceding=True):
        if element.tag == w("bookmarkStart"):
            found.insert(0, element.get(w("name"), ""))
        elif element.tag != w("bookmarkEnd"):
            break
    return found


def _control(element: etree._Element) -> Control:
    marks, content = element.find(w("sdtPr")), element.find(w("sdtContent"))
    kinds = () if marks is None else {etree.QName(child).localname for child in marks if isinstance(child.tag, str)}
    return Control(
        tag=value(marks, "tag"),
        number=value(marks, "id"),
        title=value(marks, "alias"),
        kind=next((kind for kind in _KINDS if kind in kinds), "richText"),
        prompt=is_on(marks, "showingPlcHdr"),
        text="" if content is None else _shown(content),
    )


def _shown(content: etree._Element) -> str:
    paragraphs = list(content.iter(w("p")))
    return "\n".join(map(text_of, paragraphs)) if paragraphs else text_of(content)


def _revision(element: etree._Element) -> Revision:
    kind = _CHANGES[element.tag]
    words = "".join(t.text or "" for t in element.iter(w("t"), w("delText"))) if kind != "formatted" else ""
    return Revision(kind, element.get(w("author"), ""), element.get(w("date"), ""), words)
