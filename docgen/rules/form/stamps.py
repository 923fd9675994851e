"""Rules of stamps of approval and agreement (ГОСТ Р 7.0.97, 5.16 and 5.20)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.rules.form import words
from docgen.rules.form.line import Line
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule

_BARE = re.compile(r"[«\"“»\"”:.\s]+")
_ACT = re.compile(r"(приказ|постановлени|решени|распоряжени)\w*", re.IGNORECASE)
_INSTRUMENTAL = re.compile(r"(?:приказом|постановлением|решением|распоряжением)\b")
_NAMED = re.compile(r"«[^«»]*»")  # «Школа № 5» has a number of its own
_NUMBER_FIRST = re.compile(rf"№ ?\S+ от {words.DATE.pattern}")
_BODY = re.compile(r"\b(?:советом|собранием|комиссией|комитетом|конференцией|объединением)\b", re.IGNORECASE)
_MINUTES = re.compile(r"протокол", re.IGNORECASE)
# The table of norm APR-GENDER.
_FORMS = {
    "УТВЕРЖДЕН": "план порядок регламент состав перечень график паспорт устав список кодекс реестр комплекс",
    "УТВЕРЖДЕНА": "программа карта инструкция модель форма смета концепция стратегия циклограмма структура",
    "УТВЕРЖДЕНО": "положение расписание соглашение штатное",
    "УТВЕРЖДЕНЫ": "правила мероприятия показатели рекомендации нормы требования критерии изменения",
}
_FORM_OF = {noun: form for form, nouns in _FORMS.items() for noun in nouns.split()}


def _stamps(reading: Reading) -> Iterator[tuple[Line, str, tuple[Line, ...]]]:
    """Yield stamps: the line of the word, the word in capitals without signs, the lines under it."""
    for part in reading.parts:
        for first, *rest in part.stamps:
            yield first, _BARE.sub("", first.text).upper(), tuple(rest)


@rule("Ф501", "warning", "APR-PERSON", "AGR-WORD")
def stamp_word(reading: Reading) -> Iterator[Finding]:
    """Слово грифа – УТВЕРЖДАЮ, УТВЕРЖДЕНО, СОГЛАСОВАНО – набрано прописными, без кавычек, двоеточия и точки.

    Почему:
        Так в образцах стандарта; кавычки превращают гриф в цитату.

    Плохо:
        отметка: [Приложение, "«Утверждено»", приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]

    Хорошо:
        отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
    """
    for line, word, _ in _stamps(reading):
        if line.text != word.replace("Ё", "Е") and line.text.replace("Ё", "Е") != word.replace("Ё", "Е"):
            yield problem(f"слово грифа набрано не по форме: „{line.text}“", f"Напишите {word.replace('Ё', 'Е')}", line)


@rule("Ф502", "info", "APR-YO")
def stamp_with_yo(reading: Reading) -> Iterator[Finding]:
    """В слове грифа стоит буква «Е», а не «Ё».

    Почему:
        Так в образцах стандарта.

    Плохо:
        отметка: [Приложение, УТВЕРЖДЁН, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
        название приложения: План работы

    Хорошо:
        отметка: [Приложение, УТВЕРЖДЕН, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
        название приложения: План работы
    """
    for line, word, _ in _stamps(reading):
        if "Ё" in word:
            yield problem(f"„{line.text}“", f"Напишите {word.replace('Ё', 'Е')}", line)


@rule("Ф503", "warning", "APR-ACT")
def stamp_act(reading: Reading) -> Iterator[Finding]:
    """После УТВЕРЖДЕНО акт назван в творительном падеже, со строчной: «приказом …», затем «от дата № номер».

    Почему:
        Гриф читается как фраза: «Утверждено приказом … от …»; номер впереди даты не ставят.

    Плохо:
        отметка: [Приложение, УТВЕРЖДЕНО, Приказ № 5-од от 01.09.2026]

    Хорошо:
        отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
    """
    for _, word, lines in _stamps(reading):
        for line in lines:
            found = _ACT.match(line.text)
            if word.startswith("УТВЕРЖД") and word != "УТВЕРЖДАЮ" and found and not _INSTRUMENTAL.match(line.text):
                yield problem(f"„{found[0]}“ – не творительный падеж со строчной", "Напишите: «приказом …»", line)
            if _NUMBER_FIRST.search(_NAMED.sub("", line.text)):
                yield problem("номер стоит впереди даты", "Порядок: «от 01.09.2026 № 5-од»", line)


@rule("Ф504", "warning", "APR-PERSON")
def approved_twice(reading: Reading) -> Iterator[Finding]:
    """В одном грифе либо УТВЕРЖДАЮ и должностное лицо, либо УТВЕРЖДЕНО и акт; строка «Приказ от … № …» ниже подписи
    допустима.

    Почему:
        Документ утверждают один раз: или подписью, или приказом.

    Плохо:
        отметка: [УТВЕРЖДАЮ, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]

    Хорошо:
        отметка: [УТВЕРЖДАЮ, Директор школы, "__________ М.П.\u00a0Иванова", "01.09.2026"]
    """
    for _, word, lines in _stamps(reading):
        acts = [line for line in lines if _INSTRUMENTAL.match(line.text)]
        if word == "УТВЕРЖДАЮ" and acts:
            yield problem("в грифе и УТВЕРЖДАЮ, и приказ", "Оставьте либо лицо, либо УТВЕРЖДЕНО приказом", acts[0])


@rule("Ф505", "warning", "APR-PERSON", "SIG-INIT")
def initials_in_stamp(reading: Reading) -> Iterator[Finding]:
    """В грифе инициалы стоят перед фамилией.

    Почему:
        Гриф заверяют подписью, а в подписи инициалы впереди.

    Плохо:
        отметка: [УТВЕРЖДАЮ, Директор школы, "__________ Иванова\u00a0М.П.", "01.09.2026"]

    Хорошо:
        отметка: [УТВЕРЖДАЮ, Директор школы, "__________ М.П.\u00a0Иванова", "01.09.2026"]
    """
    for _, _, lines in _stamps(reading):
        for line in lines:
            name = re.sub(r"^.*[_/]", "", line.text.strip(" /_")).strip()
            if words.SURNAME_FIRST.fullmatch(name) or re.search(rf"[_/\s]{words.SURNAME_FIRST.pattern}/?$", line.text):
                yield problem("в грифе инициалы после фамилии", "Напишите «И.О. Фамилия»", line)


@rule("Ф506", "warning", "APR-PLACE", "AGR-PLACE")
def stamp_place(reading: Reading) -> Iterator[Finding]:
    """Гриф утверждения стоит справа вверху, гриф согласования – слева.

    Почему:
        По месту грифа сразу видно, кто утвердил документ, а кто с ним согласен.

    Плохо:
        отметка: [УТВЕРЖДАЮ, Директор школы, "__________ М.П.\u00a0Иванова", "01.09.2026"]
        отметка слева: да

    Хорошо:
        отметка: [УТВЕРЖДАЮ, Директор школы, "__________ М.П.\u00a0Иванова", "01.09.2026"]
    """
    for line, word, lines in _stamps(reading):
        if word.startswith("УТВЕРЖД") and not line.right and lines and line.paragraph.align != "center":
            yield problem("гриф утверждения стоит слева", "Перенесите его вправо", line)


@rule("Ф507", "warning", "APR-COLL", "AGR-COLL")
def minutes_in_brackets(reading: Reading) -> Iterator[Finding]:
    """Протокол коллегиального органа указан в грифе в скобках.

    Почему:
        В скобках стоит основание: «УТВЕРЖДЕНО педагогическим советом (протокол от … № …)».

    Плохо:
        отметка: [УТВЕРЖДЕНО, педагогическим советом, протокол от 28.08.2026 №\u00a01]

    Хорошо:
        отметка: [УТВЕРЖДЕНО, педагогическим советом, (протокол от 28.08.2026 №\u00a01)]
    """
    for _, _, lines in _stamps(reading):
        text = " ".join(line.text for line in lines)
        for line in lines:
            if re.match(r"протокол\w*\b", line.text, re.IGNORECASE) and not re.search(
                r"\(\s*протокол", text, re.IGNORECASE
            ):
                yield problem("протокол в грифе не взят в скобки", "Напишите: «(протокол от … № …)»", line)


@rule("Ф508", "warning", "APR-GENDER")
def stamp_gender(reading: Reading) -> Iterator[Finding]:
    """Слово грифа согласовано с видом документа: план – УТВЕРЖДЕН, программа – УТВЕРЖДЕНА, положение – УТВЕРЖДЕНО.

    Почему:
        Гриф читается вместе с названием: «Программа утверждена».

    Плохо:
        отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
        название приложения: Программа развития школы

    Хорошо:
        отметка: [Приложение, УТВЕРЖДЕНА, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]
        название приложения: Программа развития школы
    """
    for part in reading.parts:
        titles = part.of("title") if not part.disposition else ()
        nouns = [re.sub(r"\W", "", line.text.split()[0]).lower() for line in titles]
        wanted = next((_FORM_OF[noun] for noun in nouns if noun in _FORM_OF), "")
        for first, *_ in part.stamps:
            word = _BARE.sub("", first.text).upper().replace("Ё", "Е")
            if wanted and word in _FORMS and word != wanted:
                yield problem(
                    f"гриф {word} не согласован с названием „{titles[0].text[:40]}“", f"Напишите {wanted}", first
                )
