"""The outline of a paper: all of its text, a line a paragraph, with numbers as Word shows them; for diffs and tests."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.paper.inline import PAGE_BREAK
from docgen.paper.structure import Cell, Paper, Paragraph, Row, Section, Table

_NEW_PAGE = "[новая страница]"
_VISIBLE = str.maketrans(dict.fromkeys("\n\x85\u2028\u2029", " ⏎ ") | {"\t": " ⇥ ", PAGE_BREAK: f" {_NEW_PAGE} "})


def outline(paper: Paper, *, show_spaces: bool = False) -> str:
    """Return the outline; with ``show_spaces`` the spaces that do not break are shown as °."""
    lines = []
    for number, section in enumerate(paper.sections, 1):
        lines.append(_announced(number, section))
        for block in section.blocks:
            lines += _lines(block)
    text = "\n".join(lines) + "\n"
    return text.replace("\N{NO-BREAK SPACE}", "°") if show_spaces else text


def _announced(number: int, section: Section) -> str:
    page = "альбомная" if section.landscape else "книжная"
    facts = [f"{page} {section.width}×{section.height}", "поля " + "/".join(map(str, section.margins))]
    if section.header:
        facts.append(f"колонтитул {section.header.translate(_VISIBLE)}")
    if section.first_page_differs:
        facts.append("первая страница без него")
    if section.page_start is not None:
        facts.append(f"страницы с {section.page_start}")
    return f"--- раздел {number}: {', '.join(facts)} ---"


def _lines(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        heading = "#" * (block.level + 1) + " " if block.level is not None else ""
        yield heading + _line(block)
    else:
        for row in block.rows:
            yield _row(row)


def _line(paragraph: Paragraph) -> str:
    text = paragraph.text.translate(_VISIBLE)
    if paragraph.text.startswith(PAGE_BREAK) or paragraph.text.endswith(PAGE_BREAK):
        text = text.strip(" ")
    parting = " " if paragraph.suffix and text else ""
    start = f"{_NEW_PAGE} " if paragraph.from_new_page else ""
    return f"{start}{paragraph.number}{parting}{text}"


def _row(row: Row) -> str:
    sign = "‖" if row.is_header else "|"
    return f"{sign} " + f" {sign} ".join(_cell(cell) for cell in row.cells) + f" {sign}"


def _cell(cell: Cell) -> str:
    text = " / ".join(line for block in cell.blocks for line in _lines(block) if line)
    text = f"^ {text}".rstrip() if cell.continues else text
    return f"{text} (на графы: {cell.span})" if cell.span > 1 else text
