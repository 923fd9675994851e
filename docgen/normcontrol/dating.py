"""Rules of dates as they are written: the two ways of ГОСТ Р 7.0.97, 5.10, and one of them in a paper."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from docgen.model.document import Document
from docgen.normcontrol.reading import numeric
from docgen.normcontrol.rule import Complaint, rule
from docgen.regex import regex
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


@rule(
    "Н731", "warning", "TYP-DATE-NUM", "В",
    what="После даты цифрами нет «г.»: 24.12.2021.",
    why="«24.12.2021 г.» смешивает два способа записи; стандарт знает только «24.12.2021» и «24 декабря 2021 г.».",
    bad="""
преамбула: В соответствии с приказом от 24.12.2021 г. № 618""",
    good="""
преамбула: В соответствии с приказом от 24.12.2021 № 618""",
)  # fmt: skip
def figures_with_a_year(document: Document) -> Iterator[Complaint]:
    """A date in figures stands without «г.»."""
    for path, _, text in numeric(document):
        for found in _WITH_YEAR.finditer(text) if "г" in text and "." in text else ():
            message = f"«г.» после даты цифрами: „{found[0]}“"
            yield Complaint(path, message, f"Напишите «{found[1]}»", found[0], fix=found[1])


@rule(
    "Н732", "warning", "ГОСТ Р 7.0.97-2016, 5.10; TYP-DATE-WORD", "П",
    what="В дате словами день пишется без нуля впереди: 7 мая 2018 г.",
    why="Образец стандарта – «5 июня 2016 г.»; ноль бывает только в записи цифрами.",
    bad="""
преамбула: В соответствии с указом от 07 мая 2018 г. № 204""",
    good="""
преамбула: В соответствии с указом от 7 мая 2018 г. № 204""",
)  # fmt: skip
def leading_zero(document: Document) -> Iterator[Complaint]:
    """A day before the name of a month has no leading zero."""
    for path, _, text in numeric(document):
        for found in _ZERO.finditer(text) if "0" in text else ():
            message = f"ноль в дате словами: „{found[0]}“"
            yield Complaint(path, message, f"Напишите «{found[1]}»", found[0], fix=found[1])


@rule(
    "Н733", "warning", "ГОСТ Р 7.0.97-2016, 5.10; TYP-DATE-QUOTED", "П",
    what="День в дате не берут в кавычки: 9 февраля 2022 г.",
    why="Кавычки остались от бланков, которые заполняли от руки; стандарт такой записи не знает.",
    bad="""
преамбула: В соответствии с приказом от «09» февраля 2022 г. № 36""",
    good="""
преамбула: В соответствии с приказом от 9 февраля 2022 г. № 36""",
)  # fmt: skip
def day_in_quotes(document: Document) -> Iterator[Complaint]:
    """A day is not quoted."""
    for path, _, text in numeric(document):
        for found in _QUOTED.finditer(text) if "»" in text or '"' in text else ():
            right = f"{found[1]} {found[2]}"
            yield Complaint(path, f"день в кавычках: „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)


@rule(
    "Н734", "info", "TYP-DATE-ONE; REF-DATE", "О",
    what="Даты, набранные в тексте, записаны одним способом, цифрами или словами: даты актов – одинаково, даты событий – одинаково.",
    why="Разная запись дат в одном документе выглядит склеенной из разных документов.",
    bad="""
преамбула: В соответствии с приказами от 24.12.2021 № 618 и от 7 мая 2021 г. № 204""",
    good="""
