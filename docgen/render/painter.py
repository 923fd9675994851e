"""The painter of SVG: a process of its own, so that a drawing can take neither the time nor the memory of ours."""

from __future__ import annotations

import subprocess
import sys
from functools import lru_cache
from importlib.util import find_spec

from docgen.errors import DocgenError, MachineError

SECONDS = 10.0
_MEMORY = 1 << 30
# Where there are no such limits (Windows), time is the bound.
_PROGRAM = f"""
import sys
try:
    import resource
    resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY}))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
except (ImportError, OSError, ValueError):
    pass
import resvg_py
svg = sys.stdin.buffer.read().decode("utf-8-sig")
sys.stdout.buffer.write(bytes(resvg_py.svg_to_bytes(svg_string=svg, height=int(sys.argv[1]))))
"""


@lru_cache(maxsize=16)  # the papers of a batch have the same emblem
def painted(svg: bytes, height: int) -> bytes:
    """Return a drawing as PNG of a height in points.

    Raises:
        DocgenError: it takes too long or too much memory, or cannot be drawn.
        MachineError: the library that draws it is not there, or no process can be started.
    """
    if find_spec("resvg_py") is None:
        raise MachineError(
            "рисунок SVG нечем нарисовать: установите resvg-py (pip install resvg-py) или сохраните рисунок в PNG"
        )
    command = [sys.executable, "-c", _PROGRAM, str(height)]
    try:
        done = subprocess.run(command, input=svg, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        done = None
    except OSError as error:
        raise MachineError(f"рисунок SVG нечем нарисовать: не запускается {sys.executable}") from error
    if done is None or done.returncode or not done.stdout:
        raise DocgenError("рисунок SVG слишком сложен или повреждён; сохраните его в PNG или JPEG")
    return done.stdout
