"""Rules of people: nobody's gender is guessed in silence, and everybody's name is spelled one way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen import russian
from docgen.model.document import Document
from docgen.model.walk import texts
from docgen.normcontrol.rule import Complaint, rule
from docgen.vocabulary import term

_NAME = re.compile(r"\b([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)[ \u00a0]([А-ЯЁ])\.[ \u00a0]?([А-ЯЁ])\.")


@rule(
    "Н301", "warning", "russian.md, 3", "О",
    what="По записи человека понятен пол, если от него зависят падежи: отчество, имя, фамилия или поле „пол“.",
    why="«Поручить Жук О.И.» и «Поручить Жуку О.И.» – разные люди.",
    bad="""
лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, жук: {фио: Жук О.И., должность: методист}}""",
    good="""
лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, жук: {фио: Жук О.И., пол: м, должность: методист}}""",
)  # fmt: skip
def unknown_gender(document: Document) -> Iterator[Complaint]:
    """The gender is known of everybody whose surname changes with it."""
    for key, person in document.people.items():
        if person.known_gender is None and not person.forms:
            forms = {russian.decline(person.surname_first, "дат", "name", gender=gender).text for gender in ("м", "ж")}
            if len(forms) > 1:
                listed = " или ".join(sorted(forms))
                message = f"по записи „{person.full_name}“ не понять пол: в дательном падеже {listed}"
                yield Complaint((term("people"), key), message, "Укажите поле „пол“: м или ж")


@rule(
    "Н302", "warning", "ГОСТ Р 7.0.97-2016, 5.18; ORD-NAME", "П",
    what="Инициалы человека в тексте те же, что в поле „лица“.",
    why="Жук О.И. и Жук И.О. – разные люди: поручение окажется ничьим.",
    bad="""
пункты: [Назначить координатором Жука И.О.]
лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, жук: {фио: Жук О.И., пол: м, должность: методист}}""",
    good="""
пункты: ["Назначить координатором {лицо жук вин}."]
лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, жук: {фио: Жук О.И., пол: м, должность: методист}}""",
)  # fmt: skip
def spelled_two_ways(document: Document) -> Iterator[Complaint]:
    """Initials beside a surname of the list of people are those of the list."""
    known: dict[str, set[str]] = {}
    for person in document.people.values():
        for case in russian.CASES:
            surname, _, initials = person.inflected(case).partition("\N{NO-BREAK SPACE}")
            known.setdefault(surname, set()).add(initials)
    for path, text in texts(document):
        for found in _NAME.finditer(str(text)):
            theirs = known.get(found[1])
            if theirs and f"{found[2]}.{found[3]}." not in theirs:
                message = f"„{found[0]}“: в поле „лица“ инициалы этой фамилии – {', '.join(sorted(theirs))}"
                yield Complaint(path, message, "Исправьте инициалы или напишите ссылку {лицо имя}")
