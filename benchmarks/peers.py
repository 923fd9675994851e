"""Packages that stand in for docxtpl under its own name, beside docgen, on the same workloads.

They cannot live beside docxtpl, so each is given as the Python of an environment of its own:
`python -m benchmarks.peers папка/bin/python…`.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.engine import ROUNDS, best, by_docgen
from benchmarks.workloads import Workload, blank, order, roadmap

_CHILD = f"""
import json, sys, time
from docxtpl import DocxTemplate
from jinja2 import Environment
values, found = json.load(open("values.json", encoding="utf-8")), []
for _ in range({ROUNDS} * 3):
    start = time.process_time()
    template = DocxTemplate("template.docx")
    template.render(values, Environment(autoescape=True))
    template.save("made.docx")
    found.append(time.process_time() - start)
print(min(found))
"""


def main(pythons: list[str]) -> int:
    """Print documents per second of the packages, and how many times as many docgen makes."""
    if not pythons:
        print("соперники не даны: python -m benchmarks.peers ПАПКА/bin/python…")
    for python in pythons:
        for work in (order(), roadmap(), blank()):
            print(f"{Path(python).parents[1].name:16}{work.name:20}{_line(python, work)}", flush=True)
    return 0


def _line(python: str, work: Workload) -> str:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "template.docx").write_bytes(work.template)
        (folder / "values.json").write_text(json.dumps(work.context), "utf-8")
        run = subprocess.run([python, "-c", _CHILD], cwd=folder, check=False, capture_output=True, text=True)  # noqa: S603
        if run.returncode:
            return f" не работает: {run.stderr.strip().splitlines()[-1]}"
        slow, [fast] = float(run.stdout), best(by_docgen(work, folder))
        return f"{1 / slow:>9.1f} /с{slow / fast:>7.0f} раз"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
