"""Tables: headers of two rows, sections, sums, lists in cells, captions, merged stages; in Word and in Excel."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping

import pytest
from openpyxl import load_workbook

from docgen import pipeline
from docgen.model.measure import MeasureTable
from tests.conftest import write

PROGRAMME = """\
вид: программа
название: Программа развития
текст: |
  Значения – в {таблица показатели пр}, деньги – в {таблица деньги пр}.

  {таблица показатели}

  {таблица деньги}
таблицы:
  показатели:
    заголовок: Целевые показатели
    графы:
      - {заголовок: Показатель, ширина: 5}
      - {заголовок: Единица, ширина: 2}
      - {заголовок: Значение по годам, графы: [{заголовок: "2021"}, {заголовок: "2022"}]}
    нумеровать: да
    номера граф: да
    разделы:
      - название: Педагоги
        строки:
          - {показатель: "Доля педагогов:\\n- с высшей категорией\\n- с первой", единица: "%", "2021": 10, "2022": 20}
          - {показатель: [один, [вложенный]], единица: "%", "2021": 1, "2022": 2}
      - {название: Обучающиеся, строки: [{показатель: Охват, единица: чел., "2021": 1 200, "2022": "1 500,5"}]}
    итог раздела: Итого по разделу
    итог: Всего
  деньги:
    заголовок: Деньги
    графы: [{заголовок: Этап, слить: да}, Мероприятие, Сумма]
    строки: [{этап: Первый, мероприятие: А, сумма: 100}, {этап: Первый, мероприятие: Б, сумма: –}]
    итог: Всего
"""


def document_xml(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("word/document.xml").decode()


def test_a_table_with_everything(outline: Callable[..., str]) -> None:
    assert (
        outline(PROGRAMME).split("\n", 2)[2].replace("\u00a0", " ")
        == """\
Значения – в таблице 1, деньги – в таблице 2.
Таблица 1 – Целевые показатели
‖ № п/п ‖ Показатель ‖ Единица ‖ Значение по годам (на графы: 2) ‖
‖ ^ ‖ ^ ‖ ^ ‖ 2021 ‖ 2022 ‖
‖ 1 ‖ 2 ‖ 3 ‖ 4 ‖ 5 ‖
| 1. Педагоги (на графы: 5) |
| 1.1. | Доля педагогов: / – с высшей категорией / – с первой | % | 10 | 20 |
| 1.2. | – один / – вложенный | % | 1 | 2 |
| Итого по разделу (на графы: 3) | 11 | 22 |
| 2. Обучающиеся (на графы: 5) |
| 2.1. | Охват | чел. | 1 200 | 1 500,5 |
| Итого по разделу (на графы: 3) | 1 200 | 1 500,5 |
| Всего (на графы: 3) | 1 211 | 1 522,5 |

Таблица 2 – Деньги
‖ Этап ‖ Мероприятие ‖ Сумма ‖
| Первый | А | 100 |
| ^ | Б | – |
| Всего (на графы: 2) | 100 |

"""
    )


def test_captions_are_live_and_begin_anew_in_every_paper(made: Callable[..., bytes]) -> None:
    xml = document_xml(made(PROGRAMME))
    assert re.findall(r"SEQ [^<]*", xml) == [r"SEQ Таблица \* ARABIC \r 1 ", r"SEQ Таблица \* ARABIC "]
    targets = re.findall(r"REF (_Ref_tables_\w+)", xml)
    assert len(targets) == 2
    assert all(f'w:name="{target}"' in xml for target in targets)


def test_two_papers_of_one_file_have_bookmarks_of_their_own(made: Callable[..., bytes]) -> None:
    inner = "\n".join(f"    {line}" for line in PROGRAMME.splitlines())
    order = f"""\
вид: приказ
организация: Школа № 1
заголовок: Об утверждении программ
пункты: ["Утвердить программу {{приложение 1}}.", "Утвердить программу {{приложение 2}}."]
подписи: [{{лицо: {{фио: Иванова М.П., должность: директор}}}}]
приложения:
  -
{inner}
  -
{inner}
"""
    names = re.findall(r'bookmarkStart w:id="\d+" w:name="(_Ref_tables\w+)"', document_xml(made(order)))
    assert len(names) == len(set(names)) == 4


def test_header_rows_are_repeated_and_merged_cells_survive(made: Callable[..., bytes]) -> None:
    xml = document_xml(made(PROGRAMME))
    assert xml.count("<w:tblHeader/>") == 4
    assert xml.count('<w:vMerge w:val="restart"/>') == 4


def test_a_list_of_one_item_or_a_dash_stays_a_text(outline: Callable[..., str]) -> None:
    source = "вид: документ\nтекст: '{таблица т}'\nтаблицы: {т: {графы: [А], строки: [{а: '- 5'}, {а: '2. часть'}]}}"
    assert "| - 5 |\n| 2. часть |" in outline(source)


@pytest.mark.parametrize(("change", "message"), [
    ({"итог: Всего\n  деньги": "итог: Всего\n  деньги", "сумма: 100": "сумма: много"}, "итог считать не из чего"),
    ({'[{заголовок: "2021"}, {заголовок: "2022"}]': '[{заголовок: "2021", графы: [{заголовок: А, графы: [Б]}]}]'}, "не больше двух уровней"),
    ({'"2021": 1 200': '"2020": 1 200'}, "нет графы „2020“"),
    ({"    заголовок: Деньги\n": ""}, "Дайте ей поле „заголовок“"),
])  # fmt: skip
def test_faults_are_explained(change: Mapping[str, str], message: str, complaints: Callable[..., list[str]]) -> None:
    source = PROGRAMME
    for old, new in change.items():
        assert old in source
        source = source.replace(old, new)
    assert any(message in line for line in complaints(source)), complaints(source)


def test_a_regulation_places_a_table_between_its_clauses(outline: Callable[..., str]) -> None:
    source = """\
