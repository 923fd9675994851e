"""Rules of type: one face, sizes, colour, letter spacing (ГОСТ Р 7.0.97, 3.3 and 3.4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.normcontrol.form import words
from docgen.normcontrol.form.line import Line
from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.rule import Remark, rule
from docgen.paper import Run

_SYMBOLS = re.compile(r"symbol|wingdings|webdings|marlett|mt extra|math|emoji|awesome", re.IGNORECASE)
_SIZES = (12, 14)
_TABLE_SIZE = 9
_BLACK = ("", "auto", "000000")
_LINKED = re.compile(r"https?:|www\.|\w@\w|\w\.(?:ru|рф|com|org)\b", re.IGNORECASE)
_SIGN = 3
_STRETCHED = 0.5  # points: less comes from fitting a line
_SPACED_LETTERS = re.compile(r"(?:(?<=\s)|^)(?:[а-яёА-ЯЁ] ){4,}[а-яёА-ЯЁ]\b")
_SMALL = re.compile(
    r"исп|тел|[\w.]+@|электронной подписью|сертификат|владелец|действител|рисунок|рис\.|таблица|подпись|\(",
    re.IGNORECASE,
)


def _written(line: Line) -> Iterator[Run]:
    """Yield the runs that a reader sees as text: with letters or figures, not hidden, in a face of letters."""
    for run in line.paragraph.runs:
        if any(sign.isalnum() for sign in run.text) and not run.hidden and not _SYMBOLS.search(run.font):
            yield run


@rule(
    "Ф201", "info", "FONT-ONE", "О",
    what="Весь документ набран одной гарнитурой.",
    why="Второй шрифт выдаёт вставку из чужого файла и ломает вид документа.",
    bad="пункт: {текст: Проверить школы., шрифт: Calibri}",
    good="пункт: Проверить школы.",
)  # fmt: skip
def several_faces(reading: Reading) -> Iterator[Remark]:
    """A paper has one face, themes resolved (gost.md FONT-ONE)."""
    found: Counter[str] = Counter()
    for line in reading.lines:
        for run in _written(line):
            found[run.font] += len(run.text)
    if len(found) < 2:  # noqa: PLR2004
        return
    main = found.most_common(1)[0][0]
    for line in reading.lines:
        for run in _written(line):
            if run.font != main:
                yield Remark(
                    f"шрифт {run.font}, а документ набран шрифтом {main}", f"Поставьте {main}", line, run.text.strip()
                )


@rule(
    "Ф202", "warning", "ГОСТ Р 7.0.97-2016, 3.3 (Изменение № 1); FONT-SIZE", "П",
    what="Кегль текста вне таблиц – 12, 13 или 14.",
    why="Мельче – трудно читать, крупнее – документ выглядит объявлением.",
    bad="кегль: 11",
    good="кегль: 13",
)  # fmt: skip
def unusual_size(reading: Reading) -> Iterator[Remark]:
    """The text has 12, 13 or 14 points (gost.md FONT-SIZE); what stands below it and captions may be smaller."""
    for line in reading.lines:
        if line.role in ("cell", "below") or line.spot or _SMALL.match(line.text) or "[" in line.paragraph.style:
            continue
        for run in _written(line):
            odd = run.size < _SIZES[0] or run.size > _SIZES[1] or run.size % 1
            if odd and not (run.size < _SIZES[0] and _may_be_small(line, run)):
                yield Remark(f"кегль {run.size:g} вне нормы", "Норма: 12, 13 или 14", line, run.text.strip())


def _may_be_small(line: Line, run: Run) -> bool:
    """Tell whether a run is a sign (a footnote, an index), a caption in the middle or a part of a requisite."""
    body = line.role in ("preamble", "point", "more", "text") and line.paragraph.align != "center"
    return not body or len(run.text.strip()) <= _SIGN


@rule(
    "Ф203", "info", "FONT-SIZE", "О",
    what="Кегль в таблицах не меньше 9.",
    why="Мельче 9 пунктов текст на бумаге не прочесть.",
    bad="таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар]], кегль: 7}",
    good="таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар]], кегль: 10}",
)  # fmt: skip
def tiny_table(reading: Reading) -> Iterator[Remark]:
    """The text of tables has 9 points at least (gost.md FONT-SIZE)."""
    for line in reading.lines:
        if line.role == "cell" and 0 < line.size < _TABLE_SIZE:
            yield Remark(f"кегль {line.size:g} в таблице слишком мелок", "Поставьте не меньше 9", line)


@rule(
    "Ф204", "info", "FONT-ONE", "О",
    what="Текст чёрный; цвет оставляют только ссылкам.",
    why="Цветной текст при печати и копировании бледнеет, а в деле остаётся чёрно-белая копия.",
    bad="пункт: {текст: Проверить школы., цвет: FF0000}",
    good="пункт: Проверить школы.",
)  # fmt: skip
def coloured(reading: Reading) -> Iterator[Remark]:
    """The text is black (gost.md FONT-ONE)."""
    for line in reading.lines:
        for run in _written(line):
            plain = run.colour in _BLACK or run.colour.upper() in ("0563C1", "0000FF", "7F7F7F", "808080")
            if not plain and not _LINKED.search(run.text):
                yield Remark(f"текст цветной ({run.colour})", "Сделайте его чёрным (авто)", line, run.text.strip())


@rule(
    "Ф205", "warning", "ГОСТ Р 7.0.97-2016, 3.4; PAR-CHAR", "П",
    what="Интервал между буквами обычный; вразрядку допустимо только слово «приказываю» и название вида документа.",
    why="Растянутые и сжатые строки читаются хуже и выдают подгонку под страницу.",
    bad="пункт: {текст: Проверить школы., разрядка: 2}",
    good="пункт: Проверить школы.",
)  # fmt: skip
def letter_spaced(reading: Reading) -> Iterator[Remark]:
    """Letters are not spaced but in the word of disposition (gost.md PAR-CHAR)."""
    for line in reading.lines:
        for run in _written(line):
            text = run.text.strip()
            exempt = words.VERB.search(text) or words.KIND.fullmatch(text) or line.role in ("kind", "verb", "cell")
            # Word may cut the spaced word into runs.
            inside = line.role == "preamble" and words.VERB.search(line.text) and run.spacing > 0 and " " not in text
            if (
                abs(run.spacing) >= _STRETCHED
                and not exempt
                and not inside
                and not (line.role == "title" and text.isupper())
            ):
                kind = "растянут" if run.spacing > 0 else "сжат"
                yield Remark(f"интервал между буквами {kind}", "Шрифт → Дополнительно → Обычный", line, text)


@rule(
    "Ф206", "info", "ORD-VERB-IMPL", "О",
    what="Слово вразрядку набрано целым, а буквы раздвинуты настройкой шрифта.",
    why="«п р и к а з ы в а ю» с пробелами не находит поиск, и оно рвётся на две строки.",
    bad='слово: "п р и к а з ы в а ю:"',
    good='слово: "приказываю:"',
)  # fmt: skip
def spaced_by_hand(reading: Reading) -> Iterator[Remark]:
    """Letters are spaced by a property, not by typed spaces (gost.md ORD-VERB-IMPL)."""
    for line in reading.lines:
        if found := _SPACED_LETTERS.search(line.text):
            hint = "Наберите слово целым; разрядка: Шрифт → Дополнительно → Интервал"
            yield Remark("буквы раздвинуты пробелами", hint, line, found[0])
