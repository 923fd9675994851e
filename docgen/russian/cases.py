"""The six cases and the names that users give them."""

from __future__ import annotations

CASES = ("им", "род", "дат", "вин", "тв", "пр")

_NAMES = {
    "именительный": "им", "родительный": "род", "дательный": "дат", "винительный": "вин", "творительный": "тв",
    "предложный": "пр", "nom": "им", "gen": "род", "dat": "дат", "acc": "вин", "ins": "тв", "prep": "пр",
    "nominative": "им", "genitive": "род", "dative": "дат", "accusative": "вин", "instrumental": "тв",
    "prepositional": "пр", "locative": "пр", "loc": "пр", "instr": "тв",
    "nomn": "им", "gent": "род", "datv": "дат", "accs": "вин", "ablt": "тв", "loct": "пр",
    "кто": "им", "кого": "род", "кому": "дат", "кем": "тв",
} | {case: case for case in CASES}  # fmt: skip


def case_code(name: str) -> str:
    """Return the short code of a case (`дат`) by any of its names.

    Raises:
        ValueError: there is no such case; the message lists the codes.
    """
    code = _NAMES.get(name.strip().rstrip(".").lower())
    if code is None:
        raise ValueError(f"нет падежа „{name}“; есть: {', '.join(CASES)}")
    return code


_GENDERS = {
    "м": "м", "муж": "м", "мужской": "м", "m": "м", "male": "м", "masc": "м",
    "ж": "ж", "жен": "ж", "женский": "ж", "f": "ж", "female": "ж", "femn": "ж",
    "мн": "мн", "множественное": "мн", "plural": "мн",
}  # fmt: skip


def gender_code(name: str) -> str:
    """Return `м`, `ж` or `мн` (many) by any of its names.

    Raises:
        ValueError: there is no such gender.
    """
    code = _GENDERS.get(name.strip().rstrip(".").lower())
    if code is None:
        raise ValueError(f"нет пола „{name}“; есть: м, ж, мн")
    return code
