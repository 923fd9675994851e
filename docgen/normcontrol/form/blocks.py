"""Rules of paragraphs: indents, spacing of lines, alignment, headings (ГОСТ Р 7.0.97, 3.4 and 3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.normcontrol.form.line import MM, Line
from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.rule import Remark, rule

_INDENT, _PLAY = 709, 20  # gost.md PAR-INDENT: 1.25 cm
_LINES = (0.99, 1.51)
_SINGLE = 1.1
_TWO_LINES = 80
_WIDEST = 120 * MM + _PLAY  # gost.md REQ-WIDTH
_TITLE_SIGNS = 70
_REQUISITES = ("organisation", "date", "place", "signature", "mark", "stamp")


def _starts(line: Line) -> int:
    """Return where the first line of a paragraph begins, from the left margin."""
    return line.paragraph.layout.left + line.paragraph.layout.first


@rule(
    "Ф301", "warning", "ГОСТ Р 7.0.97-2016, 3.4; PAR-INDENT", "П",
    what="Абзацный отступ текста – 1,25 см, задан настройкой абзаца.",
    why="Разный отступ делает абзацы разнородными; стандарт называет одно число.",
    bad="абзацный отступ: 1",
    good="абзацный отступ: 1.25",
)  # fmt: skip
def first_indent(reading: Reading) -> Iterator[Remark]:
    """The first line of the text is indented by 1.25 cm; lists may hang (gost.md PAR-INDENT)."""
    for line in reading.body:
        deep = line.role != "point" and (line.paragraph.number or line.typed_number)
        pushed = line.paragraph.text[:1] in ("\t", " ", "\u00a0")  # told of by the rule of manual alignment
        inner = line.paragraph.number.count(".") > 1 or ")" in line.paragraph.number
        centred = line.paragraph.align == "center"
        more = line.role == "more" and (len(line.text) < _TWO_LINES or line.text[:1] in "-–—•")
        if deep or pushed or inner or centred or more or (line.role == "preamble" and line.text.isupper()):
            continue
        if abs(_starts(line) - _INDENT) > _PLAY:
            length = f"{_starts(line) / MM / 10:.2f}".rstrip("0").rstrip(".").replace(".", ",")
            yield Remark(f"абзацный отступ {length} см вместо 1,25", "Абзац → Первая строка → Отступ 1,25 см", line)


@rule(
    "Ф302", "warning", "ГОСТ Р 7.0.97-2016, 3.4; PAR-LINE", "П",
    what="Текст набран через 1–1,5 интервала.",
    why="Плотнее строки сливаются, реже – документ растягивается.",
    bad="интервал: 2",
    good="интервал: 1.5",
)  # fmt: skip
def line_spacing(reading: Reading) -> Iterator[Remark]:
    """Lines of the text are 1 to 1.5 apart (gost.md PAR-LINE)."""
    for line in reading.body:
        spacing = line.paragraph.layout.line
        if spacing is not None and not _LINES[0] <= spacing <= _LINES[1]:
            shown = f"{spacing:.2f}".rstrip("0").rstrip(".").replace(".", ",")
            yield Remark(f"междустрочный интервал {shown}", "Норма: от 1 до 1,5", line)


@rule(
    "Ф303", "warning", "ГОСТ Р 7.0.97-2016, 3.5; PAR-JUST", "П",
    what="Текст выровнен по ширине.",
    why="Рваный правый край стандарт не предусматривает.",
    bad="выравнивание: слева\nпункт: Провести до конца учебного года проверку организации методической работы в школах города.",
    good="выравнивание: по ширине\nпункт: Провести до конца учебного года проверку организации методической работы в школах города.",
)  # fmt: skip
def not_justified(reading: Reading) -> Iterator[Remark]:
    """The text is justified (gost.md PAR-JUST); a text of one line shows nothing."""
    for line in reading.body:
        if len(line.text) > _TWO_LINES and line.paragraph.align in ("left", "right", "center"):
            yield Remark("текст не выровнен по ширине", "Абзац → Выравнивание → По ширине", line)


@rule(
    "Ф304", "warning", "PAR-REQ-NOINDENT", "В",
    what="У реквизитов (дата, место, подпись, отметки) нет абзацного отступа.",
    why="Отступ – знак абзаца текста; реквизит начинается от поля или от своей колонки.",
    bad='подпись: {текст: "Директор\\tМ.П.\u00a0Иванова", отступ: 1.25}',
    good='подпись: {текст: "Директор\\tМ.П.\u00a0Иванова"}',
)  # fmt: skip
def indented_requisite(reading: Reading) -> Iterator[Remark]:
    """Requisites have no first-line indent (gost.md PAR-REQ-NOINDENT)."""
    for line in reading.lines:
        centred = line.paragraph.align in ("center", "right")
        if line.role in _REQUISITES and line.paragraph.layout.first > _PLAY and not centred and not line.right:
            yield Remark("у реквизита абзацный отступ", "Уберите отступ первой строки", line)


@rule(
    "Ф305", "warning", "ГОСТ Р 7.0.97-2016, 3.4; PAR-LINE", "П",
    what="Реквизиты из нескольких строк – заголовок, отметка, гриф – набраны через один интервал.",
    why="Растянутый гриф занимает место текста и читается как отдельные строки.",
    bad="заголовок: {текст: Об утверждении Положения о методической службе школы, интервал: 1.5}",
    good="заголовок: {текст: Об утверждении Положения о методической службе школы}",
)  # fmt: skip
def loose_requisite(reading: Reading) -> Iterator[Remark]:
    """Requisites of several lines are single-spaced (gost.md PAR-LINE)."""
    for part in reading.parts:
        titles = part.of("title") if part.disposition else ()
        several = titles if len(titles) > 1 or any(len(line.text) > _TITLE_SIGNS // 2 for line in titles) else ()
        for line in (*several, *part.of("mark", "stamp")):
            spacing = line.paragraph.layout.line
            if spacing is not None and spacing > _SINGLE:
                name = "заголовок к тексту" if line.role == "title" else "отметка или гриф"
                yield Remark(f"{name} – не через один интервал", "Поставьте интервал 1", line)


@rule(
    "Ф306", "info", "POL-HEADDOT", "О",
    what="В конце заголовков разделов точки нет.",
    why="Заголовок – название, а не предложение.",
    bad="название приложения: {текст: Общие положения., стиль: Heading 1}",
    good="название приложения: {текст: Общие положения, стиль: Heading 1}",
)  # fmt: skip
def heading_with_a_dot(reading: Reading) -> Iterator[Remark]:
    """Headings have no full stop (gost.md POL-HEADDOT)."""
    for line in reading.lines:
        is_title = line.role == "title" and not line.section and not reading.disposition
        heading = line.role == "heading" or is_title or line.paragraph.level is not None
        if heading and line.text.endswith(".") and not line.text.endswith(("..", "гг.", "г.", "др.", "т.д.", "т. д.")):
            yield Remark("в конце заголовка точка", "Уберите её", line)


@rule(
    "Ф307", "warning", "ГОСТ Р 7.0.97-2016, 3.4; PAR-HEAD", "П",
    what="Заголовки разделов стоят по центру или начинаются с абзацного отступа.",
    why="Других мест для заголовка стандарт не знает.",
    bad="название приложения: {текст: Общие положения, стиль: Heading 1, выравнивание: слева}",
    good="название приложения: {текст: Общие положения, стиль: Heading 1, выравнивание: по центру}",
)  # fmt: skip
def heading_place(reading: Reading) -> Iterator[Remark]:
    """Headings are centred or begin at the indent of paragraphs (gost.md PAR-HEAD)."""
    for line in reading.lines:
        if line.paragraph.level is None or line.role not in ("heading", "text") or line.spot:
            continue
        if line.paragraph.align in ("left", "both") and abs(_starts(line) - _INDENT) > _PLAY:
            yield Remark("заголовок не по центру и не с абзацного отступа", "Выровняйте его по центру", line)


@rule(
    "Ф308", "warning", "ГОСТ Р 7.0.97-2016, 3.5; REQ-WIDTH", "П",
    what="Строка заголовка к тексту не длиннее 120 мм.",
    why="Заголовок на всю ширину сливается с текстом; его ставят слева столбиком.",
    bad="заголовок: {текст: Об утверждении Положения о методической службе общеобразовательной организации города, справа: 0}",
    good="заголовок: {текст: Об утверждении Положения о методической службе общеобразовательной организации города, справа: 9}",
)  # fmt: skip
def wide_title(reading: Reading) -> Iterator[Remark]:
    """The title at the left takes lines of 120 mm at most (gost.md REQ-WIDTH)."""
    for line in reading.disposition.of("title") if reading.disposition else ():
        section, layout = reading.paper.sections[line.section], line.paragraph.layout
        width = (section.width - section.margins[0] - section.margins[1]) * MM - layout.left - layout.right
        longest = max(len(piece.strip()) for piece in line.paragraph.text.split("\n"))
        if longest > _TITLE_SIGNS and line.spot is None and line.paragraph.align != "center" and width > _WIDEST:
            yield Remark("заголовок к тексту растянут на всю ширину листа", "Сузьте его до 80 мм от левого поля", line)
