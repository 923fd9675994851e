"""What a rule of form has found: a finding at a line of a paper, which its runner completes with code and severity."""

from __future__ import annotations

from docgen.finding import Finding, Place
from docgen.rules.form.line import Line

_EXCERPT = 100


def problem(message: str, hint: str, line: Line | None = None, quote: str = "") -> Finding:
    """Return a finding at a line, or about the whole paper; the other arguments are fields of `Finding`.

    Findings of one rule that say the same are told once, with all their places.
    """
    if line is None:
        return Finding("", "info", message, hint=hint, quote=quote)
    place = Place("", page=line.paragraph.page, spot=line.where)
    return Finding("", "info", message, place, hint=hint, quote=quote, excerpt=_cut(quote or line.text))


def _cut(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _EXCERPT else text[:_EXCERPT].rsplit(" ", 1)[0] + "…"
