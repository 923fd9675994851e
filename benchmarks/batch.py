"""`make bench-batch`: blanks of the sample plan per second, one process and several, in one run.

Prints how near several processes come to that many times the rate of one, whether memory grows with the rows, and what
the steps of a row cost. `--rows 40000` is the run of a region; by default there are enough rows for a steady figure.
"""

from __future__ import annotations

import argparse
import csv
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docgen import kinds, pipeline, rules
from docgen.batch import Batch
from docgen.batch.job import Order
from docgen.batch.workshop import Workshop
from docgen.model.document import read_any
from docgen.model.links import linked
from docgen.model.registry import Registry

SOURCE = Path(__file__).parent.parent / "samples" / "lenobl" / "plan_blank.yaml"
HEADINGS = ("школа.код", "школа.краткое наименование", "организация.наименование", "организация.адрес", "название",
            "гриф.лицо", "директор.фио", "директор.должность")  # fmt: skip


def schools(path: Path, count: int) -> Path:
    """Write a table of so many schools."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADINGS)
        for number in range(1, count + 1):
            name = f"МОУ «Средняя школа № {number}»"
            full = f"Муниципальное общеобразовательное учреждение «Средняя школа № {number}»"
            writer.writerow((f"{number:06}", name, full,
                             f"г. Энск, Школьная ул., д. {number}", f"План методической работы {name}", "директор",
                             "Иванова Анна Ивановна", f"директор {name}"))  # fmt: skip
    return path


@dataclass
class Run:
    """What a run took: rows per second, processor time of a row in milliseconds, memory by quarters in megabytes."""

    rate: float
    spent: float
    memory: list[float]

    def __str__(self) -> str:
        memory = " → ".join(f"{peak:.0f}" for peak in self.memory)
        return f"{self.rate:8.1f} в секунду, {self.spent:.1f} мс процессора на строку, память {memory} МБ"


def run(table: Path, output: Path, jobs: int, count: int) -> Run:
    """Run a batch and measure it from when all workers work: their templates are compiled then."""
    memory = [0.0] * 4
    start = spent = 0.0
    begun = 0
    for done, result in enumerate(Batch(SOURCE, table, output, jobs=jobs), 1):
        if result.errors:
            raise SystemExit(str(result.errors[0]))
        if not begun and done >= 20 * jobs:
            start, spent, begun = time.perf_counter(), _spent(), done
        if done % max(count // 40, 1) == 0:
            quarter = min(4 * done // (count + 1), 3)
            memory[quarter] = max(memory[quarter], _resident())
        if done == count:
            spent = _spent() - spent
    rows = count - begun
    return Run(rows / (time.perf_counter() - start), spent / rows * 1000, memory)


def _family() -> Iterator[str]:
    """Yield the ids of this process and its workers."""
    yield "self"
    yield from (str(child.pid) for child in multiprocessing.active_children())


def _spent() -> float:
    """Return the processor time of this process and its workers in seconds, where the system tells it."""
    fields = [_told(process, "stat").rpartition(")")[2].split() for process in _family()]
    return sum(int(field[11]) + int(field[12]) for field in fields if field) / os.sysconf("SC_CLK_TCK")


def _resident() -> float:
    """Return the resident memory of this process and its workers in megabytes, where the system tells it."""
    fields = [_told(process, "statm").split() for process in _family()]
    return sum(int(field[1]) for field in fields if field) * os.sysconf("SC_PAGE_SIZE") / 1e6


def _told(process: str, what: str) -> str:
    try:
        return Path(f"/proc/{process}/{what}").read_text("utf-8")
    except OSError:
        return ""


def steps(table: Path) -> Iterator[tuple[str, float]]:
    """Yield the milliseconds of the steps of a row; reading it whole stands beside reading what it touches."""
    batch = Batch(SOURCE, table)
    orders = [item for item in batch._planned(batch._rows(), None, {}) if isinstance(item, Order)][:50]  # noqa: SLF001
    shop = Workshop(batch._job)  # noqa: SLF001
    shop.make(orders[:1])
    rows = [shop._columns.over(order.row) for order in orders]  # noqa: SLF001
    memory = shop._memory  # noqa: SLF001
    documents = [read_any(data, Registry(kinds=kinds.kinds())) for data in rows]
    whole = [linked(document)[0] for document in documents]

    def each(action: Callable[[int], object]) -> float:
        start = time.process_time()
        for number in range(len(orders)):
            action(number)
        return (time.process_time() - start) / len(orders) * 1000

    yield "источник прочитать целиком", each(lambda _: pipeline.load(SOURCE))
    yield "строку положить на источник", each(lambda n: shop._columns.over(orders[n].row))  # noqa: SLF001
    yield "модель целиком", each(lambda n: read_any(rows[n], Registry(kinds=kinds.kinds())))
    yield (
        "модель с памятью о прочитанном",
        each(lambda n: read_any(rows[n], Registry(kinds=kinds.kinds(), memory=memory))),
    )
    yield "ссылки", each(lambda n: linked(documents[n]))
    yield "нормоконтроль", each(lambda n: list(rules.run(documents[n], whole[n])))
    yield "строка до шаблона", each(lambda n: shop._loaded(orders[n]))  # noqa: SLF001
    library = pipeline.default_library()
    yield "шаблон", each(lambda n: list(pipeline.render(whole[n], library, "x")))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=400)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        table = schools(folder / "школы.csv", options.rows)
        for step, spent in steps(table):
            print(f"{step:<34} {spent:8.2f} мс")
        one = run(table, folder / "один", 1, options.rows)
        many = run(table, folder / "много", options.jobs, options.rows)
        print(f"{'процессов: 1':<34} {one}")
        print(f"{f'процессов: {options.jobs}':<34} {many}")
        print(f"{f'доля от {options.jobs}-кратной скорости':<34} {many.rate / one.rate / options.jobs:8.0%}")
        print(f"{'она же по времени процессора':<34} {one.spent / many.spent:8.0%}")


if __name__ == "__main__":
    main()
