"""Rules of signatures, of the mark of the executor, of certified copies and electronic signatures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from docgen.finding import Finding
from docgen.rules.form import words
from docgen.rules.form.line import Line
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule

_SURNAME_LAST = re.compile(rf"(?:^|[\s/_]){words.SURNAME_FIRST.pattern}\s*/?$")
_WHOLE_NAME = re.compile(rf"(?:^|[\s/_]){words.FULL_NAME.pattern}\s*/?$")
_FOR = re.compile(r"(?:за|/)\s?(?:директор|начальник|глав|заведующ|председател|руководител)", re.IGNORECASE)
_APART = re.compile(r"\t| {3,}|_{2,}")
_EXECUTOR = re.compile(r"(?:исп\.|исполнитель:?)\s*\S", re.IGNORECASE)
_PHONE = re.compile(r"\d[\d() -]{3,}\d")
_STAMP = re.compile(
    r"подписан[оа]? (?:усиленной |квалифицированной |простой |неквалифицированной )*электронной подписью", re.IGNORECASE
)
_PARTS_OF_STAMP = {
    "номера сертификата": re.compile(r"сертификат\W*(?:№\W*)?[0-9a-f]{6}", re.IGNORECASE),
    "владельца": re.compile(r"владел", re.IGNORECASE),
    "срока действия": re.compile(r"действителен|срок действия|действует", re.IGNORECASE),
}


def _signatures(reading: Reading) -> tuple[Line, ...]:
    return reading.disposition.of("signature") if reading.disposition else ()


@rule("Ф421", "warning", "SIG-INIT")
def initials_in_signature(reading: Reading) -> Iterator[Finding]:
    """В подписи инициалы стоят перед фамилией: «М.П. Иванова».

    Почему:
        Так подпись отличают от упоминания в тексте; «Иванова М.П.» и имя полностью – не по образцу.

    Плохо:
        подпись: "Директор\\tИванова\u00a0М.П."

    Хорошо:
        подпись: "Директор\\tМ.П.\u00a0Иванова"
    """
    for line in _signatures(reading):
        if _SURNAME_LAST.search(line.text):
            yield problem("в подписи инициалы после фамилии", "Напишите «И.О. Фамилия»", line)
        elif _WHOLE_NAME.search(line.text):
            yield problem("в подписи имя полностью", "Напишите «И.О. Фамилия»", line)


@rule("Ф422", "error", "SIG-ACTING")
def signed_for_another(reading: Reading) -> Iterator[Finding]:
    """Перед должностью в подписи нет «за» и косой черты.

    Почему:
        Стандарт это запрещает: подписавший должен назвать свою должность или «И.о.».

    Плохо:
        подпись: "За директора\\tМ.П.\u00a0Иванова"

    Хорошо:
        подпись: "И.о. директора\\tМ.П.\u00a0Иванова"
    """
    for line in _signatures(reading):
        if _FOR.match(line.text):
            yield problem("подпись «за» другое лицо", "Укажите должность подписавшего или «И.о. …»", line)


@rule("Ф423", "warning", "SIG-FORM")
def signature_on_two_lines(reading: Reading) -> Iterator[Finding]:
    """Фамилия стоит на строке должности (последней, если их несколько), у правого края.

    Почему:
        Фамилия на другой строке читается как отдельная запись, и подпись негде поставить.

    Плохо:
        подпись: [Директор школы, М.П.\u00a0Иванова]

    Хорошо:
        подпись: "Директор школы\\tМ.П.\u00a0Иванова"
    """
    lines = _signatures(reading)
    for before, line in pairwise(lines):
        alone = words.NAME.fullmatch(line.text) and line.spot is None
        if alone and not words.ENDS_WITH_NAME.search(before.text) and not _APART.search(before.paragraph.text):
            yield problem("фамилия стоит ниже должности", "Поставьте её на той же строке у правого края", line)


@rule("Ф424", "warning", "SIG-KEEP")
def signature_alone(reading: Reading) -> Iterator[Finding]:
    """Подпись не остаётся на странице одна: последний абзац текста и должность не отрываются от следующего.

    Почему:
        Лист с одной подписью можно приложить к любому тексту.

    Плохо:
        пункт: {текст: Провести проверку организации методической работы в школах города., повторить: 20}
        не отрывать: нет

    Хорошо:
        пункт: {текст: Провести проверку организации методической работы в школах города., повторить: 20}
        не отрывать: да
    """
    part = reading.disposition
    if part is None or sum(len(line.text) for line in part.of("preamble", "point", "more")) < _NEAR_A_PAGE:
        return
    lines = [line for line in part.lines if line.text]
    signed = next((index for index, line in enumerate(lines) if line.role == "signature"), None)
    if signed and lines[signed - 1].role in ("point", "more") and not lines[signed - 1].paragraph.layout.keep_next:
        hint = "Абзац → Положение на странице → Не отрывать от следующего"
        yield problem("последний абзац текста может оторваться от подписи", hint, lines[signed - 1])


_NEAR_A_PAGE = 1300


@rule("Ф425", "warning", "EXE-FORM")
def executor_mark(reading: Reading) -> Iterator[Finding]:
    """В отметке об исполнителе – фамилия, имя, отчество полностью и телефон.

    Почему:
        По этой отметке исполнителю звонят с вопросами.

    Плохо:
        ниже подписи: ["Исп. Иванова"]

    Хорошо:
        ниже подписи: [Иванова Мария Петровна, "8 (84446) 3-14-41"]
    """
    lines = reading.disposition.of("below") if reading.disposition else ()
    for index, line in enumerate(lines):
        if not _EXECUTOR.match(line.text):
            continue
        near = " ".join(item.text for item in lines[index : index + 3])
        if not words.FULL_NAME.search(near):
            yield problem("имя исполнителя не полностью", "Напишите фамилию, имя, отчество", line)
        if not _PHONE.search(near):
            yield problem("в отметке об исполнителе нет телефона", "Добавьте номер телефона", line)


@rule("Ф426", "warning", "COPY-FORM")
def copy_mark(reading: Reading) -> Iterator[Finding]:
    """Копию заверяют словом «Верно».

    Почему:
        Другие слова («Копия верна») стандартом не предусмотрены.

    Плохо:
        ниже подписи: [Копия верна]

    Хорошо:
        ниже подписи: [Верно]
    """
    for line in reading.lines:
        if re.match(r"копия верна\b", line.text, re.IGNORECASE):
            yield problem("копия заверена не по форме", "Напишите «Верно»", line)


@rule("Ф427", "error", "EDS-CONTENT")
def electronic_stamp(reading: Reading) -> Iterator[Finding]:
    """В отметке об электронной подписи есть номер сертификата, владелец и срок действия.

    Почему:
        Без любого из них подпись не проверить.

    Плохо:
        ниже подписи: [Документ подписан электронной подписью, "Сертификат 00A1B2C3D4", "Владелец: Иванова Мария Петровна"]

    Хорошо:
        ниже подписи: [Документ подписан электронной подписью, "Сертификат 00A1B2C3D4", "Владелец: Иванова Мария Петровна", Действителен с 01.01.2026 по 01.01.2027]
    """
    for index, line in enumerate(reading.lines):
        if line.role in ("point", "more", "preamble") or not _STAMP.search(line.text):
            continue
        around = " ".join(item.text for item in reading.lines[max(0, index - 2) : index + 8])
        for name, found in _PARTS_OF_STAMP.items():
            if not found.search(around):
                yield problem(f"в отметке об электронной подписи нет {name}", "Дополните отметку", line)
