"""A batch on a Dask cluster: a real scheduler and two workers on this machine, one of which is killed half-way."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from docgen.batch import Batch
from docgen.errors import MachineError, UsageError
from tests.batch.conftest import HEADINGS, ran, schools
from tests.conftest import ROOT

distributed = pytest.importorskip("distributed")
pytestmark = [pytest.mark.xdist_group("cluster"), pytest.mark.filterwarnings("ignore")]


def started(*words: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", *words]
    return subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=Path(__file__).parents[2]
    )


def ready(address: str) -> None:
    """Wait for two workers; a scheduler that has hardly begun may break off the first talk."""
    for last in (False, False, True):
        try:
            with distributed.Client(address, timeout=60, set_as_default=False) as client:
                client.wait_for_workers(2, timeout=60)
        except OSError:
            if last:
                raise
        else:
            return


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a scheduler and two workers; yields the address, and the workers before the scheduler."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    scheduler = started("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard")
    worker = ("distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard",
              "--local-directory", str(tmp_path / "dask"))  # fmt: skip
    workers = [started(*worker), started(*worker)]
    try:
        ready(address)
        yield address, [*workers, scheduler]
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait(30)


def test_a_worker_is_killed_and_nothing_is_lost_or_doubled(
    tmp_path: Path, source: Path, table: Callable[..., Path], cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    over = table(
        f"{HEADINGS};подпись.лицо", *[(*row, "дирктор" if n == 7 else "") for n, row in enumerate(schools(100))]
    )
    alone = {r.name: (r.status, [file.data for file in r.files]) for r in ran(Batch(source, over, jobs=2))}
    found = {}
    for count, result in enumerate(Batch(source, over, cluster=address)):
        if count == 20:
            workers[0].kill()
        assert result.name not in found
        found[result.name] = (result.status, [file.data for file in result.files])
    assert found == alone
    assert list(found) == list(alone)
    assert len(found) == 100
    results = ran(Batch(source, over, tmp_path / "бланки", cluster=address))
    assert {path.stem: path.read_bytes() for path in (tmp_path / "бланки").glob("*.docx")} == {
        name: data[0] for name, (_, data) in alone.items() if data
    }
    assert all(file.data is None for result in results for file in result.files)


def test_own_templates_travel_to_the_workers(
    tmp_path: Path, source: Path, table: Callable[..., Path], cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    mine = tmp_path / "шаблоны"
    mine.mkdir()
    shutil.copy(ROOT / "templates/docx/passport.docx", mine / "paper.docx")
    source.write_text("вид: документ\nназвание: План\n", "utf-8")
    ran(Batch(source, table("№;школа.код", ("1", "2")), templates=[mine], cluster=cluster[0]))  # another table before
    over = table("школа.код;№", ("1", "2"))
    (here,) = ran(Batch(source, over, templates=[mine]))
    (there,) = ran(Batch(source, over, templates=[mine], cluster=cluster[0]))
    assert [str(error) for error in there.errors] == [str(error) for error in here.errors]
    assert there.files == here.files


def test_a_cluster_that_is_lost(
    source: Path, table: Callable[..., Path], cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, processes = cluster
    results = iter(Batch(source, table(HEADINGS, *schools(200)), cluster=address))
    assert next(results).status == "made"
    processes[-1].kill()
    with pytest.raises(MachineError, match="потеряна"):
        list(results)


def test_addresses_that_lead_nowhere(source: Path, table: Callable[..., Path]) -> None:
    over = table("школа.код", ("1",))
    with pytest.raises(MachineError, match="не отвечает"):
        ran(Batch(source, over, cluster="tcp://127.0.0.1:9"))
    with pytest.raises(UsageError, match="не разобрать"):
        ran(Batch(source, over, cluster="нет://127.0.0.1:9"))
