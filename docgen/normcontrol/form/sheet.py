"""Rules of the sheet: its size, its margins, the numbers of its pages (ГОСТ Р 7.0.97, 3.2 and 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.rule import Remark, rule
from docgen.paper import Band, Paragraph, Section

_SHEETS = {(210, 297), (148, 210)}
_PLAY = 1  # millimetres by which rounding may miss
_MARGINS = (("левое", 20), ("правое", 10), ("верхнее", 20), ("нижнее", 20))
_ARCHIVAL = 30
_TO_THE_EDGE = 10
_PAGE = "{PAGE}"
_NUMBER_ONLY = re.compile(r"\s*\{PAGE\}\s*")


def _named(paper_sections: tuple[Section, ...], index: int) -> str:
    return f" (раздел {index + 1})" if len(paper_sections) > 1 else ""


@rule(
    "Ф101", "error", "ГОСТ Р 7.0.97-2016, 6.1; PAGE-A4", "П",
    what="Лист – А4, для бланков допустим А5; альбомный – тот же лист, повёрнутый.",
    why="Лист другого размера при печати обрежет текст или сожмёт его.",
    bad="лист: [216, 279]",
    good="лист: [210, 297]",
)  # fmt: skip
def sheet_size(reading: Reading) -> Iterator[Remark]:
    """The sheet is A4 or A5 (gost.md PAGE-A4)."""
    for index, section in enumerate(reading.paper.sections):
        size = tuple(sorted((section.width, section.height)))
        if section.width and not any(
            all(abs(a - b) <= _PLAY for a, b in zip(size, sheet, strict=True)) for sheet in _SHEETS
        ):
            where = _named(reading.paper.sections, index)
            yield Remark(f"лист {section.width}×{section.height} мм – не А4{where}", "Поставьте 210×297 мм")


@rule(
    "Ф102", "error", "ГОСТ Р 7.0.97-2016, 6.1; PAGE-MARGIN", "П",
    what="Поля листа не меньше нормы: левое 20 мм, правое 10, верхнее и нижнее 20.",
    why="Лист с узким полем нельзя подшить в дело, не закрыв текст.",
    bad="поля: [15, 10, 20, 20]",
    good="поля: [30, 10, 20, 20]",
)  # fmt: skip
def narrow_margins(reading: Reading) -> Iterator[Remark]:
    """Margins are not less than 20, 10, 20 and 20 mm (gost.md PAGE-MARGIN)."""
    for index, section in enumerate(reading.paper.sections):
        if not section.width:
            continue
        for (name, least), length in zip(_MARGINS, section.margins, strict=True):
            if length < least:
                where = _named(reading.paper.sections, index)
                yield Remark(f"{name} поле {length} мм меньше нормы: {least} мм{where}", f"Поставьте не меньше {least}")


@rule(
    "Ф103", "info", "ГОСТ Р 7.0.97-2016, 6.1; PAGE-MARGIN-30, ARCH-ORDER", "В",
    what="У приказа по основной деятельности, который хранится постоянно, левое поле не меньше 30 мм.",
    why="Документы со сроком хранения больше 10 лет сшивают в архивные дела: на это нужны 30 мм.",
    bad="поля: [20, 10, 20, 20]",
    good="поля: [30, 10, 20, 20]",
)  # fmt: skip
def archival_margin(reading: Reading) -> Iterator[Remark]:
    """A disposition is kept for ever and has a left margin of 30 mm (gost.md PAGE-MARGIN-30)."""
    section = reading.paper.sections[0]
    if reading.disposition and not section.landscape and _MARGINS[0][1] <= section.margins[0] < _ARCHIVAL:
        message = f"левое поле {section.margins[0]} мм, а для постоянного хранения нужно 30"
        yield Remark(message, "Если приказ хранится 5 лет (хозяйственный), поле можно оставить")


@rule(
    "Ф104", "warning", "ГОСТ Р 7.0.97-2016, 3.2; PAGE-NUM", "П",
    what="Страницы документа в два листа и больше пронумерованы полем Word в верхнем колонтитуле.",
    why="Без номеров рассыпавшийся документ не сложить, а пропажу листа не заметить.",
    bad="номер страницы: {место: нет}\nтекст приложения: [{текст: Положение определяет порядок работы методической службы школы., повторить: 50}]",
    good="номер страницы: {место: сверху}\nтекст приложения: [Положение определяет порядок работы методической службы школы.]",
)  # fmt: skip
def not_numbered(reading: Reading) -> Iterator[Remark]:
    """Pages are numbered (gost.md PAGE-NUM)."""
    numbered = any(_numbers(section, "header") or _numbers(section, "footer") for section in reading.paper.sections)
    if reading.is_long and not numbered:
        yield Remark("страницы не пронумерованы", "Вставка → Номер страницы → Вверху страницы, по центру")


@rule(
    "Ф105", "error", "ГОСТ Р 7.0.97-2016, 3.2; PAGE-NUM", "П",
    what="Номер страницы стоит на верхнем поле листа.",
    why="Стандарт отводит номеру середину верхнего поля; внизу его закроют отметки.",
    bad="номер страницы: {место: снизу}",
    good="номер страницы: {место: сверху}",
)  # fmt: skip
def number_at_the_bottom(reading: Reading) -> Iterator[Remark]:
    """The number of a page stands on its upper margin (gost.md PAGE-NUM)."""
    for section in reading.paper.sections:
        if _numbers(section, "footer"):
            yield Remark("номер страницы стоит внизу", "Перенесите его на середину верхнего поля")


@rule(
    "Ф106", "warning", "ГОСТ Р 7.0.97-2016, 3.2; PAGE-NUM", "П",
    what="Номер страницы стоит посередине верхнего поля.",
    why="Так велит стандарт: на середине номер не спорит с грифами и отметками.",
    bad="номер страницы: {выравнивание: справа}",
    good="номер страницы: {выравнивание: по центру}",
)  # fmt: skip
def number_aside(reading: Reading) -> Iterator[Remark]:
    """The number of a page is centred (gost.md PAGE-NUM)."""
    for section in reading.paper.sections:
        for _, paragraph in _numbers(section, "header"):
            # A tab leads the number to the middle stop of the usual header.
            if paragraph.align != "center" and not paragraph.text.startswith("\t"):
                yield Remark("номер страницы стоит не посередине", "Выровняйте его по центру верхнего поля")


@rule(
    "Ф107", "warning", "ГОСТ Р 7.0.97-2016, 3.2; PAGE-NUM", "П",
    what="Первая страница не нумеруется.",
    why="Номер ставят со второй страницы: на первой место бланка.",
    bad="номер страницы: {на первой: да}",
    good="номер страницы: {на первой: нет}",
)  # fmt: skip
def number_on_the_first_page(reading: Reading) -> Iterator[Remark]:
    """The first page has no number (gost.md PAGE-NUM)."""
    section = reading.paper.sections[0]
    shown = "first" if section.first_page_differs else "default"
    if any(band.pages == shown for edge in ("header", "footer") for band, _ in _numbers(section, edge)):
        yield Remark("номер стоит и на первой странице", "Включите «Особый колонтитул для первой страницы»")


@rule(
    "Ф108", "warning", "PAGE-NUM-BARE", "В",
    what="Номер страницы – одна арабская цифра, без слова «страница», тире и точек.",
    why="Номер должен читаться с одного взгляда; украшения принимают за часть текста.",
    bad="номер страницы: {вид: стр. №}",
    good="номер страницы: {вид: №}",
)  # fmt: skip
def number_adorned(reading: Reading) -> Iterator[Remark]:
    """The number of a page is a bare figure (gost.md PAGE-NUM-BARE)."""
    for section in reading.paper.sections:
        for _, paragraph in (*_numbers(section, "header"), *_numbers(section, "footer")):
            if not _NUMBER_ONLY.fullmatch(paragraph.text):
                shown = paragraph.text.strip().replace(_PAGE, "№").replace("{NUMPAGES}", "№")
                yield Remark(f"рядом с номером страницы напечатано лишнее: „{shown}“", "Оставьте одну цифру")


@rule(
    "Ф109", "warning", "ГОСТ Р 7.0.97-2016, 3.2; PAGE-NUM", "П",
    what="Номер страницы стоит не ближе 10 мм к верхнему краю листа.",
    why="Ближе к краю принтер номер обрежет.",
    bad="номер страницы: {от края: 5}",
    good="номер страницы: {от края: 10}",
)  # fmt: skip
def number_near_the_edge(reading: Reading) -> Iterator[Remark]:
    """The number of a page is 10 mm off the edge at least (gost.md PAGE-NUM)."""
    for section in reading.paper.sections:
        distance = section.header_distance
        if distance is not None and distance < _TO_THE_EDGE and _numbers(section, "header"):
            yield Remark(f"номер страницы в {distance} мм от края листа", "Отодвиньте верхний колонтитул до 10 мм")


@rule(
    "Ф110", "warning", "PAR-NOHYPH", "В",
    what="В документе нет автоматических переносов.",
    why="Перенос рвёт фамилии, номера и наименования; в распорядительных документах его не ставят.",
    bad="переносы: да",
    good="переносы: нет",
)  # fmt: skip
def hyphenated(reading: Reading) -> Iterator[Remark]:
    """Words are not hyphenated (gost.md PAR-NOHYPH)."""
    if reading.paper.hyphenated:
        yield Remark("включены автоматические переносы", "Макет → Расстановка переносов → Нет")


def _numbers(section: Section, edge: str) -> list[tuple[Band, Paragraph]]:
    """Return the paragraphs of headers or footers that hold the number of the page."""
    shown = ("default", "even", "first") if section.first_page_differs else ("default", "even")
    return [
        (band, paragraph)
        for band in section.bands
        if band.edge == edge and band.pages in shown
        for paragraph in band.paragraphs
        if _PAGE in paragraph.text
    ]
