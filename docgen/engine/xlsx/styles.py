"""Styles of cells: for every style of a template the same one that shows dates."""

from __future__ import annotations

import copy
import re

from lxml import etree

from docgen.engine.xlsx.sml import s
from docgen.engine.xlsx.values import SINCE_1904

_DATES = {
    *map(str, (*range(14, 23), *range(45, 48)))
}  # the built-in formats of dates and times (ISO/IEC 29500-1, 18.8.30)
_DATE_CODE = re.compile(r'(?:"[^"]*"|\\.|\[[^\]]*\])')
_RUSSIAN_DATE = 14  # what Excel shows by the person's own settings: 17.08.2026


class Styles:
    """The styles of a workbook; asks for dates add to them."""

    def __init__(self, root: etree._Element | None = None, *, since_1904: bool = False) -> None:
        """Take the part of styles, which a book of one style, that of no looks, can lack; and how days are counted."""
        self.since = SINCE_1904 if since_1904 else ""
        self.root = root
        self._formats = root.find(s("cellXfs")) if root is not None else None
        codes = (
            {}
            if root is None
            else {code.get("numFmtId", ""): code.get("formatCode", "") for code in root.iter(s("numFmt"))}
        )
        self._dates = _DATES | {
            number for number, code in codes.items() if re.search("[dmyhs]", _DATE_CODE.sub("", code.lower()))
        }
        self._dated: dict[int, int] = {}
        self.added = False

    def dated(self, style: int) -> int:
        """Return the style for dates of a style: itself if it shows dates already.

        Raises:
            LookupError: there is no such style.
        """
        if style not in self._dated:
            self._dated[style] = self._made(style)
        return self._dated[style]

    def known(self, style: int) -> int:
        """Return a style that there is.

        Raises:
            LookupError: there is no such style.
        """
        if self._formats is not None and not 0 <= style < len(self._formats):
            raise LookupError(style)
        return style

    def _made(self, style: int) -> int:
        if self._formats is None:
            return style
        own = self._formats[self.known(style)]
        if own.get("numFmtId", "0") in self._dates:
            return style
        made = copy.deepcopy(own)
        made.set("numFmtId", str(_RUSSIAN_DATE))
        made.set("applyNumberFormat", "1")
        self.added = True
        self._formats.append(made)
        self._formats.set("count", str(len(self._formats)))
        return len(self._formats) - 1
