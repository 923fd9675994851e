"""The command `docgen` and `python -m docgen`: a process that runs one command and ends."""

from __future__ import annotations

import gc


def main() -> None:
    """Run docgen; what a command loads stays till its end, so there is no garbage to look for among modules."""
    gc.set_threshold(200_000)
    from docgen.cli import main as command

    try:
        command()
    finally:
        gc.freeze()


if __name__ == "__main__":
    main()
