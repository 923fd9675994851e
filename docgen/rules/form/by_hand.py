"""Rules of what is done by hand though Word does it: numbers, alignment, empty space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule

_DASH_ITEM = re.compile(r"[-–—•·*][ \u00a0\t]+\S")
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\))[ \u00a0\t]+\S")
_LEADING = re.compile(r"[ \u00a0]{2,}(?=\S)|\t(?=\S)|[ \u00a0]*\t{2,}(?=\S)")
_INSIDE = re.compile(r"(?<=\S)(?:[ \u00a0]{4,}|\t{2,}|(?:[ \u00a0]*\t[ \u00a0]*){2,})(?=\S)")
_DOUBLE = re.compile(r"(?<=[\w.,;:!?»)])[ \u00a0]{2,3}(?=[\w«(№–—])")
_BEFORE_SIGN = re.compile(r"(?<=[\w»)])[ \u00a0]+(?=[,;:!?](?:\s|$)|,[а-яё]|\.(?:\s|$))")
_AFTER_SIGN = re.compile(r"(?<=[а-яё»]),(?=[А-Яа-яё«])|(?<=[а-яё]{3})[.;](?=[А-ЯЁ][а-яё]{2})")
_INNER = re.compile(r"(?<=[«(])[ \u00a0]+(?=\S)|(?<=\S)[ \u00a0]+(?=[»)])")
_TYPED_PAGE = 4
_ADDRESS = re.compile(r"https?:|www\.|@|\w\.(?:ru|рф|com|org)\b", re.IGNORECASE)


@rule("Ф701", "warning", "ORD-NUM")
def typed_numbers(reading: Reading) -> Iterator[Finding]:
    """Номера пунктов и знаки списков ставит Word, а не рука.

    Почему:
        Набранный номер не сдвинется, когда добавят пункт, и ссылки станут неверными.

    Плохо:
        нумерация: набрана

    Хорошо:
        нумерация: Word
    """
    extract = any("ВЫПИСКА" in line.text.upper() for line in reading.lines if line.role == "title")  # keeps its numbers
    for line in () if extract else reading.lines:
        if line.paragraph.number or line.role in (
            "",
            "cell",
            "stamp",
            "mark",
            "date",
            "title",
            "organisation",
            "below",
        ):
            continue
        text = line.paragraph.text.lstrip()
        if line.paragraph.style.lower().startswith(("toc", "оглавление")):
            continue
        if _NUMBERED.match(text) and (line.role in ("point", "heading") or len(line.text) > _SHORT):
            yield problem("номер набран руками", "Сделайте список Word: Главная → Нумерация", line)
        elif _DASH_ITEM.match(text):
            yield problem("знак списка набран руками", "Сделайте список Word: Главная → Маркеры", line)


_SHORT = 15


@rule("Ф702", "warning", "PAR-INDENT", "TYP-SPACE")
def aligned_by_hand(reading: Reading) -> Iterator[Finding]:
    """Отступы и места на строке заданы настройками абзаца, а не пробелами и табуляцией.

    Почему:
        Сдвинутое пробелами разъезжается на другом компьютере и при первой правке.

    Плохо:
        подпись: "Директор                              М.П.\u00a0Иванова"

    Хорошо:
        подпись: "Директор\\tМ.П.\u00a0Иванова"
    """
    for line in reading.lines:
        text = line.paragraph.text.strip("\n\f")
        stops = len(line.paragraph.layout.tabs)
        leading = _LEADING.match(text)
        inside = _INSIDE.search(text)
        if leading and not (stops and leading[0].count("\t") <= stops and " " not in leading[0]):
            hint = "Задайте отступ или выравнивание в настройках абзаца"
            yield problem("начало строки сдвинуто пробелами или табуляцией", hint, line)
        elif inside and not (stops and inside[0].count("\t") <= stops and "  " not in inside[0]):
            hint = "Поставьте таблицу без рамок или одну табуляцию с позицией справа"
            yield problem("части строки раздвинуты пробелами или табуляцией", hint, line)


@rule("Ф703", "info", "TYP-EMPTY-LINES")
def empty_lines(reading: Reading) -> Iterator[Finding]:
    """Подряд стоит не больше одной пустой строки.

    Почему:
        Пустые строки сдвигаются при правке: для промежутков есть интервалы, для новой страницы – разрыв.

    Плохо:
        ниже подписи: ["", "", "", Верно]

    Хорошо:
        ниже подписи: ["", Верно]
    """
    empty = 0
    for line in reading.lines:
        if line.spot is None and not line.paragraph.text.strip() and not line.paragraph.number:
            empty += 1 if "\f" not in line.paragraph.text else 0
            continue
        if empty > 1 and line.spot is None:
            if empty > _TYPED_PAGE:
                hint = "Вставка → Разрыв страницы" if line.first or line.right else "Задайте интервал перед абзацем"
                yield problem("место на листе выбрано пустыми строками", hint, line)
            elif not line.first:  # empty lines in front of it end the part before
                yield problem("две и больше пустых строк подряд", "Задайте интервал перед абзацем", line)
        empty = 0


@rule("Ф704", "warning", "PAR-CHAR")
def double_spaces(reading: Reading) -> Iterator[Finding]:
    """Между словами один пробел.

    Почему:
        Двойной пробел раздвигает слова при выравнивании по ширине.

    Плохо:
        пункт: 'Проверить  школы.'

    Хорошо:
        пункт: 'Проверить школы.'
    """
    for line in reading.lines:
        if (found := _DOUBLE.search(line.paragraph.text)) and not _INSIDE.search(line.paragraph.text):
            yield problem("несколько пробелов подряд", "Оставьте один", line, _around(line.paragraph.text, found))


@rule("Ф705", "warning", "TYP-SPACE")
def spaces_at_signs(reading: Reading) -> Iterator[Finding]:
    """Перед запятой и точкой нет пробела, после них есть; внутри скобок и кавычек по краям пробелов нет.

    Почему:
        Оторванный знак уходит на другую строку.

    Плохо:
        пункт: 'Проверить школы , лицеи и гимназии.'

    Хорошо:
        пункт: 'Проверить школы, лицеи и гимназии.'
    """
    for line in reading.lines:
        text = line.paragraph.text
        if found := _BEFORE_SIGN.search(text) or _INNER.search(text):
            yield problem("лишний пробел у знака препинания или скобки", "Уберите его", line, _around(text, found))
        elif (found := _AFTER_SIGN.search(text)) and not _ADDRESS.search(text):
            yield problem("нет пробела после знака препинания", "Поставьте пробел", line, _around(text, found))


def _around(text: str, found: re.Match[str]) -> str:
    """Return the words on both sides of a place."""
    before = re.search(r"\S*$", text[: found.start()])
    after = re.match(r"\S*", text[found.end() :])
    return (before[0] if before else "") + found[0] + (after[0] if after else "")
