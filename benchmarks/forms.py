"""How long three hundred case forms take, warm, beside the bare dictionary over the same words.

Run: python benchmarks/forms.py
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from docgen import russian
from docgen.russian import declension
from docgen.russian.morphology import _analyzer

TEXTS = {
    "name": ("Иванова Мария Петровна", "Жук О.И.", "Римский-Корсаков Николай Андреевич", "С.Н. Лысенко", "Цой В.Р."),
    "position": ("главный специалист отдела образования", "исполняющий обязанности директора", "учитель-логопед",
                 "директор, председатель комиссии", "заведующий МБДОУ «Солнышко»"),
    "organisation": ("Министерство образования и науки Амурской области", "МБОУ «Школа № 1»", "Совет отцов",
                     "управление образования администрации района", "ХМАО – Югра"),
    "act": ("Федеральный закон", "План мероприятий («дорожная карта»)", "Порядок и условия проведения конкурса",
            "перечень мероприятий, утверждённый приказом", "программа развития"),
}  # fmt: skip
CASES = ("род", "дат", "вин")
REPEATS = 5  # 4 sorts x 5 texts x 3 cases x 5 = 300 forms


def _forms() -> None:
    for _ in range(REPEATS):
        for what, texts in TEXTS.items():
            for text in texts:
                for case in CASES:
                    russian.decline(text, case, what, "м" if what == "name" else None)


def _uncached() -> None:
    for _ in range(REPEATS):
        declension._declined.cache_clear()  # noqa: SLF001 - what the rules themselves cost
        for what, texts in TEXTS.items():
            for text in texts:
                for case in CASES:
                    russian.decline(text, case, what, "м" if what == "name" else None)


def _dictionary() -> None:
    for _ in range(REPEATS * len(CASES)):
        for texts in TEXTS.values():
            for text in texts:
                for word in text.lower().split():
                    _analyzer().parse(word)


def _seconds(work: Callable[[], None], tries: int = 5) -> float:
    """Return the best time of several."""
    work()
    best = float("inf")
    for _ in range(tries):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
    return best


def measured() -> dict[str, float]:
    """Return the seconds of 300 forms with and without remembered results, and of the dictionary alone."""
    warm, rules, dictionary = _seconds(_forms), _seconds(_uncached), _seconds(_dictionary)
    return {"warm": warm, "rules": rules, "dictionary": dictionary, "rules_to_dictionary": rules / dictionary}


if __name__ == "__main__":
    print(json.dumps({name: round(value, 4) for name, value in measured().items()}, indent=2))
