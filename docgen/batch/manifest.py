"""The manifest: which row became which file, with the sums of both, as JSON Lines.

While a batch runs the lines are added one by one, each before its file gets its final name: so a file that is there has
its line, whenever the run is killed. At the end they are put in the order of the rows. No line holds a time: the same
batch has the same manifest.
"""

from __future__ import annotations

import json

from docgen.batch.result import File, Result
from docgen.value import Value

NAME = "manifest.jsonl"


class Versions(Value):
    """What files depend on besides their row: docgen, the source with its options, the templates."""

    docgen: str
    source: str
    templates: str


class Record(Value):
    """What an earlier run says of a row."""

    data: str
    versions: Versions
    files: tuple[File, ...]

    def fits(self, data: str, versions: Versions) -> bool:
        """Tell whether the files would be the same if they were made now."""
        return bool(self.files) and (self.data, self.versions) == (data, versions)


def lines(result: Result, versions: Versions) -> bytes:
    """Return the lines of a row, one for each of its files; none if there are no files."""
    return b"".join(
        json.dumps(
            {
                "row": result.row, "name": result.name, "file": file.name, "size": file.size, "sha256": file.sha256,
                "of": len(result.files), "data": result.data, **vars(versions),
            },
            ensure_ascii=False,
        ).encode() + b"\n"
        for file in result.files
    )  # fmt: skip


def read(raw: bytes) -> dict[str, Record]:
    """Return the records of rows by name; the later line counts, and a line that was cut short does not."""
    found: dict[str, Record] = {}
    whole: dict[str, int] = {}
    for line in raw.splitlines():
        try:
            entry = json.loads(line)
            file = File(entry["file"], entry["size"], entry["sha256"])
            versions = Versions(entry["docgen"], entry["source"], entry["templates"])
            name, data = entry["name"], entry["data"]
            whole[name] = entry["of"]
        except (ValueError, KeyError, TypeError):
            continue
        before = found.get(name)
        fresh = before is None or (before.data, before.versions) != (data, versions)
        others = () if fresh or before is None else tuple(old for old in before.files if old.name != file.name)
        found[name] = Record(data, versions, (*others, file))
    return {name: record for name, record in found.items() if len(record.files) == whole[name]}
