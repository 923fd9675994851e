"""Rules of wording: nothing is left over from a blank, nothing is typed that Word numbers, brackets are closed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.model.blocks import Clause, Heading, Listing, Paragraph
from docgen.model.document import Document
from docgen.model.prose import Prose
from docgen.normcontrol.reading import proses, written
from docgen.normcontrol.rule import Complaint, rule
from docgen.vocabulary import term

_LEFT_OVER = re.compile(
    r"_{3,}|(?<!\w)[ХX]{2,}(?!\w| век| вв)|(?:^|\s)(?:…|\.\.\.)(?:\s|$)|\b(?:Укажите|Перечислите|Впишите|Заполните) \w+"
    r"|\((?:ФИО|Ф\.И\.О\.|должность|подпись|дата|наименование [а-яё ]+)\)|^наименование (?:муниципального|образовательно)[а-яё ]+$"
    r"|\?{3,}|\bTODO\b|(?<!\d)(?:ДД|дд|xx|хх|00)\.(?:ММ|мм|xx|хх|00)\.(?:ГГГГ|гггг|20\w\w|xxxx|хххх)"
)
_LEFT_OVER_MARKS = (  # what a text that has something left over holds at least: looking for these is much faster
    "___", "…", "...", "Х", "X", "Укажите", "Перечислите", "Впишите", "Заполните", "(ФИО", "(Ф.И", "(должность", "(подпись", "(дата",
    "наименование ", "???", "TODO", "ДД.", "дд.", "xx.", "хх.", "00.",
)  # fmt: skip
_TYPED = re.compile(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\)|[-•–])\s+(?=\S)")
_NUMBER = re.compile(r"(Раздел |Глава |Этап )?(\d{1,2}(?:\.\d{1,2})*)(?:[.)]|(?<=\.\d)) +[А-ЯЁ«]")
_GENERAL = re.compile(r"общ(?:ие|ая|ее)\b", re.IGNORECASE)
_WHOLE = 3
_LONG_ITEM = 25
_ITEM = re.compile(r"(?:^|[\s;:,])(?:\d{1,2}|[а-яё])$")


@rule(
    "Н701", "warning", "ORD-PARTS", "О",
    what="В документе не осталось пустых мест и подсказок бланка: «____», «ХХ», «Укажите …».",
    why="Подписанный документ с прочерком на месте фамилии недействителен.",
    bad="""
пункты: [Назначить ответственным ________.]""",
    good="""
пункты: ["Назначить ответственным {лицо директор вин}."]""",
)  # fmt: skip
def left_over(document: Document) -> Iterator[Complaint]:
    """No empty places and no prompts are left in what has been written."""
    for path, _, text in written(document):
        if any(mark in text for mark in _LEFT_OVER_MARKS) and (found := _LEFT_OVER.search(text)):
            hint = "Впишите текст; для бланка: {заполнить: подсказка}"
            yield Complaint(path, f"осталось незаполненное место: „{found[0].strip()}“", hint, found[0].strip())


@rule(
    "Н702", "warning", "ORD-NUM", "В",
    what="Номера пунктов и знаки списков не набраны руками.",
    why="Номер поставит Word: набранный удвоится, а после вставки пункта станет неверным.",
    bad="""
пункты: [1. Проверить школы.]""",
    good="""
пункты: [Проверить школы.]""",
)  # fmt: skip
def typed_number(document: Document) -> Iterator[Complaint]:
    """Points do not begin with a number of their own."""
    for path, _, text in written(document):
        inside_points = path[:1] == (term("points"),)
        if inside_points and (found := _TYPED.match(text)):
            start = text[: found.end() + 15]
            message, hint = f"номер набран руками: „{start.strip()}…“", "Уберите его: пункты нумерует Word"
            yield Complaint(path, message, hint, start, fix=start[found.end() :])


@rule(
    "Н703", "warning", "TYP-SPACE", "В",
    what="Скобки и кавычки в тексте парные.",
    why="По незакрытой скобке видно, что текст оборван или склеен.",
    bad="""
пункты: [Проверить школы (всех районов.]""",
    good="""
пункты: [Проверить школы (всех районов).]""",
)  # fmt: skip
def unpaired(document: Document) -> Iterator[Complaint]:
    """Brackets and quotation marks pair."""
    for path, _, text in written(document):
        for opening, closing in ("()", "«»"):
            at = _lonely(text, opening, closing) if opening in text or closing in text else None
            if at is not None:
                quote = text[at : at + 40] if text[at] == opening else text[max(0, at - 40) : at + 1]
                message = f"нет пары для знака {text[at]}: „{quote.strip()}“"
                yield Complaint(path, message, "Добавьте вторую или уберите первую", quote)
        if text.count('"') % 2:
            at = text.rfind('"')
            quote = text[max(0, at - 30) : at + 10]
            message = f"нет пары для прямой кавычки: „{quote.strip()}“"
            yield Complaint(path, message, "Закройте кавычку, а лучше поставьте «ёлочки»", quote)


def _lonely(text: str, opening: str, closing: str) -> int | None:
    """Return where the bracket or quotation mark without a pair is; «а)» and «1)» begin items of lists."""
    open_at: list[int] = []
    for found in re.finditer(f"[{opening}{closing}]", text):
        at, sign = found.start(), found[0]
        if sign == opening:
            open_at.append(at)
        elif sign == closing and open_at:
            open_at.pop()
        elif sign == closing and not (sign == ")" and _ITEM.search(text[:at])):
            return at
    closed_together = opening == "«" and text.count("“") >= len(open_at)  # «О …“ closes both
    return open_at[-1] if open_at and not closed_together else None


@rule(
    "Н705", "warning", "POL-HEADDOT", "В",
    what="Заголовки разделов текста не кончаются точкой.",
    why="Заголовок – не предложение; точка в конце одного из них сразу бросается в глаза.",
    bad="""
