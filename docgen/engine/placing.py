"""Texts, and the marks of tags, put in the places of elements, before them and after them."""

from __future__ import annotations

from lxml import etree

from docgen.engine.wml import w


def mark(number: int) -> str:
    """Return the mark of a tag by its number."""
    return f"\ue000tag{number}\ue001"


def replace_by_text(element: etree._Element, text: str) -> None:
    """Put a text in the place of an element; a paragraph that ends a section stays, empty, after it."""
    if element.tag == w("p") and element.find(f"{w('pPr')}/{w('sectPr')}") is not None:
        for child in list(element):
            if child.tag != w("pPr"):
                element.remove(child)
        put_before(element, text)
        return
    put_before(element, text + (element.tail or ""))
    parent = element.getparent()
    if parent is not None:
        element.tail = None
        parent.remove(element)


def put_before(element: etree._Element, text: str) -> None:
    """Put a text before an element."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + text
    elif parent is not None:
        parent.text = (parent.text or "") + text


def put_after(element: etree._Element, text: str) -> None:
    """Put a text after an element."""
    element.tail = text + (element.tail or "")


def drop_if_empty(text: etree._Element) -> None:
    """Remove the run of a text that held nothing but a tag."""
    run = text.getparent()
    if not text.text and run is not None and all(child.tag == w("rPr") or child is text for child in run):
        replace_by_text(run, "")
