"""Values on their way into XML: escaped and encoded at once; what a place cannot hold as it is, resolved by place.

A program yields tuples `(static, value, static, value, …, tail)`. Values are bytes; one that needs the look of its
place (a line break, a tab, a new paragraph, ready XML of the caller) gives itself away by a control character, so
that the usual value pays nothing for the unusual one.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, Protocol

from lxml import etree
from markupsafe import Markup
from markupsafe import escape as _escape

from docgen.engine.spot import Site
from docgen.engine.wml import NAMESPACES

try:
    from markupsafe._speedups import _escape_inner as escape_inner
except ImportError:  # pragma: no cover - MarkupSafe without its C part

    def escape_inner(text: str, /) -> str:
        """Escape a text."""
        return str(_escape(text))


PLAIN = bytes(range(0x20, 0x100))
"""The bytes of a value that any place can hold."""
_ILLEGAL = re.compile("[\x00-\x06\x08\x0e-\x1f\ufffe\uffff]")
_RAW = "\x1a"  # stands before ready XML; a surrogate of a value becomes \x19
_LOST = "\x19"
ERRORS = "docgen.surrogates"
codecs.register_error(ERRORS, lambda error: (_LOST * (error.end - error.start), error.end))  # type: ignore[attr-defined]
_CONTROL = re.compile("[\x00-\x1f\ufffe\uffff]")
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)


class Markings(bytes):
    """The tail of a tuple: no bytes, but the sites of the tuple's values."""

    sites: tuple[int, ...]

    @classmethod
    def of(cls, sites: tuple[int, ...]) -> Markings:
        """Return the tail for the numbers of sites."""
        made = cls()
        made.sites = sites
        return made


class State(Protocol):
    """What a render knows that its values may need.

    Attributes:
        sites: the sites of the part's values, by number.
    """

    sites: Sequence[Site]

    def illegal(self, text: str, site: int) -> str:
        """Refuse the illegal characters of a text, or return what to print for them."""

    def converted(self, value: Any) -> Any:  # noqa: ANN401
        """Return what to print for a value that needs the file: a picture, a part of another document."""


def encoded(value: Any, state: State) -> bytes:  # noqa: ANN401
    """Return the bytes of a value that is no exact str: ready XML is marked, all else is escaped."""
    if type(value) is int or value is None or type(value) is float:
        return str(value).encode()
    if hasattr(value, "__html__"):
        value = state.converted(value)
        return (_RAW + value.__html__()).encode("utf-8", ERRORS)
    return escape_inner(str(value)).encode("utf-8", ERRORS)


def shaped(value: Any, number: int, state: State) -> bytes:  # noqa: ANN401
    """Return the bytes of a value that stands between runs or paragraphs; nothing for None and the empty text."""
    if value is None or (type(value) is str and not value):
        return b""
    data = escape_inner(value).encode("utf-8", ERRORS) if type(value) is str else encoded(value, state)
    return resolved(data.decode(), state.sites[number], partial(state.illegal, site=number)).encode()


def text_of(value: Any, number: int, state: State) -> Markup:  # noqa: ANN401
    """Return a value as it stands in a buffer: in a macro, a filter block, a `set` block."""
    if state.sites[number].kind in ("block", "run"):
        return Markup(shaped(value, number, state).decode())  # noqa: S704
    data = escape_inner(value) if type(value) is str else encoded(value, state).decode()
    if _CONTROL.search(data) or not data.isascii():
        data = resolved(
            data.encode("utf-8", ERRORS).decode(), state.sites[number], partial(state.illegal, site=number)
        )
    return Markup(data)  # noqa: S704


def resolve_all(values: Sequence[bytes], state: State) -> Iterable[bytes]:
    """Return the values of some tuples as their places want them; every tuple ends with its markings."""
    run: list[bytes] = []
    for value in values:
        if type(value) is not Markings:
            run.append(value)
            continue
        for number, item in zip(value.sites, run, strict=True):
            if item.translate(None, PLAIN) or b"\xef\xbf" in item:
                yield resolved(item.decode(), state.sites[number], partial(state.illegal, site=number)).encode()
            else:
                yield item
        run.clear()
        yield value


def resolved(text: str, site: Site, refuse: Callable[[str], str]) -> str:
    """Return an escaped or ready text as XML of its place.

    Args:
        text: escaped text, or ready XML with a mark before it.
        site: the place.
        refuse: what to do about a text with illegal characters.
    """
    ready = text.startswith(_RAW)
    if ready:
        text = text[1:]
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    if _ILLEGAL.search(text):
        text = refuse(text)
    if ready and "<" in text:
        return _placed(text, site)
    if site.kind == "attribute":
        return text.replace("\n", "&#10;").replace("\t", "&#9;").replace("\a", " ").replace("\f", " ")
    if site.kind == "plain":
        return text.replace("\a", "\n").replace("\f", "\n")
    text = _broken(text, site.run, site.paragraph)
    run = f'<w:r>{site.run}<w:t xml:space="preserve">{text}</w:t></w:r>'
    if site.kind == "run":
        return run if text else ""
    return f"<w:p>{site.paragraph}{run}</w:p>" if site.kind == "block" else text


def _broken(text: str, run: str, paragraph: str) -> str:
    """Turn control characters into the breaks that they mean, in the look of the place."""
    text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    begin = f'<w:p>{paragraph}<w:r>{run}<w:t xml:space="preserve">'
    text = text.replace("\a", f"</w:t></w:r></w:p>{begin}")
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return text.replace("\f", f"</w:t></w:r></w:p>{page}{begin}")


_OWN_RUN = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?.*?</w:r>", re.DOTALL)
_WORDS = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")


def _placed(xml: str, site: Site) -> str:
    """Return ready XML made to fit its place: checked, its control characters resolved, runs between runs.

    Raises:
        ValueError: the XML is not well-formed, or it is of paragraphs where only words can stand.
    """
    inside = xml.startswith("</w:t></w:r>")  # docxtpl's pictures leave the run of their place and come back to it
    check = f"<w:r><w:t>{xml}</w:t></w:r>" if inside else xml
    try:
        etree.fromstring(f"<docgen {_DECLARED}>{check}</docgen>", _PARSER)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"значение содержит неверный XML ({error.msg})") from error
    if _CONTROL.search(xml):
        xml = _OWN_RUN.sub(lambda run: _with_breaks(run[0], run[1] or "", site.paragraph), xml)
        xml = xml.replace("\a", " ").replace("\f", " ")
    if site.kind == "text" and not inside:
        if xml.startswith(("<w:p>", "<w:p ", "<w:tbl")):
            raise ValueError("значение — абзацы или таблица; напишите тег так: {{p … }}")
        if xml.startswith("<w:"):
            return f'</w:t></w:r>{xml}<w:r>{site.run}<w:t xml:space="preserve">'
    return f"<w:r><w:t>{xml}</w:t></w:r>" if inside and site.kind == "run" else xml


def _with_breaks(run: str, look: str, paragraph: str) -> str:
    return _WORDS.sub(lambda text: text[1] + _broken(text[2], look, paragraph) + text[3], run)
