"""The workloads in the dialects of packages for Node: the same file, the same words, other tags and ASCII names."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from lxml import etree

W = qn("w:p")[:-1]
_LOOP = re.compile(r"\{%(tr|p) for (\w+) in ([\w.]+) %\}")
_END = re.compile(r"\{%(tr|p) endfor %\}")
_VALUE = re.compile(r"\{\{ ([\w.]+) \}\}")
_WORD = re.compile(r"[^\W\d]\w*")
_Loop = tuple[str, str]  # the variable and the list, as docxtpl's tag names them
_Item = etree._Element  # noqa: SLF001 - lxml has no other name for it


@dataclass(frozen=True)
class Dialect:
    """How a package writes a value and the ends of a loop, given the loops around it."""

    value: Callable[[str, list[_Loop]], str]
    first: Callable[[list[_Loop]], str]
    last: Callable[[list[_Loop]], str]
    by_example: bool = False  # a loop ends with its items written once more, for the next index


def rewritten(template: bytes, dialect: Dialect) -> bytes:
    """Return a template of docxtpl with the tags of another dialect."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, _body(data, dialect) if name == "word/document.xml" else data)
    return file.getvalue()


def ascii_names(values: Any) -> Any:  # noqa: ANN401
    """Return values with names that every package reads."""
    if isinstance(values, dict):
        return {_latin(key): ascii_names(value) for key, value in values.items()}
    return list(map(ascii_names, values)) if isinstance(values, list) else values


def _latin(path: str) -> str:
    return _WORD.sub(lambda word: "n" + "".join(f"{ord(letter):x}" for letter in word[0]), path)


def _body(data: bytes, dialect: Dialect) -> bytes:
    root = etree.fromstring(data)
    for place in root.iter(W + "body", W + "tbl"):
        _rewrite(list(place.iterchildren(W + "p", W + "tr")), [], dialect)
    return etree.tostring(root, encoding="UTF-8", standalone=True)


def _rewrite(items: list[_Item], loops: list[_Loop], dialect: Dialect) -> None:
    """Rewrite items one after another: paragraphs of the body or rows of a table."""
    rest = iter(items)
    for item in rest:
        if found := _LOOP.search(_text(item)):
            inside = list(_inside(rest))
            _loop(item, inside[:-1], inside[-1], [*loops, (found[2], found[3])], dialect)
        else:
            for text in item.iter(W + "t"):
                text.text = _VALUE.sub(lambda tag: dialect.value(tag[1], loops), text.text or "")


def _inside(rest: Iterator[_Item]) -> Iterator[_Item]:
    depth = 1
    for item in rest:
        depth += bool(_LOOP.search(_text(item))) - bool(_END.search(_text(item)))
        yield item
        if not depth:
            return


def _loop(head: _Item, inside: list[_Item], tail: _Item, loops: list[_Loop], dialect: Dialect) -> None:
    if dialect.by_example:
        again = [deepcopy(item) for item in inside if not _END.search(_text(item)) and not _LOOP.search(_text(item))]
        _rewrite(inside, loops, dialect)
        _rewrite(again[:1], [*loops[:-1], (loops[-1][0], f"{loops[-1][1]}+1")], dialect)
        tail.addprevious(again[0])
    elif head.tag == W + "p":  # a paragraph of its own for either end
        _rewrite(inside, loops, dialect)
        _set(head, dialect.first(loops))
        _set(tail, dialect.last(loops))
        return
    else:
        _rewrite(inside, loops, dialect)
        first, last = next(inside[0].iter(W + "t")), list(_last(inside).iter(W + "t"))[-1]
        first.text, last.text = dialect.first(loops) + (first.text or ""), (last.text or "") + dialect.last(loops)
    for item in (head, tail):
        item.getparent().remove(item)  # type: ignore[union-attr]


def _last(items: list[_Item]) -> _Item:
    return next(item for item in reversed(items) if item.getparent() is not None)


def _text(item: _Item) -> str:
    return "".join(text.text or "" for text in item.iter(W + "t"))


def _set(paragraph: _Item, words: str) -> None:
    texts = list(paragraph.iter(W + "t"))
    for text in texts:
        text.text = ""
    texts[0].text = words


def _short(path: str, loops: list[_Loop]) -> str:
    """Return a path from the innermost loop or from the top."""
    head, _, rest = path.partition(".")
    return _latin(rest if loops and head == loops[-1][0] else path)


def _long(path: str, loops: list[_Loop]) -> str:
    """Return a path from the top, with an index for every loop."""
    head, _, rest = path.partition(".")
    for at, (name, source) in enumerate(loops):
        if name == head:
            bare, _, more = source.partition("+")
            return f"{_long(bare, loops[:at])}[i{'+1' if more else ''}].{_latin(rest)}"
    return f"d.{_latin(path)}"


CURLY = Dialect(
    value=lambda path, loops: f"{{{_short(path, loops)}}}",
    first=lambda loops: f"{{#{_short(loops[-1][1], loops[:-1])}}}",
    last=lambda loops: f"{{/{_short(loops[-1][1], loops[:-1])}}}",
)
CARBONE = Dialect(
    value=lambda path, loops: f"{{{_long(path, loops)}}}", first=lambda _: "", last=lambda _: "", by_example=True
)
