"""The six cases and the names that users give them."""

from __future__ import annotations

from collections.abc import Mapping

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
    """Return the short code of a case (`дат`) by any of its names, in any letters.

    Raises:
        ValueError: there is no such case; the message lists the codes.
    """
    code = _NAMES.get(str(name).strip().rstrip(".").lower())
    if code is None:
        raise ValueError(f"нет падежа „{name}“; есть: {', '.join(CASES)}")
    return code


def by_case(forms: Mapping[str, str]) -> dict[str, str]:
    """Return forms by the code of their case.

    Raises:
        ValueError: there is no such case, or the form of one is given twice, and differently.
    """
    found: dict[str, str] = {}
    for name, form in forms.items():
        code = case_code(name)
        if found.setdefault(code, form) != form:
            raise ValueError(f"форма падежа „{code}“ задана дважды: „{found[code]}“ и „{form}“")
    return found


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
    code = _GENDERS.get(str(name).strip().rstrip(".").lower())
    if code is None:
        raise ValueError(f"нет пола „{name}“; есть: м, ж, мн")
    return code


_OF_WORDS = {"с": "с", "ср": "с", "средний": "с", "n": "с", "neut": "с", "neuter": "с"}


def grammatical_gender(name: str) -> str:
    """Return `м`, `ж`, `с` or `мн` of a word by any of its names.

    Raises:
        ValueError: there is no such gender.
    """
    key = str(name).strip().rstrip(".").lower()
    code = _OF_WORDS.get(key) or _GENDERS.get(key)
    if code is None:
        raise ValueError(f"нет рода „{name}“; есть: м, ж, с, мн")
    return code
