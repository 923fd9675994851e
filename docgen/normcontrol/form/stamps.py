"""Rules of stamps of approval and agreement (ГОСТ Р 7.0.97, 5.16 and 5.20; gost.md 3.1 and 3.3)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.normcontrol.form import words
from docgen.normcontrol.form.line import Line
from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.rule import Remark, rule

_BARE = re.compile(r"[«\"“»\"”:.\s]+")
_ACT = re.compile(r"(приказ|постановлени|решени|распоряжени)\w*", re.IGNORECASE)
_INSTRUMENTAL = re.compile(r"(?:приказом|постановлением|решением|распоряжением)\b")
_NAMED = re.compile(r"«[^«»]*»")  # «Школа № 5» has a number of its own
_NUMBER_FIRST = re.compile(rf"№ ?\S+ от {words.DATE.pattern}")
_BODY = re.compile(r"\b(?:советом|собранием|комиссией|комитетом|конференцией|объединением)\b", re.IGNORECASE)
_MINUTES = re.compile(r"протокол", re.IGNORECASE)
# The table of gost.md APR-GENDER.
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


@rule(
    "Ф501", "warning", "ГОСТ Р 7.0.97-2016, 5.16; APR-PERSON, AGR-WORD", "П",
    what="Слово грифа – УТВЕРЖДАЮ, УТВЕРЖДЕНО, СОГЛАСОВАНО – набрано прописными, без кавычек, двоеточия и точки.",
    why="Так в образцах стандарта; кавычки превращают гриф в цитату.",
    bad='отметка: [Приложение, "«Утверждено»", приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]',
    good="отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]",
)  # fmt: skip
def stamp_word(reading: Reading) -> Iterator[Remark]:
    """The word of a stamp is in capitals and bare (gost.md APR-PERSON)."""
    for line, word, _ in _stamps(reading):
        if line.text != word.replace("Ё", "Е") and line.text.replace("Ё", "Е") != word.replace("Ё", "Е"):
            yield Remark(f"слово грифа набрано не по форме: „{line.text}“", f"Напишите {word.replace('Ё', 'Е')}", line)


@rule(
    "Ф502", "info", "APR-YO", "В",
    what="В слове грифа стоит буква «Е», а не «Ё».",
    why="Так в образцах стандарта.",
    bad="отметка: [Приложение, УТВЕРЖДЁН, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]\nназвание приложения: План работы",
    good="отметка: [Приложение, УТВЕРЖДЕН, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]\nназвание приложения: План работы",
)  # fmt: skip
def stamp_with_yo(reading: Reading) -> Iterator[Remark]:
    """Stamps have «Е» (gost.md APR-YO)."""
    for line, word, _ in _stamps(reading):
        if "Ё" in word:
            yield Remark(f"„{line.text}“", f"Напишите {word.replace('Ё', 'Е')}", line)


@rule(
    "Ф503", "warning", "ГОСТ Р 7.0.97-2016, 5.16; APR-ACT", "П",
    what="После УТВЕРЖДЕНО акт назван в творительном падеже, со строчной: «приказом …», затем «от дата № номер».",
    why="Гриф читается как фраза: «Утверждено приказом … от …»; номер впереди даты не ставят.",
    bad="отметка: [Приложение, УТВЕРЖДЕНО, Приказ № 5-од от 01.09.2026]",
    good="отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]",
)  # fmt: skip
def stamp_act(reading: Reading) -> Iterator[Remark]:
    """УТВЕРЖДЕНО is followed by an act in the instrumental and its date before its number (gost.md APR-ACT)."""
    for _, word, lines in _stamps(reading):
        for line in lines:
            found = _ACT.match(line.text)
            if word.startswith("УТВЕРЖД") and word != "УТВЕРЖДАЮ" and found and not _INSTRUMENTAL.match(line.text):
                yield Remark(f"„{found[0]}“ – не творительный падеж со строчной", "Напишите: «приказом …»", line)
            if _NUMBER_FIRST.search(_NAMED.sub("", line.text)):
                yield Remark("номер стоит впереди даты", "Порядок: «от 01.09.2026 № 5-од»", line)


@rule(
    "Ф504", "warning", "ГОСТ Р 7.0.97-2016, 5.16; APR-PERSON", "П",
    what="В одном грифе либо УТВЕРЖДАЮ и должностное лицо, либо УТВЕРЖДЕНО и акт; строка «Приказ от … № …» ниже подписи допустима.",
    why="Документ утверждают один раз: или подписью, или приказом.",
    bad="отметка: [УТВЕРЖДАЮ, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]",
    good='отметка: [УТВЕРЖДАЮ, Директор школы, "__________ М.П.\u00a0Иванова", "01.09.2026"]',
)  # fmt: skip
def approved_twice(reading: Reading) -> Iterator[Remark]:
    """A stamp has a person or an act (gost.md APR-PERSON, APR-ACT)."""
    for _, word, lines in _stamps(reading):
        acts = [line for line in lines if _INSTRUMENTAL.match(line.text)]
        if word == "УТВЕРЖДАЮ" and acts:
            yield Remark("в грифе и УТВЕРЖДАЮ, и приказ", "Оставьте либо лицо, либо УТВЕРЖДЕНО приказом", acts[0])


@rule(
    "Ф505", "warning", "ГОСТ Р 7.0.97-2016, 5.16; APR-PERSON, SIG-INIT", "П",
    what="В грифе инициалы стоят перед фамилией.",
    why="Гриф заверяют подписью, а в подписи инициалы впереди.",
    bad='отметка: [УТВЕРЖДАЮ, Директор школы, "__________ Иванова\u00a0М.П.", "01.09.2026"]',
    good='отметка: [УТВЕРЖДАЮ, Директор школы, "__________ М.П.\u00a0Иванова", "01.09.2026"]',
)  # fmt: skip
def initials_in_stamp(reading: Reading) -> Iterator[Remark]:
    """In a stamp initials stand before the surname (gost.md APR-PERSON)."""
    for _, _, lines in _stamps(reading):
        for line in lines:
            name = re.sub(r"^.*[_/]", "", line.text.strip(" /_")).strip()
            if words.SURNAME_FIRST.fullmatch(name) or re.search(rf"[_/\s]{words.SURNAME_FIRST.pattern}/?$", line.text):
                yield Remark("в грифе инициалы после фамилии", "Напишите «И.О. Фамилия»", line)


@rule(
    "Ф506", "warning", "ГОСТ Р 7.0.97-2016, 5.16 и 5.20; APR-PLACE, AGR-PLACE", "П",
    what="Гриф утверждения стоит справа вверху, гриф согласования – слева.",
    why="По месту грифа сразу видно, кто утвердил документ, а кто с ним согласен.",
    bad='отметка: [УТВЕРЖДАЮ, Директор школы, "__________ М.П.\u00a0Иванова", "01.09.2026"]\nотметка слева: да',
    good='отметка: [УТВЕРЖДАЮ, Директор школы, "__________ М.П.\u00a0Иванова", "01.09.2026"]',
)  # fmt: skip
def stamp_place(reading: Reading) -> Iterator[Remark]:
    """Approval stands at the right, agreement at the left (gost.md APR-PLACE)."""
    for line, word, lines in _stamps(reading):
        if word.startswith("УТВЕРЖД") and not line.right and lines and line.paragraph.align != "center":
            yield Remark("гриф утверждения стоит слева", "Перенесите его вправо", line)


@rule(
    "Ф507", "warning", "ГОСТ Р 7.0.97-2016, 5.16; APR-COLL, AGR-COLL", "П",
    what="Протокол коллегиального органа указан в грифе в скобках.",
    why="В скобках стоит основание: «УТВЕРЖДЕНО педагогическим советом (протокол от … № …)».",
    bad="отметка: [УТВЕРЖДЕНО, педагогическим советом, протокол от 28.08.2026 №\u00a01]",
    good="отметка: [УТВЕРЖДЕНО, педагогическим советом, (протокол от 28.08.2026 №\u00a01)]",
)  # fmt: skip
def minutes_in_brackets(reading: Reading) -> Iterator[Remark]:
    """Minutes stand in brackets (gost.md APR-COLL)."""
    for _, _, lines in _stamps(reading):
        text = " ".join(line.text for line in lines)
        for line in lines:
            if re.match(r"протокол\w*\b", line.text, re.IGNORECASE) and not re.search(
                r"\(\s*протокол", text, re.IGNORECASE
            ):
                yield Remark("протокол в грифе не взят в скобки", "Напишите: «(протокол от … № …)»", line)


@rule(
    "Ф508", "warning", "ГОСТ Р 7.0.97-2016, 5.16; APR-GENDER", "П",
    what="Слово грифа согласовано с видом документа: план – УТВЕРЖДЕН, программа – УТВЕРЖДЕНА, положение – УТВЕРЖДЕНО.",
    why="Гриф читается вместе с названием: «Программа утверждена».",
    bad="отметка: [Приложение, УТВЕРЖДЕНО, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]\nназвание приложения: Программа развития школы",
    good="отметка: [Приложение, УТВЕРЖДЕНА, приказом МБОУ «Школа №\u00a01», от 01.09.2026 №\u00a05-од]\nназвание приложения: Программа развития школы",
)  # fmt: skip
def stamp_gender(reading: Reading) -> Iterator[Remark]:
    """The word of the stamp agrees with the kind of what is approved (gost.md APR-GENDER)."""
    for part in reading.parts:
        titles = part.of("title") if not part.disposition else ()
        nouns = [re.sub(r"\W", "", line.text.split()[0]).lower() for line in titles]
        wanted = next((_FORM_OF[noun] for noun in nouns if noun in _FORM_OF), "")
        for first, *_ in part.stamps:
            word = _BARE.sub("", first.text).upper().replace("Ё", "Е")
            if wanted and word in _FORMS and word != wanted:
                yield Remark(
                    f"гриф {word} не согласован с названием „{titles[0].text[:40]}“", f"Напишите {wanted}", first
                )
