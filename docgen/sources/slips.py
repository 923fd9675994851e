"""Slips of the pen in YAML: where the fault is, which is seldom where a parser stumbles, and how to write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

import yaml

from docgen.folding import fold
from docgen.regex import regex
from docgen.sources.line_slips import FIELD, ITEM, KEYS, Slip, begins, swallowed

_AFTER_QUOTE = regex(r"""(?:^|[:\-,{\[])\s*("[^"]*"|'[^']*')\s*([^\s,\]}:#].*)""")
_QUOTED = "'…'"
_IN_QUOTES = f"Возьмите значение в кавычки целиком: {_QUOTED}"
_COLON = ("лишнее двоеточие", f"Возьмите текст с двоеточием в кавычки: {_QUOTED}")
UNCLOSED = ("не закрыты кавычки", "Закройте кавычки в конце текста")
_SPECIAL = frozenset("*&!%@`")


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


def _above(lines: Sequence[str], at: int) -> Slip | None:
    """Find a slip that begins in a line and makes the parser stumble there or in the next."""
    for line in range(max(at - 1, 0), at + 1):
        if found := begins(lines, line):
            return found
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
        between = regex(r";\s*([^\W\d][\w ]*):").search(line)
        if between and fold(between[1]) in KEYS:
            return Slip(at, "поля в скобках разделены точкой с запятой", "Поставьте запятую")
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
    field = FIELD.match(line)
    above = next((other for other in range(at - 1, -1, -1) if lines[other].strip()), -1)
    if (
        line.lstrip().startswith("- ")
        and above >= 0
        and ITEM.match(lines[above])
        and _indent(line) > _indent(lines[above])
    ):
        return Slip(at, "пункт сдвинут вправо больше, чем соседние", "Поставьте его вровень с ними")
    nested = regex(r"[ ]*(?:- +)?[^:]+: +[(]?([^\W\d][\w ]*): ").match(line)
    if nested and fold(nested[1]) in KEYS:
        hint = "Возьмите поля в фигурные скобки: {имя: значение, имя: значение}"
        return Slip(at, f"поле „{nested[1]}“ стоит внутри другого в той же строке", hint)
    if field and field.end(1) <= column <= field.end() and fold(field[1]) in KEYS and above >= 0:
        if FIELD.match(lines[above]) and _indent(line) > _indent(lines[above]):
            return Slip(at, "строка сдвинута вправо больше, чем соседние поля", "Поставьте её вровень с ними")
        if not FIELD.match(lines[above]) and not lines[above].lstrip().startswith(("-", "#")):
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
    if "','" in problem:
        return Slip(at, "за значением стоит лишняя запятая", "Уберите её")
    if "'-'" in problem or "sequence start" in problem:
        return Slip(at, "дефис списка стоит среди полей или сдвинут не так, как соседние",
                    "Выровняйте пункты списка и сдвиньте их под имя своего поля")  # fmt: skip
    return Slip(
        at,
        "строка сдвинута не так, как соседние, или за значением идёт лишний текст",
        "Выровняйте отступы; значение, которое начинается со скобки или кавычки, возьмите в кавычки целиком",
    )


def _no_colon(lines: Sequence[str], at: int, begun: int, *_: object) -> Slip:  # noqa: ARG001
    hint = "Напишите «имя: значение»; пункт списка начните с «- », продолжение текста сдвиньте вправо"
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
    "node content": _special,
    "mapping keys are not allowed": _special,
}


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
