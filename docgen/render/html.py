"""HTML: a finished paper as a clean page for eyes and screen readers, with numbers, tables and ids of paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from docgen import resources
from docgen.paper import Cell, Paper, Paragraph, Row, Run, Section, Table
from docgen.value import Value

_TWIPS_IN_PT = 20
_LIVE = re.compile(r"\{(?:PAGE|NUMPAGES|SECTIONPAGES)\}")
_SIGNS = {"\t": "tab", "\n": "br", "\f": "page"}


class HtmlCell(Value):
    """A cell that is shown: what it holds, and how many columns and rows it spans."""

    blocks: tuple[Paragraph | Table, ...]
    columns: int
    rows: int


def html(paper: Paper, title: str = "Документ") -> str:
    """Return a finished paper as an HTML page that needs no other file.

    A paragraph that has an id carries it as ``data-id``, so that a page can find the place of its source.

    Args:
        paper: a paper from `docgen.paper.read`.
        title: the title of the page.
    """
    environment = Environment(
        loader=FileSystemLoader(resources.folder("templates/html")), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.globals.update(look=_look, layout=_layout, pieces=_pieces, grid=_grid, widths=_widths, band=_band)
    environment.tests["table"] = lambda block: isinstance(block, Table)
    return environment.get_template("paper.html").render(paper=paper, title=title, base=_base(paper))


def _base(paper: Paper) -> Run:
    """Return the look that most of the text has: the page sets it once, and runs only what differs."""
    lengths: dict[tuple[str, float], int] = {}
    for section in paper.sections:
        for paragraph in section.blocks:
            for run in paragraph.runs if isinstance(paragraph, Paragraph) else ():
                lengths[run.font, run.size] = lengths.get((run.font, run.size), 0) + len(run.text)
    font, size = max(lengths, key=lengths.__getitem__, default=("", 12.0))
    return Run("", font=font, size=size)


def _band(section: Section, edge: str) -> list[Paragraph]:
    """Return what stands in the headers or footers of a section besides the numbers of pages, each text once."""
    paragraphs = (paragraph for band in section.bands if band.edge == edge for paragraph in band.paragraphs)
    told = {p.text: p for p in paragraphs if _LIVE.sub("", p.text).strip() or p.pictures}
    return list(told.values())


def _look(run: Run, base: Run) -> str:
    """Return the CSS of a run: what differs from the base of the page."""
    wanted = {
        "font-family": f'"{run.font}"' if run.font != base.font else "",
        "font-size": f"{run.size:g}pt" if run.size != base.size else "",
        "font-weight": "bold" if run.bold else "",
        "font-style": "italic" if run.italic else "",
        "text-decoration": " ".join(w for w, on in (("underline", run.underlined), ("line-through", run.struck)) if on),
        "letter-spacing": f"{run.spacing:g}pt" if run.spacing else "",
        "vertical-align": {"superscript": "super", "subscript": "sub"}.get(run.raised, ""),
        "color": f"#{run.colour}" if len(run.colour) == len("RRGGBB") and run.colour != "000000" else "",
    }
    return _css(wanted)


def _layout(paragraph: Paragraph) -> str:
    """Return the CSS of a paragraph."""
    layout = paragraph.layout
    wanted = {
        "text-align": "justify" if paragraph.align == "both" else paragraph.align if paragraph.align != "left" else "",
        "margin-left": _points(layout.left),
        "margin-right": _points(layout.right),
        "text-indent": _points(layout.first),
        "margin-top": _points(layout.before),
        "margin-bottom": _points(layout.after),
        "line-height": f"{layout.line * 1.15:.3g}" if layout.line else "",
    }
    return _css(wanted)


def _points(twips: int) -> str:
    return f"{twips / _TWIPS_IN_PT:g}pt" if twips else ""


def _css(wanted: dict[str, str]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in wanted.items() if value)


def _pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text: `text` with its words, or the name of a sign: `tab`, `br`, `page`."""
    words = ""
    for char in text:
        if char not in _SIGNS:
            words += char
            continue
        if words:
            yield "text", words
        yield _SIGNS[char], ""
        words = ""
    if words:
        yield "text", words


def _widths(table: Table) -> list[str]:
    """Return the widths of the columns in per cent; nothing if the paper does not say."""
    whole = sum(table.widths)
    return [f"{100 * width / whole:.2f}%" for width in table.widths] if whole else []


def _grid(rows: Sequence[Row]) -> Iterator[Sequence[HtmlCell]]:
    """Yield the cells of every row that are shown: those that go on with the cell above are counted to it."""
    starts = [list(_with_columns(row.cells)) for row in rows]
    for y, row in enumerate(starts):
        shown = []
        for column, cell in row:
            if not (cell.continues and y):
                shown.append(HtmlCell(cell.blocks, cell.span, 1 + _below(starts[y + 1 :], column)))
        yield shown


def _with_columns(cells: Sequence[Cell]) -> Iterator[tuple[int, Cell]]:
    column = 0
    for cell in cells:
        yield column, cell
        column += cell.span


def _below(rows: Sequence[Sequence[tuple[int, Cell]]], column: int) -> int:
    """Return how many rows go on with the cell of a column."""
    count = 0
    for row in rows:
        if not any(at == column and cell.continues for at, cell in row):
            break
        count += 1
    return count
