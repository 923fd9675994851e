"""Rules of type: one face, sizes, colour, letter spacing (ГОСТ Р 7.0.97, 3.3 and 3.4)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.paper import Run
from docgen.rules.form import words
from docgen.rules.form.line import Line
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule

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


@rule("Ф201", "info", "FONT-ONE")
def several_faces(reading: Reading) -> Iterator[Finding]:
    """Весь документ набран одной гарнитурой.

    Почему:
        Второй шрифт выдаёт вставку из чужого файла и ломает вид документа.

    Плохо:
        пункт: {текст: Проверить школы., шрифт: Calibri}

    Хорошо:
        пункт: Проверить школы.
    """
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
                yield problem(
                    f"шрифт {run.font}, а документ набран шрифтом {main}", f"Поставьте {main}", line, run.text.strip()
                )


@rule("Ф202", "warning", "FONT-SIZE")
def unusual_size(reading: Reading) -> Iterator[Finding]:
    """Кегль текста вне таблиц – 12, 13 или 14.

    Почему:
        Мельче – трудно читать, крупнее – документ выглядит объявлением.

    Плохо:
        кегль: 11

    Хорошо:
        кегль: 13
    """
    for line in reading.lines:
        if line.role in ("cell", "below") or line.spot or _SMALL.match(line.text) or "[" in line.paragraph.style:
            continue
        for run in _written(line):
            odd = run.size < _SIZES[0] or run.size > _SIZES[1] or run.size % 1
            if odd and not (run.size < _SIZES[0] and _may_be_small(line, run)):
                yield problem(f"кегль {run.size:g} вне нормы", "Норма: 12, 13 или 14", line, run.text.strip())


def _may_be_small(line: Line, run: Run) -> bool:
    """Tell whether a run is a sign (a footnote, an index), a caption in the middle or a part of a requisite."""
    body = line.role in ("preamble", "point", "more", "text") and line.paragraph.align != "center"
    return not body or len(run.text.strip()) <= _SIGN


@rule("Ф203", "info", "FONT-SIZE-TABLE")
def tiny_table(reading: Reading) -> Iterator[Finding]:
    """Кегль в таблицах не меньше 9.

    Почему:
        Мельче 9 пунктов текст на бумаге не прочесть.

    Плохо:
        таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар]], кегль: 7}

    Хорошо:
        таблица: {шапка: [№, Мероприятие], строки: [[1, Семинар]], кегль: 10}
    """
    for line in reading.lines:
        if line.role == "cell" and 0 < line.size < _TABLE_SIZE:
            yield problem(f"кегль {line.size:g} в таблице слишком мелок", "Поставьте не меньше 9", line)


@rule("Ф204", "info", "FONT-ONE")
def coloured(reading: Reading) -> Iterator[Finding]:
    """Текст чёрный; цвет оставляют только ссылкам.

    Почему:
        Цветной текст при печати и копировании бледнеет, а в деле остаётся чёрно-белая копия.

    Плохо:
        пункт: {текст: Проверить школы., цвет: FF0000}

    Хорошо:
        пункт: Проверить школы.
    """
    for line in reading.lines:
        for run in _written(line):
            plain = run.colour in _BLACK or run.colour.upper() in ("0563C1", "0000FF", "7F7F7F", "808080")
            if not plain and not _LINKED.search(run.text):
                yield problem(f"текст цветной ({run.colour})", "Сделайте его чёрным (авто)", line, run.text.strip())


@rule("Ф205", "warning", "PAR-CHAR")
def letter_spaced(reading: Reading) -> Iterator[Finding]:
    """Интервал между буквами обычный; вразрядку допустимо только слово «приказываю» и название вида документа.

    Почему:
        Растянутые и сжатые строки читаются хуже и выдают подгонку под страницу.

    Плохо:
        пункт: {текст: Проверить школы., разрядка: 2}

    Хорошо:
        пункт: Проверить школы.
    """
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
                yield problem(f"интервал между буквами {kind}", "Шрифт → Дополнительно → Обычный", line, text)


@rule("Ф206", "info", "ORD-VERB-IMPL")
def spaced_by_hand(reading: Reading) -> Iterator[Finding]:
    """Слово вразрядку набрано целым, а буквы раздвинуты настройкой шрифта.

    Почему:
        «п р и к а з ы в а ю» с пробелами не находит поиск, и оно рвётся на две строки.

    Плохо:
        слово: "п р и к а з ы в а ю:"

    Хорошо:
        слово: "приказываю:"
    """
    for line in reading.lines:
        if found := _SPACED_LETTERS.search(line.text):
            hint = "Наберите слово целым; разрядка: Шрифт → Дополнительно → Интервал"
            yield problem("буквы раздвинуты пробелами", hint, line, found[0])
