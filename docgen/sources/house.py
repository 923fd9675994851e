"""The profile of a house: one small file that an organisation keeps, with its own templates beside it.

It says what stands where a source says nothing: the fields of `оформление`, either by themselves or under that name,
`организация`, `лица`, `акты`, `слова`; and `шаблоны`, the folder of the house's own templates, counted from the file.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from docgen.arguments import StrPath, path_of
from docgen.errors import UsageError
from docgen.finding import Finding
from docgen.folding import fold
from docgen.sources.include import overridden, read_node
from docgen.sources.node import Node, data, plain
from docgen.sources.source import Source
from docgen.value import Value
from docgen.vocabulary import TERMS

_MERGED = ("style", "people", "acts", "words")
_DEFAULTS = (*_MERGED, "organisation")
_TEMPLATES = "шаблоны"
_INSIDE = ("docx", "xlsx")


class House(Value):
    """The profile of a house.

    Attributes:
        defaults: what it says, by the English name of the field of a document.
        templates: the folders of its templates.
        findings: what is wrong with the file.
        files: every file that has been read: the profile and what it includes.
    """

    defaults: Mapping[str, Node]
    templates: tuple[Path, ...]
    findings: tuple[Finding, ...]
    files: tuple[Path, ...] = ()

    def under(self, source: Node) -> Node:
        """Return a source with what the house says where the source is silent; an organisation is taken whole."""
        if not isinstance(source.value, dict):
            return source
        result = dict(source.value)
        for name, default in self.defaults.items():
            key = _key(name, result)
            if key is None:
                result[TERMS[name].name] = default
            elif name in _MERGED:
                result[key] = overridden(default, result[key])
        return Node(result, source.place)

    def norm_control(self) -> Source | None:
        """Return what it says of the rules of norm control, with places; None if it says nothing."""
        style = self.defaults.get("style")
        fields = style.value if style and isinstance(style.value, dict) else {}
        key = _key("norm_control", fields)
        return None if key is None else Source(data(fields[key]), dict(plain(fields[key])))


def read_house(path: StrPath) -> House:
    """Read the profile of a house.

    Raises:
        UsageError: there is no such file, it is not a mapping, or there is no folder of its templates.
        MachineError: the file cannot be read.
    """
    path = path_of(path, "файл организации")
    node, findings, files = read_node(path, None)
    if node is None:
        return House({}, (), findings, files)
    if not isinstance(node.value, dict):
        raise UsageError(f"{path.as_posix()}: в файле организации нужны поля: шрифт, кегль, поля, шаблоны …")
    fields = dict(node.value)
    folder = _key(_TEMPLATES, fields)
    templates = _folders(path, fields.pop(folder).value) if folder else ()
    defaults = {name: fields.pop(key) for name in _DEFAULTS if (key := _key(name, fields)) is not None}
    if fields:
        own = Node(fields, node.place)
        defaults["style"] = overridden(own, defaults["style"]) if "style" in defaults else own
    return House(defaults, templates, findings, files)


def _folders(path: Path, name: object) -> tuple[Path, ...]:
    folder = path.parent / name.strip() if isinstance(name, str) and name.strip() else None
    if folder is None or not folder.is_dir():
        raise UsageError(f"{path.as_posix()}: в поле „{_TEMPLATES}“ нужна папка рядом с файлом, а папки „{name}“ нет")
    return (folder, *(folder / inside for inside in _INSIDE if (folder / inside).is_dir()))


def _key(name: str, fields: Mapping[str, object]) -> str | None:
    """Return the key under which a field is written."""
    entry = TERMS.get(name)
    names = {fold(name)} | ({fold(entry.name), *map(fold, entry.synonyms)} if entry else set())
    return next((key for key in fields if fold(key) in names), None)
