"""A paper in the making: one document in the look of its template, and the tools that its programs print with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any

from markupsafe import Markup

from docgen.engine.budget import Budget
from docgen.model.blocks import Items
from docgen.model.diagram import Diagram
from docgen.model.document import Document
from docgen.model.grid import Grid
from docgen.model.measure import MeasureTable
from docgen.model.table import Table
from docgen.render import contents
from docgen.render.adoption import Adoption
from docgen.render.assembly import Assembly
from docgen.render.blanks import Blanks
from docgen.render.inline import Inline
from docgen.render.library import Library
from docgen.render.program import Program
from docgen.render.template import Template
from docgen.render.values import printable, tag, values, visible
from docgen.value import Value
from docgen.vocabulary import TERMS

APPENDICES = tag(TERMS["appendices"])
KEPT = "\ue0fc"
CONTENTS = Markup(contents.PLACE)  # `{{p место_оглавления }}`  # noqa: S704
KEEP = Markup(KEPT)  # `{{p неразрывно }}` in a template  # noqa: S704
_EVERYWHERE = {"неразрывно": KEEP, "место_оглавления": CONTENTS}


class File(Value):
    """What all papers of one file share.

    Attributes:
        library: the templates.
        assembly: the parts that grow.
        blanks: the places to fill.
        numbers: the ids that bookmarks and drawings get.
        split: whether appendices are files of their own, so that references to them are plain text.
        nested: makes a paper inside the one of a scene.
        header: makes a header of a scene by the id of its relation.
        budget: the turns that the loops of all programs may make.
    """

    library: Library
    assembly: Assembly
    blanks: Blanks
    numbers: Iterator[int]
    split: bool
    nested: Callable[[Document, Scene], str]
    header: Callable[[str, Scene], str]
    budget: Budget


class Scene:
    """One document, printed in the body of the file or ``apart``: in headers, which have relations of their own."""

    def __init__(
        self, file: File, document: Document, template: Template, guest: Adoption | None, *, apart: bool = False
    ) -> None:
        self.file, self.document, self.template, self.guest = file, document, template, guest
        self._inline = Inline(
            style=document.style, fields=not file.split, blanks=file.blanks, numbers=file.numbers,
            assembly=None if apart else file.assembly,
        )  # fmt: skip
        self._columns = template.columns
        self._fragments: dict[str, tuple[Template, Adoption]] = {}

    @cached_property
    def apart(self) -> Scene:
        """The scene of the headers of the same paper."""
        return Scene(self.file, self.document, self.template, self.guest, apart=True)

    def run(self, program: Program) -> str:
        """Fill a program of the template with the document."""
        own = values(self.document, program.names)
        if self.file.split:
            own[APPENDICES] = ()
        return self._filled(program, own, self.guest)

    def fragment(self, name: str, own: Mapping[str, object]) -> str:
        """Print values through a shared part."""
        if name not in self._fragments:
            library, assembly = self.file.library, self.file.assembly
            self._fragments[name] = library.fragment(name, self.template.house, assembly.host)
            assembly.adopt(self._fragments[name][1])
        fragment, guest = self._fragments[name]
        return guest.restyled(self._filled(fragment.compiled.body, own, guest))

    def _filled(self, program: Program, own: Mapping[str, object], guest: Adoption | None) -> str:
        def new_list(number: int, items: object = None) -> int:
            start = items.start if isinstance(items, Items) else 1
            return self.file.assembly.new_list(str(number), start, guest)

        inline, columns, numbers = self._inline, self._columns, self.file.numbers
        tools = (
            self._block, numbers.__next__, columns.grid, self._header, new_list, inline.plain, inline.put, columns.row,
            columns.cell,
        )  # fmt: skip
        return program.run({**_EVERYWHERE, **own}, tools, self.file.budget)

    def _header(self, key: str) -> str:
        return self.file.header(key, self)

    def _block(self, value: Any, in_cell: int) -> str:  # noqa: ANN401
        """Return what `{{p value }}` prints: prose and tables through the shared parts, papers as they are."""
        if value is None:
            return ""
        if value is KEEP or value is CONTENTS:
            return value
        if isinstance(value, Document):
            return self.file.nested(value, self)
        own: dict[str, object]
        if isinstance(value, Diagram):
            from docgen.render.drawing import drawn  # few papers have diagrams

            name, own = "figure", {"изображение": drawn(value)}
        elif isinstance(value, Table | MeasureTable | Grid):
            name, own = "table", {"таблица": value if isinstance(value, Grid) else value.grid}
        else:
            name, own = ("cell" if in_cell else "prose"), {"проза": tuple(visible(printable(value)))}
        return self.fragment(name, own)
