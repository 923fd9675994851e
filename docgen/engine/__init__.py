"""A template engine for Word files: compiled once, rendered as bytes. It knows nothing of papers."""

from docgen.engine.media import InlineImage
from docgen.engine.replacing import Replacements
from docgen.engine.template import Template

__all__ = ["InlineImage", "Replacements", "Template"]
