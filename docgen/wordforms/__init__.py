"""The list of forms: what every paper declines, for a person to read before signing, and to correct in a sheet."""

from docgen.wordforms.listing import Entry, listed, printed
from docgen.wordforms.sheet import Sheet, read_sheet, written

__all__ = ["Entry", "Sheet", "listed", "printed", "read_sheet", "written"]
