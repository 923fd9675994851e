"""What a template reaches of the values it is given: data, through every door alike; it never changes them."""

from __future__ import annotations

import copy
import dataclasses
import io
import sqlite3
import sys
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest
from lxml import etree
from pydantic import BaseModel

import docgen
from docgen.errors import TemplateError
from tests.word import shown, template

TOUCHED: list[str] = []


class Model(BaseModel):
    имя: str = "модель"

    def метод(self) -> str:
        TOUCHED.append("метод модели")
        return "достигнуто"


class Canary:
    """An object whose every property, method and hook tells that it was run."""

    поле = "класса"

    def __init__(self) -> None:
        self.имя = "объект"
        self.функция = lambda: TOUCHED.append("функция в поле")

    def метод(self) -> str:
        TOUCHED.append("метод")
        return "достигнуто"

    @property
    def свойство(self) -> str:
        TOUCHED.append("свойство")
        return "достигнуто"

    def __getattr__(self, name: str) -> str:
        if not name.startswith("__"):
            TOUCHED.append(f"__getattr__ {name}")
        raise AttributeError(name)


@dataclasses.dataclass
class Record:
    имя: str = "запись"


class Pair(NamedTuple):
    имя: str = "пара"


def _traceback() -> Any:
    try:
        raise ValueError  # noqa: TRY301
    except ValueError as error:
        return error.__traceback__


OBJECTS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "модель": (Model(), ("parse_raw", "parse_file", "model_construct", "model_fields", "copy", "метод", "__dict__")),
    "объект": (Canary(), ("метод", "свойство", "функция", "нет_такого", "__init__", "__class__")),
    "путь": (Path("x"), ("read_text", "unlink", "open", "parent", "_str")),
    "модуль": (sys, ("modules", "path", "exit", "__dict__")),
    "класс": (Canary, ("mro", "метод", "__subclasses__", "поле")),
    "функция": (_traceback, ("__globals__", "__code__", "func_globals")),
    "генератор": ((x for x in [1]), ("gi_frame", "gi_code", "send", "close")),
    "след": (_traceback(), ("tb_frame", "tb_next", "tb_lasti")),
    "код": (_traceback.__code__, ("co_code", "co_consts", "replace")),
    "файл": (io.StringIO("тайна"), ("read", "getvalue", "close")),
    "база": (sqlite3.connect(":memory:"), ("execute", "cursor", "iterdump")),
    "элемент": (etree.fromstring("<a><b/></a>"), ("text", "getparent", "makeelement", "tag")),
    "словарь": ({}, ("update", "clear", "pop", "fromkeys", "__class__")),
    "список": ([1], ("append", "sort", "clear", "__class__")),
    "текст": ("а", ("__class__", "encode", "maketrans")),
}
DOORS = {
    "точка": "{{{{ x.{0} }}}}",
    "точка и вызов": "{{{{ x.{0}() }}}}",
    "скобки": "{{{{ x['{0}'] }}}}",
    "скобки и вызов": "{{{{ x['{0}']() }}}}",
    "attr": "{{{{ x|attr('{0}') }}}}",
    "map": "{{{{ [x]|map(attribute='{0}')|list }}}}",
    "sort": "{{{{ [x, x]|sort(attribute='{0}')|first }}}}",
    "groupby": "{{{{ [x]|groupby('{0}')|list }}}}",
    "selectattr": "{{{{ [x]|selectattr('{0}', 'eq', 1)|list }}}}",
    "sum": "{{{{ [x]|sum('{0}') }}}}",
    "unique": "{{{{ [x]|unique(attribute='{0}')|list }}}}",
    "max": "{{{{ [x, x]|max(attribute='{0}') }}}}",
    "join": "{{{{ [x]|join(attribute='{0}') }}}}",
    "format": "{{{{ '{{0.{0}}}'.format(x) }}}}",
    "format со скобками": "{{{{ '{{0[{0}]}}'.format(x) }}}}",
    "format_map": "{{{{ '{{x.{0}}}'.format_map({{'x': x}}) }}}}",
}


