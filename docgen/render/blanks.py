"""The numbers of the places to fill of one file: every place has its own, the same whenever the file is made."""

from __future__ import annotations

import zlib

from docgen.model.text import Blank


class Blanks:
    """Gives out numbers: positive, of 31 bits, different for every place of the file and for every school."""

    def __init__(self, addressee: str = "") -> None:
        """``addressee``: for which school the file is; its blanks are told from those of the others by it."""
        self._start = zlib.crc32(addressee.encode())
        self._taken: set[int] = set()

    def number(self, blank: Blank) -> int:
        """Return the number of a place by its key."""
        number = zlib.crc32(blank.key.encode(), self._start) & 0x7FFFFFFF or 1
        while number in self._taken:
            number += 1
        self._taken.add(number)
        return number
