"""No text of a paper is lost, and none is printed twice."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.paper.conftest import field, p

Lines = Callable[..., list[str]]


def r(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


def box(text: str) -> str:
    return f"<wps:txbx><w:txbxContent>{text}</w:txbxContent></wps:txbx>"


def alternative(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice>'
        f"<mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"
    )


INLINE = {
    "tab": ("<w:r><w:t>а</w:t><w:tab/><w:t>б</w:t></w:r>", "а ⇥ б"),
    "positioned tab": ("<w:r><w:t>а</w:t><w:ptab/><w:t>б</w:t></w:r>", "а ⇥ б"),
    "line break": ("<w:r><w:t>а</w:t><w:br/><w:t>б</w:t><w:cr/><w:t>в</w:t></w:r>", "а ⏎ б ⏎ в"),
    "column break": ('<w:r><w:t>а</w:t><w:br w:type="column"/><w:t>б</w:t></w:r>', "а ⏎ б"),
    "page break": ('<w:r><w:t>а</w:t><w:br w:type="page"/><w:t>б</w:t></w:r>', "а [новая страница] б"),
    "only a page break": ('<w:r><w:br w:type="page"/></w:r>', "[новая страница]"),
    "separator of lines": (r("а\u2028б"), "а ⏎ б"),
    "hyphen that does not break": ("<w:r><w:t>а</w:t><w:noBreakHyphen/><w:t>б</w:t></w:r>", "а-б"),
    "soft hyphen": ("<w:r><w:t>а</w:t><w:softHyphen/><w:t>б</w:t></w:r>", "аб"),
    "known symbol": ('<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>', "☐"),
    "usual symbol": ('<w:r><w:sym w:font="Arial" w:char="2116"/></w:r>', "№"),
    "unknown symbol": ('<w:r><w:sym w:font="Webdings" w:char="F041"/></w:r>', "{Webdings:41}"),
    "broken symbol": ('<w:r><w:sym w:font="Webdings" w:char="-"/></w:r>' + r("а"), "а"),
    "link": (f'<w:hyperlink r:id="x">{r("а")}</w:hyperlink>{r("б")}', "аб"),
    "inserted": (f"<w:ins>{r('а')}</w:ins>", "а"),
    "moved here": (f"<w:moveTo>{r('а')}</w:moveTo>", "а"),
    "deleted": (r("а") + "<w:del><w:r><w:delText>б</w:delText></w:r></w:del>", "а"),
    "moved away": (r("а") + f"<w:moveFrom>{r('б')}</w:moveFrom>", "а"),
    "content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{r('а')}</w:sdtContent></w:sdt>", "а"),
    "smart tag": (f"<w:smartTag>{r('а')}</w:smartTag>", "а"),
    "note": (r("а") + '<w:r><w:footnoteReference w:id="2"/></w:r>', "а"),
    "comment": (r("а<!-- б -->в"), "ав"),
    "formula": (f"<m:oMath><m:r><m:t>x</m:t></m:r></m:oMath>{r('=1')}", "x=1"),
    "drawing": ("<w:r><w:drawing><a:p><a:r><a:t>схема</a:t></a:r></a:p></w:drawing></w:r>", "схема"),
    "edges that do not count": ("<w:r><w:t>\n  а\n б  </w:t></w:r>", "а  б"),
    "edges that count": ('<w:r><w:t xml:space="preserve"> а </w:t></w:r>', " а "),
    "simple field": (f'<w:fldSimple w:instr=" REF а ">{r("пункт 1")}</w:fldSimple>', "пункт 1"),
    "field": (field("REF а", "пункт 2"), "пункт 2"),
    "field in a code": (field(f"<w:r><w:instrText> IF </w:instrText></w:r>{field('REF а', '1')}", "да"), "да"),
    "field without a result": (field("XE а") + r("б"), "б"),
    "page number in the text": (field("PAGE", "7"), "7"),
    "end of a field begun before": ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + r("а"), "а"),
    "choice": (alternative(r("а"), r("б")), "а"),
    "fallback alone": (f"<mc:AlternateContent><mc:Fallback>{r('б')}</mc:Fallback></mc:AlternateContent>", "б"),
}


@pytest.mark.parametrize("name", INLINE)
def test_inline_content(lines: Lines, name: str) -> None:
    xml, expected = INLINE[name]
    assert lines(p(xml)) == [expected]


BLOCKS = {
    "content control": f"<w:sdt><w:sdtPr/><w:sdtContent>{p('а')}</w:sdtContent></w:sdt>",
    "custom XML": f"<w:customXml>{p('а')}</w:customXml>",
    "choice": alternative(p("а"), p("б")),
    "moved away": p("а") + f"<w:moveFrom>{p('б')}</w:moveFrom>",
    "inserted": f"<w:ins>{p('а')}</w:ins>",
}


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_in_wrappings(lines: Lines, name: str) -> None:
    assert lines(BLOCKS[name]) == ["а"]


def test_a_text_box_follows_its_paragraph_once(lines: Lines) -> None:
    inner = box(p("в рамке"))
    drawn = f"<w:r>{alternative(inner, f'<w:pict><v:shape>{inner}</v:shape></w:pict>')}</w:r>"
    assert lines(p(r("до") + drawn + r(", после")) + p("дальше")) == ["до, после", "в рамке", "дальше"]


def test_a_text_box_in_a_text_box_is_printed_once(lines: Lines) -> None:
    inner = p(f"{r('внутри')}<w:r>{box(p('глубже'))}</w:r>")
    assert lines(p(f"<w:r>{box(inner)}</w:r>")) == ["", "внутри", "глубже"]


def test_a_field_over_paragraphs_keeps_their_text(lines: Lines) -> None:
    begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r>'
    begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert lines(p(begin + r("Раздел 1")) + p("Раздел 2") + p(end + r("Конец"))) == ["Раздел 1", "Раздел 2", "Конец"]
