"""Reports: findings for a screen, for machines (JSON, SARIF), for a head of department (DOCX, HTML)."""

from docgen.report.sarif import as_sarif
from docgen.report.screen import changes, lines
from docgen.report.sheet import page, paper
from docgen.report.subject import Subject

__all__ = ["Subject", "as_sarif", "changes", "lines", "page", "paper"]
