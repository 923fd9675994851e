"""Templates looked over: every fault at once, what they want, and whether their kind offers it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from click.testing import CliRunner
from docx import Document
from jinja2 import Environment

import docgen
from docgen import kinds
from docgen.cli import main
from docgen.errors import TemplateError
from tests.conftest import ROOT
from tests.test_workbooks import GROUPS, template


def _docx(paragraphs: Sequence[str], cell: str = "") -> bytes:
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    if cell:
        document.add_table(1, 2).rows[0].cells[1].text = cell
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _run(*words: object) -> Any:
    return CliRunner().invoke(main, ["template", *map(str, words)])


@pytest.mark.parametrize("noun", kinds.kinds())
def test_the_shipped_template_of_every_kind_keeps_its_contract(noun: str) -> None:
    file = ROOT / "templates" / "docx" / f"{kinds.kinds()[noun].key()}.docx"
    run = _run("check", file, "--kind", noun)
    assert (run.exit_code, run.stdout, run.stderr) == (0, "Ошибок в шаблоне нет.\n", "")


def test_all_that_a_template_of_an_order_does_wrong_is_told_at_once(tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(_docx(
        ["№ {{ нумер }} {{ организация.наименованье }} {{ дата | словам }}", "{{ пункты }} {{ пункты.текст }}",
         "{%p for п in преамбула %}", "{{ п }}", "{%p endfor %}", "{{ заголовок.часть }} {{ номер + }}"],
        cell="{%tr for п in пункты %}",
    ))  # fmt: skip
    run = _run("check", file, "--kind", "приказ")
    assert run.exit_code == 1
    told = [line.removeprefix("приказ.docx, ").split("тег ", 1)[1] for line in run.stderr.splitlines() if "тег" in line]
    assert sorted(told) == sorted([
        "{{ дата | словам }}: нет фильтра „словам“. Похоже на „словами“",
        "{{ номер + }}: выражение оборвано",
        "{%tr for п in пункты %}: блок не закрыт. Добавьте ниже {%tr endfor %}",
    ])  # fmt: skip


def test_a_block_that_begins_in_another_place_than_it_ends_is_told_of(tmp_path: Path) -> None:
    file = tmp_path / "справка.docx"
    file.write_bytes(_docx(["{% if а %}", "{%p endif %}", "{%p if а %}", "{% endif %}"]))
    assert _run("check", file).stderr.count("блок начат тегом") == 2


def test_names_are_compared_with_the_fields_of_the_kind(tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(_docx([
        "№ {{ нумер }} {{ организация.наименованье }}", "{{ пункты }} {{ пункты.текст }}",
        "{%p for п in преамбула %}", "{{ п }}", "{%p endfor %}", "{{ заголовок.часть }}", "{%p include «подписи» %}",
    ]))  # fmt: skip
    run = _run("check", file, "--kind", "order")
    told = [line.split("тег ", 1)[1] for line in run.stderr.splitlines() if "тег" in line]
    assert told == [
        "{{ нумер }}: нет поля „нумер“. Похоже на „номер“",
        "{{ организация.наименованье }}: нет поля „организация.наименованье“. Похоже на „наименование“",
        "{{ пункты }}: „пункты“ – список, одним значением он не печатается. Нужен цикл: {% for … %}",
        "{{ пункты.текст }}: „пункты“ – список, у него нет „пункты.текст“. Нужен цикл: {% for … %}",
        "{%p for п in преамбула %}: „преамбула“ – не список. Уберите цикл",
        "{{ заголовок.часть }}: „заголовок“ – простое значение, у него нет „заголовок.часть“",
    ]


def test_what_the_shipped_template_prints_and_this_one_does_not_is_told(tmp_path: Path) -> None:
    file = tmp_path / "приказ.docx"
    file.write_bytes(_docx(["{{ заголовок }}", "{%p include «пункты» %}"]))
    run = _run("check", file, "--kind", "приказ")
    assert run.exit_code == 0
    assert "приказ.docx: замечание: „преамбула“ не печатается, а в поставляемом шаблоне печатается\n" in run.stderr


def test_a_copy_of_the_template_bears_comments_where_the_faults_are(tmp_path: Path) -> None:
    file, copy = tmp_path / "т.docx", tmp_path / "с примечаниями.docx"
    file.write_bytes(_docx(["Всё хорошо", "{{ номер + }}"], cell="{{ дата | нетфильтра }}"))
    assert _run("check", file, "--comments", copy).exit_code == 1
    document = Document(str(copy))
    assert [comment.text for comment in document.comments] == ["выражение оборвано", "нет фильтра „нетфильтра“"]
    marked = document.element.xpath("//w:p[w:commentRangeStart]")
    assert ["".join(p.xpath(".//w:t/text()")) for p in marked] == ["{{ номер + }}", "{{ дата | нетфильтра }}"]


def test_the_fields_that_a_template_wants_are_a_json_schema(tmp_path: Path) -> None:
    file = tmp_path / "справка.docx"
    file.write_bytes(_docx([
        "{{ организация.имя | upper }} {% if телефон is defined %}{{ телефон }}{% endif %} {{ сумма | default(0) }}",
        "{%p for п in пункты %}", "{{ loop.index }} {{ п.текст }} {{ люди | map(attribute='фио') | join(', ') }}",
        "{%p for имя, кто in п.роли.items() %}", "{{ имя }} {{ кто }}", "{%p endfor %}", "{%p endfor %}",
        "{% set всего = пункты | length %}{{ всего }}",
    ]))  # fmt: skip
    run = _run("fields", file)
    schema = json.loads(run.stdout)
    data = {"организация": {"имя": "А"}, "люди": [{"фио": "Б"}], "пункты": [{"текст": "В", "роли": {"г": "Д"}}]}
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert [error.message for error in validator.iter_errors(data)] == []
    assert set(schema["required"]) == {"организация", "люди", "пункты"}
    for wrong in ({**data, "пункты": "нет"}, {**data, "организация": {}}, {**data, "люди": [{}]}):
        assert not validator.is_valid(wrong)
    assert docgen.Template(file).render(data)


def test_functions_and_filters_that_no_data_can_give(tmp_path: Path) -> None:
    file = tmp_path / "справка.docx"
    file.write_bytes(
        _docx(["{{ рубли(сумма.всего) }} {{ range(3) | прописью }} {{ а if б is defined }} {{ self.в() }}"])
    )
    schema = json.loads(_run("fields", file).stdout)
    assert (schema["x-functions"], schema["x-filters"]) == (["рубли"], ["прописью"])
    environment = Environment()  # noqa: S701
    environment.filters["прописью"] = str
    made = docgen.Template(file, environment)
    assert made.fields() == {key: value for key, value in schema.items() if key != "x-filters"}
    assert made.get_undeclared_template_variables(context={"а": 1}) == {"рубли", "сумма", "б"}
    with pytest.raises(TemplateError, match="нет поля „рубли“"):
        docgen.Template(_docx(["{{ рубли(1) }}"])).render({})


def test_the_fields_of_a_workbook(tmp_path: Path) -> None:
    file = tmp_path / "свод.xlsx"
    file.write_bytes(template(GROUPS))
    properties = json.loads(_run("fields", file).stdout)["properties"]
    assert set(properties) == {"группы"}
    assert set(properties["группы"]["items"]["properties"]) == {"имя", "числа"}


def test_a_template_of_ones_own_tells_of_all_its_faults_at_once() -> None:
    with pytest.raises(TemplateError) as told:
        docgen.Template(_docx(["{{ а | нет }}", "{{ б + }}", "{%p if в %}"]))
    assert [line.split("тег ", 1)[1] for line in str(told.value).splitlines()] == [
        "{{ а | нет }}: нет фильтра „нет“",
        "{{ б + }}: выражение оборвано",
        "{%p if в %}: блок не закрыт. Добавьте ниже {%p endif %}",
    ]


def test_a_tag_out_of_its_place_hides_no_other_fault(tmp_path: Path) -> None:
    file = tmp_path / "справка.docx"
    file.write_bytes(
        _docx(["{%tr if в %}", "{%p if а", "{{ а | нет }} {{ в +", "{%p endif %}", "{%tr endif %}", "{{ б в }}"])
    )
    told = [
        "{%tr if в %}: тег {%tr … %} стоит вне строки таблицы",
        "{%p if а: тег не закрыт; нужна закрывающая пара скобок",
        "{{ в +: тег не закрыт; нужна закрывающая пара скобок",
        "{%tr endif %}: тег {%tr … %} стоит вне строки таблицы",
        "{{ а | нет }}: нет фильтра „нет“",
        "{{ б в }}: „в“ здесь лишнее",
    ]
    with pytest.raises(TemplateError) as raised:
        docgen.Template(file)
    for lines in (str(raised.value), _run("check", file).stderr):
        assert [line.split("тег ", 1)[1] for line in lines.splitlines() if "тег " in line] == told


def test_all_names_that_the_data_lack_are_told_at_once() -> None:
    made = docgen.Template(
        _docx(["{{ номер }} {{ орг.имя }}", "{%p for д in дела %}", "{{ д.срок }}", "{%p endfor %}"])
    )
    with pytest.raises(TemplateError) as told:
        made.render({"номре": 1, "орг": {"ОГРН": 2}, "дела": [{"срок": 1}, {"сорк": 2}]})
    assert [line.split("тег ", 1)[1] for line in str(told.value).splitlines()] == [
        "{{ номер }}: нет поля „номер“. Похоже на „номре“",
        "{{ орг.имя }}: нет поля „орг.имя“",
        "{{ д.срок }}: нет поля „дела[].срок“. Похоже на „сорк“",
    ]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (("check", "нет.docx"), 2, "нет файла нет.docx"),
        (("check", ROOT / "README.md"), 1, "это не файл Word"),
        (("check", ROOT / "templates/docx/order.docx", "--kind", "прикас"), 2, "Похоже на „приказ“"),
        (("fields", ROOT / "README.md"), 1, "это не файл Word"),
        (("чек",), 2, "нет команды «чек»; есть: check, fields"),
    ],
)
def test_wrong_usage(words: Sequence[object], code: int, told: str) -> None:
    run = _run(*words)
    assert run.exit_code == code
    assert told in run.stderr
