"""Методические рекомендации: title page, contents, numbered headings, a glossary, diagrams, appendices."""

import re
from typing import ClassVar

from docgen.model.document import Document
from docgen.model.illustrated import Illustrated
from docgen.model.part import Flag
from docgen.model.prose import Glossary, Prose
from docgen.model.text import Text
from docgen.model.title import Title
from docgen.model.title_page import TitlePage


class Recommendations(Illustrated):
    """Methodical recommendations; ``form`` is the line above the title."""

    noun: ClassVar[str] = "рекомендации"
    about: ClassVar[str] = "методические рекомендации: титул, оглавление, глоссарий, схемы, приложения"

    title: Title
    form: Text = Text.of("Методические рекомендации")
    title_page: TitlePage | None = None
    annotation: Prose = Prose(())
    contents: Flag = True
    heading_numbers: Flag = False
    text: Prose = Prose(())
    glossary: Glossary = Glossary(())

    @property
    def has_contents(self) -> bool:
        """Printed unless the source says «оглавление: нет»."""
        return self.contents

    @property
    def has_letterhead(self) -> bool:
        """A title page names the organisations itself."""
        return super().has_letterhead and not self.title_page

    @property
    def content(self) -> Prose:
        """The text with its headings numbered, if they have numbers."""
        return self.text.headed(numbered=self.heading_numbers)

    @property
    def name_in_appendices(self) -> Text | None:
        """«методические рекомендации», where the title says only what they are about: «Об организации …»."""
        form = str(self.form)
        return Text.of(form[:1].lower() + form[1:]) if re.match(r"\W*(?:О|Об|Обо)\b", str(self.title)) else self.title

    def marked(self) -> tuple[Document, ...]:
        """Return the appendices with their marks; pages are numbered through, as the contents names them."""
        through = self.style.model_copy(update={"page_numbers": "сквозные"})
        whole = self if "page_numbers" in self.style.model_fields_set else self.model_copy(update={"style": through})
        return super(Recommendations, whole).marked()
