"""Pictures and links among values: what they print, and what they add to the file."""

from __future__ import annotations

import io
import os
import re
from html import escape, unescape
from pathlib import Path
from typing import Any, BinaryIO

from docgen.arguments import StrPath
from docgen.engine.additions import Additions
from docgen.engine.wml import NAMESPACES
from docgen.errors import why

_ADDRESS = "адрес:"
_USED = re.compile(r'\br:(?:id|embed|link)="([^"]+)"')
_LINK = re.compile(rf'r:id="{_ADDRESS}([^"]*)"')


class InlineImage:
    """A picture to be printed by `{{ name }}`: a file, its bytes or an open file; sizes are in EMU, as in python-docx.

    One of the sizes keeps the proportions; without both the picture's own resolution counts.
    """

    def __init__(
        self, image_descriptor: StrPath | bytes | BinaryIO, width: int | None = None, height: int | None = None,
        anchor: str | None = None,
    ) -> None:  # fmt: skip
        self.image_descriptor = image_descriptor
        self.width, self.height, self.anchor = width, height, anchor

    def __html__(self) -> str:
        raise ValueError("картинка может стоять только в документе")


def address(url: str) -> str:
    """Return what stands for the id of a link until a document is made: docxtpl's rich texts take it as `url_id`."""
    return escape(_ADDRESS + url)


def linked(xml: str, additions: Additions, part: str) -> str:
    """Return ready XML with its links related to the part."""
    if "r:" not in xml:
        return xml
    if _ADDRESS in xml:
        xml = _LINK.sub(lambda match: f'r:id="{additions.link(part, unescape(match[1]))}"', xml)
    known = additions.ids(part)
    if lost := next((key for key in _USED.findall(xml) if key not in known), None):
        raise ValueError(f"ссылка {lost} ни на что не указывает; url_id даёт build_url_id этого же шаблона")
    return xml


def drawing(image: Any, additions: Additions, part: str, number: int) -> str:  # noqa: ANN401
    """Return the run of a picture, docgen's or docxtpl's.

    Raises:
        ValueError: the file is not found, or it is no picture that Word knows.
    """
    from docx.image.exceptions import UnexpectedEndOfFileError, UnrecognizedImageError
    from docx.image.image import Image

    source = image.image_descriptor
    try:
        if isinstance(source, str | os.PathLike):
            data = Path(source).read_bytes()
        elif isinstance(source, bytes):
            data = source
        else:
            source.seek(0)
            data = source.read()
        found = Image.from_file(io.BytesIO(data))
    except OSError as error:
        raise ValueError(f"картинка {Path(source).name} не читается ({why(error)})") from error
    except (UnrecognizedImageError, UnexpectedEndOfFileError) as error:
        raise ValueError("это не картинка, которую понимает Word (нужны PNG, JPEG, GIF, BMP или TIFF)") from error
    width, height = found.scaled_dimensions(image.width, image.height)
    key = additions.picture(part, data, found.ext)
    anchor = getattr(image, "anchor", None)
    link = f'<a:hlinkClick r:id="{additions.link(part, anchor)}"/>' if anchor else ""
    name = escape(f"Рисунок {number}")
    declared = " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("a", "pic", "r", "wp"))
    return (
        f'<w:r><w:drawing><wp:inline {declared} distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:docPr id="{number}" name="{name}">{link}</wp:docPr>'
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr>'
        f'<pic:cNvPr id="{number}" name="{name}">{link}</pic:cNvPr><pic:cNvPicPr/></pic:nvPicPr>'
        f'<pic:blipFill><a:blip r:embed="{key}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
