"""What a reader of one file hands on: values with their places, before includes are resolved."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from docgen.finding import Finding, Path, Place


@dataclass
class Node:
    """A value and where it stands. ``value`` is a scalar, a list of nodes or a dict of nodes by key."""

    value: object
    place: Place


@dataclass
class Reading:
    """The outcome of reading a file: a node, or none, and what is wrong."""

    node: Node | None = None
    findings: list[Finding] = field(default_factory=list)

    def complain(self, code: str, message: str, place: Place, hint: str = "", path: Path = ()) -> None:
        """Add an error."""
        self.findings.append(Finding(code, "error", message, place, path, hint))

    def remark(self, code: str, message: str, place: Place, hint: str = "") -> None:
        """Add a remark: the reading goes on."""
        self.findings.append(Finding(code, "warning", message, place, (), hint))

    @property
    def failed(self) -> bool:
        """Whether something is wrong, and not only worth a remark."""
        return any(finding.severity == "error" for finding in self.findings)


def plain(node: Node, path: Path = ()) -> Iterator[tuple[Path, Place]]:
    """Yield the place of every value below a node."""
    yield path, node.place
    if isinstance(node.value, dict):
        for key, child in node.value.items():
            yield from plain(child, (*path, key))
    elif isinstance(node.value, list):
        for index, child in enumerate(node.value):
            yield from plain(child, (*path, index))


def data(node: Node) -> object:
    """Return the value of a node without places."""
    if isinstance(node.value, dict):
        return {key: data(child) for key, child in node.value.items()}
    if isinstance(node.value, list):
        return [data(child) for child in node.value]
    return node.value
