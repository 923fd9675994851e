"""The verb `review`: a template looked over without any data, alone or against the kind of papers that it is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from docgen import kinds, resources
from docgen.engine.review import Fault, reviewed
from docgen.engine.sandbox import Sandbox
from docgen.engine.shape import Shape, Source, shape
from docgen.engine.sources import sources
from docgen.errors import TemplateError, UsageError
from docgen.render import contract
from docgen.render.environment import TemplateEnvironment
from docgen.render.house import AS_IS
from docgen.render.library import Library
from docgen.render.template import Template


@dataclass(frozen=True)
class Review:
    """What a template is found to be.

    Attributes:
        faults: what is wrong with it, all at once, each with its place and a remedy.
        wanted: the data that it wants, as far as its tags can be read.
        unprinted: what the shipped template of its kind prints and this one does not.
    """

    faults: tuple[Fault, ...]
    wanted: Shape = field(default_factory=Shape)
    unprinted: tuple[str, ...] = ()


def review(file: Path, kind: str | None = None, folders: Sequence[Path] = ()) -> Review:
    """Look a template over.

    Args:
        file: a template of Word or Excel.
        kind: the kind of papers that it is for: its names are compared with the fields of the kind.
        folders: where the shared parts of papers lie, before the shipped ones.

    Raises:
        UsageError: there is no such file or kind.
        MachineError: the file cannot be read.
    """
    if not file.is_file():
        raise UsageError(f"нет файла {file}")
    of_kind = kinds.named(kind) if kind else None
    try:
        if of_kind is None:
            return _reviewed(sources(file.read_bytes(), file.name), Sandbox())
        library = Library((*folders, resources.folder("templates/docx")))
        shipped, own = (
            _reviewed(contract.sources(template), TemplateEnvironment())
            for template in (library.template(of_kind.key(), AS_IS), Template.open(file, library.fragments(AS_IS)))
        )
    except TemplateError as error:
        return Review((Fault.of(str(error)),))
    broken = contract.broken(own.wanted, contract.of_kind(of_kind))
    unprinted = () if own.faults else (name for name in shipped.wanted.fields if name not in own.wanted.fields)
    return Review((*own.faults, *broken), own.wanted, tuple(unprinted))


def _reviewed(parts: Iterable[Source], environment: Environment) -> Review:
    read, found = reviewed(parts, environment)
    return Review(tuple(found), shape(read, environment))
