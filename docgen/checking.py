"""The verb check: sources in; findings, mended sources and reports out."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen import mending, output, pipeline, russian
from docgen import report as reports
from docgen.report import Subject
from docgen.sources import House

_ROUNDS = 10  # one mended fault may show another: a heading without its stop may want another preposition


def subjects(
    paths: Sequence[Path], root: Path | None, house: House | None, words: russian.Lexicon = russian.NO_WORDS
) -> list[Subject]:
    """Return the sources and finished papers with what is found in them; ``words``: forms that a sheet gives."""
    examined = ((path, pipeline.examined(path, root, house, words)) for path in paths)
    return [Subject(path, item.findings, item.files) for path, item in examined]


def mend(paths: Sequence[Path], root: Path | None, house: House | None, *, write: bool) -> Iterator[str]:
    """Put right in the sources what can be; yield what has been done, and what only a person can do.

    Args:
        paths: the sources.
        root: the folder that includes must not leave.
        house: the profile of the house.
        write: whether to write; without it the differences are told and nothing is changed.

    Raises:
        MachineError: a file cannot be written; then none is.
    """
    for path in paths:
        if path.suffix.lower() in pipeline.FINISHED:
            yield f"{path.as_posix()}: готовый документ правят в Word; --fix исправляет только источники"
            continue
        folders = (path.parent, root or path.parent)
        for _ in range(_ROUNDS):
            files, left = mending.mended(pipeline.load(path, root, house).findings, folders)
            yield from reports.changes(files, whole=not write)
            if not write or not files:
                break
            output.write_all((file.path, file.after) for file in files)
        yield from (f"не исправлено, исправьте сами: {finding}" for finding in left)


REPORTS = (".docx", ".html", ".htm")


def report(checked: Sequence[Subject], suffix: str) -> bytes:
    """Return the report of what is found, in the format of a file name's suffix.

    The suffix is one of `REPORTS`.
    """
    if suffix.lower() == ".docx":
        return reports.paper(checked, pipeline.default_library())
    return reports.page(checked).encode()


def printed(checked: Sequence[Subject], form: str) -> str:
    """Return what is found as `text`, `json` or `sarif`."""
    findings = [finding for subject in checked for finding in subject.findings]
    match form:
        case "json":
            return json.dumps([finding.as_data() for finding in findings], ensure_ascii=False, indent=2)
        case "sarif":
            return reports.as_sarif(checked)
    return "\n".join(line for finding in findings for line in reports.lines(finding))
