"""Source: the data of a file with everything it includes, and the place of every value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path as FilePath

from docgen.finding import Finding, Path, Place
from docgen.folding import fold
from docgen.value import Value


class Broken:
    """Stands for a value that could not be read; what is wrong with it has been said already."""

    def __repr__(self) -> str:
        return "BROKEN"


BROKEN = Broken()


class Source(Value):
    """What a file says.

    Attributes:
        data: mappings, lists and texts; cells of workbooks may be numbers and dates.
        places: where every value stands, by the path of keys as typed.
        findings: what is wrong with the files themselves.
        folders: where the names of files in places count from, in turn.
        files: every file that has been read.
    """

    data: object
    places: Mapping[Path, Place] = {}
    findings: tuple[Finding, ...] = ()
    folders: tuple[FilePath, ...] = ()
    files: tuple[FilePath, ...] = ()

    def typed(self, path: Path) -> Path:
        """Return a path of terms as the user typed it; steps that the data does not have are left out."""
        found: list[str | int] = []
        value = self.data
        for step in path:
            if isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
                found.append(step)
            elif isinstance(value, dict) and isinstance(step, str):
                key = step if step in value else next((key for key in value if fold(key) == fold(step)), None)
                if key is not None:
                    value = value[key]
                    found.append(key)
        return tuple(found)

    def place(self, path: Path) -> Place | None:
        """Return the place of a value, or of the nearest value around it."""
        typed = self.typed(path)
        for length in range(len(typed), -1, -1):
            if found := self.places.get(typed[:length]):
                return found
        return None

    def quoted(self, path: Path, quote: str, beside: str = "") -> Path:
        """Return the path of the text at or below a path that holds a quote, in a row that also says ``beside``.

        If no text does, the path itself comes back.
        """
        typed = self.typed(path)
        value = self.data
        for step in typed:
            value = value[step]  # type: ignore[index]
        near = (found for found in _leaves(value, typed, "") if quote in found[1] and beside in found[2])
        return next(near, (path,))[0] if quote else path

    def excerpt(self, path: Path, quote: str = "", line: int = 0) -> str:
        """Return the line of a text that holds a quote, or one counted from 0, cut short; empty if it is no text."""
        value = self.data
        for step in (typed := self.typed(path)):
            value = value[step]  # type: ignore[index]
        if isinstance(value, dict | list | Broken) or value is None or len(typed) < len(path):
            return _around(quote, quote)
        text = str(value)
        return _around(text if quote else text.split("\n")[min(line, text.count("\n"))], quote)

    def broken(self, path: Path) -> bool:
        """Tell whether a value on the way to the path could not be read, so that further complaints are idle."""
        value = self.data
        if isinstance(value, Broken):
            return True
        for step in self.typed(path):
            value = value[step]  # type: ignore[index]
            if isinstance(value, Broken):
                return True
        return False


_EXCERPT = 100


def _around(text: str, quote: str) -> str:
    """Return about a hundred signs of a text around a quote, on one line, with dots where it is cut."""
    at = max(text.find(quote), 0)
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at + len(quote))
    line = " ".join(text[start : end if end > 0 else None].split())
    at = max(line.find(" ".join(quote.split())), 0)
    first = max(0, min(at - (_EXCERPT - len(quote)) // 2, len(line) - _EXCERPT))
    last = max(first + _EXCERPT, at + len(quote))
    return ("…" if first else "") + line[first:last].strip() + ("…" if last < len(line) else "")


def _leaves(value: object, path: Path, row: str) -> Iterator[tuple[Path, str, str]]:
    """Yield every text at or below a value with its path and all that stands in the same mapping."""
    if isinstance(value, dict):
        row = "\n".join(str(item) for item in value.values() if not isinstance(item, dict | list))
        for key, item in value.items():
            yield from _leaves(item, (*path, key), row)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index), row)
    else:
        yield path, str(value), row
