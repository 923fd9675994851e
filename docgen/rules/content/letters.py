"""Rules of letters: a word is written in one alphabet."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import every
from docgen.rules.rule import rule

_MIXED = regex(r"[A-Za-z][\u0400-\u04ff]|[\u0400-\u04ff][A-Za-z]")
_WORD = regex(r"[A-Za-z\u0400-\u04ff]{3,}")
_LATIN = regex(r"[A-Za-z]")
_REFERENCE = regex(r"\{[^{}]*\}")  # names what the source has: a wrong letter there is told of as an unknown name
_NUMERAL = regex(r"[IVXLCDM]+")
_RUSSIAN = regex(r"[\u0400-\u04ff]")
_TO_RUSSIAN = str.maketrans("aceopxykABCEHKMOPTXY", "асеорхукАВСЕНКМОРТХУ")
_TO_LATIN = str.maketrans("асеорхукАВСЕНКМОРТХУ", "aceopxykABCEHKMOPTXY")


@rule("Н738", "warning", "TYP-LETTERS")
def two_alphabets(document: Document) -> Iterator[Finding]:
    """В русском слове нет латинских букв, а в латинском русских: «Сидорова», где „o“ латинская, – уже не фамилия.

    Почему:
        Такое слово не найти поиском, и оно не склоняется: на бумаге ошибка не видна, а в реестре человека нет.

    Плохо:
        преамбула: В целях контрoля за питанием

    Хорошо:
        преамбула: В целях контроля за питанием и подключения к Wi-Fi
    """
    for path, _, words in every(document):
        if not _MIXED.search(words):
            continue
        for found in _WORD.finditer(_REFERENCE.sub(" ", words)):
            if (right := _in_one_alphabet(found[0])) and right != found[0]:
                script, letters = ("латинские", _LATIN) if _RUSSIAN.search(right) else ("русские", _RUSSIAN)
                wrong = ", ".join(dict.fromkeys(letters.findall(found[0])))
                message = f"в слове „{found[0]}“ {script} буквы: {wrong}"
                yield problem(path, message, f"Наберите слово заново: {right}", found[0], fix=right)


def _in_one_alphabet(word: str) -> str:
    """Return a word with the letters of the other alphabet replaced by those they look like.

    Nothing if some look like none, or if the word is a Roman numeral, which many type with Russian «Х».
    """
    russian, latin = word.translate(_TO_RUSSIAN), word.translate(_TO_LATIN)
    if _NUMERAL.fullmatch(latin):
        return ""
    if not _LATIN.search(russian):
        return russian
    return "" if _RUSSIAN.search(latin) else latin
