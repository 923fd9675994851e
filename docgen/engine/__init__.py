"""A template engine for the files of Word and Excel: compiled once, rendered as bytes. It knows nothing of papers.

Compiling: the file is opened as a `package` of parts (`opening`); in every part that may hold tags (`part`) they are
gathered from the runs that Word split them over and become marks (`mending`, `lines`), move to the places that they
stand for (`dialect`, `placing`), notes come to their references (`notes`), lists, grids and ids of loops get tags of
their own (`numbering`, `grid`, `identity`); the text between the marks becomes a `program` of ready bytes
(`generator`), everything else stays as compressed bytes (`compiled`, `kept` on disk).

Rendering: a program yields static bytes and encoded `values` in turns, an `archive` deflates them behind the kept
bytes; a part whose shape the data can spoil is looked over on its way (`tidy`, `gate`). `sandbox` and `budget` bound
what a template may do, `render` holds what one document knows.

Around it: `shape` tells what data a template wants, `review` and `annotation` what is wrong with it and where.
"""

from docgen.exports import exports

__all__, __getattr__, __dir__ = exports(__name__)
