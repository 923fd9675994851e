"""What one template brings into the file of another: styles that are missing there, lists, headers, pictures.

Templates of one house share their styles, and then nothing is brought. A template that somebody has restyled keeps
its own look: a style of the same id and another definition comes in under a new id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from functools import cached_property, lru_cache

from lxml import etree

from docgen.engine.wml import w
from docgen.render.relations import Carried, carried, renamed
from docgen.render.template import Template
from docgen.value import Value

_LOOK = ("word/styles.xml", "word/numbering.xml")
_STYLED = re.compile(r'(<w:(?:pStyle|rStyle|tblStyle) w:val=")([^"]+)(")')


class Adoption(Value):
    """A guest in a host's file.

    Attributes:
        styles: the guest's style id -> the id in the host's file.
        new_styles: definitions to add to the host's styles, by their new id.
        lists: the guest's numId -> the abstract list of the host it equals, or None if it must be brought.
        new_lists: definitions of the lists to bring, by the guest's numId, without an id.
        relations: the ids of the guest's pictures and links -> their ids in the host's file.
        carried: those pictures and links, by their new id.
    """

    styles: Mapping[str, str]
    new_styles: Mapping[str, bytes]
    lists: Mapping[str, str | None]
    new_lists: Mapping[str, etree._Element]
    relations: Mapping[str, str]
    carried: Mapping[str, Carried]

    def restyled(self, xml: str) -> str:
        """Return the XML of the guest with its styles and relations named as in the host's file."""
        xml = renamed(xml, self.relations)
        if not self._changed:
            return xml
        return _STYLED.sub(lambda m: f"{m[1]}{self._changed.get(m[2], m[2])}{m[3]}", xml)

    @cached_property
    def _changed(self) -> Mapping[str, str]:
        return {old: new for old, new in self.styles.items() if old != new}


@lru_cache(maxsize=256)
def _canonical(xml: bytes) -> bytes:
    return etree.tostring(etree.fromstring(xml), method="c14n")


def adopt(host: Template, guest: Template, key: str, *, keeps_look: bool) -> Adoption:
    """Work out what the guest needs in the host's file.

    Args:
        host: the template whose file is written.
        guest: the template that is put into it.
        key: a short name of the guest for the ids it brings.
        keeps_look: whether the guest's own definition wins over the host's of the same id (a whole paper), or the
            host's (a fragment that has no look of its own).
    """
    own = {**carried(guest.parts, "word/document.xml", key.replace("/", "_")), **guest.compiled.foreign}
    ids = {old: f"{old}_{key.replace('/', '_')}" for old in own}
    relations = ids, {ids[old]: item for old, item in own.items()}
    mine = host.lists
    if all(guest.parts.get(part) == host.parts.get(part) for part in _LOOK):
        return Adoption({}, {}, {n: name for n, name in mine.lists.items() if name in mine.definitions}, {}, *relations)
    styles: dict[str, str] = {}
    for name, style in guest.styles.items():
        other = host.styles.get(name)
        same = other is None or not keeps_look or _same(other, style)
        styles[name] = name if same else f"{name}_{key}"
    brought = {styles[n]: _moved(s, styles) for n, s in guest.styles.items() if styles[n] not in host.styles}
    lists: dict[str, str | None] = {}
    new_lists: dict[str, etree._Element] = {}
    theirs = guest.lists
    known = {_shape(mine.definitions[name]): name for name in mine.lists.values() if name in mine.definitions}
    for number, name in theirs.lists.items():
        if name in theirs.definitions:
            element = theirs.definitions[name]
            lists[number] = known.get(_shape(element))
            if lists[number] is None:
                new_lists[number] = element
    return Adoption(styles, brought, lists, new_lists, *relations)


def _same(one: etree._Element, other: etree._Element) -> bool:
    return etree.tostring(one) == etree.tostring(other) or _definition(one) == _definition(other)


def _definition(style: etree._Element) -> bytes:
    """Return what a style means: its XML without the number of its list, which is the file's own."""
    copy = deepcopy(style)
    for element in list(copy.iter(w("numId"), w("rsid"))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return _canonical(etree.tostring(copy))


def _moved(style: etree._Element, names: Mapping[str, str]) -> bytes:
    """Return a style for another file: new names, and no list, since every paragraph names its own."""
    copy = deepcopy(style)
    copy.set(w("styleId"), names[style.get(w("styleId"), "")])
    if copy.get(w("default")):
        del copy.attrib[w("default")]
    for element in copy.iter(w("basedOn"), w("next"), w("link")):
        element.set(w("val"), names.get(element.get(w("val"), ""), element.get(w("val"), "")))
    if copy.get(w("styleId")) != style.get(w("styleId")):
        name = copy.find(w("name"))
        if name is not None:
            name.set(w("val"), f"{name.get(w('val'))} ({copy.get(w('styleId'), '').rpartition('_')[2]})")
    for element in list(copy.iter(w("numPr"))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return etree.tostring(copy)


def _shape(element: etree._Element) -> bytes:
    """Return what a list looks like: its levels without ids and without the styles linked to them."""
    copy = deepcopy(element)
    copy.attrib.clear()
    for name in ("nsid", "tmpl", "name", "styleLink", "numStyleLink"):
        for child in copy.findall(w(name)):
            copy.remove(child)
    return _canonical(etree.tostring(copy))
