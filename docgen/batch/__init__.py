"""Batch: one source over the rows of a table, a paper for each; the verb is the package itself.

for result in docgen.batch(Path("план.yaml"), "школы.xlsx", "готово", jobs=2):
    print(result.row, result.status, *result.errors)
"""

import sys
from types import ModuleType

from docgen.batch.result import File, Result
from docgen.batch.run import Batch, InputError

__all__ = ["Batch", "File", "InputError", "Result"]


class _Verb(ModuleType):
    """The package, called: `docgen.batch(…)` makes a `Batch`."""

    __call__ = staticmethod(Batch)


sys.modules[__name__].__class__ = _Verb
