"""Illustrated: papers whose prose places tables by reference."""

from __future__ import annotations

from collections.abc import Mapping

from docgen.model.document import Document
from docgen.model.table import Table


class Illustrated(Document):
    """A paper with tables; a paragraph `{таблица имя}` of its prose places one, in a sentence it mentions it."""

    tables: Mapping[str, Table] = {}
