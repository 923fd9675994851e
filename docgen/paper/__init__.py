"""A finished paper, ours or a stranger's, read as plain structure; and its outline as text."""

from docgen.paper.docx import read
from docgen.paper.outline import outline
from docgen.paper.structure import Cell, Paper, Paragraph, Row, Section, Table

__all__ = ["Cell", "Paper", "Paragraph", "Row", "Section", "Table", "outline", "read"]
