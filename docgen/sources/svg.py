"""SVG: what a drawing may be made of, and nothing else; what an editor of drawings adds for itself is left out."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from docgen.regex import regex
from docgen.sources.css import COMPLEX, Sheet, declarations

MAX_DEPTH = 100
MAX_ELEMENTS = 50_000
MAX_DRAWN = 200_000  # elements, those that are used again and again each time
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "http://www.w3.org/1999/xlink"
_HREF = f"{{{_XLINK}}}href"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ELEMENTS = _words(
    "svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon text tspan textPath "
    "linearGradient radialGradient stop clipPath mask pattern marker"
)
_DROPPED = _words("filter metadata style view")  # rules of style are applied by then; whoever has a filter is refused
_LOOK = _words(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-rendering direction display "
    "dominant-baseline fill fill-opacity fill-rule font-family font-size font-size-adjust font-stretch font-style "
    "font-variant font-weight image-rendering letter-spacing marker-end marker-mid marker-start mask mask-type opacity "
    "overflow paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset "
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration "
    "text-rendering unicode-bidi vector-effect visibility word-spacing writing-mode"
)
_SHORT = _words("all clip d font marker transform transform-origin")
"""Properties that no attribute says in the same words."""
_STYLE_ONLY = ("mix-blend-mode", "isolation")
_ATTRIBUTES = _LOOK | {_HREF, _SPACE} | _words(
    "clipPathUnits cx cy d dx dy fr fx fy gradientTransform gradientUnits height href id lengthAdjust markerHeight "
    "markerUnits markerWidth maskContentUnits maskUnits method offset orient pathLength patternContentUnits "
    "patternTransform patternUnits points preserveAspectRatio r refX refY requiredFeatures rotate rx ry side spacing "
    "spreadMethod startOffset systemLanguage textLength transform version viewBox width x x1 x2 y y1 y2"
)  # fmt: skip
_OWN = regex(r"""url\(\s*(['"]?)#([^\s'"()\\]+)\1\s*\)""")
_FOREIGN = regex(r"[\\@<]|url\s*\(|://|/\*|script:|data:|expression|(?:image|image-set|src|attr|var|element)\s*\(")
_COMPLEX = "рисунок SVG слишком сложен"
_OUTSIDE = "рисунок SVG ссылается на другие файлы"


class DrawingError(ValueError):
    """A file is no SVG, or not one that a document can hold; the message says why, in Russian."""


def cleaned(raw: bytes) -> bytes:
    """Return a drawing that has only what is drawn: shapes, texts, gradients, clips, masks, patterns.

    Rules of `<style>` become attributes. Scripts, animations, filters, pictures, foreign objects and all that leads
    outside are refused.

    Raises:
        DrawingError: it is no SVG, dangerous or too complex.
    """
    try:
        root = etree.fromstring(
            raw, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        deep = "xcessive depth" in str(error)
        raise DrawingError(_COMPLEX if deep else "это не рисунок PNG, JPEG или SVG") from error
    if root.tag != f"{_SVG}svg":
        raise DrawingError("это не рисунок PNG, JPEG или SVG")
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and dtd.entities():  # type: ignore[union-attr]
        raise DrawingError("в рисунке SVG есть описание типа (DOCTYPE), а оно может подключать чужие файлы")
    _measured(root)
    try:
        sheet = Sheet("\n".join("".join(map(str, style.itertext())) for style in root.iter(f"{_SVG}style")))
    except ValueError as error:
        raise DrawingError(str(error)) from error
    made = _element(root, sheet)
    _drawn(made)
    etree.cleanup_namespaces(made)
    return etree.tostring(made, encoding="UTF-8", xml_declaration=True)


def _measured(root: etree._Element) -> None:
    """Refuse what is nested too deeply or has too many elements."""
    around = (root, *root.itersiblings(preceding=True))
    if any(getattr(item, "target", "") == "xml-stylesheet" for item in around):
        raise DrawingError(_OUTSIDE)
    depth = count = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        count += event == "start"
        if depth > MAX_DEPTH or count > MAX_ELEMENTS:
            raise DrawingError(_COMPLEX)


def _element(old: etree._Element, sheet: Sheet) -> etree._Element:
    """Return an element with what may be of it."""
    name = str(old.tag).removeprefix(_SVG)
    if name not in _ELEMENTS:
        raise DrawingError(f"в рисунке SVG есть то, чего в документе быть не может: {name[:40]}")
    new = etree.Element(_SVG + name, nsmap={None: _SVG[1:-1], "xlink": _XLINK})  # type: ignore[dict-item]
    for key, value in _attributes(old, name, sheet):
        new.set(key, value)
    new.text = old.text
    for child in old:
        if isinstance(child.tag, str) and child.tag.startswith(_SVG) and child.tag[len(_SVG) :] not in _DROPPED:
            new.append(_element(child, sheet))
            new[-1].tail = child.tail
        elif isinstance(child.tag, str) and "}" not in child.tag:
            raise DrawingError(f"в рисунке SVG есть то, чего в документе быть не может: {child.tag[:40]}")
        elif not len(new):
            new.text = (new.text or "") + (child.tail or "")
        else:
            new[-1].tail = (new[-1].tail or "") + (child.tail or "")
    return new


def _attributes(old: etree._Element, name: str, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Yield the attributes of an element; where a rule or its own style says something else, that counts."""
    given = {str(key): str(value) for key, value in old.attrib.items()}
    if any(key.lower().startswith("on") for key in given):
        raise DrawingError(f"в рисунке SVG есть то, чего в документе быть не может: {name}")
    style = declarations(given.get("style", ""))
    look = {**sheet.of(name, given.get("id", ""), given.get("class", "").split()), **style}
    rest = "; ".join(f"{key}: {_harmless(look[key])}" for key in _STYLE_ONLY if key in look)
    if not _SHORT.isdisjoint(look):
        raise DrawingError(COMPLEX)
    if look.get("filter", given.get("filter", "none")).strip() not in ("", "none"):
        raise DrawingError("в рисунке SVG есть фильтр: размытие, тень или шум")
    for key, value in {**given, **{key: value for key, value in look.items() if key in _LOOK}}.items():
        if key in ("href", _HREF):
            if not value.startswith("#") and value:
                raise DrawingError(_OUTSIDE)
            yield key, value.strip()
        elif key in _ATTRIBUTES:
            yield key, _harmless(value)
    if rest:
        yield "style", rest


def _harmless(value: str) -> str:
    """Return a value that refers to nothing outside the drawing."""
    if _FOREIGN.search(_OWN.sub("", value).lower()):
        raise DrawingError(_OUTSIDE)
    return value


def _drawn(root: etree._Element) -> None:
    """Refuse a drawing whose parts use one another without end, or so often that it never gets drawn."""
    named = {element.get("id", ""): element for element in root.iter() if element.get("id")}
    sizes: dict[etree._Element, int] = {}
    waiting: list[tuple[etree._Element, bool]] = [(root, False)]
    open_: set[etree._Element] = set()
    while waiting:
        element, done = waiting.pop()
        needed = [*element, *(named[name] for name in _references(element) if name in named)]
        if done:
            open_.discard(element)
            sizes[element] = 1 + sum(sizes.get(item, 0) for item in needed)
            if sizes[element] > MAX_DRAWN:
                raise DrawingError(_COMPLEX)
        elif element not in sizes:
            if element in open_:
                raise DrawingError("части рисунка SVG ссылаются друг на друга по кругу")
            open_.add(element)
            waiting.append((element, True))
            waiting += [(item, False) for item in needed]


def _references(element: etree._Element) -> Iterator[str]:
    for key, value in element.attrib.items():
        if key in ("href", _HREF):
            yield str(value).removeprefix("#")
        else:
            yield from (found[2] for found in _OWN.finditer(str(value)))
