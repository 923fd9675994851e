"""What stands in every shipped template. One function, one file; the styles are in `house`."""

from __future__ import annotations

from wordml import LANDSCAPE, PORTRAIT, TEXT_WIDTH, cell, each, p, row, run, section, table, tag, tall_row, when

WIDE = TEXT_WIDTH["portrait"]
LINE = "____________"  # what a missing date or number leaves to be filled by hand


def disposition() -> str:
    """Приказ, распоряжение, постановление."""
    return (
        _barcode()
        + tag('{%p include "бланк" %}')
        + p("DocKind", "{{ название_вида }}")
        + _registration()
        + p("Heading", "{{ заголовок }}")
        + _redactions()
        + _preamble()
        + tag('{%p include "пункты" %}')
        + _closing(_STAMPS)
        + section()
    )


def _preamble(act: str = "") -> str:
    """Preamble and verb; ``act``: the field of the paper that holds the act whose they are, with a dot."""
    preamble, word = f"{act}преамбула", f"{act}глагол_документа"
    spaced = p(
        "Preamble", f"{{% if {preamble} %}}{{{{ {preamble} }}}} {{% endif %}}", run(f"{{{{ {word} }}}}", "Spaced"), ":"
    )
    capitals = when(preamble, p("Preamble", f"{{{{ {preamble} }}}}")) + when(
        word, p("Verb", f"{{{{ {word} | прописными }}}}:")
    )
    return when(f'{word} and оформление.глагол == "вразрядку"', spaced, otherwise=(capitals,))


def extract() -> str:
    """Выписка: the requisites of the act, its preamble and the chosen points, whose numbers are text here."""
    point = when(
        "пункт.номер",
        p("ExtractPoint", "{{ пункт.номер }}.\u00a0{{ пункт.текст }}"),
        otherwise=(p("PointMore", "{{ пункт.текст }}"),),
    )
    return (
        _barcode()
        + tag('{%p include "бланк" %}')
        + p("DocKind", "{{ название_вида }}")
        + _registration("из.")
        + p("Heading", "{{ из.заголовок }}")
        + _preamble("из.")
        + each("пункт in строки_пунктов", point)
        + _closing()
        + section()
    )


def _registration(act: str = "") -> str:
    """Date, number and place; ``act``: the field of the paper that holds the act whose they are, with a dot."""
    half = WIDE // 2
    return table(
        "Plain", [half, half],
        row(cell(half, p("RegDate", f'{{{{ {act}дата or "{LINE}" }}}}')), cell(half, p("RegNumber", f'№\u00a0{{{{ {act}номер or "{LINE}" }}}}'))),
    ) + when(f"{act}место_издания", p("RegPlace", f"{{{{ {act}место_издания }}}}"))  # fmt: skip


