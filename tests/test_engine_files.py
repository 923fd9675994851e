"""Files that the engine makes: numbers of their own for what loops repeat, the gate, kept templates, replacements."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from lxml import etree
from markupsafe import Markup

import docgen
from docgen.engine import InlineImage, Replacements
from docgen.engine.additions import OFFICE
from docgen.engine.gate import faults as gate_faults
from docgen.engine.wml import NAMESPACES
from docgen.errors import TemplateError
from tests.conftest import ROOT
from tests.test_engine import ROWS, SAME, VALUES, extended
from tests.test_strangers import packed, parts_of, strict
from tests.test_workbooks import template as workbook
from tests.validity import faults
from tests.word import part, saved, shown, template

PICTURE = ROOT / "samples" / "zeya" / "order.png"


def test_lists_of_loops_begin_anew() -> None:
    document = Document()
    tags = (
        "{%p for x in дерево %}",
        "{{ x.имя }}",
        "{%p for y in x.дети %}",
        "№{{ y.имя }}",
        "{%p endfor %}",
        "{%p endfor %}",
    )
    for text in (*tags, "{%p for x in строки %}", "№{{ x.a }}", "{%p endfor %}"):
        document.add_paragraph(text, style="List Number" if "№" in text else None)
    document.add_paragraph("№вне циклов", style="List Number 2")
    tree = [{"имя": n, "дети": [{"имя": f"{n}.{m}"} for m in "12"]} for n in "абв"]
    made = docgen.Template(saved(document)).render({"дерево": tree, "строки": ROWS})
    assert faults(made) == []
    lists: dict[str, list[str]] = {}
    for paragraph in Document(io.BytesIO(made)).paragraphs:
        if paragraph.text.startswith("№"):
            number = paragraph._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}")
            lists.setdefault("стиля" if number is None else number.get(qn("w:val")), []).append(paragraph.text)
    assert list(lists.values()) == [
        ["№а.1", "№а.2"], ["№б.1", "№б.2"], ["№в.1", "№в.2"], ["№раз", "№два & <три>"], ["№вне циклов"],
    ]  # fmt: skip
    begun = {
        n.get(qn("w:numId"))
        for n in part(made, "word/numbering.xml").iter(qn("w:num"))
        if n.find(f"{qn('w:lvlOverride')}/{qn('w:startOverride')}") is not None
    }
    assert set(list(lists)[1:4]) <= begun


def test_a_new_paragraph_of_a_numbered_value_stays_in_its_list() -> None:
    document = Document()
    for text in ("{%p for y in дерево %}", "{%p for x in y %}", "№{{ x }}", "{%p endfor %}", "{%p endfor %}"):
        document.add_paragraph(text, style="List Number" if "№" in text else None)
    made = docgen.Template(saved(document)).render({"дерево": [["1", "2"], ["3\a4"]]})
    numbers = [
        p._p.find(f"{qn('w:pPr')}/{qn('w:numPr')}/{qn('w:numId')}").get(qn("w:val"))
        for p in Document(io.BytesIO(made)).paragraphs
    ]
    assert numbers[0] == numbers[1] != numbers[2] == numbers[3]
    assert faults(made) == []


def test_what_a_loop_repeats_has_numbers_of_its_own() -> None:
    document = Document()
    document.add_paragraph("{%p for x in строки %}")
    paragraph = document.add_paragraph("{{ x.a }}")
    paragraph.add_run().add_picture(str(PICTURE))
    begin, end = (paragraph._p.makeelement(qn(f"w:bookmark{side}"), {qn("w:id"): "7"}) for side in ("Start", "End"))
    begin.set(qn("w:name"), "место")
    paragraph._p.insert(0, begin)
    paragraph._p.append(end)
    document.add_paragraph("{%p endfor %}")
    made = docgen.Template(saved(document)).render({"строки": ROWS * 2})
    assert faults(made) == []
    begins = list(part(made).iter(qn("w:bookmarkStart")))
    ends = [e.get(qn("w:id")) for e in part(made).iter(qn("w:bookmarkEnd"))]
    assert [b.get(qn("w:name")) for b in begins] == ["место", "место_2", "место_3", "место_4"]
    assert [b.get(qn("w:id")) for b in begins] == ends
    assert len({d.get("id") for d in part(made).iter(qn("wp:docPr"))}) == 4


def test_the_gate_lets_no_broken_file_out(tmp_path: Path) -> None:
    document = Document()
    for text, kind in (("{% if да %}", "begin"), ("{% endif %}", "end")):
        run = document.add_paragraph(text).add_run()
        run._r.append(run._r.makeelement(qn("w:fldChar"), {qn("w:fldCharType"): kind}))
    made = docgen.Template(saved(document))
    assert faults(made.render({"да": True}), checker=False) == []
    with pytest.raises(TemplateError, match="поле начато и не закончено; файл не записан"):
        made.render_to(tmp_path / "x.docx", {"да": False})
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("xml", ["<w:p>", "<w:p/><w:x", "</w:p>", '<w:hyperlink r:id="rId77"/>', '<w:r r:id="rId77"/>'])
def test_ready_xml_of_the_caller_is_checked_where_it_is_printed(xml: str) -> None:
    with pytest.raises(TemplateError, match=r"абзац «\{\{p плохо \}\}»"):
        docgen.Template(template("{{p плохо }}")).render({"плохо": Markup(xml)})  # noqa: S704


def test_every_construct_passes_the_whole_check() -> None:
    for name, content in SAME.items():
        made = docgen.Template(template(*content), extended(), check=True).render(VALUES)
        assert list(gate_faults(part(made), {f"rId{n}" for n in range(20)})) == [], name


def test_a_compiled_template_is_kept_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = template("{{ имя }}", *SAME["rows of a loop"], *SAME["a macro"], header="{{ число }}")
    first = docgen.Template(data, keep=tmp_path / "кэш").render(VALUES)
    [file] = (tmp_path / "кэш").iterdir()
    monkeypatch.setattr("docgen.engine.template.compiled", None)  # nothing is compiled now
    again = docgen.Template(data, keep=tmp_path / "кэш")
    assert again.render(VALUES) == first
    with pytest.raises(TemplateError, match=r"абзац «\{\{ имя \}\}»"):
        again.render({})
    monkeypatch.undo()
    file.write_bytes(file.read_bytes()[:-9])
    assert docgen.Template(data, keep=tmp_path / "кэш").render(VALUES) == first
    (tmp_path / "занято").write_text("")
    assert docgen.Template(data, keep=tmp_path / "занято").render(VALUES) == first


def test_pictures_and_files_of_a_template_are_replaced() -> None:
    document = Document(io.BytesIO(template("{{ имя }}")))
    old = PICTURE.read_bytes()
    document.paragraphs[0].add_run().add_picture(io.BytesIO(old))
    [name] = [p.partname.lstrip("/") for p in document.part.package.iter_parts() if "/media/" in p.partname]
    document.inline_shapes[0]._inline.graphic.graphicData.pic.nvPicPr.cNvPr.set("descr", "герб")
    made = docgen.Template(saved(document))
    for replace in (
        Replacements(pictures={"герб": b"new"}),
        Replacements(files={old: io.BytesIO(b"new")}),
        Replacements(parts={name: b"new"}),
    ):
        with zipfile.ZipFile(io.BytesIO(made.render(VALUES, replace=replace))) as archive:
            assert archive.read(name) == b"new"
    with zipfile.ZipFile(io.BytesIO(made.render(VALUES))) as archive:
        assert archive.read(name) == old
    with pytest.raises(TemplateError, match="нет рисунка «флаг»"):
        made.render(VALUES, replace=Replacements(pictures={"флаг": b"new"}))


def test_a_long_document_is_streamed_into_a_file(tmp_path: Path) -> None:
    made = docgen.Template(template("{{ имя }}", *SAME["rows of a loop"]))
    rows = [{"a": f"строка {number}", "b": number} for number in range(3000)]
    made.render_to(tmp_path / "x.docx", {**VALUES, "строки": iter(rows)})
    ready = (tmp_path / "x.docx").read_bytes()
    assert ready == made.render({**VALUES, "строки": rows})
    assert f"строка {2999}" in shown(ready)
    assert zipfile.ZipFile(io.BytesIO(ready)).testzip() is None
    assert zipfile.ZipFile(io.BytesIO(ready)).namelist()[0] == "[Content_Types].xml"


def _guest() -> bytes:
    """Return a document with styles, lists, a picture and a bookmark of its own."""
    document = Document()
    document.styles.add_style("Свой", WD_STYLE_TYPE.PARAGRAPH).font.bold = True
    document.add_paragraph("гость", style="Свой")
    for text in ("раз", "два"):
        paragraph = document.add_paragraph(text)
        numbers = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        numbers.get_or_add_numId().val = 1
        numbers.get_or_add_ilvl().val = 0
    document.add_picture(str(PICTURE))
    document.add_table(1, 1).cell(0, 0).text = "ячейка"
    begin, end = (paragraph._p.makeelement(qn(f"w:bookmark{side}"), {qn("w:id"): "0"}) for side in ("Start", "End"))
    begin.set(qn("w:name"), "метка")
    paragraph._p.extend([begin, end])
    return saved(document)


def test_documents_inside_a_document() -> None:
    subdoc = pytest.importorskip("docxtpl.subdoc", reason="the extra docxtpl[subdoc] is not installed")
    made = docgen.Template(template("до", "{{p гость }}", "{{p гость }}", "{{p свой }}", "{{p чужой }}", "после"))
    own = made.new_subdoc()
    own.add_paragraph("написан").add_run().add_picture(str(PICTURE))
    values = {
        "гость": made.new_subdoc(io.BytesIO(_guest())),
        "свой": own,
        "чужой": subdoc.Subdoc(made, io.BytesIO(_guest())),
    }
    ready = made.render(values)
    guest = ["гость", "раз", "два", "🖼", "row", "cell", "ячейка"]
    assert shown(ready) == ["до", *guest, *guest, "написан🖼", *guest, "после"]
    assert faults(ready, checker=False) == []
    found = Document(io.BytesIO(ready))
    assert next(p for p in found.paragraphs if p.text == "гость").style.font.bold
    assert len({p.part.related_parts[i._inline.graphic.graphicData.pic.blipFill.blip.embed].partname
                for i in found.inline_shapes for p in [found]}) == 1  # fmt: skip
    assert made.render(values) == ready


def test_addresses_of_links_hold_tags() -> None:
    document = Document(io.BytesIO(template("{%p for x in строки %}", "см. ", "{%p endfor %}")))
    target = "https://a.ru/%D0%9F?q=%7b%7b%20x.a|urlencode%20%7d%7d"
    link = document.paragraphs[1]._p.makeelement(qn("w:hyperlink"), {})
    link.set(qn("r:id"), document.part.relate_to(target, f"{OFFICE}/hyperlink", is_external=True))
    link.append(document.paragraphs[1].add_run("{{ x.a }}")._r)
    document.paragraphs[1]._p.append(link)
    made = docgen.Template(saved(document)).render(VALUES)
    assert faults(made) == []
    rows = Document(io.BytesIO(made)).part.rels
    assert [rows[one.get(qn("r:id"))].target_ref for one in part(made).iter(qn("w:hyperlink"))] == [
        "https://a.ru/%D0%9F?q=%D1%80%D0%B0%D0%B7",
        "https://a.ru/%D0%9F?q=%D0%B4%D0%B2%D0%B0%20%26%20%3C%D1%82%D1%80%D0%B8%3E",
    ]
    assert not any("%7b" in row.target_ref for row in rows.values() if row.is_external)


def _with_note_and_object() -> bytes:
    document = Document()
    document.add_paragraph("со сноской", style="Heading 1")
    package = document.part.package
    notes = (
        f'<w:footnotes xmlns:w="{qn("w:p")[1:-2]}"><w:footnote w:id="1"><w:p><w:r><w:footnoteRef/></w:r>'
        "<w:r><w:t>сноска гостя</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    document.part.relate_to(Part(PackURI("/word/footnotes.xml"), kind, notes.encode(), package), f"{OFFICE}/footnotes")
    run = document.paragraphs[0].add_run()._r
    run.append(run.makeelement(qn("w:footnoteReference"), {qn("w:id"): "1"}))
    book = Part(PackURI("/word/embeddings/book.xlsx"), "application/vnd.ms-excel", b"xlsx", package)
    chart = Part(PackURI("/word/charts/chart1.xml"), "application/vnd.chart+xml", b"<c/>", package)
    chart.relate_to(book, f"{OFFICE}/package")
    run.append(run.makeelement(qn("w:object"), {}))
    run[-1].set(qn("r:id"), document.part.relate_to(chart, f"{OFFICE}/chart"))
    return saved(document)


def test_a_document_inside_a_document_brings_its_notes_and_objects() -> None:
    made = docgen.Template(template("{{p гость }}", "{{p гость }}"))
    ready = made.render({"гость": made.new_subdoc(io.BytesIO(_with_note_and_object()))})
    assert faults(ready, checker=False) == []
    references = [one.get(qn("w:id")) for one in part(ready).iter(qn("w:footnoteReference"))]
    notes = part(ready, "word/footnotes.xml")
    words = {one.get(qn("w:id")): "".join(one.itertext()) for one in notes.iter(qn("w:footnote"))}
    assert [words[number] for number in references] == ["сноска гостя"] * 2
    assert len(set(references)) == 2
    charts = [
        one.target_part for one in Document(io.BytesIO(ready)).part.rels.values() if one.reltype.endswith("/chart")
    ]
    assert len({chart.partname for chart in charts}) == 2
    assert {next(iter(chart.rels.values())).target_part.blob for chart in charts} == {b"xlsx"}
    assert len(part(ready, "word/styles.xml").findall(f"{qn('w:style')}")) == len(
        Document(io.BytesIO(template("а"))).styles.element.findall(qn("w:style"))
    )


def test_a_picture_that_the_template_has_already_is_not_put_in_twice() -> None:
    values = {"рисунок": docgen.engine.InlineImage(PICTURE)}
    once = docgen.Template(template("{{ рисунок }}", "{_{ рисунок }_}")).render(values)
    names = zipfile.ZipFile(io.BytesIO(docgen.Template(once).render(values))).namelist()
    assert len(names) == len(set(names))


def _with_notes(document: Any, **notes: str) -> bytes:
    """Return a document with a note of each kind, a link to `…/{{ x.b }}`, where `[kind]` stands alone in a run."""
    spaces = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in "wr")
    for kind, texts in notes.items():
        note = kind.removesuffix("s")
        own = ' w:author="{{ имя }}"' if kind == "comments" else ""
        runs = [t.getparent() for t in document.element.body.iter(qn("w:t")) if t.text == f"[{kind}]"]
        xml = ""
        for number, (run, text) in enumerate(zip(runs, texts.split("//"), strict=True), 1):
            linked = "".join(
                f'<w:p><w:hyperlink r:id="rId1"><w:r><w:t>{x}</w:t></w:r></w:hyperlink></w:p>' for x in text.split("|")
            )
            xml += f'<w:{note} w:id="{number}"{own}>{linked}</w:{note}>'
            run[-1].tag, run[-1].text = qn(f"w:{note}Reference"), None
            run[-1].attrib.clear()
            run[-1].set(qn("w:id"), str(number))
            for side in ("Start", "End") if kind == "comments" else ():
                run.addprevious(run.makeelement(qn(f"w:commentRange{side}"), {qn("w:id"): str(number)}))
        xml = f"<w:{kind} {spaces}>{xml}</w:{kind}>"
        type_ = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml"
        package = Part(PackURI(f"/word/{kind}.xml"), type_, xml.encode(), document.part.package)
        package.relate_to("https://a.ru/{{ x.b }}", f"{OFFICE}/hyperlink", is_external=True)
        document.part.relate_to(package, f"{OFFICE}/{kind}")
    return saved(document)


def _notes(data: bytes, kind: str) -> list[str]:
    """Return the words and links of the notes in the order of their references; every reference has a note of its own."""
    note, notes = kind.removesuffix("s"), part(data, f"word/{kind}.xml")
    links = {one.get("Id"): one.get("Target") for one in part(data, f"word/_rels/{kind}.xml.rels")}
    words = {
        one.get(qn("w:id")): "|".join("".join(p.itertext()) for p in one)
        + f" {links[next(one.iter(qn('w:hyperlink'))).get(qn('r:id'))]}"
        for one in notes
    }
    found = [one.get(qn("w:id")) for one in part(data).iter(qn(f"w:{note}Reference"))]
    assert found == sorted(set(found), key=int)  # LibreOffice knows them by this order
    return [words[number] for number in found]


def test_notes_see_the_variables_of_the_loops_around_their_references() -> None:
    tags = ("{%p for x in строки %}", "{{ x.a }}¦[footnotes]¦, ¦[endnotes]¦, ¦[comments]", "{%p endfor %}",
            "{% set x = {'b': 'вне'} %}¦[footnotes]")  # fmt: skip
    data = _with_notes(
        Document(io.BytesIO(template(*tags))),
        footnotes="{{ имя }}: {{ x.a }}|{%p if x.b %}|{{ x.b }}|{%p endif %}//после", endnotes="все", comments="{{ x.a }}",
    )  # fmt: skip
    made = docgen.Template(data)
    rows = [{"a": "1\n2", "b": 4}, {"a": InlineImage(PICTURE), "b": 0}, {"a": "&<", "b": "x"}]
    ready = made.render({"строки": rows, "имя": "И"})
    assert faults(ready) == []
    assert _notes(ready, "footnotes") == [
        "И: 12|4 https://a.ru/4", "И:  https://a.ru/0", "И: &<|x https://a.ru/x", "после https://a.ru/вне",
    ]  # fmt: skip
    assert _notes(ready, "endnotes") == ["все https://a.ru/4", "все https://a.ru/0", "все https://a.ru/x"]
    assert _notes(ready, "comments") == ["12 https://a.ru/4", " https://a.ru/0", "&< https://a.ru/x"]
    sides = ("commentRangeStart", "commentRangeEnd", "commentReference")
    assert len({tuple(one.get(qn("w:id")) for one in part(ready).iter(qn(f"w:{side}"))) for side in sides}) == 1
    assert _notes(made.render({"строки": [], "имя": "И"}), "footnotes") == ["после https://a.ru/вне"]
    with pytest.raises(TemplateError, match=r"сноски, абзац «{{ имя }}: {{ x.a }}», тег {{ x.a }}: нет поля „строки"):
        made.render({"строки": [{"b": 1}], "имя": "И"})


def test_a_control_shows_the_value_of_its_tag() -> None:
    document = Document()
    paragraph = document.add_paragraph()
    spaces = f'xmlns:w="{NAMESPACES["w"]}"'
    for number, words in enumerate(("{{ имя }}", "без тега")):
        paragraph._p.append(etree.fromstring(
            f'<w:sdt {spaces}><w:sdtPr><w:id w:val="{number}"/><w:showingPlcHdr/><w:dataBinding w:xpath="/a" w:storeItemID="{{}}"/>'
            f"</w:sdtPr><w:sdtContent><w:r><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>"
        ))  # fmt: skip
    made = docgen.Template(saved(document)).render({"имя": "а\aб"})  # no paragraph can begin in a control
    assert faults(made, checker=False) == []
    assert [[etree.QName(one).localname for one in control] for control in part(made).iter(qn("w:sdtPr"))] == [
        ["id"], ["id", "showingPlcHdr", "dataBinding"],
    ]  # fmt: skip
    assert shown(made) == ["а⏎ббез тега"]


def test_a_file_that_is_no_document_cannot_be_put_into_one() -> None:
    made, whole = docgen.Template(template("{{p гость }}")), template("гость")
    for wrong, told in ((whole[:-40], "повреждён"), (b"", "повреждён"), (bytes.fromhex("d0cf11e0a1b11ae1"), "закрыт паролем"),
                        (workbook([["а"]]), "это книга Excel")):  # fmt: skip
        with pytest.raises(TemplateError, match=f"вложенный документ: .*{told}"):
            made.new_subdoc(io.BytesIO(wrong))
    with pytest.raises(TemplateError, match=r"нет\.docx: файл не читается"):
        made.new_subdoc("нет.docx")
    assert shown(made.render({"гость": made.new_subdoc(io.BytesIO(packed(strict(parts_of(whole)))))})) == ["гость"]
