"""Rules of a disposition: its requisites and their order, heading, word of disposition, points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.rules.form import words
from docgen.rules.form.line import Line
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule

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


@rule("Ф401", "warning", "ORD-SEQ")
def requisite_order(reading: Reading) -> Iterator[Finding]:
    """Реквизиты приказа идут по порядку: организация, вид, дата и номер, место, заголовок, текст, подпись.

    Почему:
        По привычному месту реквизит находят, не читая документа.

    Плохо:
        порядок: [организация, вид, место, дата и номер, заголовок, текст, подпись]

    Хорошо:
        порядок: [организация, вид, дата и номер, место, заголовок, текст, подпись]
    """
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
            yield problem(message, "Порядок: " + ", ".join(_NAMES[n] for n in _SEQUENCE), line)
        else:
            highest = name


@rule("Ф402", "warning", "ORD-REQUISITES")
def missing_requisite(reading: Reading) -> Iterator[Finding]:
    """У приказа есть обязательные реквизиты: организация, дата, номер, заголовок, подпись.

    Почему:
        Без любого из них приказ не имеет силы: его нельзя ни зарегистрировать, ни исполнить.

    Плохо:
        дата и номер: "01.09.2026"

    Хорошо:
        дата и номер: "01.09.2026\\t№\u00a05-од"
    """
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
            yield problem(f"нет {name}", "Добавьте этот реквизит", kind)


def _drawn(lines: tuple[Line, ...]) -> bool:
    """Tell whether the letterhead may be a picture: nothing is written above the kind."""
    return not any(line.text for line in lines[: next(i for i, line in enumerate(lines) if line.role == "kind")])


@rule("Ф403", "warning", "ORD-TITLE")
def title_form(reading: Reading) -> Iterator[Finding]:
    """Заголовок к тексту отвечает на вопрос «о чём?»: начинается с «О» или «Об», без кавычек и точки в конце.

    Почему:
        По заголовку документ ищут в журнале и в деле; форма «О чём» – требование стандарта.

    Плохо:
        заголовок: Проверка школ.

    Хорошо:
        заголовок: О проверке школ
    """
    titles = reading.disposition.of("title") if reading.disposition else ()
    if not titles:
        return
    first, last = titles[0], titles[-1]
    if first.text[:1] in '«"“' and re.match(r'[«"“]\s*Об? ', first.text):
        yield problem("заголовок взят в кавычки", "Уберите кавычки", first)
    elif not _ABOUT.match(first.text):
        yield problem("заголовок не отвечает на вопрос «о чём?»", "Начните с «О …» или «Об …»", first)
    if last.text.endswith(".") and not last.text.endswith(("г.", "гг.", "др.")):
        yield problem("в конце заголовка стоит точка", "Уберите её", last)


@rule("Ф404", "info", "ORD-TITLE-OB")
def title_preposition(reading: Reading) -> Iterator[Finding]:
    """В заголовке стоит «Об» перед а, э, и, о, у и «О» перед остальными звуками.

    Почему:
        «О утверждении» – ошибка, которую видят первой.

    Плохо:
        заголовок: О утверждении плана

    Хорошо:
        заголовок: Об утверждении плана
    """
    for line in (reading.disposition.of("title") if reading.disposition else ())[:1]:
        word, _, rest = line.text.partition(" ")
        first = rest[:1].lower()
        if word in ("О", "Об") and first.isalpha() and not rest.split()[0].isupper():
            wanted = "Об" if first in _VOWELS else "О"
            if word != wanted:
                yield problem(f"„{word} {rest.split()[0]}“", f"Напишите «{wanted} {rest.split()[0]}»", line)


@rule("Ф405", "warning", "ORD-PERSON")
def word_of_disposition(reading: Reading) -> Iterator[Finding]:
    """Слово «приказываю» («постановляет», «обязываю») стоит в документе один раз и завершает преамбулу.

    Почему:
        Этим словом распоряжение отделено от обоснования; без него пункты ни к чему не обязывают.

    Плохо:
        слово: нет

    Хорошо:
        слово: "ПРИКАЗЫВАЮ:"
    """
    part = reading.disposition
    if part is None:
        return
    kind = next(line for line in part.lines if line.role == "kind")
    found = [line for line in part.lines if line.role in ("preamble", "verb") and words.VERB.search(line.text)]
    if not found and not kind.text.replace(" ", "").startswith("РАСПОРЯЖЕНИЕ"):
        yield problem("нет слова «ПРИКАЗЫВАЮ:» («ПОСТАНОВЛЯЮ:»)", "Закончите им преамбулу", kind)
    for line in found:
        if not line.text.endswith(":"):
            yield problem("после распорядительного слова нет двоеточия", "Поставьте двоеточие", line)
    for line in part.of("point", "more"):
        if words.VERB.fullmatch(line.text):
            yield problem("распорядительное слово стоит второй раз", "Оставьте одно", line)


@rule("Ф406", "warning", "ORD-NUM")
def points_not_numbered(reading: Reading) -> Iterator[Finding]:
    """Пункты приказа пронумерованы, даже если пункт один.

    Почему:
        На пункт без номера нельзя сослаться, и спросить за него труднее.

    Плохо:
        нумерация: нет

    Хорошо:
        нумерация: Word
    """
    part = reading.disposition
    if part and part.of("more") and not part.of("point") and (part.of("verb") or part.of("preamble")):
        yield problem("пункты не пронумерованы", "Пронумеруйте их списком Word: 1., 2., …", part.of("more")[0])


@rule("Ф407", "warning", "ORD-NUM")
def point_form(reading: Reading) -> Iterator[Finding]:
    """Пункт начинается с прописной буквы и кончается точкой (двоеточием – если дальше идёт перечень).

    Почему:
        Пункт – самостоятельное предложение.

    Плохо:
        пункт: проверить школы

    Хорошо:
        пункт: Проверить школы.
    """
    part = reading.disposition
    for line in part.of("point") if part else ():
        number = line.paragraph.number or line.typed_number
        if line.spot is not None or not re.fullmatch(r"\d{1,2}\.?", number):
            continue
        text = line.text if line.paragraph.number else line.text[len(line.typed_number) :].strip()
        if text[:1].islower():
            yield problem("пункт начинается со строчной буквы", "Начните с прописной", line)
        if text and not text.endswith(_ENDS):
            yield problem("в конце пункта нет точки", "Поставьте точку", line)


@rule("Ф408", "warning", "ORD-SUB")
def too_deep(reading: Reading) -> Iterator[Finding]:
    """В тексте не больше четырёх уровней нумерации.

    Почему:
        Номер «1.1.1.1.1» невозможно ни запомнить, ни назвать вслух.

    Плохо:
        нумерация: нет
        пункт: 1.1.1.1.1. Проверить школы.

    Хорошо:
        пункт: Проверить школы.
    """
    deep = re.compile(r"(?:\d{1,2}\.){4}\d{1,2}\.?(?=\s|$)")
    for line in reading.lines:
        if line.role != "cell" and (deep.match(line.paragraph.number) or deep.match(line.text)):
            yield problem("пятый уровень нумерации", "Оставьте не больше четырёх уровней", line)


@rule("Ф409", "warning", "ORD-CONTROL")
def control_point(reading: Reading) -> Iterator[Finding]:
    """Последний пункт приказа – о контроле за исполнением, и он один.

    Почему:
        Без контроля приказ никто не проверит; два контролёра – не проверит никто.

    Плохо:
        пункты: [Проверить школы (приложение).]

    Хорошо:
        пункты: [Проверить школы (приложение)., Контроль за исполнением настоящего приказа оставляю за собой.]
    """
    part = reading.disposition
    points = part.of("point", "more") if part else ()
    found = [index for index, line in enumerate(points) if _CONTROL.search(line.text)]
    if not found and any(_charges(line) for line in points):
        hint = "Добавьте последним: «Контроль за исполнением настоящего приказа оставляю за собой»"
        yield problem("нет пункта о контроле за исполнением", hint, points[-1])
    for index in found[:-1]:
        yield problem("о контроле сказано не один раз", "Оставьте один пункт, последний", points[index])


def _charges(line: Line) -> bool:
    """Tell whether a point leaves something to do: what only approves, repeals or sets a day needs no control."""
    return not _DONE_AT_ONCE.match(line.text[len(line.typed_number) :].strip())


@rule("Ф410", "warning", "ORD-NAME")
def initials_first(reading: Reading) -> Iterator[Finding]:
    """В тексте приказа инициалы стоят после фамилии.

    Почему:
        Впереди фамилии инициалы ставят только в подписи и грифе; в тексте человека ищут по фамилии.

    Плохо:
        пункт: Назначить ответственной М.П.\u00a0Иванову.

    Хорошо:
        пункт: Назначить ответственной Иванову\u00a0М.П.
    """
    part = reading.disposition
    for line in part.of("preamble", "point", "more") if part else ():
        text = _QUOTED.sub(lambda found: " " * len(found[0]), line.text)
        for found in _INITIALS.finditer(text):
            before = text[: found.start()]
            after_surname = re.search(rf"{words.SURNAME} $", before) and not re.search(r"[.;:] \w+ $", before)
            if not _NAMED_AFTER.search(before) and not after_surname:
                yield problem("инициалы стоят перед фамилией", "В тексте: «Иванова М.П.»", line, found[0])
