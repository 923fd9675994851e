"""A rule of norm control: a function with a code, a severity and the norms that it stands on.

The docstring of the function is the page of the rule, in Russian: what it checks, then the headings Почему, Плохо and
Хорошо. The bad and the good case are its tests.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from docgen.errors import DeveloperError
from docgen.finding import SEVERITIES, Finding, Severity
from docgen.rules.norms import Norm, norm
from docgen.value import Value

Check = Callable[[Any], Iterator[Finding]]
_CODE = re.compile(r"[НФ]\d{3}")
_HEADING = re.compile(r"^(Почему|Плохо|Хорошо):$", re.MULTILINE)


class Page(Value):
    """What a reader is told of a rule, in Russian.

    Attributes:
        what: what the rule looks at.
        why: what is bad about breaking it.
        bad: fields that break it, as YAML: of a source, put over the smallest whole source of its kind, or of a
            finished paper, put over a whole good order of a stranger.
        good: the same fields as they should be.
    """

    what: str
    why: str
    bad: str
    good: str


class Rule(Value):
    """A rule.

    Attributes:
        code: its short stable name: «Н…» looks at the content of a source, «Ф…» at the form of a finished paper.
        severity: whether a breach stops rendering.
        norms: the names of the norms that it stands on, in `norms.yaml`.
        check: yields a finding for every breach; code and severity are filled in by `docgen.rules.run`.
        linked: whether it reads the document after its references have been linked.
        structural: whether the paper cannot be made at all unless the rule holds; then nobody may soften it.
    """

    code: str
    severity: Severity
    norms: tuple[str, ...]
    check: Check
    linked: bool = False
    structural: bool = False

    @property
    def page(self) -> Page:
        """What a reader is told of the rule."""
        what, *rest = _HEADING.split(inspect.getdoc(self.check) or "")
        parts = dict(zip(rest[::2], map(inspect.cleandoc, rest[1::2]), strict=True))
        why = " ".join(parts.get("Почему", "").split())
        return Page(" ".join(what.split()), why, parts.get("Плохо", ""), parts.get("Хорошо", ""))

    @property
    def sources(self) -> tuple[Norm, ...]:
        """The norms that it stands on."""
        return tuple(map(norm, self.norms))

    @property
    def basis(self) -> str:
        """The norms for a reader: act and clause, or that it is the usual practice."""
        return "; ".join(dict.fromkeys(item.cited for item in self.sources))

    def severity_in(self, levels: Mapping[str, str]) -> Severity | None:
        """Return how grave a breach is in a house; None if the house has switched the rule off.

        Args:
            levels: the words of the house by the codes of rules: those of severities, or `нет`.
        """
        word = None if self.structural else levels.get(self.code)
        return self.severity if word is None else next((s for s, name in SEVERITIES.items() if name == word), None)

    def __str__(self) -> str:
        """The page of the rule, as `docgen rules CODE` prints it."""
        page = self.page
        parts = (
            ("Что проверяет", page.what),
            ("Почему это плохо", page.why),
            ("Норма", "\n".join(map(str, self.sources))),
            ("Плохо", page.bad),
            ("Хорошо", page.good),
        )
        head = f"{self.code} · {SEVERITIES[self.severity]}"
        return "\n\n".join([head, *(f"{name}\n{_indented(text)}" for name, text in parts)])


def rule(
    code: str, severity: Severity, *norms: str, linked: bool = False, structural: bool = False
) -> Callable[[Check], Rule]:
    """Make a rule of the function below: see `Rule`.

    Raises:
        DeveloperError: the code is not of its shape, there is no such severity, or no norm is named.
    """
    if not _CODE.fullmatch(code):
        raise DeveloperError(f"правило {code!r}: код – буква Н (содержание) или Ф (оформление) и три цифры")
    if severity not in SEVERITIES:
        raise DeveloperError(f"правило {code}: нет строгости {severity!r}, есть {', '.join(SEVERITIES)}")
    if not norms:
        raise DeveloperError(f"правило {code}: назовите норму из docgen/rules/norms.yaml")
    return lambda check: Rule(code, severity, norms, check, linked, structural)


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.splitlines())
