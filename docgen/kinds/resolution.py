"""Постановление."""

from typing import ClassVar

from docgen.model.disposition import Disposition


class Resolution(Disposition):
    """Постановление: постановление органа: «ПОСТАНОВЛЯЕТ», от третьего лица."""

    noun: ClassVar[str] = "постановление"
    about: ClassVar[str] = "постановление органа: «ПОСТАНОВЛЯЕТ», от третьего лица"
    usual_verb: ClassVar[str] = "постановляет"
