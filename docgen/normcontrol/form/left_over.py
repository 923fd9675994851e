"""Rules of what is left over: empty places, changes, comments, hidden text, names in the file, broken fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.normcontrol.form.reading import Reading
from docgen.normcontrol.form.rule import Remark, rule

_PLACE = re.compile(
    r"_{3,}|(?<!\w)[ХX]{2,}(?!\w)|\.{5,}|…{2,}|\b(?:Укажите|Впишите|Заполните|Введите) \w+|\[[А-Яа-я ]{3,}\]|Место для ввода"
)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|«?(?:MERGEFIELD|FORMTEXT)\b")
_BROKEN = re.compile(
    r"Ошибка! (?:Источник ссылки не найден|Закладка не определена|[А-Я][^.]{3,40}не)|Error! (?:Reference|Bookmark)|#REF!",
    re.IGNORECASE,
)
_PRIVATE = {
    "номер паспорта": re.compile(r"(?:паспорт|серия)\D{0,25}\d{2} ?\d{2}\D{0,5}\d{6}", re.IGNORECASE),
    "СНИЛС": re.compile(r"(?<!\d)\d{3}-\d{3}-\d{3}[ -]\d{2}(?!\d)"),
    "дата рождения": re.compile(
        r"\d{2}\.\d{2}\.\d{4} ?(?:г\. ?р\.|года рождения|г\.р\.)|\d{4} ?(?:г\. ?р\.|года рождения)", re.IGNORECASE
    ),
    "личный телефон": re.compile(r"(?:\+7|(?<!\d)8)[ (-]{0,2}9\d\d[ )-]{0,2}\d{3}[ -]?\d\d[ -]?\d\d(?!\d)"),
}


@rule(
    "Ф901", "warning", "ORD-PARTS", "Ф",
    what="В тексте приказа не осталось пустых мест и подсказок бланка: «____», «ХХ», «Укажите …».",
    why="Подписанный документ с прочерком на месте фамилии или срока исполнить нельзя.",
    bad="пункт: Назначить ответственным ________.",
    good="пункт: Назначить ответственным методиста школы.",
)  # fmt: skip
def empty_places(reading: Reading) -> Iterator[Remark]:
    """No place of a disposition is left to fill; lines to sign and blanks are something else."""
    part = reading.disposition
    for line in part.of("title", "preamble", "verb", "point", "more") if part else ():
        if found := _PLACE.search(line.paragraph.text):
            yield Remark("осталось незаполненное место", "Впишите текст", line, found[0].strip())


@rule(
    "Ф902", "error", "ORD-PARTS", "Ф",
    what="В готовом документе нет тегов шаблона и полей слияния.",
    why="Тег на бумаге означает, что данные не подставлены.",
    bad='пункт: "Назначить ответственным {{ лицо }}."',
    good="пункт: Назначить ответственным методиста школы.",
)  # fmt: skip
def tags(reading: Reading) -> Iterator[Remark]:
    """No tag of a template is left."""
    for line in reading.lines:
        if found := _TAG.search(line.paragraph.text):
            yield Remark("остался тег шаблона", "Подставьте значение", line, found[0])


@rule(
    "Ф903", "error", "PAR-CHAR", "Ф",
    what="Перекрёстные ссылки ведут туда, куда должны: нет «Ошибка! Источник ссылки не найден».",
    why="На бумагу попадёт сообщение Word вместо номера.",
    bad="пункт: Исполнить пункт Ошибка! Источник ссылки не найден.",
    good="пункт: Исполнить пункт 1.",
)  # fmt: skip
def broken_references(reading: Reading) -> Iterator[Remark]:
    """References lead somewhere."""
    for line in reading.lines:
        if found := _BROKEN.search(line.text):
            yield Remark("ссылка ведёт в никуда", "Вставьте ссылку заново", line, found[0])
    for name in reading.paper.remains.dangling:
        message = f"поле ссылается на закладку {name}, которой нет: после F9 появится «Ошибка!»"
        yield Remark(message, "Вставьте ссылку заново")


@rule(
    "Ф904", "warning", "PD-META", "Ф",
    what="Все исправления приняты или отклонены.",
    why="Получатель увидит черновик: что вычеркнуто, кем и когда.",
    bad="исправления: да",
    good="исправления: нет",
)  # fmt: skip
def tracked_changes(reading: Reading) -> Iterator[Remark]:
    """No tracked change is left (gost.md PD-META)."""
    if count := reading.paper.remains.revisions:
        yield Remark(f"в документе остались исправления: {count}", "Рецензирование → Принять или отклонить все")


@rule(
    "Ф905", "warning", "PD-META", "Ф",
    what="В документе не осталось примечаний.",
    why="Примечание – внутренняя переписка, в готовом документе ей не место.",
    bad="примечание: Проверить фамилию",
    good="примечание: нет",
)  # fmt: skip
def comments(reading: Reading) -> Iterator[Remark]:
    """No comment is left (gost.md PD-META)."""
    for text in reading.paper.remains.comments:
        yield Remark(f"осталось примечание: „{text[:60]}“", "Рецензирование → Удалить все примечания")


@rule(
    "Ф906", "warning", "PD-META", "Ф",
    what="В документе нет скрытого текста.",
    why="Скрытый текст не виден на бумаге, но его прочтёт каждый, кто получит файл.",
    bad="пункт: {текст: Проверить школы., скрытый: да}",
    good="пункт: Проверить школы.",
)  # fmt: skip
def hidden_text(reading: Reading) -> Iterator[Remark]:
    """No text is hidden (gost.md PD-META)."""
    for line in reading.lines:
        hidden = "".join(run.text for run in line.paragraph.runs if run.hidden).strip()
        if hidden and not line.paragraph.style.lower().startswith(("toc", "оглавление")):
            yield Remark("скрытый текст", "Удалите его или сделайте видимым", line, hidden[:60])


@rule(
    "Ф907", "info", "PD-META", "О",
    what="В свойствах файла нет имён, которых нет в самом документе.",
    why="По свойствам видно, чей файл взяли за основу и кто его правил.",
    bad="автор: Петров Иван",
    good="автор: нет",
)  # fmt: skip
def names_in_the_file(reading: Reading) -> Iterator[Remark]:
    """The properties of the file name nobody strange (gost.md PD-META)."""
    text = " ".join(line.text for line in reading.lines).lower()
    remains = reading.paper.remains
    for role, name in (("автор", remains.author), ("последним правил", remains.editor)):
        foreign = [word for word in re.findall(r"\w{3,}", name) if word.lower()[:5] not in text]
        if foreign and not re.search(r"docx|office|docgen|^user$|^пользователь$|^admin", name, re.IGNORECASE):
            yield Remark(f"в свойствах файла: {role} – „{name}“", "Файл → Сведения → Инспектор документов")


@rule(
    "Ф908", "warning", "PAGE-NUM", "Ф",
    what="У ссылок, оглавления и номеров таблиц есть значения.",
    why="Пустое поле печатается пустотой, пока его не обновят.",
    bad="поле: REF пункт \\r \\h",
    good="поле: нет",
)  # fmt: skip
def empty_fields(reading: Reading) -> Iterator[Remark]:
    """Fields have been counted."""
    for code in reading.paper.remains.empty_fields:
        yield Remark(f"поле {code.split()[0].upper()} без значения", "Выделите всё (Ctrl+A) и нажмите F9")


@rule(
    "Ф909", "info", "FONT-ONE", "О",
    what="В готовом документе нет выделения цветным маркером.",
    why="Маркер – пометка для себя: «проверить», «заменить».",
    bad="пункт: {текст: Проверить школы., маркер: да}",
    good="пункт: Проверить школы.",
)  # fmt: skip
def highlighted(reading: Reading) -> Iterator[Remark]:
    """Nothing is highlighted."""
    for line in reading.lines:
        marked = "".join(run.text for run in line.paragraph.runs if run.marked).strip()
        if marked:
            yield Remark("текст выделен маркером", "Проверьте его и снимите выделение", line, marked[:60])


@rule(
    "Ф910", "info", "PD-MIN", "О",
    what="В документе нет личных сведений: паспорта, СНИЛС, даты рождения, личного телефона.",
    why="Приказы рассылают и публикуют; лишние персональные данные нарушают закон 152-ФЗ.",
    bad='пункт: "Назначить Иванову\u00a0М.П., СНИЛС 123-456-789 00."',
    good="пункт: Назначить Иванову\u00a0М.П.",
)  # fmt: skip
def private_data(reading: Reading) -> Iterator[Remark]:
    """No private data (gost.md PD-MIN)."""
    for line in reading.lines:
        for name, pattern in _PRIVATE.items():
            if found := pattern.search(line.text):
                yield Remark(f"персональные данные: {name}", "Уберите, если закон не требует", line, found[0])
