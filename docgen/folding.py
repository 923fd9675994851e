"""Keys are folded before they are compared: case, spaces, hyphens, underscores and ё do not matter."""

from __future__ import annotations

import re
from functools import lru_cache

_GAPS = re.compile(r"[\s_-]+")


@lru_cache(maxsize=4096)  # the same few keys stand in every row
def fold(key: str) -> str:
    """Return the key in the one spelling that all its variants share: ``Дорожная карта`` -> ``дорожная_карта``."""
    return _GAPS.sub("_", key.strip().lower().replace("ё", "е")).strip("_")
