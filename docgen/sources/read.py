"""Reading a source: the main file, what it includes, and what its house says where it is silent."""

from __future__ import annotations

from docgen.arguments import StrPath, demand, path_of
from docgen.finding import Place
from docgen.sources.house import House
from docgen.sources.include import read_node
from docgen.sources.node import data, plain
from docgen.sources.source import BROKEN, Source


def read(path: StrPath, root: StrPath | None = None, house: House | None = None) -> Source:
    """Read a source with everything it includes.

    Args:
        path: the main file: YAML or JSON.
        root: the folder that includes must not leave; the folder of the main file if it is not given.
        house: the profile of the house, from `read_house`.

    Raises:
        UsageError: there is no such file, or it is of another format.
        MachineError: the file cannot be read.
    """
    path = path_of(path, "источник")
    demand(house, House | None, "файл организации", "docgen.read_house(…)")
    root = None if root is None else path_of(root, "папка, из которой можно подключать файлы")
    node, findings, files = read_node(path, root)
    folders = (path.parent, root or path.parent)
    if house is not None:
        findings, files = (*findings, *house.findings), (*files, *house.files)
    if node is None:
        return Source(BROKEN, {(): Place(path.name)}, findings, folders, files)
    if house is not None:
        node = house.under(node)
    return Source(data(node), dict(plain(node)), findings, folders, files)
