"""docgen: Russian normative papers from one structured source.

    import docgen

    for paper in docgen.render(docgen.load("приказ.yaml").document):
        paper.save("готово")

A source with errors raises `SourceError` there, which carries the findings; `docgen.load` itself raises nothing for it.
"""

from importlib import import_module

from docgen.exports import exports

# `batch` and `render` are verbs, and packages as well. Python binds a package to its parent when it is loaded first,
# and never again: they are loaded here, unbound, and nothing comes over the verbs later.
for _package in ("batch", "render"):
    import_module(f"docgen.{_package}")
    del globals()[_package]

__all__, __getattr__, __dir__ = exports(__name__)
