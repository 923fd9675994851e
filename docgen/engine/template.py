"""A template of Word or Excel compiled once: `Template(path).render(values)`, docxtpl's dialect, any data."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from jinja2 import Environment, UndefinedError

from docgen.arguments import StrPath, demand, path_of
from docgen.engine import kept
from docgen.engine.access import Allowed
from docgen.engine.additions import Additions
from docgen.engine.archive import Blob, Entry, Writer
from docgen.engine.budget import SECONDS
from docgen.engine.compiled import Compiled, compiled
from docgen.engine.identity import Identities, lists_of, with_lists
from docgen.engine.media import address
from docgen.engine.opening import opened
from docgen.engine.package import book_of, kinds
from docgen.engine.render import Illegal, Render
from docgen.engine.replacing import Replacements
from docgen.engine.review import Fault, missing, reviewed
from docgen.engine.sandbox import environment_for
from docgen.engine.shape import Shape, shape
from docgen.engine.sources import sources
from docgen.engine.subdoc import Subdoc
from docgen.engine.xlsx.workbook import Workbook
from docgen.errors import TemplateError, why
from docgen.finding import Finding
from docgen.output import written_whole

Tell = Callable[[Finding], None]


class Template:
    """A compiled template; it never changes, so any number of threads may render it at once."""

    def __init__(
        self, source: StrPath | bytes | BinaryIO, environment: Environment | None = None, *,
        illegal: Illegal = "replace", small: bool = False, check: bool = False, keep: StrPath | None = None,
        allow: Allowed | None = None, seconds: float = SECONDS,
    ) -> None:  # fmt: skip
        """Read and compile a template.

        A template sees data: items of mappings and lists, fields of objects, the harmless methods of texts, numbers,
        dates. It cannot call a method of an object or read a property, and it cannot change what it is given. What it
        needs besides is given by name: a function among the values, a filter of the environment, or ``allow``.

        Args:
            source: the file: a path, its bytes, or a file open for reading. It is not needed again.
            environment: filters, tests, globals and delimiters of one's own.
            illegal: what becomes of characters that no XML can hold: U+FFFD with a finding, or an error.
            small: spend about ten times as long on compression for files smaller by a tenth.
            check: look at every document as a whole before it leaves, even where its template has proved it sound.
            keep: a folder of one's own for the compiled form, so that the next process need not compile.
            allow: the methods and properties that the template may use, by the classes of their objects:
                `{Счёт: ["итого"]}`; `"__call__"` opens the class itself, or objects that can be called.
            seconds: how much of the processor's time one document may take; its memory is bounded by it, too.

        Raises:
            TemplateError: the file is no DOCX or XLSX, or a tag is wrong; the message names the tag and its place.
        """
        data, self.name = _read(source)
        self._data = data
        self._illegal, self._small, self._check, self._seconds = illegal, small, check, seconds
        made, dialect = environment_for(environment, allow)
        keep = None if keep is None else path_of(keep, "папка для готовых шаблонов")
        key = kept.key(data) if keep and environment is None else ""
        ready = kept.load(keep, key, self.name) if keep and key else None
        self._workbook = None
        self._environment, self._dialect = made, dialect
        if ready is None:
            parts = opened(data, self.name)
            try:
                types = kinds(parts, self.name)
                if book := book_of(types):
                    self._workbook = Workbook(parts, book, types, self.name, made, dialect)
                ready = compiled(parts, types, self.name, made, dialect)
            except TemplateError as error:
                raise self._all_of(error) from error
            except RecursionError as error:
                raise TemplateError(f"{self.name}: блоки или выражения вложены слишком глубоко") from error
            if keep and key and self._workbook is None:
                kept.save(keep, key, ready)
        self.compiled: Compiled = ready
        self.programs = {program.part: program.bound(made) for program in ready.programs}
        self.blob = Blob.of(ready.entries)
        self._names = frozenset(entry.name.decode() for entry in ready.entries)
        self._spare = {name: Blob.of([Entry.of(name, data)]) for name, data in ready.spare.items()}
        self._lists = lists_of(ready.spare.get(ready.companions.get("numbering", ""), b""))

    def __repr__(self) -> str:
        return f"<Template {self.name}, {len(self._data)} байт>"

    def render(
        self, context: Mapping[str, Any], *, replace: Replacements | None = None, tell: Tell | None = None
    ) -> bytes:
        """Return the document: the same values give the same bytes.

        Args:
            context: the values by the names that the template uses.
            replace: pictures and files that stand for those of the template.
            tell: is told what had to be changed in the values.

        Raises:
            TemplateError: a name is unknown, an expression fails; the message names the tag and its place.
        """
        file = io.BytesIO()
        self._write(file, context, replace, tell)
        return file.getvalue()

    def render_to(
        self, file: StrPath | BinaryIO, context: Mapping[str, Any], *,
        replace: Replacements | None = None, tell: Tell | None = None,
    ) -> None:  # fmt: skip
        """Write the document to a path or an open file; a long one is never held in memory as a whole.

        Raises:
            TemplateError: as `render`; a file given by its path is then left as it was.
            MachineError: the path cannot be written.
        """
        if isinstance(file, str | os.PathLike) or not hasattr(file, "write"):
            with written_whole(path_of(file, "куда записать")) as target:
                self._write(target, context, replace, tell)
        elif file.seekable():
            self._write(file, context, replace, tell)
        else:
            file.write(self.render(context, replace=replace, tell=tell))

    def _write(
        self, file: BinaryIO, context: Mapping[str, Any], replace: Replacements | None, tell: Tell | None
    ) -> None:
        demand(context, Mapping, "значения", "словарь с именами шаблона")
        try:
            self._fill(file, context, replace, tell)
        except TemplateError as error:
            if isinstance(error.__cause__, UndefinedError):
                raise self._all_of(error, context) from error
            raise

    def _fill(
        self, file: BinaryIO, context: Mapping[str, Any], replace: Replacements | None, tell: Tell | None
    ) -> None:
        template = self.compiled
        additions = Additions(template.spare, template.main, template.companions)
        identities = Identities(template.first, self._lists)
        render = Render(additions, identities, self._illegal, tell, check=self._check, seconds=self._seconds)
        replaced = replace.of(self.compiled) if replace else {}
        kept_parts = (entry for entry in self.compiled.entries if entry.name.decode() not in replaced)
        writer = Writer(file, Blob.of(kept_parts) if replaced else self.blob, small=self._small)
        for name, bound in self.programs.items():
            writer.add(name, additions.filled(name, bound.pieces(context, render)))
        if self._workbook:
            self._workbook.write(writer, context, render)
        if identities.new_lists:
            additions.change("numbering", partial(with_lists, identities=identities))
        added = {**replaced, **additions.written()}
        for name, blob in self._spare.items():
            if name not in added:
                writer.copy(blob)
        for name, data in added.items():
            if name in replaced or name not in self._names:  # a picture may be in the template already
                writer.add(name, (data,))
        writer.close()

    def new_subdoc(self, file: StrPath | BinaryIO | None = None) -> Subdoc:
        """Return a document for `{{p name }}`: that of a file, or an empty one in the template's styles.

        Raises:
            TemplateError: the file cannot be read, or it is no document of Word.
        """
        return (
            Subdoc(*_read(file, "вложенный документ"), foreign=True)
            if file
            else Subdoc(self._data, self.name, foreign=False)
        )

    def get_docx(self) -> Any:  # noqa: ANN401
        """Return the template as python-docx sees it, a new copy: docxtpl's `Subdoc` asks for it."""
        return Subdoc(self._data, self.name, foreign=True).subdocx

    def fields(self) -> dict[str, Any]:
        """Return the JSON Schema of the data that the template wants; the names are those of its `properties`."""
        return self._wanted().whole()

    def get_undeclared_template_variables(self, *, context: Mapping[str, Any] | None = None) -> set[str]:
        """Return the names that the template wants and a context has not, as docxtpl's templates do."""
        return self._wanted().fields.keys() - (context or {}).keys()

    def _wanted(self) -> Shape:
        return shape(sources(self._data, self.name, self._dialect), self._environment)

    def _all_of(self, error: TemplateError, context: Mapping[str, Any] | None = None) -> TemplateError:
        """Return an error that tells of all faults of the tags at once, or of all names that the values lack."""
        found: list[Fault] = []
        with suppress(Exception):  # of the objects that are asked what they have
            read, found = reviewed(sources(self._data, self.name, self._dialect), self._environment)
            if context is not None:
                found = list(missing(shape(read, self._environment), context, self._environment))
        return TemplateError("\n".join(dict.fromkeys(map(str, found)))) if found else error

    def build_url_id(self, url: str) -> str:
        """Return the `url_id` of a rich text's link, as docxtpl's templates do; nothing is kept."""
        return address(url)


def _read(source: StrPath | bytes | BinaryIO, nameless: str = "шаблон") -> tuple[bytes, str]:
    """Return the bytes of a file and its name for messages; ``nameless``: that of a file without one."""
    if isinstance(source, bytes):
        return source, nameless
    if not isinstance(source, str | os.PathLike) and hasattr(source, "read"):
        return source.read(), Path(str(getattr(source, "name", nameless))).name
    path = path_of(source, nameless)
    try:
        return path.read_bytes(), path.name
    except OSError as error:
        raise TemplateError(f"{path.name}: файл не читается ({why(error)})") from error
