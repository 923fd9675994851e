"""A template engine for Word files: compiled once, rendered as bytes. It knows nothing of papers."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.engine.media import InlineImage
    from docgen.engine.replacing import Replacements
    from docgen.engine.template import Template

_HOMES = {"InlineImage": "media", "Replacements": "replacing", "Template": "template"}

__all__ = ["InlineImage", "Replacements", "Template"]


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name at its first use: papers need but a part of the engine."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"docgen.engine.{_HOMES[name]}"), name)
