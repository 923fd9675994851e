"""Writes template files: paragraphs and tables as short Python calls, packed into a DOCX that Word opens."""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape, quoteattr

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

PORTRAIT = (11906, 16838, 1701, 567, 1134, 1134)  # A4, fields 30/10/20/20 mm (norm PAGE-MARGIN-30)
LANDSCAPE = (16838, 11906, 1134, 567, 1701, 1134)  # bound by the upper edge: 30 mm there, 20/10/20 around
TEXT_WIDTH = {"portrait": 11906 - 1701 - 567, "landscape": 16838 - 1134 - 567}


def run(text: str, style: str = "", *, bold: bool = False) -> str:
    """A run; ``style`` is a character style."""
    marks = (f'<w:rStyle w:val="{style}"/>' if style else "") + ("<w:b/>" if bold else "")
    marks = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(style: str, *runs: str, section: str = "", numbers: tuple[int, int] | None = None) -> str:
    """A paragraph of a style; runs are texts or made by `run`; ``numbers``: a list and a level that its style has not."""
    inside = "".join(item if item.startswith("<w:") else run(item) for item in runs)
    own = f'<w:numPr><w:ilvl w:val="{numbers[1]}"/><w:numId w:val="{numbers[0]}"/></w:numPr>' if numbers else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{own}{section}</w:pPr>{inside}</w:p>'


def tag(text: str) -> str:
    """A paragraph that only holds a control tag."""
    return p("Tag", text)


def when(condition: str, *inside: str, otherwise: tuple[str, ...] = ()) -> str:
    """Paragraphs under a condition."""
    other = tag("{%p else %}") + "".join(otherwise) if otherwise else ""
    return tag(f"{{%p if {condition} %}}") + "".join(inside) + other + tag("{%p endif %}")


def each(loop: str, *inside: str) -> str:
    """Paragraphs in a loop: `each("x in xs", …)`."""
    return tag(f"{{%p for {loop} %}}") + "".join(inside) + tag("{%p endfor %}")


def cell(width: int, *paragraphs: str, align: str = "", span: int = 1) -> str:
    """A cell of a width in twentieths of a point; ``span``: over how many columns of the grid."""
    vertical = f'<w:vAlign w:val="{align}"/>' if align else ""
    over = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{vertical}</w:tcPr>{"".join(paragraphs)}</w:tc>'


def row(*cells: str, header: bool = False) -> str:
    """A row that is never split between pages; a header row is repeated on every page."""
    marks = "<w:cantSplit/>" + ("<w:tblHeader/>" if header else "")
    return f"<w:tr><w:trPr>{marks}</w:trPr>{''.join(cells)}</w:tr>"


def tall_row(*cells: str) -> str:
    """A row that may be split between pages: a cell of it may be longer than a page."""
    return f"<w:tr>{''.join(cells)}</w:tr>"


def table(style: str, widths: list[int], *rows: str, align: str = "") -> str:
    """A table of fixed layout; ``align``: where it stands if the text is wider."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    look = '<w:tblLook w:val="0420" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
    position = f'<w:jc w:val="{align}"/>' if align else ""
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f'{position}<w:tblLayout w:type="fixed"/>{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def section(page: tuple[int, ...] = PORTRAIT, *, header: bool = True, footer: str = "", first: bool = True) -> str:
    """Properties of a section; ``first``: its first page shows no number (norm PAGE-NUM) but may have a footer."""
    width, height, left, right, top, bottom = page
    orient = ' w:orient="landscape"' if width > height else ""
    references = '<w:headerReference w:type="default" r:id="rIdHeader"/>' if header else ""
    references += f'<w:footerReference w:type="first" r:id="{footer}"/>' if footer else ""
    return (
        f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"{orient}/>'
        f'<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" '
        f'w:header="567" w:footer="567" w:gutter="0"/>{"<w:titlePg/>" if first else ""}</w:sectPr>'
    )


_HEADER = (
    f'{XML}<w:hdr xmlns:w="{W}"><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p></w:hdr>'
)
_SETTINGS = (
    f'{XML}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:autoHyphenation w:val="0"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:doNotExpandShiftReturn/>'
    '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
    '<w:themeFontLang w:val="ru-RU"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>'
)
_FONTS = (
    f'{XML}<w:fonts xmlns:w="{W}"><w:font w:name="Times New Roman"><w:altName w:val="Liberation Serif"/>'
    '<w:panose1 w:val="02020603050405020304"/><w:charset w:val="CC"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
    "</w:font></w:fonts>"
)
_APP = (
    f'{XML}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>docgen</Application></Properties>"
)


def _core(title: str) -> str:
    return (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>ru-RU</dc:language></cp:coreProperties>"
    )


def package(body: str, styles: str, numbering: str, *, title: str = "", footers: dict[str, str] | None = None) -> bytes:
    """A DOCX file: the body with its last section, the house's styles and lists, footers by the id of their relation."""
    parts = {
        "word/document.xml": f'{XML}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": styles,
        "word/numbering.xml": numbering,
        "word/settings.xml": _SETTINGS,
        "word/fontTable.xml": _FONTS,
        "word/header1.xml": _HEADER,
        "docProps/core.xml": _core(title),
        "docProps/app.xml": _APP,
    }
    for index, (_, content) in enumerate(sorted((footers or {}).items()), 1):
        parts[f"word/footer{index}.xml"] = f'{XML}<w:ftr xmlns:w="{W}">{content}</w:ftr>'
    if 'r:id="rIdHeader"' not in body:
        del parts["word/header1.xml"]
    ids = {"word/header1.xml": "rIdHeader"} | {
        f"word/footer{index}.xml": key for index, key in enumerate(sorted(footers or {}), 1)
    }
    names = [name for name in parts if name.startswith("word/") and name != "word/document.xml"]
    relations = "".join(
        f'<Relationship Id={quoteattr(ids.get(name, f"rId{index}"))} Type="{R}/{_kind(name)}" Target="{name[5:]}"/>'
        for index, name in enumerate(names, 1)
    )
    parts["word/_rels/document.xml.rels"] = _relations(relations)
    parts["_rels/.rels"] = _relations(
        f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="word/document.xml"/>'
        '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"'
        ' Target="docProps/core.xml"/>'
        f'<Relationship Id="rId3" Type="{R}/extended-properties" Target="docProps/app.xml"/>'
    )
    parts["[Content_Types].xml"] = _types(["word/document.xml", *names])
    return _zip(parts)


def _kind(name: str) -> str:
    return re.sub(r"\d*\.xml$", "", name.rpartition("/")[2])


def _relations(inside: str) -> str:
    return f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'


def _types(names: list[str]) -> str:
    kinds = {name: _kind(name) for name in names}
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{OFFICE}.{"document.main" if kind == "document" else kind}+xml"/>'
        for name, kind in kinds.items()
    )
    return (
        f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'{overrides}<Override PartName="/docProps/core.xml" '
        'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/></Types>'
    )


def _zip(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, parts[name])
    return buffer.getvalue()
