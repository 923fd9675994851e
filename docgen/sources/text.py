"""Text files: UTF-8 with or without a mark; CSV also in cp1251."""

from __future__ import annotations

from docgen.finding import Place
from docgen.regex import regex
from docgen.sources.node import Node, Reading

_CYRILLIC = regex("[А-Яа-яЁё]")


def decode(raw: bytes, name: str, reading: Reading, *, cp1251: bool = False) -> str | None:
    """Return the text of a file; complain and return None if it is not UTF-8 (or cp1251 where that is allowed)."""
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if cp1251:
            text = raw.decode("cp1251", "replace")
            letters = len(_CYRILLIC.findall(text))
            if letters and "\ufffd" not in text and letters * 3 > sum(char.isalpha() for char in text):
                return text
        line = raw.count(b"\n", 0, error.start) + 1
        if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
            hint = "Откройте файл в Блокноте и сохраните его в кодировке UTF-8"
            reading.complain("кодировка", "файл в кодировке UTF-16 («Юникод»), нужна UTF-8", Place(name, 1), hint)
            return None
        hint = "Откройте файл в Блокноте и сохраните его в кодировке UTF-8"
        reading.complain("кодировка", "файл не в кодировке UTF-8", Place(name, line), hint)
        return None


def read_text(raw: bytes, name: str) -> Reading:
    """Read a Markdown or plain file as one text."""
    reading = Reading()
    text = decode(raw, name, reading)
    if text is not None:
        reading.node = Node(text.replace("\r\n", "\n").replace("\r", "\n"), Place(name, 1))
    return reading
