"""Values on their way into XML: encoded at once; what a place cannot hold as it is, resolved by place.

A program puts runs `static, value, static, value, …, tail` on a list. Values are bytes, not escaped yet: one that needs
escaping or the look of its place (a line break, a tab, a new paragraph, ready XML of the caller) gives itself away by
a byte that is not `PLAIN`, so that the usual value pays nothing for the unusual one. Every piece must be checked.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol

from markupsafe import Markup
from markupsafe import escape as _escape

from docgen.engine.budget import Budget
from docgen.engine.ready_xml import BARE, BREAK, CONTROL, NO_ROWS, TAB, broken, check_xml, placed
from docgen.engine.spot import LIST, Site, Spot
from docgen.errors import TemplateError
from docgen.value import replace

try:
    from markupsafe._speedups import _escape_inner as escape_inner
except ImportError:  # pragma: no cover - MarkupSafe without its C part

    def escape_inner(text: str, /) -> str:
        """Escape a text."""
        return str(_escape(text))


PLAIN = bytes(byte for byte in range(0x20, 0x100) if byte not in b"&<>\xef")
"""The bytes that a text can hold as they are; 0xEF begins U+FFFE and U+FFFF, which no XML can hold."""
PLAIN_IN_CELLS = PLAIN.replace(b"_", b"\n\t")
"""The same in Excel, where breaks are themselves and `_x0041_` is a code."""
_COMMON, _BREAKS = b"&<>\n\t_", b"\n\t"  # what is not plain in most values that are not
_ILLEGAL = re.compile("[\x00-\x06\x08\x0e-\x1f\ufffe\uffff]")
_LOST = "\x19"  # what becomes of a surrogate
ERRORS = "docgen.surrogates"
codecs.register_error(ERRORS, lambda error: (_LOST * (error.end - error.start), error.end))  # type: ignore[attr-defined]
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LISTED = re.compile(f"{LIST}(\\d+){LIST}")
SHAPED = frozenset({"block", "rows", "run", "attribute", "field"})
"""Where a value stands between quotes, runs or paragraphs: it has to be shaped, whatever it is."""
_WORDS_ALONE = frozenset({"text", "plain", "words"})


class Ready(bytes):
    """XML that the caller has made: a rich text, a picture, a macro's result."""


class Shaped(bytes):
    """XML that is ready for its place."""


class Markings(bytes):
    """The tail of a run: no bytes, but the sites of its values."""

    sites: tuple[int, ...]

    @classmethod
    def of(cls, sites: tuple[int, ...]) -> Markings:
        """Return the tail for the numbers of sites."""
        made = cls()
        made.sites = sites
        return made


_ESCAPED_AT_ONCE = frozenset({bytes, Markings})
_APART = b"\xff"  # no byte of UTF-8


class State(Protocol):
    """What a render knows that its values may need.

    Attributes:
        sites: the looks of the places of the part's values, by number.
        spots: where the places are, for messages.
        budget: what the render may spend.
    """

    sites: Sequence[Site]
    spots: Sequence[Spot]
    budget: Budget

    def illegal(self, text: str, site: int) -> str:
        """Refuse the illegal characters of a text, or return what to print for them."""

    def markup(self, value: Any) -> str:  # noqa: ANN401
        """Return the XML of a value that knows its own; pictures and links get into the file."""


def encoded(value: Any, state: State) -> bytes:  # noqa: ANN401
    """Return the bytes of a value that is no short str, not escaped yet, or ready XML."""
    kind = type(value)
    if kind is int or value is None or kind is float:
        return str(value).encode()
    if kind is str:
        state.budget.printed(value)
        return value.encode("utf-8", ERRORS)  # type: ignore[no-any-return]
    if _knows_its_xml(kind) and not (kind is Markup and "<" not in value and "&" not in value):
        return Ready(state.budget.printed(state.markup(value)).encode("utf-8", ERRORS))
    return state.budget.text(value).encode("utf-8", ERRORS)


def _knows_its_xml(kind: type) -> bool:
    """Tell whether values of a type have XML of their own; an object itself is not asked."""
    return hasattr(kind, "__html__")


def shaped(value: Any, number: int, state: State) -> bytes:  # noqa: ANN401
    """Return the XML of a value that stands between quotes, runs or paragraphs."""
    return Shaped(_shaped(value, number, state).encode())


def joined(value: Any, number: int, state: State) -> bytes:  # noqa: ANN401
    """Return what the template itself has joined: what a call or a filter block prints."""
    if state.sites[number].kind in SHAPED:
        return shaped(value if isinstance(value, Markup) or str(value).strip() else "", number, state)
    return encoded(value, state)


