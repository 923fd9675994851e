"""The norms that rules stand on: data in `norms.yaml`, each with its act, its clause and how sure it is."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from docgen.errors import DeveloperError
from docgen.value import Value

CONFIDENCE = {
    "read": "прочитано в самом акте",
    "retold": "по пересказам и местным инструкциям",
    "practice": "обычная практика",
    "evident": "следует из самого документа, календаря или правил языка",
    "unfinished": "недоделка в самом файле",
}


class Norm(Value):
    """A norm.

    Attributes:
        text: what it demands, in our own words.
        confidence: how sure it is, a key of `CONFIDENCE`.
        act: the act that holds it; empty if it is practice or evident.
        clause: the place in the act.
        edition: the edition of the act, where that matters.
        read: the addresses where it was read, if not in the act itself.
    """

    text: str
    confidence: str
    act: str = ""
    clause: str = ""
    edition: str = ""
    read: tuple[str, ...] = ()

    @property
    def cited(self) -> str:
        """The act, its clause and edition, and how sure the norm is; for a norm without an act that alone."""
        edition = f" ({self.edition})" if self.edition else ""
        return "; ".join(filter(None, (", ".join(filter(None, (self.act, self.clause))) + edition, self.sureness)))

    @property
    def sureness(self) -> str:
        """How sure the norm is, in words."""
        return CONFIDENCE[self.confidence]

    def __str__(self) -> str:
        read = f" [{', '.join(self.read)}]" if self.read else ""
        return f"{self.text}. {self.cited[0].upper()}{self.cited[1:]}{read}"


@cache
def norms() -> Mapping[str, Norm]:
    """Return all norms by their names."""
    data = yaml.safe_load(files(__package__).joinpath("norms.yaml").read_text("utf-8"))
    return {name: Norm(**(entry | {"read": tuple(entry.get("read", ()))})) for name, entry in data.items()}


def norm(name: str) -> Norm:
    """Return a norm.

    Raises:
        DeveloperError: there is no such norm.
    """
    found = norms().get(name)
    if found is None:
        raise DeveloperError(f"нет нормы {name!r} в docgen/rules/norms.yaml")
    return found
