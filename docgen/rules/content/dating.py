"""Rules of dates as they are written: the two ways of ГОСТ Р 7.0.97, 5.10, and one of them in a paper."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import numeric
from docgen.rules.rule import rule
from docgen.vocabulary import term

_MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_WITH_YEAR = regex(r"(?<![\d.])(\d{1,2}\.\d{1,2}\.\d{4})[ \u00a0]?(?:г\.|года?\b|г(?=[ ,;)]))")
_ZERO = regex(rf"(?<![\d«\"])0(\d[ \u00a0](?:{_MONTHS})[ \u00a0]\d{{4}})")
_QUOTED = regex(rf"[«\"]0?(\d{{1,2}})[»\"][ \u00a0]((?:{_MONTHS})[ \u00a0]\d{{4}})")
_SPACED = regex(r"\s+([-/])\s*")
_LEAP = 2024  # a day without a year may be that of any year
_SHORT = regex(r"(?<![\d.№])(?<!№[ \u00a0])([1-9]|[0-2]\d|3[01])\.([1-9]|0\d|1[0-2])\.(20\d\d)(?![\d.])")
_OF_PROGRAMS = regex(r"(?<![\w.-])(?<!№[ \u00a0])(20\d\d)-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])(?![\w-])")
_TWO_FIGURES = regex(
    r"(?<![\w./-])(?<!№[ \u00a0])(0[1-9]|[12]\d|3[01])\.(0[1-9]|1[0-2])\.(\d\d)(?![\w./-])(?=([ \u00a0]?г(?:\.|ода))?)"
)
_BEFORE_DAY = regex(r"(?:^|[^\w])(?:до|от|по|на|с|к|после|ранее|позднее)[ \u00a0]$", re.IGNORECASE)
_THIS_CENTURY = 50  # «01.09.26» is of this one, «01.09.85» may be a day of birth
_DAY = regex(
    rf"(?<![\w.№/-])(?<!№[ \u00a0])([0-3]?\d)(?:\.(?=\d\d\.20\d\d(?![\d.]))|[»\"]?[ \u00a0](?=[а-я]))"
    rf"(\d\d|{_MONTHS})\b(?:[. \u00a0]((?:19|20)\d\d))?"
)
_TYPED = regex(rf"(?<![\d.])(?:\d{{2}}\.\d{{2}}\.\d{{4}}(?!\d)|\d{{1,2}}[ \u00a0](?:{_MONTHS})[ \u00a0]\d{{4}})")


@rule("Н731", "warning", "TYP-DATE-NUM-G")
def figures_with_a_year(document: Document) -> Iterator[Finding]:
    """После даты цифрами нет «г.»: 24.12.2021.

    Почему:
        «24.12.2021 г.» смешивает два способа записи; стандарт знает только «24.12.2021» и «24 декабря 2021 г.».

    Плохо:
        преамбула: В соответствии с приказом от 24.12.2021 г. № 618

    Хорошо:
        преамбула: В соответствии с приказом от 24.12.2021 № 618
    """
    for path, _, text in numeric(document):
        for found in _WITH_YEAR.finditer(text) if "г" in text and "." in text else ():
            message = f"«г.» после даты цифрами: „{found[0]}“"
            yield problem(path, message, f"Напишите «{found[1]}»", found[0], fix=found[1])


@rule("Н732", "warning", "TYP-DATE-WORD")
def leading_zero(document: Document) -> Iterator[Finding]:
    """В дате словами день пишется без нуля впереди: 7 мая 2018 г.

    Почему:
        Образец стандарта – «5 июня 2016 г.»; ноль бывает только в записи цифрами.

    Плохо:
        преамбула: В соответствии с указом от 07 мая 2018 г. № 204

    Хорошо:
        преамбула: В соответствии с указом от 7 мая 2018 г. № 204
    """
    for path, _, text in numeric(document):
        for found in _ZERO.finditer(text) if "0" in text else ():
            message = f"ноль в дате словами: „{found[0]}“"
            yield problem(path, message, f"Напишите «{found[1]}»", found[0], fix=found[1])


@rule("Н733", "warning", "TYP-DATE-QUOTED")
def day_in_quotes(document: Document) -> Iterator[Finding]:
    """День в дате не берут в кавычки: 9 февраля 2022 г.

    Почему:
        Кавычки остались от бланков, которые заполняли от руки; стандарт такой записи не знает.

    Плохо:
        преамбула: В соответствии с приказом от «09» февраля 2022 г. № 36

    Хорошо:
        преамбула: В соответствии с приказом от 9 февраля 2022 г. № 36
    """
    for path, _, text in numeric(document):
        for found in _QUOTED.finditer(text) if "»" in text or '"' in text else ():
            right = f"{found[1]} {found[2]}"
            yield problem(path, f"день в кавычках: „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)


@rule("Н734", "info", "TYP-DATE-ONE", "REF-DATE")
def two_ways(document: Document) -> Iterator[Finding]:
    """Даты, набранные в тексте, записаны одним способом, цифрами или словами: даты актов – одинаково, даты событий –
    одинаково.

    Почему:
        Разная запись дат в одном документе выглядит склеенной из разных документов.

    Плохо:
        преамбула: В соответствии с приказами от 24.12.2021 № 618 и от 7 мая 2021 г. № 204

    Хорошо:
        преамбула: В соответствии с приказами от 24.12.2021 № 618 и от 07.05.2021 № 204
    """
    seen: dict[tuple[bool, bool], str] = {}
    for path, _, text in numeric(document):
        for found in _TYPED.finditer(text) if " 20" in text or "." in text else ():
            of_act, in_words = text[: found.start()].endswith(("от ", "от\u00a0")), "." not in found[0]
            other = seen.get((of_act, not in_words))
            if other is not None:
                message = f"даты записаны по-разному: „{other}“ и „{found[0]}“"
                yield problem(path, message, "Запишите все одним способом", found[0])
                return
            seen.setdefault((of_act, in_words), found[0])


@rule("Н736", "warning", "CALENDAR")
def no_such_day(document: Document) -> Iterator[Finding]:
    """Названный день есть в календаре: не 31.09.2026 и не 30 февраля.

    Почему:
        Срок, которого нет, нельзя ни соблюсти, ни нарушить; обычно это опечатка или дата, перенесённая из другого
        месяца.

    Плохо:
        преамбула: В целях проверки до 31 сентября 2026 г.

    Хорошо:
        преамбула: В целях проверки до 30 сентября 2026 г.
    """
    for path, _, text in numeric(document):
        for found in _DAY.finditer(text) if "." in text or " " in text else ():
            day, month, year = int(found[1]), found[2], int(found[3] or _LEAP)
            number = int(month) if month.isdecimal() else _MONTHS.split("|").index(month) + 1
            if not _exists(year, number, day):
                yield problem(path, f"такого дня нет: „{found[0]}“", "Исправьте дату", found[0])


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]  # noqa: PLR2004 - months of a year


@rule("Н737", "warning", "TYP-DATE-NUM")
def short_figures(document: Document) -> Iterator[Finding]:
    """В дате цифрами – две цифры дня, две месяца и четыре года, через точку: 01.09.2026.

    Почему:
        «1.9.2026», «01.09.26» и «2026-09-01» выпадают из столбца дат и не находятся поиском.

    Плохо:
        преамбула: В соответствии с приказом от 1.9.2026 № 5

    Хорошо:
        преамбула: В соответствии с приказом от 01.09.2026 № 5
    """
    for path, _, text in numeric(document):
        if path[-1] == term("number"):
            continue
        for found in _OF_PROGRAMS.finditer(text) if "-" in text else ():
            right = f"{found[3]}.{found[2]}.{found[1]}"
            yield problem(path, f"дата в записи программ – „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)
        for found in _TWO_FIGURES.finditer(text) if "." in text else ():
            if not (found[0] == text or found[4] or _BEFORE_DAY.search(text[: found.start()])):
                continue  # «10.11.12» may be a code
            recent = int(found[3]) < _THIS_CENTURY
            right = f"{found[1]}.{found[2]}.{'20' if recent else '19'}{found[3]}"
            message = f"год двумя цифрами – „{found[0]}“"
            yield problem(path, message, f"Напишите «{right}»", found[0], fix=right if recent else None)
        for found in _SHORT.finditer(text) if "." in text else ():
            right = f"{found[1]:0>2}.{found[2]:0>2}.{found[3]}"
            if right != found[0]:
                yield problem(path, f"дата цифрами – „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)


@rule("Н735", "warning", "TYP-FZ")
def spaced_number(document: Document) -> Iterator[Finding]:
    """В номере документа и акта нет пробелов вокруг дефиса и косой черты: 265-од, 01-05/12.

    Почему:
        По номеру с лишними пробелами документ не находит поиск, и в отметках приложений номер рвётся между строк.

    Плохо:
        номер: 265 - од

    Хорошо:
        номер: 265-од
    """
    for path, _, text in numeric(document):
        found = _SPACED.search(text) if path[-1] == term("number") else None
        if found:
            right = _SPACED.sub(r"\1", text)
            yield problem(path, f"пробелы в номере: „{text}“", f"Напишите «{right}»", text, fix=right)
