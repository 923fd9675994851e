"""The house style that all shipped templates share: styles and lists by ГОСТ Р 7.0.97-2025.

Lengths are in twentieths of a point (1.25 cm = 709), sizes in points. A style is a row of a table; to change the look
of every template change its row and run `make templates`.
"""

from __future__ import annotations

from wordml import XML, W

FONT = "Times New Roman"  # Liberation Serif stands in for it to the millimetre
BODY, TABLE = 14, 12
INDENT = 709  # norm PAR-INDENT
BLOCK = 5102  # the left edge of a block at the right that is 80 mm wide (norm REQ-WIDTH)
WIDE_BLOCK = 10601  # the same on a landscape sheet

# id, name in Word, based on, paragraph properties, run properties
PARAGRAPHS: list[tuple[str, str, str, dict[str, object], dict[str, object]]] = [
    ("Body", "Текст", "Normal", {"first": INDENT, "jc": "both", "line": 276}, {}),
    ("Tag", "Тег шаблона", "Normal", {}, {"color": "7F7F7F", "size": 10}),
    ("SectionEnd", "Конец раздела", "Normal", {"line": 20, "exact": True}, {"size": 1}),
    # letterhead
    ("OrgParent", "Вышестоящая организация", "Normal", {"jc": "center"}, {}),
    ("OrgName", "Наименование организации", "Normal", {"jc": "center"}, {"bold": True, "caps": True}),
    ("OrgShort", "Краткое наименование", "Normal", {"jc": "center"}, {"bold": True}),
    ("OrgContacts", "Справочные данные", "Normal", {"jc": "center"}, {"size": TABLE}),
    ("LetterheadRule", "Линия под бланком", "Normal", {"rule": True, "before": 60}, {"size": 4}),
    ("Emblem", "Эмблема", "Normal", {"jc": "center"}, {}),
    ("DocKind", "Вид документа", "Normal", {"jc": "center", "before": 360, "after": 240, "keep": True},
     {"bold": True, "spacing": 60}),
    ("RegDate", "Дата", "Normal", {}, {}),
    ("RegNumber", "Номер", "Normal", {"jc": "right"}, {}),
    ("RegPlace", "Место издания", "Normal", {"jc": "center", "before": 120}, {}),
    ("Heading", "Заголовок к тексту", "Normal", {"right": 5102, "before": 360, "after": 360, "keep": True}, {"bold": True}),
    # text of an order
    ("Preamble", "Преамбула", "Body", {}, {}),
    ("Verb", "Распорядительное слово", "Normal", {"before": 120, "after": 120, "keep": True}, {}),
    *[(f"Point{n}", f"Пункт {n}", "Body", {"list": (1, n - 1)}, {}) for n in range(1, 5)],
    ("ExtractPoint", "Пункт выписки", "Body", {}, {}),
    ("PointMore", "Продолжение пункта", "Body", {}, {}),
    ("SignPosition", "Подпись: должность", "Normal", {"before": 480, "keep": True, "together": True}, {}),
    ("SignName", "Подпись: инициалы и фамилия", "Normal", {"before": 480, "jc": "right", "together": True}, {}),
    ("SignBesideName", "Подпись рядом: инициалы и фамилия", "SignName", {"before": 360, "right": 284}, {}),
    ("SealPlace", "Место печати", "Normal", {"before": 120}, {}),
    ("EdsStamp", "Отметка об электронной подписи", "Normal", {"jc": "center", "box": True, "keep": True, "left": 170, "right": 170}, {"size": 9}),
    # minutes
    ("Requisite", "Реквизит", "Normal", {"after": 60}, {}),
    ("MinutesWord", "Протокол: слово", "Normal", {"before": 240, "after": 60, "keep": True}, {}),
    ("AgendaPoint", "Протокол: слушали", "Body", {"list": (10, 0), "before": 240, "keep": True}, {}),
    ("Decision", "Протокол: решение", "Body", {"list": (10, 1)}, {}),
    # around the text
    ("Acquainted", "Ознакомление", "Normal", {"before": 480, "after": 120, "keep": True}, {}),
    ("Executor", "Отметка об исполнителе", "Normal", {"before": 240}, {"size": 10}),
    ("Copy", "Отметка о заверении копии", "Normal", {"keep": True}, {}),
    ("CopyFirst", "Отметка о заверении копии: первая строка", "Copy", {"before": 360}, {}),
    ("Visa", "Виза", "Normal", {"keep": True}, {}),
    ("VisaDate", "Виза: дата", "Normal", {"after": 240}, {}),
    ("Redaction", "Отметка об изменениях", "Normal", {"jc": "center", "after": 120}, {"size": TABLE}),
    # stamps, marks, titles
    ("Mark", "Отметка о приложении", "Normal", {"left": BLOCK, "keep": True}, {}),
    ("MarkWord", "Отметка: УТВЕРЖДЕНО", "Mark", {"before": 240}, {}),
    ("WideMark", "Отметка о приложении на альбомном листе", "Mark", {"left": WIDE_BLOCK}, {}),
    ("WideMarkWord", "Отметка: УТВЕРЖДЕНО на альбомном листе", "WideMark", {"before": 240}, {}),
    ("Stamp", "Гриф", "Normal", {"keep": True}, {}),
    ("NarrowStamp", "Гриф в узкой графе", "Stamp", {}, {"size": TABLE}),
    ("PaperTitle", "Название документа", "Normal", {"jc": "center", "before": 480, "after": 240, "keep": True}, {"bold": True}),
    ("TitleLine", "Название: строка", "Normal", {"jc": "center", "after": 120, "keep": True}, {"bold": True}),
    ("TitleFirst", "Название: первая строка", "TitleLine", {"before": 480}, {}),
    ("TitleRuled", "Название: строка над подписью", "TitleLine", {"rule": True, "after": 0}, {}),
    ("TitleUnder", "Название: подпись под строкой", "Normal", {"jc": "center", "after": 120, "keep": True}, {"size": 10}),
    ("SheetSubject", "Лист: к какому документу", "Normal", {"jc": "center", "after": 240, "keep": True}, {}),
    ("CoverOrg", "Титул: организация", "Normal", {"jc": "center", "before": 480}, {}),
    ("CoverTitle", "Титул: название", "Normal", {"jc": "center", "before": 4200, "after": 1800}, {"bold": True}),
    ("CoverAuthor", "Титул: составитель", "Normal", {"left": BLOCK}, {}),
    ("CoverPlace", "Титул: место и год", "Normal", {"jc": "center"}, {}),
    ("CoverKind", "Титул: вид издания", "Normal", {"jc": "center", "before": 3800, "after": 240}, {"bold": True, "caps": True}),
    ("CoverName", "Титул: название издания", "Normal", {"jc": "center", "after": 1800}, {"bold": True}),
    # contents
    ("ContentsTitle", "Заголовок оглавления", "Normal", {"jc": "center", "after": 240, "keep": True, "page": True}, {"bold": True, "caps": True}),
    *[(f"TOC{n}", f"toc {n}", "Normal", {"after": 60, "left": 284 * (n - 1), "leader": 9638}, {}) for n in range(1, 4)],
    ("Annotation", "Заголовок аннотации", "ContentsTitle", {}, {}),
    # figures
    ("Figure", "Рисунок", "Normal", {"jc": "center", "before": 240, "after": 120, "keep": True}, {}),
    ("FigureCaption", "Подпись рисунка", "Normal", {"jc": "center", "after": 240, "together": True}, {"size": TABLE}),
    ("Definition", "Термин и определение", "Body", {}, {}),
    # prose
    ("Heading1", "heading 1", "Normal", {"jc": "center", "before": 360, "after": 180, "keep": True, "level": 0}, {"bold": True}),
    ("Heading2", "heading 2", "Normal", {"first": INDENT, "before": 240, "after": 120, "keep": True, "level": 1}, {"bold": True}),
    ("Heading3", "heading 3", "Normal", {"first": INDENT, "before": 120, "after": 60, "keep": True, "level": 2},
     {"bold": True, "italic": True}),
    *[(f"ListDash{n}", f"Список с тире {n}", "Body", {"list": (2, n - 1)}, {}) for n in range(1, 4)],
    *[(f"ListNumber{n}", f"Список с номерами {n}", "Body", {"list": (3, n - 1)}, {}) for n in range(1, 4)],
    *[(f"ListMore{n}", f"Продолжение пункта списка {n}", "Body", {"first": INDENT * n}, {}) for n in range(1, 4)],
    # regulations
    ("Clause1", "Раздел положения", "Normal", {"jc": "center", "before": 360, "after": 180, "keep": True, "level": 0, "list": (8, 0)},
     {"bold": True}),
    *[(f"Clause{n}", f"Пункт положения {n - 1}", "Body", {"list": (8, n - 1)}, {}) for n in range(2, 5)],
    ("ClausePlain", "Абзац положения без номера", "Body", {}, {}),
    *[(f"ClauseLetter{n}", f"Перечисление {n}", "Body", {"list": (9, n - 1)}, {}) for n in range(1, 4)],
    # tables
    ("TableHead", "Таблица: заголовок графы", "Normal", {"jc": "center", "keep": True}, {"bold": True, "size": TABLE}),
    ("TableCaption", "Таблица: надпись", "Normal", {"before": 120, "after": 60, "keep": True}, {"size": TABLE}),
    ("TableText", "Таблица: текст", "Normal", {}, {"size": TABLE}),
    ("TableTitle", "Таблица: название позиции", "TableText", {}, {"bold": True}),
    ("TableRow", "Таблица: номер строки", "TableText", {"list": (4, 0)}, {}),
    ("TableSection", "Таблица: раздел", "TableText", {"jc": "center", "list": (5, 0), "keep": True, "before": 40}, {"bold": True}),
    ("TableGroup", "Таблица: раздел без номера", "TableText", {"jc": "center", "keep": True, "before": 40, "after": 40}, {"bold": True}),
    ("TableSubsection", "Таблица: подраздел", "TableSection", {"list": (5, 1)}, {}),
    ("TableSubsubrow", "Таблица: номер строки в подразделе", "TableText", {"list": (5, 2)}, {}),
    ("TableTask", "Таблица: задача раздела", "TableText", {"jc": "center", "keep": True, "after": 40}, {}),
    ("TableSubrow", "Таблица: номер строки в разделе", "TableText", {"list": (5, 1)}, {}),
    *[(f"CellDash{n}", f"Таблица: список с тире {n}", "TableText", {"list": (6, n - 1)}, {}) for n in range(1, 4)],
    *[(f"CellNumber{n}", f"Таблица: список с номерами {n}", "TableText", {"list": (7, n - 1)}, {}) for n in range(1, 4)],
    *[(f"CellMore{n}", f"Таблица: продолжение пункта {n}", "TableText", {"left": 284 * n}, {}) for n in range(1, 4)],
    ("AfterTable", "После таблицы", "Body", {"first": 0, "line": 240}, {"size": 6}),
    ("Header", "header", "Normal", {"jc": "center"}, {}),
]  # fmt: skip

