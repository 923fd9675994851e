"""Rules of appendices: their marks and how the text refers to them (ГОСТ Р 7.0.97, 5.19)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen import russian
from docgen.finding import Finding
from docgen.rules.form import words
from docgen.rules.form.line import Line
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.form.requisites import Part
from docgen.rules.rule import rule

_REFERENCE = re.compile(r"приложени(?:е|ю|и|ем|я|й|ям|ями|ях)\b(?: ?(№)? ?(\d{1,2}))?", re.IGNORECASE)
_TO_ORDER = re.compile(r"\bк (?:приказу|распоряжению|постановлению)\b", re.IGNORECASE)
_BY_ORDER = re.compile(r"\b(?:приказом|распоряжением|постановлением)\b", re.IGNORECASE)
_BY_AN_ORDER = re.compile(r"УТВЕРЖД[ЕЁ]Н[АОЫ]?[»\"]?:? приказ\b", re.IGNORECASE)  # in the wrong case
_IN_STAMP = re.compile(r"(?:приказ|распоряжени|постановлени)", re.IGNORECASE)
_NUMBER = re.compile(r"№ ?([^\s,;]+)")


def _number(part: Part) -> str:
    """Return the number in the mark of an appendix."""
    found = words.MARK.fullmatch(part.of("mark")[0].text) if part.of("mark") else None
    return (found[1] or "") if found else ""


def _mark(part: Part) -> tuple[Line, ...]:
    return part.of("mark", "stamp")


@rule("Ф511", "warning", "APP-MARK-A")
def mark_place(reading: Reading) -> Iterator[Finding]:
    """Отметка о приложении стоит в правом верхнем углу его первого листа.

    Почему:
        По углу листа приложение находят в стопке.

    Плохо:
        отметка слева: да

    Хорошо:
        отметка слева: нет
    """
    for part in reading.appendices:
        for line in part.of("mark")[:1]:
            if not line.right:
                yield problem("отметка о приложении стоит не справа", "Перенесите её в правый верхний угол", line)


@rule("Ф512", "warning", "APP-MARK-A", "APR-DATE")
def mark_differs(reading: Reading) -> Iterator[Finding]:
    """Дата и номер в отметке о приложении – те же, что у приказа.

    Почему:
        По расхождению видно, что приложение взято от другого приказа.

    Плохо:
        отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2025 №\u00a05-од]

    Хорошо:
        отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
    """
    if reading.disposition is None or reading.day is None:
        return
    head = " ".join(line.text for line in reading.disposition.of("date", "kind"))
    number = next(iter(_NUMBER.findall(head)), "")
    for part in reading.appendices:
        lines = _mark(part)
        text = " ".join(line.text for line in lines)
        if not (_TO_ORDER.search(text) or _BY_ORDER.search(text) or _BY_AN_ORDER.search(text)):
            continue
        for line in lines:
            yield from _dates_that_differ(line, reading)
            numbers = [found.strip('«»"') for found in _NUMBER.findall(line.text)]
            dated = words.DATE.search(line.text)
            if number.strip("_") and dated and numbers and numbers[-1] != number and "__" not in numbers[-1]:
                yield problem(f"номер в отметке – {numbers[-1]}, у приказа – {number}", "Исправьте номер", line)


def _dates_that_differ(line: Line, reading: Reading) -> Iterator[Finding]:
    for found in words.DATE.finditer(line.text):
        try:
            day = russian.parse_date(found[0].replace('"', ""))
        except ValueError:
            continue
        if day and reading.day and day != reading.day:
            message = f"дата в отметке – {found[0]}, у приказа – {russian.format_date(reading.day)}"
            yield problem(message, "Исправьте дату", line)


@rule("Ф513", "warning", "APP-MARK-B")
def order_named_twice(reading: Reading) -> Iterator[Finding]:
    """Приказ назван в отметке один раз: «к приказу …» или «УТВЕРЖДЕНО приказом …».

    Почему:
        Приложение, которое приказом утверждено, на него уже ссылается; две ссылки – лишние.

    Плохо:
        отметка: [Приложение, к приказу МБОУ «Школа №\u00a01», УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]

    Хорошо:
        отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
    """
    for part in reading.appendices:
        text = " ".join(line.text for line in _mark(part))
        stamped = any(_IN_STAMP.match(line.text) for stamp in part.stamps for line in stamp)
        if _TO_ORDER.search(text) and stamped:
            yield problem("в отметке о приложении приказ назван дважды", "Уберите «к приказу …»", part.of("mark")[0])


@rule("Ф514", "info", "APP-ONE")
def single_but_numbered(reading: Reading) -> Iterator[Finding]:
    """Единственное приложение не нумеруют.

    Почему:
        Номер 1 обещает второе приложение, которого нет.

    Плохо:
        отметка: [Приложение №\u00a01, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]

    Хорошо:
        отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
    """
    if reading.disposition is None or len(reading.appendices) != 1:
        return
    text = " ".join(line.text for line in reading.disposition.of("preamble", "point", "more"))
    others = {found[2] for found in _REFERENCE.finditer(text) if found[2]} - {"1"}
    if _number(reading.appendices[0]) and not others:
        yield problem("единственное приложение пронумеровано", "Уберите номер", reading.appendices[0].of("mark")[0])


@rule("Ф515", "warning", "APP-REF")
def not_mentioned(reading: Reading) -> Iterator[Finding]:
    """Каждое приложение упомянуто в тексте приказа.

    Почему:
        Приложение, на которое приказ не ссылается, не является его частью.

    Плохо:
        пункты: [Утвердить Положение о методической службе., Контроль за исполнением настоящего приказа оставляю за собой.]

    Хорошо:
        пункты: [Утвердить Положение о методической службе (приложение)., Контроль за исполнением настоящего приказа оставляю за собой.]
    """
    if reading.disposition is None:
        return
    text = " ".join(line.text for line in reading.disposition.of("preamble", "point", "more"))
    several = re.search(r"приложени\w+ ?№? ?(\d+)\s?[-–—]\s?(\d+)|приложени\w+ (?:№ ?)?(\d+)(?:, (?:№ ?)?\d+)* и", text)
    found = list(_REFERENCE.finditer(text))
    numbers = {item[2] for item in found if item[2]}
    attached = re.search(r"прилагаем|прилагает", text, re.IGNORECASE)
    for part in reading.appendices:
        mark, number = part.of("mark"), _number(part)
        own = not mark or not re.search(r"\bк (?!приказу|распоряжению|постановлению)\w", mark[0].text)
        known = number in numbers if number and numbers else bool(found)
        if own and mark and not known and not several and not attached:
            yield problem("приложение не упомянуто в тексте приказа", "Упомяните его: «(приложение)»", mark[0])


@rule("Ф516", "info", "APP-REF")
def references_differ(reading: Reading) -> Iterator[Finding]:
    """Ссылки на приложения записаны одинаково: везде со знаком № или везде без него.

    Почему:
        Разнобой заставляет думать, что речь о разных приложениях.

    Плохо:
        пункты: [Утвердить Положение (приложение №\u00a01)., Утвердить план (приложение 2)., Контроль за исполнением настоящего приказа оставляю за собой.]
        отметка: нет

    Хорошо:
        пункты: [Утвердить Положение (приложение №\u00a01)., Утвердить план (приложение №\u00a02)., Контроль за исполнением настоящего приказа оставляю за собой.]
        отметка: нет
    """
    seen: dict[bool, Line] = {}
    for line in reading.disposition.of("preamble", "point", "more") if reading.disposition else ():
        for found in _REFERENCE.finditer(line.text):
            # «приложение к Положению» is somebody else's.
            if found[2] and not re.match(r" к\b", line.text[found.end() :]):
                seen.setdefault(found[1] is not None, line)
    if len(seen) > 1:
        yield problem("ссылки на приложения то с №, то без него", "Выберите один вид", list(seen.values())[-1])


@rule("Ф517", "info", "APP-NEWPAGE")
def not_on_a_new_page(reading: Reading) -> Iterator[Finding]:
    """Приложение начинается с новой страницы.

    Почему:
        Приложение должно отделяться от документа.

    Плохо:
        приложение с новой страницы: нет

    Хорошо:
        приложение с новой страницы: да
    """
    lines = reading.lines
    for part in reading.appendices:
        line = part.lines[0]
        before = [item for item in lines if item.number < line.number][-_GAP:]
        broken = any("\f" in item.paragraph.text for item in before)
        turned = bool(before and line.paragraph.page and before[-1].paragraph.page
                      and line.paragraph.page > before[-1].paragraph.page)  # fmt: skip
        section = reading.paper.sections[line.section]
        opens = line.first and section.start != "continuous"
        if before and line.spot is None and not (opens or broken or turned):
            yield problem("приложение начинается не с новой страницы", "Вставка → Разрыв страницы", line)


_GAP = 3
