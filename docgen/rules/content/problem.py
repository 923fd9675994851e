"""What a rule of content has found: a finding that its runner completes with code, severity and place."""

from __future__ import annotations

from docgen.finding import Finding, Path


def problem(path: Path, message: str, hint: str, quote: str = "", beside: str = "", fix: str | None = None) -> Finding:
    """Return a finding at a path of keys; the arguments are fields of `Finding`."""
    return Finding("", "info", message, path=path, hint=hint, quote=quote, beside=beside, fix=fix)
