"""Russian for documents: pure functions over text, numbers and dates; nothing here knows of papers."""

from __future__ import annotations

from docgen.russian.analogy import declined_like
from docgen.russian.cardinals import cardinal
from docgen.russian.cases import CASES, case_code, gender_code
from docgen.russian.collectives import collective
from docgen.russian.dates import date_in_case as date
from docgen.russian.dates import format_date, format_moment
from docgen.russian.declension import approved, decline, decline_name, gender_of
from docgen.russian.grammar import (
    base_noun,
    can_be,
    follows_number,
    genitive_plural,
    head_noun,
    in_case,
    is_infinitive,
    is_living,
    names_its_subject,
    names_no_action,
    only_plural,
)
from docgen.russian.holidays import day_off
from docgen.russian.ledger import Form, Used, recorded
from docgen.russian.lexicon import NONE as NO_WORDS
from docgen.russian.lexicon import Entry, Lexicon
from docgen.russian.moments import Moment, parse_date, parse_moment
from docgen.russian.names import initials, name_gender, name_parts, name_remarks
from docgen.russian.numbers import agree, figures, plural, roman, spell
from docgen.russian.ordinals import in_figures, ordinal
from docgen.russian.periods import days, format_period, half_year, months, quarter, school_year, school_years, years
from docgen.russian.typography import typeset
from docgen.russian.words import capitalise, plain

__all__ = [
    "CASES", "NO_WORDS", "Entry", "Form", "Lexicon", "Moment", "Used", "agree", "approved", "base_noun",
    "can_be", "capitalise", "cardinal", "case_code", "collective", "date", "day_off", "days", "decline", "decline_name",
    "declined_like", "figures", "follows_number", "format_date", "format_moment", "format_period", "gender_code", "gender_of",
    "genitive_plural", "half_year", "head_noun", "in_case", "in_figures", "initials", "is_infinitive", "is_living", "months",
    "name_gender", "name_parts", "name_remarks", "names_its_subject", "names_no_action", "only_plural", "ordinal", "parse_date", "parse_moment",
    "plain", "plural", "quarter",
    "recorded", "roman", "school_year", "school_years", "spell", "typeset", "years",
]  # fmt: skip
