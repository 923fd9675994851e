"""How a house writes its papers: the settings of `оформление`."""

from __future__ import annotations

from typing import Literal

from docgen.model.part import Flag, Part


class Style(Part):
    """Settings of a house; the defaults follow ГОСТ Р 7.0.97 and gost.md."""

    verb: Literal["вразрядку", "прописными"] = "прописными"
    mark_form: Literal["авто", "А", "Б", "краткая"] = "авто"
    mark_body: Flag = True
    dates: Literal["цифрами", "словами"] = "цифрами"
    typography: Flag = True
    page_numbers: Literal["с единицы", "сквозные"] = "с единицы"
