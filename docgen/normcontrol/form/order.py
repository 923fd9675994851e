"""Rules of a disposition: its requisites and their order, heading, word of disposition, points (gost.md 2.1 and 5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.normcontrol.form import words
from docgen.normcontrol.form.line import Line
from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.rule import Remark, rule

_SEQUENCE = ("organisation", "kind", "date", "place", "title", "text", "signature")
_NAMES = {
    "organisation": "наименование организации", "kind": "вид документа", "date": "дата и номер", "place": "место издания",
    "title": "заголовок", "text": "текст", "signature": "подпись",
}  # fmt: skip
_TEXT = ("preamble", "verb", "point")
_ABOUT = re.compile(r"(?:О|Об|Обо) [«„\w]")
_VOWELS = "аэиоу"
_ENDS = (".", ":", ";", "!", ",")
_CONTROL = re.compile(
    r"\bконтроль\b.{0,60}\b(?:исполнени|выполнени|реализаци|соблюдени|настоящ|приказ|распоряжени|постановлени)|"
    r"контроль (?:оставляю|возлагаю|возложить)", re.IGNORECASE,
)  # fmt: skip
_QUOTED = re.compile(r"«[^»]*»|\"[^\"]*\"|\((?:имени|им\.)[^)]*\)")
_INITIALS = re.compile(rf"(?<![\w.])[А-ЯЁ]\. ?[А-ЯЁ]\. ?{words.SURNAME}")
_NAMED_AFTER = re.compile(r"(?:\bим\.|\bимени)\s*$")
_DONE_AT_ONCE = re.compile(
    r"(?:Утвердить|Признать утратив|Отменить|Внести|Считать|Установить|Настоящ|Приказ вступает|Зачислить|Принять|"
    r"Перевести|Отчислить|Присвоить|Наградить|Объявить|Предоставить|Уволить|Освободить|[а-яё])"
)


@rule(
    "Ф401", "warning", "ГОСТ Р 7.0.97-2016, рис. В.6; ORD-SEQ", "П",
    what="Реквизиты приказа идут по порядку: организация, вид, дата и номер, место, заголовок, текст, подпись.",
    why="По привычному месту реквизит находят, не читая документа.",
    bad="порядок: [организация, вид, место, дата и номер, заголовок, текст, подпись]",
    good="порядок: [организация, вид, дата и номер, место, заголовок, текст, подпись]",
)  # fmt: skip
def requisite_order(reading: Reading) -> Iterator[Remark]:
    """Requisites follow each other as in the specimen (gost.md ORD-SEQ)."""
    part = reading.disposition
    if part is None:
        return
    seen: dict[str, Line] = {}
    for line in part.lines:
        name = "text" if line.role in _TEXT else line.role
        if name in _SEQUENCE:
            seen.setdefault(name, line)
    highest = ""
    for name, line in seen.items():
        if highest and _SEQUENCE.index(name) < _SEQUENCE.index(highest):
            message = f"{_NAMES[name]} ниже, чем {_NAMES[highest]}"
            yield Remark(message, "Порядок: " + ", ".join(_NAMES[n] for n in _SEQUENCE), line)
        else:
            highest = name


@rule(
    "Ф402", "warning", "ГОСТ Р 7.0.97-2016, раздел 5; таблица реквизитов", "П",
    what="У приказа есть обязательные реквизиты: организация, дата, номер, заголовок, подпись.",
    why="Без любого из них приказ не имеет силы: его нельзя ни зарегистрировать, ни исполнить.",
    bad='дата и номер: "01.09.2026"',
    good='дата и номер: "01.09.2026\\t№\u00a05-од"',
)  # fmt: skip
def missing_requisite(reading: Reading) -> Iterator[Remark]:
    """A disposition has all that it must have (gost.md 2)."""
    part = reading.disposition
    if part is None:
        return
    dated = " ".join(line.paragraph.text for line in part.of("date", "kind"))
    present = {
        "наименования организации": bool(part.of("organisation")) or _drawn(part.lines),
        "даты": bool(words.DATE.search(" ".join(dated.split())) or "__" in dated),
        "номера": bool(words.NUMBER.search(dated)),
        "заголовка к тексту": bool(part.of("title")),
        "подписи": bool(part.of("signature")),
    }
    kind = next(line for line in part.lines if line.role == "kind")
    for name, found in present.items():
        if not found:
            yield Remark(f"нет {name}", "Добавьте этот реквизит", kind)


def _drawn(lines: tuple[Line, ...]) -> bool:
    """Tell whether the letterhead may be a picture: nothing is written above the kind."""
    return not any(line.text for line in lines[: next(i for i, line in enumerate(lines) if line.role == "kind")])


@rule(
    "Ф403", "warning", "ГОСТ Р 7.0.97-2016, 5.17; ORD-TITLE", "П",
    what="Заголовок к тексту отвечает на вопрос «о чём?»: начинается с «О» или «Об», без кавычек и точки в конце.",
    why="По заголовку документ ищут в журнале и в деле; форма «О чём» – требование стандарта.",
    bad="заголовок: Проверка школ.",
    good="заголовок: О проверке школ",
)  # fmt: skip
def title_form(reading: Reading) -> Iterator[Remark]:
    """The heading says what the paper is about (gost.md ORD-TITLE)."""
    titles = reading.disposition.of("title") if reading.disposition else ()
    if not titles:
        return
    first, last = titles[0], titles[-1]
    if first.text[:1] in '«"“' and re.match(r'[«"“]\s*Об? ', first.text):
        yield Remark("заголовок взят в кавычки", "Уберите кавычки", first)
    elif not _ABOUT.match(first.text):
        yield Remark("заголовок не отвечает на вопрос «о чём?»", "Начните с «О …» или «Об …»", first)
    if last.text.endswith(".") and not last.text.endswith(("г.", "гг.", "др.")):
        yield Remark("в конце заголовка стоит точка", "Уберите её", last)


@rule(
    "Ф404", "info", "ORD-TITLE", "О",
    what="В заголовке стоит «Об» перед а, э, и, о, у и «О» перед остальными звуками.",
    why="«О утверждении» – ошибка, которую видят первой.",
    bad="заголовок: О утверждении плана",
    good="заголовок: Об утверждении плана",
)  # fmt: skip
def title_preposition(reading: Reading) -> Iterator[Remark]:
    """«Об» before a vowel, «О» before a consonant (gost.md ORD-TITLE)."""
    for line in (reading.disposition.of("title") if reading.disposition else ())[:1]:
        word, _, rest = line.text.partition(" ")
        first = rest[:1].lower()
        if word in ("О", "Об") and first.isalpha() and not rest.split()[0].isupper():
            wanted = "Об" if first in _VOWELS else "О"
            if word != wanted:
                yield Remark(f"„{word} {rest.split()[0]}“", f"Напишите «{wanted} {rest.split()[0]}»", line)


@rule(
    "Ф405", "warning", "ГОСТ Р 7.0.97-2016, 5.18; ORD-PERSON", "П",
    what="Слово «приказываю» («постановляет», «обязываю») стоит в документе один раз и завершает преамбулу.",
    why="Этим словом распоряжение отделено от обоснования; без него пункты ни к чему не обязывают.",
    bad="слово: нет",
    good='слово: "ПРИКАЗЫВАЮ:"',
)  # fmt: skip
def word_of_disposition(reading: Reading) -> Iterator[Remark]:
    """There is one word of disposition in an order or resolution (gost.md ORD-PERSON); a directive may do without."""
    part = reading.disposition
    if part is None:
        return
    kind = next(line for line in part.lines if line.role == "kind")
    found = [line for line in part.lines if line.role in ("preamble", "verb") and words.VERB.search(line.text)]
    if not found and not kind.text.replace(" ", "").startswith("РАСПОРЯЖЕНИЕ"):
        yield Remark("нет слова «ПРИКАЗЫВАЮ:» («ПОСТАНОВЛЯЮ:»)", "Закончите им преамбулу", kind)
    for line in found:
        if not line.text.endswith(":"):
            yield Remark("после распорядительного слова нет двоеточия", "Поставьте двоеточие", line)
    for line in part.of("point", "more"):
        if words.VERB.fullmatch(line.text):
            yield Remark("распорядительное слово стоит второй раз", "Оставьте одно", line)


@rule(
    "Ф406", "warning", "ORD-NUM", "В",
    what="Пункты приказа пронумерованы, даже если пункт один.",
    why="На пункт без номера нельзя сослаться, и спросить за него труднее.",
    bad="нумерация: нет",
    good="нумерация: Word",
)  # fmt: skip
def points_not_numbered(reading: Reading) -> Iterator[Remark]:
    """The points of a disposition are numbered (gost.md ORD-NUM)."""
    part = reading.disposition
    if part and part.of("more") and not part.of("point") and (part.of("verb") or part.of("preamble")):
        yield Remark("пункты не пронумерованы", "Пронумеруйте их списком Word: 1., 2., …", part.of("more")[0])


@rule(
    "Ф407", "warning", "ORD-NUM", "В",
    what="Пункт начинается с прописной буквы и кончается точкой (двоеточием – если дальше идёт перечень).",
    why="Пункт – самостоятельное предложение.",
    bad="пункт: проверить школы",
    good="пункт: Проверить школы.",
)  # fmt: skip
def point_form(reading: Reading) -> Iterator[Remark]:
    """A point begins with a capital and ends with a full stop (gost.md ORD-NUM)."""
    part = reading.disposition
    for line in part.of("point") if part else ():
        number = line.paragraph.number or line.typed_number
        if line.spot is not None or not re.fullmatch(r"\d{1,2}\.?", number):
            continue
        text = line.text if line.paragraph.number else line.text[len(line.typed_number) :].strip()
        if text[:1].islower():
            yield Remark("пункт начинается со строчной буквы", "Начните с прописной", line)
        if text and not text.endswith(_ENDS):
            yield Remark("в конце пункта нет точки", "Поставьте точку", line)


@rule(
    "Ф408", "warning", "ГОСТ Р 7.0.97-2016, 5.18; ORD-SUB", "П",
    what="В тексте не больше четырёх уровней нумерации.",
    why="Номер «1.1.1.1.1» невозможно ни запомнить, ни назвать вслух.",
    bad="нумерация: нет\nпункт: 1.1.1.1.1. Проверить школы.",
    good="пункт: Проверить школы.",
)  # fmt: skip
def too_deep(reading: Reading) -> Iterator[Remark]:
    """There are four levels of numbers at most (gost.md ORD-SUB)."""
    deep = re.compile(r"(?:\d{1,2}\.){4}\d{1,2}\.?(?=\s|$)")
    for line in reading.lines:
        if line.role != "cell" and (deep.match(line.paragraph.number) or deep.match(line.text)):
            yield Remark("пятый уровень нумерации", "Оставьте не больше четырёх уровней", line)


@rule(
    "Ф409", "warning", "ORD-CONTROL", "В",
    what="Последний пункт приказа – о контроле за исполнением, и он один.",
    why="Без контроля приказ никто не проверит; два контролёра – не проверит никто.",
    bad="пункты: [Проверить школы (приложение).]",
    good="пункты: [Проверить школы (приложение)., Контроль за исполнением настоящего приказа оставляю за собой.]",
)  # fmt: skip
def control_point(reading: Reading) -> Iterator[Remark]:
    """The last point is about control, and it is one (gost.md ORD-CONTROL)."""
    part = reading.disposition
    points = part.of("point", "more") if part else ()
    found = [index for index, line in enumerate(points) if _CONTROL.search(line.text)]
    if not found and any(_charges(line) for line in points):
        hint = "Добавьте последним: «Контроль за исполнением настоящего приказа оставляю за собой»"
        yield Remark("нет пункта о контроле за исполнением", hint, points[-1])
    for index in found[:-1]:
        yield Remark("о контроле сказано не один раз", "Оставьте один пункт, последний", points[index])


def _charges(line: Line) -> bool:
    """Tell whether a point leaves something to do: what only approves, repeals or sets a day needs no control."""
    return not _DONE_AT_ONCE.match(line.text[len(line.typed_number) :].strip())


@rule(
    "Ф410", "warning", "ГОСТ Р 7.0.97-2016, 5.18; ORD-NAME", "П",
    what="В тексте приказа инициалы стоят после фамилии.",
    why="Впереди фамилии инициалы ставят только в подписи и грифе; в тексте человека ищут по фамилии.",
    bad="пункт: Назначить ответственной М.П.\u00a0Иванову.",
    good="пункт: Назначить ответственной Иванову\u00a0М.П.",
)  # fmt: skip
def initials_first(reading: Reading) -> Iterator[Remark]:
    """In the text of a disposition initials stand behind the surname (gost.md ORD-NAME)."""
    part = reading.disposition
    for line in part.of("preamble", "point", "more") if part else ():
        text = _QUOTED.sub(lambda found: " " * len(found[0]), line.text)
        for found in _INITIALS.finditer(text):
            before = text[: found.start()]
            after_surname = re.search(rf"{words.SURNAME} $", before) and not re.search(r"[.;:] \w+ $", before)
            if not _NAMED_AFTER.search(before) and not after_surname:
                yield Remark("инициалы стоят перед фамилией", "В тексте: «Иванова М.П.»", line, found[0])