def around() -> str:
    """После подписи: visas, acquaintance, certification of a copy, the executor's mark (ГОСТ Р 7.0.97, 5.25, 5.26)."""
    number, name, post, day, sign = widths = [WIDE * part // 100 for part in (8, 30, 30, 16, 16)]
    head = zip(widths, ("№ п/п", "Фамилия\u00a0И.О.", "Должность", "Дата", "Подпись"), strict=True)
    people = row(
        cell(number, p("TableRow")),
        cell(name, p("TableText", "{{ человек.фамилия_инициалы }}")),
        cell(post, p("TableText", "{{ человек.должность }}")),
        cell(day, p("TableText")),
        cell(sign, p("TableText")),
    )

    def control(text: str) -> str:
        return row(cell(number, tag(text)), *(cell(width, p("Tag")) for width in widths[1:]))

    sheet = table(
        "Grid", widths,
        row(*(cell(width, p("TableHead", text)) for width, text in head), header=True),
        control("{%tr for человек in ознакомлены %}"), people, control("{%tr endfor %}"),
    )  # fmt: skip
    copy = (
        p("CopyFirst", "Верно"),
        p("Copy", "{{ копия.лицо.должность | с_прописной }}"),
        p("Copy", "_______________ {{ копия.лицо.инициалы_фамилия }}"),
        p("Copy", f'{{{{ копия.дата or "{LINE}" }}}}'),
        when("копия.подлинник", p("Copy", "Подлинник документа находится в {{ копия.подлинник }}"), p("Copy", "МП")),
    )
    executor = "{{ исполнитель_документа.лицо.фио }}{% if исполнитель_документа.телефон %}, {{ исполнитель_документа.телефон }}{% endif %}"
    visas = each(
        "виза in визы",
        when("виза.замечания", p("Visa", "Замечания прилагаются.")),
        p("Visa", "{{ виза.лицо.должность | с_прописной }}"),
        p("Visa", "_______________ {{ виза.лицо.инициалы_фамилия }}"),
        p("VisaDate", f'{{{{ виза.дата or "{LINE}" }}}}'),
    )
    return (
        when("визы", p("SectionEnd"), p("SealPlace"), visas)
        + when("ознакомлены", p("Acquainted", "С {{ название_вида_тв }} ознакомлены:"), sheet)
        + when("копия", *copy)
        + when("исполнитель_документа", p("Executor", executor))
        + section(header=False, first=False)
    )


def letterhead() -> str:
    """Бланк: emblem, author with those above it, contacts; a joint paper names all its authors (norm D25-MULTI).

    On a full-width letterhead the second language stands below the Russian one; on a corner one to the right of it, on
    the same level, with the emblem between them.
    """
    side = WIDE * 42 // 100
    middle = WIDE - 2 * side
    emblem = p("Emblem", "{{ (авторы_бланка | first).эмблема }}")
    has = "(авторы_бланка | first).эмблема"
    whole = when(has, p("SectionEnd", "{{ (авторы_бланка | first).эмблема | вверху_листа }}")) + _authors_of(
        "строки_бланка"
    )
    corner = table(
        "Plain", [side, middle, side],
        row(
            cell(side, when(f"{has} and not второй_язык_бланка", emblem), _authors_of("авторы_бланка")),
            cell(middle, when(f"{has} and второй_язык_бланка", emblem), p("OrgContacts")),
            cell(side, _authors_of("второй_язык_бланка"), p("OrgContacts")),
        ),
    )  # fmt: skip
    return when(
        "авторы_бланка",
        when('оформление.форма_бланка == "угловой"', corner, otherwise=(whole,)),
        when("оформление.линия_под_бланком", p("LetterheadRule")),
    ) + section(header=False, first=False)


def _authors_of(organisations: str) -> str:
    """The names and the contacts of organisations."""
    return each(
        f"автор in {organisations}",
        each("вышестоящая in автор.вышестоящие", p("OrgParent", "{{ вышестоящая }}")),
        p("OrgName", "{{ автор.наименование }}"),
        when("автор.краткое_наименование", p("OrgShort", "({{ автор.краткое_наименование }})")),
        each("строка in автор.справочные_данные", p("OrgContacts", "{{ строка }}")),
    )


def points() -> str:
    """Пункты: four levels, and the paragraphs without a number that follow a point."""
    levels = ""
    for level in range(1, 5):
        word = "if" if level == 1 else "elif"
        levels += tag(f"{{%p {word} пункт.уровень == {level} %}}") + p(f"Point{level}", "{{ пункт.текст }}")
    return each(
        "пункт in строки_пунктов",
        levels + tag("{%p else %}") + p("PointMore", "{{ пункт.текст }}") + tag("{%p endif %}"),
    ) + section(header=False, first=False)


def signatures() -> str:
    """Подписи: position at the left, initials and surname at the right on its last line; never split.

    Signatures of equal rank stand side by side, each with its position above the name.
    """
    half, wide = WIDE // 2, WIDE * 6 // 10
    left, beside = "ряд.слева", "ряд.справа"

    def person(name: str, style: str) -> str:
        eds = when(
            f"{name}.сертификат",
            p("EdsStamp", "ДОКУМЕНТ ПОДПИСАН"),
            p("EdsStamp", "ЭЛЕКТРОННОЙ ПОДПИСЬЮ"),
            p("EdsStamp", f"Сертификат {{{{ {name}.сертификат.номер }}}}"),
            p("EdsStamp", f"Владелец {{{{ {name}.сертификат.владелец }}}}"),
            p("EdsStamp", f"Действителен {{{{ {name}.сертификат.действителен }}}}"),
        )
        return eds + p(style, f"{{{{ {name}.лицо.инициалы_фамилия }}}}")

    def position(name: str) -> str:
        return p("SignPosition", f"{{{{ {name}.должность_подписавшего }}}}")

    def seal(name: str) -> str:
        return when(f"{name}.печать", p("SealPlace", "М.П."))

    alone = table(
        "Plain", [wide, WIDE - wide],
        row(cell(wide, position(left), align="bottom"), cell(WIDE - wide, person(left, "SignName"), align="bottom")),
    ) + seal(left)  # fmt: skip
    pair = table(
        "Plain", [half, half],
        row(*(cell(half, position(name)) for name in (left, beside))),
        row(*(cell(half, person(name, "SignBesideName"), seal(name)) for name in (left, beside))),
    )  # fmt: skip
    return when(
        "ряды_подписей",
        tag("{{p неразрывно }}"),
        each("ряд in ряды_подписей", when(beside, pair, otherwise=(alone,)), when("not loop.last", p("SectionEnd"))),
    ) + section(header=False, first=False)


def mark(style: str = "Mark") -> str:
    """Отметка о приложении, of form А or Б.

    Paragraphs with an indent and not a table: LibreOffice loses the first letter of a bookmark in a cell.
    """
    number = f'от {{{{ отметка.день or "{LINE}" }}}} №\u00a0{{{{ отметка.акт.номер or "{LINE}" }}}}'
    return when(
        "отметка and отметка.надпись",
        p(style, "{{ отметка.надпись }}"),
        when("отметка.утверждает", p(f"{style}Word", "{{ отметка.слово }}")),
        when("отметка.основание", p(style, "{{ отметка.основание }}"), when("отметка.с_датой", p(style, number))),
    ) + section(header=False, first=False)


def wide_mark() -> str:
    """Отметка о приложении на альбомном листе."""
    return mark("WideMark")


def approvals() -> str:
    """Грифы утверждения и согласования: one to four in a row, a single one at the right."""
    return _approvals("грифы_документа")


def wide_approvals() -> str:
    """Грифы на альбомном листе."""
    return _approvals("грифы_на_альбомном_листе")


def lower_approvals() -> str:
    """Грифы под названием документа."""
    return _approvals("грифы_под_названием")


def _approvals(name: str) -> str:
    narrow = _stamps(name, "NarrowStamp", "_________")
    return when(name, when(f"{name}.узкие", narrow, otherwise=(_stamps(name, "Stamp", "_______________"),))) + section(
        header=False, first=False
    )


def _stamps(name: str, style: str, line: str) -> str:
    """The table of stamps; ``line``: where a person signs."""
    third = WIDE // 3
    stamp = when(
        "гриф",
        p(style, f"{{% ширины {name}.графы %}}{{{{ гриф.слово }}}}"),
        when("гриф.основание", p(style, "{{ гриф.основание }}")),
        when("гриф.должность_подписавшего", p(style, "{{ гриф.должность_подписавшего }}")),
        when(
            "гриф.строка_подписи and (гриф.подписавший or гриф.должность_подписавшего)",
            p(style, line + "{% if гриф.подписавший %} {{ гриф.подписавший }}{% endif %}"),
            otherwise=(when("гриф.подписавший", p(style, "{{ гриф.подписавший }}")),),
        ),
        when("гриф.снизу", p(style, "{{ гриф.снизу }}")),
        when("гриф.дата", p(style, "{{ гриф.дата }}")),
        when("гриф.печать", p(style, "М.П.")),
        otherwise=(p(style),),
    )

    def control(text: str) -> str:
        return row(cell(third, tag(text)), cell(third, p("Tag")), cell(third, p("Tag")))

    return table(
        "Stamps", [third, third, third],
        control(f"{{%tr for ряд in {name}.строки %}}"),
        row(cell(third, tag("{%tc for гриф in ряд.грифы_документа %}")), cell(third, stamp), cell(third, tag("{%tc endfor %}"))),
        control("{%tr endfor %}"),
    )  # fmt: skip


def _items(number: str, dash: str, more: str) -> str:
    items = ""
    for level in range(1, 4):
        at = f"пункт.уровень == {level}"
        word = "if" if level == 1 else "elif"
        items += tag(f"{{%p {word} {at} and пункт.продолжение %}}") + p(f"{more}{level}", "{{ пункт.текст }}")
        items += tag(f"{{%p elif {at} and пункт.нумеровать %}}") + p(f"{number}{level}", "{{ пункт.текст }}")
        items += tag(f"{{%p elif {at} %}}") + p(f"{dash}{level}", "{{ пункт.текст }}")
    return each("пункт in блок.пункты_списка", items + tag("{%p endif %}"))


def _prose(number: str, dash: str, more: str, text: str, *, headings: bool) -> str:
    head = ""
    for level in range(1, 4):
        style = f"Heading{level}" if headings else "TableTitle"
        if headings:
            head += tag(f'{{%p elif блок.вид == "заголовок" and блок.уровень == {level} and блок.нумеровать %}}')
            head += p(style, "{{ блок.текст }}", numbers=(11, level - 1))
        head += tag(f'{{%p elif блок.вид == "заголовок" and блок.уровень == {level} %}}') + p(style, "{{ блок.текст }}")
    head += tag('{%p elif блок.вид == "определение" %}')
    head += p("Definition" if headings else text, run("{{ блок.название }}", bold=True), " – {{ блок.текст }}")
    return each(
        "блок in проза",
        tag('{%p if блок.вид == "абзац" %}'), p(text, "{{ блок.текст }}"), head,
        tag('{%p elif блок.вид == "список" %}'), _items(number, dash, more),
        tag("{%p else %}"), when("блок.надпись and not блок.снизу", p("TableCaption", "{{ блок.надпись }}")),
        p("Tag", "{{p блок.значение }}"), when("блок.надпись and блок.снизу", p("FigureCaption", "{{ блок.надпись }}")),
        tag("{%p endif %}"),
    )  # fmt: skip


def prose() -> str:
    """Проза: one paragraph for every kind of block."""
    return _prose("ListNumber", "ListDash", "ListMore", "Body", headings=True) + section(header=False, first=False)


def cell_prose() -> str:
    """Проза в ячейке таблицы: the same blocks, smaller."""
    return _prose("CellNumber", "CellDash", "CellMore", "TableText", headings=False) + section(
        header=False, first=False
    )


def grid() -> str:
    """Таблица: columns and widths from the data, sections over all columns, numbers by Word, sums below."""
    third = WIDE // 3

    def cells(before: str, inside: str, *, header: bool = False) -> str:
        return row(cell(third, tag(before)), cell(third, inside), cell(third, tag("{%tc endfor %}")), header=header)

    def tags(text: str) -> str:
        return row(cell(third, tag(text)), cell(third, p("Tag")), cell(third, p("Tag")))

    number = (
        tag("{%p if строка.глубина == 1 %}") + p("TableSubrow") + tag("{%p elif строка.глубина == 2 %}") + p("TableSubsubrow")
        + tag("{%p else %}") + p("TableRow") + tag("{%p endif %}")
    )  # fmt: skip
    text = p("TableText", "{% слить ячейка.слияние %}{{ ячейка.текст }}")
    body = when(
        "ячейка.нумеровать", number, otherwise=(when("ячейка.проза", tag("{{p ячейка.проза }}"), otherwise=(text,)),)
    )
    over = '<w:tr><w:trPr><w:cantSplit/></w:trPr><w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>'
    title = when(
        "not строка.нумеровать",
        p("TableGroup", "{% colspan таблица.ширина %}{{ строка.текст }}"),
        otherwise=(
            when(
                "строка.уровень == 1",
                p("TableSection", "{{ строка.текст }}"),
                otherwise=(p("TableSubsection", "{{ строка.текст }}"),),
            ),
        ),
    )
    spanning = "{% colspan ячейка.ширина_ячейки %}"
    heading = spanning + "{% слить ячейка.слияние %}{% ширины таблица.графы %}{{ ячейка.текст }}"
    return (
        table(
            "Grid", [third, third, third],
            tags("{%tr for ряд in таблица.шапка %}"),
            cells("{%tc for ячейка in ряд.ячейки %}", p("TableHead", heading), header=True),
            tags("{%tr endfor %}"),
            tags("{%tr if таблица.номера_граф %}"),
            cells("{%tc for графа in таблица.графы %}", p("TableHead", "{{ loop.index }}"), header=True),
            tags("{%tr endif %}"),
            tags("{%tr for строка in таблица.строки %}"),
            tags("{%tr if строка.уровень %}"),
            over + title + when("строка.задача", p("TableTask", "Задача: {{ строка.задача }}")) + "</w:tc></w:tr>",
            tags("{%tr elif строка.итог %}"),
            cells("{%tc for ячейка in строка.ячейки %}", p("TableTitle", spanning + "{{ ячейка.текст }}")),
            tags("{%tr else %}"),
            cells("{%tc for ячейка in строка.ячейки %}", body),
            tags("{%tr endif %}"),
            tags("{%tr endfor %}"),
        )
        + p("AfterTable")
        + section(header=False, first=False)
    )  # fmt: skip


def _barcode() -> str:
    """QR-код на первом листе: in the lower margin, so the paragraph that holds it takes no room."""
    return when("штрихкод", p("SectionEnd", "{{ штрихкод | штрихкодом }}"))


def _top(sheet: str = "") -> str:
    """What stands above the title of a paper that is no act; ``sheet``: « на альбомном листе»."""
    return (
        _barcode()
        + when("есть_бланк and авторы_бланка", tag('{%p include "бланк" %}'), p("Requisite"))
        + tag(f'{{%p include "отметка{sheet}" %}}')
        + tag(f'{{%p include "грифы{sheet}" %}}')
    )


def _redactions() -> str:
    """By which acts the paper was changed."""
    return each("изменение in строки_изменений", p("Redaction", "{{ изменение }}"))


def _under_title() -> str:
    """What stands under the title: by which acts the paper was changed, stamps of agreement."""
    return _redactions() + tag('{%p include "грифы под названием" %}')


def _opening(title: str, sheet: str = "") -> str:
    return _top(sheet) + _title(title) + _under_title()


def _closing(stamps: str = "") -> str:
    """What stands below the text; ``stamps``: those that an act, which has no place above for them, has there."""
    return (
        tag('{%p include "подписи" %}')
        + stamps
        + tag('{%p include "после подписи" %}')
        + each("приложение in приложения", tag("{{p приложение }}"))
    )


def _title(title: str = "{{ название }}") -> str:
    """Название: one paragraph, or the lines of a block with captions under those that have one."""
    plain = when("loop.first", p("TitleFirst", "{{ строка.текст }}"), otherwise=(p("TitleLine", "{{ строка.текст }}"),))
    line = when(
        "строка.подпись_под_строкой",
        p("TitleRuled", "{{ строка.текст }}"),
        p("TitleUnder", "{{ строка.подпись_под_строкой }}"),
        otherwise=(plain,),
    )
    return when("строки_названия", each("строка in строки_названия", line), otherwise=(p("PaperTitle", title),))


_STAMPS = when("грифы_документа", p("SectionEnd")) + tag('{%p include "грифы" %}')


def programme() -> str:
    """Программа: title page if there is one, then the text with its tables."""
    page = section(PORTRAIT, header=False, footer="rIdCover")
    cover = (
        _top()
        + _owners()
        + p("CoverTitle", "{{ название }}")
        + _under_title()
        + _authors("Составитель")
        + p("SectionEnd", section=page)
    )  # fmt: skip
    return (
        when("титульный_лист", cover, otherwise=(_opening("{{ название }}"),))
        + tag("{{p содержание }}")
        + _closing()
        + section()
    )


def _owners() -> str:
    """Титул: whose paper it is: the title page's own words, or the organisation with those above it."""
    return when(
        "титульный_лист.организации",
        each("чьё in титульный_лист.организации", p("CoverOrg", "{{ чьё }}")),
        otherwise=(
            when(
                "организация",
                each("чьё in организация.вышестоящие", p("CoverOrg", "{{ чьё }}")),
                p("CoverOrg", "{{ организация.наименование }}"),
                when("организация.краткое_наименование", p("CoverOrg", "({{ организация.краткое_наименование }})")),
            ),
        ),
    )


def _authors(word: str) -> str:
    post = "{% if составитель.должность %}, {{ составитель.должность }}{% endif %}"
    return each("составитель in титульный_лист.составители",
                p("CoverAuthor", word + ": {{ составитель.фамилия_инициалы }}" + post))  # fmt: skip


def recommendations() -> str:
    """Методические рекомендации: title page, annotation, contents, the text, appendices."""
    cover = (
        _top()
        + _owners()
        + p("CoverKind", "{{ форма }}")
        + p("CoverName", "{{ название }}")
        + _under_title()
        + _authors("Составитель")
        + p("SectionEnd", section=section(PORTRAIT, header=False, footer="rIdCover"))
    )
    plain = _top() + p("PaperTitle", "{{ форма | прописными }}") + _title() + _under_title()
    return (
        when("титульный_лист", cover, otherwise=(plain,))
        + when("аннотация", p("Annotation", "Аннотация"), p("Tag", "{{p аннотация }}"))
        + when("оглавление", p("ContentsTitle", "Содержание"), p("Tag", "{{p место_оглавления }}"))
        + when("титульный_лист or аннотация or оглавление", p("SectionEnd", '<w:r><w:br w:type="page"/></w:r>'))
        + p("Tag", "{{p содержание }}")
        + _closing()
        + section()
    )


def contents() -> str:
    """Оглавление: a line for every heading; the engine puts the field and the links around."""
    lines = ""
    for level in range(1, 4):
        lines += tag(f"{{%p {'if' if level == 1 else 'elif'} строка.уровень == {level} %}}")
        lines += p(f"TOC{level}", "{{ строка.текст }}", "<w:r><w:tab/></w:r>", "{{ строка.страница }}")
    return each("строка in строки_оглавления", lines + tag("{%p endif %}")) + section(header=False, first=False)


def figure() -> str:
    """Рисунок: the picture; its caption stands below it (ГОСТ 7.32, 6.5)."""
    return p("Figure", "{{ изображение }}") + section(header=False, first=False)


def cover_footer() -> str:
    """The foot of the title page: place and year."""
    return p("CoverPlace", "{{ титульный_лист.место }}{% if титульный_лист.место and титульный_лист.год %}, {% endif %}"
             "{% if титульный_лист.год %}{{ титульный_лист.год }} г.{% endif %}")  # fmt: skip


def passport() -> str:
    """Паспорт: two columns, 30 and 70 per cent, or three with numbers; every row may go on overleaf."""

    def positions(widths: list[int], *before: str) -> str:
        title, value = widths[-2:]
        position = (
            *before,
            cell(title, p("TableTitle", "{{ строка.название }}")),
            cell(value, tag("{{p строка.значение }}")),
        )

        def control(text: str) -> str:
            return row(cell(widths[0], tag(text)), *(cell(width, p("Tag")) for width in widths[1:]))

        return table(
            "Grid", widths,
            control("{%tr for строка in строки %}"),
            tall_row(*position),
            control("{%tr endfor %}"),
        )  # fmt: skip

    left, number = WIDE * 3 // 10, WIDE * 8 // 100
    two = positions([left, WIDE - left])
    three = positions([number, left, WIDE - left - number], cell(number, p("TableRow")))
    return (
        _opening("{% if название %}{{ название }}{% else %}ПАСПОРТ ПРОГРАММЫ{% endif %}")
        + when("нумеровать", three, otherwise=(two,))
        + p("AfterTable")
        + _closing()
        + section()
    )


def regulation() -> str:
    """Положение: sections and clauses of one list, lists with letters and dashes inside clauses."""
    clauses = tag('{%p if блок.вид == "пункт" and блок.уровень == 0 %}') + p("ClausePlain", "{{ блок.текст }}")
    for level in range(1, 5):
        clauses += tag(f'{{%p elif блок.вид == "пункт" and блок.уровень == {level} %}}') + p(
            f"Clause{level}", "{{ блок.текст }}"
        )
    return (
        _opening("{{ название }}")
        + each(
            "блок in текст.блоки",
            clauses,
            tag('{%p elif блок.вид == "список" %}'), _items("ClauseLetter", "ListDash", "ListMore"),
            tag("{%p else %}"), p("Tag", "{{p блок }}"), tag("{%p endif %}"),
        )
        + _closing()
        + section()
    )  # fmt: skip


def plan() -> str:
    """План методической работы."""
    parts = _opening("{{ название }}") + when("тема", p("Heading2", "Тема"), p("Body", "{{ тема }}"))
    for name, heading in (("цели", "Цели"), ("задачи", "Задачи"), ("результаты", "Ожидаемые результаты")):
        items = each(f"пункт in {name}", p("ListNumber1", "{{ пункт }}"))
        alone = p("Body", f"{{{{ {name} | first }}}}")
        parts += when(name, p("Heading2", heading), when(f"{name} | length == 1", alone, otherwise=(items,)))
    return (
        parts
        + when("направления", p("Heading2", "Направления деятельности"), p("Tag", "{{p направления }}"))
        + p("Heading1", "План мероприятий")
        + tag("{{p сетка }}")
        + _closing()
        + section()
    )


def paper() -> str:
    """Любой документ: only what the source gives is printed."""
    date = table(
        "Plain", [WIDE // 2, WIDE // 2],
        row(cell(WIDE // 2, p("RegDate", "{{ дата }}")), cell(WIDE // 2, p("RegNumber", "{% if номер %}№\u00a0{{ номер }}{% endif %}"))),
    )  # fmt: skip
    return (
        _barcode()
        + tag('{%p include "отметка" %}')
        + when("форма", tag('{%p include "бланк" %}'), p("DocKind", "{{ форма | прописными }}"))
        + when("дата or номер", date)
        + when("форма and место_издания", p("RegPlace", "{{ место_издания }}"))
        + tag('{%p include "грифы" %}')
        + when("заголовок", p("Heading", "{{ заголовок }}"))
        + when("название", _title())
        + _under_title()
        + p("Tag", "{{p содержание }}")
        + _closing()
        + section()
    )


def minutes() -> str:
    """Протокол: the agenda, then each of its items with reports, speeches and numbered decisions."""
    left, right = WIDE * 6 // 10, WIDE - WIDE * 6 // 10

    def signed(role: str, who: str) -> str:
        return row(
            cell(left, p("SignPosition", role), align="bottom"),
            cell(right, p("SignName", f"{{{{ {who}.инициалы_фамилия }}}}"), align="bottom"),
        )

    def said(speeches: str) -> str:
        name = "{% if речь.лицо %}{{ речь.лицо.фамилия_инициалы }} – {% endif %}"
        return each(f"речь in {speeches}", p("Body", name, "{{ речь.текст }}"))

    item = (
        p("AgendaPoint", "СЛУШАЛИ: {{ вопрос.название }}")
        + said("вопрос.слушали")
        + when("вопрос.выступили", p("MinutesWord", "ВЫСТУПИЛИ:"), said("вопрос.выступили"))
        + p("MinutesWord", "РЕШИЛИ:")
        + each("решение in вопрос.решили", p("Decision", "{{ решение }}"))
        + when("вопрос.голосовали", p("Body", "Голосовали: {{ вопрос.голосовали }}"))
    )
    return (
        _barcode()
        + tag('{%p include "бланк" %}')
        + p("DocKind", "ПРОТОКОЛ")
        + _registration()
        + p("Heading", "{{ заголовок }}")
        + _redactions()
        + p("Requisite", "Председатель – {{ председатель.фамилия_инициалы }}")
        + p("Requisite", "Секретарь – {{ секретарь.фамилия_инициалы }}")
        + when("присутствующие", p("Requisite", "Присутствовали: {{ присутствующие }}"))
        + when("гости", p("Requisite", "Приглашены: {{ гости }}"))
        + p("MinutesWord", "ПОВЕСТКА ДНЯ:")
        + each("вопрос in повестка", p("ListNumber1", "{{ вопрос.название }}"))
        + each("вопрос in повестка", item)
        + tag("{{p неразрывно }}")
        + table("Plain", [left, right], signed("Председатель", "председатель"), signed("Секретарь", "секретарь"))
        + p("SectionEnd")
        + _closing(_STAMPS)
        + section()
    )


def roadmap() -> str:
    """Дорожная карта: a landscape section with the table of measures."""
    return _opening("{{ название }}", " на альбомном листе") + tag("{{p сетка }}") + _closing() + section(LANDSCAPE)


def report() -> str:
    """Отчёт нормоконтроля: what was checked, the verdict, the findings on landscape sheets."""
    return (
        p("PaperTitle", "{{ название }}")
        + p("Body", "Проверено: {{ проверено | join(', ') }}.")
        + p("Body", run("Вывод: {{ вывод }}.", bold=True))
        + p("Body", "Найдено: {{ найдено }}.")
        + p("AfterTable")
        + when("таблица", tag("{{p таблица }}"))
        + section(LANDSCAPE)
    )
