"""Edges that a slip of one figure would move."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.russian.numbers import plural
from docgen.usage import kept_folder


@pytest.mark.parametrize(("number", "word"), [
    (1, "день"), (2, "дня"), (4, "дня"), (5, "дней"), (10, "дней"), (11, "дней"), (14, "дней"), (15, "дней"), (21, "день"),
    (22, "дня"), (100, "дней"), (111, "дней"), (114, "дней"), (122, "дня"), (0, "дней"), (-1, "день"),
])  # fmt: skip
def test_a_word_after_a_number(number: int, word: str) -> None:
    assert plural(number, "день", "дня", "дней") == word


@pytest.mark.parametrize(
    ("mode", "trusted"), [(0o700, True), (0o755, True), (0o775, False), (0o757, False), (0o720, False)]
)
def test_a_cache_that_others_may_write_to_is_left_alone(
    mode: int, trusted: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "кэш"
    folder.mkdir()
    folder.chmod(mode)
    monkeypatch.setenv("DOCGEN_CACHE", str(folder))
    assert (kept_folder() is not None) == trusted
