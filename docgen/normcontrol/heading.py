"""Rules of the heading: «О …», without a full stop (ГОСТ Р 7.0.97, 5.17)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.model.disposition import Disposition
from docgen.model.document import Document
from docgen.normcontrol.rule import Complaint, rule
from docgen.regex import regex
from docgen.vocabulary import term

_ABOUT = regex(r"(Об|О|Обо) [«„\w]")
_LONGEST = 150  # five lines of thirty signs
_VOWELS = "аэиоу"  # «Об», but «О» before е, ё, ю, я, whose first sound is a consonant


@rule(
    "Н211", "warning", "ГОСТ Р 7.0.97-2016, 5.17; ORD-TITLE", "П",
    what="Заголовок к тексту отвечает на вопрос «о чём?»: начинается с «О» или «Об» и не кончается точкой.",
    why="По заголовку документ ищут в журнале и в деле; форма «О чём» – требование стандарта.",
    bad="""
заголовок: Проверка школ.""",
    good="""
заголовок: О проверке школ""",
    linked=True,
)  # fmt: skip
def not_about(document: Document) -> Iterator[Complaint]:
    """The heading of a disposition says what it is about."""
    if not isinstance(document, Disposition) or document.heading.verbatim:
        return
    heading = str(document.heading).strip()
    if not _ABOUT.match(heading):
        yield Complaint(
            (term("heading"),), f"заголовок не отвечает на вопрос «о чём?»: „{heading}“", "Начните с «О …» или «Об …»"
        )
    elif heading.endswith("."):
        fix = heading.rstrip(".")
        yield Complaint((term("heading"),), "в конце заголовка стоит точка", "Уберите её", heading, fix=fix)


@rule(
    "Н212", "warning", "ORD-TITLE", "О",
    what="В заголовке стоит «Об» перед а, э, и, о, у и «О» перед остальными звуками.",
    why="«О утверждении» – ошибка, которую видят первой.",
    bad="""
заголовок: О утверждении плана""",
    good="""
заголовок: Об утверждении плана""",
    linked=True,
)  # fmt: skip
def wrong_preposition(document: Document) -> Iterator[Complaint]:
    """«Об» before a vowel, «О» before a consonant."""
    heading = str(getattr(document, "heading", None) or "").strip()
    word, _, rest = heading.partition(" ")
    first = rest.lstrip('«„"')[:1].lower()
    if word in ("О", "Об") and first.isalpha() and not rest.split()[0].isupper():
        wanted = "Об" if first in _VOWELS else "О"
        if word != wanted:
            wrong, right = (f"{preposition} {rest.split()[0]}" for preposition in (word, wanted))
            yield Complaint((term("heading"),), f"не тот предлог: „{wrong}“", f"Напишите «{right}»", wrong, fix=right)


@rule(
    "Н213", "info", "ORD-TITLE-LEN", "В",
    what="Заголовок к тексту – не длиннее пяти строк по 30 знаков.",
    why="Длинный заголовок занимает треть листа, и в журнале регистрации его всё равно сокращают.",
    bad="""
заголовок: О проведении проверки готовности общеобразовательных организаций района к новому учебному году и об организации работы комиссии, которая будет её проводить в августе""",
    good="""
заголовок: О проверке готовности школ к учебному году""",
    linked=True,
)  # fmt: skip
def too_long(document: Document) -> Iterator[Complaint]:
    """A heading has five lines at most."""
    heading = str(getattr(document, "heading", None) or "").strip()
    if len(heading) > _LONGEST:
        yield Complaint((term("heading"),), f"в заголовке {len(heading)} знаков", f"Сократите до {_LONGEST}")
