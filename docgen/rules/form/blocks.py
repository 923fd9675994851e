"""Rules of paragraphs: indents, spacing of lines, alignment, headings (ГОСТ Р 7.0.97, 3.4 and 3.5)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding
from docgen.rules.form.line import MM, Line
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule

_INDENT, _PLAY = 709, 20  # norm PAR-INDENT: 1.25 cm
_LINES = (0.99, 1.51)
_SINGLE = 1.1
_TWO_LINES = 80
_WIDEST = 120 * MM + _PLAY  # norm REQ-WIDTH
_TITLE_SIGNS = 70
_REQUISITES = ("organisation", "date", "place", "signature", "mark", "stamp")


def _starts(line: Line) -> int:
    """Return where the first line of a paragraph begins, from the left margin."""
    return line.paragraph.layout.left + line.paragraph.layout.first


@rule("Ф301", "warning", "PAR-INDENT")
def first_indent(reading: Reading) -> Iterator[Finding]:
    """Абзацный отступ текста – 1,25 см, задан настройкой абзаца.

    Почему:
        Разный отступ делает абзацы разнородными; стандарт называет одно число.

    Плохо:
        абзацный отступ: 1

    Хорошо:
        абзацный отступ: 1.25
    """
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
            yield problem(f"абзацный отступ {length} см вместо 1,25", "Абзац → Первая строка → Отступ 1,25 см", line)


@rule("Ф302", "warning", "PAR-LINE")
def line_spacing(reading: Reading) -> Iterator[Finding]:
    """Текст набран через 1–1,5 интервала.

    Почему:
        Плотнее строки сливаются, реже – документ растягивается.

    Плохо:
        интервал: 2

    Хорошо:
        интервал: 1.5
    """
    for line in reading.body:
        spacing = line.paragraph.layout.line
        if spacing is not None and not _LINES[0] <= spacing <= _LINES[1]:
            shown = f"{spacing:.2f}".rstrip("0").rstrip(".").replace(".", ",")
            yield problem(f"междустрочный интервал {shown}", "Норма: от 1 до 1,5", line)


@rule("Ф303", "warning", "PAR-JUST")
def not_justified(reading: Reading) -> Iterator[Finding]:
    """Текст выровнен по ширине.

    Почему:
        Рваный правый край стандарт не предусматривает.

    Плохо:
        выравнивание: слева
        пункт: Провести до конца учебного года проверку организации методической работы в школах города.

    Хорошо:
        выравнивание: по ширине
        пункт: Провести до конца учебного года проверку организации методической работы в школах города.
    """
    for line in reading.body:
        if len(line.text) > _TWO_LINES and line.paragraph.align in ("left", "right", "center"):
            yield problem("текст не выровнен по ширине", "Абзац → Выравнивание → По ширине", line)


@rule("Ф304", "warning", "PAR-REQ-NOINDENT")
def indented_requisite(reading: Reading) -> Iterator[Finding]:
    """У реквизитов (дата, место, подпись, отметки) нет абзацного отступа.

    Почему:
        Отступ – знак абзаца текста; реквизит начинается от поля или от своей колонки.

    Плохо:
        подпись: {текст: "Директор\\tМ.П.\u00a0Иванова", отступ: 1.25}

    Хорошо:
        подпись: {текст: "Директор\\tМ.П.\u00a0Иванова"}
    """
    for line in reading.lines:
        centred = line.paragraph.align in ("center", "right")
        if line.role in _REQUISITES and line.paragraph.layout.first > _PLAY and not centred and not line.right:
            yield problem("у реквизита абзацный отступ", "Уберите отступ первой строки", line)


@rule("Ф305", "warning", "PAR-LINE")
def loose_requisite(reading: Reading) -> Iterator[Finding]:
    """Реквизиты из нескольких строк – заголовок, отметка, гриф – набраны через один интервал.

    Почему:
        Растянутый гриф занимает место текста и читается как отдельные строки.

    Плохо:
        заголовок: {текст: Об утверждении Положения о методической службе школы, интервал: 1.5}

    Хорошо:
        заголовок: {текст: Об утверждении Положения о методической службе школы}
    """
    for part in reading.parts:
        titles = part.of("title") if part.disposition else ()
        several = titles if len(titles) > 1 or any(len(line.text) > _TITLE_SIGNS // 2 for line in titles) else ()
        for line in (*several, *part.of("mark", "stamp")):
            spacing = line.paragraph.layout.line
            if spacing is not None and spacing > _SINGLE:
                name = "заголовок к тексту" if line.role == "title" else "отметка или гриф"
                yield problem(f"{name} – не через один интервал", "Поставьте интервал 1", line)


@rule("Ф306", "info", "POL-HEADDOT")
def heading_with_a_dot(reading: Reading) -> Iterator[Finding]:
    """В конце заголовков разделов точки нет.

    Почему:
        Заголовок – название, а не предложение.

    Плохо:
        название приложения: {текст: Общие положения., стиль: Heading 1}

    Хорошо:
        название приложения: {текст: Общие положения, стиль: Heading 1}
    """
    for line in reading.lines:
        is_title = line.role == "title" and not line.section and not reading.disposition
        heading = line.role == "heading" or is_title or line.paragraph.level is not None
        if heading and line.text.endswith(".") and not line.text.endswith(("..", "гг.", "г.", "др.", "т.д.", "т. д.")):
            yield problem("в конце заголовка точка", "Уберите её", line)


@rule("Ф307", "warning", "PAR-HEAD")
def heading_place(reading: Reading) -> Iterator[Finding]:
    """Заголовки разделов стоят по центру или начинаются с абзацного отступа.

    Почему:
        Других мест для заголовка стандарт не знает.

    Плохо:
        название приложения: {текст: Общие положения, стиль: Heading 1, выравнивание: слева}

    Хорошо:
        название приложения: {текст: Общие положения, стиль: Heading 1, выравнивание: по центру}
    """
    for line in reading.lines:
        if line.paragraph.level is None or line.role not in ("heading", "text") or line.spot:
            continue
        if line.paragraph.align in ("left", "both") and abs(_starts(line) - _INDENT) > _PLAY:
            yield problem("заголовок не по центру и не с абзацного отступа", "Выровняйте его по центру", line)


@rule("Ф308", "warning", "REQ-WIDTH")
def wide_title(reading: Reading) -> Iterator[Finding]:
    """Строка заголовка к тексту не длиннее 120 мм.

    Почему:
        Заголовок на всю ширину сливается с текстом; его ставят слева столбиком.

    Плохо:
        заголовок: {текст: Об утверждении Положения о методической службе общеобразовательной организации города, справа: 0}

    Хорошо:
        заголовок: {текст: Об утверждении Положения о методической службе общеобразовательной организации города, справа: 9}
    """
    for line in reading.disposition.of("title") if reading.disposition else ():
        section, layout = reading.paper.sections[line.section], line.paragraph.layout
        width = (section.width - section.margins[0] - section.margins[1]) * MM - layout.left - layout.right
        longest = max(len(piece.strip()) for piece in line.paragraph.text.split("\n"))
        if longest > _TITLE_SIGNS and line.spot is None and line.paragraph.align != "center" and width > _WIDEST:
            yield problem("заголовок к тексту растянут на всю ширину листа", "Сузьте его до 80 мм от левого поля", line)
