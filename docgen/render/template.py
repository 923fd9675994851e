"""A template of Word, compiled once: its parts, its programs, its section, and what it brings into another file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from jinja2 import Template as JinjaTemplate
from jinja2 import TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError
from lxml import etree

from docgen.engine.archive import unpack
from docgen.engine.wml import NAMESPACES, inner, parse, r, w, words
from docgen.errors import DocgenError, TemplateError
from docgen.render.environment import TemplateEnvironment
from docgen.render.house import AS_IS, House
from docgen.render.relations import ATTRIBUTES, Carried, carried
from docgen.render.tags import TAG, Spot, prepare, source

_DOCUMENT = "word/document.xml"
_RELATIONS = "word/_rels/document.xml.rels"
_REL = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_INCLUDE = re.compile(r"\{%p\s+include\s+[\"«„“”'](.+?)[\"»“”']\s*%\}")
_NOISE = [f"{{{NAMESPACES['w14']}}}{name}" for name in ("paraId", "textId")]


@dataclass(frozen=True)
class Program:
    """A part compiled: the Jinja template, the looks of its values' places, the places of its tags."""

    template: JinjaTemplate
    source: str
    run_properties: tuple[str, ...]
    spots: tuple[Spot, ...]

    def run(self, values: Mapping[str, object]) -> str:
        """Fill the part.

        Raises:
            TemplateError: an expression cannot be evaluated; the message names the tag and where it stands.
        """
        try:
            return self.template.render(values)
        except DocgenError:
            raise
        except (UndefinedError, SecurityError, TypeError, ValueError, ZeroDivisionError, AttributeError) as error:
            raise TemplateError(f"{self._spot(error)}: {_reason(error)}") from error

    def _spot(self, error: BaseException) -> str:
        line, trace = 0, error.__traceback__
        while trace is not None:
            if trace.tb_frame.f_code.co_filename == "<template>":
                line = trace.tb_lineno
            trace = trace.tb_next
        return _describe(self.source, line, self.spots)


