"""Rules of points: not too deep, labels given once, control once."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.folding import fold
from docgen.model.document import Document
from docgen.model.point import Point
from docgen.model.statement import MAX_DEPTH, depth, numbered
from docgen.normcontrol.rule import Complaint, Rule
from docgen.vocabulary import term


def _points(document: Document) -> tuple[Point, ...]:
    return getattr(document, "points", ())


def too_deep(document: Document) -> Iterator[Complaint]:
    """Points have four levels at most (ГОСТ Р 7.0.97, 5.18)."""
    if depth(_points(document)) > MAX_DEPTH:
        yield Complaint((term("points"),), f"пункты вложены глубже {MAX_DEPTH} уровней", "Разбейте пункт на несколько")


def label_twice(document: Document) -> Iterator[Complaint]:
    """A label names one point."""
    seen: set[str] = set()
    for entry in numbered(_points(document)):
        label = fold(entry.point.label)
        if label and label in seen:
            yield Complaint(
                (term("points"),), f"метка „{entry.point.label}“ дана двум пунктам", "Назовите пункты по-разному"
            )
        seen.add(label)


def control_twice(document: Document) -> Iterator[Complaint]:
    """Control is stated once, in the last point but for the effect (gost.md ORD-CONTROL)."""
    points = _points(document)
    controls = [index for index, point in enumerate(points) if "control" in point.model_fields_set]
    if len(controls) > 1:
        yield Complaint((term("points"), controls[1]), "контроль указан дважды", "Оставьте один пункт о контроле")


RULES = (
    Rule("Н201", "error", "ГОСТ Р 7.0.97, 5.18", too_deep),
    Rule("Н202", "error", "design.md 3", label_twice),
    Rule("Н203", "warning", "gost.md ORD-CONTROL", control_twice),
)
