"""Styles of cells: for every style of a template the same one that shows dates."""

from __future__ import annotations

import copy
import re

from lxml import etree

from docgen.engine.xlsx.sml import s

_DATES = {*range(14, 23), *range(45, 48)}  # the built-in formats of dates and times (ISO/IEC 29500-1, 18.8.30)
_DATE_CODE = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\])')
_RUSSIAN_DATE = 14  # what Excel shows by the person's own settings: 17.08.2026


class Styles:
    """The styles of a workbook; asks for dates add to them."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        formats = root.find(s("cellXfs"))
        self._formats = formats if formats is not None else etree.SubElement(root, s("cellXfs"))
        codes = {int(code.get("numFmtId", "0")): code.get("formatCode", "") for code in root.iter(s("numFmt"))}
        self._codes = {
            number for number, code in codes.items() if re.search("[dmyhs]", _DATE_CODE.sub("", code.lower()))
        }
        self._dated: dict[int, int] = {}

    def dated(self, style: int) -> int:
        """Return the style for dates of a style: itself if it shows dates already."""
        if style not in self._dated:
            self._dated[style] = self._made(style)
        return self._dated[style]

    def _made(self, style: int) -> int:
        if style >= len(self._formats):
            return style
        own = self._formats[style]
        if int(own.get("numFmtId", "0")) in _DATES | self._codes:
            return style
        made = copy.deepcopy(own)
        made.set("numFmtId", str(_RUSSIAN_DATE))
        made.set("applyNumberFormat", "1")
        self._formats.append(made)
        self._formats.set("count", str(len(self._formats)))
        return len(self._formats) - 1
