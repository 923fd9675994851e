"""Scalars of a source as the text that the user sees."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BeforeValidator

from docgen import russian
from docgen.model.faults import colon, fault

# XML 1.0 has no place for these characters, so no DOCX or XLSX can hold them (XML 1.0, production 2); sixteen of the
# private ones mark places inside the engine and have no shape that anybody could read.
_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ue0f0-\ue0ff\ufffe\uffff]")


def scalar(value: object) -> str:
    """Return a scalar of a source as the text that the user sees; refuse what no document can hold."""
    match value:
        case bool():
            value = "да" if value else "нет"
        case date():
            value = russian.format_date(value, "цифрами")
        case int():
            value = str(value)
        case float() | Decimal():
            value = str(value).replace(".", ",")
        case str():
            pass
        case _:
            if isinstance(value, Mapping) and (wrong := next((f for key in value if (f := colon(value, key))), None)):
                raise wrong
            raise fault("не-текст", "здесь нужен текст", "Уберите вложенные поля или список")
    if bad := _FORBIDDEN.search(value):
        message = f"недопустимый знак U+{ord(bad[0]):04X} после «{value[max(0, bad.start() - 20) : bad.start()]}»"
        raise fault("знак", message, "Удалите его: такой знак не может стоять в документе")
    return value.replace("\r\n", "\n").replace("\r", "\n")


Scalar = Annotated[str, BeforeValidator(scalar)]
"""A field that is printed, or compared, as it is typed: no references, no forms."""
