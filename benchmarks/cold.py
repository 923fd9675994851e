"""`make bench`: what a cold `docgen render` of a small order costs beside the bare import of what it stands on.

The processor's time of whole processes, in turns; the first run of docgen keeps its compiled templates, as it does for
a person, and is shown apart.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

SOURCE = Path(__file__).parent.parent / "samples" / "new" / "order.yaml"
BARE = [sys.executable, "-c", "import click, jinja2, pydantic"]
TURNS = 7
GOAL = 2.5


def main() -> int:
    """Print the ratio; return 1 if the goal is not reached."""
    with tempfile.TemporaryDirectory() as folder:
        order = [sys.executable, "-m", "docgen", "render", str(SOURCE), "-o", folder]
        own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
        environment = {**own, "DOCGEN_CACHE": folder}
        spent(order, own)  # Python's own bytecode is there
        first = spent(order, environment)
        rounds = [(spent(BARE, environment), spent(order, environment)) for _ in range(TURNS)]
    bare, whole = (min(times) for times in zip(*rounds, strict=True))
    print(f"python -c 'import click, jinja2, pydantic': {bare * 1000:.0f} мс")
    print(f"docgen render order.yaml: {whole * 1000:.0f} мс, {whole / bare:.1f} раза; впервые {first * 1000:.0f} мс")
    print(f"цель: {GOAL} раза")
    return int(whole / bare > GOAL)


def spent(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """Return the processor's time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)  # noqa: S603
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


if __name__ == "__main__":
    sys.exit(main())
