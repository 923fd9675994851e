"""The report as a file: DOCX through its template, HTML through its own."""

from __future__ import annotations

from collections.abc import Sequence

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from docgen import resources
from docgen.render.docx import render
from docgen.render.library import Library
from docgen.report.report import report
from docgen.report.subject import Subject


def paper(subjects: Sequence[Subject], library: Library) -> bytes:
    """Return the report of the findings of sources as a DOCX file.

    Raises:
        TemplateError: the template of the report cannot be compiled or filled.
    """
    return render(report(subjects), library)


def page(subjects: Sequence[Subject]) -> str:
    """Return the report of the findings of sources as an HTML page that needs no other file."""
    folder = resources.folder("templates/html")
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("report.html").render(report=report(subjects))
