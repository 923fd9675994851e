"""The benchmark of batches stands on their insides: what it asks of them is there."""

from __future__ import annotations

from pathlib import Path

from benchmarks.batch import schools, steps


def test_the_benchmark_finds_the_steps_of_a_row(tmp_path: Path) -> None:
    measured = dict(steps(schools(tmp_path / "школы.csv", 2)))
    assert len(measured) >= 8
    assert min(measured.values()) >= 0
