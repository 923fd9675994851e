"""A rule: a function over a document with a code, a severity, the norm that it stands on, and a page for its readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from docgen.finding import SEVERITIES, Path, Severity
from docgen.model.document import Document
from docgen.regex import regex
from docgen.value import Value


class Complaint(NamedTuple):
    """What a rule found: the path of keys, what is wrong, what to do.

    ``quote``, ``beside`` and ``fix`` are those of `Finding`: the wrong words, what the same row says, the right words.
    """

    path: Path
    message: str
    hint: str
    quote: str = ""
    beside: str = ""
    fix: str | None = None


_CYRILLIC = regex(r"[А-Яа-я]")
Check = Callable[[Document], Iterator[Complaint]]

# How sure a norm is (the signs of gost.md): read in the standard itself, in other sources, or only good practice.
# What is sure by itself is no norm at all: the paper contradicts itself, or the calendar, or the language, or its file
# is not finished.
SURE = {
    "П": "прочитано в самом стандарте",
    "В": "по вторичным источникам",
    "О": "обычная практика",
    "Л": "документ противоречит сам себе, календарю или языку",
    "Ф": "недоделка в самом файле",
}


class Page(Value):
    """What a reader is told of a rule, in Russian.

    Attributes:
        what: what the rule looks at.
        why: what is bad about breaking it.
        bad: fields of a source that break it, as YAML; put over the smallest whole source of their kind.
        good: the same fields as they should be.
    """

    what: str
    why: str
    bad: str
    good: str


class Described(Value):
    """What all rules have, those of content and those of form.

    Attributes:
        code: its short stable name.
        severity: whether it stops rendering.
        norm: a clause of ГОСТ Р 7.0.97 or an id of the project's list of norms (gost.md).
        sure: how sure the norm is: a key of `SURE`.
        page: what a reader is told.
    """

    code: str
    severity: Severity
    norm: str
    sure: str
    page: Page

    @property
    def basis(self) -> str:
        """The norm for a reader who has no list of the project: the act and its clause if it has them, how sure it is."""
        acts = [part.strip() for part in self.norm.split(";") if _CYRILLIC.match(part.strip())]
        return "; ".join([*acts, SURE[self.sure]])

    def severity_in(self, levels: Mapping[str, str]) -> Severity | None:
        """Return how grave a breach is in a house; None if the house has switched the rule off.

        Args:
            levels: the words of the house by the codes of rules: those of severities, or `нет`.
        """
        word = levels.get(self.code)
        return self.severity if word is None else next((s for s, name in SEVERITIES.items() if name == word), None)

    def __str__(self) -> str:
        """The page of the rule, as `docgen rules CODE` prints it."""
        page = self.page
        parts = (
            ("Что проверяет", page.what),
            ("Почему это плохо", page.why),
            ("Плохо", page.bad),
            ("Хорошо", page.good),
        )
        head = f"{self.code} · {SEVERITIES[self.severity]}\nНорма: {self.norm} ({SURE[self.sure]})"
        return "\n\n".join([head, *(f"{name}\n{_indented(text)}" for name, text in parts)])


class Rule(Described):
    """A rule of content: over a document.

    Attributes:
        check: yields the complaints about a document.
        linked: whether it reads the document after its references have been linked.
        structural: whether the paper cannot be made at all unless the rule holds; then nobody may soften it.
    """

    check: Check
    linked: bool = False
    structural: bool = False


def rule(
    code: str,
    severity: Severity,
    norm: str,
    sure: str,
    *,
    linked: bool = False,
    structural: bool = False,
    what: str,
    why: str,
    bad: str,
    good: str,
) -> Callable[[Check], Rule]:
    """Make a rule of the function below: see `Rule` and `Page`."""
    page = Page(what, why, bad.strip("\n"), good.strip("\n"))
    return lambda check: Rule(code, severity, norm, sure, page, check, linked, structural)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
