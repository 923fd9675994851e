"""The order of acts by their legal force: federal before regional before municipal, laws before orders."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from docgen.model.act import Act
from docgen.regex import regex

# What an act is, from the strongest; the first that fits counts.
_KINDS = tuple(
    regex(words, re.IGNORECASE)
    for words in (
        r"конституц|устав\b",
        r"федеральный конституционный закон",
        r"кодекс|закон",
        r"указ",
        r"постановлени",
        r"распоряжени",
        r"(?:национальный|федеральный|региональный) проект|программа|стратеги|концепци",
        r"приказ|решени",
        r"письм|рекомендаци|методик",
    )
)
_REGION = regex(r"област|кра[йяю]|республик|автономн|губернатор|федерального значения", re.IGNORECASE)
_MUNICIPALITY = regex(
    r"муниципальн|городско|район|города\b|г\.\s|сельск|поселени|администраци\w+ (?!президента)", re.IGNORECASE
)
_REGIONAL_BODY = regex(r"администрация [А-ЯЁ]\w+ (?:области|края)$|правительство [А-ЯЁ]\w+", re.IGNORECASE)
_GOVERNMENT = regex(r"правительств|президент", re.IGNORECASE)


def by_force(acts: Iterable[Act]) -> tuple[Act, ...]:
    """Return acts from the strongest to the weakest; equals stand by their dates, the rest as they came."""
    return tuple(sorted(acts, key=_rank))


def _rank(act: Act) -> tuple[int, int, bool, datetime.date]:
    level = _level(f"{act.kind} {act.body or ''}".strip(), str(act.body or ""))
    kind = next((place for place, words in enumerate(_KINDS) if words.search(str(act.kind))), len(_KINDS))
    ministry = level == 0 and kind in (4, 5) and not _GOVERNMENT.search(str(act.body or ""))
    day = act.date if isinstance(act.date, datetime.date) else datetime.date.max
    return level, len(_KINDS) - 2 if ministry else kind, act.number is None, day


def _level(words: str, body: str) -> int:
    """0 federal, 1 of a region, 2 of a municipality, 3 of an organisation."""
    if "Российской Федерации" in words or "России" in words or not (body or _REGION.search(words)):
        return 0
    if _REGIONAL_BODY.search(body):
        return 1
    if _MUNICIPALITY.search(words):
        return 2
    return 1 if _REGION.search(words) else 3
