"""Rules of figures: sums by years equal totals, parts equal the whole, what is counted twice agrees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from docgen.finding import Finding, Path
from docgen.model.blocks import Rows
from docgen.model.column import leaves
from docgen.model.document import Document
from docgen.model.measure import MeasureTable
from docgen.model.sums import amount, printed
from docgen.model.table import Table
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import numeric, parts, proses
from docgen.rules.rule import rule

_YEAR = regex(r"(?:(?:в|на|за) )?20\d\d(?: ?г(?:од|\.)?(?:у|а)?)?", re.IGNORECASE)
_TOTAL = regex(r"(?:всего|итого)\b.*", re.IGNORECASE | re.DOTALL)
_NUMBER = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_PART = regex(r"[Вв] (?:том числе|т\. ?ч\.)|[Ии]з них")
_BY_YEAR = regex(rf"20\d\d(?:[ \u00a0]?(?:г\.|год[уа]?))?\s*[–—:-]\s*({_NUMBER})")
_WHOLE = regex(rf"({_NUMBER})[^\d]*?(?:,|\.|:|\()?\s*(?:в том числе|в т\. ?ч\.|из них)", re.IGNORECASE)
# A count of things: «24 педагогических работника»; not a year, a number of an act, an age, a share, a class.
_COUNT = regex(
    r"(?<![\d№,./–—-])(?<!№[ \u00a0])(\d{1,6})(?![\d,./%]|[ \u00a0]?%|-)[ \u00a0–—-]{1,3}(?!г\.|год|лет|час|мин|дн|руб|тыс|класс|раз|%)([а-яё]{4,}(?:[ \u00a0][а-яё]{4,})?)"
)
_SHARE = regex(rf"(?<![\d,])({_NUMBER})[ \u00a0]?%")
_THEREFORE = regex(r"(?:[Сс]ледовательно|[Тт]аким образом|[Ии]того|[Вв]сего|[Вв] общей сложности|[Вв] сумме)\b")
_SENTENCE = regex(r"(?<=[.;!?])\s+")
_GROUPED = 10_000  # from five figures on, numbers stand in groups of three
_NEAR = Decimal("0.1")  # a sum this near to the whole is meant to be the whole


@rule("Н901", "warning", "PASS-SUM")
def sums_of_tables(document: Document) -> Iterator[Finding]:
    """В строке таблицы сумма по годам равна графе «Всего», в строке «Итого» – сумма строк над ней.

    Почему:
        Расхождение на рубль останавливает согласование программы: непонятно, сколько денег нужно.

    Плохо:
        вид: программа
        название: Программа развития
        текст: |
          | Источник | 2022 | 2023 | Всего |
          |---|---|---|---|
          | Местный бюджет | 100 | 150 | 260 |

    Хорошо:
        вид: программа
        название: Программа развития
        текст: |
          | Источник | 2022 | 2023 | Всего |
          |---|---|---|---|
          | Местный бюджет | 100 | 150 | 250 |
    """
    for path, header, rows in _grids(document):
        years = [at for at, name in enumerate(header) if _YEAR.fullmatch(name)]
        total = next((at for at, name in enumerate(header) if _TOTAL.fullmatch(name)), None)
        for row in rows:
            values = [amount(row[at]) for at in years]
            stated = amount(row[total]) if total is not None else None
            numbers = [value for value in values if isinstance(value, Decimal)]
            whole = len(numbers) > 1 and "" not in values and isinstance(stated, Decimal)
            if whole and sum(numbers) != stated and total is not None:
                yield _unequal(path, f"сумма по годам – {_summed(numbers)}", row, row[total])
        yield from _sums_of_columns(path, rows)


@rule("Н902", "warning", "PASS-SUM")
def sums_by_years(document: Document) -> Iterator[Finding]:
    """В тексте и в паспорте сумма по годам равна названной целой: «300 тыс. руб., в том числе: 2022 год – 100, 2023
    год – 200».

    Почему:
        Расхождение на рубль останавливает согласование программы: непонятно, сколько денег нужно.

    Плохо:
        вид: программа
        название: Программа развития
        текст: "Всего 300 тыс. руб., в том числе: 2022 год – 100, 2023 год – 150."

    Хорошо:
        вид: программа
        название: Программа развития
        текст: "Всего 300 тыс. руб., в том числе: 2022 год – 100, 2023 год – 200."
    """
    for path, _, text in numeric(document):
        whole = _WHOLE.search(text) if _PART.search(text) else None
        years = [_value(found[1]) for found in _BY_YEAR.finditer(text, whole.end())] if whole else []
        if whole and len(years) > 1 and sum(years) != _value(whole[1]):
            message = f"сумма по годам – {_summed(years)}, а названо {whole[1]}"
            yield problem(path, message, "Исправьте одно из чисел", whole[0])


@rule("Н903", "warning", "PASS-SYNC")
def parts_of_the_whole(document: Document) -> Iterator[Finding]:
    """Части, перечисленные после «в том числе» и «из них», не больше целого и вместе дают его: и числа, и доли.

    Почему:
        19 организаций, из них 3 и 17, – в отчёте всплывёт двадцатая.

    Плохо:
        преамбула: В районе 19 организаций, в том числе 3 детских сада и 17 общеобразовательных школ

    Хорошо:
        преамбула: В районе 19 организаций, в том числе 3 детских сада и 16 общеобразовательных школ
    """
    for path, _, text in numeric(document):
        for mark in _PART.finditer(text):
            before, after = text[: mark.start()], _SENTENCE.split(text[mark.end() :], 1)[0]
            for pattern in (_COUNT, _SHARE):
                wholes, shares = pattern.findall(before[-150:]), pattern.findall(after)
                whole = _value(_figure(wholes[-1])) if wholes else None
                values = [_value(_figure(share)) for share in shares]
                if whole and len(values) > 1 and _differs(sum(values, Decimal(0)), whole):
                    message = f"части в сумме дают {_summed(values)}, а целое – {_summed([whole])}"
                    yield problem(path, message, "Исправьте одно из чисел", mark[0] + after[:40])


@rule("Н904", "warning", "PASS-SYNC")
def conclusion(document: Document) -> Iterator[Finding]:
    """Итог, выведенный словами «следовательно», «таким образом», «всего», равен сумме чисел перед ним.

    Почему:
        24 работника садов и 221 учитель – это 245 человек; другое число в итоге увидит первый же проверяющий.

    Плохо:
        преамбула: В садах трудятся 24 педагогических работника, в школах – 221 учитель. Следовательно, обучение пройдут 250 педагогических работников

    Хорошо:
        преамбула: В садах трудятся 24 педагогических работника, в школах – 221 учитель. Следовательно, обучение пройдут 245 педагогических работников
    """
    for path, _, text in numeric(document):
        sentences = _SENTENCE.split(text) if _THEREFORE.search(text) else []
        for at, sentence in enumerate(sentences):
            opening = _THEREFORE.match(sentence)
            totals = _COUNT.findall(sentence) if opening else []
            counts = [
                _value(number) for earlier in sentences[max(0, at - 2) : at] for number, _ in _COUNT.findall(earlier)
            ]
            if len(totals) == 1 and len(counts) > 1 and _near(sum(counts, Decimal(0)), _value(totals[0][0])):
                message = f"выше в сумме {_summed(counts)}, а названо {totals[0][0]}"
                yield problem(path, message, "Исправьте одно из чисел", " ".join(totals[0]))


def _grids(document: Document) -> Iterator[tuple[Path, Sequence[str], Sequence[Sequence[str]]]]:
    """Yield every table as the texts of its header and of its rows."""
    for path, prose in proses(document):
        for block in prose.blocks:
            if isinstance(block, Rows):
                yield path, [str(cell) for cell in block.header], [[str(cell) for cell in row] for row in block.body]
    for path, part in parts(document):
        if isinstance(part, Table | MeasureTable):
            yield path, *_cells(part)


def _cells(table: Table | MeasureTable) -> tuple[list[str], list[list[str]]]:
    columns = leaves(table.columns)
    if isinstance(table, MeasureTable):
        rows = [[str(measure.cell(column)) for column in columns] for measure in table.all_measures()]
    else:
        given = (*table.rows, *(row for section in table.sections for row in section.rows))
        rows = [[str(row.get(column.key, "")) for column in columns] for row in given]
    return [str(column.heading) for column in columns], rows


def _sums_of_columns(path: Path, rows: Sequence[Sequence[str]]) -> Iterator[Finding]:
    """The last row, if it is named «Итого», is the sum of the rows above."""
    if len(rows) < 3 or not any(_TOTAL.fullmatch(cell.strip()) for cell in rows[-1][:2]):  # noqa: PLR2004
        return
    for column in zip(*rows, strict=True):
        *above, stated = [amount(cell) for cell in column]
        numbers = [value for value in above if isinstance(value, Decimal)]
        if len(numbers) > 1 and "" not in above and isinstance(stated, Decimal) and sum(numbers) != stated:
            yield _unequal(path, f"строки в сумме дают {_summed(numbers)}", rows[-1], column[-1])


def _unequal(path: Path, what: str, row: Sequence[str], stated: str) -> Finding:
    return problem(path, f"{what}, а названо {stated}: „{' | '.join(row)[:60]}“", "Исправьте одно из чисел", stated)


def _value(number: str) -> Decimal:
    return Decimal(re.sub(r"\s", "", number).replace(",", "."))


def _figure(found: str | tuple[str, ...]) -> str:
    return found if isinstance(found, str) else found[0]


def _summed(values: Sequence[Decimal]) -> str:
    """Return a sum as papers print it."""
    total = sum(values, Decimal(0))
    return printed(total, grouped=total >= _GROUPED)


def _near(total: Decimal, stated: Decimal) -> bool:
    """Tell whether two numbers differ, but so little that they were meant to be the same."""
    return total != stated and abs(total - stated) <= max(stated * _NEAR, Decimal(2))


def _differs(total: Decimal, whole: Decimal) -> bool:
    """Tell whether parts cannot be parts of the whole, or were meant to be all of it and are not."""
    return total > whole or _near(total, whole)
