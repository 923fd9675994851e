"""The command `docgen batch`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.errors import MachineError
from docgen.usage import Command, echo, existing_folders, guarded, house_option, kept_folder, root_option

if TYPE_CHECKING:
    from docgen.batch import Batch, Result

_HELP = """Документ на каждую строку таблицы.

Графа называет поле источника: организация.наименование, подписи.1.лицо, директор.фио, школа.код. Таблица – XLSX, CSV,
YAML, JSON или адрес базы данных: sqlite:///школы.db?table=schools.

Пример: docgen batch план.yaml --over школы.xlsx -o бланки"""
_FORMATS = ["docx", "xlsx", "pdf", "pdfa", "json"]


@click.command(cls=Command, help=_HELP, short_help="Документ на каждую строку таблицы.")
@click.argument("source", metavar="ИСТОЧНИК", type=click.Path(path_type=Path))
@click.option("--over", required=True, metavar="ТАБЛИЦА", help="Файл XLSX, CSV, YAML, JSON или адрес базы данных.")
@click.option("-o", "--output", required=True, metavar="КУДА", help="Папка, архив .zip или адрес: s3://бланки.")
@click.option("--name", metavar="ОБРАЗЕЦ", help='Имена файлов: "{{ школа.краткое_наименование }}.docx".')
@click.option("--sheet", metavar="ЛИСТ", help="Лист книги, если их несколько.")
@click.option(
    "--format", "formats", type=click.Choice(_FORMATS), multiple=True,
    help="Что сделать: docx, xlsx (таблицы), pdf, pdfa; json – отчёт для программ. Можно несколько раз.",
)  # fmt: skip
@click.option("--split", is_flag=True, help="Каждое приложение — отдельным файлом.")
@click.option(
    "--templates", type=click.Path(path_type=Path), metavar="ПАПКА", multiple=True, help="Папка со своими шаблонами."
)
@house_option
@root_option
@click.option(
    "--jobs", type=click.IntRange(min=1), metavar="ЧИСЛО", help="Сколько процессов; без него – по числу ядер."
)
@click.option("--cluster", metavar="АДРЕС", help="Кластер Dask вместо процессов: tcp://10.0.0.5:8786.")
@click.option(
    "--db-timeout", type=click.FloatRange(min=0, min_open=True), metavar="СЕКУНДЫ", default=60.0,
    help="Сколько ждать ответа базы данных; без него – 60 секунд.",
)  # fmt: skip
@click.option("--resume", is_flag=True, help="Продолжить прерванное: сделать только то, чего нет или что изменилось.")
@click.help_option("--help", "-h", help="Показать справку.")
@guarded
def batch(
    source: Path, output: str, formats: Sequence[str], templates: Sequence[Path], house: Path | None, jobs: int | None,
    **options: Any,  # noqa: ANN401 - handed on as they are
) -> None:  # fmt: skip
    """Make a paper for every row; a faulty row does not stop the others."""
    from docgen.batch import Batch
    from docgen.batch.report import Report
    from docgen.batch.store import BusyError
    from docgen.destination import refuse_other_archives
    from docgen.sources import read_house

    refuse_other_archives(output)
    papers: Any = [form for form in formats if form != "json"] or ["docx"]
    profile = read_house(house) if house else None
    run = Batch(
        source, output=output, formats=papers, templates=existing_folders(templates), house=profile, jobs=jobs or 0,
        keep=kept_folder(), **options,
    )  # fmt: skip
    report = Report()
    try:
        for result in _watched(run):
            report.add(result)
    except BusyError:
        raise
    except MachineError as error:
        raise MachineError(f"{error}. {report.summary(output)} Остальное сделает та же команда с --resume") from error
    report.remarks = run.remarks
    if "json" in formats:
        click.echo(report.as_json())
    else:
        for line in report.lines():
            echo(line, err=True)
        echo(report.summary(output))
    sys.exit(1 if report.failed else 0)


def _watched(run: Batch) -> Iterator[Result]:
    """Yield the results of a run with a bar on the terminal: how many, how fast, how long it will take."""
    if not sys.stderr.isatty():
        yield from run
        return
    start = time.monotonic()

    def rate(_: Result | None) -> str:
        return f"{bar.pos / max(time.monotonic() - start, 0.001):.3g} в секунду"

    bar = click.progressbar(run, length=run.total, show_pos=True, file=sys.stderr, item_show_func=rate)
    with bar:
        yield from bar
