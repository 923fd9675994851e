"""The command line: words in, words out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from docgen.batch_command import batch
from docgen.errors import DeveloperError, UsageError
from docgen.finding import SEVERITIES, Finding
from docgen.forms_command import forms, forms_option, read_forms
from docgen.template_command import template
from docgen.usage import Group, echo, existing_folders, guarded, house_option, kept_folder, remembered, root_option
from docgen.version import VERSION

_SOURCE = click.Path(path_type=Path)


@click.group(cls=Group, help="Готовит приказы, программы, паспорта и дорожные карты из одного источника.")
@click.version_option(VERSION, message="%(prog)s %(version)s", help="Показать версию.")
@click.help_option("--help", "-h", help="Показать справку.")
def main() -> None:
    """Run docgen."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(encoding="utf-8", errors="replace")


@main.command(help="Какие документы можно сделать.\n\nПример: docgen kinds")
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def kinds() -> None:
    """List the kinds."""
    from docgen.kinds import kinds as known

    broken = []
    for noun in known():
        try:
            kind = known()[noun]
        except DeveloperError as error:  # the other kinds go on working
            broken.append(str(error))
        else:
            echo(f"{kind.key():<12} {noun:<16} {kind.about}")
    if broken:
        raise DeveloperError("\n".join(broken))


@main.command(help="Заготовка источника с пояснениями.\n\nПример: docgen new приказ -o приказ.yaml")
@click.argument("kind", metavar="ВИД")
@click.option("-o", "--output", type=_SOURCE, metavar="ФАЙЛ", help="Куда записать; без него — на экран.")
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def new(kind: str, output: Path | None) -> None:
    """Print a source to fill."""
    from docgen import resources
    from docgen.destination import refuse_extension
    from docgen.kinds import named

    if output is not None:
        refuse_extension(output, (".yaml", ".yml"))
    found = named(kind)
    skeleton = resources.folder("samples") / "new" / f"{found.key()}.yaml"
    if not skeleton.is_file():
        raise DeveloperError(f"у вида „{found.noun}“ нет заготовки: samples/new/{found.key()}.yaml")
    text = skeleton.read_text("utf-8")
    if output is None:
        echo(text, nl=False)
        return
    if output.exists():
        raise UsageError(f"файл {output} уже есть; укажите другое имя")
    _write([(output, text.encode())])


@main.command(help="Все ошибки и замечания по источникам и готовым документам.\n\nПример: docgen check приказ.docx")
@click.argument("sources", metavar="ИСТОЧНИК…", nargs=-1, required=True, type=_SOURCE)
@click.option("--format", "form", type=click.Choice(["text", "json", "sarif"]), default="text", help="Вид вывода.")
@click.option("--fix", is_flag=True, help="Исправить в источниках то, что можно исправить без человека.")
@click.option("--diff", is_flag=True, help="Показать, что изменит --fix, и ничего не записывать.")
@click.option("--report", type=_SOURCE, metavar="ФАЙЛ", help="Записать отчёт: .docx или .html.")
@forms_option
@house_option
@root_option
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
@remembered()
def check(
    sources: Sequence[Path], form: str, fix: bool, diff: bool, report: Path | None,
    forms: Path | None, house: Path | None, root: Path | None,
) -> None:  # fmt: skip
    """Print the findings of sources; put right what can be put right; write the report."""
    from docgen import checking, output, russian
    from docgen.destination import refuse_extension
    from docgen.report import Subject
    from docgen.sources import read_house

    if report is not None:
        refuse_extension(report, checking.REPORTS)
    profile = read_house(house) if house else None
    sheet = read_forms(forms)
    for_programs = form != "text"  # then the standard output is theirs alone
    if fix or diff:
        for line in checking.mend(sources, root, profile, write=fix and not diff):
            echo(line, err=for_programs)
    subjects = checking.subjects(sources, root, profile, sheet.words if sheet else russian.NO_WORDS)
    if forms and sheet and sheet.findings:
        subjects.insert(0, Subject(forms, sheet.findings))
    if report is not None:
        read = (forms, *(path for subject in subjects for path in subject.files))
        inputs = output.Inputs(path for path in read if path)
        output.write_all([(report, checking.report(subjects, report.suffix))], inputs)
        echo(f"Готово: {report.as_posix()}", err=for_programs)
    findings = [finding for subject in subjects for finding in subject.findings]
    if for_programs:
        click.echo(checking.printed(subjects, form))
    elif findings:
        echo(checking.printed(subjects, form), err=True)
    errors = sum(finding.severity == "error" for finding in findings)
    if not for_programs:
        echo("Ошибок нет." if not errors else f"Ошибок: {errors}.")
    sys.exit(1 if errors else 0)


