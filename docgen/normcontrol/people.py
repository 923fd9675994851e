"""Rules of people: nobody's gender is guessed in silence."""

from __future__ import annotations

from collections.abc import Iterator

from docgen import russian
from docgen.model.document import Document
from docgen.normcontrol.rule import Complaint, Rule
from docgen.vocabulary import term


def unknown_gender(document: Document) -> Iterator[Complaint]:
    """The gender is known of everybody whose surname changes with it (russian.md, section 3)."""
    for key, person in document.people.items():
        if person.known_gender is None and not person.forms:
            forms = {russian.decline(person.surname_first, "дат", "name", gender=gender).text for gender in ("м", "ж")}
            if len(forms) > 1:
                listed = " или ".join(sorted(forms))
                message = f"по записи „{person.full_name}“ не понять пол: в дательном падеже {listed}"
                yield Complaint((term("people"), key), message, "Укажите поле „пол“: м или ж")


RULES = (Rule("Н301", "warning", "russian.md 3", unknown_gender),)
