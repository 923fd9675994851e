"""Rules of dates (ГОСТ Р 7.0.97, 5.10)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.form.signs import around
from docgen.rules.form.words import MONTHS
from docgen.rules.rule import rule

_NUMERIC = r"(?<![\d.])\d{1,2}\.\d{1,2}\.(?:19|20)\d\d(?!\d)"
_WITH_G = re.compile(rf"{_NUMERIC}[ \u00a0]?г(?:\.|ода?\b)?(?!\w)")
_SHORT = re.compile(
    r"(?<![\d.№])(?<!№[ \u00a0])(?:\d\.\d{1,2}|\d{1,2}\.\d)\.(?:19|20)\d\d(?!\d)|(?<=от )\d\d\.\d\d\.\d\d(?![\d.])"
)
_ZERO = re.compile(rf"(?<![\d.«\"])0\d[ \u00a0](?:{MONTHS})[ \u00a0]\d{{4}}")
_QUOTED = re.compile(rf"[«\"“]\d{{1,2}}[»\"”][ \u00a0](?:{MONTHS})\b")
_WORDS = re.compile(rf"(?<!\d)\d{{1,2}}[ \u00a0](?:{MONTHS})[ \u00a0]\d{{4}}")


def _found(reading: Reading, pattern: re.Pattern[str], message: str, hint: str) -> Iterator[Finding]:
    for line in reading.lines:
        if found := pattern.search(line.paragraph.text):
            yield problem(message, hint, line, around(line.paragraph.text, *found.span()))


@rule("Ф821", "warning", "TYP-DATE-NUM-G")
def figures_with_g(reading: Reading) -> Iterator[Finding]:
    """После даты цифрами нет «г.»: 09.02.2022.

    Почему:
        «г.» пишут только после даты со словом: 9 февраля 2022 г.

    Плохо:
        пункт: Провести семинар 09.02.2027\u00a0г.

    Хорошо:
        пункт: Провести семинар 09.02.2027.
    """
    yield from _found(reading, _WITH_G, "после даты цифрами стоит «г.»", "Уберите «г.»")


@rule("Ф822", "warning", "TYP-DATE-NUM")
def short_date(reading: Reading) -> Iterator[Finding]:
    """Дата цифрами – две цифры дня, две месяца и четыре года: 05.06.2016.

    Почему:
        Другая запись читается по-разному, и её не найдёт поиск.

    Плохо:
        пункт: Провести семинар 9.2.2027.

    Хорошо:
        пункт: Провести семинар 09.02.2027.
    """
    yield from _found(reading, _SHORT, "дата записана не полностью", "Напишите: 05.06.2016")


@rule("Ф823", "warning", "TYP-DATE-WORD")
def leading_zero(reading: Reading) -> Iterator[Finding]:
    """В дате со словом нет ведущего нуля: 9 февраля 2022 г.

    Почему:
        Ноль нужен только в записи цифрами.

    Плохо:
        пункт: Провести семинар 09\u00a0февраля 2027\u00a0г.

    Хорошо:
        пункт: Провести семинар 9\u00a0февраля 2027\u00a0г.
    """
    yield from _found(reading, _ZERO, "лишний ноль в дате со словом", "Напишите: 9 февраля 2022 г.")


@rule("Ф824", "warning", "TYP-DATE-QUOTED")
def quoted_day(reading: Reading) -> Iterator[Finding]:
    """Число в дате не берётся в кавычки.

    Почему:
        Кавычки – след бланка, который заполняли от руки; в стандарте такой записи нет.

    Плохо:
        пункт: Провести семинар «09»\u00a0февраля 2027\u00a0г.

    Хорошо:
        пункт: Провести семинар 9\u00a0февраля 2027\u00a0г.
    """
    yield from _found(reading, _QUOTED, "число в дате взято в кавычки", "Напишите: 9 февраля 2022 г. или 09.02.2022")


@rule("Ф825", "info", "TYP-DATE-ONE", "REF-DATE")
def mixed_dates(reading: Reading) -> Iterator[Finding]:
    """Даты в документе записаны одним способом: даты актов – одинаково, даты событий – одинаково.

    Почему:
        Разнобой мешает сверять сроки.

    Плохо:
        пункт: Провести семинар 09.02.2027 и конкурс 1\u00a0марта 2027\u00a0г.

    Хорошо:
        пункт: Провести семинар 09.02.2027 и конкурс 01.03.2027.
    """
    lines = [line for line in reading.lines if line.role not in ("date", "stamp", "mark", "below")]
    for cited in (_CITED, _NOT_CITED):
        figures, words = (rf"{cited}{_NUMERIC}", rf"{cited}{_WORDS.pattern}")
        forms = {
            "цифрами": [line for line in lines if re.search(figures, line.paragraph.text)],
            "словами": [line for line in lines if re.search(words, line.paragraph.text)],
        }
        rare = min(forms, key=lambda name: len(forms[name]))
        for line in forms[rare] if all(forms.values()) else ():
            yield problem(f"даты записаны по-разному: здесь – {rare}", "Выберите один способ", line)


_CITED, _NOT_CITED = r"(?<=\bот[ \u00a0])", r"(?<!\bот[ \u00a0])"
