"""Includes: `{файл: …}` is replaced by the content of that file, inside the folder of the main source only.

A file is read once, however often it is included; files, bytes and values of a whole reading are counted together.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from os.path import realpath
from pathlib import Path
from typing import NamedTuple

from docgen.errors import MachineError, UsageError, why
from docgen.finding import Finding, Place
from docgen.finding import Path as Keys
from docgen.folding import fold
from docgen.lookalike import foreign, looks_like
from docgen.regex import regex
from docgen.sources.images import read_image
from docgen.sources.json_ import read_json
from docgen.sources.node import Node, Reading
from docgen.sources.source import BROKEN
from docgen.sources.tables import read_csv, read_xlsx
from docgen.sources.text import read_text
from docgen.sources.yaml_ import read_yaml

MAX_NAME = 1024
MAX_STEP = 255  # bytes of the name of a file or folder
MAX_SIZE = 50 * 1024 * 1024
MAX_FILES = 1_000  # of a reading, as are the following
MAX_BYTES = 200 * 1024 * 1024
MAX_WEIGHT = 1_000_000  # values, and long ones for several; those of a file count as often as it is included
_SIGNS = 5  # of a text weigh as much as a value
MAX_CHAIN = 50  # files that include one another
_READERS = {
    ".yaml": read_yaml,
    ".yml": read_yaml,
    ".json": read_json,
    ".md": read_text,
    ".txt": read_text,
    ".csv": read_csv,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".svg"), read_image),
}
_TOO_DEEP = "включения вложены слишком глубоко"
_NO_NAME = regex("[\x00-\x1f\ud800-\udfff]")
_OUTSIDE = regex(r"^(?:[a-zA-Z]:|[\\/])")


class Whole(NamedTuple):
    """What has been read of a file with everything it includes.

    Attributes:
        node: the values, if the file could be read.
        findings: what is wrong with the files.
        files: every file that has been read.
    """

    node: Node | None
    findings: tuple[Finding, ...]
    files: tuple[Path, ...]


def read_node(path: Path, root: Path | None) -> Whole:
    """Read a file with everything it includes.

    Args:
        path: the main file: YAML or JSON.
        root: the folder that includes must not leave; the folder of the main file if it is not given.

    Raises:
        UsageError: there is no such file or folder, or it is of another format.
        MachineError: the file cannot be read.
    """
    if not path.is_file():
        hint = near(path.name, path.parent)
        raise UsageError(f"нет файла {path.as_posix()}" + (f". {hint}" if hint else ""))
    if path.suffix.lower() not in {".yaml", ".yml", ".json"}:
        raise UsageError(f"{path.as_posix()}: источник должен быть файлом .yaml или .json")
    if root is not None and not root.is_dir():
        raise UsageError(f"нет папки {root.as_posix()}")
    inclusion = _Inclusion((root or path.parent).resolve(), path.parent)
    try:
        node = inclusion.file(path.resolve(), path.name, None, ()).node
    except _ExcessError as error:
        place = error.place or Place(path.name)
        return Whole(None, (Finding("велик", "error", str(error), place, (), error.hint),), tuple(inclusion.files))
    except OSError as error:
        raise MachineError(f"{path.as_posix()} не читается: {why(error)}") from error
    return Whole(node, tuple(inclusion.findings), tuple(inclusion.files))


class _Part(NamedTuple):
    """A file that has been read: its node, if it could be, and how much there is in it."""

    node: Node | None
    weight: int


class _ExcessError(Exception):
    """The reading is too big; the message says in what.

    Attributes:
        place: where the file is included that is too much.
    """

    place: Place | None = None
    hint = "Уберите лишние включения или разделите источник"


class _Inclusion:
    def __init__(self, root: Path, named_from: Path) -> None:
        self._root, self._named_from = root, named_from.resolve()
        self._parts: dict[tuple[Path, str | None], _Part] = {}
        self._weight = self._bytes = 0
        self.files: dict[Path, None] = {}
        self.findings: list[Finding] = []

    def file(self, path: Path, name: str, sheet: str | None, chain: tuple[Path, ...]) -> _Part:
        """Read one file and what it includes, or recall it; ``chain`` holds the files on the way here."""
        part = self._parts.get((path, sheet))
        if part is not None:
            self._weigh(part.weight)
            return part
        before = self._weight
        node = self._read(path, name, sheet, chain)
        return self._parts.setdefault((path, sheet), _Part(node, self._weight - before))

    def _read(self, path: Path, name: str, sheet: str | None, chain: tuple[Path, ...]) -> Node | None:
        reading = Reading()
        suffix, size = path.suffix.lower(), path.stat().st_size
        self.files[path] = None
        if size > MAX_SIZE:
            reading.complain("велик", "файл больше 50 МБ", Place(name))
            self.findings += reading.findings
            return None
        self._bytes += size
        if len(self.files) > MAX_FILES:
            raise _ExcessError(f"включений слишком много: файлов больше {MAX_FILES}")
        if self._bytes > MAX_BYTES:
            raise _ExcessError(f"включённые файлы вместе больше {MAX_BYTES // 1024 // 1024} МБ")
        if len(chain) > MAX_CHAIN:
            raise _ExcessError(_TOO_DEEP)
        if suffix in {".xlsx", ".xlsm"}:
            reading = read_xlsx(path.read_bytes(), name, sheet)
        else:
            reading = _READERS[suffix](path.read_bytes(), name)
        self.findings += reading.findings
        if reading.node is None:
            return None
        return self._resolved(reading.node, path, (*chain, path))

    def _weigh(self, weight: int) -> None:
        self._weight += weight
        if self._weight > MAX_WEIGHT:
            raise _ExcessError(
                f"текста или включений слишком много: вместе в источнике больше {MAX_WEIGHT * _SIGNS} знаков"
            )

    def _resolved(self, node: Node, path: Path, chain: tuple[Path, ...]) -> Node:
        self._weigh(1 + len(node.value) // _SIGNS if isinstance(node.value, str) else 1)
        if isinstance(node.value, list):
            return Node([self._resolved(child, path, chain) for child in node.value], node.place)
        if not isinstance(node.value, dict):
            return node
        keys = {fold(key): key for key in node.value}
        if "файл" not in keys:
            return Node({key: self._resolved(child, path, chain) for key, child in node.value.items()}, node.place)
        included = self._included(node.value[keys["файл"]], node.value.get(keys.get("лист", "")), path, chain)
        own = {key: child for key, child in node.value.items() if fold(key) not in {"файл", "лист"}}
        if included is None:
            return Node(BROKEN, node.place)
        if not own:
            table = isinstance(included.value, list) and included.place.file != node.place.file
            return Node(included.value, node.place) if table else included
        changes = Node({key: self._resolved(child, path, chain) for key, child in own.items()}, node.place)
        return overridden(included, changes)

    def _included(self, target: Node, sheet: Node | None, path: Path, chain: tuple[Path, ...]) -> Node | None:
        if not isinstance(target.value, str) or not target.value.strip():
            return self._refused("включение", "в поле „файл“ нужно имя файла", target.place)
        name = target.value.strip().replace("\\", "/")
        if _OUTSIDE.match(name):
            return self._refused(
                "включение", f"файл „{name}“ задан полным путём", target.place, "Напишите путь от этого файла"
            )
        if _NO_NAME.search(name):
            return self._refused("включение", "в имени файла знак, которого там быть не может", target.place)
        if len(name.encode()) > MAX_NAME or max(len(step.encode()) for step in name.split("/")) > MAX_STEP:
            return self._refused("включение", "имя файла слишком длинное", target.place)
        found = Path(realpath(path.parent / name))  # `resolve` fails on links in a circle
        if not found.is_relative_to(self._root):
            hint = "Положите файл в папку основного источника или ниже"
            return self._refused("включение", f"файл „{name}“ лежит вне папки источника", target.place, hint)
        if not found.is_file():
            return self._refused("включение", f"нет файла „{name}“", target.place, near(found.name, found.parent))
        if found in chain:
            loop = " → ".join(self._name(item) for item in (*chain[chain.index(found) :], found))
            return self._refused(
                "петля", f"файлы включают друг друга: {loop}", target.place, "Уберите одно из включений"
            )
        if found.suffix.lower() not in {*_READERS, ".xlsx", ".xlsm"}:
            hint = "Можно: YAML, JSON, MD, TXT, CSV, XLSX, PNG, JPG, SVG"
            return self._refused("включение", f"файл „{name}“ такого вида не включить", target.place, hint)
        return self._content(found, name, str(sheet.value) if sheet else None, target.place, chain)

    def _content(self, found: Path, name: str, sheet: str | None, place: Place, chain: tuple[Path, ...]) -> Node | None:
        try:
            return self.file(found, self._name(found), sheet, chain).node
        except (_ExcessError, RecursionError) as error:
            excess = error if isinstance(error, _ExcessError) else _ExcessError(_TOO_DEEP)
            excess.place = excess.place or place
            raise excess from None
        except OSError as error:
            return self._refused("включение", f"файл „{name}“ не читается: {why(error)}", place)

    def _name(self, path: Path) -> str:
        base = self._named_from if path.is_relative_to(self._named_from) else self._root
        return path.relative_to(base).as_posix()

    def _refused(self, code: str, message: str, place: Place, hint: str = "") -> Node | None:
        self.findings.append(Finding(code, "error", message, place, (), hint))
        return None


def overridden(base: Node, changes: Node) -> Node:
    """Return an included mapping with the fields given beside the include put over it, mapping by mapping."""
    if not isinstance(base.value, dict) or not isinstance(changes.value, dict):
        return changes
    result = dict(base.value)
    keys = {fold(key): key for key in base.value}
    for key, child in changes.value.items():
        old = keys.get(fold(key))
        result[old or key] = overridden(base.value[old], child) if old else child
    return Node(result, base.place)


def near(name: str, folder: Path) -> str:
    """Return «Похоже на …» for the name of a file that is not there, or an empty text."""
    if not folder.is_dir():
        return ""
    from difflib import get_close_matches  # few names are misspelt

    names = [item.name for item in folder.iterdir() if item.is_file()]
    if same := looks_like(name, names):
        return f"{foreign(name, same)}; файл называется „{same}“"
    close = get_close_matches(name, names, n=1, cutoff=0.75)
    return f"Похоже на „{close[0]}“" if close else ""


def leaves(raw: bytes, path: Path) -> Mapping[Keys, object] | None:
    """Return the values of a text file by their paths, what it includes not read; None if it cannot be read."""
    reading = _READERS[path.suffix.lower()](raw, path.name)
    if reading.node is None or reading.failed:
        return None
    return dict(_leaves(reading.node, ()))


def _leaves(node: Node, path: Keys) -> Iterator[tuple[Keys, object]]:
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from _leaves(child, (*path, key))
    elif isinstance(node.value, list):
        for index, child in enumerate(node.value):
            yield from _leaves(child, (*path, index))
    else:
        yield path, node.value
