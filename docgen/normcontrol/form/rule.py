"""A rule of form: a function over a finished paper, with the same page for its readers as a rule of content."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from docgen.finding import Severity
from docgen.normcontrol.form.line import Line
from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.rule import Described, Page


class Remark(NamedTuple):
    """What a rule found: what is wrong, what to do, the line, the words in it that are wrong.

    Remarks of one rule that say the same are told once, with all their places.
    """

    message: str
    hint: str
    line: Line | None = None
    quote: str = ""


Check = Callable[[Reading], Iterator[Remark]]


class FormRule(Described):
    """A rule of form. The bad and the good case of its page are fields put over a whole good order of a stranger."""

    check: Check


def rule(
    code: str, severity: Severity, norm: str, sure: str, *, what: str, why: str, bad: str, good: str
) -> Callable[[Check], FormRule]:
    """Make a rule of the function below: see `FormRule` and `Page`."""
    page = Page(what, why, bad.strip("\n"), good.strip("\n"))
    return lambda check: FormRule(code, severity, norm, sure, page, check)
