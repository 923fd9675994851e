"""The workloads of the benchmark: templates made here, lean as Word writes them, and data of real size."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

WORDS = [
    "разработать",
    "утвердить",
    "план",
    "методического",
    "объединения",
    "педагогических",
    "работников",
    "района",
    "провести",
    "семинар",
    "по",
    "вопросам",
    "качества",
    "образования",
    "участием",
    "школ",
    "организовать",
    "мониторинг",
    "достижений",
    "обучающихся",
    "подготовить",
    "аналитическую",
    "справку",
    "итогам",
    "года",
    "обеспечить",
    "сопровождение",
    "молодых",
    "специалистов",
    "рамках",
    "программы",
    "наставничества",
    "актуализировать",
    "банк",
    "данных",
    "лучших",
    "практик",
    "сформировать",
    "реестр",
    "ответственных",
    "заседание",
    "совета",
    "о",
    "ходе",
    "реализации",
    "мероприятий",
    "муниципальной",
    "системы",
    "оценки",
    "направить",
    "предложения",
    "до",
    "начальник",
    "отдела",
    "заместитель",
    "директора",
    "руководители",
    "образовательных",
    "организаций",
    "приказ",
    "протокол",
    "рекомендации",
    "отчёт",
    "выступление",
    "на",
    "конференции",
    "посещение",
    "уроков",
    "взаимодействие",
    "центром",
    "развития",
    "диагностика",
    "профессиональных",
    "дефицитов",
    "индивидуальный",
    "маршрут",
    "повышения",
    "квалификации",
    "учителей",
    "русского",
    "языка",
    "математики",
    "информатики",
    "физики",
    "химии",
    "биологии",
    "географии",
    "истории",
    "обществознания",
    "начальных",
    "классов",
    "дошкольного",
    "дополнительного",
    "воспитания",
]


LONG = 1000  # rows of a document that is streamed


@dataclass(frozen=True)
class Workload:
    """A template and what fills it."""

    name: str
    template: bytes
    context: dict[str, Any]
    long: bool = False


def sentence(seed: int, length: int = 80) -> str:
    """Return some eighty characters of Russian that differ from seed to seed."""
    choice, text = random.Random(seed), ""  # noqa: S311
    while len(text) < length:
        text += choice.choice(WORDS) + " "
    return text[:length].strip().capitalize()


def order() -> Workload:
    """W1: an order of two pages: twelve values, five points."""
    names = ("организация", "место", "дата", "номер", "заголовок", "преамбула", "исполнитель", "срок", "контроль",
             "должность", "подпись", "телефон")  # fmt: skip
    document = _document()
    for name in names[:6]:
        document.add_paragraph(f"{{{{ {name} }}}}").runs[0].bold = name == "заголовок"
    for text in ("{%p for п in пункты %}", "{{ п.текст }} Срок: {{ п.срок }}.", "{%p endfor %}"):
        document.add_paragraph(text)
    for number in range(12):
        document.add_paragraph(sentence(number, 300))
    document.add_paragraph("Исполнитель: {{ исполнитель }}, срок {{ срок }}, контроль: {{ контроль }}")
    document.add_paragraph("{{ должность }}\t{{ подпись }}\tтел. {{ телефон }}")
    values: dict[str, Any] = {name: sentence(at, 40) for at, name in enumerate(names)}
    values["пункты"] = [{"текст": sentence(at, 160), "срок": f"{at + 1:02}.09.2026"} for at in range(5)]
    return Workload("W1 приказ", _saved(document), values)


COLUMNS = ("номер", "мероприятие", "срок", "ответственные", "результат", "примечание")


def roadmap(rows: int = 60, name: str = "") -> Workload:
    """W2 and W4: a landscape road map: sections with rows of six cells, about eighty characters in each."""
    document = _document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph("{{ название }}").runs[0].bold = True
    table = document.add_table(rows=1, cols=6, style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, COLUMNS, strict=True):
        cell.text = heading.capitalize()
    _row(table, "{%tr for р in разделы %}")
    merged = table.add_row().cells
    merged[0].merge(merged[5]).text = "{{ р.название }}"
    _row(table, "{%tr for м in р.мероприятия %}")
    _cells(table, COLUMNS)
    _row(table, "{%tr endfor %}")
    _row(table, "{%tr endfor %}")
    document.add_paragraph("{{ подпись }}")
    made = [{column: sentence(at * 6 + shift) for shift, column in enumerate(COLUMNS)} for at in range(rows)]
    size = max(1, -(-rows // 8))
    sections = [{"название": sentence(at, 60), "мероприятия": made[at : at + size]} for at in range(0, rows, size)]
    values = {"название": "План мероприятий («дорожная карта»)", "разделы": sections, "подпись": "И.П. Иванова"}
    return Workload(name or "W2 дорожная карта", _saved(document), values, rows > LONG)


def blank() -> Workload:
    """W3: a plan to be filled by a school: prose and forty rows."""
    document = _document()
    document.add_paragraph("План работы {{ школа.наименование }} на {{ год }} год").runs[0].bold = True
    for number in range(10):
        document.add_paragraph(sentence(number, 400) + " {{ школа.место }}")
    table = document.add_table(rows=1, cols=4, style="Table Grid")
    _row(table, "{%tr for м in мероприятия %}")
    _cells(table, COLUMNS[:4])
    _row(table, "{%tr endfor %}")
    document.add_paragraph("{{ школа.директор }}")
    school = {"наименование": "МБОУ «СОШ № 7»", "место": "г. Энск", "директор": "И.П. Иванова"}
    rows = [{column: sentence(at * 4 + shift) for shift, column in enumerate(COLUMNS[:4])} for at in range(40)]
    return Workload("W3 бланк плана", _saved(document), {"школа": school, "год": 2027, "мероприятия": rows})


def _document() -> Any:  # noqa: ANN401
    """Return an empty document with the styles that Word would keep for such a paper."""
    document = Document()
    for style in list(document.styles.element):
        name = style.get(qn("w:styleId"), "")
        if (
            style.tag == qn("w:style")
            and style.get(qn("w:type")) == "table"
            and name not in ("TableNormal", "TableGrid")
        ):
            document.styles.element.remove(style)
    for key, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[key]
    document.sections[0].left_margin = Cm(3)
    return document


def _row(table: Any, tag: str) -> None:  # noqa: ANN401
    table.add_row().cells[0].text = tag


def _cells(table: Any, columns: Sequence[str]) -> None:  # noqa: ANN401
    """Add a row of values with the look of their cells, as Word writes it."""
    for cell, column in zip(table.add_row().cells, columns, strict=True):
        cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        paragraph = cell.paragraphs[0]
        paragraph.alignment, paragraph.paragraph_format.space_after = WD_ALIGN_PARAGRAPH.LEFT, Pt(0)
        font = paragraph.add_run(f"{{{{ м.{column} }}}}").font
        font.size, font.name = Pt(11), "Times New Roman"


def _saved(document: Any) -> bytes:  # noqa: ANN401
    """Return the file with the marks of editing sessions that Word leaves on every paragraph, run and row."""
    for at, element in enumerate(document.element.body.iter(qn("w:p"), qn("w:r"), qn("w:tr"))):
        element.set(qn("w:rsidR"), f"00{at % 40:02X}5A7C")
        if not element.tag.endswith("}r"):
            element.set(qn("w:rsidRPr"), "00B84F21")
            element.set("{http://schemas.microsoft.com/office/word/2010/wordml}paraId", f"{at + 1:08X}")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()
