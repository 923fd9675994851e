"""Random templates: what docxtpl prints and a sound file, or an error with its place. `make fuzz` tries 10,000."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from typing import Any

from docx import Document
from docxtpl import DocxTemplate
from hypothesis import given
from hypothesis import strategies as st
from jinja2.sandbox import SandboxedEnvironment

from docgen.engine import Template
from docgen.errors import DocgenError
from tests.validity import faults
from tests.word import part, shown

VALUES = {"а": "Альфа & <бета>", "n": 3, "да": True, "нет": False, "xs": ["один", "два"], "ys": [], "d": {"k": "ключ"}}
_PRINTED = ["{{ а }}", "{{а}}", "{{ n + 1 }}", "{{ d.k }}", "{{ d['k']|upper }}", "{{ xs|join(', ') }}", "{{ xs[0] }}",
            "{{ нет_такого|default('—') }}", "{# сказано #}", "{% set z = 1 %}", "{{ 'да' if да else 'нет' }}"]  # fmt: skip
_HEADS = ["for x in xs", "for x in ys", "for k, v in d.items()", "if да", "if нет", "if n > 2", "for i in range(3)"]
_TEXT = st.text("абв .,;«»№1<&>'", min_size=1, max_size=6)


def _blocks(prefix: str, inside: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Wrap what is inside into a block: its head, perhaps another branch, its end."""

    def block(head: str, first: list[Any], other: list[Any] | None) -> list[Any]:
        middle = [] if other is None else [f"{{%{prefix} else %}}", *other]
        return [f"{{%{prefix} {head} %}}", *first, *middle, f"{{%{prefix} end{head[:3].strip()} %}}"]

    return st.builds(block, st.sampled_from(_HEADS), inside, st.none() | inside)


def _items(plain: st.SearchStrategy[Any], prefix: str) -> st.SearchStrategy[list[Any]]:
    """Return lists of what is plain, some of it in blocks."""
    one = st.recursive(plain.map(lambda item: [item]), lambda inner: _blocks(prefix, _joined(inner)), max_leaves=4)
    return _joined(one)


def _joined(lists: st.SearchStrategy[list[Any]]) -> st.SearchStrategy[list[Any]]:
    return st.lists(lists, max_size=3).map(lambda found: [item for items in found for item in items])


WORDS = _items(_TEXT | st.sampled_from(_PRINTED), "").map("".join)
CUTS = st.lists(st.floats(0, 1), max_size=4)
ROWS = _items(st.lists(st.tuples(WORDS, CUTS), min_size=2, max_size=2), "tr")
BODY = _items(st.tuples(WORDS, CUTS) | ROWS.filter(bool).map(lambda rows: {"rows": rows}), "p")


def built(body: list[Any]) -> bytes:
    """Return the Word file of a body; texts are cut into runs where the cuts say."""
    document = Document()
    for item in body:
        if not isinstance(item, dict):
            _write(document.add_paragraph(), item)
            continue
        table = document.add_table(len(item["rows"]), 2)
        for row, cells in zip(table.rows, item["rows"], strict=True):
            for cell, words in zip(row.cells, [cells] if isinstance(cells, str) else cells, strict=False):
                _write(cell.paragraphs[0], words)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _write(paragraph: Any, item: str | tuple[str, list[float]]) -> None:
    words, cuts = (item, []) if isinstance(item, str) else item
    at = sorted({0, len(words), *(round(cut * len(words)) for cut in cuts)})
    for number, (begin, end) in enumerate(pairwise(at)):
        paragraph.add_run(words[begin:end]).bold = number % 2 == 1


def text_of(data: bytes) -> str:
    return "".join(element.text or "" for element in part(data).iter("{*}t"))


def by_docxtpl(data: bytes) -> str | None:
    made, file = DocxTemplate(io.BytesIO(data)), io.BytesIO()
    try:
        made.render(VALUES, SandboxedEnvironment(autoescape=True))
        made.save(file)
        return text_of(file.getvalue())
    except Exception:  # noqa: BLE001 - whatever it says
        return None


@given(body=BODY)
def test_a_template_gives_what_docxtpl_gives(body: list[Any]) -> None:
    data = built(body)
    made = Template(data, check=True).render(VALUES)
    assert faults(made, checker=False) == []
    theirs = by_docxtpl(data)
    assert theirs is None or text_of(made) == theirs


TAG = re.compile(r"\{[{%#].*?[}%#]\}")


@given(body=BODY, places=st.lists(st.tuples(st.integers(0, 30), st.integers(0, 20), st.sampled_from(
    ["", "", "{", "}", "%", "{{", "}}", "{%", "%}", "«", "(", "'", " end", "{%tr x %}", "{%p endif %}", "{{r а }}", "{{p а }}", "{% raw %}"]
)), min_size=1, max_size=2))  # fmt: skip
def test_a_spoilt_template_is_told_of_with_its_place_or_gives_a_sound_file(
    body: list[Any], places: list[tuple[int, int, str]]
) -> None:
    for item, at, new in places:
        if body and isinstance(old := body[item % len(body)], str | tuple):
            words = old if isinstance(old, str) else old[0]
            place = at % (len(words) + 1)
            body[item % len(body)] = (words[:place] + new + words[place + (not new) :], [0.5])
    data = built(body)
    try:
        made = Template(data, check=True).render(VALUES)
    except DocgenError as error:
        assert re.search(r"тег .*: .*[а-яё]|: [а-яё]", str(error))  # noqa: PT017
        assert "тег :" not in str(error)  # noqa: PT017
    else:
        assert not [fault for fault in faults(made, checker=False) if fault != "остался тег шаблона"], shown(made)
