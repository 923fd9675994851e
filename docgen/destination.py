"""Where a command writes: what `-o` names is a folder or a file, and the extension of a file says what is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from docgen.errors import UsageError
from docgen.value import Value

_MADE = {".docx": ("docx",), ".xlsx": ("xlsx",), ".pdf": ("pdf", "pdfa")}
_EXTENSION = re.compile(r"\.(?=\w*[A-Za-z])[A-Za-z0-9]{1,8}")
_AS_FOLDER = "для папки с таким именем поставьте в конце /"


class Destination(Value):
    """What is made, and where.

    Attributes:
        output: the folder or the file; None: beside the source.
        formats: what is made.
        single: whether the output is a file.
    """

    output: Path | None
    formats: Sequence[str]
    single: bool = False

    def stem(self, source: Path) -> str:
        """Return the path, without an extension, of what a source makes."""
        if self.output is None:
            return str(source.parent / source.stem)
        return str(self.output.with_suffix("") if self.single else self.output / source.stem)

    def path(self, name: str) -> Path:
        """Return the path of a file that has been made: the one asked for to the letter, `ПРИКАЗ.DOCX`."""
        path = Path(name)
        asked = self.output if self.single else None
        return asked if asked and path == asked.with_suffix(asked.suffix.lower()) else path


def destination(output: str | None, formats: Sequence[str]) -> Destination:
    """Return what is to be made, and where; without formats the extension of the output decides, DOCX otherwise.

    Args:
        output: the folder or the file as typed; None: beside the source.
        formats: what the caller has asked for expressly.

    Raises:
        UsageError: such files are not made, or the formats are others than the extension says.
    """
    if output is None:
        return Destination(None, formats or ("docx",))
    path = Path(output)
    suffix = path.suffix.lower()
    if is_folder(output):
        return Destination(path, formats or ("docx",))
    refuse_extension(path, tuple(_MADE), _AS_FOLDER)
    chosen = tuple(formats) or _MADE[suffix][:1]
    if not set(chosen) & set(_MADE[suffix]):
        raise UsageError(f"-o {output} и --format {' --format '.join(chosen)} говорят о разном; оставьте одно")
    return Destination(path, chosen, single=True)


def is_folder(output: str) -> bool:
    """Tell whether an output is a folder: there is one, or its name has nothing like the extension of a file."""
    path = Path(output)
    return path.is_dir() or output.endswith(("/", "\\")) or not _EXTENSION.fullmatch(path.suffix)


def refuse_other_archives(output: str) -> None:
    """Refuse the output of a batch that is neither a folder nor an archive nor an address.

    Raises:
        UsageError: it names what can be made.
    """
    if "://" not in output and not is_folder(output):
        refuse_extension(Path(output), (".zip",), _AS_FOLDER)


def refuse_extension(path: Path, made: Sequence[str], otherwise: str = "") -> None:
    """Refuse a file of an extension that is not made.

    Raises:
        UsageError: it names those that are.
    """
    if path.suffix.lower() not in made:
        more = f"; {otherwise}" if otherwise else ""
        raise UsageError(f"файл {path.as_posix()} не сделать: можно {', '.join(made)}{more}")
