"""What is wrong with a template or with a value, said in Russian; the words of Python stand behind it."""

from __future__ import annotations

import re

from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from docgen.errors import DocgenError, MachineError, TemplateError

_RUSSIAN = re.compile("[а-яё]", re.IGNORECASE)
_SYNTAX = (
    (r"unexpected '?end of", "выражение оборвано"),
    (r"expected token '(.+?)', got 'end of", "выражение оборвано: не хватает „{0}“"),
    (r"expected token 'end of .+?', got '(.+?)'", "„{0}“ здесь лишнее"),
    (r"expected token '(.+?)', got '(.+?)'", "вместо „{1}“ нужно „{0}“"),
    (r"unexpected char '(.+?)' at", "знак „{0}“ здесь стоять не может"),
    (r"unexpected '(.+?)'", "„{0}“ здесь стоять не может"),
)
_UNDEFINED = (
    (r"'([^']+)' is undefined|has no attribute '([^']+)'", "нет поля „{0}“"),
    (r"has no element (.+)$", "в списке или таблице значений нет элемента {0}"),
    (r"^No .+ item, sequence was empty", "список пуст, взять из него нечего"),
)
_KINDS: tuple[tuple[type[Exception] | tuple[type[Exception], ...], str], ...] = (
    (ZeroDivisionError, "деление на ноль"),
    (RecursionError, "вложено слишком глубоко: макрос, цикл или значение повторяет само себя"),
    (OverflowError, "число слишком велико"),
    (TypeError, "значение не того вида, какой здесь нужен"),
    (LookupError, "в значении нет того, что здесь нужно"),
    (ValueError, "такое значение здесь не годится"),
)


def failure(error: Exception, place: str) -> DocgenError:
    """Return the error that a template or a value has caused at a place; want of memory is the machine's."""
    if isinstance(error, MemoryError):
        return MachineError(f"{place}: не хватает памяти")
    return TemplateError(f"{place}: {reason(error)}")


def line_of(error: BaseException, file: str, first: int = 0) -> int:
    """Return the line of a file, no sooner than the first, where an error was raised; 0 if it was not raised there."""
    line, trace = 0, error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file and trace.tb_lineno >= first:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def reason(error: Exception) -> str:
    """Say in Russian what is wrong with a template or a value."""
    message = _words(error)
    if isinstance(error, SecurityError) or "Range too big" in message:
        return f"это в шаблонах запрещено ({_bound(message)})"
    if isinstance(error, UndefinedError):
        return _known(message, _UNDEFINED) or f"такого поля нет ({message})"
    if name := re.search(r"No (filter|test) named '([^']+)'", message):
        return f"нет {'фильтра' if name[1] == 'filter' else 'проверки'} „{name[2]}“"
    if _RUSSIAN.search(message) and not isinstance(error, TemplateSyntaxError):
        return message
    if not isinstance(error, TemplateSyntaxError):
        said = next((words for kind, words in _KINDS if isinstance(error, kind)), "выражение не вычисляется")
        return f"{said} ({message or type(error).__name__})"
    if "end of template" in message or "Unexpected end" in message:
        return "не закрыт блок: добавьте {%p endfor %} или {%p endif %}"
    if "unknown tag" in message:
        return f"лишний или незнакомый тег ({message})"
    return _known(message, _SYNTAX) or (message if _RUSSIAN.search(message) else f"тег записан неверно ({message})")


def _words(error: Exception) -> str:
    """Return the first line of an error's own words; an error may fail to say them."""
    try:
        said = error.message if isinstance(error, TemplateSyntaxError | UndefinedError) else str(error)
    except Exception:  # noqa: BLE001 - the error is a stranger's
        return type(error).__name__
    return (said or "").partition("\n")[0]


def _known(message: str, patterns: tuple[tuple[str, str], ...]) -> str:
    for pattern, russian in patterns:
        if found := re.search(pattern, message):
            return russian.format(*filter(None, found.groups()))
    return ""


def _bound(message: str) -> str:
    if "Range too big" in message:
        return "слишком длинный range"
    if "unsafe" in message or "not safely" in message:
        return "внутреннее устройство Python"
    return message
