"""The little of CSS that editors of drawings write: rules by name, class or id, without any conditions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen.regex import regex

COMPLEX = "стили рисунка SVG слишком сложны; сохраните его с атрибутами вместо CSS"
MAX_RULES = 2_000
_SELECTOR = regex(r"(?P<name>\*|[A-Za-z][\w-]*)?(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)")
_IMPORTANT = regex(r"\s*!\s*important$")


class _Rule(NamedTuple):
    weight: tuple[bool, int, bool, int]
    name: str
    own: str
    classes: frozenset[str]
    look: dict[str, str]


class Sheet:
    """The rules of a `<style>`."""

    def __init__(self, text: str) -> None:
        """Read the rules.

        Raises:
            ValueError: they are more than rules by name, class or id.
        """
        text = _bare(text)
        if "\\" in text or "@" in text:
            raise ValueError("рисунок SVG ссылается на другие файлы или имеет сложные стили")
        self._rules = sorted(_rules(text))
        self._known = {word for rule in self._rules for word in (rule.own, *rule.classes)}
        self._said: dict[tuple[str, ...], dict[str, str]] = {}

    def of(self, name: str, own: str, classes: Sequence[str]) -> dict[str, str]:
        """Return what the rules say of an element, by its name, id and classes."""
        if not self._rules:
            return {}
        own = own if own in self._known else ""
        key = (name, own, *(word for word in classes if word in self._known))
        if key not in self._said:
            look: dict[str, str] = {}
            for rule in self._rules:
                if rule.name in ("*", name) and rule.own in ("", own) and rule.classes.issubset(key[2:]):
                    look |= rule.look
            self._said[key] = look
        return self._said[key]


def _rules(text: str) -> Iterator[_Rule]:
    *rules, rest = text.split("}")
    if rest.strip() or len(rules) > MAX_RULES:
        raise ValueError(COMPLEX)
    count = 0
    for rule in rules:
        selectors, brace, body = rule.partition("{")
        look = declarations(body)
        for selector in selectors.split(","):
            found = _SELECTOR.fullmatch(selector.strip())
            count += 1
            if not brace or "{" in body or found is None or not found[0] or count > MAX_RULES:
                raise ValueError(COMPLEX)
            name, own, classes = found["name"] or "*", found["id"] or "", frozenset(found["classes"].split(".")[1:])
            yield _Rule((bool(own), len(classes), name != "*", count), name, own, classes, look)


def declarations(text: str) -> dict[str, str]:
    """Return the properties of `fill: red; stroke: none` by name."""
    pairs = (part.partition(":") for part in _bare(text).split(";"))
    return {name.strip().lower(): _IMPORTANT.sub("", value.strip()) for name, colon, value in pairs if colon}


def _bare(text: str) -> str:
    """Return a text without comments."""
    first, *rest = text.replace("<!--", "").replace("-->", "").split("/*")
    return first + " ".join(part.partition("*/")[2] for part in rest)