@main.command(help="Сделать документы.\n\nПример: docgen render приказ.yaml -o готово")
@click.argument("sources", metavar="ИСТОЧНИК…", nargs=-1, required=True, type=_SOURCE)
@click.option(
    "-o", "--output", metavar="ПУТЬ", help="Папка или файл .docx, .xlsx, .pdf; без него — рядом с источником."
)
@click.option(
    "--format",
    "formats",
    type=click.Choice(["docx", "xlsx", "pdf", "pdfa"]),
    multiple=True,
    help="Что сделать: docx, xlsx (таблицы), pdf, pdfa (PDF/A); можно несколько раз. Для PDF нужен LibreOffice.",
)
@click.option("--split", is_flag=True, help="Каждое приложение — отдельным файлом.")
@click.option("--templates", type=_SOURCE, metavar="ПАПКА", multiple=True, help="Папка со своими шаблонами.")
@forms_option
@house_option
@root_option
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
@remembered()
def render(
    sources: Sequence[Path], output: str | None, formats: Sequence[str], split: bool, templates: Sequence[Path],
    house: Path | None, root: Path | None, forms: Path | None,
) -> None:  # fmt: skip
    """Make papers; nothing is written unless every source is sound."""
    from docgen import pipeline, russian
    from docgen.destination import destination
    from docgen.sources import read_house

    target = destination(output, formats)
    profile = read_house(house) if house else None
    sheet = read_forms(forms)
    with russian.recorded() as ledger:
        loaded = [
            (path, pipeline.load(path, root, profile, sheet.words if sheet else russian.NO_WORDS)) for path in sources
        ]
        wrong = sheet.findings if sheet else ()
        _print([*wrong, *(finding for _, item in loaded for finding in item.findings)])
        _stop(bool(wrong) or any(item.errors for _, item in loaded))
        library = pipeline.default_library(existing_folders(templates), kept_folder(), profile)
        jobs = [(item.document, target.stem(source)) for source, item in loaded]
        formats = pipeline.known_formats(target.formats)  # type: ignore[arg-type] # the words of the command line
        made = list(pipeline.render_all(jobs, library, split=split, formats=formats))
    stale = sheet.stale(ledger) if sheet else ()
    _print(stale)
    _stop(bool(stale))
    read = (
        forms,
        *pipeline.template_files(pipeline.template_folders(templates, profile)),
        *(path for _, item in loaded for path in item.files),
    )
    _write([(target.path(paper.name), paper.data) for paper in made], [path for path in read if path])
    for paper in made:
        if paper.note:
            echo(f"{paper.name}: {paper.note}", err=True)


def _stop(faulty: bool) -> None:
    """Leave with nothing written if something is at fault."""
    if faulty:
        echo("Ничего не записано: исправьте ошибки.", err=True)
        sys.exit(1)


@main.command(help="JSON Schema вида документов: подсказки и проверка в редакторе.\n\nПример: docgen schema приказ")
@click.argument("kind", metavar="[ВИД]", required=False)
@click.option("--write", type=_SOURCE, metavar="ПАПКА", help="Записать схемы всех видов (или одного) в папку.")
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def schema(kind: str | None, write: Path | None) -> None:
    """Print or write JSON Schemas."""
    from docgen import kinds as found
    from docgen.schema import schema as of

    chosen = [found.named(kind)] if kind else list(found.kinds().values())
    if write is not None:
        _write([(write / f"{item.key()}.schema.json", of(item).encode()) for item in chosen])
    else:
        for item in chosen:
            click.echo(of(item), nl=False)


@main.command(help="Текст готового документа с номерами, как их ставит Word.\n\nПример: docgen outline приказ.docx")
@click.argument("file", metavar="ФАЙЛ", type=_SOURCE)
@click.option("--spaces", is_flag=True, help="Показывать неразрывные пробелы знаком °.")
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def outline(file: Path, spaces: bool) -> None:
    """Print the text of a paper."""
    from docgen import paper

    echo(paper.outline(paper.read(file), show_spaces=spaces), nl=False)


@main.command(help="Правила нормоконтроля.\n\nПример: docgen rules Н101")
@click.argument("code", metavar="[ПРАВИЛО]", required=False)
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def rules(code: str | None) -> None:
    """List the rules of norm control, or print the page of one."""
    from docgen.rules import every_rule

    every = every_rule()
    if code is None:
        for item in every:
            echo(f"{item.code}  {SEVERITIES[item.severity]:<9}  {item.page.what}")
        return
    found = next((item for item in every if item.code == _typed(code)), None)
    if found is None:
        raise UsageError(f"нет правила „{code}“; список: docgen rules")
    echo(str(found))


main.add_command(batch)
main.add_command(forms)
main.add_command(template)


def _typed(code: str) -> str:
    """Return the code of a rule as it is written: its letters may have been typed as Latin ones."""
    return code.strip().upper().replace("H", "Н").replace("F", "Ф")


def _write(files: Sequence[tuple[Path, bytes]], read: Sequence[Path] = ()) -> None:
    from docgen.output import Inputs, write_all

    write_all(files, Inputs(read))
    for path, _ in files:
        echo(f"Готово: {path.as_posix()}")


def _print(findings: Sequence[Finding]) -> None:
    if not findings:
        return
    from docgen.report import lines

    for line in (line for finding in findings for line in lines(finding)):
        echo(line, err=True)


if __name__ == "__main__":
    main()
