"""WordprocessingML in small: names, the parser, the places of child elements."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from docgen.errors import TemplateError

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
    "w10": "urn:schemas-microsoft-com:office:word",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wp14": "http://schemas.microsoft.com/office/word/2010/wordprocessingDrawing",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PARAGRAPH_IDS = tuple(f"{{{NAMESPACES['w14']}}}{name}" for name in ("paraId", "textId"))

# The order that the schema demands of the children that docgen inserts:
# ISO/IEC 29500-1, 17.3.1.26, 17.3.2.28, 17.4.66.
_ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
}
_RANK = {parent: {name: rank for rank, name in enumerate(order.split())} for parent, order in _ORDER.items()}


_MANY = 250  # attributes of an element; to read those of one takes time as the square of their number
_CROWDED = etree.XPath(f"boolean(//*[@*[{_MANY + 1}]])")


def w(name: str) -> str:
    """Return the qualified name of a WordprocessingML element or attribute."""
    return f"{{{NAMESPACES['w']}}}{name}"


def r(name: str) -> str:
    """Return the qualified name of a relationship attribute."""
    return f"{{{NAMESPACES['r']}}}{name}"


def parse(xml: bytes, name: str) -> etree._Element:
    """Parse a part: no entities, no network, no huge trees.

    Raises:
        TemplateError: the part is not XML, or it is made to be slow to read.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, remove_comments=True)
    try:
        root = etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        raise TemplateError(f"{name}: часть файла повреждена") from error
    if _CROWDED(root):
        raise TemplateError(f"{name}: у элемента файла больше {_MANY} свойств, таких файлов Office не создаёт")
    if root.getroottree().docinfo.internalDTD is not None:  # in any encoding, behind any comment
        raise TemplateError(f"{name}: часть файла содержит DOCTYPE, таких файлов Word не создаёт")
    return root


def local(element: etree._Element) -> str:
    """Return the local name of an element; an empty text for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def rank(parent: str, child: str) -> int:
    """Return the place that the schema gives a child of `pPr`, `rPr` or `tcPr`; what it does not know comes last."""
    return _RANK[parent].get(child, len(_RANK[parent]))


def put_child(parent: etree._Element, child: etree._Element) -> None:
    """Put a child where the schema wants it, in place of one of the same name."""
    name, own = local(parent), rank(local(parent), local(child))
    for old in parent.findall(child.tag):
        parent.remove(old)
    at = next((i for i, old in enumerate(parent) if rank(name, local(old)) > own), len(parent))
    parent.insert(at, child)


def properties(element: etree._Element, name: str) -> etree._Element:
    """Return the properties element of a paragraph, run or cell, made if there is none."""
    found = element.find(w(name))
    if found is None:
        found = etree.Element(w(name))
        element.insert(0, found)
    return found


def words(element: etree._Element) -> str:
    """Return the text that stands in an element."""
    return "".join(text.text or "" for text in element.iter(w("t")))


def make(name: str, **attributes: str) -> etree._Element:
    """Make a WordprocessingML element."""
    return etree.Element(w(name), {w(key): value for key, value in attributes.items()})


def inner(root: etree._Element, children: Iterable[etree._Element]) -> str:
    """Return the XML of children without the namespace declarations that the root makes for them."""
    shell = etree.Element(root.tag, nsmap={key: uri for key, uri in root.nsmap.items() if key})
    for child in children:
        shell.append(child)
    text = etree.tostring(shell, encoding="unicode")
    return text[text.index(">") + 1 : text.rindex("</")] if len(shell) else ""
