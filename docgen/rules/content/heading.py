"""Rules of the heading: «О …», without a full stop (ГОСТ Р 7.0.97, 5.17)."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.disposition import Disposition
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.rule import rule
from docgen.vocabulary import term

_ABOUT = regex(r"(Об|О|Обо) [«„\w]")
_LONGEST = 150  # five lines of thirty signs
_VOWELS = "аэиоу"  # «Об», but «О» before е, ё, ю, я, whose first sound is a consonant


@rule("Н211", "warning", "ORD-TITLE", linked=True)
def not_about(document: Document) -> Iterator[Finding]:
    """Заголовок к тексту отвечает на вопрос «о чём?»: начинается с «О» или «Об» и не кончается точкой.

    Почему:
        По заголовку документ ищут в журнале и в деле; форма «О чём» – требование стандарта.

    Плохо:
        заголовок: Проверка школ.

    Хорошо:
        заголовок: О проверке школ
    """
    if not isinstance(document, Disposition) or document.heading.verbatim:
        return
    heading = str(document.heading).strip()
    if not _ABOUT.match(heading):
        yield problem(
            (term("heading"),), f"заголовок не отвечает на вопрос «о чём?»: „{heading}“", "Начните с «О …» или «Об …»"
        )
    elif heading.endswith("."):
        fix = heading.rstrip(".")
        yield problem((term("heading"),), "в конце заголовка стоит точка", "Уберите её", heading, fix=fix)


@rule("Н212", "warning", "ORD-TITLE-OB", linked=True)
def wrong_preposition(document: Document) -> Iterator[Finding]:
    """В заголовке стоит «Об» перед а, э, и, о, у и «О» перед остальными звуками.

    Почему:
        «О утверждении» – ошибка, которую видят первой.

    Плохо:
        заголовок: О утверждении плана

    Хорошо:
        заголовок: Об утверждении плана
    """
    heading = str(getattr(document, "heading", None) or "").strip()
    word, _, rest = heading.partition(" ")
    first = rest.lstrip('«„"')[:1].lower()
    if word in ("О", "Об") and first.isalpha() and not rest.split()[0].isupper():
        wanted = "Об" if first in _VOWELS else "О"
        if word != wanted:
            wrong, right = (f"{preposition} {rest.split()[0]}" for preposition in (word, wanted))
            yield problem((term("heading"),), f"не тот предлог: „{wrong}“", f"Напишите «{right}»", wrong, fix=right)


@rule("Н213", "info", "ORD-TITLE-LEN", linked=True)
def too_long(document: Document) -> Iterator[Finding]:
    """Заголовок к тексту – не длиннее пяти строк по 30 знаков.

    Почему:
        Длинный заголовок занимает треть листа, и в журнале регистрации его всё равно сокращают.

    Плохо:
        заголовок: О проведении проверки готовности общеобразовательных организаций района к новому учебному году и об организации работы комиссии, которая будет её проводить в августе

    Хорошо:
        заголовок: О проверке готовности школ к учебному году
    """
    heading = str(getattr(document, "heading", None) or "").strip()
    if len(heading) > _LONGEST:
        yield problem((term("heading"),), f"в заголовке {len(heading)} знаков", f"Сократите до {_LONGEST}")
