"""What pydantic found wrong, said in Russian: the code, the message and the remedy."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from docgen.finding import Finding, Path, Place

# pydantic's error type -> (our code, the message, the remedy); the names in braces come from pydantic's context.
_STANDARD: dict[str, tuple[str, str, str]] = {
    "missing": ("нет-поля", "не заполнено обязательное поле", ""),
    "string_type": ("не-текст", "здесь нужен текст", "Уберите вложенные поля или список"),
    "int_parsing": ("не-число", "здесь нужно целое число", "Например: 3"),
    "int_type": ("не-число", "здесь нужно целое число", "Например: 3"),
    "decimal_parsing": ("не-число", "здесь нужно число", "Например: 30"),
    "tuple_type": ("не-список", "здесь нужен список", "Начните каждую строку со знака «- »"),
    "dict_type": ("не-поля", "здесь нужны поля вида «имя: значение»", ""),
    "mapping_type": ("не-поля", "здесь нужны поля вида «имя: значение»", ""),
    "greater_than": ("мало", "число должно быть больше {gt}", ""),
    "greater_than_equal": ("мало", "число должно быть не меньше {ge}", ""),
    "less_than_equal": ("много", "число должно быть не больше {le}", ""),
    "multiple_of": ("не-число", "здесь нужно целое число или число с половиной", "Например: 13 или 13,5"),
    "too_short": ("мало", "нужно хотя бы {min_length}", ""),
    "too_long": ("много", "можно не больше {max_length}", ""),
    "literal_error": ("не-из-списка", "такого значения нет", "Можно: {expected}"),
    "recursion_loop": ("петля", "значение вложено само в себя", ""),
}

UNKNOWN = "нет-такого-поля"
MAX_UNKNOWN = 50  # fields that are named; a file of another kind may have thousands, and one word says it
_LONGEST = 100


def fault(code: str, message: str, hint: str = "") -> PydanticCustomError:
    """Return the error that a validator raises: ``code`` is a short stable name, ``hint`` the remedy."""
    said = message.encode(errors="replace").decode()  # a value that it quotes may hold halves of characters
    return PydanticCustomError("docgen", "{message}", {"code": code, "message": said, "hint": hint})


def more_unknown(count: int) -> PydanticCustomError:
    """Return the line that stands for the unknown fields behind those that are named."""
    return fault(UNKNOWN, f"…и ещё {count}: таких полей нет", "Проверьте, того ли вида этот файл")


def shortened(word: str) -> str:
    """Return a word of the source as messages quote it, cut where it is no word any more."""
    return word if len(word) <= _LONGEST else f"{word[:_LONGEST]}…"


def colon(data: Mapping[Any, Any], key: object) -> PydanticCustomError | None:
    """Return the fault of a text with a colon that YAML has taken for a field; None if the key does not read as a text.

    Fields are named in lower case; a text begins with a capital letter and has several words, or is alone in its item.
    """
    name = str(key).strip()
    single = len(data) == 1 and not isinstance(data[key], dict | list | tuple)
    if not name.lstrip('«„“"(')[:1].isupper() or not (" " in name or single):
        return None
    value = data[key]
    said = f"{name}: {value}" if isinstance(value, str) else f"{name}:"
    hint = "Возьмите текст с двоеточием в кавычки: '…'"
    return fault("двоеточие", f"лишнее двоеточие: «{said[:80]}» читается как имя поля и значение", hint)


def translated(error: ErrorDetails) -> PydanticCustomError:
    """Return one line of a ValidationError as our own fault; a line that is ours already keeps its words."""
    context: dict[str, Any] = dict(error.get("ctx") or {})
    if error["type"] == "docgen":
        return fault(context["code"], context["message"], context["hint"])
    code, message, hint = _STANDARD.get(error["type"], ("не-то", "значение не подходит", ""))
    if "expected" in context:
        context["expected"] = context["expected"].replace("'", "").replace(" or ", " или ")
    return fault(code, message.format_map(context), hint.format_map(context))


def own_faults(error: ValidationError) -> list[ErrorDetails]:
    """Return the lines of an error without the lists that seem too short only because their items are faulty."""
    found = error.errors()
    inside = {line["loc"][:length] for line in found for length in range(len(line["loc"]))}
    return [line for line in found if line["type"] != "too_short" or line["loc"] not in inside]


def findings(error: ValidationError, place: Callable[[Path], Place | None]) -> Iterator[Finding]:
    """Yield a finding for every line of the error; ``place`` tells where a path of keys stands in the sources.

    Of unknown fields the first ones are named and the others counted.
    """
    unknown: list[Path] = []
    for line in error.errors(include_url=False, include_input=False):
        context = translated(line).context or {}
        path = line["loc"]
        if context["code"] == UNKNOWN:
            unknown.append(path)
            if len(unknown) > MAX_UNKNOWN + 1:
                continue
        yield Finding(context["code"], "error", context["message"], place(path), path, context["hint"])
    if len(unknown) > MAX_UNKNOWN + 1:
        context = more_unknown(len(unknown) - MAX_UNKNOWN - 1).context or {}
        path = unknown[MAX_UNKNOWN + 1]
        yield Finding(UNKNOWN, "error", context["message"], place(path), path[:-1], context["hint"])
