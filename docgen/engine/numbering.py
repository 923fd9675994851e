"""Lists of a template: each list of a loop begins anew, wherever the innermost loop around the whole list begins."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml import etree

from docgen.engine.mending import bare, marks
from docgen.engine.placing import mark
from docgen.engine.spot import LIST, Site, Spot
from docgen.engine.tag import Tag
from docgen.engine.wml import make, properties, put_child, w
from docgen.value import replace

_FOR = re.compile(r"for\b.*?\bin\s+(.+)", re.DOTALL)
_SIMPLE = re.compile(r"[\w.]+")
Lists = Mapping[str, tuple[str, str]]
"""The list and the level of every style that has one: style -> (numId, ilvl)."""


@dataclass(slots=True)
class _Loop:
    number: int
    kind: str
    items: str


@dataclass(slots=True)
class _Numbered:
    """A numbered paragraph: its list, its level, the loops around it from the outermost."""

    paragraph: etree._Element
    list_id: str
    level: str
    loops: tuple[_Loop, ...]


def number(root: etree._Element, tags: list[Tag], styles: Lists, *, every: bool = False) -> bool:
    """Let the lists of a part call `_number(numId, items)` for the id of a list begun anew; tells whether any does.

    Args:
        root: the part, its tags turned into marks.
        tags: the tags, to which those of the lists are added.
        styles: the lists of styles.
        every: whether lists outside of loops do it too.
    """
    loops: list[_Loop] = []
    users: dict[str, list[_Numbered]] = {}
    for paragraph in root.iter(w("p")):
        found = _list_of(paragraph, styles)
        if found:
            around = tuple(loop for loop in loops if loop.kind != "tc")  # a list goes on from cell to cell of a row
            users.setdefault(found[0], []).append(_Numbered(paragraph, *found, around))
        for at in marks(paragraph):
            tag = tags[at]
            if tag.kind == "block" and (opening := _FOR.match(tag.code)):
                loops.append(_Loop(at, tag.prefix, opening[1].strip()))
            elif tag.kind == "block" and tag.code == "endfor" and loops:
                loops.pop()
    begun = False
    for paragraphs in users.values():
        for part, loop in _lists(paragraphs, 0):
            if loop or every:
                _numbered_as_one(root, tags, part, loop)
                begun = True
    return begun


def _lists(users: Sequence[_Numbered], depth: int) -> Iterator[tuple[Sequence[_Numbered], _Loop | None]]:
    """Yield the paragraphs of each list with the loop that begins it; loops side by side have a list each."""
    if any(len(user.loops) == depth for user in users):
        yield users, users[0].loops[depth - 1] if depth else None
        return
    for loop in {id(user.loops[depth]): user.loops[depth] for user in users}.values():
        yield from _lists([user for user in users if user.loops[depth] is loop], depth + 1)


def _numbered_as_one(root: etree._Element, tags: list[Tag], users: Sequence[_Numbered], loop: _Loop | None) -> None:
    spot = tags[loop.number].spot if loop else Spot("", "", "")
    name = f"_list_{users[0].list_id}_{loop.number if loop else 0}"
    for user in users:
        tags.append(Tag("value", "", name, spot, Site("plain", LIST)))
        numbers = make("numPr")
        numbers.append(make("ilvl", val=user.level))
        numbers.append(make("numId", val=mark(len(tags) - 1)))
        look = properties(user.paragraph, "pPr")
        put_child(look, numbers)
        xml = bare(look).replace(mark(len(tags) - 1), f"{LIST}{user.list_id}{LIST}")
        for at in marks(user.paragraph):
            site = tags[at].site
            tags[at].site = site and replace(site, paragraph=xml)
    items = f", ({loop.items})" if loop and _SIMPLE.fullmatch(loop.items) else ""
    tags.append(Tag("block", loop.kind if loop else "", f"set {name} = _number({users[0].list_id}{items})", spot))
    _put_first(root, mark(len(tags) - 1), mark(loop.number) if loop else "")


def _put_first(root: etree._Element, begin: str, loop: str) -> None:
    """Put a mark before that of a loop, or at the beginning."""
    if not loop:
        body = root.find(w("body"))
        top = root if body is None else body
        top.text = begin + (top.text or "")
        return
    text = next(text for text in root.iter(w("t")) if loop in (text.text or ""))
    text.text = (text.text or "").replace(loop, begin + loop)


def _list_of(paragraph: etree._Element, styles: Lists) -> tuple[str, str] | None:
    """Return (numId, level) of a paragraph, its own or its style's."""
    look = paragraph.find(w("pPr"))
    if look is None:
        return None
    style = look.find(w("pStyle"))
    number, level = styles.get(style.get(w("val"), "") if style is not None else "", ("0", "0"))
    own = look.find(w("numPr"))
    if own is not None:
        number = _value(own.find(w("numId"))) or number
        level = _value(own.find(w("ilvl"))) or level
    return (number, level) if number.isdigit() and number != "0" else None


def _value(element: etree._Element | None) -> str:
    return "" if element is None else element.get(w("val"), "")


def lists_of_styles(styles: etree._Element) -> Lists:
    """Return the lists of the styles of a styles part, own and inherited."""
    known = {style.get(w("styleId"), ""): style for style in styles.iter(w("style"))}
    return {name: found for name in known if (found := _style_list(known, name, len(known)))}


def _style_list(known: Mapping[str, etree._Element], name: str, steps: int) -> tuple[str, str] | None:
    style = known.get(name)
    if style is None or steps < 0:
        return None
    own = style.find(f"{w('pPr')}/{w('numPr')}")
    if own is not None and (number := _value(own.find(w("numId")))):
        return number, _value(own.find(w("ilvl"))) or "0"
    base = style.find(w("basedOn"))
    return _style_list(known, _value(base), steps - 1) if base is not None else None
