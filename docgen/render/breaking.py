"""Where lines and pages of a body may break: lead-ins stay with what they open, titles end no line with «в»."""

from __future__ import annotations

import re

from docgen.regex import regex

_WORDS = "а|без|бы|в|во|вне|да|для|до|же|за|и|из|или|к|ко|ли|на|над|не|ни|но|о|об|обо|от|по|под|при|про|с|со|у|через"
_NO_TEXT = (
    r"(?:<w:bookmarkEnd [^>]*/>|<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:t(?: [^>]*)?>\s*</w:t></w:r>"
    r'|<w:r>(?:<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?<w:fldChar w:fldCharType="end"/></w:r>)*'
)
_LEAD_IN = regex(rf":</w:t></w:r>{_NO_TEXT}</w:p>(?=<w:p[ >]|<w:tbl>)")
_STYLE = regex(r'<w:pPr>(<w:pStyle w:val="[^"]*"/>)?')
_RUN = regex(r"<w:r>(.*?)</w:r>")
_TITLES = (
    "Heading|PaperTitle|TitleLine|TitleFirst|TitleRuled|CoverTitle|CoverName|SheetSubject|Heading[123]|Clause1"
    "|TableCaption|FigureCaption"
)
_TITLE = regex(rf'<w:p(?: [^>]*)?><w:pPr><w:pStyle w:val="(?:{_TITLES})"/>.*?</w:p>')
_TEXT = regex(r"(?<=>)[^<>]+(?=</w:t>)")
_SHORT = regex(rf"(?<![\w\u2011-])({_WORDS}) (?=\S)", re.IGNORECASE)
_RANGE = regex(r"(?<=\d)([–—-])(?=\d)")
_YEAR = regex(r"(?<=\d) (?=учебн|г\.|гг\.|год)")
JOINER = "\u2060"


def settled(body: str) -> str:
    """Return the XML of a body with its lead-ins kept with what follows and its titles bound.

    A paragraph that ends with a colon stays on the page of the next one. A lead-in that is bold from end to end is set
    to the left: justified, its few long words are pulled across the page.
    """
    pieces: list[str] = []
    end = 0
    for found in _LEAD_IN.finditer(body):
        begin = max(body.rfind("<w:p>", end, found.start()), body.rfind("<w:p ", end, found.start()))
        if begin < 0:
            continue
        pieces += [body[end:begin], _kept(body[begin : found.end()])]
        end = found.end()
    return _TITLE.sub(lambda title: bound(title[0]), "".join([*pieces, body[end:]]))


def _kept(paragraph: str) -> str:
    """Keep a paragraph with the next; one that is wholly bold is not justified."""
    head, closed, rest = paragraph.partition("</w:pPr>")
    if not closed:
        return paragraph
    if "<w:keepNext/>" not in head:
        head = _STYLE.sub(r"<w:pPr>\1<w:keepNext/>", head, count=1)
    runs = [run for run in _RUN.findall(rest) if _TEXT.search(run)]
    if runs and all("<w:b/>" in run for run in runs) and "<w:jc " not in head and "<w:sectPr" not in head:
        mark, has_mark, after = head.partition("<w:rPr>")
        head = f'{mark}<w:jc w:val="left"/>{has_mark}{after}'
    return head + closed + rest


def bound(title: str) -> str:
    """Bind the short words of a title to the next word, and the ends of its ranges to one another."""
    return _TEXT.sub(lambda text: _bound(text[0]), title)


def _bound(text: str) -> str:
    text = _SHORT.sub("\\1\u00a0", text)
    text = _SHORT.sub("\\1\u00a0", text)
    return _RANGE.sub(rf"\1{JOINER}", _YEAR.sub("\u00a0", text))
