"""The library of templates: the house's own first, then the shipped ones; each compiled once for a look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from docgen.errors import TemplateError
from docgen.folding import fold
from docgen.render.adoption import Adoption, adopt
from docgen.render.house import House
from docgen.render.kept import Shelf
from docgen.render.template import Template

# The file of a shared part -> the name by which templates include it.
PARTS = {
    "letterhead": "бланк",
    "mark": "отметка",
    "wide_mark": "отметка на альбомном листе",
    "approvals": "грифы",
    "wide_approvals": "грифы на альбомном листе",
    "lower_approvals": "грифы под названием",
    "points": "пункты",
    "signatures": "подписи",
    "around": "после подписи",
    "table": "таблица",
}

_TEMPLATES = (".docx", ".xlsx")
_NO_NOUNS: Mapping[str, Sequence[str]] = {}


def idle(folder: Path, nouns: Mapping[str, Sequence[str]], shipped: Sequence[Path]) -> list[Path]:
    """Return the templates of a folder that serve no kind: their names are neither those of kinds nor of parts."""
    known = {fold(name) for key, names in nouns.items() for name in (key, *names)}
    parts = {fold(name) for pair in PARTS.items() for name in pair}
    for other in shipped:
        known |= {fold(path.stem) for path in other.glob("*.*")}
        parts |= {fold(path.stem) for path in other.glob("parts/*.*")}
    own = [*((path, known) for path in folder.glob("*")), *((path, parts) for path in folder.glob("parts/*"))]
    return sorted(
        path
        for path, names in own
        if path.suffix.lower() in _TEMPLATES and not path.name.startswith(("~", ".")) and fold(path.stem) not in names
    )


def _folded(path: Path) -> Path | None:
    """Return the file whose name differs from a Russian one in case, spaces, hyphens or underscores alone."""
    if not path.parent.is_dir():
        return None
    alike = (other for other in path.parent.glob(f"*{path.suffix}") if fold(other.stem) == fold(path.stem))
    return min(alike, default=None)


class Library:
    """Templates by kind, looked for in folders in order. Keep one for any number of documents."""

    def __init__(
        self, folders: Sequence[Path], keep: Path | None = None, nouns: Mapping[str, Sequence[str]] = _NO_NOUNS
    ) -> None:
        """Take the places of templates.

        Args:
            folders: where they lie; a file in an earlier one stands for the one of the same name later.
            keep: a folder of the user's own for compiled templates, so that the next process need not compile them.
            nouns: the Russian names that the template of a kind may have as well: `order` -> «приказ».
        """
        self._nouns = {f"parts/{file}": (f"parts/{noun}",) for file, noun in PARTS.items()} | dict(nouns)
        self._shelf = Shelf(keep) if keep else None
        self._folders = tuple(folders)
        self._templates: dict[tuple[str, House], Template] = {}
        self._fragments: dict[House, dict[str, Template]] = {}
        self._adoptions: dict[tuple[str, int], Adoption] = {}

    def __repr__(self) -> str:
        return f"<Library: {', '.join(folder.as_posix() for folder in self._folders)}>"

    def template(self, name: str, house: House) -> Template:
        """Return a template by the name of its kind, in the look of a house.

        Raises:
            TemplateError: there is no such file, or it is not a template.
        """
        if (name, house) not in self._templates:
            path = self._find(f"{name}.docx")
            self._templates[name, house] = Template.open(path, self.fragments(house), house, self._shelf)
        return self._templates[name, house]

    def fragments(self, house: House) -> Mapping[str, Template]:
        """Return the shared parts that templates include, by the names that they include them by.

        Raises:
            TemplateError: one of them is not there, or is not a template.
        """
        if house not in self._fragments:
            files = {name: self._find(f"parts/{file}.docx") for file, name in PARTS.items()}
            self._fragments[house] = {name: Template.open(file, house=house) for name, file in files.items()}
        return self._fragments[house]

    def guest(self, name: str, house: House, host: Template) -> tuple[Template, Adoption]:
        """Return the template of a paper that stands inside the host's file, and what it brings there."""
        template = self.template(name, house)
        return template, self._adoption(name, template, host, keeps_look=True)

    def fragment(self, name: str, house: House, host: Template) -> tuple[Template, Adoption]:
        """Return a shared part that prints values: `prose`, `cell`, `table`; it has the look of the house alone."""
        template = self.template(f"parts/{name}", house)
        return template, self._adoption(name, template, host, keeps_look=house != host.house)

    def _adoption(self, name: str, template: Template, host: Template, *, keeps_look: bool) -> Adoption:
        name = name if template.house == host.house else f"{name}-{template.house.code}"
        key = (name, id(host))
        if key not in self._adoptions:
            self._adoptions[key] = adopt(host, template, name, keeps_look=keeps_look)
        return self._adoptions[key]

    def workbook(self, name: str) -> Path:
        """Return the file of a template of Excel.

        Raises:
            TemplateError: there is no such file.
        """
        return self._find(f"{name}.xlsx")

    def _find(self, file: str) -> Path:
        stem, dot, suffix = file.rpartition(".")
        names = (file, *(f"{noun}{dot}{suffix}" for noun in self._nouns.get(stem, ())))
        for folder in self._folders:
            for name in names:
                if (folder / name).is_file():
                    return folder / name
                if name != file and (found := _folded(folder / name)):
                    return found
        raise TemplateError(f"нет шаблона {file}; искали в папках: {', '.join(map(str, self._folders))}")