def text_of(value: Any, number: int, state: State) -> str:  # noqa: ANN401
    """Return a value as it stands in a macro, a filter block, a `set` block.

    A text stays what it is: filters may change it yet; where all is printed it is escaped, and breaks get the look of
    the place.
    """
    if state.sites[number].kind in _WORDS_ALONE and not _knows_its_xml(type(value)):
        return state.budget.printed(value if type(value) is str else state.budget.text(value), buffered=True)
    return Markup(state.budget.printed(_shaped(value, number, state), buffered=True))  # noqa: S704


def _shaped(value: Any, number: int, state: State) -> str:  # noqa: ANN401
    site = state.sites[number]
    if value is None and site.kind in ("run", "block", "rows"):
        return ""
    if site.kind == "cell":
        from docgen.engine.xlsx.values import Place, cell

        head, data, tail = cell(value, Place.of(site.run, site.paragraph), state.budget)
        return head.decode() + _placed_right(data, number, state) + tail.decode()
    data = value.encode("utf-8", ERRORS) if type(value) is str else encoded(value, state)
    return _placed_right(data, number, state)


def resolve_all(values: Sequence[bytes], state: State, plain: bytes) -> Iterable[bytes]:
    """Return the values of some runs as their places want them; every run ends with its markings.

    Where nothing but the three signs of XML is special, all values are escaped at once: joined by a byte that UTF-8
    cannot hold and split again: a document in which every fiftieth value has one takes a tenth less time so.
    """
    if _ESCAPED_AT_ONCE.issuperset(map(type, values)):
        text = _APART.join(values)
        if not text.translate(None, plain).strip(b"&<>_") and not (b"_x" in text and b"_" not in plain):
            return _escaped(text).split(_APART)
    return _one_by_one(values, state, plain)


def _escaped(data: bytes) -> bytes:
    return data.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")


def _one_by_one(values: Sequence[bytes], state: State, plain: bytes) -> Iterator[bytes]:
    run: list[bytes] = []
    list_id = ""
    for value in values:
        if type(value) is not Markings:
            run.append(value)
            continue
        for number, item in zip(value.sites, run, strict=True):
            site = state.sites[number]
            if site.run == LIST:
                list_id = item.decode()
            if type(item) is Shaped or not (special := item.translate(None, plain)):
                yield item
            elif special.strip(_COMMON if type(item) is bytes else _BREAKS) or (b"_" in special and b"_x" in item):
                yield _placed_right(item, number, state, list_id).encode()
            else:
                yield _with_common(item, site)
        run.clear()
        yield value


def _with_common(data: bytes, site: Site) -> bytes:
    data = _escaped(data)
    return data.replace(b"\n", BREAK).replace(b"\t", TAB) if site.kind == "text" else data


def _placed_right(data: bytes, number: int, state: State, list_id: str = "") -> str:
    site = state.sites[number]
    if LIST in site.paragraph:  # in the template only: a value may hold the same signs
        site = replace(site, paragraph=_LISTED.sub(list_id or r"\1", site.paragraph))
    try:
        return _resolved(data, number, site, state)
    except ValueError as error:
        raise TemplateError(f"{state.spots[number]}: {error}") from error


def _resolved(data: bytes, number: int, site: Site, state: State) -> str:
    """Return a value as XML of its place."""
    ready = type(data) is Ready
    text = data.decode() if ready else escape_inner(data.decode())
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if _ILLEGAL.search(text):
        text = state.illegal(text, number)
    if site.inline:
        text = text.replace("\a", "\n").replace("\f", "\n")
    if ready and "<" in text:
        return placed(text, site)
    if ready and "&" in text:
        text = BARE.sub("&amp;", text)
        check_xml(CONTROL.sub("", text))
    if site.kind == "field":
        return CONTROL.sub(" ", text).replace("\\", r"\\").replace("&#34;", r"\&#34;")
    if site.kind == "attribute":
        return text.replace("\n", "&#10;").replace("\t", "&#9;").replace("\a", " ").replace("\f", " ")
    if site.kind in ("plain", "cell", "words"):
        text = text.replace("\a", "\n").replace("\f", "\n")
        return text if site.kind == "plain" else _CODED.sub("_x005F_", text)
    text = broken(text, site.run, site.paragraph)
    return text if site.kind == "text" or not text else _in_run(text, site)


def _in_run(text: str, site: Site) -> str:
    """Return a text where only runs or paragraphs can stand."""
    if site.kind == "rows":
        raise ValueError(NO_ROWS)
    run = f'<w:r>{site.run}<w:t xml:space="preserve">{text}</w:t></w:r>'
    if site.kind == "run":
        return run
    return f"<w:p>{site.paragraph}{run}</w:p>"
