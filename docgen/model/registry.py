"""What a source states once and names by a short id: people and acts; and the kinds a document may be of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Annotated, Any

from pydantic import BeforeValidator, ValidationError, ValidationInfo, WithJsonSchema
from pydantic_core import PydanticCustomError

from docgen import russian
from docgen.folding import fold, similar
from docgen.model.act import Act
from docgen.model.catalogue import catalogue
from docgen.model.faults import fault
from docgen.model.forms import read_words
from docgen.model.part import Memory, Part
from docgen.model.person import Person
from docgen.model.text import Text
from docgen.vocabulary import term


@dataclass
class Registry:
    """The context of one reading: the kinds, and the people, acts and words of the documents around the current value.

    Attributes:
        kinds: the kinds of documents by their nouns.
        memory: the parts of an earlier reading that are what they are without people, acts and words.
        asked: how often people, acts and words have been asked for.
    """

    kinds: Mapping[str, type[Part]] = field(default_factory=dict)
    memory: Memory | None = None
    asked: int = 0
    _people: dict[str, Person] = field(default_factory=dict)
    _acts: dict[str, Act] = field(default_factory=dict)
    _words: russian.Lexicon = russian.NO_WORDS

    @property
    def people(self) -> Mapping[str, Person]:
        """The people who are known here, by id."""
        self.asked += 1
        return self._people

    @property
    def acts(self) -> Mapping[str, Act]:
        """The acts that are known here, by id."""
        self.asked += 1
        return self._acts

    @property
    def words(self) -> russian.Lexicon:
        """The words that have forms of their own here; a text that is read among such words is no other's."""
        self.asked += self._words is not russian.NO_WORDS
        return self._words

    def taught(self, words: russian.Lexicon) -> Registry:
        """Return the registry with words that hold for every document."""
        return replace(self, _words=words)

    @contextmanager
    def within(self, data: object) -> Iterator[None]:
        """Add the people, acts and words of a document while its fields are read."""
        people, acts, words = self._people, self._acts, self._words
        self._words = _words(data).over(words)
        self._people = people | _entries(data, "people", Person, self)
        self._acts = acts | _entries(data, "acts", Act, self)
        try:
            yield
        finally:
            self._people, self._acts, self._words = people, acts, words


def _words(data: object) -> russian.Lexicon:
    """Read the words of a document; their faults are reported when the field itself is read."""
    raw = _field(data, "words")
    try:
        return read_words(raw) if raw is not None else russian.NO_WORDS
    except PydanticCustomError:
        return russian.NO_WORDS


def _field(data: object, name: str) -> object:
    """Return the value of a field that has not been read yet."""
    if not isinstance(data, Mapping):
        return None
    return next((v for k, v in data.items() if fold(str(k)) in {fold(term(name)), name}), None)


def _entries(data: object, name: str, part: type[Any], registry: Registry) -> dict[str, Any]:
    """Read the entries of a list by id; the faults of an entry are reported when the field itself is read."""
    found: dict[str, Any] = {}
    raw = _field(data, name)
    for key, value in raw.items() if isinstance(raw, Mapping) else ():
        try:
            found[str(key)] = part.model_validate(value, context=registry)
        except ValidationError:
            # Known all the same, so that nobody says that it is not in the list.
            stub = Text.of(str(key))
            found[str(key)] = part.model_construct(full_name=stub, kind=stub)
    return found


def _by_id(entries: str, what: str, usual: Callable[[], Mapping[str, object]] = dict) -> BeforeValidator:
    """Look a value up among the entries of a document, and then among the usual ones."""

    def look_up(value: object, info: ValidationInfo) -> object:
        known: Mapping[str, object] = getattr(info.context, entries, {})
        if not isinstance(value, str):
            return value
        if fold(value) not in map(fold, known):
            known = {**usual(), **known}
        keys = {fold(key): key for key in known}
        if fold(value) in keys:
            return known[keys[fold(value)]]
        hint = similar(value, keys)
        where = term(entries)
        raise fault("нет-в-списке", f"{what} „{value}“ нет в поле „{where}“", hint or f"Опишите его в поле „{where}“")

    return BeforeValidator(look_up)


ID_SCHEMA: dict[str, Any] = {"anyOf": [{"type": "string"}, {"type": "object"}]}
KnownPerson = Annotated[Person, _by_id("people", "человека"), WithJsonSchema(ID_SCHEMA)]
KnownAct = Annotated[Act, _by_id("acts", "акта", catalogue), WithJsonSchema(ID_SCHEMA)]