CHARACTERS = [
    ("Spaced", "Вразрядку", '<w:spacing w:val="60"/>'),
    ("Hyperlink", "Hyperlink", '<w:color w:val="0563C1"/><w:u w:val="single"/>'),
    ("Placeholder", "Место для заполнения", '<w:i/><w:color w:val="7F7F7F"/>'),
]  # norm ORD-VERB-IMPL: a property, not typed spaces

BUILT = ' w:customStyle="1"'

# A list: its levels as (format, text, left, hanging, tab); a negative hanging is an indent of the first line.
_POINT = [
    ("decimal", "".join(f"%{i}." for i in range(1, n + 1)), 0, -INDENT, tab)
    for n, tab in enumerate((1134, 1418, 1701, 1985), 1)
]
_DASH = [("bullet", "–", INDENT * (n - 1), -INDENT, INDENT * (n - 1) + 1049) for n in range(1, 4)]
_ORDERED = (("decimal", "%1."), ("decimal", "%2)"), ("russianLower", "%3)"))
_NUMBER = [(kind, text, INDENT * n, -INDENT, INDENT * n + 1134) for n, (kind, text) in enumerate(_ORDERED)]
_ROWS = [("decimal", "%1.", 0, 0, 0)]
_SECTIONS = [("decimal", "".join(f"%{i}." for i in range(1, n + 1)), 0, 0, 0) for n in range(1, 4)]
_CELL_DASH = [("bullet", "–", 284 * n, 284, 0) for n in range(1, 4)]
_CELL_NUMBER = [(kind, text, 340 * n, 340, 0) for n, (kind, text) in enumerate(_ORDERED, 1)]
_CLAUSE = [("decimal", "%1.", 0, 0, 0), *_POINT[1:]]
_LETTERS = (("russianLower", "%1)"), ("decimal", "%2)"), ("bullet", "–"))
_LETTER = [(kind, text, INDENT * n, -INDENT, INDENT * n + 1134) for n, (kind, text) in enumerate(_LETTERS)]
_HEADINGS = [
    ("decimal", "".join(f"%{i}." for i in range(1, n + 1)), 0, -INDENT if n > 1 else 0, 0) for n in range(1, 4)
]
LISTS = {
    10: _POINT[:2],
    11: _HEADINGS,
    8: _CLAUSE,
    9: _LETTER,
    1: _POINT,
    2: _DASH,
    3: _NUMBER,
    4: _ROWS,
    5: _SECTIONS,
    6: _CELL_DASH,
    7: _CELL_NUMBER,
}
_NO_TAB = {4: "nothing", 5: "nothing"}
_SPACED = {(11, 0): "space", (11, 1): "space", (11, 2): "space", (5, 0): "space", (5, 1): "space", (8, 0): "space"}