вид: положение
название: Положение
таблицы: {сроки: {заголовок: Сроки, графы: [Что, Когда], строки: [{что: Отчёт, когда: май}]}}
текст: |
  # Общие положения

  Сроки – в {таблица сроки пр}.

  {таблица сроки}

  Далее.
"""
    assert "1.1. Сроки – в таблице 1." in outline(source).replace("\u00a0", " ")
    assert "Таблица 1 – Сроки\n‖ Что ‖ Когда ‖\n| Отчёт | май |\n\n1.2. Далее." in outline(source).replace(
        "\u00a0", " "
    )


def test_a_passport_with_numbers(outline: Callable[..., str]) -> None:
    source = "вид: паспорт\nнумеровать: да\nстроки: [{название: Цель, значение: [а, б]}, {название: Срок, значение: 2022 год}]"
    assert "| 1. | Цель | – а / – б |\n| 2. | Срок | 2022 год |" in outline(source).replace("\u00a0", " ")


def workbook(folder, source: str):
    loaded = pipeline.load(write(folder, source))
    assert loaded.document is not None, loaded.findings
    made = pipeline.render(loaded.document, pipeline.default_library(), "таблица", formats=("xlsx",))
    return load_workbook(io.BytesIO(next(iter(made)).data))


def test_the_same_table_in_excel(tmp_path) -> None:
    sheet = workbook(tmp_path, PROGRAMME).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=7)]
    assert rows == [
        ["№ п/п", "Показатель", "Единица", "Значение по годам", None],
        [None, None, None, "2021", "2022"],
        ["1", "2", "3", "4", "5"],
        ["1. Педагоги", None, None, None, None],
        ["1.1.", "Доля педагогов:\n– с высшей категорией\n– с первой", "%", 10, 20],
        ["1.2.", "– один\n\u00a0\u00a0– вложенный", "%", 1, 2],
    ]
    assert {"A2:A3", "B2:B3", "C2:C3", "D2:E2", "A5:E5"} <= {str(area) for area in sheet.merged_cells.ranges}
    assert sheet.print_title_rows == "$2:$4"
    assert sheet.freeze_panes == "A5"
    assert [sheet.cell(sheet.max_row, column).value for column in (1, 4, 5)] == ["Всего", 1211, 1522.5]


BLANK = """\
вид: дорожная карта
название: План
бланк: да
пустых строк: 1
графы:
  - {заголовок: Мероприятие, поле: мероприятие, подсказка: Что сделать}
  - {заголовок: Срок, поле: срок, тип: дата}
  - {заголовок: Уровень, значения: [школа, район]}
мероприятия: [{мероприятие: Семинар}]
"""


def test_a_blank_in_excel_lets_fill_only_its_places(tmp_path) -> None:
    book = workbook(tmp_path, BLANK)
    sheet = book.worksheets[0]
    free = [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert free == ["C3", "D3", "B4", "C4", "D4"]
    assert sheet.protection.sheet
    assert not sheet.protection.insertRows
    checks = {str(check.sqref): (check.type, check.prompt) for check in sheet.data_validations.dataValidation}
    assert checks["C3"] == ("date", "Заполните")
    assert checks["D3"][0] == "list"
    assert checks["B4"] == (None, "Что сделать")
    names = [name for name, entry in book.defined_names.items() if entry.hidden]
    assert len(names) == 5
    assert book["Списки"].sheet_state == "hidden"
    assert [row[0].value for row in book["Списки"].iter_rows()] == ["школа", "район"]


def test_a_blank_in_word_offers_the_same_choices(made: Callable[..., bytes]) -> None:
    xml = document_xml(made(BLANK))
    assert xml.count("<w:date>") == 2
    assert xml.count("<w:dropDownList>") == 2
    assert 'w:displayText="район"' in xml


def test_a_row_may_tell_its_cells_in_the_order_of_the_columns(outline: Callable[..., str]) -> None:
    table = "{а: {графы: [Кто, {заголовок: Что, графы: [План, Факт]}], строки: [[Школа, 5, '='], {факт: 4, кто: Лицей}, [Сад]]}}"
    text = outline(f'вид: документ\nтаблицы: {table}\nтекст: "{{таблица а}}"\n')
    assert [line for line in text.splitlines() if line.startswith("| ")] == [
        "| Школа | 5 | = |", "| Лицей |  | 4 |", "| Сад |  |  |"]  # fmt: skip


def test_a_row_of_more_cells_than_columns_is_refused(complaints: Callable[..., list[str]]) -> None:
    source = 'вид: документ\nтаблицы: {а: {графы: [Кто, Что], строки: [\n[Школа, 5, 6]]}}\nтекст: "{таблица а}"\n'
    assert complaints(source) == [
        "источник.yaml:3: ошибка: таблицы → а → строки → 1: в строке ячеек: 3, а граф: 2. Графы: „Кто“, „Что“"]  # fmt: skip


def test_a_copy_of_a_table_is_worked_out_anew() -> None:
    table = MeasureTable.model_validate({"мероприятия": ["Провести семинар", "Издать сборник"]})
    assert len(table.grid.rows) == 2
    assert len(table.model_copy(update={"measures": table.measures[:1]}).grid.rows) == 1
    assert table.model_copy().grid.rows == table.grid.rows
