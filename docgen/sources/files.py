"""The text files of a source once more: where in their lines the words stand that a finding quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from docgen.finding import Place
from docgen.value import replace

_TEXTS = (".yaml", ".yml", ".json", ".md", ".txt", ".csv")
_GAP = r"(?:[ \t\r\n*_>\u00a0]|\\n)+"  # what may stand between two words of a quote in a file: marks of Markdown too


class Files:
    """The files of a source, each read once, when something has to be found in it.

    Args:
        folders: where the names of places count from, in turn.
    """

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders, self._texts = folders, dict[str, str | None]()
        self._lines: dict[str, list[int]] = {}  # where they begin, by the file

    def text(self, name: str) -> str | None:
        """Return the text of a file; None if it is no text in UTF-8 or is not there."""
        if name not in self._texts:
            self._texts[name] = self._read(name)
        return self._texts[name]

    def _read(self, name: str) -> str | None:
        if not name.lower().endswith(_TEXTS):
            return None
        for folder in self._folders:
            try:
                return (folder / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            except (OSError, UnicodeDecodeError):
                continue
        return None

    def region(self, place: Place, quote: str) -> Place:
        """Return the place of a quote in its file, at or behind a place; the place itself if it is not there."""
        text = self.text(place.file)
        if text is None or not place.line:
            return place
        if place.file not in self._lines:
            self._lines[place.file] = [0, *(found.end() for found in re.finditer("\n", text))]
        starts = self._lines[place.file]
        start = starts[min(place.line, len(starts)) - 1]
        found = re.compile(_GAP.join(map(re.escape, quote.split()))).search(text, start)
        if found is None:
            return place
        line, column = position(text, found.start())
        return replace(place, line=line, column=column, end=position(text, found.end()))


def position(text: str, at: int) -> tuple[int, int]:
    """Return the line and the column of a sign, both counted from 1."""
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1
