"""Names of files: from a pattern, safe on Windows and Linux, different for every row, the same in every run."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from jinja2 import Template, TemplateError, UndefinedError, meta, nodes

from docgen.batch.columns import FILE, Column
from docgen.batch.table import Row
from docgen.engine.budget import Budget
from docgen.engine.reason import reason
from docgen.engine.sandbox import Sandbox
from docgen.errors import UsageError
from docgen.folding import fold, similar
from docgen.model.scalar import scalar

MOST = 255
"""The longest name of a file in bytes: ext4, APFS; NTFS counts 255 units of UTF-16, which are never more."""
ROW = "строка"  # the number of the row, in patterns
_SUFFIXES = (".docx", ".xlsx", ".pdf")
_LONGEST = 1_000_000  # rows of one name
_ROOM = len(f" ({_LONGEST}).docx")
_ROOM_APART = 3 * len("-приложение-99".encode())
_NUMBER = re.compile("[0-9]{1,9}")  # the step of a heading that is an item of a list
_APART = re.compile(r"-приложение-\d+$", re.IGNORECASE)
_REPLACED = str.maketrans({**dict.fromkeys("/\\|:", "-"), '"': "'", "<": "(", ">": ")", "?": "", "*": ""})
_RESERVED = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\..*)?", re.IGNORECASE | re.DOTALL
)
_USUAL = ("школа.краткое_наименование", "школа.наименование", "организация.краткое_наименование",
          "организация.наименование", "школа.код")  # fmt: skip


def safe(name: str, most: int = MOST) -> str:
    """Return a name that Windows and Linux take, of at most so many bytes; it may come out empty."""
    text = unicodedata.normalize("NFC", name).translate(_REPLACED)
    text = "".join(" " if char.isspace() else char for char in text if char.isspace() or _visible(char))
    text = " ".join(text.split()).strip(". ")
    if _RESERVED.fullmatch(text):
        text = f"_{text}"
    return _cut(text, most)


def _visible(char: str) -> bool:
    """Tell whether a character may stand in a name: controls, marks of direction and lone surrogates may not."""
    return unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore").rstrip(". ")


class Names:
    """Gives every row the name of its file, without an extension; folders in the pattern are kept."""

    def __init__(self, pattern: str | None, columns: Sequence[Column], usual: str, *, split: bool) -> None:
        """Compile the pattern.

        Args:
            pattern: such as `{{ школа.краткое_наименование }}.docx`; by default the column of names of files, or the
                column that names the school or the organisation, or else ``usual`` with the number of the row.
            columns: what the pattern may name.
            usual: the name of the source.
            split: appendices have files of their own, with longer names.

        Raises:
            UsageError: the pattern cannot be read, or names what no column has.
        """
        self._columns = columns
        self._split = split
        self._most = MOST - _ROOM - (_ROOM_APART if split else 0)
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}
        self._template = _compiled(pattern or _default(columns, usual), columns)

    def name(self, row: Row) -> str:
        """Return the name of a row: `МОУ «Школа № 3»`, and for the second one of that name `МОУ «Школа № 3» (2)`.

        Raises:
            UsageError: the pattern does not work for this row.
        """
        try:
            printed = _printed(self._template, _values(row, self._columns))
        except (TemplateError, TypeError, ValueError, ArithmeticError) as error:
            raise UsageError(f"образец имени не подходит к строке {row.line}: {reason(error)}") from error
        parts = [safe(part, self._most) for part in _bare(printed).split("/")]
        parts[-1] = parts[-1] or f"{ROW} {row.line}"
        if self._split and _APART.search(parts[-1]):  # it must not be taken for the appendix of another row
            parts[-1] += "_"
        return self._own("/".join(part for part in parts if part))

    def _own(self, name: str) -> str:
        """Return the name with a number behind it if it is taken; case does not tell names apart."""
        key = name.casefold()
        number = self._last.get(key, 1)
        found = name
        while found.casefold() in self._taken:
            number += 1
            found = f"{name} ({number})"
        self._last[key] = number
        self._taken.add(found.casefold())
        return found


def _compiled(pattern: str, columns: Sequence[Column]) -> Template:
    environment = Sandbox(finalize=_within, autoescape=False)
    known = {ROW: ROW} | {column.heading[0]: column.heading[0] for column in columns}
    try:
        tree = environment.parse(pattern)
        template = environment.from_string(pattern)
    except TemplateError as error:
        raise UsageError(f"образец имени „{pattern}“ не разобрать: {reason(error)}") from error
    if any(isinstance(node, nodes.For | nodes.Macro | nodes.CallBlock) for node in tree.find_all(nodes.Stmt)):
        raise UsageError("в образце имени нет места циклам и макросам: имя складывают из граф и фильтров")
    for name in sorted(meta.find_undeclared_variables(tree) - known.keys()):
        hint = similar(name, known) or f"Есть: {', '.join(_printable(columns))}"
        raise UsageError(f"в образце имени непонятно слово „{name}“. {hint}")
    try:
        _printed(template, _values(Row(0, ("1",) * (max((c.index for c in columns), default=0) + 1)), columns))
    except UndefinedError as error:
        raise UsageError(
            f"в образце имени „{pattern}“ нет такой графы. Есть: {', '.join(_printable(columns))}"
        ) from error
    except (TemplateError, TypeError, ValueError, ArithmeticError):
        pass  # it may work with real values; if not, the row is named
    return template


def _printed(template: Template, values: Mapping[str, object]) -> str:
    context = template.new_context(dict(values))
    context.state = SimpleNamespace(budget=Budget())  # type: ignore[attr-defined]
    return str(context.state.budget.concat(list(template.root_render_func(context))))  # type: ignore[attr-defined]


def _within(value: object) -> object:
    """Return a printed value that cannot open a folder."""
    return value.translate(_REPLACED) if isinstance(value, str) else value


def _default(columns: Iterable[Column], usual: str) -> str:
    headings = {".".join(column.heading): column for column in columns}
    chosen = next((name for name in (FILE, *_USUAL) if name in headings), None)
    return f"{{{{ {chosen} }}}}" if chosen else f"{_within(usual)}-{{{{ {ROW} }}}}"


def _printable(columns: Sequence[Column]) -> list[str]:
    return [ROW, *(".".join(column.heading) for column in columns)]


def _bare(name: str) -> str:
    """Return a name without the extension of a paper."""
    for suffix in _SUFFIXES:
        if name.lower().endswith(suffix):
            return name[: -len(suffix)]
    return name


def _values(row: Row, columns: Sequence[Column]) -> Mapping[str, object]:
    """Return what a pattern may name: the cells of the row by the steps of their headings."""
    values: dict[Any, Any] = {ROW: row.line}
    for column in columns:
        *around, last = (int(step) if _NUMBER.fullmatch(step) else step for step in column.heading)
        inner = values
        for step in around:
            inner = inner.setdefault(step, {})
        inner[last] = _text(row.values[column.index])
    return values


def _text(value: object) -> str:
    try:
        return "" if value is None else scalar(value)
    except Exception:  # noqa: BLE001 - a list or mapping of a YAML table, or characters no paper can hold
        return fold(str(value))[:40]
