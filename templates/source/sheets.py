"""Papers that the `papers` have been asked for later: a plan of work, sheets of approval and acquaintance."""

from __future__ import annotations

from papers import _closing, _opening
from wordml import p, section, tag, when


def work_plan() -> str:
    """План работы: sheets and appendices behind it."""
    return _opening("{{ название }}") + p("Tag", "{{p содержание }}") + _closing() + section()


def acquaintance_sheet() -> str:
    """Лист ознакомления: those who read the paper are in its table and not below the signatures."""
    return tag("{%p set ознакомлены = () %}") + approval_sheet()


def approval_sheet() -> str:
    """Лист согласования: to which paper, the table, a text, signatures."""
    return (
        _opening("{{ название or название_вида }}")
        + when("к_чему_лист", p("SheetSubject", "{{ к_чему_лист }}"))
        + tag("{{p сетка }}")
        + p("Tag", "{{p текст }}")
        + _closing()
        + section()
    )
