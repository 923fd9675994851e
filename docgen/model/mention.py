"""Where a text mentions an appendix: by a reference, or in plain words."""

from __future__ import annotations

import re

from docgen.folding import fold
from docgen.model.text import Text

_PLAIN = re.compile(r"\bприложени(?:е|ю|я|ем|и)(?:\s*№?\s*(\d+))?", re.IGNORECASE)
_ATTACHED = re.compile(r"\bприлагаем(?:ый|ая|ое|ые|ого|ой|ых|ому|ым|ую|ом|ыми)\b", re.IGNORECASE)


def says_attached(words: str) -> bool:
    """Tell whether a text speaks of what is attached without a number: «Утвердить прилагаемую программу»."""
    return bool(_ATTACHED.search(words))


def mentioned(text: Text) -> frozenset[int]:
    """Return the numbers of the appendices that a text mentions; one without a number is the first."""
    found = {int(ref.words[1]) for ref in text.references
             if len(ref.words) > 1 and fold(ref.words[0]) == "приложение" and ref.words[1].isdecimal()}  # fmt: skip
    plain = "".join(piece.text if hasattr(piece, "text") else "\0" for piece in text.pieces)
    if "рилож" in plain or "РИЛОЖ" in plain:
        found |= {int(match[1] or 1) for match in _PLAIN.finditer(plain)}
    return frozenset(found)
