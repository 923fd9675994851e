"""Arabic clauses under Roman sections: «I.» and «1.1.», not «I.1.» (norm POL-NUM).

Word writes this in one list with the mark «legal» (ISO/IEC 29500-1, 17.9.4), which LibreOffice passes over. So the
clauses of every section get a list of their own whose first level begins with the number of the section.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from copy import deepcopy
from functools import cache, lru_cache

from lxml import etree

from docgen.engine.wml import w

_NUMBERED = re.compile(r'(<w:numPr><w:ilvl w:val="(\d)"/><w:numId w:val=")(\d+)("/></w:numPr>)')


@lru_cache(maxsize=1024)  # the definitions of templates stay
def is_roman(definition: etree._Element) -> bool:
    """Tell whether a list has Roman sections and legal levels below them."""
    form = definition.find(f"{w('lvl')}/{w('numFmt')}")
    return form is not None and form.get(w("val")) == "upperRoman" and definition.find(f".//{w('isLgl')}") is not None


def of_section(definition: etree._Element, section: int) -> etree._Element:
    """Return the list of the clauses of one section: the same levels, the first of them Arabic."""
    copy = deepcopy(definition)
    for element in list(copy.iter(w("isLgl"), w("pStyle"), w("nsid"), w("tmpl"))):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    for name, value in (("numFmt", "decimal"), ("start", str(section))):
        for element in copy.findall(f"{w('lvl')}/{w(name)}")[:1]:
            element.set(w("val"), value)
    return copy


def sectioned(document: str, roman: Collection[str], list_of: Callable[[str, int], str]) -> str:
    """Return the main part with every clause in the list of its section.

    Args:
        document: the main part.
        roman: the numIds of the lists with Roman sections.
        list_of: makes the list of a section: the numId of the whole and the number of the section give a numId.
    """
    sections = dict.fromkeys(roman, 0)
    known = cache(list_of)

    def moved(match: re.Match[str]) -> str:
        before, level, number, after = match.groups()
        if number not in sections:
            return match[0]
        if level == "0":
            sections[number] += 1
        elif sections[number]:
            number = known(number, sections[number])
        return f"{before}{number}{after}"

    return _NUMBERED.sub(moved, document)
