"""Rules of appendices: what is attached is mentioned, and what is mentioned is attached."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from docgen import russian
from docgen.finding import Finding, Path
from docgen.model.document import Document
from docgen.model.mention import mentioned, says_attached
from docgen.model.walk import papers
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import Written, kept, reading
from docgen.rules.rule import rule
from docgen.vocabulary import term

# Wording that is quoted for another act speaks of that act's appendices.
_QUOTED = frozenset(map(term, ("place", "restated", "replaced", "replacement", "added", "content", "removed")))

# «(приложение)», «(приложение № 2)»: the paper's own appendix; «приложение к Порядку» may be somebody else's.
_IN_BRACKETS = regex(r"\((?:согласно\s+)?приложени[ею](?:\s*№?\s*\d+)?\)", re.IGNORECASE)
_NUMBERED = regex(r"\(приложение[ \u00a0](№?)[ \u00a0]?\d+\)")
_APPROVED = regex(r"\s*утвердить\s+(?:прилагаем\w+\s+)?([^(]+?)\s*\((?:согласно )?приложени", re.IGNORECASE)
_NAMING = regex(r"(?:полное )?наименование(?: программы)?", re.IGNORECASE)
_APPROVE = regex(r"\s*утвердить\s+(?:прилагаем\w+\s+)?([«\"]?[а-яё-]+)", re.IGNORECASE)


class Mention(NamedTuple):
    """A text that names appendices: where it stands, its words, the numbers of the appendices."""

    path: Path
    words: str
    numbers: tuple[int, ...]


@kept
def _mentions(document: Document) -> Sequence[Mention]:
    """Return the texts of a paper that name its appendices."""
    named = ((path, words, mentioned(text)) for path, text, words in _own(document) if "рилож" in words.lower())
    return [Mention(path, words, tuple(sorted(numbers))) for path, words, numbers in named if numbers]


def _first(document: Document) -> dict[int, Path]:
    """Return the numbers of the appendices that a paper names, with the path of the first mention."""
    found: dict[int, Path] = {}
    for path, _, numbers in _mentions(document):
        for number in numbers:
            found.setdefault(number, path)
    return found or _only(document)


def _only(document: Document) -> dict[int, Path]:
    """Return the number of the only appendix, if the paper says «прилагаемый»: it can be no other."""
    numbers = [number for number, appendix in enumerate(document.appendices, 1) if appendix.is_appendix]
    named = [path for path, _, words in _own(document) if says_attached(words)] if len(numbers) == 1 else []
    return {numbers[0]: named[0]} if named else {}


def _own(document: Document) -> Iterator[Written]:
    """Yield the texts that speak of the paper's own appendices: not those of papers, acts and people in it."""
    changes = term("changes")
    return (entry for entry in reading(document).said if changes not in entry.path or entry.path[-1] not in _QUOTED)


@rule("Н101", "error", "APP-REF", "ORD-NOORPHAN-REF")
def attached_but_not_mentioned(document: Document) -> Iterator[Finding]:
    """Каждое приложение упомянуто в тексте документа.

    Почему:
        Приложение, на которое документ не ссылается, не является его частью: исполнитель вправе о нём не знать.

    Плохо:
        пункты: [Проверить школы.]
        приложения: [{вид: дорожная карта, мероприятия: [Провести семинар]}]

    Хорошо:
        пункты: ["Утвердить план мероприятий {приложение 1}."]
        приложения: [{вид: дорожная карта, мероприятия: [Провести семинар]}]
    """
    for path, paper in papers(document):
        found = _first(paper) if paper.appendices else {}
        for number, appendix in enumerate(paper.appendices, 1):
            if number not in found and appendix.is_appendix:
                hint = f"Упомяните его в пункте: «Утвердить … {{приложение {number}}}.»"
                message = f"приложение {number} приложено, но в тексте не упомянуто"
                yield problem((*path, term("appendices"), number - 1), message, hint)


