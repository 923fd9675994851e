"""The records of a sheet: its lines under the header without what is no record, told row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from docgen.finding import Finding, Place
from docgen.folding import fold
from docgen.tables import header as heads
from docgen.tables import labels
from docgen.tables.line import Line, is_figure, words
from docgen.tables.table import Fault, Layout, Row, Sheet, Skipped

_SHARE = 0.6  # of the columns, a record that stands apart fills at least
_FEW = 2
_AHEAD = 60  # lines that are looked through for the header
_UNREAD = "строки отсюда и ниже не прочитаны"
_TO_RECORD = "Если это запись, заполните её графы и номер; если нет, удалите строку"


def records(
    lines: Iterator[Line], file: str, sheet: str | None, total: int | None, notes: Sequence[Skipped] = ()
) -> Sheet:
    """Return the records of a sheet or of a CSV file.

    Args:
        lines: the lines of it; a run of empty ones is a single line without values.
        file: the name of the file.
        sheet: the name of the sheet of a workbook.
        total: about how many lines there are.
        notes: what has been passed over already.
    """
    ahead: list[Line] = []
    hidden: list[int] = []
    shown = _shown(lines, hidden)
    filled = 0
    for line in shown:
        if line.own or line.faults or ahead:
            ahead.append(line)
            filled += bool(line.own)
        if filled == _AHEAD:
            break
    header = heads.found(ahead)
    if header is None:
        faults = [(line.number, fault) for line in ahead for fault in line.faults]
        if faults:
            blank = Layout(file, (), sheet)
            return Sheet(blank, findings=tuple(
                Finding("ячейка", "error", fault.message, blank.place(number, fault.column), (), fault.hint)
                for number, fault in faults))  # fmt: skip
        place = Place(file, sheet=sheet, cell="A1") if sheet else Place(file, 1)
        return Sheet.broken("пусто", "таблица пуста", place, "Заполните строку заголовков и строки под ней")
    layout = Layout(file, header.headings, sheet, ahead[header.at + header.size - 1].number)
    above = (
        Skipped(number, column, words, reason="строка над шапкой – не запись", hint="")
        for number, column, words in heads.titles(ahead, header)
    )
    rows = chain(notes, above, _Records(header, ahead, csv=sheet is None).read(shown), _hidden(hidden))
    return Sheet(layout, rows, None if total is None else max(total - header.at - header.size, 0))


def _shown(lines: Iterator[Line], hidden: list[int]) -> Iterator[Line]:
    """Yield the lines that Excel shows, and gather the numbers of the others that say something."""
    for line in lines:
        if not line.hidden:
            yield line
        elif line.own:
            hidden.append(line.number)


def _hidden(numbers: list[int]) -> Iterator[Skipped]:
    """Yield the remark about hidden rows; what they are is known when all lines have been read."""
    if numbers:
        shown = ", ".join(map(str, numbers[:10])) + (" …" if len(numbers) > 10 else "")  # noqa: PLR2004
        reason = f"скрытые строки не прочитаны (всего {len(numbers)}): {shown}"
        yield Skipped(numbers[0], 0, "", reason=reason, hint="Если они нужны, снимите фильтр или покажите строки")


class _Records:
    """What is known of a table while its lines pass."""

    def __init__(self, header: heads.Header, ahead: Sequence[Line], *, csv: bool) -> None:
        self._counting, self._columns = header.counting, header.columns
        self._width, self._headings = len(header.headings), header.headings
        top = ahead[header.at : header.at + header.size]
        self._repeated = {_key(line) for line in top}
        self._firsts = {key[0] for key in self._repeated}
        self._below = ahead[header.at + header.size :]
        self._csv = csv
        self._gap = False  # whether an empty line or a total stands above
        self._fewest = self._width  # cells of a record so far
        numbers = (line.values[at] for line in self._below for at in self._counting.intersection(line.own))
        self._numbered = any(map(labels.is_ordinal, numbers))  # whether the first records have numbers
        self._counted = bool(self._counting)  # whether every record so far has its number
        self._any = False
        self._signed = False  # whether a record reads like a signature: then a signature is not told from it

    def read(self, lines: Iterator[Line]) -> Iterator[Row | Skipped]:
        """Yield the records and what is passed over among them."""
        start = next((at for at, line in enumerate(self._below) if line.own), 0)
        numbering = self._numbering(start)
        for at, line in enumerate(chain(self._below, lines)):
            if numbering and at == start:
                if isinstance(numbering, Row):
                    yield numbering
                continue
            item = self._told(line)
            if item is not None:
                yield item
                if isinstance(item, Row) and any(_UNREAD in fault.message for fault in item.faults):
                    return

    def _numbering(self, start: int) -> Row | bool:
        """Tell whether the first line under the header numbers the columns; a doubtful one is a row with a fault."""
        if not self._below or not heads.is_numbering(self._below[start], self._columns):
            return False
        line = self._below[start]
        doubtful = heads.is_doubtful_numbering(line, self._below[start + 1 :])
        if doubtful is None:
            return False
        self._repeated.add(_key(line))
        self._firsts.add(_key(line)[0])
        hint = "Если это номера граф, удалите строку; если запись, поставьте её не первой"
        message = "непонятно, номера граф это или запись: 1, 2, 3 …"
        return self._row(line, Fault(line.own[0], message, hint)) if doubtful else True

    def _told(self, line: Line) -> Row | Skipped | None:
        own = line.own
        if not own and not line.faults:
            self._gap = True
            return None
        said = own
        if self._counting:
            said = [at for at in own if at not in self._counting or not labels.is_ordinal(line.values[at])]
            if not said and not line.faults and not (line.above - self._counting):
                return None  # numbers are often written in advance
        if own and fold(words(line.values[own[0]])) in self._firsts and _key(line) in self._repeated:
            return None
        return self._unlike(line, own, said) or self._record(line, own)

    def _record(self, line: Line, own: Sequence[int]) -> Row:
        if not own:
            return self._row(line)
        self._counted = self._counted and any(at in self._counting for at in own)
        self._signed = self._signed or labels.is_signature([words(line.values[at]) for at in own])
        self._fewest = min(self._fewest, len(own) + len(line.above))
        self._any, self._gap = True, False
        return self._row(line)

    def _unlike(self, line: Line, own: Sequence[int], said: Sequence[int]) -> Row | Skipped | None:
        """Return what a line is that is no record; None if it is one."""
        if not said:
            return None
        numbered = any(at in self._counting and at not in said for at in own)
        if found := self._total(line, said, numbered=numbered):
            return found
        if numbered and not self._gap:
            return None
        if any(fold(words(line.values[at])) in heads.NUMBER_HEADINGS for at in own):
            return self._doubt(line, own[0], f"на листе вторая таблица; {_UNREAD}", "Перенесите её на другой лист")
        if numbered:
            return None
        return self._single(line, own[0]) if len(own) == 1 else self._under(line, own)

    def _total(self, line: Line, said: Sequence[int], *, numbered: bool) -> Row | Skipped | None:
        """Return the row of totals that a line is; one that may be a record is a row with a fault."""
        at, label = said[0], words(line.values[said[0]])
        strict = labels.is_total(label)
        if not strict and not labels.is_like_total(label):
            at = next((at for at in said[1:] if labels.is_total_word(words(line.values[at]))), -1)
            if at < 0 or numbered:
                return None
            strict = True
        others = [line.values[other] for other in said if other > at]
        if not strict and numbered:
            return None
        if (strict or others) and all(map(labels.is_count, others)):
            self._gap = True
            return self._passed(line, line.own, "строка итогов – не запись")
        hint = "Если это итог, удалите строку; если запись, начните её другим словом"
        return self._doubt(line, at, "непонятно, итог это или запись", hint)

    def _single(self, line: Line, at: int) -> Row | Skipped | None:
        """Return what a line is that holds a single text: a title of a section, a note; None if it is a record."""
        if line.above - self._counting:
            return None
        label, span, width = words(line.values[at]), line.spans.get(at, 1), len(self._columns)
        if width == 1:
            return self._passed(line, (at,)) if self._any and self._gap and labels.is_note(label) else None
        below = self._any and self._fewest > 1
        if labels.is_note(label) or (below and labels.is_signed(label)):
            return self._passed(line, (at,))
        if below and self._gap and self._counted and labels.is_post(label):
            return self._passed(line, (at,))
        if at in self._counting or span >= max(2, width - 1):
            return Skipped(line.number, at, str(line.values[at]), "section", "строка-заголовок – не запись")
        if self._gap and below and not is_figure(line.values[at]):
            message = f"строка стоит под таблицей и не похожа на запись; {_UNREAD}"
            return self._doubt(line, at, message, _TO_RECORD)
        if self._numbered and self._counted and width > _FEW and not is_figure(line.values[at]):
            hint = "Если это раздел, впишите его в графу номеров; если запись, поставьте номер"
            return self._doubt(line, at, "непонятно, раздел это или запись: в строке один текст и нет номера", hint)
        return None

    def _under(self, line: Line, own: Sequence[int]) -> Row | Skipped | None:
        """Return what a line of several texts without a number is that stands below the records."""
        if not self._any:
            return None
        fewer = len(own) + len(line.above) < self._fewest
        if not self._signed and labels.is_signature([words(line.values[at]) for at in own]):
            if self._counted or (self._gap and fewer):
                return self._passed(line, own)
            if self._gap or fewer:
                return self._doubt(line, own[0], "непонятно, подпись под таблицей это или запись", _TO_RECORD)
        sparse = line.covered + len(line.above) < max(2, _SHARE * len(self._columns))
        if self._gap and fewer and (self._counted or sparse):
            return self._doubt(line, own[0], "строка стоит под таблицей и не похожа на запись", _TO_RECORD)
        return None

    def _passed(self, line: Line, own: Sequence[int], reason: str = "строка под таблицей – не запись") -> Skipped:
        self._gap = True
        return Skipped(line.number, own[0], " ".join(words(line.values[at]) for at in own), reason=reason)

    def _doubt(self, line: Line, column: int, message: str, hint: str) -> Row:
        return self._row(line, Fault(column, message, hint))

    def _row(self, line: Line, *more: Fault) -> Row:
        """Return a line as a row; a value that belongs to no column is not lost in silence."""
        values = line.values
        faults = [*line.faults, *more]
        if not more:
            for at in line.own:
                if at >= self._width and self._csv:
                    hint = "Возьмите текст с разделителем в кавычки"
                    faults.append(Fault(at, "в строке больше значений, чем граф", hint, str(values[at])[:40]))
                    break
                if at >= self._width or not self._headings[at]:
                    faults.append(_lost(values[at], at, "без заголовка"))
                elif at in self._counting and not labels.is_ordinal(values[at]):
                    faults.append(_lost(values[at], at, "номеров"))
        fitted = (*values[: self._width], *[None] * (self._width - len(values)))
        return Row(line.number, fitted, tuple(faults))


def _lost(value: object, at: int, where: str) -> Fault:
    message = f"значение стоит в графе {where}"
    return Fault(at, message, "Озаглавьте графу или перенесите значение", str(value)[:40])


def _key(line: Line) -> tuple[str, ...]:
    """Return a line in the spelling that it is repeated in on the next page."""
    return tuple(fold(word) for word in line.words if word)
