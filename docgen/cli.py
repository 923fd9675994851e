"""The command line: words in, words out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from docgen.batch_command import batch
from docgen.errors import UsageError
from docgen.finding import SEVERITIES, Finding
from docgen.forms_command import forms, forms_option, read_forms
from docgen.template_command import template
from docgen.usage import Group, existing_folders, guarded, house_option, kept_folder, remembered, root_option

_SOURCE = click.Path(path_type=Path)


@click.group(cls=Group, help="Готовит приказы, программы, паспорта и дорожные карты из одного источника.")
@click.version_option(package_name="docgen", message="%(prog)s %(version)s", help="Показать версию.")
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
    from docgen import kinds as found

    for noun, kind in found.kinds().items():
        click.echo(f"{kind.key():<12} {noun:<16} {kind.about}")


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
    text = (resources.folder("samples") / "new" / f"{named(kind).key()}.yaml").read_text("utf-8")
    if output is None:
        click.echo(text, nl=False)
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
    if fix or diff:
        for line in checking.mend(sources, root, profile, write=fix and not diff):
            click.echo(line)
    subjects = checking.subjects(sources, root, profile, sheet.words if sheet else russian.NO_WORDS)
    if forms and sheet and sheet.findings:
        subjects.insert(0, Subject(forms, sheet.findings))
    if report is not None:
        output.write_all([(report, checking.report(subjects, report.suffix))])
        click.echo(f"Готово: {report.as_posix()}", err=True)
    findings = [finding for subject in subjects for finding in subject.findings]
    click.echo(checking.printed(subjects, form), err=form == "text") if findings or form != "text" else None
    errors = sum(finding.severity == "error" for finding in findings)
    if form == "text":
        click.echo("Ошибок нет." if not errors else f"Ошибок: {errors}.")
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
        _stop(bool(wrong) or any(item.document is None for _, item in loaded))
        folders = (*existing_folders(templates), *(profile.templates if profile else ()))
        library = pipeline.default_library(folders, kept_folder())
        jobs = [(item.document, target.stem(source)) for source, item in loaded]
        made = list(pipeline.render_all(jobs, library, split=split, formats=target.formats))  # type: ignore[arg-type]
    stale = sheet.stale(ledger) if sheet else ()
    _print(stale)
    _stop(bool(stale))
    _write([(target.path(paper.name), paper.data) for paper in made])
    for paper in made:
        if paper.note:
            click.echo(f"{paper.name}: {paper.note}", err=True)


def _stop(faulty: bool) -> None:
    """Leave with nothing written if something is at fault."""
    if faulty:
        click.echo("Ничего не записано: исправьте ошибки.", err=True)
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

    click.echo(paper.outline(paper.read(file), show_spaces=spaces), nl=False)


@main.command(help="Правила нормоконтроля.\n\nПример: docgen rules Н101")
@click.argument("code", metavar="[ПРАВИЛО]", required=False)
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def rules(code: str | None) -> None:
    """List the rules of norm control, or print the page of one."""
    from docgen.normcontrol import every_rule

    every = every_rule()
    if code is None:
        for item in every:
            click.echo(f"{item.code}  {SEVERITIES[item.severity]:<9}  {item.page.what}")
        return
    found = next((item for item in every if item.code == _typed(code)), None)
    if found is None:
        raise UsageError(f"нет правила „{code}“; список: docgen rules")
    click.echo(str(found))


main.add_command(batch)
main.add_command(forms)
main.add_command(template)


def _typed(code: str) -> str:
    """Return the code of a rule as it is written: its letters may have been typed as Latin ones."""
    return code.strip().upper().replace("H", "Н").replace("F", "Ф")


def _write(files: Sequence[tuple[Path, bytes]]) -> None:
    from docgen.output import write_all

    names = [path for path, _ in files]
    if twice := next((path for path in names if names.count(path) > 1), None):
        raise UsageError(f"два документа попали бы в один файл {twice}; сделайте их в разных папках")
    write_all(files)
    for path, _ in files:
        click.echo(f"Готово: {path.as_posix()}")


def _print(findings: Sequence[Finding]) -> None:
    if not findings:
        return
    from docgen.report import lines

    for line in (line for finding in findings for line in lines(finding)):
        click.echo(line, err=True)


if __name__ == "__main__":
    main()