@rule("Н102", "error", "APP-REF", "ORD-NOORPHAN-REF")
def mentioned_but_not_attached(document: Document) -> Iterator[Finding]:
    """Каждое приложение, названное в тексте словами, приложено.

    Почему:
        Ссылка ведёт в никуда: документ вернут как некомплектный.

    Плохо:
        пункты: [Утвердить план (приложение 1).]

    Хорошо:
        пункты: ["Утвердить план мероприятий {приложение 1}."]
        приложения: [{вид: дорожная карта, мероприятия: [Провести семинар]}]
    """
    if not document.appendices and document.mark is None and hasattr(document, "points"):
        for path, text, words in _own(document):
            found = None if text.verbatim or "(" not in words else _IN_BRACKETS.search(words)
            if found:
                hint = "Добавьте его в поле „приложения“"
                yield problem(path, "приложение упомянуто, но не приложено", hint, found[0])


@rule("Н103", "warning", "APP-ORDER")
def mentioned_in_order(document: Document) -> Iterator[Finding]:
    """Номера приложений идут в том порядке, в каком приложения впервые упомянуты.

    Почему:
        Читатель ищет приложение 1 первым; обратный порядок выглядит ошибкой нумерации.

    Плохо:
        пункты: ["Утвердить состав {приложение 2}.", "Утвердить план {приложение 1}."]
        приложения:
          - {вид: дорожная карта, название: План, мероприятия: [Провести семинар]}
          - {вид: дорожная карта, название: Состав, мероприятия: [Собрать заявки]}

    Хорошо:
        пункты: ["Утвердить план {приложение 1}.", "Утвердить состав {приложение 2}."]
        приложения:
          - {вид: дорожная карта, название: План, мероприятия: [Провести семинар]}
          - {вид: дорожная карта, название: Состав, мероприятия: [Собрать заявки]}
    """
    for path, paper in papers(document):
        numbers = [n for n in _first(paper) if n <= len(paper.appendices)]
        if numbers != sorted(numbers):
            message = f"приложения упомянуты не по порядку: {', '.join(map(str, numbers))}"
            yield problem((*path, term("appendices")), message, "Переставьте приложения")


@rule("Н104", "warning", "APP-MARK-B")
def approved_under_another_name(document: Document) -> Iterator[Finding]:
    """Приложение называется так, как его называет пункт, которым оно утверждено: план – планом, положение –
    положением.

    Почему:
        Утверждён один документ, а приложен другой: непонятно, действует ли приложение.

    Плохо:
        пункты: ["Утвердить положение о совете {приложение 1}."]
        приложения: [{вид: дорожная карта, название: План мероприятий, мероприятия: [Провести семинар]}]

    Хорошо:
        пункты: ["Утвердить план мероприятий {приложение 1}."]
        приложения: [{вид: дорожная карта, название: План мероприятий, мероприятия: [Провести семинар]}]
    """
    for path, words, numbers in _mentions(document):
        found = _APPROVE.match(words)
        if found is None or len(numbers) != 1 or numbers[0] > len(document.appendices) or found[1][0] in '«"{':
            continue
        appendix = document.appendices[numbers[0] - 1]
        title = str(appendix.title or appendix.noun)
        named = russian.base_noun(found[1])
        if named and named != russian.base_noun(russian.head_noun(title)):
            message = f"пункт утверждает „{found[1]}“, а приложение {numbers[0]} называется „{title}“"
            yield problem(path, message, f"Напишите «Утвердить {{название приложения {numbers[0]} вин}}»")


