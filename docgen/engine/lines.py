"""Tags that run over lines and paragraphs, put on one line; escaped braces that runs divide, put together."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from lxml import etree

from docgen.engine.wml import XML_SPACE, make, w

if TYPE_CHECKING:
    from docgen.engine.tag import Dialect

_ESCAPED = re.compile(r"\{_[{%#]|[}%]_\}")
_SIGNS = {
    **dict.fromkeys(map(w, ("br", "cr", "tab", "ptab")), " "),
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
"""What stands for a character in a run, and the character."""
_MANY = 100  # paragraphs that one tag may run over


def straighten(root: etree._Element, dialect: Dialect) -> None:
    """Bring every tag and every escaped pair of braces into one paragraph, without line breaks and tabs in it."""
    for paragraph in list(root.iter(w("p"))):
        whole = "".join(map(_text, _pieces(paragraph)))
        if not (_ESCAPED.search(whole) or dialect.opening.search(whole)):
            continue
        if opening := dialect.opening.search(dialect.pattern.sub(lambda tag: " " * len(tag[0]), whole)):
            _join_following(paragraph, whole, opening.start(), dialect)
        _unbreak(list(_pieces(paragraph)), dialect)


def _pieces(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Yield the texts, line breaks and tabs of a paragraph, without those of text boxes in it."""
    for element in paragraph.iter(w("t"), *_SIGNS):
        if next(element.iterancestors(w("p"), w("tabs")), None) is paragraph:
            yield element


def _text(element: etree._Element) -> str:
    return element.text or "" if element.tag == w("t") else _SIGNS[str(element.tag)]


def _join_following(paragraph: etree._Element, whole: str, at: int, dialect: Dialect) -> None:
    """Join the paragraphs over which a tag runs, unless another tag begins before it ends."""
    joined: list[etree._Element] = []
    parent = paragraph.getparent()
    for following in itertools.islice(paragraph.itersiblings(), _MANY):
        if following.tag != w("p") or following.find(f"{w('pPr')}/{w('sectPr')}") is not None:
            return
        joined.append(following)
        whole += " " + "".join(map(_text, _pieces(following)))
        tag = dialect.pattern.match(whole, at)
        if len(dialect.opening.findall(tag[0] if tag else whole, 0 if tag else at)) > 1:
            return
        if tag:
            break
    else:
        return
    for following in joined:
        space = make("r")
        space.append(make("t"))
        space[0].text = " "
        paragraph.append(space)
        paragraph.extend(child for child in following if child.tag != w("pPr"))
        if parent is not None:
            parent.remove(following)


def _unbreak(pieces: list[etree._Element], dialect: Dialect) -> None:
    """Make characters of what stands for them within tags, spaces of breaks; put escaped braces where they begin."""
    whole = "".join(map(_text, pieces))
    owners = [piece for piece in pieces for _ in _text(piece)]
    for tag in dialect.pattern.finditer(whole):
        for piece in owners[tag.start() : tag.end()]:
            if piece.tag != w("t"):
                piece.attrib.clear()
                piece.text, piece.tag = _text(piece), w("t")
    divided = [braces for braces in _ESCAPED.finditer(whole) if owners[braces.start()] is not owners[braces.end() - 1]]
    for braces in divided:
        owners[braces.start() : braces.end()] = [owners[braces.start()]] * 3
    for piece in (piece for piece in pieces if divided and piece.tag == w("t")):
        piece.text = "".join(char for char, owner in zip(whole, owners, strict=True) if owner is piece)
        piece.set(XML_SPACE, "preserve")
