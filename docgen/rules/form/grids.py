"""Rules of tables: their headings, what happens at the end of a page, empty cells, numbers of rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.finding import Finding
from docgen.paper import Cell, Paragraph, Row, Table
from docgen.rules.form.line import Line
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule
from docgen.value import Value

_ROWS, _SIGNS = 9, 1500  # a table of so many rows or signs hardly fits the rest of a page
_HEADING = 90
_ABBREVIATED = (
    "п.п.",
    "п/п.",
    "п.",
    "гг.",
    "г.",
    "руб.",
    "чел.",
    "тыс.",
    "др.",
    "т.д.",
    "шт.",
    "ч.",
    "ед.",
    "изм.",
    "и.о.",
    "мин.",
)
_NUMBERED = re.compile(r"\d{1,3}\.?")
_DUE = re.compile(r"срок|дата|ответствен|исполнител", re.IGNORECASE)


class Grid(Value):
    """A table with lines: what the file holds and its lines."""

    table: Table
    lines: tuple[Line, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Its rows."""
        return self.table.rows

    def at(self, row: int) -> Line:
        """Return the first line with text of a row, counted from 1, or the first line of the table."""
        here = [line for line in self.lines if line.spot and line.spot.row == row]
        return next((line for line in here if line.text), here[0] if here else self.lines[0])

    @property
    def headings(self) -> tuple[str, ...]:
        """The texts of the first row, if it looks like the headings of columns; else nothing."""
        first = self.rows[0].cells
        texts = [_text(cell) for cell in first]
        alike = len(first) > 1 and all(0 < len(text) < _HEADING for text in texts)
        set_apart = self.rows[0].is_header or texts[0].startswith("№") or all(_emphatic(cell) for cell in first)
        return tuple(texts) if alike and set_apart and len(self.rows) > 1 else ()


def grids(reading: Reading) -> Iterator[Grid]:
    """Yield the tables that have lines."""
    tables: dict[int, Table] = {}
    numbers = iter(range(1, len(reading.lines) + 1))
    for section in reading.paper.sections:
        for block in section.blocks:
            if isinstance(block, Table):
                for table in _nested(block):
                    tables[next(numbers)] = table
    cells = (line for line in reading.lines if line.spot and line.ruled)
    for number, lines in groupby(cells, key=lambda line: line.spot.table if line.spot else 0):
        if number in tables and tables[number].rows:
            yield Grid(tables[number], tuple(lines))


def _nested(table: Table) -> Iterator[Table]:
    """Yield a table and those in its cells, in the order in which lines count them."""
    yield table
    for row in table.rows:
        for cell in row.cells:
            for block in cell.blocks:
                if isinstance(block, Table):
                    yield from _nested(block)


def _paragraphs(cell: Cell) -> Iterator[Paragraph]:
    return (block for block in cell.blocks if isinstance(block, Paragraph))


def _text(cell: Cell) -> str:
    return " ".join(" ".join(f"{block.number} {block.text}".split()) for block in _paragraphs(cell)).strip()


def _emphatic(cell: Cell) -> bool:
    return all(
        paragraph.align == "center" or (paragraph.runs and all(run.bold for run in paragraph.runs))
        for paragraph in _paragraphs(cell)
    )


def _is_long(grid: Grid) -> bool:
    return len(grid.rows) >= _ROWS or sum(len(line.text) for line in grid.lines) > _SIGNS


_LONG_TABLE = (
    "таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар], [2, Семинар], [3, Семинар], [4, Семинар], [5, Семинар], "
    "[6, Семинар], [7, Семинар], [8, Семинар], [9, Семинар]], "
)


@rule("Ф601", "warning", "TABLE-SPLIT")
def heading_not_repeated(reading: Reading) -> Iterator[Finding]:
    """Шапка таблицы, которая может перейти на другую страницу, повторяется на каждой.

    Почему:
        Без шапки графы второй страницы – числа и слова без названий.

    Плохо:
        таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар], [2, Семинар], [3, Семинар], [4, Семинар], [5, Семинар], [6, Семинар], [7, Семинар], [8, Семинар], [9, Семинар]], повторять: нет}

    Хорошо:
        таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар], [2, Семинар], [3, Семинар], [4, Семинар], [5, Семинар], [6, Семинар], [7, Семинар], [8, Семинар], [9, Семинар]], повторять: да}
    """
    for grid in grids(reading):
        if grid.headings and _is_long(grid) and not grid.table.header_rows:
            hint = "Свойства таблицы → Строка → Повторять как заголовок на каждой странице"
            yield problem("шапка таблицы не повторяется на следующих страницах", hint, grid.at(1))


