"""Rules of private data: an order holds names and positions and nothing more (gost.md PD-MIN)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.model.document import Document
from docgen.normcontrol.reading import numeric
from docgen.normcontrol.rule import Complaint, rule
from docgen.regex import regex

_PRIVATE = {
    "СНИЛС": regex(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)"),
    "паспорт": regex(r"паспорт\w*[^.]{0,30}?(?<!\d)(\d{2} ?\d{2} ?(?:№ ?)?\d{6})(?!\d)", re.IGNORECASE),
    "мобильный телефон": regex(r"(?<![\d+])(?:\+7|8)[ (-]{0,2}9\d\d[ )-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)"),
    "дата рождения": regex(
        r"(?:дата рождения|родил(?:ся|ась)|г\. ?р\.)[^.]{0,10}\d{1,2}\.\d{1,2}\.\d{4}", re.IGNORECASE
    ),
}


@rule(
    "Н911", "warning", "закон 152-ФЗ; PD-MIN", "О",
    what="В тексте нет лишних личных данных: СНИЛС, паспорта, мобильного телефона, даты рождения.",
    why="Приказ вывешивают на сайте и стенде; личные данные в нём – нарушение закона о персональных данных.",
    bad="""
преамбула: По заявлению Жук О.И. (СНИЛС 112-233-445 95)""",
    good="""
преамбула: По заявлению Жук О.И., методиста""",
)  # fmt: skip
def private_data(document: Document) -> Iterator[Complaint]:
    """No numbers that belong to a person and not to the work."""
    for path, _, words in numeric(document):
        for what, pattern in _PRIVATE.items():
            if found := pattern.search(words):
                message = f"личные данные ({what}): „{found[0]}“"
                yield Complaint(path, message, "Уберите: для приказа хватает фамилии, инициалов и должности", found[0])
