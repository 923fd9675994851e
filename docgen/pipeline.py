"""The verbs: load, check, render. The only place that joins the workers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Literal, cast, get_args

from pydantic import ValidationError

from docgen import kinds, resources, rules, russian, sources
from docgen.arguments import StrPath, demand, path_of, several
from docgen.errors import UsageError
from docgen.finding import Finding, Place
from docgen.finding import Path as Keys
from docgen.model import faults
from docgen.model.document import Document, read_any
from docgen.model.links import linked
from docgen.model.registry import Registry
from docgen.model.style import Style
from docgen.outcome import Loaded, Paper
from docgen.render.docx import render as render_docx
from docgen.render.library import Library
from docgen.render.unprinted import unprinted
from docgen.value import replace
from docgen.vocabulary import term

Format = Literal["docx", "xlsx", "pdf", "pdfa"]


def load(
    path: StrPath,
    root: StrPath | None = None,
    house: sources.House | None = None,
    words: russian.Lexicon = russian.NO_WORDS,
) -> Loaded:
    """Read a source, check it against the model, link it, and run the rules of norm control.

    What is wrong with the source is no exception here but findings; asking for `document` raises them.

    Args:
        path: the source: YAML or JSON.
        root: the folder that its includes must not leave; its own folder by default.
        house: the profile of the house, from `read_house`: what stands where the source says nothing.
        words: forms that a sheet of forms gives.

    Raises:
        UsageError: there is no such file.
        MachineError: the file cannot be read.
    """
    demand(words, russian.Lexicon, "слова", "формы из листа форм")
    return checked(sources.read(path, root, house), Registry(kinds=kinds.kinds()).taught(words))


FINISHED = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf", ".odt")


def findings(
    path: StrPath,
    root: StrPath | None = None,
    house: sources.House | None = None,
    words: russian.Lexicon = russian.NO_WORDS,
) -> tuple[Finding, ...]:
    """Return everything that is wrong or doubtful in a source or a finished paper: the findings of `examined`."""
    return examined(path, root, house, words).findings


def examined(
    path: StrPath,
    root: StrPath | None = None,
    house: sources.House | None = None,
    words: russian.Lexicon = russian.NO_WORDS,
) -> Loaded:
    """Read a source or a finished paper (DOCX), ours or a stranger's, for what is wrong or doubtful in it.

    The arguments are those of `load`.

    Raises:
        UsageError: there is no such file, or it is neither a source nor a paper.
        MachineError: the file cannot be read.
    """
    path = path_of(path, "файл")
    if path.suffix.lower() not in FINISHED:
        return load(path, root, house, words)
    from docgen import paper
    from docgen.rules import form

    levels, wrong = _levels(house)
    wrong = (*(house.findings if house else ()), *wrong, *form.run(paper.read(path), path.name, levels))
    return Loaded(None, wrong, (path, *(house.files if house else ())))


def _levels(house: sources.House | None) -> tuple[Mapping[str, str], tuple[Finding, ...]]:
    """Return how strict the rules are in a house, and what is wrong with how it says so."""
    source = house.norm_control() if house else None
    if source is None:
        return {}, ()
    try:
        levels = Style.model_validate({term("norm_control"): source.data}).norm_control
    except ValidationError as error:
        return {}, tuple(faults.findings(error, lambda path: source.place(path[1:])))
    unknown = (replace(finding, place=source.place(finding.path[2:])) for finding in rules.settings(levels))
    return levels, tuple(unknown)


def checked(source: sources.Source, registry: Registry) -> Loaded:
    """Check a source that has been read: its model, its references, the rules of norm control.

    Args:
        source: the data with the places of its values.
        registry: the kinds, and what is known of earlier readings.
    """
    findings = list(source.findings)
    document = None
    if not isinstance(source.data, sources.Broken):
        try:
            document = read_any(source.data, registry)
        except ValidationError as error:
            found = faults.findings(error, source.place)
            findings += [finding for finding in found if not source.broken(finding.path)]
    if document is not None:
        whole, dangling = linked(document)
        files = sources.Files(source.folders)
        findings += [_placed(finding, source, files) for finding in (*dangling, *rules.run(document, whole))]
        document = whole
    result = tuple(sorted(dict.fromkeys(findings), key=_order))
    stopped = any(finding.severity == "error" for finding in result)
    return Loaded(None if stopped else document, result, source.files)


def _placed(finding: Finding, source: sources.Source, files: sources.Files) -> Finding:
    """Return a finding with its place: that of the words it quotes, if they are found, else that of its value."""
    path = source.quoted(finding.path, finding.quote, finding.beside)
    place = source.place(path)
    if place and finding.quote:
        place = files.region(place, finding.quote)
    elif place and place.line and finding.line and place.file.endswith((".md", ".txt")):
        place = replace(place, line=place.line + finding.line)
    return replace(finding, place=place, excerpt=source.excerpt(path, finding.quote, finding.line))


def _order(finding: Finding) -> tuple[str, str, int, Keys]:
    place = finding.place or Place("")
    return place.file, place.sheet or "", place.line or 0, tuple(str(step) for step in finding.path)


_PAGES = (
    "номеров страниц в оглавлении ещё нет: их ставит LibreOffice, а он не найден; "
    "в Word выделите всё (Ctrl+A) и нажмите F9"
)


def _note(document: Document, library: Library) -> str:
    """Return what a person has still to do: see to what the template left out, count the pages of the contents."""
    notes = tuple(unprinted(document, library))
    if any(paper.has_contents for paper in (document, *document.appendices)):
        from docgen.render import pdf

        notes = (*notes, *(() if pdf.available() else (_PAGES,)))
    return "; ".join(notes)


def template_folders(folders: StrPath | Sequence[StrPath] = (), house: sources.House | None = None) -> tuple[Path, ...]:
    """Return the folders of templates in the order of their weight: given ones, those of a house, the shipped ones.

    Raises:
        UsageError: there is no such folder.
    """
    what = "папка с шаблонами"
    given = several(folders, what, "путь к папке или несколько")
    own = [path_of(folder, what) for folder in given]
    if lacking := next((folder for folder in own if not folder.is_dir()), None):
        raise UsageError(f"нет папки с шаблонами {lacking.as_posix()}")
    shipped = (resources.folder("templates/docx"), resources.folder("templates/xlsx"))
    return (*own, *(house.templates if house else ()), *shipped)


def template_files(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the files of folders that are templates of papers, or of their parts: what rendering may read."""
    shipped = (resources.folder("templates/docx"), resources.folder("templates/xlsx"))
    names = [path.name for folder in shipped for path in folder.glob("*.*")]
    for folder in folders:
        yield from (folder / name for name in names if (folder / name).is_file())
        yield from folder.glob("parts/*.docx")


