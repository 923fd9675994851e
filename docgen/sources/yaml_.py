"""YAML: every scalar stays the text that was typed; every value has its line; keys are given once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import Any

import yaml

from docgen.finding import Place
from docgen.folding import fold
from docgen.sources.line_slips import WIDE, Slip, no_colon, no_gap, run_on, swallowed
from docgen.sources.node import Node, Reading
from docgen.sources.slips import BACKSLASH, UNCLOSED, slip
from docgen.sources.source import BROKEN
from docgen.sources.text import decode

MAX_NODES = 500_000  # an alias bomb unfolds to more
MAX_DEPTH = 60
_SEPARATORS = ("\n", ",", ": ", "- ", "[", "{")  # there is one before every node but the first
_UNSEEN = "\u00a0\u200b\u202f\u2060\u3000\ufeff"
_BLOCK = "Напишите текст с новой строки с отступом или возьмите значение в кавычки: '…'"
_INDENT = re.compile(r"[|>]\d")
_COLON = re.compile(r"\s*:")
_CUT = re.compile(r"[ \t]+(#[^\s#!].*)")  # a comment that touches a word
_PATH = re.compile(r'"(?:[A-Za-z]:\\[^\\]|\\\\[A-Za-z])|\\[abefv0t][A-Za-z][^"\s]*\.\w{2,5}"')
_REFERENCE = re.compile(
    r"(?:акты?|лицо|должность|приложение|пункт|название|цель|период|таблица|паспорт|мероприятия|дорожная карта|задачи"
    r"|этапы|результаты|дата|номер|место)\b", re.IGNORECASE)  # fmt: skip


def _composing(loader: type[Any]) -> type[Any]:
    """Return a loader that composes nodes; only an empty value has a meaning of its own."""
    empty = {
        key: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
        for key, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    return type("_Loader", (loader,), {"yaml_implicit_resolvers": empty})


_EXACT = _composing(yaml.SafeLoader)
_FAST = _composing(getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # there is no libyaml everywhere


def _composed(text: str) -> list[yaml.Node | None]:
    """Return the documents of a text; what libyaml refuses is read by the parser that says best what is wrong."""
    try:
        return list(yaml.compose_all(text, _FAST))
    except yaml.YAMLError:
        return list(yaml.compose_all(text, _EXACT))


def _is_vast(text: str) -> bool:
    """Tell whether a text has more nodes than can be: they are counted one by one where there are signs for so many."""
    if sum(map(text.count, _SEPARATORS)) < MAX_NODES:
        return False
    nodes = (event for event in yaml.parse(text, _FAST) if isinstance(event, yaml.NodeEvent))
    try:
        return next(islice(nodes, 2 * MAX_NODES, None), None) is not None  # keys are nodes too
    except yaml.YAMLError:
        return False  # what is wrong is told by who composes it


def read_yaml(raw: bytes, name: str) -> Reading:
    """Read a YAML file."""
    reading = Reading()
    text = decode(raw, name, reading)
    if text is None:
        return reading
    if _is_vast(text):
        reading.complain("велик", f"в файле слишком много значений: больше {MAX_NODES}", Place(name))
        return reading
    try:
        documents = _composed(text)
    except yaml.MarkedYAMLError as error:
        _complain(reading, error, name, text)
        return reading
    except (yaml.reader.ReaderError, RecursionError) as error:
        line = text.count("\n", 0, getattr(error, "position", 0) or 0) + 1
        reading.complain("yaml", "в файле есть недопустимый знак или слишком глубокая вложенность", Place(name, line))
        return reading
    if len(documents) != 1 or documents[0] is None:
        what = (
            "файл пуст" if not documents or documents[0] is None else "в файле несколько документов, разделённых «---»"
        )
        second = documents[1].start_mark.line if len(documents) > 1 and documents[1] is not None else 0
        place = Place(name, max(second, 1))
        reading.complain("пусто", what, place, "Оставьте один документ с полями «имя: значение»")
        return reading
    reading.node = _Converter(name, reading, text).node(documents[0], ())
    return reading


def _complain(reading: Reading, error: yaml.MarkedYAMLError, name: str, text: str) -> None:
    _tell(reading, slip(text, error), name, text.splitlines())


def _tell(reading: Reading, found: Slip, name: str, lines: Sequence[str]) -> None:
    excerpt = lines[found.line].strip()[:60] if found.line < len(lines) else ""
    message = f"{found.message}: «{excerpt}»" if excerpt else found.message
    reading.complain("yaml", message, Place(name, found.line + 1), found.hint)


class _Converter:
    """Turns nodes of YAML into nodes of ours, counting them so that aliases cannot blow them up."""

    def __init__(self, name: str, reading: Reading, text: str) -> None:
        self._name, self._reading, self._count = name, reading, 0
        self._merged: dict[int, list[tuple[Any, Any]]] = {}
        self._text, self._lines = text, text.splitlines()

    def node(self, node: yaml.Node, above: tuple[int, ...]) -> Node:
        place = Place(self._name, node.start_mark.line + 1)
        self._count += 1
        if id(node) in above or self._count > MAX_NODES or len(above) > MAX_DEPTH:
            if self._count <= MAX_NODES + 1:
                self._reading.complain("yaml", "значение вложено само в себя или слишком велико", place)
            return Node(None, place)
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag.startswith("tag:yaml.org,2002:python"):
            self._reading.complain(
                "yaml", f"метка «{node.tag}» не разрешена", place, "Уберите слово с восклицательным знаком"
            )
            return Node(None, place)
        within = (*above, id(node))
        if isinstance(node, yaml.SequenceNode):
            return Node([self.node(child, within) for child in node.value], place)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, place, within)
        if isinstance(node, yaml.ScalarNode) and self._is_slip(node):
            return Node(BROKEN, place)
        return Node(None if node.tag.endswith(":null") else node.value, place)

    def _is_slip(self, node: yaml.ScalarNode) -> bool:
        """Tell of what a scalar has taken in or lost unseen by the one who typed it; whether it is of no use then."""
        first, last = node.start_mark.line, node.end_mark.line
        if node.style in ("'", '"'):
            if last > first and swallowed(self._text, node):
                return self._tell(Slip(first, *UNCLOSED))
            path = node.style == '"' and _PATH.search(self._text[node.start_mark.index : node.end_mark.index])
            return self._tell(Slip(first, *BACKSLASH)) if path else False
        if node.style:
            lost = _INDENT.match(self._text, node.start_mark.index) and not node.value.strip()
            return self._tell(Slip(first, "за знаком | или > нет текста", _BLOCK)) if lost else False
        at = node.end_mark.index
        if cut := _CUT.match(self._text, at):
            whole = f"{node.value} {cut[1]}".strip()
            self._reading.remark("решётка", f"текст после # – пояснение, он не печатается: „{cut[1][:60]}“",
                                 Place(self._name, node.end_mark.line + 1),
                                 f"Если это часть значения, возьмите его в кавычки: '{whole}'")  # fmt: skip
        begun = node.start_mark.index
        alone = not self._text[begun - node.start_mark.column : begun].strip("- ")
        found = run_on(self._lines, first, last, alone=alone) if alone or last > first else None
        return self._tell(found) if found else False

    def _bare(self, key: yaml.ScalarNode, value: yaml.Node, before: yaml.Node | None) -> Slip | None:
        """Return the slip of a word in braces without a colon: a comma or a missing space has made a field of it."""
        if key.style or not isinstance(value, yaml.ScalarNode) or value.value or value.style:
            return None
        if _COLON.match(self._text, key.end_mark.index):
            return None
        line = key.start_mark.line
        if found := no_gap(key.value, line) or no_colon(key.value, line):
            return found
        if not isinstance(before, yaml.ScalarNode) or before.style or not before.value:
            return None
        message = f"запятая внутри фигурных скобок кончает значение: „{before.value}“, а „{key.value}“ – уже не оно"
        return Slip(line, message, f'Возьмите значение в кавычки: "{before.value}, {key.value}"')

    def _tell(self, found: Slip) -> bool:
        _tell(self._reading, found, self._name, self._lines)
        return True

    def _mapping(self, node: yaml.MappingNode, place: Place, within: tuple[int, ...]) -> Node:
        if text := _bare_reference(node):
            return Node(text, place)
        found: dict[str, Node] = {}
        lines: dict[str, int] = {}
        before: yaml.Node | None = None
        torn: set[int] = set()
        for key, value in self._pairs(node):
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._reading.complain(
                    "yaml", "имя поля должно быть словом", Place(self._name, line), "Возьмите текст в кавычки"
                )
                continue
            name = str(key.value)
            if name != (name := name.strip(_UNSEEN)):
                self._tell(Slip(line - 1, *WIDE))
            if node.flow_style and (wrong := self._bare(key, value, before)):
                own = name.partition(":")[0] if ":" in name else name.split(maxsplit=1)[0]
                found.setdefault(own, Node(BROKEN, Place(self._name, line)))
                if wrong.line not in torn:  # of several commas the first is told
                    self._tell(wrong)
                torn.add(wrong.line)
                continue
            before = value
            if fold(name) in lines:
                message = f"поле „{name}“ задано дважды: в строках {lines[fold(name)]} и {line}"
                self._reading.complain("дважды", message, Place(self._name, line), "Оставьте одно")
                continue
            lines[fold(name)] = line
            child = self.node(value, within)
            found[name] = (
                Node(child.value, Place(self._name, line)) if not isinstance(child.value, list | dict) else child
            )
            if isinstance(child.value, list | dict):
                found[name].place = Place(self._name, line)
        return Node(found, place)

    def _pairs(self, node: yaml.MappingNode) -> list[tuple[Any, Any]]:
        """Return the pairs of a mapping with `<<` merged in behind its own; of equal keys the first one counts."""
        if id(node) in self._merged:
            return self._merged[id(node)]
        pairs = [(key, value) for key, value in node.value if not _merges(key)]
        self._merged[id(node)] = pairs  # a mapping that is merged into itself brings nothing more
        if len(pairs) == len(node.value):
            return pairs
        names = {fold(str(key.value)) for key, _ in pairs}
        for value in (value for key, value in node.value if _merges(key)):
            for target in value.value if isinstance(value, yaml.SequenceNode) else [value]:
                for key, child in self._pairs(target) if isinstance(target, yaml.MappingNode) else ():
                    if fold(str(key.value)) not in names:
                        names.add(fold(str(key.value)))
                        pairs.append((key, child))
        return pairs


def _merges(key: yaml.Node) -> bool:
    return key.tag == "tag:yaml.org,2002:merge" or (isinstance(key, yaml.ScalarNode) and key.value == "<<")


def _bare_reference(node: yaml.MappingNode) -> str:
    """Return `{название род}` for a reference typed without quotes, which YAML takes for a mapping."""
    if not node.flow_style or len(node.value) != 1:
        return ""
    key, value = node.value[0]
    empty = isinstance(value, yaml.ScalarNode) and value.value == "" and not value.style
    if isinstance(key, yaml.ScalarNode) and empty and _REFERENCE.match(key.value):
        return f"{{{key.value}}}"
    return ""
