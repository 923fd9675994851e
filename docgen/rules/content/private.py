"""Rules of private data: an order holds names and positions and nothing more."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import numeric
from docgen.rules.rule import rule

_PRIVATE = {
    "СНИЛС": regex(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)"),
    "паспорт": regex(r"паспорт\w*[^.]{0,30}?(?<!\d)(\d{2} ?\d{2} ?(?:№ ?)?\d{6})(?!\d)", re.IGNORECASE),
    "мобильный телефон": regex(r"(?<![\d+])(?:\+7|8)[ (-]{0,2}9\d\d[ )-]{0,2}\d{3}[ -]?\d{2}[ -]?\d{2}(?!\d)"),
    "дата рождения": regex(
        r"(?:дата рождения|родил(?:ся|ась)|г\. ?р\.)[^.]{0,10}\d{1,2}\.\d{1,2}\.\d{4}", re.IGNORECASE
    ),
}


@rule("Н911", "warning", "PD-MIN")
def private_data(document: Document) -> Iterator[Finding]:
    """В тексте нет лишних личных данных: СНИЛС, паспорта, мобильного телефона, даты рождения.

    Почему:
        Приказ вывешивают на сайте и стенде; личные данные в нём – нарушение закона о персональных данных.

    Плохо:
        преамбула: По заявлению Жук О.И. (СНИЛС 112-233-445 95)

    Хорошо:
        преамбула: По заявлению Жук О.И., методиста
    """
    for path, _, words in numeric(document):
        for what, pattern in _PRIVATE.items():
            if found := pattern.search(words):
                message = f"личные данные ({what}): „{found[0]}“"
                yield problem(path, message, "Уберите: для приказа хватает фамилии, инициалов и должности", found[0])
