"""The verb `review`: a template looked over without any data, alone or against the kind of papers that it is for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from jinja2 import Environment

from docgen import kinds, resources
from docgen.engine.review import Fault, reviewed
from docgen.engine.sandbox import Sandbox
from docgen.engine.shape import Shape, Source, shape
from docgen.engine.sources import sources
from docgen.errors import TemplateError, UsageError
from docgen.model.document import Document
from docgen.render import contract
from docgen.render.environment import TemplateEnvironment
from docgen.render.house import AS_IS
from docgen.render.library import Library
from docgen.render.template import Template

_UNKNOWN = ("нет фильтра", "незнакомый тег")  # complaints that what only papers know may have caused


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
    try:
        if kind:
            return _of_kind(file, kinds.named(kind), folders)
        alone = _reviewed(sources(file.read_bytes(), file.name), Sandbox())
        unknown = all(any(sort in fault.message for sort in _UNKNOWN) for fault in alone.faults)
        if not alone.faults or not unknown or file.suffix.lower() != ".docx":
            return alone
        paper = _of_paper(Template.open(file, _library(folders).fragments(AS_IS)))
        if paper.faults:
            return alone
        named = _kind_of(file)  # the template has what only papers know
        return _of_kind(file, named, folders) if named else paper
    except TemplateError as error:
        return Review((Fault.of(str(error)),))


def _library(folders: Sequence[Path]) -> Library:
    return Library((*folders, resources.folder("templates/docx")), nouns=kinds.nouns())


def _of_kind(file: Path, kind: type[Document], folders: Sequence[Path]) -> Review:
    """Look a template over against the kind that it is for, and against the shipped template of the kind."""
    library = _library(folders)
    shipped = _of_paper(library.template(kind.key(), AS_IS))
    own = _of_paper(Template.open(file, library.fragments(AS_IS)))
    broken = contract.broken(own.wanted, contract.of_kind(kind))
    unprinted = () if own.faults else (name for name in shipped.wanted.fields if name not in own.wanted.fields)
    return Review((*own.faults, *broken), own.wanted, tuple(unprinted))


def _of_paper(template: Template) -> Review:
    return _reviewed(contract.sources(template), TemplateEnvironment())


def _kind_of(file: Path) -> type[Document] | None:
    """Return the kind that the name of a template names, if it does."""
    with suppress(UsageError):
        return kinds.named(file.stem)
    return None


def _reviewed(parts: Iterable[Source], environment: Environment) -> Review:
    read, found = reviewed(parts, environment)
    return Review(tuple(found), shape(read, environment))