@dataclass
class Template:
    """A template file.

    Attributes:
        name: the file's name, for messages.
        parts: the parts of the package in the look of the house.
        fragments: the shared parts that `{%p include "…" %}` puts in, by name.
        house: the look that has been put over the file's own.
    """

    name: str
    parts: Mapping[str, bytes]
    fragments: Mapping[str, Template] = field(default_factory=dict)
    house: House = AS_IS
    _foreign: dict[str, Carried] = field(default_factory=dict, init=False, repr=False)

    @classmethod
    def open(cls, path: Path, fragments: Mapping[str, Template] | None = None, house: House = AS_IS) -> Template:
        """Read a template; it is compiled when it is first rendered.

        Raises:
            TemplateError: the file cannot be read as DOCX.
        """
        try:
            data = path.read_bytes()
        except OSError as error:
            raise TemplateError(f"{path.name}: шаблон не читается ({error.strerror})") from error
        parts = unpack(data, path.name)
        if _DOCUMENT not in parts:
            raise TemplateError(f"{path.name}: это не документ Word")
        return cls(path.name, house.applied(parts, path.name), fragments or {}, house)

    @cached_property
    def root(self) -> etree._Element:
        """The main part with the fragments put in and every namespace declared."""
        root = _normalised(parse(self.parts[_DOCUMENT], self.name))
        for paragraph in list(root.iter(w("p"))):
            found = _INCLUDE.search(words(paragraph))
            if found:
                self._put_in(paragraph, found[1])
        return root

    def _put_in(self, paragraph: etree._Element, name: str) -> None:
        fragment = self.fragments.get(name)
        if fragment is None:
            known = ", ".join(f"«{key}»" for key in self.fragments)
            raise TemplateError(f"{self.name}: нет общей части «{name}»; есть: {known}")
        body = _normalised(parse(fragment.parts[_DOCUMENT], fragment.name)).find(w("body"))
        prefix = fragment.name.removesuffix(".docx")
        brought = carried(fragment.parts, _DOCUMENT, prefix)
        self._foreign |= {f"{key}_{prefix}": item for key, item in brought.items()}
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

    @property
    def foreign(self) -> Mapping[str, Carried]:
        """The pictures and links of the fragments put in, by their id in this template."""
        _ = self.root
        return self._foreign

    @cached_property
    def section(self) -> str:
        """The properties of the last section; references to headers are `{{ _header(…) }}`."""
        return self._compiled[1]

    @cached_property
    def body(self) -> Program:
        """The program of the body without its last section."""
        return self._compiled[0]

    @cached_property
    def opening(self) -> str:
        """The start tags of the main part, with every namespace that docgen knows."""
        shell = etree.Element(w("document"), nsmap=_named(self.root))
        shell.set(f"{{{NAMESPACES['mc']}}}Ignorable", " ".join(p for p in ("w14", "w15", "wp14") if p in shell.nsmap))
        text = etree.tostring(shell, encoding="unicode")
        return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text.removesuffix("/>")}><w:body>'

    @cached_property
    def _compiled(self) -> tuple[Program, str]:
        body = self.root.find(w("body"))
        if body is None:
            raise TemplateError(f"{self.name}: в документе нет тела")
        for reference in self.root.iter(w("headerReference"), w("footerReference")):
            reference.set(r("id"), f"{{{{ _header('{reference.get(r('id'))}') }}}}")
        ready = prepare(body, self.name, self.numbering)
        last = body[-1] if len(body) and body[-1].tag == w("sectPr") else None
        section = "" if last is None else inner(self.root, [last])
        xml = inner(self.root, [child for child in body if child is not last])
        return compiled(xml, ready.run_properties, ready.spots), section.replace("&#39;", "'")

    @cached_property
    def page(self) -> tuple[int, ...]:
        """Width, height and the four margins of the last section, in twentieths of a point."""
        section = parse(self.parts[_DOCUMENT], self.name).find(f"{w('body')}/{w('sectPr')}")
        size, margins = (section.find(w(name)) if section is not None else None for name in ("pgSz", "pgMar"))
        found = [int(size.get(w(name), "0")) for name in ("w", "h")] if size is not None else [11906, 16838]
        names = ("left", "right", "top", "bottom")
        found += [int(margins.get(w(name), "0")) for name in names] if margins is not None else [1701, 567, 1134, 1134]
        return tuple(found)

    @property
    def text_width(self) -> int:
        """The width of the text of the last section, in twentieths of a point."""
        return self.page[0] - self.page[2] - self.page[3]

    @cached_property
    def styles(self) -> Mapping[str, etree._Element]:
        """The styles by id."""
        root = parse(self.parts.get("word/styles.xml", b"<none/>"), self.name)
        return {style.get(w("styleId"), ""): style for style in root.iter(w("style"))}

    @cached_property
    def numbering(self) -> Mapping[str, tuple[str, str]]:
        """The list and the level of every style that has one: style id -> (numId, ilvl)."""
        return {name: found for name in self.styles if (found := self._style_list(name, 0))}

    def _style_list(self, name: str, steps: int) -> tuple[str, str] | None:
        style = self.styles.get(name)
        if style is None or steps > len(self.styles):
            return None
        number = style.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
        level = style.find(f"{w('pPr')}/{w('numPr')}/{w('ilvl')}")
        base = style.find(w("basedOn"))
        below = self._style_list(base.get(w("val"), ""), steps + 1) if base is not None else None
        if number is None:
            return below
        return number.get(w("val"), "0"), level.get(w("val"), "0") if level is not None else "0"

    @cached_property
    def relations(self) -> Mapping[str, tuple[str, str]]:
        """The relations of the main part: id -> (type, target)."""
        root = parse(self.parts.get(_RELATIONS, b"<none/>"), self.name)
        return {e.get("Id", ""): (e.get("Type", ""), e.get("Target", "")) for e in root.iter(f"{_REL}Relationship")}

    @cached_property
    def headers(self) -> Mapping[str, Program]:
        """The headers and footers by the id of their relation."""
        found = {}
        for key, (kind, target) in self.relations.items():
            if kind.endswith(("/header", "/footer")):
                root = _normalised(parse(self.parts[f"word/{target}"], self.name))
                ready = prepare(root, f"{self.name}, колонтитул", self.numbering)
                xml = etree.tostring(root, encoding="unicode")
                found[key] = compiled(xml, ready.run_properties, ready.spots)
        return found

    @cached_property
    def properties(self) -> Program | None:
        """The core properties of the file, if they hold tags."""
        xml = self.parts.get("docProps/core.xml", b"").decode("utf-8", "replace")
        return compiled(xml.replace("{{", "{{ _plain(").replace("}}", ") }}"), [], []) if "{{" in xml else None


