"""Приказ."""

from typing import ClassVar

from docgen.model.disposition import Disposition


class Order(Disposition):
    """Приказ: приказ по основной деятельности с приложениями."""

    noun: ClassVar[str] = "приказ"
    about: ClassVar[str] = "приказ по основной деятельности с приложениями"
    usual_verb: ClassVar[str] = "приказываю"
