"""Case forms that a user gives: read, and refused where they cannot be forms of their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import PlainValidator, WithJsonSchema

from docgen import russian
from docgen.folding import fold
from docgen.model.faults import fault
from docgen.model.scalar import scalar
from docgen.regex import regex

_NUMBER = regex(r"\d+|№|«[^»]*»")
_SHORTENED = regex(r"[а-яё]\.(?:\s|$)")
_LATIN = regex(r"[A-Za-z]")
_EXAMPLE = "Например: {род: Кравеца, дат: Кравецу}"
_LIKE = regex(r"как\s+(\S+)", re.IGNORECASE)


def case_forms(value: object, nominative: str | None = None) -> dict[str, str]:
    """Return given forms by the code of their case.

    Args:
        value: a mapping of cases to forms, or nothing.
        nominative: the text that they are forms of, if they can be compared with it.

    Raises:
        PydanticCustomError: no such case, or a form that cannot be one of that text.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise fault("не-поля", "формы задаются падежами", _EXAMPLE)
    try:
        found = {russian.case_code(str(case)): scalar(form) for case, form in value.items()}
    except ValueError as error:
        raise fault("нет-падежа", str(error), _EXAMPLE) from None
    for form in found.values() if nominative else ():
        if problem := impossible(nominative or "", form):
            raise fault("формы-устарели", problem, "Исправьте форму или уберите её: docgen поставит свою")
    return found


def impossible(nominative: str, form: str) -> str:
    """Return why a text cannot be a case form of another, or nothing if it can be one."""
    if _LATIN.search(form) and not _LATIN.search(nominative):
        return f"в форме „{form}“ есть латинские буквы"
    if _NUMBER.findall(nominative) != _NUMBER.findall(form):
        return f"форма „{form}“ устарела: числа и названия в кавычках в ней не те, что в „{nominative}“"
    words, others = nominative.split(), form.split()
    if _SHORTENED.search(nominative):
        return ""  # «нач. отдела» may become «начальнику отдела», «и.о.» what it stands for
    if len(words) != len(others):
        return f"форма „{form}“ устарела: слов в ней не столько, сколько в „{nominative}“"
    for word, other in zip(words, others, strict=True):
        if russian.plain(word)[:1] != russian.plain(other)[:1]:
            return f"форма „{form}“ устарела: „{other}“ – не форма слова „{word}“"
    return ""


def quick_forms(value: object, nominative: str, gender: str | None = None) -> dict[str, str]:
    """Return the forms that `склонять: нет` or `склонять: как Сорока` means.

    Raises:
        PydanticCustomError: the value is neither, or the model does not fit.
    """
    if value is False or (isinstance(value, str) and fold(value) == "нет"):
        return dict.fromkeys(russian.CASES[1:], nominative)
    match = _LIKE.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise fault("склонять", "здесь нужно «нет» или «как» и слово-образец", "Например: склонять: как Сорока")
    try:
        return russian.declined_like(nominative, match[1], gender)
    except ValueError as error:
        raise fault("склонять", str(error), "Возьмите образец с тем же концом слова или задайте формы") from None


def _entry(key: object, value: object) -> russian.Entry:
    """Return a word of a lexicon: its forms, or how it is declined; `мн` and `счёт` for the plural and for numbers."""
    word = scalar(key)
    if not isinstance(value, Mapping):
        return russian.Entry(quick_forms(value, word))
    rest = {fold(str(name)).replace("ё", "е"): (name, item) for name, item in value.items()}
    plural, counted = rest.pop("мн", (None, None))[1], rest.pop("счет", (None, None))[1]
    if counted is not None and not (isinstance(counted, list | tuple) and len(counted) == 3):  # noqa: PLR2004
        raise fault("счёт", "счёт – это три формы: после 1, 2 и 5", "Например: счёт: [год, года, лет]")
    return russian.Entry(
        case_forms(dict(rest.values()), word), case_forms(plural), tuple(map(scalar, counted)) if counted else ()
    )


def read_words(value: object) -> russian.Lexicon:
    """Return the lexicon of a document: word -> forms.

    Raises:
        PydanticCustomError: a word has forms that cannot be its own.
    """
    if isinstance(value, russian.Lexicon):
        return value
    if not isinstance(value, Mapping):
        raise fault("не-поля", "здесь нужны слова и их формы", "Например: {электроник: {род: электроника, …}}")
    return russian.Lexicon({russian.plain(scalar(key)): _entry(key, item) for key, item in value.items()})


def _read_forms(value: object) -> dict[str, Any]:
    return dict(value) if isinstance(value, Mapping) else case_forms(value)


def _read_quick(value: object) -> object:
    return value if isinstance(value, Mapping) else {"фамилия": value}


_OBJECT = {"type": "object"}
Words = Annotated[russian.Lexicon, PlainValidator(read_words), WithJsonSchema(_OBJECT)]
RawForms = Annotated[Mapping[str, Any], PlainValidator(_read_forms), WithJsonSchema(_OBJECT)]
RawQuick = Annotated[
    Mapping[str, Any], PlainValidator(_read_quick), WithJsonSchema({"anyOf": [{"type": "string"}, _OBJECT]})
]
