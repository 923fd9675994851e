"""Rules of how a place in an act is named: in words, from the smaller unit to the larger one."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import numeric
from docgen.rules.rule import rule
from docgen.vocabulary import term

_TEXTS = frozenset(map(term, ("points", "preamble", "text")))
_N = r"[ \u00a0]\d+(?:\.\d+)*"
_SHORT = regex(
    r"(?<!\w)(?:(?:пп?|подп|ч|абз)\.[ \u00a0]?\d+(?:\.\d+)*[ \u00a0])+(?:пп?|ч|ст)\.[ \u00a0]?\d+(?:\.\d+)*"
    r"|(?<!\w)ст\.[ \u00a0]?\d+(?:\.\d+)*(?=[ \u00a0](?:[Фф]едеральн|[Зз]акон|[Кк]онституц|[А-ЯЁа-яё]+ кодекс|\d+-ФЗ))"
)
_REVERSED = regex(
    rf"\b(?:статьи{_N}[ \u00a0](?:части|пункта)|статьей{_N}[ \u00a0](?:частью|пунктом)|статьёй{_N}[ \u00a0](?:частью|пунктом)"
    rf"|части{_N}[ \u00a0]пункта|частью{_N}[ \u00a0]пунктом|пункта{_N}[ \u00a0]подпункта|пунктом{_N}[ \u00a0]подпунктом){_N}"
    r"(?![ \u00a0](?:стать|част|пункт))"
)


@rule("Н613", "info", "REF-UNIT-WORDS")
def units_abbreviated(document: Document) -> Iterator[Finding]:
    """Место в акте названо словами: «пунктом 7 части 3 статьи 28», а не «п. 7 ч. 3 ст. 28».

    Почему:
        Сокращения годятся для сносок и таблиц; в тексте документа их читают вслух и склоняют кто как.

    Плохо:
        преамбула: В соответствии с п. 7 ч. 3 ст. 28 Федерального закона от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»

    Хорошо:
        преамбула: В соответствии с пунктом 7 части 3 статьи 28 Федерального закона от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»
    """
    for path, _, text in numeric(document):
        if "." in text and not _TEXTS.isdisjoint(path):
            for found in _SHORT.finditer(text):
                hint = "Напишите словами: «пунктом 7 части 3 статьи 28»"
                yield problem(path, f"место в акте названо сокращённо: „{found[0]}“", hint, found[0])


@rule("Н614", "warning", "REF-UNIT")
def units_reversed(document: Document) -> Iterator[Finding]:
    """Место в акте названо от меньшего к большему: пункт, часть, статья.

    Почему:
        «Статьи 28 части 3 пункта 7» читают с конца, и при ссылке путают часть с пунктом.

    Плохо:
        преамбула: На основании статьи 28 части 3 Федерального закона от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»

    Хорошо:
        преамбула: На основании части 3 статьи 28 Федерального закона от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»
    """
    for path, _, text in numeric(document):
        for found in _REVERSED.finditer(text) if "стать" in text or "пункт" in text else ():
            hint = "Сначала меньшее: «пункта 7 части 3 статьи 28»"
            yield problem(path, f"части акта названы от большей к меньшей: „{found[0]}“", hint, found[0])
