"""Rules of the sheet: its size, its margins, the numbers of its pages (ГОСТ Р 7.0.97, 3.2 and 6.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.paper import Band, Paragraph, Section
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule

_SHEETS = {(210, 297), (148, 210)}
_PLAY = 1  # millimetres by which rounding may miss
_MARGINS = (("левое", 20), ("правое", 10), ("верхнее", 20), ("нижнее", 20))
_ARCHIVAL = 30
_TO_THE_EDGE = 10
_PAGE = "{PAGE}"
_NUMBER_ONLY = re.compile(r"\s*\{PAGE\}\s*")


def _named(paper_sections: tuple[Section, ...], index: int) -> str:
    return f" (раздел {index + 1})" if len(paper_sections) > 1 else ""


@rule("Ф101", "error", "PAGE-A4")
def sheet_size(reading: Reading) -> Iterator[Finding]:
    """Лист – А4, для бланков допустим А5; альбомный – тот же лист, повёрнутый.

    Почему:
        Лист другого размера при печати обрежет текст или сожмёт его.

    Плохо:
        лист: [216, 279]

    Хорошо:
        лист: [210, 297]
    """
    for index, section in enumerate(reading.paper.sections):
        size = tuple(sorted((section.width, section.height)))
        if section.width and not any(
            all(abs(a - b) <= _PLAY for a, b in zip(size, sheet, strict=True)) for sheet in _SHEETS
        ):
            where = _named(reading.paper.sections, index)
            yield problem(f"лист {section.width}×{section.height} мм – не А4{where}", "Поставьте 210×297 мм")


@rule("Ф102", "error", "PAGE-MARGIN")
def narrow_margins(reading: Reading) -> Iterator[Finding]:
    """Поля листа не меньше нормы: левое 20 мм, правое 10, верхнее и нижнее 20.

    Почему:
        Лист с узким полем нельзя подшить в дело, не закрыв текст.

    Плохо:
        поля: [15, 10, 20, 20]

    Хорошо:
        поля: [30, 10, 20, 20]
    """
    for index, section in enumerate(reading.paper.sections):
        if not section.width:
            continue
        for (name, least), length in zip(_MARGINS, section.margins, strict=True):
            if length < least:
                where = _named(reading.paper.sections, index)
                yield problem(
                    f"{name} поле {length} мм меньше нормы: {least} мм{where}", f"Поставьте не меньше {least}"
                )


@rule("Ф103", "info", "PAGE-MARGIN-30", "ARCH-ORDER")
def archival_margin(reading: Reading) -> Iterator[Finding]:
    """У приказа по основной деятельности, который хранится постоянно, левое поле не меньше 30 мм.

    Почему:
        Документы со сроком хранения больше 10 лет сшивают в архивные дела: на это нужны 30 мм.

    Плохо:
        поля: [20, 10, 20, 20]

    Хорошо:
        поля: [30, 10, 20, 20]
    """
    section = reading.paper.sections[0]
    if reading.disposition and not section.landscape and _MARGINS[0][1] <= section.margins[0] < _ARCHIVAL:
        message = f"левое поле {section.margins[0]} мм, а для постоянного хранения нужно 30"
        yield problem(message, "Если приказ хранится 5 лет (хозяйственный), поле можно оставить")


@rule("Ф104", "warning", "PAGE-NUM")
def not_numbered(reading: Reading) -> Iterator[Finding]:
    """Страницы документа в два листа и больше пронумерованы полем Word в верхнем колонтитуле.

    Почему:
        Без номеров рассыпавшийся документ не сложить, а пропажу листа не заметить.

    Плохо:
        номер страницы: {место: нет}
        текст приложения: [{текст: Положение определяет порядок работы методической службы школы., повторить: 50}]

    Хорошо:
        номер страницы: {место: сверху}
        текст приложения: [Положение определяет порядок работы методической службы школы.]
    """
    numbered = any(_numbers(section, "header") or _numbers(section, "footer") for section in reading.paper.sections)
    if reading.is_long and not numbered:
        yield problem("страницы не пронумерованы", "Вставка → Номер страницы → Вверху страницы, по центру")


@rule("Ф105", "error", "PAGE-NUM")
def number_at_the_bottom(reading: Reading) -> Iterator[Finding]:
    """Номер страницы стоит на верхнем поле листа.

    Почему:
        Стандарт отводит номеру середину верхнего поля; внизу его закроют отметки.

    Плохо:
        номер страницы: {место: снизу}

    Хорошо:
        номер страницы: {место: сверху}
    """
    for section in reading.paper.sections:
        if _numbers(section, "footer"):
            yield problem("номер страницы стоит внизу", "Перенесите его на середину верхнего поля")


@rule("Ф106", "warning", "PAGE-NUM")
def number_aside(reading: Reading) -> Iterator[Finding]:
    """Номер страницы стоит посередине верхнего поля.

    Почему:
        Так велит стандарт: на середине номер не спорит с грифами и отметками.

    Плохо:
        номер страницы: {выравнивание: справа}

    Хорошо:
        номер страницы: {выравнивание: по центру}
    """
    for section in reading.paper.sections:
        for _, paragraph in _numbers(section, "header"):
            # A tab leads the number to the middle stop of the usual header.
            if paragraph.align != "center" and not paragraph.text.startswith("\t"):
                yield problem("номер страницы стоит не посередине", "Выровняйте его по центру верхнего поля")


@rule("Ф107", "warning", "PAGE-NUM")
def number_on_the_first_page(reading: Reading) -> Iterator[Finding]:
    """Первая страница не нумеруется.

    Почему:
        Номер ставят со второй страницы: на первой место бланка.

    Плохо:
        номер страницы: {на первой: да}

    Хорошо:
        номер страницы: {на первой: нет}
    """
    section = reading.paper.sections[0]
    shown = "first" if section.first_page_differs else "default"
    if any(band.pages == shown for edge in ("header", "footer") for band, _ in _numbers(section, edge)):
        yield problem("номер стоит и на первой странице", "Включите «Особый колонтитул для первой страницы»")


@rule("Ф108", "warning", "PAGE-NUM-BARE")
def number_adorned(reading: Reading) -> Iterator[Finding]:
    """Номер страницы – одна арабская цифра, без слова «страница», тире и точек.

    Почему:
        Номер должен читаться с одного взгляда; украшения принимают за часть текста.

    Плохо:
        номер страницы: {вид: стр. №}

    Хорошо:
        номер страницы: {вид: №}
    """
    for section in reading.paper.sections:
        for _, paragraph in (*_numbers(section, "header"), *_numbers(section, "footer")):
            if not _NUMBER_ONLY.fullmatch(paragraph.text):
                shown = paragraph.text.strip().replace(_PAGE, "№").replace("{NUMPAGES}", "№")
                yield problem(f"рядом с номером страницы напечатано лишнее: „{shown}“", "Оставьте одну цифру")


@rule("Ф109", "warning", "PAGE-NUM")
def number_near_the_edge(reading: Reading) -> Iterator[Finding]:
    """Номер страницы стоит не ближе 10 мм к верхнему краю листа.

    Почему:
        Ближе к краю принтер номер обрежет.

    Плохо:
        номер страницы: {от края: 5}

    Хорошо:
        номер страницы: {от края: 10}
    """
    for section in reading.paper.sections:
        distance = section.header_distance
        if distance is not None and distance < _TO_THE_EDGE and _numbers(section, "header"):
            yield problem(f"номер страницы в {distance} мм от края листа", "Отодвиньте верхний колонтитул до 10 мм")


@rule("Ф110", "warning", "PAR-NOHYPH")
def hyphenated(reading: Reading) -> Iterator[Finding]:
    """В документе нет автоматических переносов.

    Почему:
        Перенос рвёт фамилии, номера и наименования; в распорядительных документах его не ставят.

    Плохо:
        переносы: да

    Хорошо:
        переносы: нет
    """
    if reading.paper.hyphenated:
        yield problem("включены автоматические переносы", "Макет → Расстановка переносов → Нет")


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
