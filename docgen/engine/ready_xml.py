"""Ready XML made to fit the place where it is printed: checked, its breaks resolved, its properties in order."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml import etree

from docgen.engine.spot import Site
from docgen.engine.wml import NAMESPACES, rank

CONTROL = re.compile("[\x00-\x1f\ufffe\uffff]")
_DECLARED = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
BREAK, TAB = b'</w:t><w:br/><w:t xml:space="preserve">', b'</w:t><w:tab/><w:t xml:space="preserve">'


def broken(text: str, run: str, paragraph: str) -> str:
    """Turn control characters into the breaks that they mean, in the look of the place."""
    text = text.replace("\n", BREAK.decode()).replace("\t", TAB.decode())
    if "\a" not in text and "\f" not in text:
        return text
    begin = f'<w:p>{paragraph}<w:r>{run}<w:t xml:space="preserve">'
    text = text.replace("\a", f"</w:t></w:r></w:p>{begin}")
    page = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
    return text.replace("\f", f"</w:t></w:r></w:p>{page}{begin}")


NO_ROWS = "здесь могут стоять только строки или ячейки таблицы; напишите тег без tr и tc"
_PARAGRAPHS = ("<w:p>", "<w:p ", "<w:tbl")
_OWN_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>(<w:pPr>.*?</w:pPr>)?.*?</w:p>", re.DOTALL)
_OWN_RUN = re.compile(r"<w:r(?: [^>]*)?>(<w:rPr>.*?</w:rPr>)?.*?</w:r>", re.DOTALL)
_OWN_LOOK = re.compile(r"(?<=<w:rPr>)(?:<w:\w+(?: [^>]*)?/>)+(?=</w:rPr>)")
_ONE_LOOK = re.compile(r"<w:(\w+)[^>]*/>")
_WORDS = re.compile(r"(<w:t(?: [^>]*)?>)([^<]*)(</w:t>)")


_AROUND = {"text": ("<w:p><w:r><w:t>", "</w:t></w:r></w:p>"), "run": ("<w:p>", "</w:p>"),
           "block": ("", ""), "rows": ("", "")}  # fmt: skip


def placed(xml: str, site: Site) -> str:
    """Return ready XML made to fit its place: checked, its control characters resolved, runs between runs.

    Raises:
        ValueError: the XML is not well-formed, or it is of paragraphs where only words can stand.
    """
    if site.kind not in _AROUND:
        raise ValueError("здесь может стоять только текст")
    if site.kind == "rows" and xml.startswith(_PARAGRAPHS):
        raise ValueError(NO_ROWS)
    xml = _OWN_LOOK.sub(lambda look: _in_order(look[0]), xml)
    if CONTROL.search(xml):
        if xml.startswith(_PARAGRAPHS):
            xml = _OWN_PARAGRAPH.sub(lambda found: _with_breaks(found[0], found[1] or ""), xml)
        else:
            xml = _with_breaks(xml, site.paragraph)
        xml = broken(xml, site.run, site.paragraph) if site.kind == "text" else CONTROL.sub(" ", xml)
    if site.kind == "text" and xml.startswith("<w:"):
        if xml.startswith(_PARAGRAPHS):
            raise ValueError("значение — абзацы или таблица; напишите тег так: {{p … }}")
        xml = f'</w:t></w:r>{xml}<w:r>{site.run}<w:t xml:space="preserve">'
    check_xml(xml, *_AROUND[site.kind])
    if site.kind == "block" and xml.startswith(("<w:r>", "<w:r ", "<w:hyperlink")):
        return f"<w:p>{site.paragraph}{xml}</w:p>"
    return xml


_BETWEEN = re.compile(r">[^<]+<")
_DOUBTFUL = re.compile(r"<[!?]|\]\]>|&(?!(?:amp|lt|gt|#3[4-9]|#6[02]);)")  # words that a tag may hide in, or spoil
BARE = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d+|#x[0-9a-fA-F]+);)")  # a sign that `|safe` left to itself
_SHORT = 1000


def check_xml(xml: str, before: str = "", after: str = "") -> None:
    """Refuse what is no XML; rich texts of one look have the same tags, so these are looked at once."""
    tags = _BETWEEN.sub("><", f">{xml}<")[1:-1]
    known = len(tags) < _SHORT and not _DOUBTFUL.search(xml) and not _fault(f"{before}{tags}{after}")
    if not known and (fault := _fault.__wrapped__(f"{before}{xml}{after}")):
        raise ValueError(f"значение содержит неверный XML ({fault})")


@lru_cache(_SHORT)
def _fault(xml: str) -> str:
    try:
        etree.fromstring(f"<docgen {_DECLARED}>{xml}</docgen>", _PARSER)
    except etree.XMLSyntaxError as error:
        return error.msg
    return ""


def _with_breaks(xml: str, paragraph: str) -> str:
    """Return runs with their control characters resolved, in the look of each; ``paragraph``: the look around them."""

    def of_run(run: re.Match[str]) -> str:
        return _WORDS.sub(lambda text: text[1] + broken(text[2], run[1] or "", paragraph) + text[3], run[0])

    return _OWN_RUN.sub(of_run, xml)


@lru_cache(64)  # rich texts have few looks
def _in_order(look: str) -> str:
    """Return the properties of a run in the order of the schema: rich texts have them as they were asked for."""
    found = sorted(_ONE_LOOK.finditer(look), key=lambda one: rank("rPr", one[1]))
    return "".join(one[0] for one in found)
