"""Rules of wording: nothing is left over from a blank, nothing is typed that Word numbers, brackets are closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen import russian
from docgen.model.document import Document
from docgen.model.text import Blank, Text
from docgen.model.walk import texts
from docgen.normcontrol.rule import Complaint, rule
from docgen.vocabulary import term

_LEFT_OVER = re.compile(
    r"_{3,}|(?<!\w)[ХX]{2,}(?!\w)|(?:^|\s)…(?:\s|$)|\b(?:Укажите|Перечислите|Впишите|Заполните) \w+"
)
_TYPED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\)|[-•–])\s+\S")
_COUNTED = re.compile(r"(?<![\d№.,/:–-])(?<!№[ \u00a0])(\d*1)[ \u00a0]([а-яё]{4,})\b")
_REFERRED = re.compile(
    r"(?:пункт|стать|част|форм|приложени|школ|класс|лице|гимнази|раздел|таблиц)\w*[ \u00a0]$", re.IGNORECASE
)
_ITEM = re.compile(r"(?:^|[\s;:,])(?:\d{1,2}|[а-яё])$")
_TEENS = 11


def _written(document: Document) -> Iterator[tuple[tuple[str | int, ...], Text, str]]:
    """Yield what a person has written: texts without the places to fill."""
    for path, text in texts(document):
        if not text.verbatim and not any(isinstance(piece, Blank) for piece in text.pieces):
            yield path, text, str(text)


@rule(
    "Н701", "warning", "ORD-PARTS", "О",
    what="В документе не осталось пустых мест и подсказок бланка: «____», «ХХ», «Укажите …».",
    why="Подписанный документ с прочерком на месте фамилии недействителен.",
    bad="""
пункты: [Назначить ответственным ________.]""",
    good="""
пункты: ["Назначить ответственным {лицо директор вин}."]""",
)  # fmt: skip
def left_over(document: Document) -> Iterator[Complaint]:
    """No empty places and no prompts are left in what has been written."""
    for path, _, text in _written(document):
        if found := _LEFT_OVER.search(text):
            hint = "Впишите текст; для бланка: {заполнить: подсказка}"
            yield Complaint(path, f"осталось незаполненное место: „{found[0].strip()}“", hint)


@rule(
    "Н702", "warning", "ORD-NUM", "В",
    what="Номера пунктов и знаки списков не набраны руками.",
    why="Номер поставит Word: набранный удвоится, а после вставки пункта станет неверным.",
    bad="""
пункты: [1. Проверить школы.]""",
    good="""
пункты: [Проверить школы.]""",
)  # fmt: skip
def typed_number(document: Document) -> Iterator[Complaint]:
    """Points do not begin with a number of their own."""
    for path, _, text in _written(document):
        inside_points = path[:1] == (term("points"),)
        if inside_points and _TYPED.match(text):
            yield Complaint(path, f"номер набран руками: „{text.strip()[:20]}…“", "Уберите его: пункты нумерует Word")


@rule(
    "Н703", "warning", "TYP-SPACE", "В",
    what="Скобки и кавычки-ёлочки в тексте парные.",
    why="По незакрытой скобке видно, что текст оборван или склеен.",
    bad="""
пункты: [Проверить школы (всех районов.]""",
    good="""
пункты: [Проверить школы (всех районов).]""",
)  # fmt: skip
def unpaired(document: Document) -> Iterator[Complaint]:
    """Brackets and quotation marks pair."""
    for path, _, text in _written(document):
        for opening, closing in ("()", "«»"):
            if sign := _lonely(text, opening, closing):
                message = f"нет пары для знака {sign}: „{text.strip()[:60]}“"
                yield Complaint(path, message, "Добавьте вторую или уберите первую")


def _lonely(text: str, opening: str, closing: str) -> str:
    """Return the bracket or quotation mark that has no pair, or an empty text; «а)» and «1)» begin items of lists."""
    depth = 0
    for index, sign in enumerate(text):
        if sign == opening:
            depth += 1
        elif sign == closing and depth:
            depth -= 1
        elif sign == closing and not (sign == ")" and _ITEM.search(text[:index])):
            return closing
    closed_together = opening == "«" and text.count("“") >= depth  # «О …“ closes both
    return opening if depth and not closed_together else ""


@rule(
    "Н704", "warning", "TYP-AGREE", "О",
    what="После числа на 1 (кроме 11) стоит единственное число: «221 учитель», «221 учителя».",
    why="«221 учителей» – ошибка согласования, заметная каждому читателю.",
    bad="""
преамбула: В районе работает 221 учителей""",
    good="""
преамбула: В районе работает 221 учитель""",
)  # fmt: skip
def plural_after_one(document: Document) -> Iterator[Complaint]:
    """A noun after a number that ends in 1 is singular."""
    for path, _, text in _written(document):
        for found in _COUNTED.finditer(text):
            if int(found[1]) % 100 == _TEENS or _REFERRED.search(text[: found.start()]):
                continue
            if len(found[1]) != 4 and russian.only_plural(found[2]):  # noqa: PLR2004 - four figures are a year
                yield Complaint(path, f"не согласовано с числом: „{found[0]}“", "После 1 – единственное число")
