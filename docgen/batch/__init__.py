"""Batch: one source over the rows of a table, a paper for each.

    for result in docgen.batch("план.yaml", "школы.xlsx", "готово", jobs=2):
        print(result.row, result.status, *result.errors)

A faulty row does not stop the others; what is wrong with the source or the headings raises `InputError`.
"""

from docgen.exports import exports

__all__, __getattr__, __dir__ = exports(__name__)