вид: программа
название: Программа развития
текст: |
  # Общие положения.

  Программа рассчитана на три года.""",
    good="""
вид: программа
название: Программа развития
текст: |
  # Общие положения

  Программа рассчитана на три года.""",
)  # fmt: skip
def heading_with_a_stop(document: Document) -> Iterator[Complaint]:
    """Headings of prose end without a full stop."""
    for path, prose in proses(document):
        for block in prose.blocks:
            heading = (
                block.text if isinstance(block, Heading) or (isinstance(block, Clause) and block.level == 1) else None
            )
            words = str(heading or "")
            if words.endswith(".") and not words.endswith(("..", "г.", "др.", "пр.")):
                yield Complaint(path, f"точка в конце заголовка: „{words}“", "Уберите её", words, fix=words[:-1])


@rule(
    "Н706", "warning", "POL-LIST", "Л",
    what="Пункт одного списка не повторён в нём дословно.",
    why="Повтор остаётся от копирования: список проверяют по числу пунктов, а один из них лишний.",
    bad="""
вид: программа
название: Программа развития
текст: |
  Центр:

  - формирует адресные рекомендации школам;
  - обеспечивает информационную поддержку;
  - формирует адресные рекомендации школам.""",
    good="""
вид: программа
название: Программа развития
текст: |
  Центр:

  - формирует адресные рекомендации школам;
  - обеспечивает информационную поддержку.""",
)  # fmt: skip
def item_twice(document: Document) -> Iterator[Complaint]:
    """An item stands in its list once."""
    for path, prose in proses(document):
        for block in prose.blocks:
            seen: set[str] = set()
            for item in block.items if isinstance(block, Listing) else ():
                words = str(item.text).strip(" .;")
                if words.lower() in seen and len(words) >= _LONG_ITEM:
                    yield Complaint(path, f"пункт списка повторён: „{words[:60]}“", "Оставьте один", words)
                seen.add(words.lower())


@rule(
    "Н707", "warning", "ROAD-NUM; POL-NUM", "Л",
    what="Номера, набранные в начале заголовков и абзацев, идут подряд: без повторов и пропусков.",
    why="На «пункт 1.3» нельзя сослаться, если их два, а вместо пропущенного раздела ищут потерянную страницу.",
    bad="""
вид: программа
название: Программа развития
текст: |
  # Раздел 1. Цель

  Цель Программы – рост мастерства педагогов.

  # Раздел 3. Мероприятия

  Мероприятия перечислены в таблице.""",
    good="""
вид: программа
название: Программа развития
текст: |
  # Раздел 1. Цель

  Цель Программы – рост мастерства педагогов.

  # Раздел 2. Мероприятия

  Мероприятия перечислены в таблице.""",
)  # fmt: skip
def numbers_in_turn(document: Document) -> Iterator[Complaint]:
    """Typed numbers of headings and paragraphs follow each other."""
    for path, prose in proses(document):
        last: dict[str, int] = {}
        for words in _openings(prose):
            found = _NUMBER.match(words)
            if found is None:
                continue
            *above, number = [int(part) for part in found[2].split(".")]
            noun = found[1] or ""
            series = f"{noun.lower()}{above}"
            before = last.get(series, 0)
            if number != before + 1 and number != 1 and before:
                wrong = "повторён" if number == before else "идёт не по порядку"
                message = f"номер „{noun}{found[2]}“ {wrong}: перед ним – {'.'.join(map(str, [*above, before]))}"
                yield Complaint(path, message, "Исправьте номер; лучше оставить нумерацию docgen", words[:50])
            last[series] = number


@rule(
    "Н708", "info", "POL-GENERAL", "В",
    what="Первый раздел положения, в котором их три и больше, – «Общие положения».",
    why="В нём ищут, на чём основано положение и на кого оно распространяется.",
    bad="""
вид: положение
название: Положение о совете
текст: |
  # Состав совета

  В совет входят педагоги.

  # Работа совета

  Совет собирается раз в четверть.

  # Решения совета

  Решения принимаются большинством.""",
    good="""
вид: положение
название: Положение о совете
текст: |
  # Общие положения

  Положение определяет работу совета.""",
)  # fmt: skip
def general_section(document: Document) -> Iterator[Complaint]:
    """A whole regulation, of three sections or more, begins with general clauses."""
    for path, prose in proses(document):
        sections = [block for block in prose.blocks if isinstance(block, Clause) and block.level == 1]
        if len(sections) >= _WHOLE and not _GENERAL.match(str(sections[0].text)):
            message = f"первый раздел – „{sections[0].text}“, а не „Общие положения“"
            yield Complaint(path, message, "Начните с общих положений", str(sections[0].text))


def _openings(prose: Prose) -> Iterator[str]:
    """Yield how headings and paragraphs begin; lists are numbered by Word."""
    for block in prose.blocks:
        if isinstance(block, Heading | Paragraph | Clause):
            yield str(block.text)
