"""A copy of a template with comments of Word where its faults are."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from docgen.engine.opening import opened
from docgen.engine.package import kinds
from docgen.engine.review import Fault
from docgen.errors import TemplateError

_AUTHOR = "docgen"


def annotated(template: bytes, faults: Iterable[Fault]) -> bytes:
    """Return a template of Word with a comment at every fault; a fault whose tag is not found stands at the beginning.

    Tags of headers cannot bear comments: theirs stand at the beginning, too.

    Raises:
        TemplateError: the file is none of Word's.
    """
    from docx import Document

    kinds(opened(template, "шаблон"), "шаблон")
    try:
        document = Document(io.BytesIO(template))
    except Exception as error:  # python-docx raises whatever it stumbles over
        raise TemplateError("шаблон: примечаний не поставить, файл повреждён") from error
    paragraphs = list(_paragraphs(document.element.body, document))
    for fault in faults:
        place = next((one for one in paragraphs if fault.spot.tag and fault.spot.tag in one.text), None)
        place = place or next(one for one in (*paragraphs, document.add_paragraph()) if one is not None)
        runs = place.runs or [place.add_run()]
        text = f"{fault.message}{fault.hint and '. '}{fault.hint}"
        shown = text if fault.spot.tag in place.text else str(fault)
        document.add_comment(runs, text=shown, author=_AUTHOR, initials="d")
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _paragraphs(body: Any, document: Any) -> Iterator[Any]:  # noqa: ANN401 - python-docx is not typed
    from docx.oxml.ns import qn
    from docx.text.paragraph import Paragraph

    for element in body.iter(qn("w:p")):
        yield Paragraph(element, document)
