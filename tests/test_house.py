"""The profile of a house: what an organisation sets once changes every paper, and what it does not set stays."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from textwrap import indent

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from docgen import paper as papers
from docgen.cli import main
from tests.conftest import ORDER, ROOT, changed, write
from tests.validity import faults

Outline = Callable[..., str]
Made = Callable[..., bytes]

MAP = "{вид: дорожная карта, название: План, мероприятия: [А]}"
COUNCIL = """вид: положение
название: Положение о совете
текст: |
  # Общее {#общее}

  Совет - орган школы. {#совет}

  - члены;

  # Права

  См. пункт {пункт совет}, раздел {пункт общее}, пункт {пункт сбор}.

  ## Сборы

  Сбор созывает директор. {#сбор}
"""


def xml(data: bytes, part: str) -> str:
    return zipfile.ZipFile(BytesIO(data)).read(f"word/{part}.xml").decode()


def style(data: bytes, key: str) -> str:
    found = re.search(rf'<w:style [^>]*w:styleId="{key}".*?</w:style>', xml(data, "styles"), re.DOTALL)
    assert found, key
    return found[0]


def council(profile: str) -> str:
    return f"{COUNCIL}оформление:\n{indent(profile, '  ')}\n"


def approving(appendix: str, **fields: str) -> str:
    """Return the small order with an appendix that it approves."""
    return changed(**{"пункты": '["Утвердить {приложение 1}."]', "приложения": f"[{appendix}]", **fields})


def body(text: str) -> list[str]:
    lines = text.replace("\u00a0", " ").splitlines()
    return lines[lines.index("Положение о совете") + 1 :]


def run(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


# --- nothing set, nothing changed ---


def test_a_profile_that_repeats_the_template_changes_no_byte(made: Made) -> None:
    plain = made(approving(MAP))
    said = "{ГОСТ: 2025, точка после номера: да, разделы: арабские}"
    assert made(approving(MAP, оформление=said)) == plain


# --- sheets ---


def test_margins_change_every_sheet_and_tables_fill_the_text(outline: Outline, made: Made) -> None:
    source = approving(MAP, оформление="{поля: {левое: 20, верхнее: 25}}")
    sections = [line for line in outline(source).splitlines() if line.startswith("---")]
    assert [re.search(r"поля [\d/]+", line)[0] for line in sections] == ["поля 20/10/25/20", "поля 25/10/20/20"]  # type: ignore[index]
    widths = [int(width) for width in re.findall(r'<w:tblW w:w="(\d+)"', xml(made(source), "document"))]
    upright, landscape = 11906 - 1134 - 567, 16838 - 1417 - 567
    assert all(any(abs(width - text) < 8 for text in (upright, landscape)) for width in widths)
    columns = re.findall(r"<w:tblGrid>(.*?)</w:tblGrid>", xml(made(source), "document"))
    totals = {sum(map(int, re.findall(r'<w:gridCol w:w="(\d+)"', grid))) for grid in columns}
    assert all(any(abs(total - text) < 8 for text in (upright, landscape)) for total in totals)


@pytest.mark.parametrize(
    ("day", "standard", "width"),
    [
        ("17.08.2025", "", 75),
        ("18.08.2025", "", 80),
        ("17.08.2025", "ГОСТ: 2025", 80),
        ("01.09.2026", "ГОСТ: 2016", 75),
    ],
)
def test_the_block_at_the_right_is_as_wide_as_the_standard_of_the_day(
    made: Made, day: str, standard: str, width: int
) -> None:
    source = approving("{вид: положение, название: Положение, текст: А}", дата=day, оформление=f"{{{standard}}}")
    for key, side in (("Mark", "left"), ("Heading", "right")):
        left = int(re.search(rf'<w:ind [^>]*w:{side}="(\d+)"', style(made(source), key))[1])  # type: ignore[index]
        assert round((9638 - left) * 25.4 / 1440) == width


def test_the_block_stays_at_the_right_of_a_wider_text(made: Made) -> None:
    source = approving(MAP, оформление="{поля: {левое: 20}}")
    assert 'w:left="5669"' in style(made(source), "Mark")


# --- text ---


def test_font_sizes_and_spacing(made: Made) -> None:
    profile = "{шрифт: PT Astra Serif, кегль: 13, кегль таблиц: 11, интервал: '1,5', абзацный отступ: 1}"
    data = made(changed(оформление=profile))
    styles = xml(data, "styles")
    assert 'w:ascii="PT Astra Serif" w:hAnsi="PT Astra Serif"' in styles
    assert "Times New Roman" not in styles
    defaults = re.search(r"<w:docDefaults>.*?</w:docDefaults>", styles)[0]  # type: ignore[index]
    assert '<w:sz w:val="26"/><w:szCs w:val="26"/>' in defaults
    assert '<w:sz w:val="22"/>' in style(data, "TableText")
    assert '<w:sz w:val="20"/>' in style(data, "Executor"), "a smaller size of the template stays"
    assert 'w:line="360" w:lineRule="auto"' in style(data, "Body")
    assert 'w:firstLine="567"' in style(data, "Body")
    assert 'w:line="240"' in style(data, "AfterTable")
    assert 'w:firstLine="709"' not in styles + xml(data, "numbering")


def test_one_dash_in_words_and_lists(outline: Outline, complaints: Callable[..., list[str]]) -> None:
    text = "текст: |\n  Цель - рост – наш — общий, 2020-2022 годы.\n\n  - пункт\n"
    source = f"вид: документ\nназвание: А\n{text}оформление: {{тире: {{}}}}\n"
    long = outline(source.replace("{}", "длинное")).replace("\u00a0", " ")
    assert "Цель — рост — наш — общий, 2020–2022 годы.\n— пункт" in long
    short = outline(source.replace("{}", "–")).replace("\u00a0", " ")
    assert "Цель – рост – наш – общий, 2020–2022 годы.\n– пункт" in short
    (wrong,) = complaints(source.replace("{}", "тильда"))
    assert "оформление → тире: такого значения нет. Можно: – или —" in wrong


# --- numbers ---


def test_numbers_without_the_last_dot(outline: Outline) -> None:
    assert body(outline(council("точка после номера: нет"))) == [
        "# 1 Общее", "1.1 Совет – орган школы.", "– члены;", "# 2 Права", "2.1 См. пункт 1.1, раздел 1, пункт 2.2.1.",
        "2.2 Сборы", "2.2.1 Сбор созывает директор."]  # fmt: skip
    order = outline(changed(пункты="[{текст: Раз., пункты: [Два.]}]", оформление="{точка после номера: нет}"))
    assert "1 Раз.\n1.1 Два." in order


ROMAN = [
    "# I. Общее", "1.1. Совет – орган школы.", "– члены;", "# II. Права", "2.1. См. пункт 1.1, раздел I, пункт 2.2.1.",
    "2.2. Сборы", "2.2.1. Сбор созывает директор.",
]  # fmt: skip


def test_roman_sections_with_arabic_clauses(outline: Outline) -> None:
    assert body(outline(council("разделы: римские"))) == ROMAN


def test_roman_sections_of_an_appendix_and_arabic_points_of_its_order(outline: Outline) -> None:
    points = '["Утвердить {приложение 1}.", Два.]'
    appendix = indent(council("разделы: римские"), "    ").lstrip()
    text = outline(f"{changed(пункты=points)}приложения:\n  - {appendix}")
    assert "1. Утвердить (приложение).\n2. Два." in text
    assert body(text) == ROMAN


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not there")
@pytest.mark.xdist_group("office")
def test_libreoffice_shows_the_same_numbers(made: Made, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(made(council("разделы: римские\nточка после номера: нет")))
    home = (tmp_path / "office").as_uri()
    command = [
        "soffice",
        f"-env:UserInstallation={home}",
        "--headless",
        "--convert-to",
        "txt:Text",
        "--outdir",
        tmp_path,
    ]
    subprocess.run([*command, tmp_path / "x.docx"], check=True, capture_output=True, timeout=120)
    lines = [line.strip() for line in (tmp_path / "x.txt").read_text("utf-8-sig").splitlines()]
    numbers = [found[0] for line in lines if (found := re.match(r"[\dIVX]+(\.\d+)*(?= )", line))]
    assert numbers == ["I", "1.1", "II", "2.1", "2.2", "2.2.1"]


def test_xlsx_follows_the_dash_and_the_dot(tmp_path: Path) -> None:
    rows = "название: План\nразделы: [{название: Раз}]\nмероприятия: [{раздел: 1, мероприятие: Цель - рост}]"
    source = write(tmp_path, f"вид: дорожная карта\n{rows}\nоформление: {{тире: —, точка после номера: нет}}\n")
    assert run("render", source, "--format", "xlsx").exit_code == 0
    sheet = load_workbook(tmp_path / "источник.xlsx").worksheets[0]
    values = [str(cell.value).replace("\u00a0", " ") for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"1 Раз", "1.1", "Цель — рост"} <= set(values)


# --- one look in a file of several papers ---


def test_an_appendix_keeps_the_house_and_adds_its_own(made: Made) -> None:
    appendix = "{вид: положение, название: П, текст: А, оформление: {номера страниц приложений: сквозные}}"
    data = made(approving(appendix, оформление="{шрифт: Arial, кегль: 12}"))
    assert "Times New Roman" not in xml(data, "styles")
    assert "Body_" not in xml(data, "styles")
    assert 'w:start="1"' not in "".join(re.findall(r"<w:pgNumType[^>]*>", xml(data, "document")))


def test_an_appendix_of_another_look_brings_its_own_styles(made: Made) -> None:
    appendix = "{вид: положение, название: П, текст: А, оформление: {кегль: 12}}"
    data = made(approving(appendix, оформление="{кегль: 13}"))
    sizes = re.findall(r'w:styleId="(Normal[^"]*)".*?<w:sz w:val="(\d+)"', xml(data, "styles"))
    assert sorted(size for name, size in sizes if name.startswith("Normal")) == ["24", "26"]


# --- what is refused, what is doubted ---


def test_what_the_norm_doubts(complaints: Callable[..., list[str]]) -> None:
    profile = "{поля: {левое: 15, нижнее: 10}, кегль: 11, кегль таблиц: 8, интервал: 2, абзацный отступ: 1}"
    found = complaints(changed(оформление=profile))
    assert [line.split("оформление → ")[1] for line in found] == [
        "абзацный отступ: абзацный отступ 1 см вне нормы. Норма: 1,25",
        "интервал: интервал 2 вне нормы. Норма: от 1 до 1,5",
        "кегль: кегль 11 вне нормы. Норма: 12, 13 или 14",
        "кегль таблиц: кегль таблиц 8 вне нормы. Норма: от 9 до кегля текста",
        "поля → левое: левое поле 15 мм меньше нормы: 20 мм. Поставьте не меньше 20",
        "поля → нижнее: нижнее поле 10 мм меньше нормы: 20 мм. Поставьте не меньше 20",
    ]
    assert all(": замечание: " in line for line in found)


@pytest.mark.parametrize(
    ("profile", "said"),
    [
        ("поля: {левое: -5}", "поля → левое: число должно быть не меньше 0"),
        ("поля: {сбоку: 5}", "нет поля „сбоку“. Есть поля: „левое“, „правое“, „верхнее“, „нижнее“"),
        ("кегль: огромный", "кегль: здесь нужно число. Например: 13 или 1,25"),
        ("кегль: 13.3", "кегль: здесь нужно целое число или число с половиной. Например: 13 или 13,5"),
        ("кегль: 140", "кегль: число должно быть не больше 30"),
        ("ГОСТ: 2020", "ГОСТ: такого значения нет. Можно: 2025 или 2016"),
        ("шрифт: 'A\"B'", "шрифт: здесь нужно название шрифта. Например: PT Astra Serif"),
        ("разделы: буквы", "разделы: такого значения нет. Можно: арабские или римские"),
    ],
)
def test_what_makes_no_sense_is_refused(complaints: Callable[..., list[str]], profile: str, said: str) -> None:
    (found,) = complaints(changed(оформление=f"{{{profile}}}"))
    assert ": ошибка: " in found
    assert found.endswith(said)


# --- templates that a clerk has changed in Word ---


def test_a_template_with_looks_of_its_own_follows_the_house(tmp_path: Path) -> None:
    (tmp_path / "шаблоны").mkdir()
    source = zipfile.ZipFile(ROOT / "templates" / "docx" / "order.docx")
    times = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman"/>'
    with zipfile.ZipFile(tmp_path / "шаблоны" / "order.docx", "w") as own:
        for name in source.namelist():
            data = source.read(name).decode()
            if name == "word/styles.xml":
                theme = '<w:rPr><w:rFonts w:asciiTheme="minorHAnsi" w:hAnsi="Courier New"/>'
                data = re.sub(r'(w:styleId="DocKind".*?)<w:rPr>', rf"\1{theme}", data, count=1)
                data = re.sub(r'(w:styleId="DocKind".*?)</w:rPr>', r'\1<w:sz w:val="32"/></w:rPr>', data, count=1)
            if name == "word/document.xml":
                direct = f'<w:r><w:rPr>{times}<w:sz w:val="28"/></w:rPr><w:t xml:space="preserve">{{{{ преамбула'
                data = data.replace('<w:r><w:t xml:space="preserve">{{ преамбула', direct)
            own.writestr(name, data)
    house = tmp_path / "дом.yaml"
    house.write_text("шрифт: Arial\nкегль: 12\nшаблоны: шаблоны\n", "utf-8")
    assert run("render", write(tmp_path, ORDER), "--house", house).exit_code == 0
    data = (tmp_path / "источник.docx").read_bytes()
    assert faults(data) == []
    assert '<w:rFonts w:hAnsi="Courier New" w:ascii="Arial"/>' in style(data, "DocKind"), "another face stays"
    assert '<w:sz w:val="27"/>' in style(data, "DocKind"), "a larger size keeps its proportion"
    assert '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/><w:sz w:val="24"/>' in xml(data, "document")
    assert "Times New Roman" not in xml(data, "document") + xml(data, "styles")


# --- the file of a house ---

HOUSE = """шрифт: PT Astra Serif
тире: —
шаблоны: шаблоны
организация: {наименование: МБОУ «Лицей», место: г. Энск}
лица: {директор: {фио: Петров Пётр Петрович, должность: директор лицея}}
"""
BARE = ORDER.replace("организация: {наименование: Школа № 1, место: г. Энск}\n", "").split("лица:")[0]


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """Return the file of a house with a template of its own beside it."""
    folder = tmp_path / "дом"
    (folder / "шаблоны").mkdir(parents=True)
    source = zipfile.ZipFile(ROOT / "templates" / "docx" / "order.docx")
    with zipfile.ZipFile(folder / "шаблоны" / "order.docx", "w") as own:
        for name in source.namelist():
            data = source.read(name).decode()
            own.writestr(name, data.replace("{{ преамбула }}", "По лицею: {{ преамбула }}"))
    (folder / "дом.yaml").write_text(HOUSE, "utf-8")
    return folder / "дом.yaml"


def test_a_house_says_what_the_source_does_not(house: Path, tmp_path: Path) -> None:
    source = write(tmp_path, BARE.replace("О проверке", "О проверке - срочно"))
    assert run("check", source).exit_code == 1
    made = run("render", source, "--house", house)
    assert made.exit_code == 0, made.stderr
    text = papers.outline(papers.read(tmp_path / "источник.docx")).replace("\u00a0", " ")
    assert "МБОУ «Лицей»" in text
    assert "О проверке — срочно" in text
    assert "По лицею: В целях проверки" in text
    assert "| Директор лицея | П.П. Петров |" in text
    assert "PT Astra Serif" in xml((tmp_path / "источник.docx").read_bytes(), "styles")


def test_the_source_wins_over_the_house(house: Path, tmp_path: Path) -> None:
    source = write(tmp_path, ORDER.replace("О проверке", "О проверке - срочно") + "оформление: {тире: –}\n")
    assert run("render", source, "--house", house).exit_code == 0
    text = papers.outline(papers.read(tmp_path / "источник.docx")).replace("\u00a0", " ")
    assert "Школа № 1" in text
    assert "Лицей" not in text
    assert "О проверке – срочно" in text
    assert "М.П. Иванова" in text
    assert "PT Astra Serif" in xml((tmp_path / "источник.docx").read_bytes(), "styles")


def test_a_house_beside_the_source_is_not_taken_unasked(house: Path, tmp_path: Path) -> None:
    shutil.copy(house, tmp_path / "дом.yaml")
    assert run("render", write(tmp_path, ORDER)).exit_code == 0
    assert "PT Astra Serif" not in xml((tmp_path / "источник.docx").read_bytes(), "styles")


def test_a_profile_may_be_included_and_changed_in_place(made: Made) -> None:
    files = {"дом.yaml": "шрифт: PT Astra Serif\nкегль: 13\n"}
    data = made(changed(оформление="{файл: дом.yaml, кегль: 12}"), files)
    assert "PT Astra Serif" in xml(data, "styles")
    assert '<w:sz w:val="24"/>' in style(data, "Normal")


@pytest.mark.parametrize(
    ("text", "said", "code"),
    [
        ("шаблоны: нету\n", "дом.yaml: в поле „шаблоны“ нужна папка рядом с файлом, а папки „нету“ нет", 2),
        ("- а\n", "дом.yaml: в файле организации нужны поля: шрифт, кегль, поля, шаблоны …", 2),
        ("шрифтт: А\n", "дом.yaml:1: ошибка: оформление → шрифтт: нет поля „шрифтт“. Похоже на „шрифт“", 1),
        ("а: [\n", "дом.yaml:", 1),
    ],
)
def test_a_faulty_house_is_refused(tmp_path: Path, text: str, said: str, code: int) -> None:
    (tmp_path / "дом.yaml").write_text(text, "utf-8")
    found = run("render", write(tmp_path, ORDER), "--house", tmp_path / "дом.yaml")
    assert found.exit_code == code, found.stderr
    assert said in found.stderr
    assert not (tmp_path / "источник.docx").exists()


def test_a_missing_house(tmp_path: Path) -> None:
    found = run("check", write(tmp_path, ORDER), "--house", tmp_path / "нет.yaml")
    assert found.exit_code == 2
    assert "нет файла" in found.stderr
