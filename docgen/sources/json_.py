"""JSON: numbers stay the text that was typed; every value has its line; keys are given once."""

from __future__ import annotations

import json
import re
from bisect import bisect

from docgen.finding import Place
from docgen.folding import fold
from docgen.regex import regex
from docgen.sources.node import Node, Reading
from docgen.sources.text import decode

_SPACE = regex(r"[ \t\n\r]*")
_NUMBER = regex(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WORDS = {"true": "да", "false": "нет", "null": None}
MAX_DEPTH = 60
MAX_NODES = 500_000


class _FaultError(Exception):
    def __init__(self, at: int, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.at, self.message, self.hint = at, message, hint


def read_json(raw: bytes, name: str) -> Reading:
    """Read a JSON file."""
    reading = Reading()
    text = decode(raw, name, reading)
    if text is None:
        return reading
    parser = _Parser(text, name, reading)
    try:
        reading.node = parser.whole()
    except _FaultError as fault:
        reading.complain("json", fault.message, Place(name, parser.line(fault.at)), fault.hint)
    return reading


class _Parser:
    """A small parser: the standard one does not tell places."""

    def __init__(self, text: str, name: str, reading: Reading) -> None:
        self._text, self._name, self._reading = text, name, reading
        self._count = 0
        self._ends = [match.start() for match in re.finditer("\n", text)]

    def line(self, at: int) -> int:
        return bisect(self._ends, at - 1) + 1

    def whole(self) -> Node:
        node, at = self._value(self._skip(0), 0)
        at = self._skip(at)
        if at != len(self._text):
            raise _FaultError(at, "после конца документа стоит лишний текст", "Уберите его")
        return node

    def _skip(self, at: int) -> int:
        match = _SPACE.match(self._text, at)
        return match.end() if match else at

    def _value(self, at: int, depth: int) -> tuple[Node, int]:
        place = Place(self._name, self.line(at))
        self._count += 1
        if self._count > MAX_NODES:
            raise _FaultError(at, f"в файле слишком много значений: больше {MAX_NODES}")
        char = self._text[at : at + 1]
        if depth > MAX_DEPTH:
            raise _FaultError(at, "слишком глубокая вложенность")
        if char == "{":
            return self._object(at, place, depth)
        if char == "[":
            return self._array(at, place, depth)
        if char == '"':
            text, at = self._string(at)
            return Node(text, place), at
        for word, meaning in _WORDS.items():
            if self._text.startswith(word, at):
                return Node(meaning, place), at + len(word)
        if match := _NUMBER.match(self._text, at):
            return Node(match[0], place), match.end()
        what = (
            "файл пуст или обрывается"
            if not char
            else f"непонятно, что стоит после «{self._text[max(0, at - 20) : at].strip()}»"
        )
        raise _FaultError(at, what, "Проверьте запятые, кавычки и скобки")

    def _string(self, at: int) -> tuple[str, int]:
        try:
            return json.decoder.scanstring(self._text, at + 1, True)  # type: ignore[attr-defined, no-any-return]  # noqa: FBT003
        except json.JSONDecodeError as error:
            raise _FaultError(
                error.pos, "не закрыты кавычки или в тексте недопустимый знак", r"Перенос строки пишется \n"
            ) from None

    def _array(self, at: int, place: Place, depth: int) -> tuple[Node, int]:
        items: list[Node] = []
        at = self._skip(at + 1)
        while self._text[at : at + 1] != "]":
            node, at = self._value(at, depth + 1)
            items.append(node)
            at = self._after(at, "]")
        return Node(items, place), at + 1

    def _object(self, at: int, place: Place, depth: int) -> tuple[Node, int]:
        found: dict[str, Node] = {}
        lines: dict[str, int] = {}
        at = self._skip(at + 1)
        while self._text[at : at + 1] != "}":
            line = self.line(at)
            if self._text[at : at + 1] != '"':
                raise _FaultError(at, "имя поля должно стоять в двойных кавычках")
            name, at = self._string(at)
            at = self._skip(at)
            if self._text[at : at + 1] != ":":
                raise _FaultError(at, f"после имени поля „{name}“ нет двоеточия")
            node, at = self._value(self._skip(at + 1), depth + 1)
            if fold(name) in lines:
                message = f"поле „{name}“ задано дважды: в строках {lines[fold(name)]} и {line}"
                self._reading.complain("дважды", message, Place(self._name, line), "Оставьте одно")
            else:
                lines[fold(name)] = line
                node.place = Place(self._name, line)
                found[name] = node
            at = self._after(at, "}")
        return Node(found, place), at + 1

    def _after(self, at: int, closing: str) -> int:
        at = self._skip(at)
        char = self._text[at : at + 1]
        if char == ",":
            at = self._skip(at + 1)
            if self._text[at : at + 1] == closing:
                raise _FaultError(at, "лишняя запятая перед скобкой", "Уберите её")
            return at
        if char != closing:
            raise _FaultError(at, "пропущена запятая или скобка не закрыта", "Проверьте запятые и скобки")
        return at