TABLE_STYLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    '</w:style><w:style w:type="table" w:customStyle="1" w:styleId="Grid"><w:name w:val="Таблица с линиями"/>'
    '<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="auto"/>' for edge in ("top", "left", "bottom", "right", "insideH", "insideV"))
    + '</w:tblBorders><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Plain"><w:name w:val="Таблица без линий"/><w:basedOn w:val="TableNormal"/>'
    '<w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="Stamps"><w:name w:val="Грифы"/><w:basedOn w:val="TableNormal"/>'
    '<w:tblPr><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:bottom w:w="240" w:type="dxa"/><w:right w:w="170" w:type="dxa"/>'
    '</w:tblCellMar></w:tblPr></w:style>'
)  # fmt: skip


def _paragraph(marks: dict[str, object]) -> str:
    xml = ""
    if marks.get("keep"):
        xml += "<w:keepNext/>"
    if marks.get("together"):
        xml += "<w:keepLines/>"
    if marks.get("page"):
        xml += "<w:pageBreakBefore/>"
    if "list" in marks:
        number, level = marks["list"]  # type: ignore[misc]
        xml += f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    if marks.get("box"):
        edges = ("top", "left", "bottom", "right")
        xml += (
            "<w:pBdr>"
            + "".join(f'<w:{e} w:val="single" w:sz="4" w:space="1" w:color="auto"/>' for e in edges)
            + "</w:pBdr>"
        )
    if marks.get("rule"):
        xml += '<w:pBdr><w:bottom w:val="single" w:sz="8" w:space="1" w:color="auto"/></w:pBdr>'
    if "leader" in marks:
        xml += f'<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="{marks["leader"]}"/></w:tabs>'
    spacing = "".join(f' w:{name}="{marks[name]}"' for name in ("before", "after") if name in marks)
    if "line" in marks:
        spacing += f' w:line="{marks["line"]}" w:lineRule="{"exact" if marks.get("exact") else "auto"}"'
    xml += f"<w:spacing{spacing}/>" if spacing else ""
    indents = {"left": "left", "right": "right", "first": "firstLine"}
    indent = "".join(f' w:{attribute}="{marks[name]}"' for name, attribute in indents.items() if name in marks)
    xml += f"<w:ind{indent}/>" if indent else ""
    xml += f'<w:jc w:val="{marks["jc"]}"/>' if "jc" in marks else ""
    xml += f'<w:outlineLvl w:val="{marks["level"]}"/>' if "level" in marks else ""
    return f"<w:pPr>{xml}</w:pPr>" if xml else ""


