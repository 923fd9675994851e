"""The commands `docgen template check` and `docgen template fields`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from docgen.errors import TemplateError, UsageError
from docgen.usage import Command, Group, echo, existing_folders, guarded

if TYPE_CHECKING:
    from docgen.engine.review import Fault

_FILE = click.Path(path_type=Path)


@click.group(
    cls=Group,
    help="Проверить шаблон, узнать его данные.\n\nПример: docgen template check приказ.docx --kind приказ",
    short_help="Проверка шаблонов.",
)
@click.help_option("--help", "-h", help="Показать справку.")
def template() -> None:
    """Commands about templates."""


@template.command(
    cls=Command,
    help="Все ошибки шаблона сразу: теги, имена, списки.\n\nПример: docgen template check приказ.docx --kind приказ",
    short_help="Все ошибки шаблона сразу.",
)
@click.argument("file", metavar="ФАЙЛ", type=_FILE)
@click.option("--kind", metavar="ВИД", help="Вид документа: имена в шаблоне сверяются с его полями.")
@click.option("--templates", type=_FILE, metavar="ПАПКА", multiple=True, help="Папка со своими общими частями.")
@click.option("--comments", type=_FILE, metavar="ФАЙЛ", help="Записать копию шаблона Word с примечаниями у ошибок.")
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def check(file: Path, kind: str | None, templates: Sequence[Path], comments: Path | None) -> None:
    """Print what is wrong with a template; exit 1 if anything is."""
    from docgen.review import review

    folders = existing_folders(templates)
    found = review(file, kind, folders)
    for fault in found.faults:
        echo(str(fault), err=True)
    for name in found.unprinted:
        echo(f"{file.name}: замечание: „{name}“ не печатается, а в поставляемом шаблоне печатается", err=True)
    if comments is not None:
        _annotate(file, comments, found.faults, folders if kind else ())
    if found.faults:
        sys.exit(1)
    echo("Ошибок в шаблоне нет.")


def _annotate(file: Path, target: Path, faults: Sequence[Fault], folders: Sequence[Path]) -> None:
    from docgen.destination import refuse_extension
    from docgen.engine.annotation import annotated
    from docgen.output import Inputs, write_all
    from docgen.pipeline import template_files

    refuse_extension(target, (".docx",))
    if file.suffix.lower() != ".docx":
        raise UsageError("примечания ставятся только в шаблоны Word (.docx)")
    inputs = Inputs((file, *template_files(folders)))
    write_all([(target, annotated(file.read_bytes(), faults))], inputs)
    echo(f"Готово: {target.as_posix()}")


@template.command(
    cls=Command,
    help="Каких данных хочет шаблон Word или Excel: JSON Schema.\n\nПример: docgen template fields справка.docx",
    short_help="Каких данных хочет шаблон.",
)
@click.argument("file", metavar="ФАЙЛ", type=_FILE)
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def fields(file: Path) -> None:
    """Print the JSON Schema of the data that a template wants."""
    from docgen.review import review

    found = review(file)
    if found.faults and not found.wanted.fields:
        raise TemplateError("\n".join(map(str, found.faults)))
    click.echo(json.dumps(found.wanted.whole(), ensure_ascii=False, indent=2))
