"""Relations of parts: pictures and links that a template brings along into another file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from docgen.engine.wml import NAMESPACES, parse
from docgen.value import Value

RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_CARRIED = ("/image", "/hyperlink")
_USED = re.compile(r'(\br:(?:embed|id|link)=")([^"]+)(")')


class Carried(Value):
    """A relation that goes along: its type, its target in the new file, the bytes of the target if it lies inside."""

    kind: str
    target: str
    data: bytes | None


def carried(parts: Mapping[str, bytes], part: str, prefix: str) -> dict[str, Carried]:
    """Return the pictures and links of a part by the id of their relation; targets get a prefix of their own."""
    path = PurePosixPath(part)
    xml = parts.get(str(path.parent / "_rels" / f"{path.name}.rels"))
    found = {}
    for element in parse(xml, part).iter(RELATION) if xml else ():
        kind, target = element.get("Type", ""), element.get("Target", "")
        if not kind.endswith(_CARRIED):
            continue
        if element.get("TargetMode") == "External":
            found[element.get("Id", "")] = Carried(kind, target, None)
            continue
        data = parts.get(target.lstrip("/") if target.startswith("/") else str(path.parent / target))
        if data is not None:
            found[element.get("Id", "")] = Carried(kind, f"media/{prefix}_{PurePosixPath(target).name}", data)
    return found


def renamed(xml: str, ids: Mapping[str, str]) -> str:
    """Return XML with the ids of its relations changed."""
    return _USED.sub(lambda m: f"{m[1]}{ids.get(m[2], m[2])}{m[3]}", xml) if ids else xml


def rels(relations: Mapping[str, Carried]) -> bytes:
    """Return the relations part of a header that carries pictures or links."""
    rows = "".join(
        f'<Relationship Id="{key}" Type="{item.kind}" Target="{item.target}"'
        + (' TargetMode="External"/>' if item.data is None else "/>")
        for key, item in relations.items()
    )
    space = RELATION[1:].partition("}")[0]
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="{space}">{rows}</Relationships>'.encode()


ATTRIBUTES = tuple(f"{{{NAMESPACES['r']}}}{name}" for name in ("embed", "id", "link"))
