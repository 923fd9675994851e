"""Who signs the paper of a row: the person of the source does not sign for the organisation of a row unnoticed."""

from __future__ import annotations

from docgen.batch.columns import Columns
from docgen.batch.table import Row
from docgen.finding import Finding
from docgen.model.document import Document
from docgen.vocabulary import term

_PERSONS = frozenset(map(term, ("people", "signatures", "approvals")))


def borrowed_signer(document: Document, columns: Columns, row: Row) -> tuple[Finding, ...]:
    """Return a remark if a row names an organisation, or a school where the source has none, but not who signs.

    Args:
        document: the paper of the row.
        columns: where the cells of the row went.
        row: the row.
    """
    filled = [column for column in columns.columns if column.path and row.values[column.index] is not None]
    whose = term("organisation") if document.organisation else term("school")
    named = [column for column in filled if column.path[0] == whose]
    stamps = [approval.person for approval in document.approvals]
    signers = [person for person in (*(s.person for s in document.signatures), *stamps) if person]
    if not named or not signers or any(column.path[0] in _PERSONS for column in filled):
        return ()
    names = ", ".join(dict.fromkeys(person.surname_first for person in signers))
    message = f"„{whose}“ взята из строки, а подписывает человек из источника: {names}"
    hint = f"Добавьте графу «{term('people')}.имя.{term('full_name')}» или уберите человека из источника"
    return (Finding("чужая-подпись", "warning", message, None, named[0].path, hint),)
