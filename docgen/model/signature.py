"""Signatures, and the rows in which they stand (ГОСТ Р 7.0.97, 5.22, 5.23)."""

import datetime
from collections.abc import Iterator, Sequence

from docgen.model.act import printed
from docgen.model.faults import fault
from docgen.model.moment import Day
from docgen.model.part import Flag, Part
from docgen.model.person import Person
from docgen.model.registry import KnownPerson
from docgen.model.text import Text


class Certificate(Part):
    """The certificate of an electronic signature; without its data no stamp is ever drawn (norm EDS-HONEST)."""

    number: Text
    owner: Text
    start: Day
    end: Day

    def model_post_init(self, _: object, /) -> None:
        """Refuse a term that ends before it starts."""
        if isinstance(self.start, datetime.date) and isinstance(self.end, datetime.date) and self.end < self.start:
            raise fault("период", "срок действия сертификата кончается раньше, чем начинается", "Поменяйте „с“ и „по“")

    @property
    def valid(self) -> str:
        """«с 01.01.2026 по 01.04.2027»."""
        return f"с {printed(self.start, 'цифрами')} по {printed(self.end, 'цифрами')}"


class Signature(Part):
    """A signature: position at the left, initials and surname at the right (ГОСТ Р 7.0.97, 5.22).

    ``role`` stands for the position in a paper of a commission: «Председатель комиссии»; ``beside`` puts a signature of
    equal rank on the level of the one before it (norm SIG-MULTI); ``seal`` leaves a place for the seal.
    """

    person: KnownPerson
    position: Text | None = None
    role: Text | None = None
    beside: Flag = False
    seal: Flag = False
    certificate: Certificate | None = None

    @classmethod
    def expanded(cls, value: object) -> object:
        """Let the id of a person stand for a signature."""
        return {"лицо": value} if isinstance(value, str) else value

    @property
    def signed_position(self) -> Text:
        """The position as this signature shows it, from a capital letter."""
        return (self.role or self.position or self.person.position or Text(())).capitalised()

    def line(self, *, letterhead: bool) -> "SignatureLine":
        """Return what is printed; on a letterhead the position does without the organisation (norm SIG-ORG)."""
        whole = not letterhead and self.role is None and self.position is None
        post = self.person.position_outside if whole else None
        return SignatureLine(post=post.capitalised() if post else self.signed_position, person=self.person,
                             certificate=self.certificate, seal=self.seal)  # fmt: skip


class SignatureLine(Part):
    """A signature ready to be printed."""

    post: Text
    person: Person
    certificate: Certificate | None = None
    seal: bool = False


class SignatureRow(Part):
    """A signature, or two side by side."""

    left: SignatureLine
    right: SignatureLine | None = None


def rows(signatures: Sequence[Signature], *, letterhead: bool) -> Iterator[SignatureRow]:
    """Yield the rows of signatures; a role that is the same as above is not printed again."""
    waiting: SignatureRow | None = None
    role = None
    for signature in signatures:
        line = signature.line(letterhead=letterhead)
        if signature.role and str(signature.role) == role:
            line = line.model_copy(update={"post": Text(())})
        role = str(signature.role) if signature.role else None
        if signature.beside and waiting and waiting.right is None:
            waiting = waiting.model_copy(update={"right": line})
            continue
        if waiting:
            yield waiting
        waiting = SignatureRow(left=line)
    if waiting:
        yield waiting
