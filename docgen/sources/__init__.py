"""Sources: a file of the user and everything it includes, as plain data with the place of every value."""

from docgen.sources.include import read
from docgen.sources.source import BROKEN, Broken, Source

__all__ = ["BROKEN", "Broken", "Source", "read"]
