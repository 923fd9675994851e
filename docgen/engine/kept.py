"""A compiled template on disk: the next process begins with programs, not with Word's XML.

Code is kept as Python's own bytecode, so a folder of kept templates is trusted like a folder of programs.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

from docgen.engine import disk
from docgen.engine.archive import Entry
from docgen.engine.compiled import Compiled
from docgen.engine.program import Looks, Program
from docgen.engine.spot import Site, Spot


def key(data: bytes) -> str:
    """Return the name of a template's compiled form: another template, Python or Jinja has another."""
    sources = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(disk.VERSIONS.encode() + hashlib.sha256(sources).digest() + data).hexdigest()


def load(folder: Path, name: str, title: str) -> Compiled | None:
    """Return a kept template; None if there is none, or what is there is not whole."""
    plain = disk.load(folder, name)
    return _from_plain(plain) if plain is not None and plain[0] == title else None  # messages name the file


def save(folder: Path, name: str, template: Compiled) -> None:
    """Keep a template; that it cannot be kept is no reason not to work."""
    disk.save(folder, name, _plain(template))


def _plain(template: Compiled) -> tuple[Any, ...]:
    programs = tuple(
        (one.part, one.title, one.code, tuple((s.kind, s.run, s.paragraph, s.inline) for s in one.sites),
         tuple((s.part, s.tag, s.context, s.row, s.cell) for s in one.spots), one.groups, one.lines, tuple(one.looks))
        for one in template.programs
    )  # fmt: skip
    entries = tuple((e.name, e.method, e.crc, e.size, e.data) for e in template.entries)
    return (
        template.name,
        programs,
        entries,
        dict(template.spare),
        template.first,
        template.pictures,
        template.main,
        dict(template.companions),
    )


def _from_plain(plain: tuple[Any, ...]) -> Compiled:
    name, programs, entries, *rest = plain
    return Compiled(
        name,
        tuple(
            Program(part, shown, code, tuple(Site(*s) for s in sites), tuple(map(Spot._make, spots)), groups, lines,
                    Looks(*looks))
            for part, shown, code, sites, spots, groups, lines, looks in programs
        ),
        tuple(Entry(*entry) for entry in entries), *rest,
    )  # fmt: skip
