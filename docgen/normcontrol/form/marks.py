"""Rules of appendices: their marks and how the text refers to them (ГОСТ Р 7.0.97, 5.19; gost.md 3.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen import russian
from docgen.normcontrol.form import words
from docgen.normcontrol.form.line import Line
from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.requisites import Part
from docgen.normcontrol.form.rule import Remark, rule

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


@rule(
    "Ф511", "warning", "ГОСТ Р 7.0.97-2016, 5.19; APP-MARK-A", "П",
    what="Отметка о приложении стоит в правом верхнем углу его первого листа.",
    why="По углу листа приложение находят в стопке.",
    bad="отметка слева: да",
    good="отметка слева: нет",
)  # fmt: skip
def mark_place(reading: Reading) -> Iterator[Remark]:
    """The mark of an appendix is at the right (gost.md APP-MARK-A)."""
    for part in reading.appendices:
        for line in part.of("mark")[:1]:
            if not line.right:
                yield Remark("отметка о приложении стоит не справа", "Перенесите её в правый верхний угол", line)


@rule(
    "Ф512", "warning", "ГОСТ Р 7.0.97-2016, 5.19; APP-MARK-A, APR-DATE", "П",
    what="Дата и номер в отметке о приложении – те же, что у приказа.",
    why="По расхождению видно, что приложение взято от другого приказа.",
    bad="отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2025 №\u00a05-од]",
    good="отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]",
)  # fmt: skip
def mark_differs(reading: Reading) -> Iterator[Remark]:
    """The mark repeats the date and the number of the order (gost.md APR-DATE)."""
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
                yield Remark(f"номер в отметке – {numbers[-1]}, у приказа – {number}", "Исправьте номер", line)


def _dates_that_differ(line: Line, reading: Reading) -> Iterator[Remark]:
    for found in words.DATE.finditer(line.text):
        try:
            day = russian.parse_date(found[0].replace('"', ""))
        except ValueError:
            continue
        if day and reading.day and day != reading.day:
            message = f"дата в отметке – {found[0]}, у приказа – {russian.format_date(reading.day)}"
            yield Remark(message, "Исправьте дату", line)


@rule(
    "Ф513", "warning", "ГОСТ Р 7.0.97-2016, 5.19; APP-MARK-B", "П",
    what="Приказ назван в отметке один раз: «к приказу …» или «УТВЕРЖДЕНО приказом …».",
    why="Приложение, которое приказом утверждено, на него уже ссылается; две ссылки – лишние.",
    bad="отметка: [Приложение, к приказу МБОУ «Школа №\u00a01», УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]",
    good="отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]",
)  # fmt: skip
def order_named_twice(reading: Reading) -> Iterator[Remark]:
    """A mark refers to its order once (gost.md APP-MARK-B)."""
    for part in reading.appendices:
        text = " ".join(line.text for line in _mark(part))
        stamped = any(_IN_STAMP.match(line.text) for stamp in part.stamps for line in stamp)
        if _TO_ORDER.search(text) and stamped:
            yield Remark("в отметке о приложении приказ назван дважды", "Уберите «к приказу …»", part.of("mark")[0])


@rule(
    "Ф514", "info", "ГОСТ Р 7.0.97-2016, 5.19; APP-ONE", "В",
    what="Единственное приложение не нумеруют.",
    why="Номер 1 обещает второе приложение, которого нет.",
    bad="отметка: [Приложение №\u00a01, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]",
    good="отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]",
)  # fmt: skip
def single_but_numbered(reading: Reading) -> Iterator[Remark]:
    """The only appendix has no number (gost.md APP-ONE)."""
    if reading.disposition is None or len(reading.appendices) != 1:
        return
    text = " ".join(line.text for line in reading.disposition.of("preamble", "point", "more"))
    others = {found[2] for found in _REFERENCE.finditer(text) if found[2]} - {"1"}
    if _number(reading.appendices[0]) and not others:
        yield Remark("единственное приложение пронумеровано", "Уберите номер", reading.appendices[0].of("mark")[0])


@rule(
    "Ф515", "warning", "ГОСТ Р 7.0.97-2016, 5.19; APP-REF", "П",
    what="Каждое приложение упомянуто в тексте приказа.",
    why="Приложение, на которое приказ не ссылается, не является его частью.",
    bad="пункты: [Утвердить Положение о методической службе., Контроль за исполнением настоящего приказа оставляю за собой.]",
    good="пункты: [Утвердить Положение о методической службе (приложение)., Контроль за исполнением настоящего приказа оставляю за собой.]",
)  # fmt: skip
def not_mentioned(reading: Reading) -> Iterator[Remark]:
    """Every appendix is mentioned in the text of its order (gost.md APP-REF)."""
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
            yield Remark("приложение не упомянуто в тексте приказа", "Упомяните его: «(приложение)»", mark[0])


@rule(
    "Ф516", "info", "ГОСТ Р 7.0.97-2016, 5.19; APP-REF", "О",
    what="Ссылки на приложения записаны одинаково: везде со знаком № или везде без него.",
    why="Разнобой заставляет думать, что речь о разных приложениях.",
    bad="пункты: [Утвердить Положение (приложение №\u00a01)., Утвердить план (приложение 2)., Контроль за исполнением настоящего приказа оставляю за собой.]\nотметка: нет",
    good="пункты: [Утвердить Положение (приложение №\u00a01)., Утвердить план (приложение №\u00a02)., Контроль за исполнением настоящего приказа оставляю за собой.]\nотметка: нет",
)  # fmt: skip
def references_differ(reading: Reading) -> Iterator[Remark]:
    """References to appendices have one form (gost.md APP-REF)."""
    seen: dict[bool, Line] = {}
    for line in reading.disposition.of("preamble", "point", "more") if reading.disposition else ():
        for found in _REFERENCE.finditer(line.text):
            # «приложение к Положению» is somebody else's.
            if found[2] and not re.match(r" к\b", line.text[found.end() :]):
                seen.setdefault(found[1] is not None, line)
    if len(seen) > 1:
        yield Remark("ссылки на приложения то с №, то без него", "Выберите один вид", list(seen.values())[-1])


@rule(
    "Ф517", "info", "APP-NEWPAGE", "О",
    what="Приложение начинается с новой страницы.",
    why="Приложение должно отделяться от документа.",
    bad="приложение с новой страницы: нет",
    good="приложение с новой страницы: да",
)  # fmt: skip
def not_on_a_new_page(reading: Reading) -> Iterator[Remark]:
    """An appendix begins a page (gost.md APP-NEWPAGE)."""
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
            yield Remark("приложение начинается не с новой страницы", "Вставка → Разрыв страницы", line)


_GAP = 3