@rule("Ф602", "info", "TABLE-SPLIT")
def rows_break(reading: Reading) -> Iterator[Finding]:
    """Строки длинной таблицы не рвутся между страницами.

    Почему:
        Мероприятие на одной странице, а его срок на другой – ошибка при чтении.

    Плохо:
        таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар], [2, Семинар], [3, Семинар], [4, Семинар], [5, Семинар], [6, Семинар], [7, Семинар], [8, Семинар], [9, Семинар]], рвать строки: да}

    Хорошо:
        таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар], [2, Семинар], [3, Семинар], [4, Семинар], [5, Семинар], [6, Семинар], [7, Семинар], [8, Семинар], [9, Семинар]], рвать строки: нет}
    """
    for grid in grids(reading):
        if grid.headings and _is_long(grid) and not any(row.stays_whole for row in grid.rows):
            hint = "Свойства таблицы → Строка → снимите «Разрешить перенос строк на следующую страницу»"
            yield problem("строки таблицы могут разорваться между страницами", hint, grid.at(1))


@rule("Ф603", "warning", "TABLE-HEAD")
def heading_with_a_stop(reading: Reading) -> Iterator[Finding]:
    """В заголовках граф нет точки и двоеточия на конце.

    Почему:
        Заголовок графы – название, а не предложение.

    Плохо:
        таблица: {шапка: [№ п/п, "Мероприятие:"], строки: [[1, Семинар]]}

    Хорошо:
        таблица: {шапка: [№ п/п, Мероприятие], строки: [[1, Семинар]]}
    """
    for grid in grids(reading):
        for text in grid.headings:
            if text.endswith((".", ":")) and not text.lower().endswith(_ABBREVIATED):
                yield problem("в конце заголовка графы точка или двоеточие", "Уберите", grid.at(1), text)


@rule("Ф604", "warning", "ROAD-COLS")
def empty_cells(reading: Reading) -> Iterator[Finding]:
    """В плане у каждой строки заполнены срок и ответственный.

    Почему:
        Мероприятие без срока и исполнителя не будет выполнено, и спросить за него не с кого.

    Плохо:
        таблица: {шапка: [№, Мероприятие, Срок], строки: [[1, Семинар, май], [2, Конкурс, ""], [3, Слёт, июнь]]}

    Хорошо:
        таблица: {шапка: [№, Мероприятие, Срок], строки: [[1, Семинар, май], [2, Конкурс, июнь], [3, Слёт, июнь]]}
    """
    for grid in grids(reading):
        signed = any("подпись" in heading.lower() for heading in grid.headings)  # a sheet to be filled by hand
        for column, heading in enumerate(grid.headings):
            if signed or not _DUE.match(heading):
                continue
            whole = [(y, row) for y, row in enumerate(grid.rows, 1) if y > 1 and len(row.cells) == len(grid.headings)]
            empty = [y for y, row in whole if _is_empty(row, column)]
            if len(empty) < len(whole) / 2:
                for y in empty:
                    yield problem(f"в графе „{heading}“ пустая ячейка", "Заполните её", grid.at(y))


def _is_empty(row: Row, column: int) -> bool:
    cell = row.cells[column]
    filled = sum(bool(_text(other)) for other in row.cells)
    return not cell.continues and not _text(cell) and filled > 1


@rule("Ф605", "warning", "ROAD-NUM")
def rows_misnumbered(reading: Reading) -> Iterator[Finding]:
    """Номера строк, набранные руками, идут подряд, без пропусков и повторов.

    Почему:
        По номеру строки ссылаются; два одинаковых номера – две разные строки с одним именем.

    Плохо:
        таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар], [2, Конкурс], [2, Выставка]]}

    Хорошо:
        таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар], [2, Конкурс], [3, Выставка]]}
    """
    for grid in grids(reading):
        if grid.headings and grid.headings[0].startswith("№"):
            yield from _misnumbered(grid, [_own_number(row, len(grid.headings)) for row in grid.rows])


def _own_number(row: Row, columns: int) -> int | None:
    texts = [block.text.strip() for block in _paragraphs(row.cells[0])] if len(row.cells) == columns else []
    return int(texts[0].rstrip(".")) if len(texts) == 1 and _NUMBERED.fullmatch(texts[0]) else None


def _misnumbered(grid: Grid, numbers: Sequence[int | None]) -> Iterator[Finding]:
    before: int | None = None
    columns = [text for cell in grid.rows[1].cells if (text := _text(cell))]
    numbered = columns == [str(n) for n in range(1, len(columns) + 1)]  # the row «1 2 3 4» under the headings
    for y, number in enumerate(numbers, 1):
        if number is None or (numbered and y == 2):  # noqa: PLR2004
            continue
        if before is not None and number not in (before + 1, 1):
            words = "повторяется" if number == before else f"стоит после номера {before}"
            yield problem(f"номер строки {number} {words}", "Пронумеруйте строки списком Word", grid.at(y))
        before = number
