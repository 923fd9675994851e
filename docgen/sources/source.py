"""Source: the data of a file with everything it includes, and the place of every value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from docgen.finding import Finding, Path, Place
from docgen.folding import fold


class Broken:
    """Stands for a value that could not be read; what is wrong with it has been said already."""

    def __repr__(self) -> str:
        return "BROKEN"


BROKEN = Broken()


@dataclass(frozen=True)
class Source:
    """What a file says.

    Attributes:
        data: mappings, lists and texts; cells of workbooks may be numbers and dates.
        places: where every value stands, by the path of keys as typed.
        findings: what is wrong with the files themselves.
    """

    data: object
    places: Mapping[Path, Place] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def typed(self, path: Path) -> Path:
        """Return a path of terms as the user typed it; steps that the data does not have are left out."""
        found: list[str | int] = []
        value = self.data
        for step in path:
            if isinstance(value, list) and isinstance(step, int) and step < len(value):
                value = value[step]
                found.append(step)
            elif isinstance(value, dict) and isinstance(step, str):
                key = next((key for key in value if fold(key) == fold(step)), None)
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
