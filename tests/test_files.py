"""Files: what a command reads and writes stays within bounds, and nothing is lost or harmed on the way."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import stat
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest
from click.testing import CliRunner, Result

from docgen import lock, pipeline
from docgen.cli import main
from docgen.engine import disk
from docgen.errors import DocgenError
from docgen.output import write_all, written_whole
from docgen.russian import memory
from docgen.sources import json_, yaml_
from docgen.sources.svg import DrawingError, cleaned
from docgen.usage import echo
from tests.conftest import ROOT

ORDER = """\
вид: приказ
организация: {наименование: Школа № 1, место: г. Энск}
заголовок: О утверждении плана
пункты: [Утвердить план.]
подписи: [директор]
лица: {директор: {фио: Мельник Жозефина Эдуардовна, должность: директор}}
"""
PLAN = "вид: документ\nназвание: План\nтекст: Текст.\nорганизация: {наименование: Школа № 1, место: г. Энск}\n"
TABLE = "школа.код;школа.краткое наименование\n" + "".join(f"{n:03};Школа {n}\n" for n in range(1, 41))


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


@pytest.fixture
def order(tmp_path: Path) -> Path:
    path = tmp_path / "приказ.yaml"
    path.write_text(ORDER, "utf-8")
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    (tmp_path / "школы.csv").write_text(TABLE, "utf-8")
    path = tmp_path / "план.yaml"
    path.write_text(PLAN, "utf-8")
    return path


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


class TestReading:
    def test_includes_that_double_with_every_file_are_refused_in_one_line(self, tmp_path: Path) -> None:
        source = tmp_path / "s.yaml"
        source.write_text(PLAN + "поля: {файл: n0.yaml}\n", "utf-8")
        for n in range(30):
            (tmp_path / f"n{n}.yaml").write_text(f"a: {{файл: n{n + 1}.yaml}}\nb: {{файл: n{n + 1}.yaml}}\n", "utf-8")
        (tmp_path / "n30.yaml").write_text("x: 1\n", "utf-8")
        (finding,) = pipeline.load(source).findings
        assert "включений слишком много" in finding.message
        assert finding.place
        assert finding.place.line

    def test_a_file_is_read_once_however_often_it_is_included(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "т.md").write_text("Текст", "utf-8")
        source = tmp_path / "s.yaml"
        source.write_text("вид: план\nа: [" + "{файл: т.md}, " * 50 + "]\n", "utf-8")
        read = []
        original = Path.read_bytes
        monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path.name), original(path))[1])
        pipeline.load(source)
        assert sorted(read) == ["s.yaml", "т.md"]

    @pytest.mark.parametrize(
        ("name", "text"),
        [
            ("s.yaml", PLAN + "а:\n" + "- 1\n" * 3_000),
            ("s.json", json.dumps({"вид": "документ", "а": [1] * 3_000})),
            ("s.yaml", PLAN + "файл: 0/s.yaml\n"),
        ],
        ids=["yaml", "json", "a chain"],
    )
    def test_what_is_too_big_or_too_deep_is_told(
        self, tmp_path: Path, name: str, text: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(yaml_, "MAX_NODES", 1_000)
        monkeypatch.setattr(json_, "MAX_NODES", 1_000)
        source = tmp_path / name
        source.write_text(text, "utf-8")
        if "файл" in text:
            folder = tmp_path
            for _ in range(60):
                folder = folder / "0"
                folder.mkdir()
                (folder / "s.yaml").write_text("файл: 0/s.yaml\n", "utf-8")
        found = pipeline.load(source).errors
        assert len(found) == 1
        assert "слишком" in found[0].message

    def test_unknown_fields_are_counted_after_the_first_fifty(self, tmp_path: Path) -> None:
        source = tmp_path / "s.yaml"
        source.write_text(PLAN + "".join(f"ключ{n}: а\n" for n in range(20_000)), "utf-8")
        start = time.process_time()
        found = pipeline.load(source).errors
        assert time.process_time() - start < 10
        assert [finding.message for finding in found if "ещё" in finding.message] == ["…и ещё 19950: таких полей нет"]
        assert len(found) == 51

    def test_unknown_fields_of_many_rows_are_counted_too(self, tmp_path: Path) -> None:
        source = tmp_path / "s.json"
        rows = [{"мероприятие": "Дело", "срок": "май", f"ключ{n}": "а"} for n in range(300)]
        source.write_text(json.dumps({"вид": "план", "название": "П", "мероприятия": rows}), "utf-8")
        unknown = [finding for finding in pipeline.load(source).errors if finding.code == "нет-такого-поля"]
        assert len(unknown) == 52
        assert sum("ещё" in finding.message for finding in unknown) == 1

    def test_of_equal_fields_that_are_merged_in_the_first_counts(self, tmp_path: Path) -> None:
        source = tmp_path / "s.yaml"
        source.write_text(f"а: &a {{текст: Раз}}\nб: &b {{текст: Два, <<: *a}}\n<<: [*b, *a]\n{PLAN}", "utf-8")
        assert {finding.code for finding in pipeline.load(source).errors} == {"нет-такого-поля"}


class TestDatabase:
    QUERIES = (
        "WITH x AS (SELECT 1) DELETE FROM t", "WITH x AS (SELECT 1) UPDATE t SET название = 1 RETURNING 1",
        "WITH x AS (SELECT 1) INSERT INTO t VALUES ('я') RETURNING 1", "DELETE FROM t RETURNING 1",
        "WITH x AS (SELECT 1) REPLACE INTO t VALUES ('я')", "SELECT 1; DELETE FROM t", "VALUES (1); DROP TABLE t",
        "SELECT 1; ATTACH 'new.db' AS n", "SELECT 1; PRAGMA writable_schema = 1", "SELECT load_extension('x')",
        "PRAGMA user_version = 7", "VACUUM INTO 'new.db'", "CREATE TABLE u (a)", "SELECT * FROM pragma_user_version(7)",
    )  # fmt: skip

    @pytest.fixture(params=["delete", "wal"])
    def database(self, tmp_path: Path, request: pytest.FixtureRequest) -> Path:
        path = tmp_path / "база" / "школы 1.db"
        path.parent.mkdir()
        connection = sqlite3.connect(path)
        connection.execute(f"PRAGMA journal_mode = {request.param}")
        connection.execute("CREATE TABLE t (название)")
        connection.executemany("INSERT INTO t VALUES (?)", [(f"Школа {n}",) for n in range(50)])
        connection.commit()
        connection.close()
        return path

    def test_no_query_changes_a_database(self, database: Path, plan: Path, tmp_path: Path) -> None:
        pytest.importorskip("sqlalchemy")
        before = contents(database.parent)
        for query in self.QUERIES:
            done = run("batch", plan, "--over", f"sqlite:///{database}?query={quote(query)}", "-o", tmp_path / "x")
            assert done.exit_code == 2, query
            assert "должен только читать" in done.stderr or "одна команда" in done.stderr
            assert contents(database.parent) == before, query
        assert not (tmp_path / "x").exists()
        assert not Path("new.db").exists()
        good = quote("SELECT название || ';' AS название FROM t")
        done = run("batch", plan, "--over", f"sqlite:///{database}?query={good}", "-o", tmp_path / "x", "--jobs", 1)
        assert done.exit_code == 0, done.stderr
        assert contents(database.parent) == before

    def test_a_database_that_is_not_there_is_not_made(self, plan: Path, tmp_path: Path) -> None:
        pytest.importorskip("sqlalchemy")
        for address in (f"sqlite:///{tmp_path}/нет.db", f"sqlite:///file:{tmp_path}/нет.db?mode=rwc&uri=true"):
            join = "&" if "?" in address else "?"
            assert run("batch", plan, "--over", f"{address}{join}table=t", "-o", tmp_path / "x").exit_code == 2
        assert not (tmp_path / "нет.db").exists()

    def test_a_query_ends_in_time(self, database: Path, plan: Path, tmp_path: Path) -> None:
        pytest.importorskip("sqlalchemy")
        query = quote("WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT max(n) FROM c")
        address = f"sqlite:///{database}?query={query}"
        done = run("batch", plan, "--over", address, "-o", tmp_path / "x", "--db-timeout", 0.2)
        assert (done.exit_code, "не ответила за 0.2 с" in done.stderr) == (3, True)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">{}</svg>'
EDITOR = """<?xml version="1.0"?><!-- Inkscape --><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:sodipodi="urn:s" xmlns:inkscape="urn:i" sodipodi:docname="герб.svg">
<sodipodi:namedview id="base"/><metadata><rdf:RDF xmlns:rdf="urn:r"/></metadata>
<style type="text/css"><![CDATA[ .fil0 {fill:#00f;stroke:none} rect, #б {fill-opacity:1 !important} ]]></style>
<defs><filter id="unused"/><linearGradient id="g"><stop offset="0" style="stop-color:#f00;stop-opacity:1"/></linearGradient>
<clipPath id="c"><circle cx="4" cy="4" r="4"/></clipPath><g id="s"><path class="fil0" d="M0 0h4v4z"/></g></defs>
<g inkscape:label="слой" clip-path="url(#c)"><rect id="б" width="9" height="9" fill="red" style="fill:url('#g')"/>
<use xlink:href="#s" transform="translate(1)"/></g></svg>"""


class TestDrawings:
    def test_what_an_editor_of_drawings_makes_is_kept_and_its_own_notes_are_left_out(self) -> None:
        made = cleaned(EDITOR.encode()).decode()
        assert not any(word in made for word in ("sodipodi", "inkscape", "metadata", "style", "filter", "class"))
        assert '<path d="M0 0h4v4z" fill="#00f" stroke="none"/>' in made
        assert "fill=\"url('#g')\"" in made
        assert 'stop-color="#f00"' in made
        assert cleaned(made.encode()).decode() == made

    @pytest.mark.parametrize(
        "inside",
        [
            "<g>" * 250 + "</g>" * 250, "<g>" * 2000 + "</g>" * 2000, "<g/>" * 60_000,
            r'<style>@\69mport "http://x.org/x.css";</style><rect/>', r"<style>rect{fill:u\72l(http://x.org)}</style>",
            '<style>@import "x.css";</style>', "<style>a b{fill:red}</style>", r'<rect fill="u\72l(http://x.org)"/>',
            '<rect fill="url(http://x.org#a)"/>', '<rect style="fill:url(data:image/png;base64,AA)"/>',
            '<use href="x.svg#a"/>', '<use xlink:href="http://x.org/a.svg#a"/>', '<image href="data:image/png,AA"/>',
            '<filter id="f"><feMorphology radius="100"/></filter><rect filter="url(#f)"/>',
            '<filter id="f"><feTurbulence numOctaves="10000"/></filter><rect style="filter:url(#f)"/>',
            "<script>1</script>", '<rect onload="1"/>', "<foreignObject/>", '<animate attributeName="x"/>',
            '<set attributeName="x"/>', '<g id="a"><use href="#a"/></g>',
            '<g id="a0"><rect/></g>' + "".join(f'<g id="a{n}">{f"""<use href="#a{n - 1}"/>""" * 9}</g>' for n in range(1, 9)),
        ],
    )  # fmt: skip
    def test_what_could_do_harm_is_refused_in_one_line(self, inside: str, tmp_path: Path) -> None:
        with pytest.raises(DrawingError):
            cleaned(SVG.format(inside).encode())
        (tmp_path / "герб.svg").write_text(SVG.format(inside), "utf-8")
        source = tmp_path / "s.yaml"
        emblem = "г. Энск, эмблема: {файл: герб.svg}"
        source.write_text(ORDER.replace("О утверждении", "Об утверждении").replace("г. Энск", emblem), "utf-8")
        done = run("check", source)
        assert done.exit_code == 1
        assert done.stderr.count("ошибка") == 1

    def test_the_painter_takes_neither_time_nor_life(self, monkeypatch: pytest.MonkeyPatch) -> None:
        pytest.importorskip("resvg_py")
        from docgen.render import painter

        monkeypatch.setattr(painter, "SECONDS", 1.0)
        noise = (
            '<filter id="f"><feTurbulence numOctaves="99999"/></filter><rect width="9" height="9" filter="url(#f)"/>'
        )
        for inside in (noise, "<g>" * 5000 + "</g>" * 5000):
            with pytest.raises(DocgenError, match="слишком сложен"):
                painter.painted(SVG.format(inside).encode(), 200)
        assert painter.painted(SVG.format('<rect width="9" height="9"/>').encode(), 20).startswith(b"\x89PNG")


@pytest.mark.skipif(os.name == "nt", reason="rights and links of POSIX")
class TestWriting:
    def test_mode_and_link_are_kept(self, order: Path, tmp_path: Path) -> None:
        order.chmod(0o600)
        link = tmp_path / "ссылка.yaml"
        link.symlink_to(order)
        assert run("check", link, "--fix").exit_code == 0
        assert link.is_symlink()
        assert "Об утверждении" in order.read_text("utf-8")
        assert stat.S_IMODE(order.stat().st_mode) == 0o600

    def test_what_is_read_only_is_not_written(self, order: Path, tmp_path: Path) -> None:
        order.chmod(0o444)
        done = run("check", order, "--fix")
        assert (done.exit_code, "нет прав" in done.stderr) == (3, True)
        assert order.read_text("utf-8") == ORDER
        output = tmp_path / "приказ.docx"
        output.write_bytes(b"")
        output.chmod(0o444)
        assert run("render", order).exit_code == 3
        assert output.read_bytes() == b""

    def test_no_command_writes_over_what_it_reads(self, order: Path, plan: Path, tmp_path: Path) -> None:
        order.write_text(ORDER.replace("О утверждении", "Об утверждении"), "utf-8")
        templates = tmp_path / "шаблоны"
        templates.mkdir()
        shipped = Path(pipeline.template_folders()[0], "order.docx")
        shutil.copy(shipped, templates / "order.docx")
        (tmp_path / "ссылка.docx").symlink_to(templates / "order.docx")
        os.link(templates / "order.docx", tmp_path / "другая.docx")
        os.link(order, tmp_path / "отчёт.html")
        assert run("forms", order, "-o", tmp_path / "forms.xlsx").exit_code == 0
        before = contents(tmp_path)
        (tmp_path / "архив.zip").symlink_to(tmp_path / "школы.csv")
        for words in (
            ["forms", order, "-o", order], ["forms", order, "-o", tmp_path / "x.docx"],
            ["forms", order, "--forms", tmp_path / "forms.xlsx", "-o", tmp_path / "." / "forms.xlsx"],
            ["render", order, "--templates", templates, "-o", templates / "order.docx"],
            ["render", order, "--templates", templates, "-o", tmp_path / "ссылка.docx"],
            ["render", order, "--templates", templates, "-o", tmp_path / "другая.docx"],
            ["check", order, "--report", tmp_path / "отчёт.html"],
            ["template", "check", templates / "order.docx", "--comments", tmp_path / "ссылка.docx"],
            ["batch", plan, "--over", tmp_path / "школы.csv", "-o", tmp_path / "архив.zip"],
            ["new", "приказ", "-o", order],
        ):  # fmt: skip
            done = run(*words)
            assert done.exit_code == 2, (words, done.output)
            (tmp_path / "архив.zip").exists()
        (tmp_path / "архив.zip").unlink()
        assert contents(tmp_path) == before

    @pytest.mark.parametrize("name", ["x", "x.zip"])
    def test_one_run_at_a_time_writes_to_a_place(self, plan: Path, tmp_path: Path, name: str) -> None:
        output = tmp_path / name
        place = output.with_name(".docgen-x.zip.lock") if output.suffix else output / ".docgen.lock"
        place.parent.mkdir(exist_ok=True)
        held = lock.Lock(place)
        words = ("batch", plan, "--over", tmp_path / "школы.csv", "-o", output, "--jobs", 1)
        done = run(*words)
        assert (done.exit_code, "уже пишет другой запуск" in done.stderr) == (3, True)
        assert len(done.stderr.splitlines()) == 1
        held.release()
        place.touch()  # what a dead run has left holds nobody up
        assert run(*words).exit_code == 0
        assert not list(tmp_path.rglob(".docgen*"))

    def test_what_a_dead_process_has_left_is_removed_and_what_a_live_one_writes_is_not(self, tmp_path: Path) -> None:
        (tmp_path / ".docgen-dead.tmp").touch()
        with written_whole(tmp_path / "а") as file:
            file.write(b"1")
            write_all([(tmp_path / "б", b"2")])
        assert contents(tmp_path) == {"а": b"1", "б": b"2"}

    def test_a_kill_leaves_no_half_file_and_the_next_run_leaves_nothing_else(self, order: Path, plan: Path) -> None:
        folder = order.parent
        order.write_text(ORDER.replace("О утверждении", "Об утверждении"), "utf-8")
        commands = [
            ["render", order, "-o", folder / "а.docx"],
            ["forms", order, "-o", folder / "ф.xlsx"],
            ["check", order, "--report", folder / "о.html"],
            ["batch", plan, "--over", folder / "школы.csv", "-o", folder / "б.zip", "--jobs", "1"],
        ]
        code = "import sys; from docgen.cli import main; main(sys.argv[1:])"
        chance = random.Random(1)  # noqa: S311
        for words in commands:
            command = [sys.executable, "-c", code, *map(str, words)]
            for _ in range(3):
                process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(chance.uniform(0.2, 1.2))
                process.send_signal(signal.SIGKILL)
                process.wait()
                for made in (folder / "а.docx", folder / "ф.xlsx", folder / "б.zip"):
                    assert not made.exists() or zipfile.ZipFile(made).testzip() is None
        for words in commands:
            assert run(*words).exit_code == 0
        assert not list(folder.rglob(".docgen*"))


def test_a_terminal_is_shown_signs_that_it_would_obey(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = tmp_path / "s.json"
    source.write_text(
        json.dumps({"вид": "документ", "название": "П", "текст": "т", "\x1b]0;t\x07\u202eключ": 1}), "utf-8"
    )
    done = run("check", source)
    assert r"нет поля „\x1b]0;t\x07\u202eключ“" in done.stderr
    assert r"нет файла a\x1b[31m" in run("check", tmp_path.name + "/a\x1b[31m.yaml").stderr.replace(
        tmp_path.name + "/", ""
    )
    assert json.loads(run("check", source, "--format", "json").stdout)[0]["path"] == ["\x1b]0;t\x07\u202eключ"]
    echo("Слово\u00a0и пере\u00adнос\n\tстрока")
    assert capsys.readouterr().out == "Слово\u00a0и пере\u00adнос\n\tстрока\n"


def test_no_name_of_a_person_is_kept_on_disk(tmp_path: Path, order: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cache = tmp_path / "кэш"
    monkeypatch.setenv("DOCGEN_CACHE", str(cache))
    sample = (ROOT / "samples" / "new" / "order.yaml").read_text("utf-8")
    order.write_text(re.sub("фио: .*?([,}\n])", r"фио: Мельник Жозефина Эдуардовна\1", sample), "utf-8")
    command = [sys.executable, "-m", "docgen", "render", str(order), "-o", str(tmp_path / "готово")]
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)  # a process that remembers nothing yet
    kept = [plain for file in cache.glob("*.docgen") if isinstance(plain := disk.load(cache, file.stem), dict)]
    words = {key[1].lower() for plain in kept for key in plain}
    raw = b"".join(file.read_bytes() for file in cache.iterdir()).decode("utf-8", "replace").lower()
    assert words
    assert not any(name in raw for name in ("мельник", "жозефин", "эдуардовн"))


def test_memory_of_a_process_is_bounded() -> None:
    for number in range(memory.MOST + 10):
        memory.remembered(lambda word: word)(str(number))
        memory.personal(str(number))
    assert len(memory._ANSWERS) <= memory.MOST
    assert len(memory._PERSONAL) <= memory.MOST
