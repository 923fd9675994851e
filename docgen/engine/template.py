"""A Word template compiled once: `Template(path).render(values)` for any template of docxtpl's dialect and any data."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from jinja2 import Environment

from docgen.engine.archive import Blob, Entry, Writer, unpack
from docgen.engine.package import TYPES, parts_with_tags, with_types, written_whole
from docgen.engine.part import program
from docgen.engine.program import Bound
from docgen.engine.render import Illegal, Render
from docgen.engine.sandbox import environment_for
from docgen.engine.tidy import tidied
from docgen.errors import TemplateError
from docgen.finding import Finding


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
            TemplateError: the file is no DOCX, or a tag is wrong; the message names the tag and its place.
        """
        data, self.name = _read(source)
        self._illegal, self._small = illegal, small
        self._environment, dialect = environment_for(environment)
        parts = unpack(data, self.name)
        self.programs: dict[str, Bound] = {}
        for part, russian in parts_with_tags(parts, self.name).items():
            made = program(parts[part], f"{self.name}, {russian}", self._environment, dialect)
            if made is not None:
                self.programs[part] = made.bound(self._environment)
        parts[TYPES] = with_types(parts[TYPES], self.name)
        self.blob = Blob.of(Entry.of(name, data) for name, data in parts.items() if name not in self.programs)

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
        render = Render(self._illegal, tell)
        writer = Writer(file, self.blob, small=self._small)
        for name, bound in self.programs.items():
            pieces = bound.pieces(context, render)
            writer.add(name, tidied(pieces) if bound.program.tidy else pieces)
        writer.close()


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
