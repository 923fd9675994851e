"""Keys folded before they are compared (case, spaces, hyphens, underscores and ё do not matter), and likeness."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from docgen.lookalike import foreign, looks_like

_GAPS = re.compile(r"[\s_-]+")


@lru_cache(maxsize=4096)  # the same few keys stand in every row
def fold(key: str) -> str:
    """Return the key in the one spelling that all its variants share: ``Дорожная карта`` -> ``дорожная_карта``."""
    return _GAPS.sub("_", key.strip().lower().replace("ё", "е")).strip("_")


def similar(word: str, words: Mapping[str, str], cutoff: float = 0.6) -> str:
    """Return «похоже на …» for a misspelt word, or an empty text; ``words`` maps folded spellings to proper ones."""
    if same := looks_like(fold(word), words):
        return f"{foreign(word.strip(), words[same])}; должно быть „{words[same]}“"
    near = similar_to(word, words, cutoff)
    return f"Похоже на „{near}“" if near else ""


def similar_to(word: str, words: Mapping[str, str], cutoff: float = 0.6) -> str | None:
    """Return the proper spelling of the word that a misspelt one resembles, or None."""
    from difflib import get_close_matches  # few words are misspelt

    near = get_close_matches(fold(word), words, n=1, cutoff=cutoff)
    return words[near[0]] if near else None