def _run(marks: dict[str, object]) -> str:
    xml = "<w:b/>" if marks.get("bold") else ""
    xml += "<w:i/>" if marks.get("italic") else ""
    xml += "<w:caps/>" if marks.get("caps") else ""
    xml += f'<w:color w:val="{marks["color"]}"/>' if "color" in marks else ""
    xml += f'<w:spacing w:val="{marks["spacing"]}"/>' if "spacing" in marks else ""
    if "size" in marks:
        size = int(str(marks["size"])) * 2
        xml += f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return f"<w:rPr>{xml}</w:rPr>" if xml else ""


def styles() -> str:
    """The styles part."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    own = ""
    for key, name, base, paragraph, run in PARAGRAPHS:
        custom = "" if name.startswith(("heading", "toc ")) or name == "header" else ' w:customStyle="1"'
        own += (
            f'<w:style w:type="paragraph"{custom} w:styleId="{key}"><w:name w:val="{name}"/>'
            f'<w:basedOn w:val="{base}"/><w:qFormat/>{_paragraph(paragraph)}{_run(run)}</w:style>'
        )
    characters = "".join(
        f'<w:style w:type="character"{"" if key == "Hyperlink" else BUILT} w:styleId="{key}"><w:name w:val="{name}"/><w:qFormat/><w:rPr>{marks}</w:rPr></w:style>'
        for key, name, marks in CHARACTERS
    )
    return (
        f'{XML}<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="{BODY * 2}"/>'
        f'<w:szCs w:val="{BODY * 2}"/><w:lang w:val="ru-RU" w:eastAsia="ru-RU" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault>'
        '</w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/></w:pPr></w:style>{own}{characters}{TABLE_STYLES}</w:styles>"
    )


def numbering() -> str:
    """The lists part: every list is an abstract list and one instance of the same number."""
    abstracts, instances = "", ""
    linked = {marks["list"]: key for key, _, _, marks, _ in PARAGRAPHS if "list" in marks}
    for number, levels in LISTS.items():
        rows = ""
        for index, (kind, text, left, hanging, tab) in enumerate(levels):
            indent = f'w:firstLine="{-hanging}"' if hanging < 0 else f'w:hanging="{hanging}"'
            tabs = f'<w:tabs><w:tab w:val="num" w:pos="{tab}"/></w:tabs>' if tab else ""
            suffix = _SPACED.get((number, index)) or _NO_TAB.get(number)
            style = f'<w:pStyle w:val="{linked[number, index]}"/>' if (number, index) in linked else ""
            rows += (
                f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/>{style}'
                + (f'<w:suff w:val="{suffix}"/>' if suffix else "")
                + f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr>{tabs}<w:ind w:left="{left}" {indent}/></w:pPr></w:lvl>'
            )
        abstracts += (
            f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>{rows}</w:abstractNum>'
        )
        instances += f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>'
    return f'{XML}<w:numbering xmlns:w="{W}">{abstracts}{instances}</w:numbering>'
