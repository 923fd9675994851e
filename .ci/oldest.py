"""Prints the oldest version that pyproject.toml allows of every dependency, as constraints for pip."""

import pathlib
import re
import tomllib

PROJECT = tomllib.loads((pathlib.Path(__file__).parent.parent / "pyproject.toml").read_text("utf-8"))["project"]
for requirement in PROJECT["dependencies"]:
    if found := re.match(r"([\w.-]+)(?:\[[^\]]*\])?>=([\w.]+)", requirement):
        print(f"{found[1]}=={found[2]}")
