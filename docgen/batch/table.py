"""The table a batch goes over."""

from docgen.tables.table import Fault, Layout, Row, Table, broken, plain

__all__ = ["Fault", "Layout", "Row", "Table", "broken", "plain"]
