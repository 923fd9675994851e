"""Whole papers: our samples are good; so are good papers of strangers; hostile files end in one clear line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from docgen import paper, pipeline
from docgen.cli import main
from docgen.rules import form
from docgen.sources import read_house
from tests.conftest import ROOT
from tests.form.strangers import made
from tests.paper.conftest import zipped
from tests.test_samples import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_our_samples_give_no_finding(name: str) -> None:
    loaded = pipeline.load(ROOT / "samples" / f"{name}.yaml")
    assert loaded.document is not None
    for file in pipeline.render(loaded.document, pipeline.default_library(), name):
        found = {finding.code for finding in form.run(paper.read(file.data), file.name)}
        assert found == set()


SCHOOL = {
    "поля": [20, 15, 20, 20],
    "дата и номер": "от «14» апреля 2022г.№78",
    "слово": "п р и к а з ы в а ю:",
    "нумерация": "набрана",
    "пункты": ['Утвердить "Программу развития" (приложение).', "Назначить ответственной М.П. Иванову"],
    "подпись": "Директор школы __________________ Иванова М.П.",
    "отметка": ["Приложение", "к приказу №78 от 14.04.2022г.", "«Утверждено»", "Приказ № 78 от 14.04.2022"],
    "название приложения": "Программа развития школы на 2021-2024 г.г.",
}


def test_every_fault_of_a_living_school_order_is_found_and_nothing_else() -> None:
    """What schools get wrong most often, in one order."""
    found = {finding.code for finding in form.run(paper.read(made(SCHOOL)), "приказ.docx")}
    assert found == {
        "Ф103", "Ф206", "Ф407", "Ф409", "Ф410", "Ф421", "Ф501", "Ф503", "Ф508", "Ф513", "Ф701", "Ф801", "Ф803", "Ф804",
        "Ф807", "Ф809", "Ф811", "Ф821", "Ф824",
    }  # fmt: skip


@pytest.mark.parametrize("good", [
    {"слово": "приказываю:", "кегль": 12, "интервал": 1},
    {"организация": ["Администрация города Энска", "Управление образования"], "шрифт": "Arial"},
    {"вид": "РАСПОРЯЖЕНИЕ", "слово": "нет", "отметка": "нет", "пункты": ["Провести семинар.", "Контроль за исполнением распоряжения оставляю за собой."]},
    {"преамбула": "В целях развития методической службы школы приказываю:", "слово": "нет"},
    {"дата и номер": "1\u00a0сентября 2026\u00a0г.\t№\u00a05-од", "отметка": ["Приложение", "УТВЕРЖДЕНО", "приказом МБОУ «Лицей»", "от 1\u00a0сентября 2026\u00a0г. №\u00a05-од"]},
])  # fmt: skip
def test_good_papers_of_other_hands_give_no_finding(good: dict[str, Any]) -> None:
    assert [str(finding) for finding in form.run(paper.read(made(good)), "приказ.docx")] == []


def test_a_finding_names_its_place_and_the_words() -> None:
    case = {
        "таблица": {
            "шапка": ["№", "Мероприятие", "Срок"],
            "строки": [[1, "Семинар", "май"], [2, "Слёт", ""], [3, "Смотр", "июнь"]],
        }
    }
    (finding,) = form.run(paper.read(made(case)), "приказ.docx")
    assert str(finding.place).endswith("таблица 1, строка 3, графа 1")
    (finding,) = form.run(paper.read(made({"пункт": "Проверить школу №5."})), "приказ.docx")
    assert (finding.code, finding.quote) == ("Ф803", "школу №5.")


def test_a_stale_count_of_pages_names_no_page() -> None:
    """A file that says «one page» and holds a page break was never laid out: its findings name paragraphs only."""
    case = {"отметка": ["Приложение", "УТВЕРЖДЕНО", "Приказ № 9 от 02.09.2026"]}
    found = list(form.run(paper.read(made(case)), "приказ.docx"))
    assert all(finding.place is not None and finding.place.page is None for finding in found)
    assert {"Ф503", "Ф512"} <= {finding.code for finding in found}


def test_a_house_raises_lowers_and_switches_off(tmp_path: Path) -> None:
    (tmp_path / "приказ.docx").write_bytes(made({"поля": [20, 10, 20, 20]}))
    seen = {}
    for word in ("ошибка", "нет", "пустяк"):
        house = tmp_path / "дом.yaml"
        house.write_text(f"нормоконтроль: {{Ф103: {word}}}\n", "utf-8")
        findings = pipeline.findings(tmp_path / "приказ.docx", house=read_house(house))
        seen[word] = [(finding.code, finding.severity) for finding in findings]
    assert seen["ошибка"] == [("Ф103", "error")]
    assert seen["нет"] == []
    assert seen["пустяк"][0][1] == "error"


@pytest.mark.parametrize(("name", "data", "said"), [
    ("пусто.docx", b"", "это не файл DOCX"), ("мусор.docx", b"hello", "это не файл DOCX"),
    ("закрыт.docx", b"\xd0\xcf\x11\xe0rest", "закрыт паролем"), ("старый.doc", b"\xd0\xcf\x11\xe0rest", "старом формате"),
    ("архив.docx", zipped({"a.txt": "x"}), "это не документ Word"),
    ("бомба.docx", zipped({"word/document.xml": b"<a>" + b" " * (101 * 1024 * 1024) + b"</a>"}), "слишком велик"),
])  # fmt: skip
def test_a_file_that_is_no_paper_ends_in_one_russian_line(name: str, data: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    run = CliRunner().invoke(main, ["check", str(tmp_path / name)])
    assert run.exit_code in (1, 2)
    assert said in run.output
    assert len(run.output.strip().splitlines()) == 1
