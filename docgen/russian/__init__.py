"""Russian for documents: pure functions over text, numbers and dates; nothing here knows of papers."""

from __future__ import annotations

from docgen.russian.cardinals import cardinal
from docgen.russian.cases import CASES, case_code
from docgen.russian.dates import (
    Moment,
    days,
    format_date,
    format_moment,
    format_period,
    parse_date,
    quarter,
    school_year,
    years,
)
from docgen.russian.dates import date_in_case as date
from docgen.russian.declension import Form, approved, decline, gender_of
from docgen.russian.grammar import base_noun, head_noun, names_no_action, only_plural
from docgen.russian.names import initials, name_gender
from docgen.russian.numbers import agree, figures, plural, roman, spell
from docgen.russian.ordinals import in_figures, ordinal
from docgen.russian.typography import typeset
from docgen.russian.words import capitalise

FILTERS = {"при_числе": lambda phrase, number: agree(number, phrase), "число": figures}
"""Filters of templates that are pure over text, numbers and dates."""

__all__ = [
    "CASES", "FILTERS", "Form", "Moment", "agree", "approved", "base_noun", "capitalise", "cardinal", "case_code",
    "date", "days", "decline", "figures", "format_date", "format_moment", "format_period", "gender_of", "head_noun",
    "in_figures", "initials", "name_gender", "names_no_action", "only_plural", "ordinal", "parse_date", "plural",
    "quarter", "roman", "school_year", "spell", "typeset", "years",
]  # fmt: skip
