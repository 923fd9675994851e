"""The marker law: a marker put into a text of a source is in the paper, or a finding or a note names its field."""

from __future__ import annotations

import copy
import html
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from docgen import kinds, pipeline, sources
from docgen.finding import Path
from docgen.model.registry import Registry
from docgen.render.library import Library

_FEW = 3
_TAGS = re.compile(r"<[^>]*>")


def leaves(value: object, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Yield every scalar of plain data with its path."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, (*path, index))
    elif value is not None:
        yield path, value


def marked(data: Any, paths: Mapping[Path, str]) -> Any:
    """Return the data with a marker behind each of the scalars."""
    data = copy.deepcopy(data)
    for path, marker in paths.items():
        around = data
        for step in path[:-1]:
            around = around[step]
        around[path[-1]] = f"{around[path[-1]]} {marker}"
    return data


def words(data: bytes) -> str:
    """Return every word of a file of Office: the body, headers, notes, properties, names of drawings."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels"))]
    said = " ".join(value for part in parts for value in re.findall(r'(?:descr|Target)="([^"]*)"', part))
    return html.unescape("".join(_TAGS.sub("", part) for part in parts) + said)


class Trial:
    """A source whose texts are marked."""

    def __init__(self, source: sources.Source, library: Library, **options: Any) -> None:
        self._source, self._library, self._options = source, library, options

    def lost(self) -> list[Path]:
        """Return the texts whose markers are neither printed nor named."""
        left = {path: f"Ъ{number}Ъ" for number, (path, _) in enumerate(leaves(self._source.data), 1)}
        while left:
            found = self._missing(self._accepted(left))
            if len(found) == len(left) or len(found) <= _FEW:
                return [path for path, marker in found.items() if self._missing({path: marker})]
            left = dict(found)
        return []

    def _accepted(self, markers: Mapping[Path, str]) -> Mapping[Path, str]:
        """Return the markers that the model takes all together."""
        left = dict(markers)
        for _ in range(20):
            loaded = self._read(left)
            refused = {self._source.typed(finding.path) for finding in loaded.errors}
            if not refused:
                return left
            left = {path: m for path, m in left.items() if not any(path[: len(r)] == r for r in refused)}
        return {}

    def _read(self, markers: Mapping[Path, str]) -> pipeline.Loaded:
        source = sources.Source(marked(self._source.data, markers), self._source.places, (), self._source.folders)
        return pipeline.checked(source, Registry(kinds=kinds.kinds()))

    def _missing(self, markers: Mapping[Path, str]) -> Mapping[Path, str]:
        loaded = self._read(markers)
        if loaded.document is None:
            return {}
        papers = list(pipeline.render(loaded.document, self._library, "x", **self._options))
        printed = "".join(words(paper.data) for paper in papers).casefold()
        notes = "".join(paper.note for paper in papers)
        named = {self._source.typed(finding.path) for finding in loaded.findings} - {()}
        return {
            path: marker for path, marker in markers.items()
            if marker.casefold() not in printed and not any(path[: len(n)] == n for n in named)
            and f"„{path[0]}“" not in notes
        }  # fmt: skip
