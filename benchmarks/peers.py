"""Other engines beside docgen, on the same workloads; every one has to make the same text.

Packages that stand in for docxtpl under its own name cannot live beside it, so each is given as the Python of its own
environment; packages for Node as their folder: `python -m benchmarks.peers папка/bin/python… папка/node_modules`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import docgen
from benchmarks.dialects import CARBONE, CURLY, Dialect, ascii_names, rewritten
from benchmarks.engine import ROUNDS, best, by_docgen
from benchmarks.workloads import Workload, blank, order, roadmap
from docgen import paper

_MORE = ROUNDS * 3
_PYTHON = f"""
import json, sys, time
from docxtpl import DocxTemplate
from jinja2 import Environment
values, found = json.load(open("values.json", encoding="utf-8")), []
for _ in range({_MORE}):
    start = time.process_time()
    template = DocxTemplate("template.docx")
    template.render(values, Environment(autoescape=True))
    template.save("made.docx")
    found.append(time.process_time() - start)
print(min(found))
"""
_NODE = Path(__file__).with_name("peers.mjs")
_DIALECTS = {"docxtemplater": CURLY, "easy-template-x": CURLY, "carbone": CARBONE}


@dataclass(frozen=True)
class Peer:
    """Another engine: how it is called, and the dialect of its templates, if it is not docxtpl's."""

    name: str
    command: tuple[str, ...]
    dialect: Dialect | None = None

    def fit(self, work: Workload) -> Workload:
        """Return a workload as this engine reads it."""
        if self.dialect is None:
            return work
        return replace(work, template=rewritten(work.template, self.dialect), context=ascii_names(work.context))


def main(places: list[str]) -> int:
    """Print documents per second of the engines, and how many times as many docgen makes."""
    if not places:
        print("соперники не даны: python -m benchmarks.peers ПАПКА/bin/python… ПАПКА/node_modules")
    for peer in _peers(places):
        for work in (order(), roadmap(), blank()):
            print(f"{peer.name:16}{work.name:20}{_line(peer, work)}", flush=True)
    return 0


def _peers(places: list[str]) -> Iterator[Peer]:
    for place in map(Path, places):
        if place.name != "node_modules":
            yield Peer(place.parents[1].name, (str(place), "-c", _PYTHON))
            continue
        for name, dialect in _DIALECTS.items():
            if (place / name).is_dir():
                yield Peer(name, ("node", str(_NODE), name, str(_MORE), str(place.resolve())), dialect)


def _line(peer: Peer, work: Workload) -> str:
    with tempfile.TemporaryDirectory() as place:
        folder, given = Path(place), peer.fit(work)
        (folder / "template.docx").write_bytes(given.template)
        (folder / "values.json").write_text(json.dumps(given.context), "utf-8")
        run = subprocess.run(peer.command, cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603
        if run.returncode:
            return f" не работает: {run.stderr.strip().splitlines()[-1]}"
        same = _text((folder / "made.docx").read_bytes()) == _text(docgen.Template(work.template).render(work.context))
        slow, [fast] = float(run.stdout), best(by_docgen(work, folder))
        return f"{1 / slow:>9.1f} /с{slow / fast:>7.0f} раз{'' if same else '   текст другой'}"


def _text(document: bytes) -> list[str]:
    """Return what is in a document; some leave empty paragraphs in the place of tags."""
    return [line for line in paper.outline(paper.read(document)).splitlines() if line]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
