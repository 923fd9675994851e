"""A template of Word or Excel compiled once: `Template(path).render(values)`, docxtpl's dialect, any data."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from jinja2 import Environment

from docgen.engine.archive import Blob, Entry, Writer, unpack
from docgen.engine.media import Additions, address
from docgen.engine.package import TYPES, parts_with_tags, relations_of, with_types, written_whole
from docgen.engine.part import program
from docgen.engine.program import Bound
from docgen.engine.render import Illegal, Render
from docgen.engine.sandbox import environment_for
from docgen.engine.xlsx.workbook import BOOK, Workbook
from docgen.errors import TemplateError
from docgen.finding import Finding

_DRAWING = re.compile(rb'<wp:docPr [^>]*?\bid="(\d+)"')


class Template:
    """A compiled template; it never changes, so any number of threads may render it at once."""

    def __init__(
        self, source: Path | str | bytes | BinaryIO, environment: Environment | None = None, *,
        illegal: Illegal = "replace", small: bool = False,
    ) -> None:  # fmt: skip
        """Read and compile a template.

        Args:
            source: the file: a path, its bytes, or a file open for reading. It is not needed again.
            environment: filters, tests, globals and delimiters of one's own.
            illegal: what becomes of characters that no XML can hold: U+FFFD with a finding, or an error.
            small: spend about ten times as long on compression for files smaller by a tenth.

        Raises:
            TemplateError: the file is no DOCX or XLSX, or a tag is wrong; the message names the tag and its place.
        """
        data, self.name = _read(source)
        self._illegal, self._small = illegal, small
        self._environment, dialect = environment_for(environment)
        parts = unpack(data, self.name)
        self.programs: dict[str, Bound] = {}
        self._workbook = Workbook(parts, self.name, self._environment, dialect) if BOOK in parts else None
        for part, russian in parts_with_tags(parts, self.name).items():
            made = program(parts[part], part, f"{self.name}, {russian}", self._environment, dialect)
            if made is not None:
                self.programs[part] = made.bound(self._environment)
        parts[TYPES] = with_types(parts[TYPES], self.name)
        names = {relations_of(part) for part in self.programs}
        self._relations = {name: data for name, data in parts.items() if name in names}
        self._ready = {name: Entry.of(name, data) for name, data in self._relations.items()}
        self._first = 1 + max((int(n) for data in parts.values() for n in _DRAWING.findall(data)), default=0)
        self.blob = Blob.of(
            Entry.of(name, data) for name, data in parts.items() if name not in self.programs and name not in names
        )

    def render(self, context: Mapping[str, Any], *, tell: Callable[[Finding], None] | None = None) -> bytes:
        """Return the document: the same values give the same bytes.

        Args:
            context: the values by the names that the template uses.
            tell: is told what had to be changed in the values.

        Raises:
            TemplateError: a name is unknown, an expression fails; the message names the tag and its place.
        """
        file = io.BytesIO()
        self._write(file, context, tell)
        return file.getvalue()

    def render_to(
        self, file: Path | str | BinaryIO, context: Mapping[str, Any], *,
        tell: Callable[[Finding], None] | None = None,
    ) -> None:  # fmt: skip
        """Write the document to a path or an open file; a long one is never held in memory as a whole.

        Raises:
            TemplateError: as `render`; a file given by its path is then left as it was.
            MachineError: the path cannot be written.
        """
        if not isinstance(file, str | Path):
            if file.seekable():
                self._write(file, context, tell)
            else:
                file.write(self.render(context, tell=tell))
            return
        with written_whole(Path(file)) as target:
            self._write(target, context, tell)

    def _write(self, file: BinaryIO, context: Mapping[str, Any], tell: Callable[[Finding], None] | None) -> None:
        additions = Additions(self._relations)
        render = Render(additions, self._first, self._illegal, tell)
        writer = Writer(file, self.blob, small=self._small)
        for name, bound in self.programs.items():
            writer.add(name, bound.pieces(context, render))
        if self._workbook:
            self._workbook.write(writer, context, render)
        added = {**additions.relations(), **additions.parts}
        for name, entry in self._ready.items():
            if name not in added:
                writer.copy(entry)
        for name, data in added.items():
            writer.add(name, (data,))
        writer.close()

    def build_url_id(self, url: str) -> str:
        """Return the `url_id` of a rich text's link, as docxtpl's templates do; nothing is kept."""
        return address(url)


def _read(source: Path | str | bytes | BinaryIO) -> tuple[bytes, str]:
    """Return the bytes of a template and its name for messages."""
    if isinstance(source, bytes):
        return source, "шаблон"
    if not isinstance(source, str | Path):
        return source.read(), Path(str(getattr(source, "name", "шаблон"))).name
    path = Path(source)
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise TemplateError(f"{path.name}: шаблон не читается ({error.strerror})") from error