преамбула: В соответствии с приказами от 24.12.2021 № 618 и от 07.05.2021 № 204""",
)  # fmt: skip
def two_ways(document: Document) -> Iterator[Complaint]:
    """Typed dates are written one way: those of acts, and those of events, which often stand in a range of words."""
    seen: dict[tuple[bool, bool], str] = {}
    for path, _, text in numeric(document):
        for found in _TYPED.finditer(text) if " 20" in text or "." in text else ():
            of_act, in_words = text[: found.start()].endswith(("от ", "от\u00a0")), "." not in found[0]
            other = seen.get((of_act, not in_words))
            if other is not None:
                message = f"даты записаны по-разному: „{other}“ и „{found[0]}“"
                yield Complaint(path, message, "Запишите все одним способом", found[0])
                return
            seen.setdefault((of_act, in_words), found[0])


@rule(
    "Н736", "warning", "TYP-DATE-NUM", "Л",
    what="Названный день есть в календаре: не 31.09.2026 и не 30 февраля.",
    why="Срок, которого нет, нельзя ни соблюсти, ни нарушить; обычно это опечатка или дата, перенесённая из другого месяца.",
    bad="""
преамбула: В целях проверки до 31 сентября 2026 г.""",
    good="""
преамбула: В целях проверки до 30 сентября 2026 г.""",
)  # fmt: skip
def no_such_day(document: Document) -> Iterator[Complaint]:
    """A date is a day of the calendar."""
    for path, _, text in numeric(document):
        for found in _DAY.finditer(text) if "." in text or " " in text else ():
            day, month, year = int(found[1]), found[2], int(found[3] or _LEAP)
            number = int(month) if month.isdecimal() else _MONTHS.split("|").index(month) + 1
            if not _exists(year, number, day):
                yield Complaint(path, f"такого дня нет: „{found[0]}“", "Исправьте дату", found[0])


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]  # noqa: PLR2004 - months of a year


@rule(
    "Н737", "warning", "ГОСТ Р 7.0.97-2016, 5.10; TYP-DATE-NUM", "П",
    what="В дате цифрами – две цифры дня, две месяца и четыре года, через точку: 01.09.2026.",
    why="«1.9.2026», «01.09.26» и «2026-09-01» выпадают из столбца дат и не находятся поиском.",
    bad="""
преамбула: В соответствии с приказом от 1.9.2026 № 5""",
    good="""
преамбула: В соответствии с приказом от 01.09.2026 № 5""",
)  # fmt: skip
def short_figures(document: Document) -> Iterator[Complaint]:
    """Days and months have two figures in a date in figures, years have four, and they stand in the order of a day."""
    for path, _, text in numeric(document):
        if path[-1] == term("number"):
            continue
        for found in _OF_PROGRAMS.finditer(text) if "-" in text else ():
            right = f"{found[3]}.{found[2]}.{found[1]}"
            yield Complaint(path, f"дата в записи программ – „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)
        for found in _TWO_FIGURES.finditer(text) if "." in text else ():
            if not (found[0] == text or found[4] or _BEFORE_DAY.search(text[: found.start()])):
                continue  # «10.11.12» may be a code
            recent = int(found[3]) < _THIS_CENTURY
            right = f"{found[1]}.{found[2]}.{'20' if recent else '19'}{found[3]}"
            message = f"год двумя цифрами – „{found[0]}“"
            yield Complaint(path, message, f"Напишите «{right}»", found[0], fix=right if recent else None)
        for found in _SHORT.finditer(text) if "." in text else ():
            right = f"{found[1]:0>2}.{found[2]:0>2}.{found[3]}"
            if right != found[0]:
                yield Complaint(path, f"дата цифрами – „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)


@rule(
    "Н735", "warning", "ГОСТ Р 7.0.97-2016, 5.11; TYP-FZ", "О",
    what="В номере документа и акта нет пробелов вокруг дефиса и косой черты: 265-од, 01-05/12.",
    why="По номеру с лишними пробелами документ не находит поиск, и в отметках приложений номер рвётся между строк.",
    bad="""
номер: 265 - од""",
    good="""
номер: 265-од""",
)  # fmt: skip
def spaced_number(document: Document) -> Iterator[Complaint]:
    """Numbers of papers hold no spaces around a hyphen or a slash."""
    for path, _, text in numeric(document):
        found = _SPACED.search(text) if path[-1] == term("number") else None
        if found:
            right = _SPACED.sub(r"\1", text)
            yield Complaint(path, f"пробелы в номере: „{text}“", f"Напишите «{right}»", text, fix=right)
