"""Templates of clerks: restyled in Word, with tags split over runs and bent quotes; and errors that name their place."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Pt

from docgen import paper, pipeline
from docgen.errors import TemplateError
from tests.conftest import ORDER, ROOT, changed, write
from tests.validity import faults


@pytest.fixture
def with_template(tmp_path: Path) -> Callable[..., str]:
    """Render the small order with a template of one's own: paragraphs of text, or a function that edits the shipped one."""

    def render(
        *paragraphs: str, source: str = ORDER, edit: Callable[[object], None] | None = None, name: str = "order"
    ) -> str:
        folder = tmp_path / "шаблоны"
        folder.mkdir(exist_ok=True)
        document = Document(str(ROOT / "templates" / "docx" / f"{name}.docx")) if edit else Document()
        for text in paragraphs:
            document.add_paragraph(text)
        if edit:
            edit(document)
        document.save(str(folder / f"{name}.docx"))
        loaded = pipeline.load(write(tmp_path, source))
        assert loaded.document is not None, loaded.findings
        data = next(iter(pipeline.render(loaded.document, pipeline.default_library([folder]), "x"))).data
        if edit:
            assert faults(data) == []
        (tmp_path / "x.docx").write_bytes(data)
        return paper.outline(paper.read(data))

    return render


def test_a_plain_template_of_ones_own(with_template: Callable[..., str]) -> None:
    text = with_template(
        "Номер {{ номер }} от {{ дата | словами }}",
        "{%p for строка in строки_пунктов %}",
        "{{ строка.текст }}",
        "{%p endfor %}",
    )
    assert text.splitlines()[1:] == ["Номер 5-од от 1\u00a0сентября 2026\u00a0г.", "Проверить."]


def test_cases_are_filters(with_template: Callable[..., str]) -> None:
    text = with_template(
        "{% for подпись in подписи %}{{ подпись.лицо | дательный }}, {{ подпись.лицо.должность | творительный }}{% endfor %}"
    )
    assert "Ивановой\u00a0М.П., директором" in text


def test_tags_that_word_has_split_and_bent_are_mended(with_template: Callable[..., str]) -> None:
    def edit(document: object) -> None:
        paragraph = document.add_paragraph()  # type: ignore[attr-defined]
        for piece in ("До {", "{ номе", "р or «нет» }", "} после"):
            paragraph.add_run(piece).bold = piece.startswith("До")

    assert "До 5-од после" in with_template(edit=edit)


def test_restyling_in_word_is_kept_in_the_composed_file(with_template: Callable[..., str], tmp_path: Path) -> None:
    def edit(document: object) -> None:
        document.styles["Название документа"].font.size = Pt(20)  # type: ignore[attr-defined]

    source = changed(
        пункты='["Утвердить план {приложение 1}."]',
        приложения="[{вид: дорожная карта, название: План, мероприятия: [А]}]",
    )
    with_template(edit=edit, name="roadmap", source=source)
    made = Document(str(tmp_path / "x.docx"))
    title = next(p for p in made.paragraphs if p.text == "План")
    assert title.style is not None
    assert title.style.font.size == Pt(20)
    assert made.styles["Название документа"].font.size != Pt(20)


WRONG = {
    "{{ номр }}": "нет поля „номр“",
    "{{ организация.наименованье }}": "нет поля „наименованье“",
    "{{ номер | прописью }}": "нет фильтра „прописью“",
    "{{ пункты }}": "здесь можно напечатать только текст, а значение — список",
    "{{ номер.__class__ }}": "нет поля „__class__“",
    "{{ ''.__class__.__mro__ }}": "нет поля „__class__“",
    "{{ номер }": None,
    "{%p for x in пункты %}": "не закрыт блок",
    "{{ номер + }}": "",
    '{%p include "нет такой" %}': "нет общей части «нет такой»",
}


@pytest.mark.parametrize("tag", [tag for tag, message in WRONG.items() if message is not None])
def test_an_error_of_a_template_names_the_tag_and_its_place(with_template: Callable[..., str], tag: str) -> None:
    with pytest.raises(TemplateError) as caught:
        with_template("Первый абзац {{ номер }}", f"Здесь {tag} ошибка" if "%p" not in tag else tag)
    message = str(caught.value)
    assert "order.docx" in message
    assert WRONG[tag] in message  # type: ignore[operator]
    if "for" not in tag and "include" not in tag:
        assert tag in message


