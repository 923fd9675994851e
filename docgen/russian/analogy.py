"""Declining a word like another: «Дуброва» like «Сорока»."""

from __future__ import annotations

from docgen.russian import surnames
from docgen.russian.cases import CASES
from docgen.russian.inflection import noun, noun_readings
from docgen.russian.lexicon import NONE, Lexicon
from docgen.russian.words import plain


def declined_like(word: str, model: str, gender: str | None = None, lexicon: Lexicon = NONE) -> dict[str, str]:
    """Return the forms of a word by the code of their case, with the endings of a model.

    Args:
        word: the nominative.
        model: a word that is declined in the way meant, in the nominative.
        gender: `м` or `ж` if the words are parts of a name; None for a common noun.
        lexicon: words that have forms of their own.

    Raises:
        ValueError: the model is unknown, or its ending is not that of the word.
    """
    if gender:
        forms = {case: surnames.declined(model, case, gender) for case in CASES}
    else:
        readings = noun_readings(model, lexicon)
        if not readings:
            raise ValueError(f"неизвестно, как склоняется „{model}“")
        forms = {case: model if case == "им" else noun(model, readings[0], case, lexicon) for case in CASES}
    stem = _common(tuple(forms.values()))
    ending = model[stem:]
    if not plain(word).endswith(plain(ending)) or len(word) == len(ending):
        raise ValueError(f"„{word}“ не может склоняться как „{model}“: у них разные концы")
    start = word[: len(word) - len(ending)]
    return {case: _joined(start, form[stem:]) for case, form in forms.items() if case != "им"}


def _common(forms: tuple[str, ...]) -> int:
    """Return how many letters all forms begin with."""
    columns = zip(*map(plain, forms), strict=False)
    return next((length for length, letters in enumerate(columns) if len(set(letters)) > 1), min(map(len, forms)))


def _joined(stem: str, ending: str) -> str:
    """Join a stem and an ending by the rule of spelling: «Сороки», but «Дубровы»."""
    last = stem[-1].lower()
    if ending[:1] == "ы" and last in "гкхжшчщ":
        ending = "и" + ending[1:]
    elif ending[:1] == "и" and last in "бвдзлмнпрстфц":
        ending = "ы" + ending[1:]
    return stem + ending
