"""The kinds of papers: one module each, found by walking this folder; the name of the file is the kind."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from docgen.errors import UsageError
from docgen.folding import fold, similar
from docgen.model.document import Document


@cache
def kinds() -> Mapping[str, type[Document]]:
    """Return every kind by the noun that sources name it with: «приказ» -> Order."""
    found: dict[str, type[Document]] = {}
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda info: info.name):
        for item in vars(importlib.import_module(f"{__name__}.{module.name}")).values():
            own = isinstance(item, type) and item.__module__ == f"{__name__}.{module.name}"
            if own and issubclass(item, Document) and item.noun:
                found[item.noun] = item
    return MappingProxyType(found)


def named(name: str) -> type[Document]:
    """Return the kind that a user names in Russian or English: «приказ», `order`.

    Raises:
        UsageError: there is no such kind.
    """
    names = {fold(one): kind for noun, kind in kinds().items() for one in (noun, kind.key())}
    if fold(name) in names:
        return names[fold(name)]
    known = {key: key.replace("_", " ") for key in names}
    hint = similar(name, known) or f"Есть виды: {', '.join(kinds())}"
    raise UsageError(f"нет вида документов „{name}“. {hint}")
