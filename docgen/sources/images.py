"""Pictures of a source: PNG, JPEG and SVG, told by their content and refused if they could do harm."""

from __future__ import annotations

import io
import warnings

from docgen.finding import Place
from docgen.sources.node import Node, Reading
from docgen.sources.svg import DrawingError, cleaned
from docgen.vocabulary import term

MAX_BYTES = 5 * 1024 * 1024
MAX_PIXELS = 40_000_000
_FORMATS = {b"\x89PNG\r\n\x1a\n": "PNG", b"\xff\xd8\xff": "JPEG"}
_HINT = "Сохраните рисунок в PNG или JPEG"


def read_image(raw: bytes, name: str) -> Reading:
    """Return a mapping with the bytes of a picture, or what is wrong with it."""
    place, reading = Place(name), Reading()
    if len(raw) > MAX_BYTES:
        reading.complain("велик", "рисунок больше 5 МБ", place, "Уменьшите его: на бумаге он мал")
    elif kind := next((kind for start, kind in _FORMATS.items() if raw.startswith(start)), ""):
        if wrong := _raster_fault(raw, kind):
            reading.complain("рисунок", wrong, place, _HINT)
        else:
            reading.node = _node(raw, place)
    else:
        try:
            reading.node = _node(cleaned(raw), place)
        except DrawingError as error:
            reading.complain("рисунок", str(error), place, _HINT)
    return reading


def _node(data: bytes, place: Place) -> Node:
    return Node({term("data"): Node(data, place)}, place)


def _raster_fault(raw: bytes, kind: str) -> str:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(raw), formats=[kind]) as picture:
                width, height = picture.size
                if width * height > MAX_PIXELS:
                    return "в рисунке слишком много точек"
                picture.load()
    except Exception:  # noqa: BLE001 - Pillow raises whatever its decoders meet in a damaged file
        return f"рисунок повреждён: {kind} не читается"
    return ""
