"""Rules of typography: quotes, spaces that do not break, dashes, ranges, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from docgen.finding import Finding
from docgen.rules.form.line import Line
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule
from docgen.russian import typography
from docgen.russian.words import COUNTED, UNITS

NBSP = "\u00a0"
_STRAIGHT = re.compile(r"(?<!\d)\"|[“”](?=\w)|(?<=\w)”")
_NESTED = re.compile(r"«[^»]*«[^»]*»")
_HYPHEN = re.compile(r"(?<=[\w»)\"”.,])[ \u00a0]+-[ \u00a0]+(?=\S)")
_TIGHT_DASH = re.compile(r"(?<=[а-яё]{2})[–—](?=[а-яё])|(?<=[а-яё])[–—] (?=[а-яё])|(?<=[а-яё]) [–—](?=[а-яё])")
_DASHES = re.compile(r"(?<=[ \u00a0])[–—](?=[ \u00a0])")
_YEARS = re.compile(
    r"(?<![\d./№-])((?:19|20)\d\d)(?:[ \u00a0]*[-—][ \u00a0]*|[ \u00a0]+–[ \u00a0]*|–[ \u00a0]+)((?:19|20)\d\d)(?![\d.-])"
)
_COUNTS = re.compile(
    rf"(?<![\w.,/№-])(?<!№[ \u00a0])\d{{1,3}}(?:-|—|[ \u00a0]+[-–—][ \u00a0]+)\d{{1,3}}(?=[ \u00a0](?:{COUNTED}|{UNITS}\b|%))"
)
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d)[ \u00a0]*[-–—][ \u00a0]*(20\d\d|\d\d)(?=[ \u00a0](?:уч\.|учебн))")
_GG = re.compile(r"(?<=\d)[ \u00a0]?г\.[ \u00a0]?г\.|(?<=\d\d\d\d)г(?:г?\.|ода?\b)")
_NUMBER = re.compile(r"№№|№(?=[\dА-Яа-яA-Za-z_])|(?<=[а-яё»\d] )N ?(?=\d)")
_ORDINAL = re.compile(r"\b\d+-(?:ый|ий|ая|ое|ого|ому|ым|ой|ые|ых)\b")
_CITED = re.compile(
    r"\b(?:приказ|постановлени|распоряжени|закон|указ)\w*\b(?:«[^»]*»|[^.;№«]){0,120}№[ \u00a0]?\S+,? от[ \u00a0]\d",
    re.IGNORECASE,
)
_LAW = re.compile(r"\d+(?: ?[–—] ?| - ?|- | )ФК?З\b")
_STEPS: tuple[Callable[[str], str], ...] = (
    typography.number_sign, typography.initials, typography.dates, typography.units, typography.abbreviations,
)  # fmt: skip


def _every(reading: Reading, pattern: re.Pattern[str], message: str, hint: str) -> Iterator[Finding]:
    """Yield a remark for every line in which a pattern is found."""
    for line in reading.lines:
        if found := pattern.search(line.paragraph.text):
            yield problem(message, hint, line, around(line.paragraph.text, found.start(), found.end()))


def around(text: str, start: int, end: int) -> str:
    """Return the whole words that a stretch of a text touches."""
    before = re.search(r"\S*\s?$", text[:start])
    after = re.match(r"\s?\S*", text[end:])
    return ((before[0] if before else "") + text[start:end] + (after[0] if after else "")).strip()


@rule("Ф801", "warning", "TYP-QUOTE")
def straight_quotes(reading: Reading) -> Iterator[Finding]:
    """Кавычки – «ёлочки»; прямых и английских нет.

    Почему:
        Прямые кавычки – знак пишущей машинки и дюймов.

    Плохо:
        пункт: 'Провести "Неделю науки".'

    Хорошо:
        пункт: Провести «Неделю науки».
    """
    for line in reading.lines:
        text = line.paragraph.text
        found = _STRAIGHT.search(text)
        if found and not ("„" in text and found[0] == "“"):
            yield problem("прямые или английские кавычки", "Поставьте «ёлочки»", line, around(text, *found.span()))


@rule("Ф802", "warning", "TYP-QUOTE")
def nested_quotes(reading: Reading) -> Iterator[Finding]:
    """Кавычки внутри кавычек – „лапки“.

    Почему:
        Две одинаковые пары не дают понять, где кончается название.

    Плохо:
        пункт: Утвердить положение «О клубе «Наука»».

    Хорошо:
        пункт: Утвердить положение «О клубе „Наука“».
    """
    yield from _every(reading, _NESTED, "внутри кавычек-ёлочек снова ёлочки", "Внутренние кавычки: „…“")


@rule("Ф803", "warning", "TYP-NBSP-NUM")
def number_sign(reading: Reading) -> Iterator[Finding]:
    """Знак номера – один №, с пробелом перед числом; не «№5», не «№№», не «N 5».

    Почему:
        Одинаковую запись находит поиск, и номер не сливается со знаком.

    Плохо:
        пункт: Проверить школу №5.

    Хорошо:
        пункт: Проверить школу №\u00a05.
    """
    yield from _every(reading, _NUMBER, "знак номера записан не по форме", "Напишите «№ 5» с неразрывным пробелом")


@rule("Ф804", "warning", "TYP-NBSP", "PAR-NOHYPH")
def breaking_spaces(reading: Reading) -> Iterator[Finding]:
    """Неразрывный пробел стоит между инициалами и фамилией, № и числом, числом и единицей, в датах и сокращениях.

    Почему:
        Строка не должна кончаться знаком № или начинаться с инициалов.

    Плохо:
        пункт: Назначить ответственной Иванову М.П.

    Хорошо:
        пункт: Назначить ответственной Иванову\u00a0М.П.
    """
    for line in reading.lines:
        if quote := _may_break(line.paragraph.text):
            hint = "Поставьте неразрывный пробел: Ctrl+Shift+Пробел"
            yield problem("обычный пробел там, где строку нельзя рвать", hint, line, quote)


def _may_break(text: str) -> str:
    """Return the words around the first space that must not break and does; empty if there is none."""
    if " " not in text or ("." not in text and "№" not in text and not re.search(r"\d", text)):
        return ""
    for step in _STEPS:
        set_ = step(text)
        if len(set_) != len(text):
            continue
        for at, (old, new) in enumerate(zip(text, set_, strict=True)):
            if old == " " and new == NBSP:
                return around(text, at, at + 1)
    return ""


@rule("Ф805", "warning", "TYP-DASH")
def hyphen_for_dash(reading: Reading) -> Iterator[Finding]:
    """В роли тире стоит тире с пробелами, а не дефис.

    Почему:
        Дефис соединяет части слова; между словами он читается как ошибка.

    Плохо:
        пункт: Считать срок - 5 дней.

    Хорошо:
        пункт: Считать срок\u00a0– 5\u00a0дней.
    """
    yield from _every(reading, _HYPHEN, "дефис в роли тире", "Поставьте тире «–»")
    yield from _every(reading, _TIGHT_DASH, "тире без пробелов вокруг", "Поставьте пробелы или дефис")


@rule("Ф806", "info", "TYP-DASH-ONE")
def mixed_dashes(reading: Reading) -> Iterator[Finding]:
    """Тире в документе одного вида: либо «–», либо «—».

    Почему:
        Разные тире – след склейки из разных файлов.

    Плохо:
        пункт: [Цель\u00a0– качество., Срок\u00a0— год.]

    Хорошо:
        пункт: [Цель\u00a0– качество., Срок\u00a0– год.]
    """
    found: dict[str, list[Line]] = {}
    for line in reading.lines:
        for sign in set(_DASHES.findall(line.paragraph.text)):
            found.setdefault(sign, []).append(line)
    if len(found) > 1:
        rare = min(found, key=lambda sign: len(found[sign]))
        for line in found[rare]:
            yield problem(f"тире двух видов: здесь «{rare}»", "Выберите один вид", line)


@rule("Ф807", "warning", "TYP-RANGE")
def ranges(reading: Reading) -> Iterator[Finding]:
    """Между числами диапазона стоит короткое тире без пробелов: 2022–2024, 15–20.

    Почему:
        Дефис в числах означает номер или код.

    Плохо:
        пункт: Продлить программу на 2021-2024\u00a0годы.

    Хорошо:
        пункт: Продлить программу на 2021–2024\u00a0годы.
    """
    for line in reading.lines:
        text = line.paragraph.text
        for found in (_YEARS.search(text), _COUNTS.search(text)):
            if found and not _SCHOOL_YEAR.match(text, found.start()):
                hint = "Поставьте короткое тире без пробелов"
                yield problem("диапазон записан не через короткое тире", hint, line, around(text, *found.span()))


@rule("Ф808", "info", "PLAN-YEAR")
def school_year(reading: Reading) -> Iterator[Finding]:
    """Учебный год пишется через косую черту: 2021/2022 учебный год.

    Почему:
        Тире обозначает два года, а учебный год – один.

    Плохо:
        пункт: Утвердить план на 2021-2022 учебный год.

    Хорошо:
        пункт: Утвердить план на 2021/2022 учебный год.
    """
    yield from _every(reading, _SCHOOL_YEAR, "учебный год записан через тире", "Напишите через косую черту: 2021/2022")


@rule("Ф809", "warning", "TYP-YEARS")
def years_abbreviated(reading: Reading) -> Iterator[Finding]:
    """Сокращение годов – «гг.» и «г.», отделённые от числа пробелом; не «г.г.» и не «2024г.».

    Почему:
        «г.г.» – две сокращённые буквы вместо одной удвоенной.

    Плохо:
        пункт: Продлить программу на 2021–2024 г.г.

    Хорошо:
        пункт: Продлить программу на 2021–2024\u00a0годы.
    """
    yield from _every(reading, _GG, "сокращение года не по форме", "Напишите «2024 г.», «2021–2024 гг.»")


@rule("Ф810", "warning", "TYP-ORD")
def ordinals(reading: Reading) -> Iterator[Finding]:
    """Наращение после цифр – одна буква, если ей предшествует гласная: 5-й, 25-я, 32-м.

    Почему:
        «5-ый» – ошибка правописания.

    Плохо:
        пункт: Провести 5-ый конкурс.

    Хорошо:
        пункт: Провести 5-й конкурс.
    """
    for line in reading.lines:
        for found in _ORDINAL.finditer(line.paragraph.text):
            yield problem("наращение после цифры не по форме", "Напишите «5-й», «5-я», «5-го», «5-му»", line, found[0])


@rule("Ф811", "warning", "REF-ORDER")
def act_number_first(reading: Reading) -> Iterator[Finding]:
    """У акта сначала дата, потом номер: «приказ … от 01.09.2023 № 251».

    Почему:
        Порядок реквизитов один: вид, орган, дата, номер, название.

    Плохо:
        пункт: Отменить приказ №\u00a0251 от 31.08.2023.

    Хорошо:
        пункт: Отменить приказ от 31.08.2023 №\u00a0251.
    """
    for line in reading.lines:
        if line.role != "stamp" and (found := _CITED.search(line.paragraph.text)):
            yield problem("у акта номер впереди даты", "Напишите: «от дата № номер»", line, found[0][:80])


@rule("Ф812", "info", "TYP-FZ")
def law_number(reading: Reading) -> Iterator[Finding]:
    """Номер закона пишется с дефисом без пробелов: № 273-ФЗ.

    Почему:
        С тире или пробелом номер не найдёт правовая система.

    Плохо:
        пункт: Исполнить закон №\u00a0273 ФЗ.

    Хорошо:
        пункт: Исполнить закон №\u00a0273-ФЗ.
    """
    yield from _every(reading, _LAW, "номер закона не через дефис", "Напишите «273-ФЗ»")
