"""A finished paper, ours or a stranger's, read as plain structure; and its outline as text."""

from docgen.paper.anchors import Control, Revision
from docgen.paper.docx import read
from docgen.paper.look import Layout, Run
from docgen.paper.outline import outline
from docgen.paper.structure import Band, Cell, Paper, Paragraph, Remains, Row, Section, Table

__all__ = [
    "Band", "Cell", "Control", "Layout", "Paper", "Paragraph", "Remains", "Revision", "Row", "Run", "Section", "Table",
    "outline", "read",
]  # fmt: skip
