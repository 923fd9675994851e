"""Rules of requisites: stamps, signatures, the mark of the executor, certificates (ГОСТ Р 7.0.97, 5.16–5.25)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from docgen import russian
from docgen.finding import Finding
from docgen.model.approval import Approval
from docgen.model.document import Document
from docgen.model.requisites import Executor
from docgen.model.signature import Certificate, Signature
from docgen.model.walk import papers
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import parts
from docgen.rules.rule import rule
from docgen.vocabulary import term

_APPROVED = regex(r"утвержд", re.IGNORECASE)
_AGREED = regex(r"согласован", re.IGNORECASE)
_PARTICIPLE = regex(r"УТВЕРЖДЕН[АОЫ]?|СОГЛАСОВАН[АОЫ]?")
_WORDS_OF_A_NAME = 3
_DIRECTOR = "лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}\n"
_PROGRAMME = "вид: программа\nназвание: Программа развития\n" + _DIRECTOR


@rule("Н221", "warning", "APR-PERSON", "APR-YO")
def word_of_a_stamp(document: Document) -> Iterator[Finding]:
    """Слово грифа – прописными буквами, без кавычек, двоеточия и буквы «Ё»: УТВЕРЖДАЮ, СОГЛАСОВАНО.

    Почему:
        Так слово выглядит во всех образцах стандарта; иначе печатают только то, что задано „дословно“.

    Плохо:
        вид: программа
        название: Программа развития
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}
        грифы: [{слово: "«Утверждаю»:", лицо: директор}]

    Хорошо:
        вид: программа
        название: Программа развития
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}
        грифы: [{слово: УТВЕРЖДАЮ, лицо: директор}]
    """
    for path, part in parts(document):
        if isinstance(part, Approval) and part.word and not part.word.verbatim:
            word = str(part.word)
            right = re.sub(r"[«»\":]", "", word).strip().upper().replace("Ё", "Е")
            if word != right:
                yield problem((*path, term("word")), f"слово грифа „{word}“", f"Напишите {right}", word, fix=right)


@rule("Н222", "warning", "APR-DATE")
def agreed_too_late(document: Document) -> Iterator[Finding]:
    """Документ согласуют не позже, чем утверждают.

    Почему:
        Гриф согласования с датой после утверждения значит, что утверждён несогласованный документ.

    Плохо:
        вид: программа
        название: Программа развития
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}
        грифы:
          - {слово: СОГЛАСОВАНО, лицо: директор, дата: 11.03.2022}
          - {лицо: директор, дата: 09.02.2022}

    Хорошо:
        вид: программа
        название: Программа развития
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}}
        грифы:
          - {слово: СОГЛАСОВАНО, лицо: директор, дата: 09.02.2022}
          - {лицо: директор, дата: 11.03.2022}
    """
    for path, paper in papers(document):
        days = [(index, stamp, day) for index, stamp in enumerate(paper.approvals) if (day := _day(stamp))]
        approved = [day for _, stamp, day in days if not stamp.word or _APPROVED.search(str(stamp.word))]
        for index, stamp, day in days:
            if approved and _AGREED.search(str(stamp.word or "")) and day > min(approved):
                message = f"согласовано {russian.format_date(day)} – позже, чем утверждено {russian.format_date(min(approved))}"
                yield problem((*path, term("approvals"), index), message, "Исправьте даты грифов")


@rule("Н223", "warning", "SIG-ACTING")
def signed_for_another(document: Document) -> Iterator[Finding]:
    """Подпись не ставят «за» кого-то и через косую черту: исполняющий обязанности подписывает своим именем.

    Почему:
        «За директора» и «/ директор» стандарт запрещает: документ с такой подписью легко оспорить.

    Плохо:
        подписи: [{лицо: директор, должность: за директора}]

    Хорошо:
        подписи: [{лицо: директор, должность: исполняющий обязанности директора}]
    """
    for path, part in parts(document):
        if isinstance(part, Signature):
            found = re.match(r"(?:за |/)\s*\w+", str(part.position or part.person.position or ""), re.IGNORECASE)
            if found:
                hint = "Напишите «исполняющий обязанности …»"
                yield problem((*path, term("position")), f"подпись за другого: „{found[0]}“", hint, found[0])


@rule("Н224", "info", "EXE-FORM")
def executor_in_full(document: Document) -> Iterator[Finding]:
    """В отметке об исполнителе фамилия, имя и отчество – полностью, и указан телефон.

    Почему:
        По отметке находят того, кто составил документ; инициалов и кабинета для этого мало.

    Плохо:
        исполнитель документа: {лицо: {фио: Жук О.И., пол: м}}

    Хорошо:
        исполнитель документа: {лицо: {фио: Жук Олег Игоревич}, телефон: 8 (800) 555-01-02}
    """
    for path, part in parts(document):
        if isinstance(part, Executor):
            if len(str(part.person.full_name).split()) < _WORDS_OF_A_NAME:
                message = f"имя исполнителя не полностью: „{part.person.full_name}“"
                yield problem((*path, term("person")), message, "Напишите фамилию, имя и отчество")
            if not part.phone:
                yield problem(path, "не указан телефон исполнителя", "Добавьте поле „телефон“")


@rule("Н225", "warning", "EDS-DATE")
def certificate_out_of_date(document: Document) -> Iterator[Finding]:
    """Дата документа лежит внутри срока действия сертификата подписи.

    Почему:
        Подпись, сделанная до начала или после конца срока сертификата, недействительна.

    Плохо:
        подписи: [{лицо: директор, сертификат: {номер: 01AB, владелец: Иванова Мария Петровна, с: 01.01.2025, по: 01.04.2026}}]

    Хорошо:
        подписи: [{лицо: директор, сертификат: {номер: 01AB, владелец: Иванова Мария Петровна, с: 01.01.2026, по: 01.04.2027}}]
    """
    if not isinstance(document.date, datetime.date):
        return
    for path, part in parts(document):
        if isinstance(part, Certificate) and not _valid(part, document.date):
            message = f"сертификат действует {part.valid}, а документ – от {russian.format_date(document.date)}"
            yield problem(path, message, "Проверьте срок сертификата и дату документа")


def _valid(certificate: Certificate, day: datetime.date) -> bool:
    early = isinstance(certificate.start, datetime.date) and day < certificate.start
    late = isinstance(certificate.end, datetime.date) and day > certificate.end
    return not early and not late


def _day(stamp: Approval) -> datetime.date | None:
    """Return the day of a stamp: its own, or that of its act or minutes."""
    basis = stamp.act or stamp.minutes
    day = stamp.date or (basis.date if basis else None)
    return day if isinstance(day, datetime.date) else None


@rule("Н226", "warning", "SIG-ORG")
def organisation_in_a_signature(document: Document) -> Iterator[Finding]:
    """На бланке организации в подписи стоит должность без названия организации.

    Почему:
        Название уже напечатано в бланке; «Директор МКОУ «Центр»» пишут только на листе без бланка.

    Плохо:
        организация: {наименование: МКОУ «Методический центр», место: г. Энск}
        подписи: [{лицо: директор, должность: директор МКОУ «Методический центр»}]

    Хорошо:
        организация: {наименование: МКОУ «Методический центр», место: г. Энск}
        подписи: [директор]
    """
    organisation = document.organisation
    if organisation is None or document.mark is not None:
        return
    names = [str(name) for name in (organisation.name, organisation.short_name, organisation.name_in_marks) if name]
    for index, signature in enumerate(document.signatures):
        position = str(signature.position or signature.person.position or "")
        named = next((name for name in names if name in position or (_title(name) and _title(name) in position)), None)
        if named:
            message = f"в подписи названа организация, чей это бланк: „{position}“"
            yield problem((term("signatures"), index), message, "Оставьте одну должность")


@rule("Н227", "warning", "APR-GENDER", "AGR-WORD")
def word_agrees(document: Document) -> Iterator[Finding]:
    """Слово грифа согласовано с названием документа: программа – УТВЕРЖДЕНА, положение – УТВЕРЖДЕНО; согласование –
    всегда СОГЛАСОВАНО.

    Почему:
        «УТВЕРЖДЕН» над программой – ошибка, стоящая первой на титульном листе.

    Плохо:
        вид: программа
        название: Программа развития
        грифы: [{слово: УТВЕРЖДЕН, акт: {вид: приказ, дата: 01.09.2026, номер: 5}}]

    Хорошо:
        вид: программа
        название: Программа развития
        грифы: [{слово: УТВЕРЖДЕНА, акт: {вид: приказ, дата: 01.09.2026, номер: 5}}]
    """
    for path, paper in papers(document):
        for index, stamp in enumerate(paper.approvals):
            word = str(stamp.word or "")
            right = "СОГЛАСОВАНО" if _AGREED.match(word) else russian.approved(str(paper.title or paper.noun))
            if _PARTICIPLE.fullmatch(word) and word != right:
                where = (*path, term("approvals"), index, term("word"))
                yield problem(where, f"слово грифа „{word}“", f"Напишите {right}", word, fix=right)


def _title(name: str) -> str:
    """Return the title in quotes inside the name of an organisation."""
    found = re.search(r"«[^»]+»", name)
    return found[0] if found else ""
