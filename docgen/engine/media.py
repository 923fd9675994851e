"""What a value brings into the file beside text: pictures and links, with relations of the part that prints them."""

from __future__ import annotations

import hashlib
import io
import posixpath
import re
from collections.abc import Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any, BinaryIO

from lxml import etree

from docgen.engine.package import relations_of
from docgen.engine.wml import NAMESPACES

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
_ID = re.compile(rb'\bId="rId(\d+)"')
_ANY_ID = re.compile(rb'\bId="([^"]+)"')
_ADDRESS = "адрес:"
_USED = re.compile(r'\br:(?:id|embed|link)="([^"]+)"')
_LINK = re.compile(rf'r:id="{_ADDRESS}([^"]*)"')


class InlineImage:
    """A picture to be printed by `{{ name }}`: a file, its bytes or an open file; sizes are in EMU, as in python-docx.

    One of the sizes keeps the proportions; without both the picture's own resolution counts.
    """

    def __init__(
        self, image_descriptor: str | Path | bytes | BinaryIO, width: int | None = None, height: int | None = None,
        anchor: str | None = None,
    ) -> None:  # fmt: skip
        self.image_descriptor = image_descriptor
        self.width, self.height, self.anchor = width, height, anchor

    def __html__(self) -> str:
        raise ValueError("картинка может стоять только в документе")


class Additions:
    """The parts and relations that one document has beside those of its template."""

    def __init__(self, parts: Mapping[str, bytes], styles: str) -> None:
        """``parts``: the relations of the template's parts by their names; ``styles``: the name of that of styles."""
        self._own, self._sheet = parts, styles
        self._relations: dict[str, dict[tuple[str, str, bool], str]] = {}
        self.parts: dict[str, bytes] = {}
        self._styles: dict[str, Any] = {}

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relation of a part; the same relation has one id."""
        mine = self._relations.setdefault(part, {})
        used = (int(number) for number in _ID.findall(self._own.get(relations_of(part), b"")))
        return mine.setdefault((kind, target, external), f"rId{max(used, default=0) + len(mine) + 1}")

    def ids(self, part: str) -> Ids:
        """Return the ids of the relations of a part, those to come too."""
        return Ids(ids_of(self._own.get(relations_of(part), b"")), self._relations.setdefault(part, {}))

    def link(self, part: str, address: str) -> str:
        """Return the id of a link to an address of the net."""
        return self.relate(part, f"{_OFFICE}/hyperlink", address, external=True)

    def picture(self, part: str, data: bytes, extension: str) -> str:
        """Return the id of a picture; the same picture is one part of the file however often it is printed."""
        name = f"word/media/{hashlib.sha256(data).hexdigest()[:24]}.{extension}"
        self.parts[name] = data
        return self.relate(part, f"{_OFFICE}/image", posixpath.relpath(name, posixpath.dirname(part)))

    def style(self, name: str, definition: Any) -> None:  # noqa: ANN401
        """Take a style of another document, unless the template has one of the same id."""
        self._styles.setdefault(name, definition)

    def styles(self) -> Mapping[str, bytes]:
        """Return the part of styles, if other documents have brought new ones."""
        xml = self._own.get(self._sheet, b"")
        new = [one for name, one in self._styles.items() if f'w:styleId="{name}"'.encode() not in xml]
        if not new or not xml:
            return {}
        rows = b"".join(etree.tostring(one, with_tail=False) for one in new)
        return {self._sheet: xml.replace(b"</w:styles>", rows + b"</w:styles>")}

    def relations(self) -> Mapping[str, bytes]:
        """Return the relations of the parts that have got new ones."""
        empty = f'<Relationships xmlns="{_SPACE}"></Relationships>'.encode()
        made = {}
        for part, mine in self._relations.items():
            if not mine:
                continue
            name = relations_of(part)
            rows = "".join(
                f'<Relationship Id="{key}" Type="{kind}" Target="{escape(target)}"'
                + (' TargetMode="External"/>' if external else "/>")
                for (kind, target, external), key in mine.items()
            )
            own = self._own.get(name, empty)
            own = own if b"</Relationships>" in own else empty
            made[name] = own.replace(b"</Relationships>", f"{rows}</Relationships>".encode())
        return made


class Ids:
    """The ids of the relations of a part: the template's and those that values add."""

    def __init__(self, own: frozenset[str], new: Mapping[Any, str]) -> None:
        self._own, self._new = own, new

    def __contains__(self, key: object) -> bool:
        return key in self._own or key in self._new.values()


def ids_of(relations: bytes) -> frozenset[str]:
    """Return the ids of a part of relations."""
    return frozenset(key.decode() for key in _ANY_ID.findall(relations))


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
        if isinstance(source, str | Path):
            data = Path(source).read_bytes()
        elif isinstance(source, bytes):
            data = source
        else:
            source.seek(0)
            data = source.read()
        found = Image.from_file(io.BytesIO(data))
    except OSError as error:
        raise ValueError(f"картинка {Path(source).name} не читается ({error.strerror})") from error
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
