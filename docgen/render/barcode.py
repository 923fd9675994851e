"""The QR code of a paper, requisite 31 (ГОСТ Р 7.0.97-2025; norm D25-QR)."""

from __future__ import annotations

import io

from docgen.render.picture import Picture

_SIDE_MM = 15.0  # it stands in the lower margin, which is 20 mm
_QUIET = 2  # light modules around the code


def barcode(value: object) -> Picture:
    """Return the QR code of a text in the lower right corner of the sheet; the filter `штрихкодом` of templates."""
    import segno

    buffer = io.BytesIO()
    segno.make(str(value), error="m", micro=False).save(buffer, kind="png", scale=12, border=_QUIET)
    return Picture(buffer.getvalue(), "png", _SIDE_MM, _SIDE_MM, f"QR-код: {value}", place="внизу листа")
