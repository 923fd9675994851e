"""The sheet of forms: a clerk corrects the column «Форма», and docgen takes the corrected forms as given."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from docgen import russian
from docgen.finding import Finding, Place
from docgen.folding import fold
from docgen.model.forms import impossible
from docgen.sources import read_rows
from docgen.value import Value
from docgen.wordforms.listing import ORIGINS, WHAT, Entry

HEADINGS = ("Что", "Именительный падеж", "Падеж", "Форма", "Форма docgen", "Откуда", "Сомнение", "Где")
_WIDTHS = (14, 48, 8, 48, 48, 14, 48, 36)
_NEEDED = tuple(map(fold, HEADINGS[:5]))
_REMEDY = "Сделайте лист заново: docgen forms ИСТОЧНИК -o forms.xlsx"


def written(entries: Sequence[Entry]) -> bytes:
    """Return the sheet of forms as an XLSX file."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Формы"
    rows = [HEADINGS, *(_cells(entry) for entry in entries)]
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.value, cell.data_type = value, "s"  # a text that begins with «=» is no formula
            if number == 1:
                cell.font = Font(bold=True)
            elif row[6]:
                cell.fill = PatternFill("solid", fgColor="FFF2CC")
    for column, width in enumerate(_WIDTHS, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(entry: Entry) -> tuple[str, ...]:
    used, form = entry.used, entry.used.form
    return (WHAT[used.what], used.nominative, used.case, form.text, form.text, ORIGINS[form.origin],
            "; ".join(form.doubts), str(entry.place or ""))  # fmt: skip


class Sheet(Value):
    """A sheet that has been read.

    Attributes:
        words: the corrected forms.
        places: where each of them stands, by what it is, its nominative and its case.
        findings: what is wrong with the sheet.
    """

    words: russian.Lexicon
    places: dict[tuple[str, str, str], Place]
    findings: tuple[Finding, ...] = ()

    def stale(self, ledger: Iterable[russian.Used]) -> tuple[Finding, ...]:
        """Return an error for each corrected form that the papers have not asked for."""
        asked = {(used.what, used.nominative, used.case) for used in ledger}
        return tuple(
            Finding("формы-устарели", "error", f"формы устарели: в документах больше нет «{key[1]}» ({key[2]})", place,
                    hint="Удалите строку или сделайте лист заново: docgen forms")
            for key, place in self.places.items() if key not in asked
        )  # fmt: skip


def read_sheet(path: Path) -> Sheet:
    """Read the forms that a clerk has corrected: those whose «Форма» is not the «Форма docgen» beside it.

    Raises:
        UsageError: there is no such file, or it is no sheet of forms.
    """
    rows, findings = read_rows(path)
    if any(finding.severity == "error" for finding in findings):
        return Sheet(russian.NO_WORDS, {}, findings)
    forms: dict[tuple[str, str], dict[str, str]] = {}
    places: dict[tuple[str, str, str], Place] = {}
    found: list[Finding] = list(findings)
    sorts = {fold(noun): what for what, noun in WHAT.items()}
    for cells in rows:
        nodes = {fold(heading): node for heading, node in cells.items()}
        row = {heading: str(node.value) for heading, node in nodes.items()}
        at = nodes.get(_NEEDED[3], next(iter(nodes.values()))).place
        if missing := [HEADINGS[i] for i, name in enumerate(_NEEDED) if not row.get(name)]:
            found.append(Finding("лист-форм", "error", f"нет значения: {', '.join(missing)}", at, hint=_REMEDY))
            continue
        noun, nominative, case, form, own = (row[name] for name in _NEEDED)
        if form.replace("\u00a0", " ") == own.replace("\u00a0", " "):
            continue
        if problem := _problem(sorts.get(fold(noun)), case, nominative, form):
            found.append(Finding("формы", "error", problem, at, hint="Исправьте форму"))
            continue
        key = (sorts[fold(noun)], nominative)
        forms.setdefault(key, {})[case] = form
        places[(*key, case)] = at
    return Sheet(russian.Lexicon(phrases=forms), places, tuple(found))


def _problem(what: str | None, case: str, nominative: str, form: str) -> str:
    if what is None or case not in russian.CASES:
        return f"непонятная строка: {case}; падежи: {', '.join(russian.CASES)}"
    return impossible(nominative.replace("\u00a0", " "), form.replace("\u00a0", " "))
