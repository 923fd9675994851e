"""Sources: a file of the user and everything it includes, as plain data with the place of every value."""

from docgen.sources.files import Files
from docgen.sources.house import House, read_house
from docgen.sources.include import leaves
from docgen.sources.read import read
from docgen.sources.rows import read_rows
from docgen.sources.source import BROKEN, Broken, Source

__all__ = ["BROKEN", "Broken", "Files", "House", "Source", "leaves", "read", "read_house", "read_rows"]