def test_a_file_that_is_no_template_is_refused(tmp_path: Path) -> None:
    (tmp_path / "order.docx").write_bytes(b"PK\x03\x04 nothing")
    loaded = pipeline.load(write(tmp_path, ORDER))
    assert loaded.document is not None
    with pytest.raises(TemplateError, match="не файл Word"):
        next(iter(pipeline.render(loaded.document, pipeline.default_library([tmp_path]), "x")))


def test_a_template_with_a_doctype_is_refused(tmp_path: Path) -> None:
    import zipfile

    shipped = zipfile.ZipFile(ROOT / "templates" / "docx" / "order.docx")
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for entry in shipped.namelist():
            data = shipped.read(entry)
            if entry == "word/document.xml":
                bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
                data = data.replace(b"<w:document", bomb + b"<w:document", 1)
            archive.writestr(entry, data)
    (tmp_path / "order.docx").write_bytes(buffer.getvalue())
    loaded = pipeline.load(write(tmp_path, ORDER))
    assert loaded.document is not None
    with pytest.raises(TemplateError, match="DOCTYPE"):
        next(iter(pipeline.render(loaded.document, pipeline.default_library([tmp_path]), "x")))


def test_a_library_serves_any_number_of_documents(tmp_path: Path) -> None:
    library = pipeline.default_library()
    made = {}
    for number in ("1", "2", "1"):
        loaded = pipeline.load(write(tmp_path, changed(номер=number)))
        assert loaded.document is not None
        data = next(iter(pipeline.render(loaded.document, library, "x"))).data
        assert made.setdefault(number, data) == data
    assert made["1"] != made["2"]


def test_lists_of_loops_side_by_side_begin_anew(tmp_path: Path) -> None:
    source = "вид: план\nназвание: План\nцели: [раз, три]\nзадачи: [раз, два]\nмероприятия: [А]\n"
    loaded = pipeline.load(write(tmp_path, source))
    assert loaded.document is not None
    text = paper.outline(paper.read(next(iter(pipeline.render(loaded.document, pipeline.default_library(), "x"))).data))
    assert "## Цели\n1. раз\n2. три\n## Задачи\n1. раз\n2. два\n" in text


def test_a_paper_of_ones_own_without_a_line_of_code(with_template: Callable[..., str]) -> None:
    source = "вид: документ\nназвание: Характеристика\nполя: {класс: 5 «А», Классный руководитель: Жук О.И.}\nтекст: |\n  # Учёба\n\n  Учится хорошо."
    text = with_template("{{ название }} класса {{ поля['класс'] }}", "{{p текст }}", source=source, name="paper")
    assert text.splitlines()[1:] == ["Характеристика класса 5 «А»", "# Учёба", "Учится хорошо."]


def test_pictures_come_along_from_fragments_guests_and_headers(tmp_path: Path) -> None:
    folder = tmp_path / "шаблоны"
    picture = ROOT / "samples" / "zeya" / "order.png"
    for name in ("order", "roadmap", "parts/letterhead"):
        document = Document(str(ROOT / "templates" / "docx" / f"{name}.docx"))
        document.paragraphs[0].insert_paragraph_before().add_run().add_picture(str(picture), width=Pt(40))
        if name == "roadmap":
            document.sections[0].header.paragraphs[0].add_run().add_picture(str(picture), width=Pt(20))
        path = folder / f"{name}.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        document.save(str(path))
    source = changed(
        пункты='["Утвердить план {приложение 1}."]',
        приложения="[{вид: дорожная карта, название: План, мероприятия: [А]}]",
    )
    loaded = pipeline.load(write(tmp_path, source))
    assert loaded.document is not None
    data = next(iter(pipeline.render(loaded.document, pipeline.default_library([folder]), "x"))).data
    assert faults(data) == []
    made = Document(io.BytesIO(data))
    assert len(made.inline_shapes) == 3
    header = made.sections[-1].header
    assert len(header.part.related_parts) == 1
