"""Letters of words: capitals, endings."""

from __future__ import annotations


def capitalise(text: str) -> str:
    """Return the text with its first letter capital; a quotation mark or bracket before it stays."""
    for index, char in enumerate(text):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
        if char.isdigit():
            return text
    return text


def graft(source: str, form: str) -> str:
    """Return an inflected form with the spelling of its source kept where they agree: capitals and ё survive.

    `graft("МИНИСТЕРСТВО", "министерства")` is «МИНИСТЕРСТВА»; `graft("Зея", "зеи")` is «Зеи».
    """
    common = 0
    for mine, other in zip(source.lower().replace("ё", "е"), form.replace("ё", "е"), strict=False):
        if mine != other:
            break
        common += 1
    ending = form[common:]
    capitals = len(source) > 1 and source.isupper()
    return source[:common] + (ending.upper() if capitals else ending)
