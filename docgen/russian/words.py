"""Words that rules of language go by, and the letters of words: capitals, endings."""

from __future__ import annotations

from docgen.russian.kinds import text_of

MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
"""Months as dates name them, an alternation of a regular expression; so are the words below."""

UNITS = "руб|коп|тыс|млн|млрд|чел|мин|час|экз|кв|куб|км|кг|см|мм|га|шт|лет|год|года|году|годы|годов|гг"
"""Units that are tied to their number."""

COUNTED = (
    r"рубл\w+|руб\.|тыс\.|чел\.|человек\w*|процент\w*|дет(?:и|ей|ям|ьми|ях)|обучающ\w+|учащ\w+|воспитанник\w*|"
    r"школьник\w*|педагог\w*|учител\w+|сотрудник\w*|работник\w*|школ\w*|класс\w*|кл\.|ставк\w*|лет|года?|месяц\w*|недел\w+|"
    r"дн(?:я|ей|ям|ями|ях)|час\w*|минут\w*|раз\w{0,2}|балл\w*|баллов|экземпляр\w*|экз\.|единиц\w*|страниц\w*|листов|"
    r"мест\w*|книг\w*|гектар\w*|документ\w*|чисел|семестр\w*|четверт\w+|курс\w*|групп\w*"
)
"""Beginnings of what is counted: after them a number is a quantity, never a code."""

ADDRESS = "г|ст|пос|с|дер|ул|пр|просп|пер|обл|р-н|д|корп|кв|каб|п|пп|ч|гл|абз|стр|рис|табл|прил|им|тел"
"""Abbreviations that are tied to what they stand before."""

_PLAIN = str.maketrans("ёЁ", "еЕ")


def capitalise(text: str) -> str:
    """Return the text with its first letter capital; a quotation mark or bracket before it stays."""
    for index, char in enumerate(text_of(text)):
        if char.isalpha():
            return text[:index] + char.upper() + text[index + 1 :]
        if char.isdigit():
            return text
    return text


def plain(text: str) -> str:
    """Return a text in small letters without ё, for comparisons."""
    return text.lower().translate(_PLAIN)


def graft(source: str, form: str, base: str = "") -> str:
    """Return an inflected form with the spelling of its source kept where they agree: capitals and ё survive.

    `graft("МИНИСТЕРСТВО", "министерства")` is «МИНИСТЕРСТВА»; `graft("Зея", "зеи")` is «Зеи»; with the nominative of
    the dictionary as ``base``, a stress that moves is seen: `graft("сестра", "сёстрам", "сестра")` is «сёстрам».
    The parts of a compound are grafted one by one: «Петропавловска-Камчатского».
    """
    parts = [text.split("-") for text in (source, form, base or source)]
    if len(parts[0]) > 1 and len({len(part) for part in parts}) == 1:
        return "-".join(_grafted(one, other, first if base else "") for one, other, first in zip(*parts, strict=True))
    return _grafted(source, form, base)


def _grafted(source: str, form: str, base: str) -> str:
    common = 0
    for mine, other in zip(base or plain(source), form if base else plain(form), strict=False):
        if mine != other:
            break
        common += 1
    ending = form[common:]
    if base and "ё" in base and "ё" not in source.lower():
        ending = ending.replace("ё", "е")  # the source does without ё
    capitals = len(source) > 1 and source.isupper()
    if not common and source[:1].isupper():
        ending = ending[:1].upper() + ending[1:]  # Ёж, Ежа
    return source[:common] + (ending.upper() if capitals else ending)
