"""Small files for the reader: parts written as XML, with `w:` and the other prefixes declared."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping

import pytest

from docgen import paper, pipeline
from tests.conftest import ROOT

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
}
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
A4 = '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1134" w:right="567" w:top="1134" w:bottom="1134"/>'


def part(name: str, content: str) -> str:
    declared = " ".join(f'xmlns:{prefix}="{space}"' for prefix, space in SPACES.items())
    return f"<w:{name} {declared}>{content}</w:{name}>"


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}">{inner}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def docx(
    body: str,
    *,
    styles: str = "",
    numbering: str = "",
    headers: Mapping[str, str] | None = None,
    main: str = "word/document.xml",
) -> bytes:
    """Make a DOCX of the content of its body; headers by the ids that sections name them by."""
    base = main.rpartition("/")[2]
    inner = {"s": ("styles", "styles.xml"), "n": ("numbering", "numbering.xml")}
    inner |= {key: ("header", f"/word/{key}.xml") for key in headers or {}}
    parts = {
        "_rels/.rels": relations({"d": ("officeDocument", main)}),
        main: part("document", f"<w:body>{body}</w:body>"),
        f"word/_rels/{base}.rels": relations(inner),
        "word/styles.xml": part("styles", styles),
        "word/numbering.xml": part("numbering", numbering),
    }
    return zipped(parts | {f"word/{key}.xml": part("hdr", content) for key, content in (headers or {}).items()})


def p(content: str = "", marks: str = "") -> str:
    """Make a paragraph: text stands in a run, anything that begins with a tag is put as it is."""
    inner = content if content.startswith("<") else f'<w:r><w:t xml:space="preserve">{content}</w:t></w:r>'
    return f"<w:p><w:pPr>{marks}</w:pPr>{inner}</w:p>"


def item(text: str, depth: int | None = 0, list_id: int | None = 1) -> str:
    ilvl = "" if depth is None else f'<w:ilvl w:val="{depth}"/>'
    num = "" if list_id is None else f'<w:numId w:val="{list_id}"/>'
    return p(text, f"<w:numPr>{ilvl}{num}</w:numPr>")


def level(depth: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str, nums: str = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>') -> str:
    return f'<w:abstractNum w:abstractNumId="0">{"".join(levels)}</w:abstractNum>{nums}'


def field(code: str, result: str | None = None) -> str:
    """Make a complex field; without a result it has no separator."""

    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    inner = code if code.startswith("<") else f"<w:r><w:instrText> {code} </w:instrText></w:r>"
    shown = "" if result is None else f"{mark('separate')}<w:r><w:t>{result}</w:t></w:r>"
    return f"{mark('begin')}{inner}{shown}{mark('end')}"


@pytest.fixture
def lines() -> Callable[..., list[str]]:
    """Return the outline of a body without the line of its only section."""

    def of(body: str, **parts: object) -> list[str]:
        return paper.outline(paper.read(docx(body, **parts))).removesuffix("\n").split("\n")[1:]  # type: ignore[arg-type]

    return of


@pytest.fixture
def blank() -> paper.Paper:
    """The plan that schools fill in, as docgen makes it."""
    document = pipeline.load(ROOT / "samples" / "lenobl" / "plan_blank.yaml").document
    assert document is not None
    return paper.read(next(iter(pipeline.render(document, pipeline.default_library(), "x"))).data)
