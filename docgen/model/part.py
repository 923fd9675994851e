"""Part, the base of everything in a document: Russian keys in, immutable values out, all faults at once.

Modules of parts do without `from __future__ import annotations`: pydantic would compile the text of every annotation.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    ModelWrapValidatorHandler,
    ValidationError,
    ValidationInfo,
    model_validator,
)
from pydantic_core import InitErrorDetails

from docgen.errors import DeveloperError
from docgen.folding import fold, similar, similar_to
from docgen.model.faults import MAX_UNKNOWN, UNKNOWN, colon, fault, more_unknown, own_faults, shortened, translated
from docgen.value import brief
from docgen.vocabulary import TERMS, term


class Memory:
    """The parts made of the mappings of one reading, told by identity: mappings that stay are not read again.

    It keeps the mappings alive, so that no other can have the identity of one of them.
    """

    def __init__(self) -> None:
        self._parts: dict[tuple[type[Part], int], tuple[object, Part]] = {}
        self._open = True

    def closed(self) -> Self:
        """Return the memory, which from now on keeps nothing more, but recalls."""
        self._open = False
        return self

    def recall(self, cls: type[Part], data: object) -> Any:  # noqa: ANN401 - a part of that class, or None
        """Return the part that was made of a mapping."""
        return None if self._open else self._parts.get((cls, id(data)), (None, None))[1]

    def keep(self, cls: type[Part], data: object, part: Part) -> None:
        """Keep the part that was made of a mapping."""
        if self._open and isinstance(data, Mapping):
            self._parts[cls, id(data)] = data, part


class Part(BaseModel):
    """A piece of a document. Its fields are named by the glossary; a field without a term is refused at import."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", defer_build=True, populate_by_name=True, arbitrary_types_allowed=True,
        alias_generator=term, field_title_generator=lambda name, _: term(name),
    )  # fmt: skip

    def __init_subclass__(cls, **kwargs: Any) -> None:  # noqa: ANN401 - as in pydantic
        """Refuse a field that the glossary does not name.

        Raises:
            DeveloperError: names the class, the field and the place of the glossary.
        """
        super().__init_subclass__(**kwargs)
        for name, hint in vars(cls).get("__annotations__", {}).items():
            if (
                name not in TERMS
                and not name.startswith("_")
                and not str(hint).startswith(("typing.ClassVar", "ClassVar"))
            ):
                raise DeveloperError(f"{cls.__module__}.{cls.__name__}: у поля {name} нет слова в docgen/vocabulary.py")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other fields; what was worked out of the old ones is not taken along."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        """Return the part itself, which never changes: pydantic copies defaults."""
        return self

    def __repr__(self) -> str:
        return brief(self, self.__repr_args__())

    @classmethod
    def expanded(cls, value: object) -> object:
        """Return the fields that a shorthand stands for (a text instead of a mapping); here there is none."""
        return value

    @model_validator(mode="wrap")
    @classmethod
    def _read(cls, data: object, handler: ModelWrapValidatorHandler[Self], info: ValidationInfo) -> Self:
        """Return the part itself, the one made of the same mapping before, or a new one."""
        if isinstance(data, cls):
            return data
        memory: Memory | None = getattr(info.context, "memory", None)
        if memory and (known := memory.recall(cls, data)):
            return known  # type: ignore[no-any-return]
        asked = getattr(info.context, "asked", 0)
        part = cls._made(cls.expanded(data), handler)
        if memory and asked == getattr(info.context, "asked", 0):  # what a part took from people and acts may change
            memory.keep(cls, data, part)
        return part

    @classmethod
    def _made(cls, data: object, handler: ModelWrapValidatorHandler[Self]) -> Self:
        """Fold the keys, name every unknown one, and turn every fault into Russian."""
        if not isinstance(data, Mapping):
            names = ", ".join(f"„{name}“" for name in dict.fromkeys(keys(cls).values()))
            raise fault("не-поля", "здесь нужны поля вида «имя: значение»", f"Есть поля: {names}")
        known: dict[str, object] = {}
        given: dict[str, str] = {}
        lines: list[InitErrorDetails] = []
        unknown = 0
        for key, value in data.items():
            alias = keys(cls).get(fold(str(key)))
            if alias is None:
                if not similar(str(key), keys(cls), 0.8) and (wrong := colon(data, key)):
                    raise wrong
                unknown += 1
                if unknown <= MAX_UNKNOWN:
                    lines.append({"type": _unknown(cls, str(key)), "loc": (str(key),), "input": value})
            elif alias in known:
                lines.append({"type": _twice(alias, str(key), given[alias]), "loc": (str(key),), "input": value})
            else:
                known[alias], given[alias] = value, str(key)
        if unknown > MAX_UNKNOWN:
            lines.append({"type": more_unknown(unknown - MAX_UNKNOWN), "loc": (), "input": None})
        try:
            part = handler(known)
        except ValidationError as error:
            meant = {similar_to(str(line["loc"][-1]), keys(cls)) for line in lines if line.get("loc")}
            lines += [
                {"type": translated(e), "loc": e["loc"], "input": e["input"]}
                for e in own_faults(error)
                if e["type"] != "missing" or e["loc"][-1] not in meant
            ]
        if lines:
            raise ValidationError.from_exception_data(cls.__name__, lines)
        return part


@cache
def keys(cls: type[Part]) -> dict[str, str]:
    """Return every folded key that sources may use for the fields of a class, with the field's term."""
    found: dict[str, str] = {}
    for name in cls.model_fields:
        alias = term(name)
        for spelling in (alias, name, *TERMS[name].synonyms):
            found.setdefault(fold(spelling), alias)
    return found


def _twice(alias: str, key: str, first: str) -> Any:  # noqa: ANN401 - as of `_unknown`
    if fold(key) == fold(first):
        return fault("дважды", f"поле „{alias}“ задано дважды", "Оставьте одно")
    message = f"поле „{alias}“ задано дважды: „{first}“ и „{key}“ – имена одного поля"
    return fault("дважды", message, "Оставьте одно; если это ваша графа, дайте её полю другое имя")


@lru_cache(maxsize=1024)  # the same key may stand in thousands of rows
def _unknown(cls: type[Part], key: str) -> Any:  # noqa: ANN401 - PydanticCustomError is typed as final and private
    names = ", ".join(f"„{name}“" for name in dict.fromkeys(keys(cls).values()))
    bare = key.strip("„“”«»\"'‘’ ")
    if bare != key.strip() and fold(bare) in keys(cls):
        return fault(UNKNOWN, f"имя поля „{bare}“ стоит в кавычках", "Уберите кавычки вокруг имени")
    return fault(UNKNOWN, f"нет поля „{shortened(key)}“", similar(key, keys(cls)) or f"Есть поля: {names}")


def _listed(value: object) -> object:
    return value if value is None or isinstance(value, list | tuple) else [value]


Listed = BeforeValidator(_listed)
"""Lets a single value stand for a list of one."""

_WORDS = {"да": True, "yes": True, "true": True, "нет": False, "no": False, "false": False}


def _flag(value: object) -> object:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and fold(value) in _WORDS:
        return _WORDS[fold(value)]
    raise fault("не-да-нет", "здесь нужно «да» или «нет»")


Flag = Annotated[bool, BeforeValidator(_flag)]
