"""An emblem or arms as a picture ready to be printed; SVG gets a raster form for programs that cannot draw it."""

from __future__ import annotations

import io

from docgen.model.image import Image
from docgen.render.painter import painted
from docgen.render.picture import Picture
from docgen.value import replace

_DPI = 300
_INCH = 25.4
_LARGEST_MM = 160.0  # the text is not wider


def pictured(image: Image) -> Picture:
    """Return a picture of the source at its height on paper.

    Raises:
        DocgenError: the picture is SVG that cannot be drawn.
        MachineError: the library that draws it is not there.
    """
    from PIL import Image as Raster

    vector = image.data if image.data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<") else None
    data = painted(vector, round(float(image.height) / _INCH * _DPI)) if vector else image.data
    with Raster.open(io.BytesIO(data)) as raster:
        width, height = raster.size
        kind = "jpg" if raster.format == "JPEG" else "png"
    wide, high = float(image.height) * width / height, float(image.height)
    shrink = min(1.0, _LARGEST_MM / wide)
    return Picture(data, kind, wide * shrink, high * shrink, str(image.description) or "Эмблема", vector)


def at_top(value: object) -> object:
    """Return an emblem in the middle of the upper margin (norm D25-ARMS); the filter `вверху_листа` of templates."""
    return replace(pictured(value), place="вверху листа") if isinstance(value, Image) else value
