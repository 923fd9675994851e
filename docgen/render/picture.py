"""A picture in a line of text: DrawingML with a vector form for Word of today and a raster one for everything else."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

_MILLIMETRE = 36_000  # English metric units
_PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
# [MS-ODRAWXML] 2.4.6: the vector form stands in an extension that older programs pass over.
_VECTOR = (
    '<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}"><asvg:svgBlip '
    'xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{}"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture ready to be printed.

    Attributes:
        data: the raster form.
        kind: its extension: png, jpg.
        width_mm, height_mm: its size on paper.
        description: what is read to those who do not see it.
        vector: the same as SVG, if there is one.
    """

    data: bytes
    kind: str
    width_mm: float
    height_mm: float
    description: str
    vector: bytes | None = None


def drawing(picture: Picture, raster: str, vector: str | None) -> str:
    """Return the run content of a picture; ``raster`` and ``vector`` are the ids of its relations."""
    wide, high = (round(size * _MILLIMETRE) for size in (picture.width_mm, picture.height_mm))
    extension = _VECTOR.format(vector) if vector else ""
    return (
        f'<w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
        f'<wp:docPr id="1" name="Рисунок" descr="{escape(picture.description)}"/><wp:cNvGraphicFramePr>'
        f'<a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{_PICTURE}">'
        '<pic:pic><pic:nvPicPr><pic:cNvPr id="0" name="Рисунок"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
        f'<a:blip r:embed="{raster}">{extension}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
        f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
    )
