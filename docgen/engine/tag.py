"""A tag of a template, and the delimiters that it is known by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.engine.spot import Site, Spot
from docgen.errors import TemplateError

_OPENS = re.compile(r"(if|for|macro|call|filter|with|block|autoescape|trans)\b|set\s+\w+\s*$|set\s+\w+\s*\|")
_TURNS = re.compile(r"(else|elif|pluralize)\b")


@dataclass(slots=True)
class Tag:
    """A tag: what it is, where it was typed, how its value is printed.

    Attributes:
        kind: ``value``, ``block`` or ``comment``.
        prefix: ``p``, ``tr``, ``tc``, ``r`` if the tag stands for the whole paragraph, row, cell or run.
        code: what stands between the braces.
        spot: the place, for messages.
        site: the look of the place; None for tags that nobody has typed.
        left: whether a ``-`` joins it to the text before.
        right: whether a ``-`` joins it to the text after.
        fault: what is wrong with it or its place.
    """

    kind: str
    prefix: str
    code: str
    spot: Spot
    site: Site | None = None
    left: bool = False
    right: bool = False
    fault: str = ""

    @property
    def opens(self) -> bool:
        """Whether the tag begins a block that another ends."""
        return self.kind == "block" and bool(_OPENS.match(self.code))

    @property
    def turns(self) -> bool:
        """Whether the tag begins another branch of its block."""
        return self.kind == "block" and bool(_TURNS.match(self.code))

    @property
    def closes(self) -> bool:
        """Whether the tag ends a block."""
        return self.kind == "block" and self.code.startswith("end")


@dataclass(frozen=True)
class Dialect:
    """The delimiters of tags: those of Jinja unless an environment has its own.

    Attributes:
        value: those of values.
        block: those of blocks.
        comment: those of comments.
        pattern: matches a tag.
        begun: matches a tag, or one that is begun and not closed, as far as the next.
        opening: matches the beginning of a tag.
    """

    value: tuple[str, str] = ("{{", "}}")
    block: tuple[str, str] = ("{%", "%}")
    comment: tuple[str, str] = ("{#", "#}")
    pattern: re.Pattern[str] = field(init=False)
    begun: re.Pattern[str] = field(init=False)
    opening: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        kinds = {"value": self.value, "block": self.block, "comment": self.comment}
        longest = sorted(kinds.items(), key=lambda item: -len(item[1][0]))
        quoted = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
        braces = rf"(?:{quoted}|[^{{}}\"']|\{{(?:{quoted}|[^{{}}\"']|\{{[^{{}}]*\}})*\}})*?"
        shapes = []
        for kind, pair in longest:
            begin, end = map(re.escape, pair)
            strict = {"value": f"{braces}|", "block": f"(?:{quoted}|[^\"'])*?|", "comment": ""}[kind]
            inside = f"(?:{strict}.*?)"  # the latter for a quote that is never closed
            shapes.append(f"(?P<{kind}>{begin}(?P<{kind}_code>{inside}){end})")
        opening = "|".join(re.escape(pair[0]) for _, pair in longest)
        begun = (
            f"(?P<{kind}_begun>{re.escape(pair[0])}(?P<{kind}_rest>(?:(?!{opening}).)*))" for kind, pair in longest
        )
        object.__setattr__(self, "pattern", re.compile("|".join(shapes), re.DOTALL))
        object.__setattr__(self, "begun", re.compile("|".join([*shapes, *begun]), re.DOTALL))
        object.__setattr__(self, "opening", re.compile(opening))


def refuse(tags: Iterable[Tag]) -> None:
    """Refuse tags that have faults, all at once."""
    if wrong := [f"{tag.spot}: {tag.fault}" for tag in tags if tag.fault]:
        raise TemplateError("\n".join(wrong))
