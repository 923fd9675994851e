"""Rules of what is left over: empty places, changes, comments, hidden text, names in the file, broken fields."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.finding import Finding
from docgen.rules.form.problem import problem
from docgen.rules.form.reading import Reading
from docgen.rules.rule import rule

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


@rule("Ф901", "warning", "UNFINISHED")
def empty_places(reading: Reading) -> Iterator[Finding]:
    """В тексте приказа не осталось пустых мест и подсказок бланка: «____», «ХХ», «Укажите …».

    Почему:
        Подписанный документ с прочерком на месте фамилии или срока исполнить нельзя.

    Плохо:
        пункт: Назначить ответственным ________.

    Хорошо:
        пункт: Назначить ответственным методиста школы.
    """
    part = reading.disposition
    for line in part.of("title", "preamble", "verb", "point", "more") if part else ():
        if found := _PLACE.search(line.paragraph.text):
            yield problem("осталось незаполненное место", "Впишите текст", line, found[0].strip())


@rule("Ф902", "error", "UNFINISHED")
def tags(reading: Reading) -> Iterator[Finding]:
    """В готовом документе нет тегов шаблона и полей слияния.

    Почему:
        Тег на бумаге означает, что данные не подставлены.

    Плохо:
        пункт: "Назначить ответственным {{ лицо }}."

    Хорошо:
        пункт: Назначить ответственным методиста школы.
    """
    for line in reading.lines:
        if found := _TAG.search(line.paragraph.text):
            yield problem("остался тег шаблона", "Подставьте значение", line, found[0])


@rule("Ф903", "error", "UNFINISHED")
def broken_references(reading: Reading) -> Iterator[Finding]:
    """Перекрёстные ссылки ведут туда, куда должны: нет «Ошибка! Источник ссылки не найден».

    Почему:
        На бумагу попадёт сообщение Word вместо номера.

    Плохо:
        пункт: Исполнить пункт Ошибка! Источник ссылки не найден.

    Хорошо:
        пункт: Исполнить пункт 1.
    """
    for line in reading.lines:
        if found := _BROKEN.search(line.text):
            yield problem("ссылка ведёт в никуда", "Вставьте ссылку заново", line, found[0])
    for name in reading.paper.remains.dangling:
        message = f"поле ссылается на закладку {name}, которой нет: после F9 появится «Ошибка!»"
        yield problem(message, "Вставьте ссылку заново")


@rule("Ф904", "warning", "UNFINISHED")
def tracked_changes(reading: Reading) -> Iterator[Finding]:
    """Все исправления приняты или отклонены.

    Почему:
        Получатель увидит черновик: что вычеркнуто, кем и когда.

    Плохо:
        исправления: да

    Хорошо:
        исправления: нет
    """
    if count := reading.paper.remains.revisions:
        yield problem(f"в документе остались исправления: {count}", "Рецензирование → Принять или отклонить все")


@rule("Ф905", "warning", "UNFINISHED")
def comments(reading: Reading) -> Iterator[Finding]:
    """В документе не осталось примечаний.

    Почему:
        Примечание – внутренняя переписка, в готовом документе ей не место.

    Плохо:
        примечание: Проверить фамилию

    Хорошо:
        примечание: нет
    """
    for text in reading.paper.remains.comments:
        yield problem(f"осталось примечание: „{text[:60]}“", "Рецензирование → Удалить все примечания")


@rule("Ф906", "warning", "UNFINISHED")
def hidden_text(reading: Reading) -> Iterator[Finding]:
    """В документе нет скрытого текста.

    Почему:
        Скрытый текст не виден на бумаге, но его прочтёт каждый, кто получит файл.

    Плохо:
        пункт: {текст: Проверить школы., скрытый: да}

    Хорошо:
        пункт: Проверить школы.
    """
    for line in reading.lines:
        hidden = "".join(run.text for run in line.paragraph.runs if run.hidden).strip()
        if hidden and not line.paragraph.style.lower().startswith(("toc", "оглавление")):
            yield problem("скрытый текст", "Удалите его или сделайте видимым", line, hidden[:60])


@rule("Ф907", "info", "PD-META")
def names_in_the_file(reading: Reading) -> Iterator[Finding]:
    """В свойствах файла нет имён, которых нет в самом документе.

    Почему:
        По свойствам видно, чей файл взяли за основу и кто его правил.

    Плохо:
        автор: Петров Иван

    Хорошо:
        автор: нет
    """
    text = " ".join(line.text for line in reading.lines).lower()
    remains = reading.paper.remains
    for role, name in (("автор", remains.author), ("последним правил", remains.editor)):
        foreign = [word for word in re.findall(r"\w{3,}", name) if word.lower()[:5] not in text]
        if foreign and not re.search(r"docx|office|docgen|^user$|^пользователь$|^admin", name, re.IGNORECASE):
            yield problem(f"в свойствах файла: {role} – „{name}“", "Файл → Сведения → Инспектор документов")


@rule("Ф908", "warning", "UNFINISHED")
def empty_fields(reading: Reading) -> Iterator[Finding]:
    """У ссылок, оглавления и номеров таблиц есть значения.

    Почему:
        Пустое поле печатается пустотой, пока его не обновят.

    Плохо:
        поле: REF пункт \\r \\h

    Хорошо:
        поле: нет
    """
    for code in reading.paper.remains.empty_fields:
        yield problem(f"поле {code.split()[0].upper()} без значения", "Выделите всё (Ctrl+A) и нажмите F9")


@rule("Ф909", "info", "FONT-ONE")
def highlighted(reading: Reading) -> Iterator[Finding]:
    """В готовом документе нет выделения цветным маркером.

    Почему:
        Маркер – пометка для себя: «проверить», «заменить».

    Плохо:
        пункт: {текст: Проверить школы., маркер: да}

    Хорошо:
        пункт: Проверить школы.
    """
    for line in reading.lines:
        marked = "".join(run.text for run in line.paragraph.runs if run.marked).strip()
        if marked:
            yield problem("текст выделен маркером", "Проверьте его и снимите выделение", line, marked[:60])


@rule("Ф910", "info", "PD-MIN")
def private_data(reading: Reading) -> Iterator[Finding]:
    """В документе нет личных сведений: паспорта, СНИЛС, даты рождения, личного телефона.

    Почему:
        Приказы рассылают и публикуют; лишние персональные данные нарушают закон 152-ФЗ.

    Плохо:
        пункт: "Назначить Иванову\u00a0М.П., СНИЛС 123-456-789 00."

    Хорошо:
        пункт: Назначить Иванову\u00a0М.П.
    """
    for line in reading.lines:
        for name, pattern in _PRIVATE.items():
            if found := pattern.search(line.text):
                yield problem(f"персональные данные: {name}", "Уберите, если закон не требует", line, found[0])