_ENVIRONMENT = TemplateEnvironment()


def compiled(xml: str, run_properties: list[str], spots: list[Spot]) -> Program:
    """Compile a prepared part.

    Raises:
        TemplateError: a tag is not closed, a name is misspelt, a filter is unknown.
    """
    text = source(xml)
    try:
        template = _ENVIRONMENT.from_string(text)
    except TemplateSyntaxError as error:
        raise TemplateError(f"{_describe(text, error.lineno, tuple(spots))}: {_reason(error)}") from error
    return Program(template, text, tuple(run_properties), tuple(spots))


def _describe(text: str, line: int, spots: tuple[Spot, ...]) -> str:
    """Name the tag on a line of the Jinja source: docgen puts every tag on a line of its own number."""
    tags = [match[0] for match in TAG.finditer(text)]
    typed = [spot for spot in spots if not spot.tag.startswith(("{#", "{% colspan", "{% ширины", "{% слить"))]
    if not 2 <= line <= len(tags) + 1:  # noqa: PLR2004
        return typed[-1].part if typed else "шаблон"
    key = _bare(tags[line - 2])
    same = [at for at in range(line - 1) if _bare(tags[at]) == key]
    found = [spot for spot in typed if _bare(spot.tag) == key]
    return str(found[min(len(same), len(found)) - 1]) if found else f"тег {tags[line - 2]}"


def _bare(tag: str) -> str:
    """Strip a tag of what docgen and docxtpl have put around its words."""
    words = re.sub(r"^\{[{%]-?\s*(?:(?:tr|tc|p|r)\s)?\s*|\s*-?[%}]\}$", "", tag)
    words = re.sub(r"^_(?:put|block|plain)\(\((.*)\)(?:, \d+)?\)$", r"\1", words.strip())
    return "".join(words.split())


def _reason(error: Exception) -> str:
    message = str(error.message if isinstance(error, TemplateSyntaxError | UndefinedError) else error)
    if name := re.search(r"'([^']+)' is undefined|has no attribute '([^']+)'", message):
        return f"нет поля „{name[1] or name[2]}“"
    if name := re.search(r"No filter named '([^']+)'", message):
        return f"нет фильтра „{name[1]}“"
    if "end of template" in message or "Unexpected end" in message:
        return "не закрыт блок: добавьте {%p endfor %} или {%p endif %}"
    if "unknown tag" in message:
        return f"лишний или незнакомый тег ({message})"
    if isinstance(error, SecurityError):
        return "это в шаблонах запрещено"
    return message


def _normalised(root: etree._Element) -> etree._Element:
    """Return the root with every namespace declared, without the marks of editing sessions."""
    fresh = etree.Element(root.tag, nsmap=_named(root))
    fresh.extend(list(root))
    for element in fresh.iter():
        for name in _noise(element):
            del element.attrib[name]
    for element in list(fresh.iter(w("proofErr"), w("lastRenderedPageBreak"))):
        parent = element.getparent()
        if parent is not None and not element.tail:
            parent.remove(element)
    return fresh


def _named(root: etree._Element) -> dict[str, str]:
    """Return the namespaces of a part with all that docgen knows."""
    return {**{prefix: uri for prefix, uri in root.nsmap.items() if prefix}, **NAMESPACES}


def _noise(element: etree._Element) -> Iterator[str]:
    yield from (str(name) for name in list(element.attrib) if name in _NOISE or str(name).startswith(w("rsid")))
