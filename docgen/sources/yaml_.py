"""YAML: every scalar stays the text that was typed; every value has its line; keys are given once."""

from __future__ import annotations

import re
from typing import Any

import yaml

from docgen.finding import Place
from docgen.folding import fold
from docgen.sources.node import Node, Reading
from docgen.sources.text import decode

MAX_NODES = 500_000  # an alias bomb unfolds to more
MAX_DEPTH = 60
_REFERENCE = re.compile(
    r"(?:акты?|лицо|должность|приложение|пункт|название|цель|период|таблица|паспорт|мероприятия|дорожная карта|задачи"
    r"|этапы|результаты|дата|номер|место)\b", re.IGNORECASE)  # fmt: skip

# A part of PyYAML's complaint -> what is wrong and what to do.
_PROBLEMS = (
    ("'\\t'", "между словами или в отступе стоит знак табуляции", "Замените его пробелами"),
    ("mapping values are not allowed", "лишнее двоеточие", "Возьмите текст с двоеточием в кавычки: '…'"),
    ("found unexpected end of stream", "не закрыты кавычки", "Закройте кавычки в конце текста"),
    ("found unknown escape", "непонятная обратная черта в двойных кавычках", "Возьмите текст в одинарные кавычки: '…'"),
    ("but got '{'", "фигурная скобка { внутри текста без кавычек", 'Возьмите текст в кавычки: "на {период}"'),
    ("expected ',' or '}'", "фигурная скобка не закрыта или за ней идёт текст",
     'Возьмите текст со ссылкой {…} в кавычки: "{название} …"'),
    ("expected ',' or ']'", "квадратная скобка не закрыта", "Закройте скобку или возьмите текст в кавычки"),
    ("expected <block end>", "строка сдвинута не так, как соседние, или за значением идёт лишний текст",
     "Выровняйте отступы; значение, которое начинается со скобки или кавычки, возьмите в кавычки целиком"),
    ("could not find expected ':'", "после имени поля нет двоеточия", "Напишите «имя: значение»"),
    ("cannot start any token", "значение начинается с недопустимого знака", "Возьмите значение в кавычки: '…'"),
    ("found undefined alias", "звёздочка в начале значения означает ссылку YAML", "Возьмите значение в кавычки: '…'"),
    ("expected alphabetic or numeric", "имя после & или * не из латинских букв", "Напишите, например: &rayon"),
    ("special characters are not allowed", "в файле есть недопустимый знак", "Удалите его"),
)  # fmt: skip


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


def read_yaml(raw: bytes, name: str) -> Reading:
    """Read a YAML file."""
    reading = Reading()
    text = decode(raw, name, reading)
    if text is None:
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
        reading.complain("пусто", what, Place(name, 1), "Оставьте один документ с полями «имя: значение»")
        return reading
    reading.node = _Converter(name, reading).node(documents[0], ())
    return reading


def _complain(reading: Reading, error: yaml.MarkedYAMLError, name: str, text: str) -> None:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    problem = f"{error.problem or ''}"
    message, hint = next(((m, h) for part, m, h in _PROBLEMS if part in problem), ("файл не разобрать как YAML", ""))
    lines = text.splitlines()
    excerpt = lines[line - 1].strip()[:60] if line <= len(lines) else ""
    reading.complain("yaml", f"{message}: «{excerpt}»" if excerpt else message, Place(name, line), hint)


class _Converter:
    """Turns nodes of YAML into nodes of ours, counting them so that aliases cannot blow them up."""

    def __init__(self, name: str, reading: Reading) -> None:
        self._name, self._reading, self._count = name, reading, 0

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
        return Node(None if node.tag.endswith(":null") else node.value, place)

    def _mapping(self, node: yaml.MappingNode, place: Place, within: tuple[int, ...]) -> Node:
        if text := _bare_reference(node):
            return Node(text, place)
        found: dict[str, Node] = {}
        lines: dict[str, int] = {}
        for key, value in self._pairs(node):
            line = key.start_mark.line + 1
            if not isinstance(key, yaml.ScalarNode):
                self._reading.complain(
                    "yaml", "имя поля должно быть словом", Place(self._name, line), "Возьмите текст в кавычки"
                )
                continue
            name = str(key.value)
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
        """Return the pairs of a mapping with `<<` merged in behind its own."""
        own, merged = [], []
        for key, value in node.value:
            if key.tag == "tag:yaml.org,2002:merge" or (isinstance(key, yaml.ScalarNode) and key.value == "<<"):
                targets = value.value if isinstance(value, yaml.SequenceNode) else [value]
                merged += [pair for target in targets if isinstance(target, yaml.MappingNode) for pair in target.value]
            else:
                own.append((key, value))
        names = {fold(str(key.value)) for key, _ in own}
        return own + [(key, value) for key, value in merged if fold(str(key.value)) not in names]


def _bare_reference(node: yaml.MappingNode) -> str:
    """Return `{название род}` for a reference typed without quotes, which YAML takes for a mapping."""
    if not node.flow_style or len(node.value) != 1:
        return ""
    key, value = node.value[0]
    empty = isinstance(value, yaml.ScalarNode) and value.value == "" and not value.style
    if isinstance(key, yaml.ScalarNode) and empty and _REFERENCE.match(key.value):
        return f"{{{key.value}}}"
    return ""
