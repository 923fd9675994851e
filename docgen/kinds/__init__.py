"""The kinds of papers: one module each, found by walking this folder; the name of the file is the kind.

A paper is of one kind or two, so the nouns of all are read in the text of the modules and only those are imported.
"""

from __future__ import annotations

import contextlib
import importlib
import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache

from docgen.errors import UsageError
from docgen.folding import fold, similar
from docgen.model.document import Document

_NOUN = re.compile(r"""^    noun\b[^=\n]*= ?["'](.+)["']""", re.MULTILINE)


class _Kinds(Mapping[str, type[Document]]):
    def __init__(self) -> None:
        modules = sorted(module.name for module in pkgutil.iter_modules(__path__))
        self.modules = {noun: module for module in modules for noun in _nouns(module)}

    def __getitem__(self, noun: str) -> type[Document]:
        return _kinds_in(self.modules[noun])[noun]

    def __iter__(self) -> Iterator[str]:
        return iter(self.modules)

    def __len__(self) -> int:
        return len(self.modules)


@cache
def kinds() -> _Kinds:
    """Return every kind by the noun that sources name it with: «приказ» -> Order."""
    return _Kinds()


def nouns() -> Mapping[str, tuple[str, ...]]:
    """Return the nouns of kinds by the name of their module, which is that of their template: `order` -> «приказ»."""
    found: dict[str, tuple[str, ...]] = {}
    for noun, module in kinds().modules.items():  # no kind is imported for it
        found[module] = (*found.get(module, ()), noun)
    return found


def _nouns(module: str) -> list[str]:
    """Return the nouns that a module writes out; one that does not, or has no text in a bundle, is imported."""
    with contextlib.suppress(OSError):
        if found := _NOUN.findall((pkgutil.get_data(__name__, f"{module}.py") or b"").decode()):
            return found
    return list(_kinds_in(module))


@cache
def _kinds_in(module: str) -> Mapping[str, type[Document]]:
    name = f"{__name__}.{module}"
    found = (item for item in vars(importlib.import_module(name)).values() if isinstance(item, type))
    return {item.noun: item for item in found if item.__module__ == name and issubclass(item, Document) and item.noun}


def named(name: str) -> type[Document]:
    """Return the kind that a user names in Russian or English: «приказ», `order`.

    Raises:
        UsageError: there is no such kind.
    """
    names = {fold(one): noun for noun, module in kinds().modules.items() for one in (noun, module)}
    if fold(name) in names:
        return kinds()[names[fold(name)]]
    known = {key: key.replace("_", " ") for key in names}
    hint = similar(name, known) or f"Есть виды: {', '.join(kinds())}"
    raise UsageError(f"нет вида документов „{name}“. {hint}")
