"""Illustrated: papers whose prose places tables and diagrams by reference."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.model.diagram import Diagram
from docgen.model.document import Document
from docgen.model.table import Table


class Illustrated(Document):
    """A paper with tables and diagrams.

    A paragraph `{таблица имя}` or `{схема имя}` of its prose places one, in a sentence it mentions it.
    """

    tables: Mapping[str, Table] = {}
    diagrams: Mapping[str, Diagram] = {}
