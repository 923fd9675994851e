"""The report of a batch: how many rows there were, which failed and why; the same complaint is made once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from docgen.batch.result import Result
from docgen.finding import Finding
from docgen.value import replace


@dataclass
class _Complaint:
    """A complaint with the first row that it was made of, and how many there are."""

    first: Result
    finding: Finding
    rows: int = 1

    def __str__(self) -> str:
        others = f" (и ещё {self.rows - 1})" if self.rows > 1 else ""
        name = f" ({self.first.name})" if self.first.name and not others else ""
        return f"строка {self.first.row}{others}{name}: {self.finding}"


@dataclass
class Report:
    """Counts results as they come; ``remarks`` are those about the table."""

    counts: Counter[str] = field(default_factory=Counter)
    complaints: dict[Finding, _Complaint] = field(default_factory=dict)
    failed: list[Result] = field(default_factory=list)
    remarks: Sequence[Finding] = ()

    def add(self, result: Result) -> None:
        """Count a result."""
        self.counts[result.status] += 1
        if result.status == "failed":
            self.failed.append(replace(result, files=()))
        notes = {file.note: Finding("доделать", "info", file.note) for file in result.files if file.note}
        for finding in (*result.findings, *notes.values()):
            what = replace(finding, place=None)
            if what in self.complaints:
                self.complaints[what].rows += 1
            else:
                self.complaints[what] = _Complaint(result, finding)

    def lines(self) -> Iterator[str]:
        """Yield what there is to say, remarks before errors."""
        ordered = sorted(self.complaints.values(), key=lambda item: item.finding.severity == "error")
        yield from map(str, (*self.remarks, *ordered))

    def summary(self, output: str) -> str:
        """Return the last line."""
        words = {"made": "сделано", "kept": "уже было", "failed": "не сделано"}
        told = [f"{word}: {self.counts[key]}" for key, word in words.items() if self.counts[key]]
        return f"{output}: {', '.join((f'строк – {self.counts.total()}', *told))}."

    def as_json(self) -> str:
        """Return the report for programs."""
        failed = [
            {"row": result.row, "name": result.name, "findings": [finding.as_data() for finding in result.findings]}
            for result in self.failed
        ]
        of_rows = [item.finding for item in self.complaints.values() if item.finding.severity != "error"]
        remarks = [finding.as_data() for finding in (*self.remarks, *of_rows)]
        counts = {key: self.counts[key] for key in ("made", "kept", "failed")}
        return json.dumps({**counts, "rows": failed, "remarks": remarks}, ensure_ascii=False, indent=2)
