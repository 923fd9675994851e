"""Papers of strangers: made by python-docx from a description in Russian words, the way a clerk types them in Word."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Mm, Pt, RGBColor

CONTROL = "Контроль за исполнением настоящего приказа оставляю за собой."
GOOD: dict[str, Any] = {
    "лист": [210, 297],
    "поля": [30, 10, 20, 20],
    "шрифт": "Times New Roman",
    "кегль": 14,
    "интервал": 1.15,
    "абзацный отступ": 1.25,
    "выравнивание": "по ширине",
    "организация": ["МБОУ «Школа №\u00a01»"],
    "вид": "ПРИКАЗ",
    "дата и номер": "01.09.2026\t№\u00a05-од",
    "место": "г.\u00a0Энск",
    "заголовок": "Об утверждении Положения",
    "преамбула": "В целях развития методической службы школы",
    "слово": "ПРИКАЗЫВАЮ:",
    "пункты": ["Утвердить Положение о методической службе (приложение).", CONTROL],
    "подпись": "Директор\tМ.П.\u00a0Иванова",
    "ниже подписи": [],
    "отметка": ["Приложение", "УТВЕРЖДЕНО", "приказом МБОУ «Школа №\u00a01»", "от 01.09.2026 №\u00a05-од"],
    "название приложения": "Положение о методической службе",
    "текст приложения": ["Положение определяет порядок работы методической службы школы."],
    "нумерация": "Word",
    "порядок": ["организация", "вид", "дата и номер", "место", "заголовок", "текст", "подпись"],
    "не отрывать": "да",
}
NUMBER = {"место": "сверху", "выравнивание": "по центру", "вид": "№", "на первой": "нет", "от края": 10}
_ALIGNMENTS = {
    "слева": WD_ALIGN_PARAGRAPH.LEFT, "справа": WD_ALIGN_PARAGRAPH.RIGHT, "по центру": WD_ALIGN_PARAGRAPH.CENTER,
    "по ширине": WD_ALIGN_PARAGRAPH.JUSTIFY,
}  # fmt: skip


def made(case: Mapping[str, Any] | None = None) -> bytes:
    """Make a DOCX of the good order with the fields of a case put over it."""
    stream = io.BytesIO()
    said = GOOD | dict(case or {})
    if "пункт" in said:  # one more, or several
        more = said["пункт"] if isinstance(said["пункт"], list) else [said["пункт"]]
        said["пункты"] = [GOOD["пункты"][0], *more, CONTROL]
    _Stranger(said).document().save(stream)
    return stream.getvalue()


class _Stranger:
    """Types a paper."""

    def __init__(self, said: Mapping[str, Any]) -> None:
        self.said, self.paper = said, Document()

    def document(self) -> Any:
        self._set_up()
        for requisite in self.said["порядок"]:
            getattr(self, {"текст": "_text", "подпись": "_signature"}.get(requisite, "_requisite"))(requisite)
        for line in self.said["ниже подписи"]:
            self._line(line)
        self._appendix()
        self._extras()
        return self.paper

    def _set_up(self) -> None:
        section, style = self.paper.sections[0], self.paper.styles["Normal"]
        section.page_width, section.page_height = map(Mm, map(float, self.said["лист"]))
        left, right, top, bottom = (Mm(float(length)) for length in self.said["поля"])
        section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = left, right, top, bottom
        style.font.name, style.font.size = self.said["шрифт"], Pt(float(self.said["кегль"]))
        style.paragraph_format.space_after = Pt(0)
        style.paragraph_format.line_spacing = 1
        self.paper.core_properties.author = self.said.get("автор", "нет").replace("нет", "")
        if self.said.get("переносы") == "да":
            self.paper.settings.element.append(OxmlElement("w:autoHyphenation"))
        self._number(section, NUMBER | dict(self.said.get("номер страницы", {})))

    def _number(self, section: Any, said: Mapping[str, Any]) -> None:
        section.different_first_page_header_footer = said["на первой"] == "нет"
        section.header_distance = Mm(float(said["от края"]))
        if said["место"] == "нет":
            return
        band = section.header if said["место"] == "сверху" else section.footer
        paragraph = band.paragraphs[0]
        paragraph.alignment = _ALIGNMENTS[said["выравнивание"]]
        for piece in str(said["вид"]).partition("№"):
            if piece == "№":
                self._field(paragraph, "PAGE", "2")
            elif piece:
                paragraph.add_run(piece)

    def _field(self, paragraph: Any, code: str, result: str) -> None:
        result = f"<w:r><w:t>{result}</w:t></w:r>" if result else ""
        paragraph._p.append(parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="{code}">{result}</w:fldSimple>'))

    def _requisite(self, name: str) -> None:
        said = self.said[name]
        centred = name in ("организация", "вид", "место")
        for line in said if isinstance(said, list) else [said]:
            usual = {"выравнивание": "по центру"} if centred else {"справа": 9} if name == "заголовок" else {}
            paragraph = self._line(line, usual)
            if name == "дата и номер":
                self._stop(paragraph)

    def _text(self, _: str) -> None:
        body = {
            "отступ": self.said["абзацный отступ"],
            "интервал": self.said["интервал"],
            "выравнивание": self.said["выравнивание"],
        }
        preamble, verb = self.said["преамбула"], self.said["слово"]
        if preamble != "нет":
            self._line(preamble, body)
        if verb != "нет":
            self._line(verb, {"отступ": 0})
        points = [point for line in self.said["пункты"] for point in _repeated(line)]
        for number, point in enumerate(points, 1):
            paragraph = self._line(point, body, start=f"{number}. " if self.said["нумерация"] == "набрана" else "")
            if self.said["нумерация"] == "Word":
                self._listed(paragraph)
            if number == len(points) and self.said["не отрывать"] == "да":
                paragraph.paragraph_format.keep_with_next = True
        self._last = self.paper.paragraphs[-1]

    def _listed(self, paragraph: Any) -> None:
        """Put a paragraph into a list of Word's own, `1.`"""
        paragraph.style = self.paper.styles["List Number"]
        paragraph.paragraph_format.left_indent = Cm(0)

    def _signature(self, _: str) -> None:
        said = self.said["подпись"]
        for line in said if isinstance(said, list) else [said]:
            paragraph = self._line(line)
            paragraph.paragraph_format.space_before = Pt(24)
            if "\t" in paragraph.text:
                self._stop(paragraph)

    def _stop(self, paragraph: Any) -> None:
        paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)

    def _appendix(self) -> None:
        mark = self.said["отметка"]
        if mark == "нет":
            return
        if self.said.get("приложение с новой страницы", "да") == "да":
            self.paper.add_page_break()
        aside = {} if self.said.get("отметка слева") == "да" else {"слева": 9}
        for line in mark:
            self._line(line, aside)
        self._line(self.said["название приложения"], {"выравнивание": "по центру"})
        body = {
            "отступ": self.said["абзацный отступ"],
            "интервал": self.said["интервал"],
            "выравнивание": self.said["выравнивание"],
        }
        for line in self.said["текст приложения"]:
            for text in _repeated(line):
                self._line(text, body)
        if "таблица" in self.said:
            self._table(self.said["таблица"])

    def _table(self, said: Mapping[str, Any]) -> None:
        rows = [said["шапка"], *said["строки"]]
        table = self.paper.add_table(len(rows), len(rows[0]), style="Table Grid")
        for y, row in enumerate(rows):
            for x, text in enumerate(row):
                paragraph = table.cell(y, x).paragraphs[0]
                run = paragraph.add_run(str(text))
                run.bold, run.font.size = y == 0, Pt(float(said.get("кегль", 12)))
            marks = table.rows[y]._tr.get_or_add_trPr()
            if said.get("рвать строки", "нет") == "нет":
                marks.append(OxmlElement("w:cantSplit"))
            if y == 0 and said.get("повторять", "да") == "да":
                marks.append(OxmlElement("w:tblHeader"))

    def _extras(self) -> None:
        if self.said.get("исправления") == "да":
            self._last._p.append(
                parse_xml(f'<w:ins {nsdecls("w")} w:id="9" w:author="П"><w:r><w:t> И всё.</w:t></w:r></w:ins>')
            )
        if (note := self.said.get("примечание", "нет")) != "нет":
            self.paper.add_comment(self._last.runs, text=note, author="П", initials="П")
        if (code := self.said.get("поле", "нет")) != "нет":
            self._last._p.append(parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="7" w:name="пункт"/>'))
            self._last._p.append(parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="7"/>'))
            self._field(self._last, code, "")

    def _line(self, said: Any, usual: Mapping[str, Any] | None = None, start: str = "") -> Any:
        """Type a paragraph: a text, or its text with what is special about it."""
        look = dict(usual or {}) | (said if isinstance(said, dict) else {"текст": said})
        paragraph = self.paper.add_paragraph(style=look.get("стиль"))
        run = paragraph.add_run(start + str(look["текст"]))
        form = paragraph.paragraph_format
        if "стиль" in look:
            run.font.color.rgb, run.font.name, run.font.size = RGBColor(0, 0, 0), self.said["шрифт"], Pt(14)
        if "выравнивание" in look:
            form.alignment = _ALIGNMENTS[look["выравнивание"]]
        for name, attribute in (("отступ", "first_line_indent"), ("слева", "left_indent"), ("справа", "right_indent")):
            if name in look:
                setattr(form, attribute, Cm(float(look[name])))
        if "интервал" in look:
            form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.MULTIPLE, float(look["интервал"])
        if "шрифт" in look:
            run.font.name = look["шрифт"]
        if "кегль" in look:
            run.font.size = Pt(float(look["кегль"]))
        if "цвет" in look:
            run.font.color.rgb = RGBColor.from_string(look["цвет"])
        if "разрядка" in look:
            spacing = OxmlElement("w:spacing")
            spacing.set(qn("w:val"), str(int(float(look["разрядка"]) * 20)))
            run._r.get_or_add_rPr().append(spacing)
        run.font.hidden = True if look.get("скрытый") == "да" else None
        if look.get("маркер") == "да":
            run._r.get_or_add_rPr().append(parse_xml(f'<w:highlight {nsdecls("w")} w:val="yellow"/>'))
        return paragraph


def _repeated(line: Any) -> Sequence[Any]:
    """Return a line as many times as it says."""
    return [line] * int(line.get("повторить", 1)) if isinstance(line, dict) else [line]