@rule("Н105", "warning", "PASS-SYNC", linked=True)
def named_two_ways(document: Document) -> Iterator[Finding]:
    """Название в пункте, которым документ утверждён, слово в слово то же, что у приложения; так же – в позиции
    «Наименование» паспорта.

    Почему:
        Утверждена «Программа поддержки школьных, муниципальных объединений», а приложена «Программа поддержки
        школьных объединений» – это разные документы.

    Плохо:
        пункты: ["Утвердить Программу поддержки школьных, муниципальных объединений (приложение)."]
        приложения: [{вид: программа, название: Программа поддержки школьных объединений}]

    Хорошо:
        пункты: ["Утвердить Программу поддержки школьных, муниципальных объединений (приложение)."]
        приложения: [{вид: программа, название: "Программа поддержки школьных, муниципальных объединений"}]
    """
    for path, words, numbers in _mentions(document):
        found = _APPROVED.match(words)
        if found and len(numbers) == 1 and numbers[0] <= len(document.appendices):
            title = str(document.appendices[numbers[0] - 1].title or "")
            if _another(found[1], title):
                message = f"пункт утверждает „{found[1]}“, а приложение называется „{title}“"
                hint = f"Напишите «Утвердить {{название приложения {numbers[0]} вин}}»"
                yield problem(path, message, hint, found[1])
    for path, paper in papers(document):
        passport = getattr(paper, "passport", None)
        for index, row in enumerate(getattr(passport, "rows", ())):
            if _NAMING.fullmatch(str(row.title).strip()) and _another(str(row.value), str(paper.title or "")):
                where = (*path, term("passport"), term("rows"), index, term("value"))
                message = f"в паспорте „{row.value}“, а документ называется „{paper.title}“"
                yield problem(where, message, "Напишите в паспорте {название}")


@rule("Н106", "warning", "APP-REF")
def without_a_point(document: Document) -> Iterator[Finding]:
    """У каждого приложения приказа есть пункт, который его утверждает или отсылает к нему.

    Почему:
        Приложение, названное только в преамбуле, не утверждено и никому не поручено.

    Плохо:
        преамбула: "В целях проверки по плану {приложение 1}"
        пункты: [Проверить школы.]
        приложения: [{вид: дорожная карта, мероприятия: [Провести семинар]}]

    Хорошо:
        преамбула: В целях проверки
        пункты: ["Проверить школы по плану {приложение 1}."]
        приложения: [{вид: дорожная карта, мероприятия: [Провести семинар]}]
    """
    if not hasattr(document, "points"):
        return
    everywhere = set(_first(document))
    points = {number for path, _, numbers in _mentions(document) if path[0] == term("points") for number in numbers}
    points |= {number for number, path in _only(document).items() if path[0] == term("points")}
    for number in sorted(everywhere - points):
        if number <= len(document.appendices):
            message = f"приложение {number} не названо ни в одном пункте"
            hint = f"Упомяните его в пункте: «Утвердить … {{приложение {number}}}.»"
            yield problem((term("appendices"), number - 1), message, hint)


@rule("Н107", "warning", "APP-REF", linked=True)
def mentioned_two_ways(document: Document) -> Iterator[Finding]:
    """Номера приложений в скобках записаны одним способом: все со знаком № или все без него.

    Почему:
        «(приложение 1)» и «(приложение № 2)» рядом выглядят ссылками на приложения разных документов.

    Плохо:
        пункты: ["Утвердить план (приложение 1).", "Утвердить состав (приложение № 2)."]
        приложения:
          - {вид: дорожная карта, название: План, мероприятия: [Провести семинар]}
          - {вид: дорожная карта, название: Состав, мероприятия: [Собрать заявки]}

    Хорошо:
        пункты: ["Утвердить план (приложение 1).", "Утвердить состав {приложение 2}."]
        приложения:
          - {вид: дорожная карта, название: План, мероприятия: [Провести семинар]}
          - {вид: дорожная карта, название: Состав, мероприятия: [Собрать заявки]}
    """
    seen: dict[str, str] = {}
    for path, _, words in _own(document):
        for found in _NUMBERED.finditer(words) if "(" in words else ():
            seen.setdefault(found[1], found[0])
            if len(seen) > 1:
                message = f"приложения названы по-разному: „{'“ и „'.join(seen.values())}“"
                yield problem(path, message, "Пишите одинаково, лучше – ссылкой {приложение 1}", found[0])
                return


def _another(one: str, other: str) -> bool:
    """Tell whether two names of the same sort of paper differ in more than that one of them goes on."""
    a, b = _stems(one), _stems(other)
    shorter, longer = sorted((a, b), key=len)
    return len(shorter) > 1 and a[0] == b[0] and longer[: len(shorter)] != shorter


def _stems(name: str) -> list[str]:
    """Return the words of a name without their endings: cases do not make another name."""
    return [word.lower()[:4] for word in re.findall(r"[\w-]+", name)]
