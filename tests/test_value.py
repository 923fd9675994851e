"""Values: what frozen dataclasses do, by one set of methods."""

from __future__ import annotations

import pickle
from typing import ClassVar

import pytest

from docgen.value import Value, replace


class Point(Value):
    kind: ClassVar[str] = "точка"
    x: int
    y: int = 0


class Named(Point):
    y: int = 7
    name: str = ""


def test_values_of_equal_fields_are_equal() -> None:
    assert Point(1) == Point(x=1, y=0) == pickle.loads(pickle.dumps(Point(1, 0)))  # noqa: S301
    assert len({Point(1), Point(1, 0), Point(1, 2)}) == 2
    assert Point(1) != Named(1, 0)
    assert repr(Named(1, name="а")) == "Named(x=1, name='а')"
    assert replace(Named(1), name="б") == Named(1, 7, "б")


def test_each_field_is_given_once_and_for_ever() -> None:
    for wrong in (Point, lambda: Point(1, 2, 3), lambda: Point(1, x=1), lambda: Point(1, z=1),
                  lambda: Point(y=1, z=1), lambda: replace(Point(1), z=1)):  # fmt: skip
        with pytest.raises(TypeError, match="Point"):
            wrong()
    with pytest.raises(AttributeError):
        Point(1).x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError):
        del Point(1).x
