"""Распоряжение."""

from typing import ClassVar

from docgen.model.disposition import Disposition


class Directive(Disposition):
    """Распоряжение: распоряжение: по умолчанию без распорядительного слова."""

    noun: ClassVar[str] = "распоряжение"
    about: ClassVar[str] = "распоряжение: по умолчанию без распорядительного слова"
    usual_verb: ClassVar[str] = ""
