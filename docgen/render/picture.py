"""A picture in a line of text: DrawingML with a vector form for Word of today and a raster one for everything else."""

from __future__ import annotations

from typing import Literal

from docgen.value import Value

_MILLIMETRE = 36_000  # English metric units
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
# [MS-ODRAWXML] 2.4.6: the vector form stands in an extension that older programs pass over.
_VECTOR = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)

_INLINE = '<wp:inline distT="0" distB="0" distL="0" distR="0">'
_ANCHOR = (
    '<wp:anchor distT="0" distB="{below}" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="margin">'
    '<wp:align>{side}</wp:align></wp:positionH><wp:positionV relativeFrom="{edge}">'
    "<wp:posOffset>{offset}</wp:posOffset></wp:positionV>"
)
_NO_EFFECTS = '<wp:effectExtent l="0" t="0" r="0" b="0"/>'
# What stands before the size of a picture, behind it, and at the end; lengths in English metric units.
_FRAMES = {
    "в строке": (_INLINE, "", "</wp:inline>"),
    # 10 mm from the upper edge; the text begins below (norm D25-ARMS)
    "вверху листа": (_ANCHOR.format(side="center", edge="page", offset=10 * _MILLIMETRE, below=2 * _MILLIMETRE),
                     f"{_NO_EFFECTS}<wp:wrapTopAndBottom/>", "</wp:anchor>"),
    # in the lower margin, where there is no text (norm D25-QR)
    "внизу листа": (_ANCHOR.format(side="right", edge="bottomMargin", offset=2 * _MILLIMETRE, below=0),
                    f"{_NO_EFFECTS}<wp:wrapNone/>", "</wp:anchor>"),
}  # fmt: skip


class Picture(Value):
    """A picture ready to be printed.

    Attributes:
        data: the raster form.
        kind: its extension: png, jpg.
        width_mm, height_mm: its size on paper.
        description: what is read to those who do not see it.
        vector: the same as SVG, if there is one.
        place: where it stands: in the line of text, or at a place of the sheet.
    """

    data: bytes
    kind: str
    width_mm: float
    height_mm: float
    description: str
    vector: bytes | None = None
    place: Literal["в строке", "вверху листа", "внизу листа"] = "в строке"


def drawing(picture: Picture, number: int, raster: str, vector: str | None) -> str:
    """Return the run content of a picture; ``raster`` and ``vector`` are the ids of its relations."""
    from html import escape  # few papers have pictures

    wide, high = (round(size * _MILLIMETRE) for size in (picture.width_mm, picture.height_mm))
    extension = _VECTOR.format(vector) if vector else ""
    opening, around, closing = _FRAMES[picture.place]
    return (
        f'<w:drawing>{opening}<wp:extent cx="{wide}" cy="{high}"/>{around}'
        f'<wp:docPr id="{number}" name="Рисунок" descr="{escape(picture.description)}"/><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{_PICTURE}">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="Рисунок"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{raster}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        f"</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>{closing}</w:drawing>"
    )
