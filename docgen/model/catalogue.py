"""The starter catalogue of acts: what sources may cite by id without describing it (`acts.yaml` beside this module)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

import yaml

from docgen.model.act import Act

_FILE = Path(__file__).with_name("acts.yaml")


@cache
def catalogue() -> Mapping[str, Act]:
    """Return the acts of the catalogue by id, in the order of the file."""
    entries = yaml.load(_FILE.read_text("utf-8"), Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))  # noqa: S506 - makes only texts
    return MappingProxyType({key: Act.model_validate(entry) for key, entry in entries.items()})


def repealed(act: Act) -> Act | None:
    """Return the entry of the catalogue that says when the same act has lost its force, if there is one."""
    if act.date is None or not act.number:
        return None
    known = (entry for entry in catalogue().values() if entry.repealed is not None)
    return next((entry for entry in known if _identity(entry) == _identity(act)), None)


def _identity(act: Act) -> tuple[str, object, str]:
    return str(act.kind).lower().split(maxsplit=1)[0], act.date, str(act.number).lower()