@pytest.mark.parametrize("door", DOORS)
def test_no_door_leads_beyond_data(door: str) -> None:
    tried = 0
    for name, (value, attributes) in OBJECTS.items():
        for attribute in attributes:
            TOUCHED.clear()
            tag = DOORS[door].format(attribute)
            with pytest.raises(TemplateError, match=r"нет поля|запрещено|нет элемента|не "):
                pytest.fail(f"{name}: {tag} -> {shown(docgen.Template(template(tag)).render({'x': value}))}")
            assert TOUCHED == [], f"{name}: {tag}"
            tried += 1
    assert tried * len(DOORS) > 800


@pytest.mark.parametrize(
    "value",
    [Model(имя="да"), Record("да"), Pair("да"), SimpleNamespace(имя="да"), {"имя": "да"}, defaultdict(str, имя="да")],
)
@pytest.mark.parametrize("door", [door for door in DOORS if "вызов" not in door and door not in ("sum", "selectattr")])
def test_every_door_shows_data(value: Any, door: str) -> None:
    if isinstance(value, dict) and door == "attr":
        return  # the filter shows no items
    assert "да" in shown(docgen.Template(template(DOORS[door].format("имя"))).render({"x": value}))[0]


def test_what_the_caller_hands_over_or_opens_by_name_may_be_called() -> None:
    data = template("{{ x.метод() }} {{ ф('а') }} {{ д.ф('б') }}")
    values = {"x": Canary(), "ф": str.upper, "д": {"ф": str.upper}}
    made = docgen.Template(data, allow={Canary: ["метод"]})
    values["ф"] = values["д"]["ф"] = lambda text: text.upper()  # type: ignore[index]
    assert shown(made.render(values)) == ["достигнуто А Б"]
    with pytest.raises(TemplateError, match="закрыто"):
        docgen.Template(data).render(values)
    for closed in (Canary, Path):
        with pytest.raises(TemplateError, match="запрещено"):
            docgen.Template(template("{{ x() }}")).render({"x": closed})


CHANGES = ["d.update({'а': 1})", "d.clear()", "d.pop('xs')", "d.setdefault('б', 1)", "xs.append(1)", "xs.sort()", "xs.pop()",
           "xs.insert(0, 1)", "xs.reverse()", "d['xs'].append(1)", "s.add(1)", "s.clear()", "dd.нет", "dd['нет']",
           "d|attr('clear')()", "[xs][0].append(1)"]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_the_values_of_the_caller_never_change(change: str) -> None:
    values: dict[str, Any] = {"d": {"xs": [3, 1, 2]}, "xs": [3, 1, 2], "s": {1, 2}, "dd": defaultdict(list, есть=[1])}
    before = copy.deepcopy(values)
    made = docgen.Template(template(f"{{{{ {change} or '' }}}}"))
    try:
        made.render(values)
    except TemplateError as error:
        assert "запрещено" in str(error)  # noqa: PT017
    assert values == before


def test_a_template_may_change_what_it_has_made() -> None:
    tags = "{% set xs = [] %}{% set d = dict(а=1) %}{% for i in [2, 1] %}{% set _ = xs.append(i) %}{% endfor %}"
    assert shown(
        docgen.Template(template(f"{tags}{{% set _ = d.update(б=2) %}}{{{{ xs }}}} {{{{ d }}}}")).render({})
    ) == ["[2, 1] {'а': 1, 'б': 2}"]


@pytest.mark.parametrize("words", ["A & B < c", "«5 > 4» & 3"])
@pytest.mark.parametrize("name", ["upper", "title", "length", "reverse", "replace('&', 'и')", "center(30)"])
def test_words_of_a_block_are_text(words: str, name: str) -> None:
    from jinja2 import Environment

    expected = Environment().from_string(f"{{{{ x|{name} }}}}").render(x=f"{words} у<1&2")  # noqa: S701
    values = {"v": "у<1&2"}
    for tags in (
        f"{{% filter {name} %}}{words} {{{{ v }}}}{{% endfilter %}}",
        f"{{% set т %}}{words} {{{{ v }}}}{{% endset %}}{{{{ т|{name} }}}}",
        f"{{% macro м() %}}{words} {{{{ v }}}}{{% endmacro %}}{{{{ м()|{name} }}}}",
        f"{{% macro м() %}}{{{{ caller()|{name} }}}}{{% endmacro %}}{{% call м() %}}{words} {{{{ v }}}}{{% endcall %}}",
    ):
        assert shown(docgen.Template(template(tags)).render(values)) == [expected]
