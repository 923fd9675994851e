"""What stands around the rows of a template of Excel: it stays sound whatever the loops print, nothing too."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.table import Table

import docgen
from docgen.engine.review import reviewed
from docgen.engine.sandbox import Sandbox
from docgen.engine.sources import sources
from docgen.engine.xlsx import making
from docgen.errors import TemplateError
from tests import test_workbooks as books
from tests.test_strangers import packed, parts_of, replaced

LISTED = [
    ["№", "Дело", "Было", "Стало"],
    ["{%tr for дело in дела %}"],
    ["{{ loop.index }}", "{{ дело.имя }}", "{{ дело.было }}", "{{ дело.стало }}"],
    ["{%tr if дело.тоже %}"],
    ["", "тоже"],
    ["{%tr endif %}"],
    ["{%tr endfor %}"],
    ["Всего", None, "=SUM(C3:C5)"],
]
SPARKLINES = (
    '<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups '
    'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:sparklineGroup><x14:sparklines><x14:sparkline>'
    "<xm:f>План!C3:D3</xm:f><xm:sqref>E3</xm:sqref></x14:sparkline></x14:sparklines>"
    "</x14:sparklineGroup></x14:sparklineGroups></ext></extLst></worksheet>"
)


def around(sheet: Any) -> None:
    sheet.add_table(Table(displayName="Дела", ref="A1:D5"))
    sheet.parent.defined_names["было"] = DefinedName("было", attr_text="План!$C$3")
    sheet["B3"].hyperlink = "https://example.org/"
    sheet["D3"].hyperlink = Hyperlink(ref="D3", location="План!A8")
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=3, max_row=5))
    sheet.add_chart(chart, "G2")


@pytest.mark.filterwarnings("ignore:Sparkline")
@pytest.mark.parametrize(
    ("rows", "numbers", "end"), [("++-", [2, 4, 6], 6), ("--", [2, 3], 3), ("", [2], 2)], ids=["apart", "near", "none"]
)
def test_tables_names_sparklines_and_links_fit_the_rows_and_find_an_empty_one_if_there_are_none(
    rows: str, numbers: list[int], end: int
) -> None:
    template = packed(
        replaced(parts_of(books.template(LISTED, around)), b"</worksheet>", SPARKLINES.encode(), "sheet1")
    )
    data = [{"имя": "А", "было": 1, "стало": 2, "тоже": sign == "+"} for sign in rows]
    made = docgen.Template(template, check=True).render({"дела": data})
    book = load_workbook(io.BytesIO(made))
    sheet = book["План"]
    assert sheet.tables["Дела"].ref == f"A1:D{end}"
    assert sheet.cell(end + 1, 1).value == "Всего"
    assert sheet.cell(end + 1, 3).value == f"=SUM(C2:C{end})"
    assert book.defined_names["было"].attr_text.endswith(f"$C${numbers[-1]}")
    (bars,) = sheet._charts
    assert bars.series[0].val.numRef.f == f"'План'!$C$2:$C${end}"
    xml = parts_of(made)["xl/worksheets/sheet1.xml"].decode()
    found = re.findall(r"<xm:f>План!C(\d+):D(\d+)</xm:f><xm:sqref>E(\d+)</xm:sqref>", xml)
    assert found == [(str(number),) * 3 for number in numbers]
    places = re.findall(r'<hyperlink [^>]*ref="([A-Z0-9:]+)"', xml)
    near = "B2:B3" if rows == "--" else None
    assert places[: len(places) // 2] == ([near] if near else [f"B{number}" for number in numbers])
    assert f'location="План!A{end + 1}"' in xml


COUNTED = [["{%tr for ч in числа %}"], ["{{ ч }}"], ["{%tr endfor %}"],
           ['=SUM(A2:A2)*{{ доля }}&" по {{ кому }}"&A2', '="{{ кому }}"']]  # fmt: skip


def test_tags_in_formulas_print_numbers_and_between_quotes_texts() -> None:
    assert reviewed(sources(books.template(COUNTED), "книга"), Sandbox())[1] == []
    made = books.filled(COUNTED, числа=[1, 2], доля=1.5, кому='"Дому" & <саду>')
    assert books.cells(made)[-1] == ('=SUM(A1:A2)*1.5&" по ""Дому"" & <саду>"&A1', '="""Дому"" & <саду>"')


@pytest.mark.parametrize(
    ("wrong", "told"),
    [({"доля": '1&WEBSERVICE("x")', "кому": "а"}, "только число"), ({"доля": 1, "кому": "а" * 256}, "длиннее 255")],
)
def test_a_value_adds_nothing_to_a_formula(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(TemplateError, match=told):
        books.filled(COUNTED, числа=[1], **wrong)


def test_a_long_run_of_rows_moves_as_each_of_them_would(monkeypatch: pytest.MonkeyPatch) -> None:
    def below(sheet: Any) -> None:
        for row in (*range(10, 130), *range(140, 260)):
            sheet.cell(row, 2, f"{row} {{_{{ <&>")
            sheet.cell(row, 4, row)
        sheet["B200"] = "{{ дела[0].имя }}"
        sheet["A262"] = "=SUM(D10:D259)"
        sheet["D150"].comment = Comment("здесь", "А")
        sheet.merge_cells("B30:C31")

    template = books.template(LISTED, below)
    data = {"дела": [{"имя": "А", "было": 1, "стало": 2, "тоже": True}] * 5}
    together = docgen.Template(template).render(data)
    monkeypatch.setattr(making, "_LONG", 1000)
    assert parts_of(together) == parts_of(docgen.Template(template).render(data))
    sheet = load_workbook(io.BytesIO(together)).active
    assert [sheet.cell(row, 2).value for row in (133, 153, 204)] == ["129 {{ <&>", "149 {{ <&>", "А"]
    assert (sheet["A266"].value, str(sheet.merged_cells)) == ("=SUM(D14:D263)", "B34:C35")
