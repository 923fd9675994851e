"""Rules of the outline of prose: headings without a stop, numbers in turn, no item twice, general clauses first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.blocks import Clause, Heading, Listing, Paragraph
from docgen.model.document import Document
from docgen.model.prose import Prose
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import proses
from docgen.rules.rule import rule

_NUMBER = regex(r"(Раздел |Глава |Этап )?(\d{1,2}(?:\.\d{1,2})*)(?:[.)]|(?<=\.\d)) +[А-ЯЁ«]")
_WHOLE = 3
_GENERAL = regex(r"общ(?:ие|ая|ее)\b", re.IGNORECASE)
_LONG_ITEM = 25


@rule("Н705", "warning", "POL-HEADDOT")
def heading_with_a_stop(document: Document) -> Iterator[Finding]:
    """Заголовки разделов текста не кончаются точкой.

    Почему:
        Заголовок – не предложение; точка в конце одного из них сразу бросается в глаза.

    Плохо:
        вид: программа
        название: Программа развития
        текст: |
          # Общие положения.

          Программа рассчитана на три года.

    Хорошо:
        вид: программа
        название: Программа развития
        текст: |
          # Общие положения

          Программа рассчитана на три года.
    """
    for path, prose in proses(document):
        for block in prose.blocks:
            heading = (
                block.text if isinstance(block, Heading) or (isinstance(block, Clause) and block.level == 1) else None
            )
            words = str(heading or "")
            if words.endswith(".") and not words.endswith(("..", "г.", "др.", "пр.")):
                yield problem(path, f"точка в конце заголовка: „{words}“", "Уберите её", words, fix=words[:-1])


@rule("Н706", "warning", "POL-LIST")
def item_twice(document: Document) -> Iterator[Finding]:
    """Пункт одного списка не повторён в нём дословно.

    Почему:
        Повтор остаётся от копирования: список проверяют по числу пунктов, а один из них лишний.

    Плохо:
        вид: программа
        название: Программа развития
        текст: |
          Центр:

          - формирует адресные рекомендации школам;
          - обеспечивает информационную поддержку;
          - формирует адресные рекомендации школам.

    Хорошо:
        вид: программа
        название: Программа развития
        текст: |
          Центр:

          - формирует адресные рекомендации школам;
          - обеспечивает информационную поддержку.
    """
    for path, prose in proses(document):
        for block in prose.blocks:
            seen: set[str] = set()
            for item in block.items if isinstance(block, Listing) else ():
                words = str(item.text).strip(" .;")
                if words.lower() in seen and len(words) >= _LONG_ITEM:
                    yield problem(path, f"пункт списка повторён: „{words[:60]}“", "Оставьте один", words)
                seen.add(words.lower())


@rule("Н707", "warning", "ROAD-NUM", "POL-NUM")
def numbers_in_turn(document: Document) -> Iterator[Finding]:
    """Номера, набранные в начале заголовков и абзацев, идут подряд: без повторов и пропусков.

    Почему:
        На «пункт 1.3» нельзя сослаться, если их два, а вместо пропущенного раздела ищут потерянную страницу.

    Плохо:
        вид: программа
        название: Программа развития
        текст: |
          # Раздел 1. Цель

          Цель Программы – рост мастерства педагогов.

          # Раздел 3. Мероприятия

          Мероприятия перечислены в таблице.

    Хорошо:
        вид: программа
        название: Программа развития
        текст: |
          # Раздел 1. Цель

          Цель Программы – рост мастерства педагогов.

          # Раздел 2. Мероприятия

          Мероприятия перечислены в таблице.
    """
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
                yield problem(path, message, "Исправьте номер; лучше оставить нумерацию docgen", words[:50])
            last[series] = number


@rule("Н708", "info", "POL-GENERAL")
def general_section(document: Document) -> Iterator[Finding]:
    """Первый раздел положения, в котором их три и больше, – «Общие положения».

    Почему:
        В нём ищут, на чём основано положение и на кого оно распространяется.

    Плохо:
        вид: положение
        название: Положение о совете
        текст: |
          # Состав совета

          В совет входят педагоги.

          # Работа совета

          Совет собирается раз в четверть.

          # Решения совета

          Решения принимаются большинством.

    Хорошо:
        вид: положение
        название: Положение о совете
        текст: |
          # Общие положения

          Положение определяет работу совета.
    """
    for path, prose in proses(document):
        sections = [block for block in prose.blocks if isinstance(block, Clause) and block.level == 1]
        if len(sections) >= _WHOLE and not _GENERAL.match(str(sections[0].text)):
            message = f"первый раздел – „{sections[0].text}“, а не „Общие положения“"
            yield problem(path, message, "Начните с общих положений", str(sections[0].text))


def _openings(prose: Prose) -> Iterator[str]:
    """Yield how headings and paragraphs begin; lists are numbered by Word."""
    for block in prose.blocks:
        if isinstance(block, Heading | Paragraph | Clause):
            yield str(block.text)
