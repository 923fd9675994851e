"""Rules of people: nobody's gender is guessed in silence, and everybody's name is spelled one way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen import russian
from docgen.finding import Finding, Path
from docgen.folding import fold
from docgen.model.document import Document
from docgen.model.walk import papers
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import every, kept, written
from docgen.rules.rule import rule
from docgen.vocabulary import term

_LONG = 6
_DISPOSING = frozenset(map(term, ("points", "preamble", "responsible")))
_INITIALS_FIRST = regex(
    r"\b([А-ЯЁ])\.[ \u00a0]?([А-ЯЁ])\.[ \u00a0]?([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)(?![ \u00a0][А-ЯЁ]\.)"
)
_WITH_POSITION = regex(r"([А-ЯЁ][а-яё-]+)[ \u00a0]([А-ЯЁ])\.[ \u00a0]?([А-ЯЁ])\.,\s+(.+)")
_INITIALS = regex(r"[А-ЯЁ]\.[ \u00a0]?[А-ЯЁ]\.")
_NAME = regex(r"\b([А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?)[ \u00a0]([А-ЯЁ])\.[ \u00a0]?([А-ЯЁ])\.")


@rule("Н301", "warning", "LANGUAGE")
def unknown_gender(document: Document) -> Iterator[Finding]:
    """По записи человека понятен пол, если от него зависят падежи: отчество, имя, фамилия или поле „пол“.

    Почему:
        «Поручить Жук О.И.» и «Поручить Жуку О.И.» – разные люди.

    Плохо:
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, жук: {фио: Жук О.И., должность: методист}}

    Хорошо:
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, жук: {фио: Жук О.И., пол: м, должность: методист}}
    """
    for key, person in document.people.items():
        if person.known_gender is None and not person.parts:
            forms = {russian.decline(person.surname_first, "дат", "name", gender=gender).text for gender in ("м", "ж")}
            if len(forms) > 1:
                listed = " или ".join(sorted(forms))
                message = f"по записи „{person.full_name}“ не понять пол: в дательном падеже {listed}"
                yield problem((term("people"), key), message, "Укажите поле „пол“: м или ж")


@rule("Н302", "warning", "ORD-NAME")
def spelled_two_ways(document: Document) -> Iterator[Finding]:
    """Инициалы человека в тексте те же, что в поле „лица“.

    Почему:
        Жук О.И. и Жук И.О. – разные люди: поручение окажется ничьим.

    Плохо:
        пункты: [Назначить координатором Жука И.О.]
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, жук: {фио: Жук О.И., пол: м, должность: методист}}

    Хорошо:
        пункты: ["Назначить координатором {лицо жук вин}."]
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, жук: {фио: Жук О.И., пол: м, должность: методист}}
    """
    known: dict[str, set[str]] = {}
    for person in document.people.values() if _named(document) else ():
        for case in russian.CASES:
            surname, initials, *_ = *person.inflected(case).split("\N{NO-BREAK SPACE}"), ""
            known.setdefault(surname, set()).add(initials)
    for path, named in _named(document):
        for found in named:
            theirs = known.get(found[1])
            if theirs and f"{found[2]}.{found[3]}." not in theirs:
                message = f"„{found[0]}“: в поле „лица“ инициалы этой фамилии – {', '.join(sorted(theirs))}"
                yield problem(path, message, "Исправьте инициалы или напишите ссылку {лицо имя}", found[0])


@rule("Н303", "warning", "ROAD-WHO")
def two_positions(document: Document) -> Iterator[Finding]:
    """У одного человека в комплекте документов одна должность.

    Почему:
        Если Жук О.И. в приказе методист, а в таблице директор, поручение дано непонятно кому.

    Плохо:
        вид: дорожная карта
        мероприятия:
          - {мероприятие: Провести семинар, ответственные: "Жук О.И., методист"}
          - {мероприятие: Провести конкурс, ответственные: "Жук О.И., заведующий отделом"}

    Хорошо:
        вид: дорожная карта
        мероприятия:
          - {мероприятие: Провести семинар, ответственные: "Жук О.И., методист"}
          - {мероприятие: Провести конкурс, ответственные: "Жук О.И., методист"}
    """
    held: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for path, name, position in (*_listed(document), *_responsible(document)):
        first = held.setdefault(name, position)
        if fold(first) != fold(position) and (name, position) not in told:
            told.add((name, position))
            message = f"у человека „{name}“ две должности: „{first}“ и „{position}“"
            yield problem(path, message, "Оставьте одну", position)


@rule("Н304", "info", "ROAD-WHO")
def unknown_person(document: Document) -> Iterator[Finding]:
    """Ответственные, названные по фамилии, есть в поле „лица“, если другие ответственные оттуда взяты.

    Почему:
        Кого нет в списке, того docgen не просклоняет и не проверит; часто это фамилия из прошлогоднего плана.

    Плохо:
        вид: дорожная карта
        лица: {жук: {фио: Жук О.И., пол: м, должность: методист}}
        мероприятия:
          - {мероприятие: Провести семинар, ответственные: жук}
          - {мероприятие: Провести конкурс, ответственные: "Белова А.С., методист"}

    Хорошо:
        вид: дорожная карта
        лица: {жук: {фио: Жук О.И., пол: м, должность: методист}, белова: {фио: Белова А.С., должность: методист}}
        мероприятия:
          - {мероприятие: Провести семинар, ответственные: жук}
          - {мероприятие: Провести конкурс, ответственные: белова}
    """
    known = {person.surname_first for _, paper in papers(document) for person in paper.people.values()}
    named = list(_responsible(document))
    if not any(name in known for _, name, _ in named):
        return
    for path, name, _ in named:
        if name not in known:
            yield problem(path, f"человека „{name}“ нет в поле „лица“", "Опишите его там и пишите условное имя", name)


@rule("Н305", "warning", "TYP-YO")
def surname_two_ways(document: Document) -> Iterator[Finding]:
    """Фамилия одного человека написана одинаково: не «Перелыгина Е.И.» и «Перельгина Е.И.».

    Почему:
        По опечатке в фамилии человек формально не назначен, и приказ придётся менять.

    Плохо:
        вид: дорожная карта
        мероприятия:
          - {мероприятие: Провести семинар, ответственные: "Перелыгина Е.И., методист"}
          - {мероприятие: Провести конкурс, ответственные: "Перельгина Е.И., методист"}

    Хорошо:
        вид: дорожная карта
        мероприятия:
          - {мероприятие: Провести семинар, ответственные: "Перелыгина Е.И., методист"}
          - {мероприятие: Провести конкурс, ответственные: "Перелыгина Е.И., методист"}
    """
    seen: dict[str, dict[str, None]] = {}
    for path, named in _named(document):
        for surname, first, second in (found.groups() for found in named):
            others = seen.setdefault(first + second, {})
            near = next((other for other in others if _misspelt(other, surname)), None)
            if near and surname not in others:
                message = f"„{surname} {first}.{second}.“ и „{near} {first}.{second}.“ – один человек?"
                yield problem(path, message, "Исправьте опечатку", surname)
            others[surname] = None


@rule("Н306", "warning", "ORD-NAME")
def initials_first(document: Document) -> Iterator[Finding]:
    """В тексте распорядительной части инициалы стоят после фамилии: Лысенко С.Н.; перед ней они бывают только в
    подписи и грифе.

    Почему:
        Порядок назван в стандарте; по нему отличают текст от подписи.

    Плохо:
        пункты: [Главному специалисту С.Н. Лысенко обеспечить выполнение плана.]

    Хорошо:
        пункты: [Главному специалисту Лысенко С.Н. обеспечить выполнение плана.]
    """
    for path, _, words in written(document):
        if _DISPOSING.isdisjoint(path):
            continue
        for found in _INITIALS_FIRST.finditer(words):
            right = f"{found[3]} {found[1]}.{found[2]}."
            yield problem(path, f"инициалы перед фамилией: „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)


@rule("Н307", "warning", "ORD-NAME")
def no_name(document: Document) -> Iterator[Finding]:
    """В поле „фио“ стоит имя одного человека: фамилия, имя, отчество или инициалы с точками.

    Почему:
        Что не читается как имя, не склоняется: в документе оно останется таким, как написано.

    Плохо:
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, к: {фио: Кузьмин Олег Ильич (по согласованию), должность: методист}}

    Хорошо:
        лица: {директор: {фио: Иванова Мария Петровна, должность: директор}, к: {фио: Кузнецова (Орлова) Ольга Викторовна, должность: методист}}
    """
    for key, person in document.people.items():
        for remark in russian.name_remarks(str(person.full_name)):
            message = f"„{person.full_name}“: {remark.message}"
            yield problem((term("people"), key), message, remark.remedy)


@kept
def _named(document: Document) -> Sequence[tuple[Path, Sequence[re.Match[str]]]]:
    """Return the surnames with initials in the texts of a document; most texts have no initials at all."""
    named = ((path, words) for path, _, words in every(document) if _INITIALS.search(words))
    return [(path, list(_NAME.finditer(words))) for path, words in named]


def _listed(document: Document) -> Iterator[tuple[Path, str, str]]:
    """Yield the people of all papers with their positions."""
    for path, paper in papers(document):
        for key, person in paper.people.items():
            if person.position:
                yield (*path, term("people"), key), person.surname_first, str(person.position)


def _responsible(document: Document) -> Iterator[tuple[Path, str, str]]:
    """Yield those whom tables name with a position; a person of the list may have a short position there."""
    short = {
        (person.surname_first, str(person.position_in_tables)): str(person.position)
        for _, paper in papers(document) for person in paper.people.values()
    }  # fmt: skip
    for path, _, words in every(document):
        found = _WITH_POSITION.fullmatch(words.strip()) if term("responsible") in path else None
        if found:
            name, position = f"{found[1]}\N{NO-BREAK SPACE}{found[2]}.{found[3]}.", found[4]
            yield path, name, short.get((name, position), position)


def _misspelt(one: str, other: str) -> bool:
    """Tell whether two surnames are the same but for one letter inside; endings are those of cases."""
    if one == other or min(len(one), len(other)) < _LONG or one[0] != other[0]:
        return False
    inside = [(a, b) for a, b in zip(one[:-2], other[:-2], strict=False) if a != b]
    return len(one) == len(other) and len(inside) == 1 and one[-2:] == other[-2:]
