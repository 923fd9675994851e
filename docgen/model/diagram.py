"""Diagrams: boxes and the arrows between them, as a source describes them; where they stand is the renderer's work."""

from typing import Annotated, Literal

from pydantic import Field

from docgen.folding import fold, similar
from docgen.model.faults import fault
from docgen.model.part import Part
from docgen.model.scalar import Scalar
from docgen.model.text import Text

Row = Annotated[int, Field(ge=1, le=30)]


class Node(Part):
    """A box: its text, the row that it must stand in (counted from 1), its look."""

    alias: Scalar = ""
    text: Text
    row: Row | None = None
    kind: Literal["обычный", "главный", "пунктир"] = "обычный"

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a plain text stand for a box that is named by its text."""
        return {"текст": value} if isinstance(value, str) else value

    @property
    def key(self) -> str:
        """The folded name that arrows use."""
        return fold(self.alias or str(self.text))


class Edge(Part):
    """An arrow from a box to a box, with a legend beside it."""

    source: Scalar
    target: Scalar
    legend: Text | None = None
    kind: Literal["стрелка", "обоюдная", "линия", "пунктир"] = "стрелка"

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let a list stand for an arrow: from, to, and the legend if there is one."""
        if isinstance(value, list | tuple):
            if len(value) not in (2, 3):
                raise fault("связь", "в связи должно быть два узла и, если нужна, подпись", "Напишите [откуда, куда]")
            return dict(zip(("от", "к", "подпись"), value, strict=False))
        return value


class Diagram(Part):
    """A diagram with its caption; ``description`` is read aloud to those who do not see it."""

    heading: Text
    description: Text | None = None
    direction: Literal["сверху вниз", "слева направо"] = "сверху вниз"
    nodes: Annotated[tuple[Node, ...], Field(min_length=1, max_length=60)]
    edges: Annotated[tuple[Edge, ...], Field(max_length=200)] = ()

    def model_post_init(self, _: object, /) -> None:
        """Refuse two boxes of one name and an arrow to a box that is not there."""
        names: dict[str, str] = {}
        for node in self.nodes:
            if not str(node.text).strip():
                raise fault("узел", "у узла схемы нет текста", "Заполните поле „текст“")
            if node.key in names:
                raise fault("дважды", f"узел „{names[node.key]}“ дан дважды", "Назовите узлы по-разному")
            names[node.key] = node.alias or str(node.text)
        for edge in self.edges:
            for name in (edge.source, edge.target):
                if fold(name) not in names:
                    hint = similar(name, names) or f"Есть узлы: {', '.join(f'„{n}“' for n in names.values())}"
                    raise fault("нет-узла", f"связь ведёт к узлу „{name}“, а его нет", hint)
            if fold(edge.source) == fold(edge.target):
                raise fault("связь", f"связь узла „{edge.source}“ ведёт к нему самому", "Уберите её")

    @property
    def alternative(self) -> str:
        """What is read instead of the picture: the description, or the boxes and the arrows one by one."""
        if self.description:
            return str(self.description)
        names = {node.key: " ".join(str(node.text).split()) for node in self.nodes}
        joined = {"стрелка": "→", "обоюдная": "↔", "линия": "—", "пунктир": "⇢"}
        links = []
        for edge in self.edges:
            legend = f" ({edge.legend})" if edge.legend else ""
            links.append(f"{names[fold(edge.source)]} {joined[edge.kind]} {names[fold(edge.target)]}{legend}")
        boxes = "; ".join(names.values())
        return f"Схема «{self.heading}». Узлы: {boxes}." + (f" Связи: {'; '.join(links)}." if links else "")
