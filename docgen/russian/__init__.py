"""Russian for documents: pure functions over text, numbers and dates; nothing here knows of papers."""

from __future__ import annotations

from docgen.russian.cases import CASES, case_code
from docgen.russian.dates import Moment, format_date, format_moment, format_period, parse_date, school_year
from docgen.russian.declension import Form, approved, decline, gender_of
from docgen.russian.names import initials, name_gender
from docgen.russian.numbers import agree, figures, plural, roman
from docgen.russian.typography import typeset
from docgen.russian.words import capitalise

FILTERS = {"при_числе": lambda phrase, number: agree(number, phrase), "число": figures}
"""Filters of templates that are pure over text, numbers and dates."""

__all__ = [
    "CASES", "FILTERS", "Form", "Moment", "agree", "approved", "capitalise", "case_code", "decline", "figures",
    "format_date", "format_moment", "format_period", "gender_of", "initials", "name_gender", "parse_date", "plural",
    "roman", "school_year", "typeset",
]  # fmt: skip
