"""The command `docgen` and `python -m docgen`: a process that runs one command and ends."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run docgen; what a command loads stays till its end, so there is no garbage to look for among modules."""
    gc.set_threshold(200_000)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # or it asks every package for plugins
    try:
        from docgen.cli import main as command

        command()
    except KeyboardInterrupt:  # of what is not a command yet
        sys.exit("прервано")
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