def default_library(
    folders: StrPath | Sequence[StrPath] = (), keep: StrPath | None = None, house: sources.House | None = None
) -> Library:
    """Return the shipped templates behind those of the given folders and of a house.

    ``keep`` is a folder of the user's own where their compiled forms stay for the next process.

    Raises:
        UsageError: there is no such folder.
    """
    cache = None if keep is None else path_of(keep, "папка для готовых шаблонов")
    return Library(template_folders(folders, house), cache, kinds.nouns())


def render(
    document: Document,
    library: Library | None = None,
    name: str | None = None,
    *,
    split: bool = False,
    formats: Format | Sequence[Format] = ("docx",),
) -> Iterator[Paper]:
    """Make the papers of a document: one file, or with ``split`` one for the document and one for each appendix.

    Args:
        document: a document from `load`.
        library: the templates, the shipped ones by default; keep one for any number of documents.
        name: the name of the file without its extension; by default the kind of the document: «приказ».
        split: make files of their own for the appendices.
        formats: `docx`; `xlsx` for the tables; `pdf`, `pdfa` (PDF/A), which LibreOffice makes.

    Raises:
        UsageError: an argument is not what it should be.
        TemplateError: a template cannot be compiled or filled.
        MachineError: LibreOffice is not there or does not answer.
    """
    demand(document, Document, "документ", "docgen.load(…).document")
    demand(library, Library | None, "шаблоны", "docgen.default_library(…)")
    name = document.noun if name is None else str(path_of(name, "имя документа"))
    return render_all([(document, name)], library or default_library(), split=split, formats=known_formats(formats))


def known_formats(formats: Format | Sequence[Format]) -> tuple[Format, ...]:
    """Return formats as a tuple.

    Raises:
        UsageError: one of them cannot be made.
    """
    known = get_args(Format)
    asked = tuple(several(formats, "форматы", ", ".join(known)))
    if unknown := next((form for form in asked if form not in known), None):
        raise UsageError(f"формат „{unknown}“ не сделать; есть: {', '.join(known)}")
    return cast("tuple[Format, ...]", asked)


def render_all(
    documents: Sequence[tuple[Document, str]],
    library: Library,
    *,
    split: bool = False,
    formats: Sequence[Format] = ("docx",),
) -> Iterator[Paper]:
    """Make the papers of many documents, each with the name of its file; LibreOffice starts once for all of them."""
    apart = [item for document, name in documents for item in _apart(document, name, split=split)]
    made = [(stem, render_docx(one, library, split=split), _note(one, library)) for stem, one in apart]
    for form in formats:
        if form == "docx":
            yield from (Paper(f"{stem}.docx", data, note) for stem, data, note in made)
        elif form == "xlsx":
            from docgen.render.xlsx import render as render_xlsx

            workbook = library.workbook("table")
            yield from (Paper(f"{name}.xlsx", render_xlsx(document, workbook)) for document, name in documents)
        else:
            from docgen.render.pdf import convert

            pages = convert([data for _, data, _ in made], archival=form == "pdfa")
            yield from (Paper(f"{stem}.pdf", data) for (stem, _, _), data in zip(made, pages, strict=True))


def _apart(document: Document, name: str, *, split: bool) -> Iterator[tuple[str, Document]]:
    """Yield a document and, with ``split``, its appendices and theirs, each with the name of its file."""
    yield name, document
    for number, appendix in enumerate(document.appendices if split else (), 1):
        yield from _apart(appendix, f"{name}-приложение-{number}", split=split)
