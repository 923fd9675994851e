"""Methodical recommendations: contents with the right pages, figures, a glossary, links, appendices."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from PIL import Image
from pypdf import PdfReader

from docgen import paper as papers
from docgen import pipeline
from docgen.cli import main
from docgen.model.diagram import Diagram
from docgen.render import pdf
from docgen.render.diagram import laid_out
from docgen.render.drawing import TALLEST, drawn, measure
from docgen.render.layout import FONT, GAP, JOINT, SPARE, WIDTH, Box, Layout
from tests.conftest import ROOT, write

Outline = Callable[..., str]
Made = Callable[..., bytes]
Complaints = Callable[..., list[str]]
needs_office = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")

SOURCE = """\
вид: рекомендации
название: Об организации методической работы
титульный лист: {организации: [Отдел образования, Лицей], составители: [автор], место: г. Энск, год: 2026}
лица: {автор: {фио: Иванова Мария Петровна, должность: методист}}
аннотация: О чём рекомендации.
нумерация заголовков: да
текст: |
  # Введение {-}

  Связи показаны на {схема служба пр}; см. {схема служба}, [портал](https://edsoo.ru/?a=1&b=2) и {приложение 1 пр}.

  # Общие положения

  ## Понятия

  {глоссарий}

  # Модели

  {схема вторая}

  {схема служба}

  # Список литературы {-}
глоссарий: {Наставник: педагог, Служба: те и связи между ними}
схемы:
  служба:
    заголовок: Методическая служба
    узлы: [Совет, {имя: мо, текст: Объединения учителей}]
    связи: [[Совет, мо, ведёт]]
  вторая: {заголовок: Ещё одна, описание: Один узел, узлы: [Узел]}
приложения:
  - {вид: план, название: Примерный план, мероприятия: [А]}
"""
CONTENTS = ["Введение", "1. Общие положения", "1.1. Понятия", "2. Модели", "Список литературы"]


@pytest.fixture
def without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "_PROGRAMS", ())
    monkeypatch.setattr(pdf, "_USUAL", ())


def part(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()


def lines_of_contents(outline: str) -> list[tuple[str, str]]:
    """Return the lines of the contents with their pages."""
    rows = outline.splitlines()
    rows = rows[rows.index("[новая страница] Содержание") + 1 :]
    found = []
    for row in rows[: rows.index("[новая страница]")]:
        words, _, page = row.partition(" ⇥")
        found.append((words, page.strip()))
    return found


@pytest.mark.usefixtures("without_office")
def test_the_paper_as_a_reader_sees_it(outline: Outline) -> None:
    text = outline(SOURCE).splitlines()
    assert text[1:6] == [
        "Отдел образования", "Лицей", "Методические рекомендации", "Об\N{NO-BREAK SPACE}организации методической работы",
        "Составитель: Иванова\N{NO-BREAK SPACE}М.П., методист"]  # fmt: skip
    body = text[text.index("# Введение") :]
    assert body[: body.index("# Список литературы") + 1] == [
        "# Введение",
        "Связи показаны на рисунке\N{NO-BREAK SPACE}2; см. рисунок\N{NO-BREAK SPACE}2, портал и приложении.",
        "# 1. Общие положения",
        "## 1.1. Понятия",
        "Наставник – педагог.",
        "Служба – те и связи между ними.",
        "# 2. Модели",
        "",
        "Рисунок\N{NO-BREAK SPACE}1\N{NO-BREAK SPACE}– Ещё одна",
        "",
        "Рисунок\N{NO-BREAK SPACE}2\N{NO-BREAK SPACE}– Методическая служба",
        "# Список литературы",
    ]


@pytest.mark.usefixtures("without_office")
def test_without_libreoffice_the_contents_wait_for_word(outline: Outline, made: Made, tmp_path: Path) -> None:
    shown = lines_of_contents(outline(SOURCE))
    assert [words for words, _ in shown] == [*CONTENTS, "Приложение. Примерный план"]
    assert {page for _, page in shown} == {""}
    assert part(made(SOURCE)).count('w:dirty="true"') == 2
    run = CliRunner().invoke(main, ["render", str(write(tmp_path, SOURCE))])
    assert run.exit_code == 0
    assert "нажмите F9" in run.stderr


@needs_office
@pytest.mark.xdist_group("office")
def test_the_contents_name_the_pages_that_libreoffice_makes(made: Made) -> None:
    long = "\n\n".join(f"  Абзац {n} о методической работе школы." for n in range(120))
    source = SOURCE.replace("  # Модели\n", f"{long}\n\n  # Модели\n")
    data = made(source)
    shown = lines_of_contents(papers.outline(papers.read(data)))
    (printed,) = pdf.convert([data])
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(printed)).pages]
    for words, page in shown:
        bare = re.sub(r"^[\d.]+ |^Приложение\. ", "", words)
        assert bare in pages[int(page) - 1], words
    assert int(dict(shown)["2. Модели"]) >= 6
    assert 'w:dirty="true"' not in part(data)
    assert data == made(source)


@pytest.mark.usefixtures("without_office")
def test_the_contents_are_live(made: Made) -> None:
    xml = part(made(SOURCE))
    assert r"TOC \o &quot;1-2&quot;" in xml or r'TOC \o "1-2" \h \z \b _Toc_docgen_text ' in xml
    assert r"TOC \f a \h \z" in xml
    assert re.search(r'TC (?:"|&#34;|&quot;)Приложение\. Примерный план', xml)
    anchors = re.findall(r'<w:hyperlink w:anchor="([^"]+)"', xml)
    assert len(anchors) == len(CONTENTS) + 1
    for anchor in anchors:
        assert xml.count(f'w:name="{anchor}"') == 1
        assert f"PAGEREF {anchor} \\h" in xml


@pytest.mark.usefixtures("without_office")
def test_contents_can_be_left_out(outline: Outline) -> None:
    assert "Содержание" not in outline(SOURCE + "оглавление: нет\n")


@pytest.mark.usefixtures("without_office")
def test_headings_have_no_numbers_unless_asked(outline: Outline) -> None:
    text = outline(SOURCE.replace("нумерация заголовков: да", "нумерация заголовков: нет"))
    assert "\n# Общие положения\n## Понятия\n" in text
    assert "\n# Введение\n" in text


@pytest.mark.usefixtures("without_office")
def test_a_figure_is_a_vector_with_a_raster_and_words_for_the_blind(made: Made) -> None:
    data = made(SOURCE)
    xml, relations = part(data), part(data, "word/_rels/document.xml.rels")
    assert 'descr="Один узел"' in xml
    assert 'descr="Схема «Методическая служба». Узлы: Совет; Объединения учителей. Связи: Совет → Объединения' in xml
    targets = dict(re.findall(r'Id="([^"]+)"[^>]*?Target="(media/[^"]+)"', relations))
    raster = [targets[key] for key in re.findall(r'<a:blip r:embed="([^"]+)"', xml)]
    vector = [targets[key] for key in re.findall(r'<asvg:svgBlip [^>]*r:embed="([^"]+)"', xml)]
    assert len(raster) == len(vector) == 2
    for name in vector:
        assert part(data, f"word/{name}").startswith('<?xml version="1.0" encoding="UTF-8"?>\n<svg')
    assert "Объединения" in part(data, f"word/{vector[1]}")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert Image.open(archive.open(f"word/{raster[1]}")).info["dpi"] == pytest.approx((300, 300), abs=0.1)
    types = part(data, "[Content_Types].xml")
    assert 'Extension="png" ContentType="image/png"' in types
    assert 'Extension="svg" ContentType="image/svg+xml"' in types


@pytest.mark.usefixtures("without_office")
def test_captions_are_counted_by_word(made: Made) -> None:
    xml = part(made(SOURCE))
    assert re.findall(r"SEQ Рисунок \\\* ARABIC( \\r 1)? ", xml) == [" \\r 1", ""]
    assert len(re.findall(r" REF (_Ref_diagrams_\w+_2) ", xml)) == 2


@pytest.mark.usefixtures("without_office")
def test_links_lead_to_the_web_and_brackets_stay(made: Made, outline: Outline) -> None:
    data = made(SOURCE)
    relation = re.search(r'<w:hyperlink r:id="([^"]+)"', part(data))
    assert relation
    assert re.search(
        rf'Id="{relation[1]}"[^>]*Target="https://edsoo.ru/\?a=1&amp;b=2" TargetMode="External"',
        part(data, "word/_rels/document.xml.rels"),
    )
    plain = (
        "вид: документ\nтекст: |\n  Статья [1], [ред. 2](там), [скрипт](javascript:alert) и [почта](mailto:a@b.ru).\n"
    )
    assert outline(plain).splitlines()[-1] == "Статья [1], [ред. 2](там), [скрипт](javascript:alert) и почта."


def test_faults_are_told_in_words(complaints: Complaints) -> None:
    told = "\n".join(complaints(SOURCE.replace("[[Совет, мо, ведёт]]", "[[Советт, мо]]")))
    assert "связь ведёт к узлу „Советт“, а его нет" in told
    assert "Похоже на „Совет“" in told
    told = "\n".join(complaints(SOURCE.replace("  {схема служба}\n", "")))
    assert "схема „служба“ нигде не стоит" in told
    told = "\n".join(complaints(SOURCE.replace("  {глоссарий}\n", "")))
    assert "поле „глоссарий“ заполнено, но нигде не напечатано" in told


NODES = [f"Методическое объединение учителей номер {n}" for n in range(14)]


@pytest.mark.parametrize("direction", ["сверху вниз", "слева направо"])
@pytest.mark.parametrize("count", [1, 4, 9, 14])
def test_boxes_never_overlap_and_fit_the_page(direction: str, count: int) -> None:
    edges = [[NODES[0], node] for node in NODES[1:count]] + [
        [node, NODES[count - 1], "ведёт"] for node in NODES[2 : count - 1]
    ]
    diagram = Diagram.model_validate(
        {"заголовок": "Сеть", "направление": direction, "узлы": NODES[:count], "связи": edges}
    )
    layout = laid_out(diagram, measure)
    assert len(layout.boxes) == count
    assert layout.width <= WIDTH + SPARE
    for index, box in enumerate(layout.boxes):
        assert all(measure(line) <= box.width for line in box.lines)
        assert not any(_overlap(box, other) for other in layout.boxes[index + 1 :])
    assert drawn(diagram).height_mm <= TALLEST
    assert drawn(diagram) == drawn(diagram)


SAMPLES = yaml.safe_load((ROOT / "samples" / "lenobl" / "схемы.yaml").read_text("utf-8"))
KNOT = {"заголовок": "Сеть", "узлы": list("АБВГД"), "связи": [
    ["А", "Б"], ["Б", "В"], ["А", "В"], ["В", "Г"], ["А", "Г"], ["Г", "А"], ["Б", "Д"], ["Д", "Г"]]}  # fmt: skip


@pytest.mark.parametrize("given", [KNOT, *SAMPLES.values()], ids=["узел", *SAMPLES])
def test_arrows_do_not_cross_boxes(given: dict[str, object]) -> None:
    layout = laid_out(Diagram.model_validate(given), measure)
    for arrow in layout.arrows:
        for start, end in pairwise(arrow.points):
            left, right = sorted((start[0], end[0]))
            top, bottom = sorted((start[1], end[1]))
            for box in layout.boxes:
                apart = right <= box.x + 0.1 or left >= box.x + box.width - 0.1
                assert apart or bottom <= box.y + 0.1 or top >= box.y + box.height - 0.1, (arrow, box)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_models_of_a_methodical_service_are_read_with_ease(name: str) -> None:
    diagram = Diagram.model_validate(SAMPLES[name])
    layout, picture = laid_out(diagram, measure), drawn(diagram)
    assert FONT * picture.width_mm / layout.width * 72 / 25.4 >= 9
    assert picture.height_mm <= TALLEST / 1.5
    assert max(len(box.lines) for box in layout.boxes) <= 5


@needs_office
@pytest.mark.xdist_group("office")
def test_the_contents_of_the_whole_sample_name_its_pages() -> None:
    loaded = pipeline.load(ROOT / "samples" / "lenobl" / "recommendations.yaml")
    assert loaded.document
    (made,) = pipeline.render(loaded.document, pipeline.default_library(), "x")
    (printed,) = pdf.convert([made.data])
    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(printed)).pages]
    shown = lines_of_contents(papers.outline(papers.read(made.data)))
    assert len(shown) == 10
    for words, page in shown:
        title = re.sub(r"^Приложение.№.\d\. ", "", words).replace("\N{NO-BREAK SPACE}", " ")
        assert title in pages[int(page) - 1], words


def _of(links: list[list[str]], **more: object) -> Layout:
    names = list(dict.fromkeys(name for link in links for name in link[:2]))
    given = {"заголовок": "Сеть", "узлы": names, "связи": links, **more}
    return laid_out(Diagram.model_validate(given), measure)


def test_arrows_that_lead_to_the_same_boxes_share_one_line_and_one_head() -> None:
    layout = _of([["А", "Г"], ["Б", "Г"], ["В", "Г"], ["А", "Д"], ["Б", "Д"], ["В", "Д"]])
    tips = {arrow.points[-1] for arrow in layout.arrows}
    levels = {y for arrow in layout.arrows for _, y in arrow.points[1:-1]}
    assert len(tips) == 2
    assert len(levels) == 1
    assert len({arrow.points[-1] for arrow in _of([["А", "Г", "ведёт"], ["Б", "Г", "учит"]]).arrows}) == 2
    apart = _of([["А", "В"], ["Б", "В"], ["Б", "Г"]])
    assert len({arrow.points[-1] for arrow in apart.arrows}) == 3


def test_boxes_of_a_row_that_an_arrow_joins_leave_room_for_its_heads() -> None:
    nodes = [{"имя": name, "текст": name, "ряд": 1} for name in "АБВ"]
    first, second, third = _of([], узлы=nodes, связи=[{"от": "А", "к": "Б", "вид": "обоюдная"}]).boxes
    assert second.x - first.x - first.width == pytest.approx(GAP + JOINT, abs=0.1)
    assert third.x - second.x - second.width == pytest.approx(GAP, abs=0.1)


def test_a_long_text_widens_the_boxes_of_its_row_only() -> None:
    long = "Совет согласует график и режим работы всех коллективных форм педагогического общения"
    parent, *children = _of([[long, name] for name in ("Первое", "Второе", "Третье", "Четвёртое", "Пятое")]).boxes
    assert parent.width > children[0].width
    assert len(parent.lines) <= 4
    assert len({box.width for box in children}) == len({box.y for box in children}) == 1


@pytest.mark.usefixtures("without_office")
def test_appendices_name_the_paper_by_its_form_where_the_title_says_what_it_is_about(outline: Outline) -> None:
    assert "к методическим рекомендациям" in outline(SOURCE).splitlines()
    assert "к Памятке учителю" in outline(SOURCE.replace("Об организации методической работы", "Памятка учителю"))


def _overlap(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height
