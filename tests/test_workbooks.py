"""Templates of Excel: a workbook with tags, the data, and the workbook that Excel would show."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table

import docgen
from docgen.errors import TemplateError

Book = Callable[[Any], None]


def template(rows: Sequence[Sequence[Any]], change: Book | None = None) -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "План"
    for row in rows:
        sheet.append(list(row))
    if change:
        change(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def filled(rows: Sequence[Sequence[Any]], change: Book | None = None, **values: Any) -> Any:
    made = docgen.Template(template(rows, change))
    data = made.render(values)
    assert data == made.render(values)
    return load_workbook(io.BytesIO(data))


def cells(book: Any) -> list[tuple[Any, ...]]:
    return [tuple(row) for row in book.active.iter_rows(values_only=True)]


LOOP = [
    ["№", "Дело"],
    ["{%tr for дело in дела %}"],
    ["{{ loop.index }}", "{{ дело }}"],
    ["{%tr endfor %}"],
    ["Всего", None],
]


def test_rows_repeat_with_their_looks_and_the_rows_below_move() -> None:
    def look(sheet: Any) -> None:
        sheet["B3"].font = Font(bold=True)
        sheet.row_dimensions[3].height = 33
        sheet.row_dimensions[5].height = 44

    book = filled(LOOP, look, дела=["А", "Б", "В"])
    assert cells(book) == [("№", "Дело"), (1, "А"), (2, "Б"), (3, "В"), ("Всего", None)]
    sheet = book.active
    assert [sheet.cell(row, 2).font.bold for row in (1, 2, 3, 4)] == [False, True, True, True]
    assert [sheet.row_dimensions[row].height for row in (2, 3, 4, 5)] == [33, 33, 33, 44]


@pytest.mark.parametrize("number", [0, 1, 2, 500])
def test_any_number_of_rows(number: int) -> None:
    book = filled(LOOP, дела=[f"д{n}" for n in range(number)])
    assert cells(book) == [("№", "Дело"), *((n + 1, f"д{n}") for n in range(number)), ("Всего", None)]


def test_empty_rows_of_the_template_stay_empty_rows() -> None:
    def apart(sheet: Any) -> None:
        sheet["A9"] = "Конец"

    book = filled(LOOP, apart, дела=["А", "Б"])
    assert [row[0] for row in cells(book)] == ["№", 1, 2, "Всего", None, None, None, "Конец"]


def test_rows_can_depend_on_a_condition() -> None:
    rows = [["А"], ["{%tr if есть %}"], ["Б"], ["{%tr else %}"], ["В"], ["{%tr endif %}"], ["Г"]]
    assert cells(filled(rows, есть=True)) == [("А",), ("Б",), ("Г",)]
    assert cells(filled(rows, есть=False)) == [("А",), ("В",), ("Г",)]


NOON = datetime.datetime(2026, 9, 1, 12)  # noqa: DTZ001 - Excel knows no zones
MIDNIGHT = NOON.replace(hour=0)


def test_values_keep_their_types_and_no_text_becomes_a_formula() -> None:
    day = datetime.date(2026, 9, 1)
    values = [1, 1.5, Decimal("2.50"), day, NOON, True, None, "", "=1+1", "007", " край ",
              "a\nb", "<&>", "_x0041_", 10**20]  # fmt: skip
    book = filled([["{%tr for в in все %}"], ["{{ в }}"], ["{%tr endfor %}"]], все=values)
    column = [row[0] for row in book.active.iter_rows()]
    assert [cell.value for cell in column] == [
        1, 1.5, 2.5, MIDNIGHT, NOON, True, None, None, "=1+1", "007",
        " край ", "a\nb", "<&>", "_x005F_x0041_", "100000000000000000000",
    ]  # fmt: skip
    assert [cell.is_date for cell in column[:5]] == [False, False, False, True, True]
    assert column[8].data_type == "s"


def test_a_tag_among_words_makes_a_text() -> None:
    assert cells(filled([["Всего {{ n }}\nиз {{ m }}", "а\nб"]], n=5, m="<6>")) == [("Всего 5\nиз <6>", "а\nб")]
    assert cells(filled([["Код {{ n }}"]], n="_x0041_ a_b")) == [("Код _x005F_x0041_ a_b",)]


GROUPS = [
    ["{%tr for группа in группы %}"],
    ["{{ группа.имя }}", "=SUM(B4:B4)"],
    ["{%tr for число in группа.числа %}"],
    ["", "{{ число }}", "=B4*2", "=B4/B$7"],
    ["{%tr endfor %}"],
    ["{%tr endfor %}"],
    ["Итого", "=SUM(B2:B4)", "=B2"],
]
DATA = [{"имя": "А", "числа": [1, 2]}, {"имя": "Б", "числа": []}, {"имя": "В", "числа": [3]}]


def test_formulas_follow_their_rows() -> None:
    assert cells(filled(GROUPS, группы=DATA)) == [
        ("А", "=SUM(B2:B3)", None, None),
        (None, 1, "=B2*2", "=B2/B$7"),
        (None, 2, "=B3*2", "=B3/B$7"),
        ("Б", "=SUM(0)", None, None),
        ("В", "=SUM(B6:B6)", None, None),
        (None, 3, "=B6*2", "=B6/B$7"),
        ("Итого", "=SUM(B1:B6)", "=B1", None),
    ]


def test_a_sum_over_one_cell_of_a_loop_is_over_all_that_it_became() -> None:
    rows = [["{%tr for ч in числа %}"], ["{{ ч }}"], ["{%tr endfor %}"], ["=SUM(A2)", "=ROUND(A2,1)", "=MAX($A$2)"]]
    assert cells(filled(rows, числа=[1, 2, 3]))[-1] == ("=SUM(A1:A3)", "=ROUND(A1,1)", "=MAX($A$1:$A$3)")
    assert cells(filled(rows, числа=[1]))[-1] == ("=SUM(A1)", "=ROUND(A1,1)", "=MAX($A$1)")


def test_a_formula_shared_by_cells_is_written_out_for_each() -> None:
    def share(sheet: Any) -> None:
        for row in (1, 2, 3):
            sheet.cell(row, 1, row)
        from openpyxl.worksheet.formula import ArrayFormula

        sheet["C1"] = ArrayFormula("C1", "=SUM(A1:A3*2)")

    book = filled([[1, "=A1*2"], [2, "=A2*2"], [3, "{{ x }}"]], share, x=1)
    assert book.active["B2"].value == "=A2*2"
    assert book.active["C1"].value.text == "=SUM(A1:A3*2)"


def test_merges_span_the_groups_whatever_their_depth() -> None:
    rows = [
        ["{%tr for группа in группы %}"],
        ["{{ группа.имя }}", "всего"],
        [None, "{%tr for число in группа.числа %}"],
        [None, "{{ число }}"],
        ["{%tr endfor %}"],
        ["{%tr endfor %}"],
        ["Конец"],
    ]

    def merge(sheet: Any) -> None:
        sheet.merge_cells("A2:A4")
        sheet.merge_cells("A7:B7")

    merged = filled(rows, merge, группы=DATA).active.merged_cells.ranges
    assert sorted(map(str, merged)) == ["A1:A3", "A5:A6", "A7:B7"]


def test_checks_highlights_filters_print_areas_and_names_follow_the_rows() -> None:
    def follow(sheet: Any) -> None:
        check = DataValidation(type="list", formula1="$B$5:$B$5")
        check.add("B3")
        sheet.add_data_validation(check)
        sheet.conditional_formatting.add("B3:B5", CellIsRule(operator="equal", formula=["$A$5"], font=Font(bold=True)))
        sheet.auto_filter.ref = "A1:B3"
        sheet.print_area = "A1:B5"
        sheet.print_title_rows = "1:1"
        sheet.parent.defined_names["срок"] = DefinedName("срок", attr_text="План!$B$3")
        sheet.parent.defined_names["всё"] = DefinedName("всё", attr_text="План!$B$3:$B$3")
        sheet.parent.create_sheet("Свод")["A1"] = "=SUM(План!A3:A3)+План!A5"
        sheet["A3"].hyperlink = None

    book = filled(LOOP, follow, дела=["А", "Б", "В"])
    sheet = book["План"]
    check = sheet.data_validations.dataValidation[0]
    assert (str(check.sqref), check.formula1) == ("B2:B4", "$B$5:$B$5")
    ((areas, (rule,)),) = sheet.conditional_formatting._cf_rules.items()
    assert (str(areas.sqref), rule.formula) == ("B2:B5", ["$A$5"])
    assert (sheet.auto_filter.ref, sheet.print_area, sheet.print_title_rows) == ("A1:B4", "'План'!$A$1:$B$5", "$1:$1")
    assert book.defined_names["всё"].attr_text == book.defined_names["срок"].attr_text == "План!$B$2:$B$4"


def test_tables_notes_and_charts_follow_the_rows() -> None:
    def follow(sheet: Any) -> None:
        sheet.add_table(Table(displayName="Дела", ref="A1:B3"))
        sheet["A5"].comment = Comment("Проверить", "методист")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=1, min_row=3, max_row=3))
        sheet.add_chart(chart, "A7")

    for number, (table, note, row) in {3: ("A1:B4", "A5", 6), 0: ("A1:B2", "A3", 4)}.items():
        sheet = filled(LOOP, follow, дела=["А"] * number).active
        assert sheet.tables["Дела"].ref == table
        assert sheet[note].comment.text == "Проверить"
        assert sheet._charts[0].anchor._from.row == row


def test_an_unknown_name_is_told_with_its_sheet_and_cell() -> None:
    made = docgen.Template(template([["А", "{{ имя.фамилия }}"]]))
    with pytest.raises(TemplateError, match=r"лист «План», ячейка B1, тег \{\{ имя.фамилия \}\}: нет поля „имя“"):
        made.render({})


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["{%tr for x in y %}", "слово"], ["{{ x }}"], ["{%tr endfor %}"]], "ячейка A1.*строка с тегом.*исчезает"),
        ([["{%tr for x in y %}"], ["{{ x }}"]], "блок не закрыт"),
        ([["{{ x | нетфильтра }}"]], "ячейка A1.*нет фильтра „нетфильтра“"),
        ([["{{ x "]], "ячейка A1.*тег не закрыт"),
    ],
)
def test_a_wrong_template_is_refused_with_a_place(rows: Sequence[Sequence[Any]], told: str) -> None:
    with pytest.raises(TemplateError, match=told):
        docgen.Template(template(rows))


def test_a_text_longer_than_a_cell_is_refused() -> None:
    with pytest.raises(TemplateError, match=r"ячейка A1.*длиннее 32767"):
        docgen.Template(template([["{{ x }}"]])).render({"x": "я" * 32768})


def test_a_tag_in_a_name_of_a_sheet_is_refused() -> None:
    def rename(sheet: Any) -> None:
        sheet.title = "{{ имя }}"

    with pytest.raises(TemplateError, match="в названии листа"):
        docgen.Template(template([["{{ x }}"]], rename))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), max_size=30)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.one_of(TEXTS, st.integers(-(10**14), 10**14), st.booleans(), st.none()), max_size=6))
def test_what_goes_in_comes_out(values: list[Any]) -> None:
    book = filled([["{%tr for в in все %}"], ["{{ в }}", "-"], ["{%tr endfor %}"]], все=values)
    wanted = []
    for value in values:
        text = value
        if isinstance(value, str):
            text = re.sub(r"[\x00-\x06\x08\x0e-\x1f\ufffe\uffff]", "\ufffd", value)
            text = re.sub(r"\r\n|[\r\v\f\a]", "\n", text) or None  # breaks of every sort
        wanted.append(text)
    assert [row[0].value for row in book.active.iter_rows() if row[1].value] == wanted
