"""Makes templates/docx from `papers` and `house`: `make templates`. The files are committed; a test holds them equal."""

from __future__ import annotations

from pathlib import Path

import house
import papers
import sheets
import workbook
from wordml import package

DOCX = Path(__file__).parent.parent / "docx"
PAPERS = {
    "order": papers.disposition,
    "directive": papers.disposition,
    "resolution": papers.disposition,
    "extract": papers.extract,
    "programme": papers.programme,
    "passport": papers.passport,
    "roadmap": papers.roadmap,
    "regulation": papers.regulation,
    "plan": papers.plan,
    "minutes": papers.minutes,
    "paper": papers.paper,
    "recommendations": papers.recommendations,
    "report": papers.report,
    "work_plan": sheets.work_plan,
    "approval_sheet": sheets.approval_sheet,
    "acquaintance_sheet": sheets.acquaintance_sheet,
}
PARTS = {
    "letterhead": papers.letterhead, "wide_approvals": papers.wide_approvals, "lower_approvals": papers.lower_approvals,
    "around": papers.around, "points": papers.points, "signatures": papers.signatures, "mark": papers.mark, "wide_mark": papers.wide_mark,
    "approvals": papers.approvals, "prose": papers.prose, "cell": papers.cell_prose, "table": papers.grid,
    "figure": papers.figure, "contents": papers.contents,
}  # fmt: skip
TITLES = dict.fromkeys(("order", "directive", "resolution", "minutes"), "{{ заголовок }}") | {
    "extract": "{{ из.заголовок }}"
}
FOOTERS = {name: {"rIdCover": papers.cover_footer} for name in ("programme", "recommendations")}


def built() -> dict[str, bytes]:
    """Return every template by its path under templates/docx."""
    styles, numbering = house.styles(), house.numbering()
    files = {}
    for name, body in PAPERS.items():
        footers = {key: make() for key, make in FOOTERS.get(name, {}).items()}
        title = TITLES.get(name, '{{ название or "" }}')
        files[f"{name}.docx"] = package(body(), styles, numbering, title=title, footers=footers)
    for name, body in PARTS.items():
        files[f"parts/{name}.docx"] = package(body(), styles, numbering)
    return files


def main() -> None:
    """Write the templates that differ."""
    sheet = DOCX.parent / "xlsx" / "table.xlsx"  # openpyxl stamps it with the clock, so it is written once
    sheet.parent.mkdir(parents=True, exist_ok=True)
    if not sheet.is_file():
        sheet.write_bytes(workbook.table())
    for name, data in built().items():
        path = DOCX / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.is_file() or path.read_bytes() != data:
            path.write_bytes(data)


if __name__ == "__main__":
    main()
