"""Rules of the profile of a house: what it sets is within ГОСТ Р 7.0.97."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from docgen.finding import Path
from docgen.model.document import Document
from docgen.model.style import Style
from docgen.model.walk import papers
from docgen.normcontrol.rule import Complaint, rule
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


@rule(
    "Н801", "warning", "ГОСТ Р 7.0.97-2016, 6.1; PAGE-MARGIN", "П",
    what="Поля листа не меньше нормы: левое 20 мм, правое 10, верхнее и нижнее 20.",
    why="Лист с узким полем нельзя подшить в дело, не закрыв текст.",
    bad="""
оформление: {поля: {левое: 15}}""",
    good="""
оформление: {поля: {левое: 20}}""",
)  # fmt: skip
def narrow_margins(document: Document) -> Iterator[Complaint]:
    """Margins are not less than 20, 10, 20 and 20 mm (gost.md PAGE-MARGIN)."""
    for path, style in _styles(document):
        for name, least in _MARGINS.items():
            length = getattr(style.fields, name)
            if length is not None and length < least:
                message = f"{term(name)} поле {_figure(length)} мм меньше нормы: {least} мм"
                yield Complaint((*path, term("fields"), term(name)), message, f"Поставьте не меньше {least}")


@rule(
    "Н802", "warning", "ГОСТ Р 7.0.97-2016, 3.3; FONT-SIZE", "П",
    what="Кегль текста – 12, 13 или 14, в таблицах – от 9 до кегля текста.",
    why="Мельче – трудно читать, крупнее – документ выглядит объявлением.",
    bad="""
оформление: {кегль: 11}""",
    good="""
оформление: {кегль: 13}""",
)  # fmt: skip
def unusual_size(document: Document) -> Iterator[Complaint]:
    """The text has 12, 13 or 14 points; tables may have less (gost.md FONT-SIZE)."""
    for path, style in _styles(document):
        if style.size is not None and not (_SIZES[0] <= style.size <= _SIZES[1] and style.size % 1 == 0):
            yield Complaint((*path, term("size")), f"кегль {_figure(style.size)} вне нормы", "Норма: 12, 13 или 14")
        if style.table_size is not None and not _TABLE_SIZE <= style.table_size <= (style.size or _SIZES[1]):
            message = f"кегль таблиц {_figure(style.table_size)} вне нормы"
            yield Complaint((*path, term("table_size")), message, "Норма: от 9 до кегля текста")


@rule(
    "Н803", "warning", "ГОСТ Р 7.0.97-2016, 3.4; PAR-LINE, PAR-INDENT", "П",
    what="Межстрочный интервал – от 1 до 1,5, абзацный отступ – 1,25 см.",
    why="Норма прямо названа в стандарте, и отступление от неё заметно сразу.",
    bad="""
оформление: {интервал: 2}""",
    good="""
оформление: {интервал: "1,5"}""",
)  # fmt: skip
def unusual_spacing(document: Document) -> Iterator[Complaint]:
    """Lines of the text stand at 1 to 1.5, first lines begin at 1.25 cm (gost.md PAR-LINE, PAR-INDENT)."""
    for path, style in _styles(document):
        if style.line_spacing is not None and not _LINES[0] <= style.line_spacing <= _LINES[1]:
            message = f"интервал {_figure(style.line_spacing)} вне нормы"
            yield Complaint((*path, term("line_spacing")), message, "Норма: от 1 до 1,5")
        if style.first_indent is not None and style.first_indent != _INDENT:
            message = f"абзацный отступ {_figure(style.first_indent)} см вне нормы"
            yield Complaint((*path, term("first_indent")), message, "Норма: 1,25")


@rule(
    "Н804", "info", "ГОСТ Р 7.0.97-2016, 3.3 с изменением № 1; FONT-FREE", "П",
    what="Шрифт – свободный, как PT Astra Serif, Liberation Serif или PT Serif.",
    why="Стандарт велит применять бесплатные шрифты; несвободный на другом компьютере заменится, и страницы сдвинутся.",
    bad="""
оформление: {шрифт: Times New Roman}""",
    good="""
оформление: {шрифт: PT Astra Serif}""",
)  # fmt: skip
def paid_font(document: Document) -> Iterator[Complaint]:
    """A font is free (gost.md FONT-FREE)."""
    for path, style in _styles(document):
        if (style.font or "").casefold() in _PAID:
            message = f"шрифт {style.font} несвободный"
            yield Complaint((*path, term("font")), message, "Возьмите PT Astra Serif или Liberation Serif")


def _figure(number: Decimal) -> str:
    return str(number).replace(".", ",")
