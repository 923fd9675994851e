"""A rule: a function over a document with a code, a severity and the norm that it stands on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from docgen.finding import Path, Severity
from docgen.model.document import Document


class Complaint(NamedTuple):
    """What a rule found: the path of keys, what is wrong, what to do."""

    path: Path
    message: str
    hint: str


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule.

    Attributes:
        code: its short stable name.
        severity: whether it stops rendering.
        basis: the norm: a clause of ГОСТ Р 7.0.97 or an id of the project's list of rules.
        check: yields the complaints about a document.
    """

    code: str
    severity: Severity
    basis: str
    check: Callable[[Document], Iterator[Complaint]]
