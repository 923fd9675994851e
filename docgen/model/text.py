"""Text: what a user wrote, with the references of `{…}` found, and after linking with nothing left to resolve."""

from __future__ import annotations

import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from docgen import russian
from docgen.folding import fold
from docgen.model.faults import colon, fault
from docgen.model.forms import case_forms, quick_forms
from docgen.model.scalar import scalar
from docgen.value import Value, replace

_TO_FILL, _PROMPT = "заполнить", "Заполните"
_BRACES = re.compile(r"\\([{}])|\{([^{}\n]*)\}|(\{)")


class Run(Value):
    """A stretch of plain text with its emphasis."""

    text: str
    bold: bool = False
    italic: bool = False


class Reference(Value):
    """A reference as typed: `акт мон-696 тв`. Linking replaces it.

    Attributes:
        words: what stands between the braces, split by spaces.
        line: the line inside the text where it stands, counted from 0.
        bold, italic: the emphasis around it.
    """

    words: tuple[str, ...]
    line: int = 0
    bold: bool = False
    italic: bool = False

    def __str__(self) -> str:
        return "{" + " ".join(self.words) + "}"


class Field(Value):
    r"""A live cross-reference: a Word field to a bookmark with its cached text.

    Attributes:
        text: what the reader sees until Word updates the field.
        bookmark: the bookmark it points to.
        numbered: whether the field shows the number of the paragraph (`\r`) and not the text of the bookmark.
    """

    text: str
    bookmark: str
    numbered: bool = False


class Anchor(Value):
    """A text under a bookmark, the target of fields."""

    text: str
    bookmark: str


class Counter(Value):
    """A live number of a sequence under a bookmark: the number of a table in its caption.

    Attributes:
        text: what the reader sees until Word counts anew.
        name: the name of the sequence: «Таблица».
        bookmark: the target of references.
        begins: whether the sequence begins anew here.
    """

    text: str
    name: str
    bookmark: str
    begins: bool = False


class Link(Value):
    """Words that lead to an address on the web."""

    text: str
    address: str
    bold: bool = False
    italic: bool = False


class Blank(Value):
    """A place to fill: a content control of Word with a prompt.

    Attributes:
        text: the prompt.
        key: what identifies the place in the paper; it survives editing, so that filled blanks can be read back.
        choices: the values to choose from, if there are only these.
        sort: what belongs there: `текст`, `дата` or `число`.
    """

    text: str
    key: str = ""
    choices: tuple[str, ...] = ()
    sort: str = "текст"

    @classmethod
    def asking(cls, words: Sequence[str]) -> Blank:
        """Return the place inside a text: its prompt tells it from others there, so linking puts its key behind `/`."""
        prompt = " ".join(words)
        return cls(prompt or _PROMPT, f"/{zlib.crc32(prompt.encode()):08x}")

    def placed(self, key: str) -> Blank:
        """Return the blank with the key of the text that it stands in, if it has no whole one yet."""
        return replace(self, key=key + self.key) if self.key[:1] in ("", "/") else self


Piece = Run | Reference | Field | Anchor | Counter | Link | Blank


