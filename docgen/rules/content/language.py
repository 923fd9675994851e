"""Rules of language: numbers agree with nouns, ordinals are written as the language writes them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen import russian
from docgen.finding import Finding
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import numeric, written
from docgen.rules.rule import rule
from docgen.vocabulary import term

_COUNTED = regex(r"(?<![\d№.,/:–-])(?<!№[ \u00a0])(\d*1)[ \u00a0]([а-яё]{4,})\b")
_REFERRED = regex(
    r"(?:пункт|стать|част|форм|приложени|школ|класс|лице|гимнази|раздел|таблиц)\w*[ \u00a0]$", re.IGNORECASE
)
_TEENS = 11
# A number of two to four is in the nominative behind a verb that tells how many there are, behind a dash or a colon.
_FEW = regex(
    r"(?:\b(?:работа(?:ют|ет|ло|ли)|труд(?:ят|ит)ся|насчитыва(?:ется|ют)|числ(?:ится|ятся)|обуча(?:ются|ется)|име(?:ется|ются)"
    r"|действу(?:ют|ет)|функциониру(?:ют|ет)|вход(?:ит|ят)|охвачен[оы]|созда(?:но|ны)|[Вв]сего)|[–—-]|:)"
    r"[ \u00a0]((?:\d*[02-9])?[234][ \u00a0](?:[а-яё-]+(?:ых|их)[ \u00a0]){0,2}([а-яё]{4,}))\b"
)
_TWO_TO_FOUR = regex(r"[234][ \u00a0]")
_ORDINAL = regex(r"(?<![\d.])(\d{1,4})-(ый|ий|ой|ая|ое|ого|его|ому|ему|ом|ем|ым|ых|ть|ти|ю|х|и|ми)(?![а-яё-])")
_SUFFIX = {
    "ый": "й", "ий": "й", "ой": "й", "ая": "я", "ое": "е", "ого": "го", "его": "го", "ому": "му", "ему": "му", "ом": "м", "ем": "м", "ым": "м", "ых": "х",
}  # fmt: skip
_DURING = regex(
    r"\b([Вв])[ \u00a0]+течении([ \u00a0]+(?:[а-яё\d-]+ ){0,2}?(?:год|лет|месяц|дня|дней|недел|период|срок|час|квартал|полугоди|реализаци)\w*)"
)

_ACCORDING = regex(
    r"\b([Сс]огласно)[ \u00a0]([Пп]риказа|[Пп]лана|[Гг]рафика|[Пп]оложения|[Пп]риложения|[Рр]аспоряжения|[Пп]остановления|[Зз]акона"
    r"|[Уу]става|[Дд]оговора|[Рр]егламента|[Сс]писка|[Пп]ротокола|[Рр]асписания|[Рр]ешения|[Пп]исьма|[Уу]каза)\b"
)
_SENTENCES = frozenset(map(term, ("points", "preamble", "text")))
_POSITION = regex(
    r"(?<=[а-яё,][ \u00a0])(?:Директор(?:а|у|ом|е|ы|ов|ам|ами)? (?:школ|гимнази|лице|учреждени|центр|организаци|детск)[а-яё]*"
    r"|Заместител[а-яё]+ (?:директора|начальника|заведующего|руководителя)|Начальник[а-яё]* (?:управлени|отдел)[а-яё]*)(?!\w)"
)


@rule("Н704", "warning", "TYP-AGREE")
def plural_after_one(document: Document) -> Iterator[Finding]:
    """После числа на 1 (кроме 11) стоит единственное число: «221 учитель», «221 учителя».

    Почему:
        «221 учителей» – ошибка согласования, заметная каждому читателю.

    Плохо:
        преамбула: В районе работает 221 учителей

    Хорошо:
        преамбула: В районе работает 221 учитель
    """
    for path, _, text in numeric(document):
        for found in _COUNTED.finditer(text) if "1 " in text or "1\u00a0" in text else ():
            if int(found[1]) % 100 == _TEENS or _REFERRED.search(text[: found.start()]):
                continue
            if len(found[1]) != 4 and russian.only_plural(found[2]):  # noqa: PLR2004 - four figures are a year
                message = f"не согласовано с числом: „{found[0]}“"
                yield problem(path, message, "После 1 – единственное число", found[0])


@rule("Н721", "warning", "TYP-AGREE")
def plural_after_few(document: Document) -> Iterator[Finding]:
    """После 2, 3, 4 (кроме 12–14) в именительном падеже стоит «работника», а не «работников»: «работают 24 педагога».

    Почему:
        «Работают 24 педагогов» – ошибка согласования, заметная каждому читателю.

    Плохо:
        преамбула: В детских садах работают 24 педагогических работников

    Хорошо:
        преамбула: В детских садах работают 24 педагогических работника, а курсы нужны для 24 педагогических работников
    """
    for path, _, text in numeric(document):
        for found in _FEW.finditer(text) if _TWO_TO_FOUR.search(text) else ():
            figure, _, phrase = found[1].replace("\u00a0", " ").partition(" ")
            base = russian.genitive_plural(found[2])
            if base and int(figure) % 100 not in (12, 13, 14):
                singular = russian.decline(base, "род", "act").text
                right = f"{figure} {phrase.removesuffix(found[2])}{singular}"
                yield problem(
                    path, f"не согласовано с числом: „{found[1]}“", f"Напишите «{right}»", found[1], fix=right
                )


@rule("Н722", "warning", "TYP-ORD")
def odd_ordinal(document: Document) -> Iterator[Finding]:
    """Наращение порядковых числительных – из одной буквы после гласной и двух после согласной; у количественных его
    нет.

    Почему:
        «5-ого» и «15-ть» – просторечная запись; правильно «5-го» и «15».

    Плохо:
        преамбула: В районе действуют 15-ть методических объединений

    Хорошо:
        преамбула: В районе действуют 15 методических объединений, занятия начинаются с 5-го класса
    """
    for path, _, text in numeric(document):
        for found in _ORDINAL.finditer(text) if "-" in text else ():
            right = f"{found[1]}-{_SUFFIX[found[2]]}" if found[2] in _SUFFIX else found[1]
            if found[2] not in ("х", "и", "ю", "ми"):
                message = f"лишнее или длинное наращение: „{found[0]}“"
                yield problem(path, message, f"Напишите «{right}»", found[0], fix=right)


@rule("Н727", "warning", "TYP-AGREE")
def according_to(document: Document) -> Iterator[Finding]:
    """Согласно – чему: «согласно приложению», «согласно плану».

    Почему:
        «Согласно приложения» – самая известная канцелярская ошибка.

    Плохо:
        пункты: [Провести проверку согласно плана работы.]

    Хорошо:
        пункты: [Провести проверку согласно плану работы.]
    """
    for path, _, text in written(document):
        for found in _ACCORDING.finditer(text) if "огласно" in text else ():
            dative = russian.decline(russian.base_noun(found[2]), "дат", "act").text
            right = f"{found[1]} {russian.capitalise(dative) if found[2][0].isupper() else dative}"
            yield problem(path, f"согласно – чему: „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)


@rule("Н726", "info", "TYP-CAP-POST")
def capital_position(document: Document) -> Iterator[Finding]:
    """Должность внутри предложения пишется со строчной буквы: «директору школы», «заместителем начальника отдела».

    Почему:
        С прописной пишут только высшие государственные должности; «Директору школы» в середине фразы – канцелярская
        привычка.

    Плохо:
        преамбула: В целях поддержки и по представлению Директора школы

    Хорошо:
        преамбула: В целях поддержки и по представлению директора школы
    """
    for path, _, text in written(document):
        named = "Директор" in text or "Заместител" in text or "Начальник" in text
        for found in _POSITION.finditer(text) if named and not _SENTENCES.isdisjoint(path) else ():
            if text.count("«", 0, found.start()) == text.count("»", 0, found.start()):
                right = found[0].lower()
                message = f"должность с прописной буквы: „{found[0]}“"
                yield problem(path, message, f"Напишите «{right}»", found[0], fix=right)


@rule("Н723", "warning", "TYP-AGREE")
def during(document: Document) -> Iterator[Finding]:
    """О времени пишут «в течение»: в течение года, трёх лет, всего периода.

    Почему:
        «В течении» бывает у реки; в приказе это ошибка, за которую документ возвращают.

    Плохо:
        преамбула: В районе модель проверена в течении трех лет

    Хорошо:
        преамбула: В районе модель проверена в течение трех лет
    """
    for path, _, text in written(document):
        for found in _DURING.finditer(text) if "течении" in text else ():
            right = found[0].replace("течении", "течение")
            yield problem(
                path, f"о времени пишут «в течение»: „{found[0]}“", f"Напишите «{right}»", found[0], fix=right
            )
