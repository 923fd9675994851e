"""Rules of dates (ГОСТ Р 7.0.97, 5.10; gost.md TYP-DATE-*)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.rule import Remark, rule
from docgen.normcontrol.form.signs import around
from docgen.normcontrol.form.words import MONTHS

_NUMERIC = r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d)"
_WITH_G = re.compile(rf"{_NUMERIC}[ \u00a0]?г(?:\.|ода?\b)?(?!\w)")
_SHORT = re.compile(
    r"(?<![\d.№])(?<!№[ \u00a0])(?:\d\.\d{1,2}|\d{1,2}\.\d)\.(?:19|20)\d\d(?!\d)|(?<=от )\d\d\.\d\d\.\d\d(?![\d.])"
)
_ZERO = re.compile(rf"(?<![\d.«\"])0\d[ \u00a0](?:{MONTHS})[ \u00a0]\d{{4}}")
_QUOTED = re.compile(rf"[«\"“]\d{{1,2}}[»\"”][ \u00a0](?:{MONTHS})\b")
_WORDS = re.compile(rf"(?<!\d)\d{{1,2}}[ \u00a0](?:{MONTHS})[ \u00a0]\d{{4}}")


def _found(reading: Reading, pattern: re.Pattern[str], message: str, hint: str) -> Iterator[Remark]:
    for line in reading.lines:
        if found := pattern.search(line.paragraph.text):
            yield Remark(message, hint, line, around(line.paragraph.text, *found.span()))


@rule(
    "Ф821", "warning", "ГОСТ Р 7.0.97-2016, 5.10; TYP-DATE-NUM", "В",
    what="После даты цифрами нет «г.»: 09.02.2022.",
    why="«г.» пишут только после даты со словом: 9 февраля 2022 г.",
    bad="пункт: Провести семинар 09.02.2027\u00a0г.",
    good="пункт: Провести семинар 09.02.2027.",
)  # fmt: skip
def figures_with_g(reading: Reading) -> Iterator[Remark]:
    """A date in figures has no «г.» (gost.md TYP-DATE-NUM)."""
    yield from _found(reading, _WITH_G, "после даты цифрами стоит «г.»", "Уберите «г.»")


@rule(
    "Ф822", "warning", "ГОСТ Р 7.0.97-2016, 5.10; TYP-DATE-NUM", "П",
    what="Дата цифрами – две цифры дня, две месяца и четыре года: 05.06.2016.",
    why="Другая запись читается по-разному, и её не найдёт поиск.",
    bad="пункт: Провести семинар 9.2.2027.",
    good="пункт: Провести семинар 09.02.2027.",
)  # fmt: skip
def short_date(reading: Reading) -> Iterator[Remark]:
    """A date in figures has two, two and four of them (gost.md TYP-DATE-NUM)."""
    yield from _found(reading, _SHORT, "дата записана не полностью", "Напишите: 05.06.2016")


@rule(
    "Ф823", "warning", "TYP-DATE-WORD", "В",
    what="В дате со словом нет ведущего нуля: 9 февраля 2022 г.",
    why="Ноль нужен только в записи цифрами.",
    bad="пункт: Провести семинар 09\u00a0февраля 2027\u00a0г.",
    good="пункт: Провести семинар 9\u00a0февраля 2027\u00a0г.",
)  # fmt: skip
def leading_zero(reading: Reading) -> Iterator[Remark]:
    """A date with a word has no leading nought (gost.md TYP-DATE-WORD)."""
    yield from _found(reading, _ZERO, "лишний ноль в дате со словом", "Напишите: 9 февраля 2022 г.")


@rule(
    "Ф824", "warning", "ГОСТ Р 7.0.97-2016, 5.10; TYP-DATE-QUOTED", "П",
    what="Число в дате не берётся в кавычки.",
    why="Кавычки – след бланка, который заполняли от руки; в стандарте такой записи нет.",
    bad="пункт: Провести семинар «09»\u00a0февраля 2027\u00a0г.",
    good="пункт: Провести семинар 9\u00a0февраля 2027\u00a0г.",
)  # fmt: skip
def quoted_day(reading: Reading) -> Iterator[Remark]:
    """The day of a date is not quoted (gost.md TYP-DATE-QUOTED)."""
    yield from _found(reading, _QUOTED, "число в дате взято в кавычки", "Напишите: 9 февраля 2022 г. или 09.02.2022")


@rule(
    "Ф825", "info", "TYP-DATE-ONE, REF-DATE", "О",
    what="Даты в документе записаны одним способом: даты актов – одинаково, даты событий – одинаково.",
    why="Разнобой мешает сверять сроки.",
    bad="пункт: Провести семинар 09.02.2027 и конкурс 1\u00a0марта 2027\u00a0г.",
    good="пункт: Провести семинар 09.02.2027 и конкурс 01.03.2027.",
)  # fmt: skip
def mixed_dates(reading: Reading) -> Iterator[Remark]:
    """Dates have one form in the text (gost.md TYP-DATE-ONE)."""
    lines = [line for line in reading.lines if line.role not in ("date", "stamp", "mark", "below")]
    for cited in (_CITED, _NOT_CITED):
        figures, words = (rf"{cited}{_NUMERIC}", rf"{cited}{_WORDS.pattern}")
        forms = {
            "цифрами": [line for line in lines if re.search(figures, line.paragraph.text)],
            "словами": [line for line in lines if re.search(words, line.paragraph.text)],
        }
        rare = min(forms, key=lambda name: len(forms[name]))
        for line in forms[rare] if all(forms.values()) else ():
            yield Remark(f"даты записаны по-разному: здесь – {rare}", "Выберите один способ", line)


_CITED, _NOT_CITED = r"(?<=\bот[ \u00a0])", r"(?<!\bот[ \u00a0])"
