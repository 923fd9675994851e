"""Letters that look the same in two alphabets: a Latin «o» in «нoмер», a Russian «а» in the name of a file."""

from __future__ import annotations

from collections.abc import Iterable

_LATIN = "abcehkmoptxy3i"
_RUSSIAN = "авсенкмортхузі"
_SKELETON = str.maketrans(_RUSSIAN, _LATIN)
_ALPHABETS = (("a", "z", "латинская"), ("а", "я", "русская"))


def looks_like(word: str, known: Iterable[str]) -> str | None:
    """Return the known word that differs from a word only by the alphabets of letters that look the same, or None."""
    skeleton = word.lower().translate(_SKELETON)
    return next((other for other in known if other.lower().translate(_SKELETON) == skeleton), None)


def foreign(word: str, proper: str) -> str:
    """Return «в слове „нoмер“ латинская буква „o“» for a word that only looks like the proper one."""
    at = next((i for i, (a, b) in enumerate(zip(word.lower(), proper.lower(), strict=False)) if a != b), 0)
    found = {word[i] for i, (a, b) in enumerate(zip(word.lower(), proper.lower(), strict=False)) if a != b}
    sort = next((name for first, last, name in _ALPHABETS if first <= word[at].lower() <= last), "другая")
    if len(found) == 1:
        return f"В слове „{word}“ {sort} буква „{word[at]}“"
    listed = ", ".join(f"„{word[i]}“" for i in dict.fromkeys(map(word.index, sorted(found, key=word.index))))
    return f"В слове „{word}“ {sort.replace('ая', 'ие')} буквы {listed}"
