"""The title page of a paper of many pages (ГОСТ Р 7.0.97, 3.7; norm TITLE-PAGE)."""

from typing import Annotated

from docgen.model.part import Listed, Part
from docgen.model.registry import KnownPerson
from docgen.model.text import Text


class TitlePage(Part):
    """A title page: whose paper it is, who wrote it, where and when."""

    organisations: Annotated[tuple[Text, ...], Listed] = ()
    authors: Annotated[tuple[KnownPerson, ...], Listed] = ()
    place: Text | None = None
    year: Text | None = None
