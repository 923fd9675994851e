"""Linking: every reference of a document is replaced by what it means; what leads nowhere becomes a finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import is_
from typing import Any, Protocol, TypeVar, runtime_checkable

from docgen.finding import Finding, Path
from docgen.folding import fold
from docgen.model.act import Act
from docgen.model.blocks import Block, Definition, Inserted, Item, Items, Listing, Paragraph, Rows
from docgen.model.caption import captions
from docgen.model.document import Document
from docgen.model.part import Part
from docgen.model.prose import Prose, sole_reference
from docgen.model.reference import LinkError
from docgen.model.scope import Scope
from docgen.model.text import Blank, Reference, Run, Text
from docgen.model.walk import PLAIN, texts, walked
from docgen.value import replace
from docgen.vocabulary import term

D = TypeVar("D", bound=Document)


@runtime_checkable
class Listable(Protocol):
    """What can stand as an item of a list made by a reference: a task, a stage."""

    def as_item(self, number: int) -> Text:
        """Return the text of the item; ``number`` is its place in the list, from 1."""


def linked(document: D) -> tuple[D, tuple[Finding, ...]]:
    """Return the document without references, its appendices marked, and the references that lead nowhere.

    The findings have paths but no places: the model does not know the files.
    """
    linker = _Linker()
    document = document.of_its_day()
    result = linker.document(document, Scope((document,), {}, {}), ())
    return result, tuple(dict.fromkeys(linker.findings))


class _Linker:
    def __init__(self) -> None:
        self.findings: list[Finding] = []

    def document(self, document: D, scope: Scope, path: Path) -> D:
        self._plain(document, path)
        scope = scope.captioned(captions(document, path))
        fields = self._fields(document, scope, path)
        marked = document.model_copy(update=fields).marked()
        fields["appendices"] = tuple(
            self.document(appendix, scope.inside(appendix), (*path, term("appendices"), index))
            for index, appendix in enumerate(marked)
        )
        return document.model_copy(update=fields)

    def _fields(self, part: Part, scope: Scope, path: Path) -> dict[str, Any]:
        """Return the fields of a part that linking changes."""
        values = part.__dict__
        fields = {}
        for name, word, _ in walked(type(part)):
            value = values[name]
            if value.__class__ in PLAIN or value == () or name == "appendices":
                continue
            own = scope.entering(part, name) if isinstance(part, Document) else scope
            linked = self._value(value, own, (*path, word))
            if linked is not value:
                fields[name] = linked
        return fields

    def _plain(self, part: Document, path: Path) -> None:
        """People, acts and the school are what references lead to: there are none inside them."""
        for name in ("people", "acts", "school"):
            for where, text in texts(getattr(part, name), (*path, term(name))):
                inside = [Reference(()) for piece in text.pieces if isinstance(piece, Blank) and piece.key]
                for reference in (*text.references, *inside):
                    error = LinkError("здесь ссылки не действуют", r"Чтобы напечатать скобку, напишите \{")
                    self._report(reference, error, where)

    def _value(self, value: Any, scope: Scope, path: Path) -> Any:  # noqa: ANN401
        match value:
            case Text():
                return self._text(value, scope, path)
            case Prose():
                return replace(value, blocks=tuple(self._blocks(value, scope, path)))
            case Document():
                try:
                    value = value.inherited(scope.chain[0])
                except LinkError as error:
                    self.findings.append(Finding("ссылка", "error", error.message, path=path, hint=error.hint))
                return self.document(value, scope.inside(value), path)
            case Part():
                fields = self._fields(value, scope, path)
                return value.model_copy(update=fields) if fields else value
            case tuple():
                found = tuple(self._value(item, scope, (*path, index)) for index, item in enumerate(value))
                return value if all(map(is_, found, value)) else found
            case Mapping():
                return {key: self._value(item, scope, (*path, str(key))) for key, item in value.items()}
        return value

    def _report(self, reference: Reference, error: LinkError, path: Path) -> None:
        self.findings.append(Finding("ссылка", "error", error.message, path=path, hint=error.hint, line=reference.line))

    def _text(self, text: Text, scope: Scope, path: Path) -> Text:
        if all(isinstance(piece, Run) for piece in text.pieces):
            return text
        done = scope.linked(text, lambda reference, error: self._report(reference, error, path))
        if not any(isinstance(piece, Blank) for piece in done.pieces):
            return done
        key = "/".join(fold(str(step)) for step in path)
        return replace(done, pieces=tuple(p.placed(key) if isinstance(p, Blank) else p for p in done.pieces))

    def _blocks(self, prose: Prose, scope: Scope, path: Path) -> Iterator[Block]:
        for block in prose.blocks:
            match block:
                case Paragraph():
                    yield from self._paragraph(block, scope, path)
                case Inserted():
                    yield block
                case Listing():
                    items = Items(item for old in block.items for item in self._items(old, scope, path))
                    items.start = block.items.start
                    yield Listing(items)
                case Rows(header=header, body=body):
                    yield Rows(
                        tuple(self._text(cell, scope, path) for cell in header),
                        tuple(tuple(self._text(cell, scope, path) for cell in row) for row in body),
                    )
                case Definition(title=title, text=text):
                    yield Definition(self._text(title, scope, path), self._text(text, scope, path))
                case _:
                    yield replace(block, text=self._text(block.text, scope, path))

    def _paragraph(self, block: Paragraph, scope: Scope, path: Path) -> Iterator[Block]:
        """A paragraph that is only a reference to a block or a collection stands for the block or its members."""
        if reference := sole_reference(block.text):
            try:
                found = scope.meaning(reference)
            except LinkError as error:
                self._report(reference, error, path)
                return
            if isinstance(found, tuple):
                for text in self._members(found, scope, path, mark=";"):
                    yield from (replace(block, text=line) for line in text.lines())
                return
            if not isinstance(found, str | Text):
                yield self._inserted(found, reference, scope, path)
                return
        yield replace(block, text=self._text(block.text, scope, path))

    def _inserted(self, found: object, reference: Reference, scope: Scope, path: Path) -> Inserted:
        """Return what a paragraph of one reference stands for, under its caption if it has one."""
        value = self._value(found, scope, path)
        caption, heading = scope.caption(reference), getattr(value, "heading", None)
        if caption is None or heading is None:
            return Inserted(value)
        return Inserted(value, caption.words(heading), caption.below)

    def _members(self, found: Sequence[object], scope: Scope, path: Path, mark: str) -> Iterator[Text]:
        """Yield the texts of a collection, each with a mark at its end; the last one ends with a full stop."""
        for number, member in enumerate(found, 1):
            text = self._text(_as_item(member, number, scope), scope, path)
            yield text.ended("." if number == len(found) else mark)

    def _items(self, item: Item, scope: Scope, path: Path) -> Iterator[Item]:
        """An item that is only a reference to a collection becomes an item for each of its members."""
        if reference := sole_reference(item.text):
            try:
                found = scope.meaning(reference)
            except LinkError as error:
                self._report(reference, error, path)
                return
            if isinstance(found, tuple):
                for text in self._members(found, scope, path, mark="." if item.numbered else ";"):
                    for line, part in enumerate(text.lines()):
                        yield replace(item, text=part, follows=line > 0)
                return
        text = self._text(item.text, scope, path)
        yield item if text is item.text else replace(item, text=text)


def _as_item(member: object, number: int, scope: Scope) -> Text:
    if isinstance(member, Act):
        return Text.of(member.cited("им", scope.dates)).capitalised()
    return member.as_item(number) if isinstance(member, Listable) else Text.read(member)
