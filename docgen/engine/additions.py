"""What a document has beside its template: relations, pictures, styles, notes, parts of other documents."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from html import escape
from typing import Any
from urllib.parse import quote

from lxml import etree

from docgen.engine.package import TYPES, relations_of
from docgen.engine.wml import NAMESPACES, w

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_ID = re.compile(rb'\bId="rId(\d+)"')
_ANY_ID = re.compile(rb'\bId="([^"]+)"')
_UNFIT = re.compile(r'[\x00-\x20"<>\\^`{|}\x7f]')  # what no address can hold, RFC 3987
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
NOTES = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}
COMPANIONS = ("styles", "numbering", *NOTES)
"""The parts beside the text that a document may add to, by the kinds of their relations."""


class Additions:
    """The parts and relations that one document has beside those of its template."""

    def __init__(self, parts: Mapping[str, bytes], main: str = "", companions: Mapping[str, str] | None = None) -> None:
        """Begin a document.

        Args:
            parts: the parts of the template that the document may add to, by their names.
            main: the name of the part of the text.
            companions: the names of the parts beside it, by the kinds of their relations.
        """
        self.own, self._main, self._companions = parts, main, companions or {}
        self._relations: dict[str, dict[tuple[str, str, bool], str]] = {}
        self._types: dict[str, str] = {}
        self._rows: dict[str, list[bytes]] = {}
        self.parts: dict[str, bytes] = {}

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relation of a part; the same relation has one id."""
        mine = self._relations.setdefault(part, {})
        used = (int(number) for number in _ID.findall(self.own.get(relations_of(part), b"")))
        return mine.setdefault((kind, target, external), f"rId{max(used, default=0) + len(mine) + 1}")

    def ids(self, part: str) -> Ids:
        """Return the ids of the relations of a part, those to come too."""
        return Ids(ids_of(self.own.get(relations_of(part), b"")), self._relations.setdefault(part, {}))

    def link(self, part: str, address: str) -> str:
        """Return the id of a link to an address of the net."""
        return self.relate(part, f"{OFFICE}/hyperlink", _UNFIT.sub(lambda sign: quote(sign[0]), address), external=True)

    def picture(self, part: str, data: bytes, extension: str) -> str:
        """Return the id of a picture; the same picture is one part of the file however often it is printed."""
        name = f"word/media/{_digest(data)}.{extension}"
        self.parts[name] = data
        return self.relate(part, f"{OFFICE}/image", _relative(name, part))

    def bring(self, part: str, kind: str, target: Any, number: int) -> str:  # noqa: ANN401
        """Return the id of a copy of another document's part, with all that it refers to; ``number``: which copy."""
        return self.relate(part, kind, _relative(self._copied(target, number, {}), part))

    def _copied(self, target: Any, number: int, done: dict[int, str]) -> str:  # noqa: ANN401
        if id(target) in done:
            return done[id(target)]
        folder, file = posixpath.split(str(target.partname).lstrip("/"))
        name = f"{folder}/{_digest(target.blob + str(number).encode())}{posixpath.splitext(file)[1]}"
        done[id(target)] = name
        rows = [
            (key, rel.reltype, rel.target_ref, True) if rel.is_external
            else (key, rel.reltype, _relative(self._copied(rel.target_part, number, done), name), False)
            for key, rel in target.rels.items()
        ]  # fmt: skip
        self.parts[name], self._types[name] = target.blob, target.content_type
        if rows:
            self.parts[relations_of(name)] = _with_rows(b"", rows)
        return name

    @cached_property
    def styles(self) -> dict[tuple[str, str], str]:
        """The styles of the document: (sort, name in small letters) -> id."""
        root = etree.fromstring(self._own("styles"), _PARSER)
        return {called(style): style.get(w("styleId"), "") for style in root.iter(w("style"))}

    def companion(self, kind: str) -> str:
        """Return the name of a part beside the text; if the template has none, the document gets one."""
        if kind in self._companions:
            return self._companions[kind]
        name = posixpath.join(posixpath.dirname(self._main), f"{kind}.xml")
        if name not in self._types:
            self.relate(self._main, f"{OFFICE}/{kind}", f"{kind}.xml")
            self._types[name] = f"{_WORD}.{kind}+xml"
        return name

    def add(self, kind: str, row: bytes) -> None:
        """Add an element to the end of a part beside the text."""
        self.companion(kind)
        self._rows.setdefault(kind, []).append(row)

    def change(self, kind: str, change: Callable[[bytes], bytes]) -> None:
        """Change a part beside the text as a whole."""
        self.parts[self.companion(kind)] = change(self._own(kind))

    def _own(self, kind: str) -> bytes:
        """Return a part beside the text as it is in the template, or one with nothing of its own."""
        xml = self.own.get(self.companion(kind), b"")
        return xml if b"</" in xml else _empty(kind)

    def filled(self, part: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield a part that values fill with what is added to its end."""
        for kind in [kind for kind in self._rows if self.companion(kind) == part]:
            pieces = (_ended(b"".join(pieces), self._rows.pop(kind)),)
        yield from pieces

    def written(self) -> dict[str, bytes]:
        """Return the parts that the document has beside those of its template, or instead of them."""
        made = dict(self.parts)
        for kind, rows in self._rows.items():
            made[self.companion(kind)] = _ended(self._own(kind), rows)
        for part, mine in self._relations.items():
            if mine:
                name = relations_of(part)
                made[name] = _with_rows(self.own.get(name, b""), ((key, *relation) for relation, key in mine.items()))
        if self._types:
            made[TYPES] = _ended(self.own[TYPES], (
                f'<Override xmlns="{_TYPES}" PartName="/{name}" ContentType="{kind}"/>'.encode()
                for name, kind in self._types.items()
            ))  # fmt: skip
        return made


def called(style: etree._Element) -> tuple[str, str]:
    """Return what tells a style from others whatever the language of Word: its sort and its name."""
    name = style.find(w("name"))
    return style.get(w("type"), ""), (name.get(w("val"), "") if name is not None else "").lower()


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:24]


def _relative(name: str, part: str) -> str:
    return posixpath.relpath(name, posixpath.dirname(part))


def _ended(xml: bytes, rows: Iterable[bytes]) -> bytes:
    """Return a part with elements added to its end."""
    at = xml.rindex(b"</")
    return xml[:at] + b"".join(rows) + xml[at:]


def _empty(kind: str) -> bytes:
    """Return a part beside the text with nothing of its own; notes have the lines that divide them from the text."""
    note = NOTES.get(kind, "")
    lines = "" if kind not in ("footnotes", "endnotes") else "".join(
        f'<w:{note} w:type="{line}" w:id="{at}"><w:p><w:r><w:{line}/></w:r></w:p></w:{note}>'
        for at, line in ((-1, "separator"), (0, "continuationSeparator"))
    )  # fmt: skip
    return f'<w:{kind} xmlns:w="{NAMESPACES["w"]}">{lines}</w:{kind}>'.encode()


def _with_rows(xml: bytes, rows: Iterable[tuple[str, str, str, bool]]) -> bytes:
    """Return a part of relations with some more: (id, type, target, whether it is outside of the file)."""
    end = b"</Relationships>"
    own = xml if end in xml else f'<Relationships xmlns="{_SPACE}"></Relationships>'.encode()
    made = "".join(
        f'<Relationship Id="{key}" Type="{kind}" Target="{escape(target)}"'
        + (' TargetMode="External"/>' if external else "/>")
        for key, kind, target, external in rows
    )
    return own.replace(end, made.encode() + end)


class Ids:
    """The ids of the relations of a part: the template's and those that values add."""

    def __init__(self, own: frozenset[str], new: Mapping[Any, str]) -> None:
        self._own, self._new = own, new

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._new.values()


def ids_of(relations: bytes) -> frozenset[str]:
    """Return the ids of a part of relations."""
    return frozenset(key.decode() for key in _ANY_ID.findall(relations))
