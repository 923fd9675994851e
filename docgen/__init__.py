"""docgen: Russian normative papers from one structured source.

from pathlib import Path
import docgen

loaded = docgen.load(Path("приказ.yaml"))
for paper in docgen.render(loaded.document, docgen.default_library(), "приказ"):
Path(paper.name).write_bytes(paper.data)
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.batch import Batch, InputError, Result
    from docgen.batch import Batch as batch  # noqa: N813 - the verb
    from docgen.engine import Template
    from docgen.errors import DocgenError, MachineError, TemplateError, UsageError
    from docgen.finding import Finding, Place
    from docgen.pipeline import Loaded, Paper, default_library, load, render
    from docgen.russian import agree, date, decline, initials, spell, typeset
    from docgen.sources import House, read_house

_HOMES = {
    "Batch": "batch", "InputError": "batch", "Result": "batch",
    "DocgenError": "errors", "MachineError": "errors", "TemplateError": "errors", "UsageError": "errors",
    "Template": "engine",
    "Finding": "finding", "Place": "finding",
    "agree": "russian", "date": "russian", "decline": "russian", "initials": "russian", "spell": "russian",
    "typeset": "russian",
    "House": "sources", "read_house": "sources",
    "Loaded": "pipeline", "Paper": "pipeline", "default_library": "pipeline", "load": "pipeline", "render": "pipeline",
}  # fmt: skip

__all__ = [
    "Batch", "DocgenError", "Finding", "House", "InputError", "Loaded", "MachineError", "Paper", "Place", "Result",
    "Template", "TemplateError", "UsageError", "agree", "batch", "date", "decline", "default_library", "initials",
    "load", "read_house", "render", "spell", "typeset",
]  # fmt: skip


def __getattr__(name: str) -> Any:  # noqa: ANN401
    """Import a public name at its first use: the command line must start before the workers are loaded."""
    if name == "batch":
        return import_module("docgen.batch")  # the package is the verb
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"docgen.{_HOMES[name]}"), name)
