"""Rules of counting: the noun behind a number in figures stands in the form that the number asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen import russian
from docgen.finding import Finding
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import numeric
from docgen.rules.rule import rule
from docgen.value import replace

_COUNTED = regex(
    r"(?<![\w№.,/:–—+-])(?<!№[ \u00a0])(\d{1,6})[ \u00a0]((?:[а-яё-]+(?:ых|их)[ \u00a0]){0,2})([а-яё]{3,})(?![\w-])"
)
_BEFORE = regex(r"([^\W\d_]+)[ \u00a0]$")
_OPENS = regex(r"(?:^|[;:(–—]|(?<!\d),)[ \u00a0]*$")
_YEAR = regex(r"(?:19|20)\d\d")
# What is numbered as often as it is counted, and hours of the day: «5 класса», «до 5 вечера», «5 сентября».
_NUMBERED = regex(
    r"класс|курс|этап|тур|раздел|пункт|подпункт|стать|част|глав|абзац|приложени|форм|граф|строк|столб|мест|этаж|категори|разряд"
    r"|степен|квартал|полугоди|четверт|триместр|недел|год|лет|груп|ступен|уровн|смен|век|модул|тем|блок|созыв|сесси|урок|заняти"
    r"|заседани|кабинет|корпус|дом|школ|лице|гимнази|сад|отряд|вопрос|вариант|задани|слайд|страниц|том|номер|числ|вод|очеред|утр"
    r"|вечер|ноч|час|минут|дн|ден|день|январ|феврал|март|апрел|ма[йяею]|июн|июл|август|сентябр|октябр|ноябр|декабр"
)
_SMALL = ("PREP", "CONJ", "ADVB", "PRCL", "NPRO")
_COMPARED = frozenset(
    [
        "менее",
        "более",
        "меньше",
        "больше",
        "свыше",
        "около",
        "всего",
        "ещё",
        "еще",
        "лишь",
        "только",
        "минимум",
        "максимум",
    ]
)


@rule("Н724", "warning", "TYP-AGREE")
def not_as_the_number_asks(document: Document) -> Iterator[Finding]:
    """После чисел, кроме кончающихся на 1, стоит «5 педагогов», а не «5 педагога»; «3 педагога», а не «3 педагоги».

    Почему:
        «5 педагога» – ошибка согласования, заметная каждому читателю; обычно её оставляет исправленное число.

    Плохо:
        преамбула: За год курсы прошли 25 педагога и 3 психологи, проведено 15 семинара

    Хорошо:
        преамбула: За год курсы прошли 25 педагогов и 3 психолога, проведено 15 семинаров, к 5 сентября обучены учителя 5 класса
    """
    for path, _, text in numeric(document):
        for found in _COUNTED.finditer(text):
            number, noun = int(found[1]), found[3]
            ends_in_one = number % 10 == 1 and number % 100 != 11  # noqa: PLR2004 - eleven is no one
            if ends_in_one or _YEAR.fullmatch(found[1]) or russian.follows_number(number, noun):
                continue
            if _NUMBERED.match(noun) or not _counts(text[: found.start()], noun):
                continue
            yield replace(_unfit(found, number, noun), path=path)


@rule("Н725", "warning", "TYP-AGREE")
def once(document: Document) -> Iterator[Finding]:
    """После глагола стоит «1 раз», а не «1 раза»: «проводится 1 раз в квартал»; «не реже 1 раза» – верно.

    Почему:
        «Проводится 1 раза в год» – след вычеркнутого «не реже».

    Плохо:
        преамбула: В районе мониторинг проводится 1 раза в год

    Хорошо:
        преамбула: В районе мониторинг проводится 1 раз в год, отчёт составляется не реже 1 раза в квартал
    """
    for path, _, text in numeric(document):
        for found in _COUNTED.finditer(text) if "1 раза" in text or "1\u00a0раза" in text else ():
            before = _BEFORE.search(text[: found.start()])
            if (
                found[3] == "раза"
                and int(found[1]) == 1
                and before
                and russian.can_be(before[1], "VERB", "INFN", "PRTS")
            ):
                right = found[0][:-1]
                yield problem(
                    path, f"не согласовано с числом: „{found[0]}“", f"Напишите «{right}»", found[0], fix=right
                )


def _counts(before: str, noun: str) -> bool:
    """Tell whether a number counts the noun behind it, and is not the number of what is named before."""
    living = russian.is_living(noun)
    word = _BEFORE.search(before)
    if word is None:
        return living and bool(_OPENS.search(before))
    low = word[1].lower()
    if low in _COMPARED or russian.can_be(low, "VERB", "INFN", "PRTS"):
        return not russian.can_be(low, "NOUN")
    return living and (low == "и" or (russian.can_be(low, *_SMALL) and not russian.can_be(low, "NOUN")))


def _unfit(found: re.Match[str], number: int, noun: str) -> Finding:
    """Return the complaint, with the right words where the number stands in the nominative or the accusative."""
    counted = russian.agree(number, russian.base_noun(noun)).split()[-1]
    right = f"{found[0].removesuffix(noun)}{counted}".replace("\u00a0", " ")
    message = f"не согласовано с числом: „{found[0]}“"
    if not (russian.in_case(noun, "им") or russian.in_case(noun, "род")):
        return problem((), message, "После этого числа – множественное число", found[0])
    return problem((), message, f"Напишите «{right}»", found[0], fix=right)
