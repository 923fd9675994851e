"""Slips of the pen in YAML: where the fault is, which is seldom where a parser stumbles, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import yaml

from docgen.folding import fold
from docgen.regex import regex
from docgen.vocabulary import TERMS

_KEYS = frozenset(fold(word) for key, term in TERMS.items() for word in (key, term.name, *term.synonyms))
_DASH = regex(r"[ ]*([‐-―−•·●▪*+–—])[ \u00a0]+\S")
_NO_GAP = regex(r"[ ]*(?:- +)*[{\[]?([^\W\d][\w .-]*?):([^\s/\\].*)")
_CLOSE_DASH = regex(r"[ ]*-([^\W\d]|[«\"„(]).*")
_ITEM = regex(r"[ ]*-\s+\S")
_NUMBERED = regex(r"[ ]*\d{1,2}[.)] +\S")
_FIELD = regex(r"[ ]*(?:- +)*([^\W\d][\w -]*?) *:(?:\s|$)")
_WIDE = regex(r"[ \t]*([\u00a0\u2000-\u200b\u202f\u3000\ufeff])")
_AFTER_QUOTE = regex(r"""(?:^|[:\-,{\[])\s*("[^"]*"|'[^']*')\s*([^\s,\]}:#].*)""")
_QUOTED = "'…'"
_IN_QUOTES = f"Возьмите значение в кавычки целиком: {_QUOTED}"
_COLON = ("лишнее двоеточие", f"Возьмите текст с двоеточием в кавычки: {_QUOTED}")
UNCLOSED = ("не закрыты кавычки", "Закройте кавычки в конце текста")
_SPECIAL = frozenset("*&!%@`")


class Slip(NamedTuple):
    """A slip: the line, counted from 0, what is wrong, what to write; whether the line is quoted in the message."""

    line: int
    message: str
    hint: str
    quotes: bool = True


def slip(text: str, error: yaml.MarkedYAMLError) -> Slip:
    """Return what a person did wrong, given the complaint of the parser."""
    lines = text.splitlines()
    mark = error.problem_mark or error.context_mark
    at = min(mark.line, max(len(lines) - 1, 0)) if mark else 0
    begun = error.context_mark.line if error.context_mark else at
    problem, context = f"{error.problem or ''}", f"{error.context or ''}"
    if found := _unclosed_quote(text, problem, begun):
        return found
    if found := _above(lines, at):
        return found
    if "tab" in problem or "'\\t'" in problem:
        return Slip(at, "между словами или в отступе стоит знак табуляции", "Замените его пробелами")
    if "flow" in context:
        return _in_brackets(lines, error, at, begun)
    for part, told in _PROBLEMS.items():
        if part in problem:
            return told(lines, at, begun, mark.column if mark else 0, problem, context)
    return Slip(at, "файл не разобрать как YAML", _IN_QUOTES)


def _unclosed_quote(text: str, problem: str, begun: int) -> Slip | None:
    """Find a quotation mark that is closed by one of another value, or never."""
    if "end of stream" in problem:
        return Slip(begun, *UNCLOSED)
    try:
        for token in yaml.scan(text, yaml.SafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in ("'", '"') and swallowed(text, token):
                return Slip(token.start_mark.line, *UNCLOSED)
    except yaml.YAMLError:
        return None
    return None


def swallowed(text: str, scalar: yaml.ScalarToken | yaml.ScalarNode) -> bool:
    """Tell whether a text in quotation marks holds lines with fields: its marks are not where they should be."""
    lines = text[scalar.start_mark.index : scalar.end_mark.index].split("\n")[1:]
    return any((found := _FIELD.match(line)) and fold(found[1]) in _KEYS for line in lines)


def _above(lines: Sequence[str], at: int) -> Slip | None:
    """Find a slip that begins in a line and makes the parser stumble there or in the next."""
    for line in range(max(at - 1, 0), at + 1):
        if found := begins(lines, line):
            return found
    return None


def begins(lines: Sequence[str], at: int) -> Slip | None:
    """Return the slip that a line begins with, if it does."""
    line = lines[at] if at < len(lines) else ""
    if found := _WIDE.match(line):
        return Slip(at, "в отступе стоит неразрывный пробел", "Замените его обычными пробелами")
    if (found := _DASH.match(line)) and not (found[1] in "*+" and _FIELD.match(line)):
        what = "тире" if found[1] in "‒–—―−" else f"знак „{found[1]}“"
        return Slip(at, f"пункт списка начинается не с дефиса: стоит {what}", "Напишите дефис и пробел: «- »")
    if _CLOSE_DASH.fullmatch(line):
        return Slip(at, "после дефиса нет пробела", "Напишите «- » и текст пункта")
    return no_gap(line, at)


def no_gap(line: str, at: int) -> Slip | None:
    """Return the slip of a field whose colon is followed by no space."""
    bare = line.partition(" #")[0]
    found = _NO_GAP.fullmatch(bare.rstrip()) or _NO_GAP.fullmatch(bare.replace("\u00a0", "_").rstrip())
    if found and fold(found[1]) in _KEYS:
        what = "неразрывный пробел вместо обычного" if found[2][0] in "\u00a0_" else "нет пробела"
        return Slip(at, f"после двоеточия {what} у поля „{found[1]}“", f"Напишите «{found[1]}: значение»")
    return None


def _in_brackets(lines: Sequence[str], error: yaml.MarkedYAMLError, at: int, begun: int) -> Slip:
    mark = error.problem_mark
    line = lines[at] if lines else ""
    opening = "{" if "mapping" in f"{error.context}" else "["
    name, closing = ("фигурная", "}") if opening == "{" else ("квадратная", "]")
    got = regex(r"but got '(.*)'").search(f"{error.problem}")
    sign = got[1] if got else ""
    if sign in ("{", "[") and mark is not None:
        word = re.split(r"[,\[{]", line[: mark.column])[-1].strip()
        inside = f"{word} {line[mark.column :]}".split("]")[0].split("}")[0] + ("}" if sign == "{" else "]")
        return Slip(at, f"скобка „{sign}“ стоит внутри текста без кавычек: „{inside}“",
                    f'Возьмите текст со ссылкой в кавычки: "{inside}"')  # fmt: skip
    if sign in ("}", "]") and sign != closing:
        return Slip(at, f"скобка „{opening}“ закрыта скобкой „{sign}“", f"Закройте её скобкой „{closing}“")
    above = next((text.rstrip() for text in reversed(lines[begun:at]) if text.strip()), "")
    if at > begun and not above.endswith((",", "{", "[")):
        return Slip(begun, f"{name} скобка не закрыта", f"Закройте её: {closing}")
    if _AFTER_QUOTE.search(line):
        return _after_quote(line, at)
    if sign == ":" or "mapping values" in f"{error.problem}":
        return Slip(at, *_COLON)
    if sign == "<stream end>" or not sign:
        return Slip(begun, f"{name} скобка не закрыта", f"Закройте её: {closing}")
    return Slip(at, f"{name} скобка не закрыта или за ней идёт текст",
                'Возьмите текст со ссылкой {…} в кавычки: "{название} …"')  # fmt: skip


def _after_quote(line: str, at: int) -> Slip:
    found = _AFTER_QUOTE.search(line)
    rest = found[2] if found else ""
    if rest.count('"') or rest.count("'"):
        return Slip(at, "внутри текста в кавычках стоят такие же кавычки", "Замените внутренние на «ёлочки»")
    return Slip(at, "за закрывающей кавычкой идёт текст", f"{_IN_QUOTES}, а внутри поставьте «ёлочки»")


def _mapping_values(lines: Sequence[str], at: int, begun: int, column: int, *_: str) -> Slip:  # noqa: ARG001
    line = lines[at]
    field = _FIELD.match(line)
    above = next((other for other in range(at - 1, -1, -1) if lines[other].strip()), -1)
    if field and field.end(1) <= column <= field.end() and fold(field[1]) in _KEYS and above >= 0:
        if _FIELD.match(lines[above]) and _indent(line) > _indent(lines[above]):
            return Slip(at, "строка сдвинута вправо больше, чем соседние поля", "Поставьте её вровень с ними")
        if _indent(line) > 0 and not _FIELD.match(lines[above]) and not lines[above].lstrip().startswith("-"):
            return Slip(above, "после имени поля нет двоеточия", "Напишите «имя: значение»")
    if regex(r":\s*[“„”«]").search(line[: column + 1]) and regex(r":\s*[“„”]").search(line):
        return Slip(
            at, "лишнее двоеточие: кавычки “…” и „…“ текст не ограждают", f"Поставьте прямые кавычки: {_QUOTED}"
        )
    return Slip(at, *_COLON)


def _block_end(lines: Sequence[str], at: int, begun: int, column: int, problem: str, context: str) -> Slip:  # noqa: ARG001
    line = lines[at]
    if "'<scalar>'" in problem or _AFTER_QUOTE.search(line):
        if _AFTER_QUOTE.search(line):
            return _after_quote(line, at)
        return Slip(
            at,
            "строка сдвинута не так, как соседние, или за значением идёт лишний текст",
            "Выровняйте отступы; значение, которое начинается со скобки или кавычки, возьмите в кавычки целиком",
        )
    for sign in "]}":
        if f"'{sign}'" in problem:
            return Slip(at, f"лишняя закрывающая скобка „{sign}“", "Уберите её или возьмите текст в кавычки")
    for sign in "{[":
        if f"'{sign}'" in problem:
            return Slip(at, "за значением идёт лишний текст со скобкой", _IN_QUOTES)
    if "collection" in context and "-" not in problem:
        return Slip(at, "среди пунктов списка строка без дефиса или сдвинутая не так, как они",
                    "Начните пункт с «- » или выровняйте отступ")  # fmt: skip
    if "'-'" in problem:
        return Slip(at, "дефис списка стоит среди полей или сдвинут не так, как соседние",
                    "Выровняйте пункты списка и сдвиньте их под имя своего поля")  # fmt: skip
    return Slip(
        at,
        "строка сдвинута не так, как соседние, или за значением идёт лишний текст",
        "Выровняйте отступы; значение, которое начинается со скобки или кавычки, возьмите в кавычки целиком",
    )


def _no_colon(lines: Sequence[str], at: int, begun: int, *_: object) -> Slip:  # noqa: ARG001
    hint = "Напишите «имя: значение», а пункт списка начните с «- »"
    return Slip(begun, "после имени поля нет двоеточия", hint)


def _backslash(lines: Sequence[str], at: int, *_: object) -> Slip:  # noqa: ARG001
    return Slip(at, *BACKSLASH)


BACKSLASH = (
    "обратная черта „\\“ в двойных кавычках – служебный знак",
    f"Пишите в именах файлов „/“ или возьмите текст в одинарные кавычки: {_QUOTED}",
)


def _special(lines: Sequence[str], at: int, begun: int, column: int, *_: object) -> Slip:
    line = lines[at] if lines else ""
    at_sign = next((i for i in (column, column - 1) if 0 <= i < len(line) and line[i] in _SPECIAL), -1)
    found = regex(r"(?:^|[:\-,{\[]\s+|[{\[])\s*([*&!%@`])").search(line)
    sign = line[at_sign] if at_sign >= 0 else found[1] if found else ""
    if not sign:
        return Slip(
            at if line else begun,
            "значение начинается с недопустимого знака",
            f"Возьмите значение в кавычки: {_QUOTED}",
        )
    return Slip(at, f"значение начинается со служебного знака YAML „{sign}“", f"Возьмите значение в кавычки: {_QUOTED}")


def _block_text(lines: Sequence[str], at: int, *_: object) -> Slip:  # noqa: ARG001
    return Slip(
        at, "за знаком | или > идёт текст", "Начните текст с новой строки с отступом или возьмите его в кавычки"
    )


def _entry(lines: Sequence[str], at: int, *_: object) -> Slip:  # noqa: ARG001
    return Slip(at, "список начинается в строке своего поля", "Перенесите «- …» на следующую строку с отступом")


def _sign(lines: Sequence[str], at: int, *_: object) -> Slip:  # noqa: ARG001
    return Slip(at, "в файле есть недопустимый знак", "Удалите его")


_PROBLEMS: Mapping[str, Callable[..., Slip]] = {
    "sequence entries are not allowed": _entry,
    "mapping values are not allowed": _mapping_values,
    "unknown escape": _backslash,
    "expected escape sequence": _backslash,
    "expected <block end>": _block_end,
    "could not find expected ':'": _no_colon,
    "chomping or indentation": _block_text,
    "comment or a line break": _block_text,
    "cannot start any token": _special,
    "undefined alias": _special,
    "alphabetic or numeric": _special,
    "expected URI": _special,
    "expected ' '": _special,
    "undefined tag handle": _special,
    "expected '!'": _special,
    "document start": _special,
    "special characters": _sign,
}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def run_on(lines: Sequence[str], first: int, last: int, *, alone: bool) -> Slip | None:
    """Return the slip of a plain text that reads like a list: items without their hyphens have become one text.

    Args:
        lines: of the file.
        first: that of its beginning.
        last: that of its end.
        alone: whether it begins in a line of its own, or behind the hyphen of an item.
    """
    line = lines[first]
    if alone and (found := begins(lines, first) if not line.lstrip().startswith("- ") else no_gap(line, first)):
        return found
    for at in range(first + 1, min(last + 1, len(lines))):
        numbered = _NUMBERED.match(lines[at]) and _NUMBERED.match(line)
        if numbered or _ITEM.match(lines[at]) or _CLOSE_DASH.fullmatch(lines[at]):
            hint = "Если это пункт списка, начните его с «- » вровень с соседними"
            return Slip(at, "строка стала продолжением текста над ней", hint)
    return None
