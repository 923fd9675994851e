"""Compiled templates on disk, so that the next process begins with programs and not with Word's XML.

Code is kept as Python's own bytecode, so the folder is trusted like a folder of programs: it must be the user's own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from docgen.engine import disk
from docgen.engine.spot import Spot
from docgen.render.program import Program
from docgen.render.relations import Carried

_CODE = ("engine/*.py", "render/*.py", "vocabulary.py", "template_names.py")  # what a compiled template depends on


class Compiled(NamedTuple):
    """What the engine needs of a template's main part and of its headers.

    Attributes:
        body: the program of the body without its last section.
        section: the properties of the last section; references to headers are `{{ _header(…) }}`.
        opening: the start tags of the main part, with every namespace that docgen knows.
        page: width, height and the four margins of the last section, in twentieths of a point.
        headers: the programs of headers and footers by the id of their relation.
        properties: the program of the core properties, if they hold tags.
        foreign: the pictures and links of the fragments put in, by their id in this template.
    """

    body: Program
    section: str
    opening: str
    page: tuple[int, ...]
    headers: Mapping[str, Program]
    properties: Program | None
    foreign: Mapping[str, Carried]


class Shelf:
    """A folder of compiled templates."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @cached_property
    def _version(self) -> bytes:
        return disk.version(_CODE)

    def name(self, digest: bytes) -> str:
        """Return the name of the compiled form of what has a digest."""
        return hashlib.sha256(self._version + digest).hexdigest()

    def load(self, digest: bytes) -> Compiled | None:
        """Return a compiled template; None if it is not there, or not whole."""
        plain = disk.load(self._folder, self.name(digest))
        return None if plain is None else _from_plain(plain)

    def save(self, digest: bytes, compiled: Compiled) -> None:
        """Keep a compiled template."""
        disk.save(self._folder, self.name(digest), _plain(compiled))


def _plain(compiled: Compiled) -> tuple[Any, ...]:
    headers = {key: _of_program(program) for key, program in compiled.headers.items()}
    foreign = {key: (item.kind, item.target, item.data) for key, item in compiled.foreign.items()}
    properties = compiled.properties and _of_program(compiled.properties)
    return (_of_program(compiled.body), *compiled[1:4], headers, properties, foreign)


def _from_plain(plain: tuple[Any, ...]) -> Compiled:
    body, section, opening, page, headers, properties, foreign = plain
    return Compiled(
        _program(body), section, opening, page, {key: _program(item) for key, item in headers.items()},
        properties and _program(properties), {key: Carried(*item) for key, item in foreign.items()},
    )  # fmt: skip


def _of_program(program: Program) -> tuple[Any, ...]:
    spots = tuple((s.part, s.tag, s.context, s.row, s.cell) for s in program.spots)
    return program.title, program.code, spots, program.lines, program.names, program.divided


def _program(plain: tuple[Any, ...]) -> Program:
    title, code, spots, *rest = plain
    return Program(title, code, tuple(map(Spot._make, spots)), *rest)
