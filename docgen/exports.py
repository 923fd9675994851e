"""The public names of a package, imported at their first use: a command must start before the workers are loaded.

They are listed once, in the package's `__init__.pyi`: type checkers read it, and so does this module (as SPEC 1 of
Scientific Python has it).
"""

from __future__ import annotations

import pkgutil
import re
import sys
from collections.abc import Callable
from importlib import import_module
from typing import Any

_LISTED = re.compile(r"^from (\S+) import (\w+) as (\w+)", re.MULTILINE)


def exports(package: str) -> tuple[list[str], Callable[[str], Any], Callable[[], list[str]]]:
    """Return the `__all__`, the `__getattr__` and the `__dir__` of a package."""
    stub = (pkgutil.get_data(package, "__init__.pyi") or b"").decode()
    homes = {public: (module, name) for module, name, public in _LISTED.findall(stub)}
    own = vars(sys.modules[package])

    def get(name: str) -> Any:  # noqa: ANN401
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}", name=name, obj=sys.modules[package])
        module, original = homes[name]
        own[name] = value = getattr(import_module(module), original)
        return value

    return sorted(homes), get, lambda: sorted(homes)
