"""Runs to the end and runs that are cut short: kills, full disks, missing rights; what is there is always whole."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from docgen.batch import Batch, engine, workers
from docgen.cli import main
from docgen.errors import MachineError, UsageError
from tests.batch.conftest import HEADINGS, SOURCE, ran, schools
from tests.conftest import ROOT

MANIFEST = "manifest.jsonl"


def run(*words: object) -> Result:
    return CliRunner().invoke(main, ["batch", *map(str, words)])


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


@pytest.fixture
def clean(tmp_path: Path, source: Path, table: Callable[..., Path]) -> Callable[[int], dict[str, bytes]]:
    """Return the files of a run that nothing has disturbed."""

    def of(count: int) -> dict[str, bytes]:
        assert {r.status for r in Batch(source, table(HEADINGS, *schools(count)), tmp_path / "чисто")} == {"made"}
        return files(tmp_path / "чисто")

    return of


def test_the_sample(tmp_path: Path) -> None:
    sample = ROOT / "samples" / "lenobl"
    done = run(sample / "plan_blank.yaml", "--over", sample / "schools.xlsx", "-o", tmp_path / "бланки")
    (said,) = done.stderr.splitlines()  # a form filled by hand has no letterhead: one line for all the rows says so
    assert (done.exit_code, said.partition(" „")[0]) == (0, "строка 2 (и ещё 23): подсказка: не напечатано:")
    assert "строк – 24, сделано: 24." in done.stdout
    lines = [json.loads(line) for line in (tmp_path / "бланки" / MANIFEST).read_text("utf-8").splitlines()]
    assert [line["row"] for line in lines] == list(range(2, 26))
    for line in lines:
        assert hashlib.sha256((tmp_path / "бланки" / line["file"]).read_bytes()).hexdigest() == line["sha256"]
        assert line["docgen"]


def test_a_faulty_row_is_told_at_the_end(tmp_path: Path, source: Path, table: Callable[..., Path]) -> None:
    over = table(
        f"{HEADINGS};подпись.лицо", *[(*row, "дирктор" if n in {1, 3} else "") for n, row in enumerate(schools(4))]
    )
    words = (source, "--over", over, "-o", tmp_path / "x")
    done = run(*words)
    assert done.exit_code == 1
    error = (
        "строка 3 (и ещё 1): школы.csv:3: ошибка: подписи → 1 → лицо: человека „дирктор“ нет в поле „лица“. "
        "Похоже на „директор“"
    )
    assert [line for line in done.stderr.splitlines() if "ошибка" in line] == [error]
    assert done.stderr.endswith(f"{error}\n")
    report = json.loads(run(*words, "--format", "json", "--resume").stdout)
    assert (report["made"], report["kept"], report["failed"]) == (0, 2, 2)
    assert [(row["row"], row["findings"][0]["line"]) for row in report["rows"]] == [(3, 3), (5, 5)]


def test_any_number_of_processes_makes_the_same_files(
    tmp_path: Path, source: Path, clean: Callable[[int], dict[str, bytes]]
) -> None:
    once = clean(40)
    assert len(once) == 41
    ran(Batch(source, tmp_path / "школы.csv", tmp_path / "двое", jobs=2))
    assert files(tmp_path / "двое") == once


def test_all_formats_and_appendices_apart(tmp_path: Path, table: Callable[..., Path]) -> None:
    over = table("школа.краткое наименование", ("Школа № 1",))
    done = run(ROOT / "samples/new/order.yaml", "--over", over, "-o", tmp_path / "x", "--split", "--format", "docx",
               "--format", "xlsx", "--root", ROOT / "samples", "--name", "{{ строка }}/приказ.docx")  # fmt: skip
    assert done.exit_code == 0, done.stderr
    assert [name for name in files(tmp_path / "x") if name != MANIFEST] == [
        "2/приказ-приложение-1.docx", "2/приказ.docx", "2/приказ.xlsx",
    ]  # fmt: skip


class TestResume:
    def kill(self, source: Path, table: Path, output: Path, enough: Callable[[], bool]) -> None:
        """Kill a run, and see that its workers end by themselves."""
        command = [sys.executable, "-m", "docgen", "batch", source, "--over", table, "-o", output, "--jobs", "2"]
        process = subprocess.Popen([*map(str, command)], start_new_session=True, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while not enough() and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.wait()
        while time.monotonic() < deadline:
            try:
                os.killpg(process.pid, 0)
            except ProcessLookupError:
                return
            time.sleep(0.05)
        pytest.fail("workers outlive their parent")

    def test_a_killed_run_is_taken_up_where_it_stopped(
        self, tmp_path: Path, source: Path, clean: Callable[[int], dict[str, bytes]]
    ) -> None:
        once = clean(120)
        output = tmp_path / "бланки"
        self.kill(source, tmp_path / "школы.csv", output, lambda: len(list(output.glob("*.docx"))) >= 10)
        there = {path.name: path.stat().st_mtime_ns for path in output.glob("*.docx")}
        assert 10 <= len(there) < 120
        assert all(once[name] == (output / name).read_bytes() for name in there)
        results = ran(Batch(source, tmp_path / "школы.csv", output, resume=True))
        assert sum(result.status == "kept" for result in results) == len(there)
        assert sum(result.status == "made" for result in results) == 120 - len(there)
        assert files(output) == once
        assert there.items() <= {path.name: path.stat().st_mtime_ns for path in output.glob("*.docx")}.items()

    def test_a_killed_archive_is_taken_up(
        self, tmp_path: Path, source: Path, clean: Callable[[int], dict[str, bytes]]
    ) -> None:
        once = clean(80)
        output, part = tmp_path / "бланки.zip", tmp_path / ".docgen-бланки.zip.part"
        self.kill(source, tmp_path / "школы.csv", output, lambda: part.exists() and part.stat().st_size > 100_000)
        assert not output.exists()
        results = ran(Batch(source, tmp_path / "школы.csv", output, resume=True))
        assert sum(result.status == "kept" for result in results) > 5
        assert unzipped(output) == {name: data for name, data in once.items() if name != MANIFEST}
        assert (tmp_path / f"бланки.zip.{MANIFEST}").read_bytes() == once[MANIFEST]
        ran(Batch(source, tmp_path / "школы.csv", tmp_path / "ещё.zip"))
        assert output.read_bytes() == (tmp_path / "ещё.zip").read_bytes()

    @pytest.mark.parametrize("place", ["папка", "архив.zip", "memory://{}"])
    def test_only_what_has_changed_is_made_anew(
        self, tmp_path: Path, source: Path, table: Callable[..., Path], place: str
    ) -> None:
        output = place.format(tmp_path.name) if "{" in place else tmp_path / place
        rows = schools(5)

        def statuses() -> list[str]:
            return [r.status for r in Batch(source, table(HEADINGS, *rows), output, resume=True)]

        assert statuses() == ["made"] * 5
        assert statuses() == ["kept"] * 5
        rows[2] = (*rows[2][:2], "г. Другой")
        assert statuses() == ["kept", "kept", "made", "kept", "kept"]
        rows.insert(0, ("00006", "Школа № 6", "г. Энск"))
        assert statuses() == ["made", *["kept"] * 5]
        source.write_text(SOURCE.replace("Второе", "Второе и третье"), "utf-8")
        assert statuses() == ["made"] * 6
        if isinstance(output, Path) and output.suffix == ".zip":
            assert sorted(unzipped(output)) == sorted(f"{row[1]}.docx" for row in rows)

    @pytest.mark.parametrize("harm", [b"", b"half"])
    def test_a_file_that_was_harmed_is_made_anew(
        self, tmp_path: Path, source: Path, clean: Callable[[int], dict[str, bytes]], harm: bytes
    ) -> None:
        once = clean(3)
        output = tmp_path / "чисто"
        (output / "Школа № 2.docx").write_bytes(harm)
        manifest = output / MANIFEST
        manifest.write_bytes(manifest.read_bytes()[:-30])  # the last line was cut short
        (output / ".docgen-0.tmp").touch()
        results = ran(Batch(source, tmp_path / "школы.csv", output, resume=True))
        assert [result.status for result in results] == ["kept", "made", "made"]
        assert files(output) == once

    def test_nothing_to_resume(self, source: Path, table: Callable[..., Path]) -> None:
        with pytest.raises(UsageError, match="продолжать нечего"):
            Batch(source, table(HEADINGS, *schools(1)), resume=True)


def unzipped(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == len(set(archive.namelist()))
        return {name: archive.read(name) for name in archive.namelist()}


def test_addresses(tmp_path: Path, source: Path, clean: Callable[[int], dict[str, bytes]]) -> None:
    fsspec = pytest.importorskip("fsspec")
    once = clean(40)
    over = tmp_path / "школы.csv"
    ran(Batch(source, over, (tmp_path / "по адресу").as_uri()))
    assert files(tmp_path / "по адресу") == once
    ran(Batch(source, over, f"memory://{tmp_path.name}/бланки", jobs=2))
    memory = fsspec.filesystem("memory")
    root = f"/{tmp_path.name}/бланки"
    assert {path.removeprefix(f"{root}/"): memory.cat_file(path) for path in memory.find(root)} == once
    with pytest.raises(UsageError, match="по адресу abcd://x не записать"):
        ran(Batch(source, over, "abcd://x"))


class TestMachine:
    @pytest.fixture
    def full(self) -> Iterator[Path]:
        """A disk of 200 kilobytes."""
        folder = Path(tempfile.mkdtemp())
        if subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", folder], check=False, capture_output=True
        ).returncode:
            pytest.skip("only an administrator can make a full disk")
        yield folder
        subprocess.run(["umount", folder], check=True)

    @pytest.mark.parametrize("name", ["бланки", "бланки.zip"])
    def test_a_full_disk(
        self, full: Path, tmp_path: Path, source: Path, clean: Callable[[int], dict[str, bytes]], name: str
    ) -> None:
        once = clean(40)
        done = run(source, "--over", tmp_path / "школы.csv", "-o", full / name)
        assert done.exit_code == 3
        assert "на диске нет места" in done.stderr
        assert "сделает та же команда с --resume" in done.stderr
        assert not (full / "бланки.zip").exists()
        there = files(full / name)
        assert all(data == once[path] for path, data in there.items() if path != MANIFEST)
        shutil.copytree(full, tmp_path / "просторно")
        results = ran(Batch(source, tmp_path / "школы.csv", tmp_path / "просторно" / name, resume=True))
        kept = sum(result.status == "kept" for result in results)
        assert 3 < kept < 40
        assert not there or kept == len(there) - 1
        made = unzipped(tmp_path / "просторно" / name) if name.endswith("zip") else files(tmp_path / "просторно" / name)
        assert {path: data for path, data in made.items() if path != MANIFEST} == {
            path: data for path, data in once.items() if path != MANIFEST
        }

    def test_a_limit_on_files(self, tmp_path: Path, source: Path, table: Callable[..., Path]) -> None:
        over = table(HEADINGS, *schools(3))
        command = [sys.executable, "-m", "docgen", "batch", source, "--over", over, "-o", tmp_path / "x", "--jobs", "1"]
        limit = (4000, 4000)
        done = subprocess.run([*map(str, command)], capture_output=True, check=False, text=True,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit))  # fmt: skip
        assert done.returncode == 3
        assert "не записывается" in done.stderr
        assert "Traceback" not in done.stderr
        assert files(tmp_path / "x") == {MANIFEST: b""}

    def test_a_folder_without_rights(self, source: Path, table: Callable[..., Path]) -> None:
        over = table(HEADINGS, *schools(2))
        folder = Path(tempfile.mkdtemp())
        folder.chmod(0o555)
        batch = Batch(source, over, folder)
        mine = os.geteuid()
        try:
            if mine == 0:
                os.seteuid(65534)
            with pytest.raises(MachineError, match="не записывается: нет прав"):
                ran(batch)
        finally:
            os.seteuid(mine)
            folder.rmdir()

    def test_a_file_in_the_place_of_the_folder(self, tmp_path: Path, source: Path, table: Callable[..., Path]) -> None:
        over = table(HEADINGS, *schools(1))
        (taken := tmp_path / "готово").touch()
        done = run(source, "--over", over, "-o", taken)
        assert (done.exit_code, "это файл, а нужна папка" in done.stderr) == (2, True)
        (tmp_path / "x.zip").mkdir()
        assert "это папка, а нужен архив" in run(source, "--over", over, "-o", tmp_path / "x.zip").stderr

    def test_a_worker_that_dies_is_replaced(
        self, tmp_path: Path, source: Path, clean: Callable[[int], dict[str, bytes]]
    ) -> None:
        once = clean(80)
        killed = False
        for _ in (batch := iter(Batch(source, tmp_path / "школы.csv", tmp_path / "x", jobs=2))):
            if not killed:
                killed = True
                os.kill(multiprocessing.active_children()[0].pid or 0, signal.SIGKILL)
        assert batch
        assert files(tmp_path / "x") == once

    def test_workers_that_always_die(
        self, source: Path, table: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(engine, "make", _die)
        monkeypatch.setattr(workers, "DEATHS", 1)
        with pytest.raises(MachineError, match="рабочие процессы обрываются"):
            ran(Batch(source, table(HEADINGS, *schools(40)), jobs=2))


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


@pytest.mark.parametrize("query", ["table=schools", 'query=select "школа.код" from schools'])
def test_a_bar_on_a_terminal(
    tmp_path: Path, source: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], query: str
) -> None:
    pytest.importorskip("sqlalchemy")
    with sqlite3.connect(tmp_path / "школы.db") as base:
        base.execute('create table schools ("школа.код" text)')
        base.executemany("insert into schools values (?)", [("01",), ("02",)])
    base.close()
    source.write_text("вид: документ\nназвание: План\n", "utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    words = [
        "batch",
        str(source),
        "--over",
        f"sqlite:///{tmp_path}/школы.db?{query}",
        "-o",
        str(tmp_path / "x"),
        "--jobs",
        "1",
    ]
    with pytest.raises(SystemExit) as done:
        main(words)
    assert done.value.code == 0
    shown = capfd.readouterr().err
    assert "в секунду" in shown
    assert ("2/2" in shown) == (query == "table=schools")


def test_a_run_that_is_left_early_leaves_no_workers_and_can_be_taken_up(
    tmp_path: Path, source: Path, table: Callable[..., Path]
) -> None:
    over, output = table(HEADINGS, *schools(80)), tmp_path / "x"
    results = iter(Batch(source, over, output, jobs=2))
    assert next(results).status == "made"
    results.close()  # type: ignore[attr-defined] - it is a generator
    assert not multiprocessing.active_children()
    assert len(ran(Batch(source, over, output, jobs=2, resume=True))) == 80
    assert len(files(output)) == 81


def test_ctrl_c_ends_a_run_quietly(tmp_path: Path, source: Path, table: Callable[..., Path]) -> None:
    over, output = table(HEADINGS, *schools(500)), tmp_path / "x"
    command = [sys.executable, "-m", "docgen", "batch", source, "--over", over, "-o", output, "--jobs", "2"]
    process = subprocess.Popen([*map(str, command)], start_new_session=True, stderr=subprocess.PIPE, text=True)
    deadline = time.monotonic() + 60
    while not list(output.glob("*.docx")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert (process.returncode, said.strip()) == (1, "прервано")


def test_a_table_without_rows(source: Path, table: Callable[..., Path]) -> None:
    done = run(source, "--over", table(HEADINGS), "-o", source.parent / "x")
    assert (done.exit_code, done.stderr) == (1, "школы.csv:1: ошибка: в таблице нет строк. Заполните хотя бы одну\n")
    assert not (source.parent / "x").exists()
