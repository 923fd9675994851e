"""Rules of the profile of a house: what it sets is within ГОСТ Р 7.0.97."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.finding import Finding, Path
from docgen.model.document import Document
from docgen.model.style import Style
from docgen.model.walk import papers
from docgen.rules.content.problem import problem
from docgen.rules.rule import rule
from docgen.vocabulary import term

_MARGINS = {"left_margin": 20, "right_margin": 10, "top_margin": 20, "bottom_margin": 20}
_SIZES = (12, 14)
_TABLE_SIZE = 9
_LINES = (Decimal(1), Decimal("1.5"))
_PAID = frozenset({"times new roman", "arial", "calibri", "cambria", "verdana", "georgia", "tahoma", "courier new"})
_INDENT = Decimal("1.25")


def _styles(document: Document) -> Iterator[tuple[Path, Style]]:
    for path, paper in papers(document):
        yield (*path, term("style")), paper.style


@rule("Н801", "warning", "PAGE-MARGIN")
def narrow_margins(document: Document) -> Iterator[Finding]:
    """Поля листа не меньше нормы: левое 20 мм, правое 10, верхнее и нижнее 20.

    Почему:
        Лист с узким полем нельзя подшить в дело, не закрыв текст.

    Плохо:
        оформление: {поля: {левое: 15}}

    Хорошо:
        оформление: {поля: {левое: 20}}
    """
    for path, style in _styles(document):
        for name, least in _MARGINS.items():
            length = getattr(style.fields, name)
            if length is not None and length < least:
                message = f"{term(name)} поле {_figure(length)} мм меньше нормы: {least} мм"
                yield problem((*path, term("fields"), term(name)), message, f"Поставьте не меньше {least}")


@rule("Н802", "warning", "FONT-SIZE")
def unusual_size(document: Document) -> Iterator[Finding]:
    """Кегль текста – 12, 13 или 14, в таблицах – от 9 до кегля текста.

    Почему:
        Мельче – трудно читать, крупнее – документ выглядит объявлением.

    Плохо:
        оформление: {кегль: 11}

    Хорошо:
        оформление: {кегль: 13}
    """
    for path, style in _styles(document):
        if style.size is not None and not (_SIZES[0] <= style.size <= _SIZES[1] and style.size % 1 == 0):
            yield problem((*path, term("size")), f"кегль {_figure(style.size)} вне нормы", "Норма: 12, 13 или 14")
        if style.table_size is not None and not _TABLE_SIZE <= style.table_size <= (style.size or _SIZES[1]):
            message = f"кегль таблиц {_figure(style.table_size)} вне нормы"
            yield problem((*path, term("table_size")), message, "Норма: от 9 до кегля текста")


@rule("Н803", "warning", "PAR-LINE", "PAR-INDENT")
def unusual_spacing(document: Document) -> Iterator[Finding]:
    """Межстрочный интервал – от 1 до 1,5, абзацный отступ – 1,25 см.

    Почему:
        Норма прямо названа в стандарте, и отступление от неё заметно сразу.

    Плохо:
        оформление: {интервал: 2}

    Хорошо:
        оформление: {интервал: "1,5"}
    """
    for path, style in _styles(document):
        if style.line_spacing is not None and not _LINES[0] <= style.line_spacing <= _LINES[1]:
            message = f"интервал {_figure(style.line_spacing)} вне нормы"
            yield problem((*path, term("line_spacing")), message, "Норма: от 1 до 1,5")
        if style.first_indent is not None and style.first_indent != _INDENT:
            message = f"абзацный отступ {_figure(style.first_indent)} см вне нормы"
            yield problem((*path, term("first_indent")), message, "Норма: 1,25")


@rule("Н804", "info", "FONT-FREE")
def paid_font(document: Document) -> Iterator[Finding]:
    """Шрифт – свободный, как PT Astra Serif, Liberation Serif или PT Serif.

    Почему:
        Стандарт велит применять бесплатные шрифты; несвободный на другом компьютере заменится, и страницы
        сдвинутся.

    Плохо:
        оформление: {шрифт: Times New Roman}

    Хорошо:
        оформление: {шрифт: PT Astra Serif}
    """
    for path, style in _styles(document):
        if (style.font or "").casefold() in _PAID:
            message = f"шрифт {style.font} несвободный"
            yield problem((*path, term("font")), message, "Возьмите PT Astra Serif или Liberation Serif")


def _figure(number: Decimal) -> str:
    return str(number).replace(".", ",")
