"""The forms that the papers of a source use, with their places, the doubtful ones first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

from docgen import kinds, pipeline, russian, sources
from docgen.finding import Finding, Place
from docgen.finding import Path as Keys
from docgen.model.document import Document, read_any
from docgen.model.links import linked
from docgen.model.registry import Registry
from docgen.model.walk import papers, texts
from docgen.value import Value
from docgen.vocabulary import term

WHAT = {
    "name": "лицо",
    "position": "должность",
    "organisation": "организация",
    "act": "название",
    "quantity": "количество",
}
ORIGINS = {"given": "задана", "lexicon": "по словарю", "rule": "по правилу", "guess": "догадка"}


class Entry(Value):
    """A form that a paper uses.

    Attributes:
        used: what was inflected, the case and the form.
        path: the field that holds the nominative; empty if it is a word of the engine's own.
        place: where that field stands.
    """

    used: russian.Used
    path: Keys = ()
    place: Place | None = None

    def __str__(self) -> str:
        field = " → ".join(str(step + 1) if isinstance(step, int) else step for step in self.path)
        where = f"{self.place}: {field}: " if self.place else ""
        doubts = f" – сомнение: {'; '.join(self.used.form.doubts)}" if self.used.form.doubts else ""
        given = " (задана)" if self.used.form.origin == "given" else ""
        return f"{where}«{self.used.nominative}», {self.used.case}: «{self.used.form.text}»{given}{doubts}"


def listed(
    path: Path,
    root: Path | None = None,
    house: sources.House | None = None,
    words: russian.Lexicon | None = None,
) -> tuple[tuple[Entry, ...], tuple[Finding, ...], tuple[Path, ...]]:
    """Return the forms of the papers of a source, doubtful ones first, what is wrong with it, and what has been read.

    Args:
        path: the source.
        root: the folder that its includes must not leave.
        house: the profile of the house.
        words: forms that a sheet gives.

    Raises:
        UsageError: there is no such file.
        MachineError: the file cannot be read.
        TemplateError: a template cannot be filled.
    """
    source = sources.read(path, root, house)
    loaded = pipeline.checked(source, Registry(kinds=kinds.kinds()))
    if loaded.errors:
        return (), loaded.errors, loaded.files
    library = pipeline.default_library(house=house)
    with russian.recorded() as ledger:
        document, _ = linked(read_any(source.data, Registry(kinds=kinds.kinds()).taught(words or russian.NO_WORDS)))
        list(pipeline.render(document, library, "приказ"))
    where = dict(_nominatives(document))
    entries = [
        Entry(used, keys, source.place(keys) if keys else None)
        for used in ledger
        for keys in (where.get(used.nominative, ()),)
    ]
    return tuple(sorted(entries, key=lambda entry: not entry.used.form.doubts)), (), source.files


def _nominatives(document: Document) -> Iterator[tuple[str, Keys]]:
    """Yield the texts that a document may inflect, with the fields that hold them.

    Where several hold the same, the last is where it was written: lists of people come after points.
    """
    for path, paper in reversed(tuple(papers(document))):
        for keys, text in texts(paper, path):
            yield " ".join(str(text).split()), keys
        for name in ("organisation", "acts", "people"):
            for keys, text in texts(getattr(paper, name), (*path, term(name))):
                yield " ".join(str(text).split()), keys
        for key, person in paper.people.items():
            yield person.surname_first, (*path, term("people"), key, term("full_name"))
            yield person.initials_first, (*path, term("people"), key, term("full_name"))


def printed(entries: Sequence[Entry], form: str = "text") -> str:
    """Return the list for a person (`text`) or for a program (`json`)."""
    if form == "json":
        return json.dumps([_row(entry) for entry in entries], ensure_ascii=False, indent=2)
    doubtful = sum(bool(entry.used.form.doubts) for entry in entries)
    return "\n".join([*map(str, entries), f"Форм: {len(entries)}, из них сомнительных: {doubtful}."])


def _row(entry: Entry) -> dict[str, object]:
    used, place = entry.used, entry.place
    return {
        "what": used.what, "nominative": used.nominative, "case": used.case, "form": used.form.text,
        "origin": used.form.origin, "doubts": list(used.form.doubts), "path": list(entry.path),
        "file": place.file if place else None, "line": place.line if place else None,
        "sheet": place.sheet if place else None, "cell": place.cell if place else None,
    }  # fmt: skip
