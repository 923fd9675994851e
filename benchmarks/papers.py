"""`make bench`: real papers of the samples per second, beside docxtpl with the same paper as its template.

docxtpl gets what docgen has made: the paper itself, whose texts and rows are made into tags again, and a context in
which every value is ready: typeset, in its case. `docgen.Template` gets the same template and the same context; the
whole way of a paper (its own template, shared parts, cases, typography, numbers) stands beside it. All run in this
process, in turns; what is counted is the processor's time.
"""

from __future__ import annotations

import argparse
import io
import sys
from functools import partial
from pathlib import Path
from typing import Any

import docx
from docx.oxml.ns import qn
from docxtpl import DocxTemplate

import docgen
from benchmarks.engine import best
from docgen import pipeline

SAMPLES = Path(__file__).parent.parent / "samples"
PAPERS = ("lenobl/plan_blank", "lenobl/roadmap_blank", "lenobl/roadmap_district", "zeya/order", "new/order")
GOAL = 25


def main() -> int:
    """Print the table; return 1 if the goal is not reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("papers", nargs="*", default=PAPERS, help="samples without .yaml")
    library, reached = pipeline.default_library(), True
    print(f"{'':28}{'docxtpl, мс':>12}{'docgen.Template, мс':>21}{'раз':>7}{'документ, мс':>14}{'раз':>7}")
    for name in parser.parse_args().papers:
        document = pipeline.load(SAMPLES / f"{name}.yaml").document
        if document is None:
            raise SystemExit(f"{name}: в источнике ошибки")
        made = next(pipeline.render(document, library, "paper")).data
        template, context = as_template(made)

        def ours(document: Any = document) -> object:  # noqa: ANN401
            return list(pipeline.render(document, library, "paper"))

        def theirs(template: bytes = template, context: dict[str, Any] = context) -> object:
            paper = DocxTemplate(io.BytesIO(template))
            paper.render(context, autoescape=True)
            paper.save(file := io.BytesIO())
            return file

        compiled = docgen.Template(io.BytesIO(template))
        same, whole, other = best(partial(compiled.render, context), ours, theirs)
        print(
            f"{name:28}{other * 1000:12.2f}{same * 1000:21.2f}{other / same:7.1f}"
            f"{whole * 1000:14.2f}{other / whole:7.1f}"
        )
        reached = reached and other / max(same, whole) >= GOAL
    print(f"цель: {GOAL} раз и на том же шаблоне с готовыми значениями, и для документа целиком")
    return int(not reached)


def as_template(paper: bytes) -> tuple[bytes, dict[str, Any]]:
    """Return a paper as a template of docxtpl and the values that make it the same again.

    Paragraphs become a tag each. Of every table one row of each shape (its cells and their styles) stays, in a loop
    over the rows.
    """
    file = docx.Document(io.BytesIO(paper))
    body = file.element.body
    texts: list[str] = []
    tables: list[list[dict[str, Any]]] = []
    for paragraph in body.iterchildren(qn("w:p")):
        if words := _words(paragraph):
            _put(paragraph, f"{{{{ texts[{len(texts)}] }}}}")
            texts.append(words)
    for table in body.iterchildren(qn("w:tbl")):
        rows: list[dict[str, Any]] = []
        shapes: dict[str, int] = {}
        for row in list(table.iterchildren(qn("w:tr"))):
            cells = list(row.iter(qn("w:tc")))
            shape = "|".join(_style(cell) for cell in cells)
            rows.append({"shape": shapes.setdefault(shape, len(shapes)), "cells": [_words(cell) for cell in cells]})
            if shapes[shape] != len(shapes) - 1 or sum(r["shape"] == shapes[shape] for r in rows) > 1:
                table.remove(row)
                continue
            for at, cell in enumerate(cells):
                if rows[-1]["cells"][at]:
                    _put(next(cell.iter(qn("w:p"))), f"{{{{ row.cells[{at}] }}}}", alone=cell)
            _around(row, f"{{%tr if row.shape == {shapes[shape]} %}}", "{%tr endif %}")
        kept = list(table.iterchildren(qn("w:tr")))
        _around(kept[0], f"{{%tr for row in tables[{len(tables)}] %}}", "")
        _around(kept[-1], "", "{%tr endfor %}")
        tables.append(rows)
    file.save(out := io.BytesIO())
    return out.getvalue(), {"texts": texts, "tables": tables}


def _words(element: Any) -> str:  # noqa: ANN401
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _style(cell: Any) -> str:  # noqa: ANN401
    style = next(cell.iter(qn("w:pStyle")), None)
    return "" if style is None else style.get(qn("w:val"))


def _put(paragraph: Any, tag: str, alone: Any = None) -> None:  # noqa: ANN401
    """Put a tag into the first text of a paragraph and empty all others, those of the whole cell if it is given."""
    texts = list((alone if alone is not None else paragraph).iter(qn("w:t")))
    texts[0].text = tag
    for text in texts[1:]:
        text.text = ""


def _around(row: Any, before: str, after: str) -> None:  # noqa: ANN401
    """Put rows with tags around a row."""
    for tag, put in ((before, row.addprevious), (after, row.addnext)):
        if tag:
            made = row.makeelement(qn("w:tr"))
            cell = made.makeelement(qn("w:tc"))
            paragraph = made.makeelement(qn("w:p"))
            run = made.makeelement(qn("w:r"))
            text = made.makeelement(qn("w:t"))
            text.text = tag
            run.append(text)
            paragraph.append(run)
            cell.append(paragraph)
            made.append(cell)
            put(made)


if __name__ == "__main__":
    sys.exit(main())
