"""Rules of short names: introduced before use, once, with a dash, spelled one way, and used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.model.walk import papers
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import every, proses, reading, whole, written
from docgen.rules.rule import rule
from docgen.vocabulary import term

_BY_REFERENCE = tuple(map(term, ("goal", "tasks", "stages", "results")))
_SHORT = regex(r"\(далее\s*[–—-]\s*([^()]+)\)")
_BARE = regex(r"\((далее)\s*:?\s*([А-ЯЁ«][^()–—-]*)\)")
_ABBREVIATION = regex(r"[А-ЯЁ](?<!\w\w)[А-ЯЁ]{2,}\b")  # begins with what it looks for: so it is found faster
_LONG = 4
_CONTEXT = 40  # a short name introduced twice is found by the words before it


@rule("Н605", "warning", "REF-DEFINE", linked=True)
def short_name(document: Document) -> Iterator[Finding]:
    """Сокращение «(далее – …)» введено один раз и потом употребляется.

    Почему:
        Два одинаковых сокращения спорят друг с другом, а неиспользованное только мешает читать.

    Плохо:
        преамбула: В соответствии с законом об образовании (далее – Закон)
        пункты: [Проверить школы.]

    Хорошо:
        преамбула: В соответствии с законом об образовании (далее – Закон)
        пункты: [Проверить школы на соответствие Закону.]
    """
    for path, paper in papers(document):
        everything = "\n".join(words for _, _, words in every(paper))
        if "(далее" not in everything:
            continue
        seen: set[str] = set()
        copied = _BY_REFERENCE if hasattr(paper, "text") else ()  # the text holds a copy of them
        for where, _, words in reading(paper).own:
            if where[0] in copied:
                continue
            for found in _SHORT.finditer(words) if "далее" in words else ():
                name = " ".join(found[1].split())
                quote = words[max(0, found.start() - _CONTEXT) : found.end()]
                used = any(len(_forms(part).findall(everything)) > 1 for part in re.split(r", |; | и ", name))
                if name in seen:
                    message = f"сокращение „{name}“ введено второй раз"
                    yield problem((*path, *where), message, "Оставьте первое", quote)
                elif not used:
                    message = f"сокращение „{name}“ нигде не употребляется"
                    yield problem((*path, *where), message, "Уберите его", found[0])
                seen.add(name)


@rule("Н608", "warning", "REF-DEFINE")
def used_before(document: Document) -> Iterator[Finding]:
    """Сокращение не употребляется раньше, чем введено словами «(далее – …)».

    Почему:
        Читатель встречает неизвестное сокращение и только через страницу узнаёт, что это.

    Плохо:
        вид: программа
        название: Программа развития
        текст: |
          Работу ведут ММС района.

          Муниципальная методическая служба (далее – ММС) помогает педагогам.

    Хорошо:
        вид: программа
        название: Программа развития
        текст: |
          Муниципальная методическая служба (далее – ММС) помогает педагогам.

          Работу ведут ММС района.
    """
    for path, prose in proses(document) if any("(далее" in words for _, _, words in every(document)) else ():
        said = ""
        for words in map(str, prose.texts()):
            for found in _SHORT.finditer(words) if "далее" in words else ():
                name = found[1].strip()
                if _ABBREVIATION.fullmatch(name) and re.search(rf"\b{name}\b", said + words[: found.start()]):
                    message = f"сокращение „{name}“ употреблено раньше, чем введено"
                    yield problem(path, message, "Введите его при первом упоминании", found[0])
            said += words + "\n"


@rule("Н609", "warning", "REF-DEFINE")
def without_a_dash(document: Document) -> Iterator[Finding]:
    """В скобках после «далее» стоит тире: (далее – ШМО).

    Почему:
        Без тире вводится не сокращение, а обстоятельство времени.

    Плохо:
        преамбула: В целях поддержки школьных методических объединений (далее ШМО) и обучения руководителей ШМО

    Хорошо:
        преамбула: В целях поддержки школьных методических объединений (далее – ШМО) и обучения руководителей ШМО
    """
    for path, _, words in written(document):
        for found in _BARE.finditer(words) if "далее" in words else ():
            right = f"(далее – {found[2].strip()})"
            yield problem(path, f"нет тире: „{found[0]}“", f"Напишите «{right}»", found[0], fix=right)


@rule("Н610", "warning", "REF-DEFINE")
def spelled_two_ways(document: Document) -> Iterator[Finding]:
    """Введённое сокращение пишется одинаково: не «ЦНППМ» и «ЦНПММ»; его буквы идут в порядке слов.

    Почему:
        Две записи одного сокращения – это два разных учреждения; проверяющий спросит, что за второе.

    Плохо:
        преамбула: "В городе Центр непрерывного повышения профессионального мастерства (далее – ЦНППМ) открыт; ЦНПММ ведёт курсы, ЦНППМ – стажировки"

    Хорошо:
        преамбула: "В городе Центр непрерывного повышения профессионального мастерства (далее – ЦНППМ) открыт; ЦНППМ ведёт курсы и стажировки"
    """
    if "(далее" not in whole(document):
        return
    entries = [(path, words) for path, _, words in written(document)]
    introduced: dict[str, None] = {}
    for path, words in entries:
        for found in _SHORT.finditer(words) if "далее" in words else ():
            name = found[1].strip()
            if _ABBREVIATION.fullmatch(name):
                introduced[name] = None
                if (right := _shuffled(words[: found.start()], name)) is not None:
                    message = f"буквы сокращения „{name}“ не в порядке слов: по словам – „{right}“"
                    yield problem(path, message, "Исправьте сокращение", found[0])
    seen: set[str] = set()
    for path, words in entries if introduced else ():
        for name in _ABBREVIATION.findall(words):
            near = next((known for known in introduced if _near(known, name)), None)
            if near and name not in introduced and name not in seen:
                seen.add(name)
                yield problem(path, f"„{name}“ похоже на „{near}“", f"Напишите {near} или введите {name}", name)


def _near(known: str, name: str) -> bool:
    """Tell whether an abbreviation is made of the letters of a known one with one of them wrong or out of order.

    A letter that the known one lacks makes another word: МБОУ is not МКОУ.
    """
    if len(known) != len(name) or len(name) < _LONG or known == name:
        return False
    return Counter(known) == Counter(name) or (
        set(name) <= set(known) and sum(a != b for a, b in zip(known, name, strict=True)) == 1
    )


def _shuffled(before: str, name: str) -> str | None:
    """Return the first letters of the words before an abbreviation if they are its letters in another order."""
    words = re.findall(r"[А-Яа-яЁё]+", re.sub(r"\([^()]*\)\s*$", "", before.rstrip(' »"“')))[-len(name) :]
    letters = "".join(word[0].upper() for word in words)
    return letters if letters != name and Counter(letters) == Counter(name) else None


def _forms(name: str) -> re.Pattern[str]:
    """Return a pattern of a short name in any case: of its words what all their forms share."""
    words = (re.escape(w) if w.isupper() else re.escape(w[: max(3, len(w) - 2)]) + r"\w*" for w in name.split())
    return re.compile(r"\s+".join(words))
