"""How a template of papers is compiled: shared parts put in, tags prepared, programs made."""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

from docgen.engine.mending import mend
from docgen.engine.numbering import Lists, lists_of_styles
from docgen.engine.part import cleaned
from docgen.engine.wml import NAMESPACES, inner, parse, r, w, words
from docgen.errors import TemplateError
from docgen.render.generator import program
from docgen.render.kept import Compiled
from docgen.render.program import Program
from docgen.render.relations import ATTRIBUTES, Carried, carried
from docgen.render.tags import prepare, typed
from docgen.render.template import Template

_DOCUMENT = "word/document.xml"
_INCLUDE = re.compile(r"\{%p\s+include\s+[\"«„“”'](.+?)[\"»“”']\s*%\}")


def compiled(template: Template) -> Compiled:
    """Compile a template.

    Raises:
        TemplateError: a shared part is unknown, a tag is misspelt or not closed, a part is no XML.
    """
    root, foreign = whole(template)
    opening = _opening(root)
    lists = lists_of_styles(parse(template.parts.get("word/styles.xml", b"<none/>"), template.name))
    body = root.find(w("body"))
    if body is None:
        raise TemplateError(f"{template.name}: в документе нет тела")
    for reference in root.iter(w("headerReference"), w("footerReference")):
        reference.set(r("id"), f"{{{{ _header('{reference.get(r('id'))}') }}}}")
    tags = prepare(body, template.name, lists)
    last = body[-1] if len(body) and body[-1].tag == w("sectPr") else None
    section = "" if last is None else inner(root, [last])
    xml = (body.text or "").strip() + inner(root, [child for child in body if child is not last])
    return Compiled(
        program(xml, tags, template.name), typed(section, tags), opening, _page(template), _headers(template, lists),
        _properties(template), foreign,
    )  # fmt: skip


def whole(template: Template) -> tuple[etree._Element, Mapping[str, Carried]]:
    """Return the main part with the shared parts put in and every namespace declared, and what they bring along."""
    root = cleaned(parse(template.parts[_DOCUMENT], template.name), NAMESPACES)
    foreign: dict[str, Carried] = {}
    for paragraph in list(root.iter(w("p"))):
        if found := _INCLUDE.search(words(paragraph)):
            foreign |= _put_in(template, paragraph, found[1])
    return root, foreign


def _put_in(template: Template, paragraph: etree._Element, name: str) -> dict[str, Carried]:
    """Put a shared part in the place of a paragraph; returns its pictures and links by their new ids."""
    fragment = template.fragments.get(name)
    if fragment is None:
        known = ", ".join(f"«{key}»" for key in template.fragments)
        raise TemplateError(f"{template.name}: нет общей части «{name}»; есть: {known}")
    body = cleaned(parse(fragment.parts[_DOCUMENT], fragment.name), NAMESPACES).find(w("body"))
    prefix = fragment.name.removesuffix(".docx")
    brought = carried(fragment.parts, _DOCUMENT, prefix)
    for element in list(body if body is not None else ()):
        if element.tag != w("sectPr"):
            for inside in element.iter():
                for attribute in ATTRIBUTES:
                    if inside.get(attribute) in brought:
                        inside.set(attribute, f"{inside.get(attribute)}_{prefix}")
            paragraph.addprevious(element)
    parent = paragraph.getparent()
    if parent is not None:
        parent.remove(paragraph)
    return {f"{key}_{prefix}": item for key, item in brought.items()}


def _opening(root: etree._Element) -> str:
    named = {**{prefix: uri for prefix, uri in root.nsmap.items() if prefix}, **NAMESPACES}
    shell = etree.Element(w("document"), nsmap=named)
    shell.set(f"{{{NAMESPACES['mc']}}}Ignorable", " ".join(p for p in ("w14", "w15", "wp14") if p in shell.nsmap))
    text = etree.tostring(shell, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text.removesuffix("/>")}><w:body>'


def _page(template: Template) -> tuple[int, ...]:
    section = parse(template.parts[_DOCUMENT], template.name).find(f"{w('body')}/{w('sectPr')}")
    size, margins = (section.find(w(name)) if section is not None else None for name in ("pgSz", "pgMar"))
    found = [int(size.get(w(name), "0")) for name in ("w", "h")] if size is not None else [11906, 16838]
    names = ("left", "right", "top", "bottom")
    found += [int(margins.get(w(name), "0")) for name in names] if margins is not None else [1701, 567, 1134, 1134]
    return tuple(found)


def _headers(template: Template, lists: Lists) -> dict[str, Program]:
    found = {}
    for key, (kind, target) in template.relations.items():
        if kind.endswith(("/header", "/footer")):
            root = cleaned(parse(template.parts[f"word/{target}"], template.name), NAMESPACES)
            title = f"{template.name}, колонтитул"
            tags = prepare(root, title, lists)
            found[key] = program(etree.tostring(root, encoding="unicode"), tags, title)
    return found


def _properties(template: Template) -> Program | None:
    xml = template.parts.get("docProps/core.xml", b"")
    if b"{{" not in xml:
        return None
    title = f"{template.name}, свойства файла"
    root = parse(xml, title)
    tags = mend(root, title)
    for tag in tags:
        tag.code = f"_plain({tag.code})" if tag.kind == "value" else tag.code
    return program(etree.tostring(root, encoding="unicode"), tags, title)
