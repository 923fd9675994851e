"""The command `docgen forms`, and the option that takes its corrected sheet back."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.usage import Command, echo, guarded, house_option, remembered, root_option

if TYPE_CHECKING:
    from docgen.wordforms import Sheet

_PATH = click.Path(path_type=Path)
_HELP = """Все падежные формы, которые стоят в документах: где, и сомнительные – первыми.

С -o forms.xlsx – лист для проверки: исправьте в нём графу «Форма» и верните: docgen render … --forms forms.xlsx.

Пример: docgen forms приказ.yaml -o forms.xlsx"""

forms_option = click.option(
    "--forms", type=_PATH, metavar="ФАЙЛ", help="Проверенный лист форм от docgen forms: исправленные формы заданы им."
)


def read_forms(path: Path | None) -> Sheet | None:
    """Return the sheet that the option names."""
    if path is None:
        return None
    from docgen.wordforms import read_sheet

    return read_sheet(path)


@click.command(cls=Command, help=_HELP, short_help="Все падежные формы документов, сомнительные – первыми.")
@click.argument("source", metavar="ИСТОЧНИК", type=_PATH)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="Вид вывода.")
@click.option("-o", "--output", type=_PATH, metavar="ФАЙЛ", help="Записать лист .xlsx вместо вывода на экран.")
@forms_option
@house_option
@root_option
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
@remembered()
def forms(
    source: Path, form: str, output: Path | None, forms: Path | None, house: Path | None, root: Path | None
) -> None:
    """List the forms that papers use."""
    from docgen import output as disk
    from docgen import wordforms
    from docgen.destination import refuse_extension
    from docgen.sources import read_house

    if output is not None:
        refuse_extension(output, (".xlsx",))
    sheet = read_forms(forms)
    profile = read_house(house) if house else None
    entries, errors, read = wordforms.listed(source, root, profile, sheet.words if sheet else None)
    stale = (*sheet.findings, *sheet.stale(entry.used for entry in entries)) if sheet and not errors else ()
    for finding in (*errors, *stale):
        echo(str(finding), err=True)
    if errors or stale:
        sys.exit(1)
    if output is None:
        (click.echo if form == "json" else echo)(wordforms.printed(entries, form))
        return
    disk.write_all([(output, wordforms.written(entries))], disk.Inputs((*read, *([forms] if forms else ()))))
    echo(f"Готово: {output.as_posix()}")
