"""Forms that the user gives: they are printed to the letter, and refused where they cannot be forms of their text."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from openpyxl import load_workbook

from docgen import pipeline, russian
from docgen.cli import main
from docgen.model.text import Text
from docgen.paper import docx, outline
from docgen.render.environment import TemplateEnvironment
from docgen.sources import read_house
from docgen.value import replace
from tests.conftest import ROOT
from tests.validity import faults

ORDER = """
вид: приказ
организация: {{наименование: МБОУ «Школа № 1», место: г. Энск}}
дата: 01.09.2026
номер: 5-од
заголовок: О назначении
пункты:
  - исполнитель: кто
    поручение: ознакомить педагогов с программой
    срок: до 10.09.2026
  - контроль: за собой
подписи: [директор]
лица:
  директор: {{фио: Иванова Мария Петровна, должность: директор}}
  кто: {who}
{more}
"""


def _loaded(folder: Path, who: str, more: str = "", house: str = "") -> pipeline.Loaded:
    (folder / "приказ.yaml").write_text(ORDER.format(who=who, more=more), "utf-8")
    profile = None
    if house:
        (folder / "дом.yaml").write_text(house, "utf-8")
        profile = read_house(folder / "дом.yaml")
    return pipeline.load(folder / "приказ.yaml", house=profile)


def _text(folder: Path, who: str, more: str = "", house: str = "") -> str:
    loaded = _loaded(folder, who, more, house)
    assert loaded.document is not None, loaded.findings
    paper = next(iter(pipeline.render(loaded.document, pipeline.default_library(), "приказ")))
    (folder / "приказ.docx").write_bytes(paper.data)
    assert faults(paper.data, checker=False) == []
    return outline(docx.read(folder / "приказ.docx")).replace("\u00a0", " ")


@pytest.mark.parametrize(("who", "more", "printed"), [
    ("{фио: Кравец С.Б., пол: м, должность: методист, формы: {дат: Кравецу}}", "", "Методисту Кравецу С.Б."),
    ("{фамилия: Кравец, имя: Степан, отчество: Богданович, должность: методист, формы: {фамилия: {дат: Кравецу}}}", "",
     "Методисту Кравецу С.Б."),
    ("{фио: Гусь А.И., пол: м, должность: методист, склонять: нет}", "", "Методисту Гусь А.И."),
    ("{фио: Дуброва Е.С., пол: ж, должность: методист, склонять: {фамилия: как Сорока}}", "", "Методисту Дуброве Е.С."),
    ("{фио: Жук О.И., пол: м, должность: {текст: нач. отдела, формы: {дат: начальнику отдела}}}", "",
     "Начальнику отдела Жуку О.И."),
    ("{фио: Жук О.И., пол: м, должность: {текст: тьютор, склонять: нет}}", "", "Тьютор Жуку О.И."),
    ("{фио: Жук О.И., пол: м, должность: старший глюконавт}", "слова: {глюконавт: {дат: глюконавтови}}",
     "Старшему глюконавтови Жуку О.И."),
    ("{фио: Жук О.И., пол: м, должность: глюконавт школы}", "слова: {глюконавт: как методист}", "Глюконавту школы Жуку О.И."),
])  # fmt: skip
def test_given_forms_are_printed(tmp_path: Path, who: str, more: str, printed: str) -> None:
    assert printed in _text(tmp_path, who, more)


def test_the_filter_of_numbers_knows_the_words_of_the_document_and_the_sheet() -> None:
    counted = russian.Entry(counted=("глюк", "глюка", "глюков"))
    corrected = {("quantity", "24 глюк школы"): {"им": "24 глюка школ"}}
    phrase = replace(Text.of("глюк школы"), lexicon=russian.Lexicon({"глюк": counted}, corrected))
    template = TemplateEnvironment().from_string(
        "{{ что | при_числе(5) }}, {{ что | при_числе(24) }}, {{ 'год' | при_числе(5) }}"
    )
    with russian.recorded() as ledger:
        assert template.render(что=phrase).replace("\u00a0", " ") == "5 глюков школы, 24 глюка школ, 5 лет"
    assert [(used.what, used.nominative, used.form.origin) for used in ledger] == [
        ("quantity", "5 глюк школы", "rule"), ("quantity", "24 глюк школы", "given")]  # fmt: skip


def test_the_words_of_a_document_go_before_those_of_the_house(tmp_path: Path) -> None:
    who = "{фио: Жук О.И., пол: м, должность: глюконавт-сердюковед}"
    house = "слова: {глюконавт: {дат: глюконавтови}, сердюковед: {дат: сердюковедови}}"
    assert "Глюконавтови-сердюковедови Жуку" in _text(tmp_path, who, house=house)
    assert "Глюконавту-сердюковедови Жуку" in _text(tmp_path, who, "слова: {глюконавт: {дат: глюконавту}}", house)


@pytest.mark.parametrize(("who", "more", "said"), [
    ("{фио: Кравец С.Б., пол: м, формы: {дат: Гусю}}", "", "„Гусю“ – не форма слова „Кравец“"),
    ("{фио: Кравец С.Б., пол: м, формы: {дат: Кравецу С.Б.}}", "", "слов в ней не столько"),
    ("{фио: Кравец С.Б., пол: м, формы: {дат: Kравецу}}", "", "латинские буквы"),
    ("{фио: Кравец С.Б., пол: м, формы: {кем: Кравецом, местный: Кравеце}}", "", "нет падежа"),
    ("{фио: Кравец С.Б., пол: м, формы: {имя: {дат: Степану}}}", "", "нет части „имя“"),
    ("{фио: Кравец С.Б., пол: м, склонять: как Сорока}", "", "разные концы"),
    ("{фио: Кравец С.Б., пол: м, склонять: иногда}", "", "«нет» или «как»"),
    ("{фио: Кравец С.Б., фамилия: Кравец}", "", "имя задано дважды"),
    ("{фио: Жук О.И., пол: м, должность: {текст: директор школы, формы: {дат: заведующему школой}}}", "", "не форма слова „директор“"),
    ("{фио: Жук О.И., пол: м, должность: {текст: директор школы № 1, формы: {дат: директору школы № 2}}}", "", "числа и названия"),
    ("{фио: Жук О.И., пол: м, должность: {текст: директор, число: ед}}", "", "число бывает только «мн»"),
    ("{фио: Жук О.И., пол: м}", "слова: {глюконавт: {дат: сердюковеду}}", "не форма слова „глюконавт“"),
    ("{фио: Жук О.И., пол: м}", "слова: {год: {счёт: [год, года]}}", "три формы"),
])  # fmt: skip
def test_stale_and_impossible_forms_are_errors(tmp_path: Path, who: str, more: str, said: str) -> None:
    errors = _loaded(tmp_path, who, more).errors
    assert any(said in str(error) and error.place and error.hint for error in errors), [str(e) for e in errors]


DOUBTFUL = "{фио: Починок А.П., пол: м, должность: старший методист}"


def _run(*args: object) -> tuple[int, str]:
    result = CliRunner().invoke(main, [str(arg) for arg in args])
    return result.exit_code, result.output


def test_the_list_of_forms_begins_with_doubts_and_names_places(tmp_path: Path) -> None:
    _loaded(tmp_path, DOUBTFUL)
    code, said = _run("forms", tmp_path / "приказ.yaml")
    first, *rest = said.replace("\u00a0", " ").splitlines()
    assert code == 0
    assert first.startswith("приказ.yaml:15: лица → кто → фио: «Починок А.П.», дат: «Починку А.П.» – сомнение:")
    assert "приказ.yaml:15: лица → кто → должность: «старший методист», дат: «старшему методисту»" in rest
    assert rest[-1].endswith("из них сомнительных: 1.")
    rows = json.loads(_run("forms", tmp_path / "приказ.yaml", "--format", "json")[1])
    assert (rows[0]["case"], rows[0]["file"], rows[0]["line"]) == ("дат", "приказ.yaml", 15)


def _corrected(folder: Path, old: str, new: str) -> Path:
    """Write the sheet of forms and correct one as a clerk does."""
    path = folder / "forms.xlsx"
    assert _run("forms", folder / "приказ.yaml", "-o", path)[0] == 0
    book = load_workbook(path)
    for row in book.active.iter_rows(min_row=2):
        if str(row[3].value).replace("\u00a0", " ") == old:
            row[3].value = new
    book.save(path)
    return path


def test_a_corrected_sheet_is_taken_back(tmp_path: Path) -> None:
    _loaded(tmp_path, DOUBTFUL)
    sheet = _corrected(tmp_path, "Починку А.П.", "Починоку А.П.")
    assert _run("render", tmp_path / "приказ.yaml", "--forms", sheet)[0] == 0
    assert "Старшему методисту Починоку А.П." in outline(docx.read(tmp_path / "приказ.docx")).replace("\u00a0", " ")
    assert "«Починоку А.П.» (задана)" in _run("forms", tmp_path / "приказ.yaml", "--forms", sheet)[1]


def test_rows_of_the_sheet_that_a_filter_hides_are_taken_back_as_well(tmp_path: Path) -> None:
    _loaded(tmp_path, DOUBTFUL)
    sheet = _corrected(tmp_path, "Починку А.П.", "Починоку А.П.")
    book = load_workbook(sheet)
    for number in range(2, book.active.max_row + 1):
        book.active.row_dimensions[number].hidden = True
    book.active.column_dimensions["E"].hidden = True
    book.save(sheet)
    assert "«Починоку А.П.» (задана)" in _run("forms", tmp_path / "приказ.yaml", "--forms", sheet)[1]


@pytest.mark.parametrize(("who", "new", "said"), [
    (DOUBTFUL.replace("Починок", "Починкин"), "Починоку А.П.", "формы устарели: в документах больше нет «Починок"),
    (DOUBTFUL, "Починоку П.А.", "не форма слова"), (DOUBTFUL, "Починоку", "слов в ней не столько"),
])  # fmt: skip
def test_a_stale_or_impossible_row_stops_rendering(tmp_path: Path, who: str, new: str, said: str) -> None:
    _loaded(tmp_path, DOUBTFUL)
    sheet = _corrected(tmp_path, "Починку А.П.", new)
    _loaded(tmp_path, who)
    code, told = _run("render", tmp_path / "приказ.yaml", "--forms", sheet)
    assert (code, (tmp_path / "приказ.docx").exists()) == (1, False)
    assert said in told.replace("\u00a0", " ")
    assert "лист «Формы», ячейка D" in told


def test_a_check_takes_the_corrected_sheet_and_tells_what_is_wrong_in_it(tmp_path: Path) -> None:
    _loaded(tmp_path, DOUBTFUL)
    good = _corrected(tmp_path, "Починку А.П.", "Починоку А.П.")
    assert _run("check", tmp_path / "приказ.yaml", "--forms", good)[0] == 0
    bad = _corrected(tmp_path, "Починку А.П.", "Починоку")
    code, told = _run("check", tmp_path / "приказ.yaml", "--forms", bad)
    assert (code, "слов в ней не столько" in told) == (1, True)


def test_a_source_with_errors_has_no_list(tmp_path: Path) -> None:
    _loaded(tmp_path, "{фио: Кравец С.Б., пол: м, формы: {дат: Гусю}}")
    code, said = _run("forms", tmp_path / "приказ.yaml")
    assert code == 1
    assert "не форма слова" in said
    assert _run("forms", tmp_path / "нет.yaml")[0] == 2


def test_300_forms_are_made_in_a_moment() -> None:
    """The bound is generous: the machine of a test may be busy; what is remembered must be far faster than the rules."""
    spec = importlib.util.spec_from_file_location("forms_benchmark", ROOT / "benchmarks" / "forms.py")
    assert spec
    assert spec.loader
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    found = benchmark.measured()
    assert found["warm"] * 5 < found["rules"]
    assert found["rules_to_dictionary"] < 8