class Text(Value):
    """A text of the source.

    Attributes:
        pieces: runs and references in order.
        verbatim: printed to the letter, no typography.
        forms: case forms given by the user: code of the case -> form.
        plural: whether the text names many, where its nominative does not tell.
        lexicon: the words that the document around it teaches.
    """

    pieces: tuple[Piece, ...]
    verbatim: bool = False
    forms: Mapping[str, str] = {}
    plural: bool = False
    lexicon: russian.Lexicon = russian.NO_WORDS

    def _values(self) -> tuple[object, ...]:
        return self.pieces, self.verbatim, self.forms, self.plural  # of whatever document

    def __str__(self) -> str:
        match self.pieces:
            case (Run(text=text),):
                return text
        return "".join(str(piece) if isinstance(piece, Reference) else piece.text for piece in self.pieces)

    def __bool__(self) -> bool:
        for piece in self.pieces:  # noqa: SIM110 - asked of every cell
            if isinstance(piece, Reference) or piece.text:
                return True
        return False

    def __add__(self, other: Text | str) -> Text:
        more = Text.of(other).pieces if isinstance(other, str) else other.pieces
        return replace(self, pieces=self.pieces + more)

    @property
    def references(self) -> tuple[Reference, ...]:
        """The references that still wait to be linked."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Reference))

    def ended(self, mark: str = ".") -> Text:
        """Return the text with a mark at its end, unless one stands there."""
        return self if str(self).endswith((".", ";", ":", "!", "?")) else self + mark

    def lines(self) -> tuple[Text, ...]:
        """Return the text cut at its line breaks."""
        rows: list[list[Piece]] = [[]]
        for piece in self.pieces:
            if not isinstance(piece, Run):
                rows[-1].append(piece)
                continue
            first, *rest = piece.text.split("\n")
            rows[-1].append(replace(piece, text=first))
            rows += [[replace(piece, text=part)] for part in rest]
        return tuple(replace(self, pieces=tuple(row)) for row in rows)

    def capitalised(self) -> Text:
        """Return the text with its first letter made capital."""
        head, *rest = self.pieces or (Run(""),)
        if isinstance(head, Run | Anchor):
            head = replace(head, text=russian.capitalise(head.text))
        return replace(self, pieces=(head, *rest))

    def inflected(self, case: str, what: str = "act", gender: str | None = None) -> str:
        """Return the text in a case; ``what`` is one of name, position, organisation, act."""
        text = " ".join(str(self).split())
        many = "мн" if self.plural else gender
        return russian.decline(text, case, what, many, self.forms, self.lexicon).text

    @classmethod
    def of(cls, *pieces: Piece | str) -> Text:
        """Make a text of ready pieces; a plain string is a run."""
        return cls(tuple(Run(piece) if isinstance(piece, str) else piece for piece in pieces))

    @classmethod
    def parse(cls, source: str, line: int = 0, *, bold: bool = False, italic: bool = False) -> Text:
        """Find the references of a text; what is wrong with them is said when they are linked."""
        if "{" not in source and "\\" not in source:
            return cls((Run(source, bold, italic),) if source else ())
        pieces: list[Piece] = []
        literal, end = "", 0
        for match in _BRACES.finditer(source):
            literal += source[end : match.start()]
            end = match.end()
            escaped, inside, lonely = match.groups()
            if escaped:
                literal += escaped
                continue
            if literal:
                pieces.append(Run(literal, bold, italic))
            number = line + source.count("\n", 0, match.start())
            words = () if lonely else tuple(inside.split())  # linking refuses a brace that is empty or not closed
            asked = words and fold(words[0]) == _TO_FILL
            pieces.append(Blank.asking(words[1:]) if asked else Reference(words, number, bold, italic))
            literal = ""
        literal += source[end:]
        if literal:
            pieces.append(Run(literal, bold, italic))
        return cls(tuple(pieces))

    @classmethod
    def read(cls, value: object) -> Text:
        """Make a text of a scalar or of `{текст|дословно: …, формы: …}`; numbers and dates become their usual text."""
        if isinstance(value, Text):
            return value
        if isinstance(value, Mapping):
            return cls._from_mapping(value)
        return cls.parse(scalar(value).rstrip("\n"))  # a block of YAML ends with a line break of its own

    @classmethod
    def _from_mapping(cls, value: Mapping[object, object]) -> Text:
        parts = {fold(str(key)): item for key, item in value.items()}
        if parts.keys() == {_TO_FILL}:
            return cls((Blank(scalar(parts[_TO_FILL] or _PROMPT)),))
        unknown = parts.keys() - {"текст", "дословно", "формы", "склонять", "число"}
        if unknown or ("текст" in parts) == ("дословно" in parts):
            if wrong := next((found for key in value if (found := colon(value, key))), None):
                raise wrong
            raise fault("не-текст", "здесь нужен текст", "Можно также: дословно, текст с формами, заполнить")
        verbatim = "дословно" in parts
        source = scalar(parts["дословно" if verbatim else "текст"])
        text = cls((Run(source),), verbatim=True) if verbatim else cls.parse(source)
        nominative = None if text.references else " ".join(source.split())
        quick = quick_forms(parts["склонять"], nominative or source) if "склонять" in parts else {}
        if str(parts.get("число", "мн")) not in ("мн", "мн."):
            raise fault("число", "число бывает только «мн»", "Единственное указывать не нужно")
        return replace(text, forms=quick | case_forms(parts.get("формы"), nominative), plural="число" in parts)

    @classmethod
    def _validated(cls, value: object, info: core_schema.ValidationInfo) -> Text:
        """Read a value with the words that the document around it teaches."""
        text = cls.read(value)
        words = getattr(info.context, "words", None)
        return text if not words or text.lexicon is words else replace(text, lexicon=words)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401
        return core_schema.with_info_plain_validator_function(cls._validated)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"anyOf": [{"type": ["string", "number"]}, TEXT_FIELDS]}


_SCALAR: dict[str, Any] = {"type": ["string", "number", "null"]}
TEXT_FIELDS: dict[str, Any] = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("дословно", "текст", "заполнить", "склонять", "число"), _SCALAR),
        "формы": {"type": "object"},
    },
    "additionalProperties": False,
}
"""The JSON Schema of a text that is more than a scalar."""
