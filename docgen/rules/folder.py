"""The rules of a folder: every module of it is looked through, so that a new module needs no list to stand in."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from types import ModuleType

from docgen.errors import DeveloperError
from docgen.rules.rule import Rule


def rules_in(package: ModuleType) -> tuple[Rule, ...]:
    """Return the rules of all modules of a package, by their codes.

    Raises:
        DeveloperError: one code is given twice.
    """
    found: dict[str, tuple[Rule, str]] = {}
    for module in pkgutil.iter_modules(package.__path__):
        name = f"{package.__name__}.{module.name}"
        for item in vars(import_module(name)).values():
            if not isinstance(item, Rule):
                continue
            if item.code in found and found[item.code][0] is not item:
                raise DeveloperError(f"правило {item.code} задано дважды: в {found[item.code][1]} и в {name}")
            found.setdefault(item.code, (item, name))
    return tuple(found[code][0] for code in sorted(found))
