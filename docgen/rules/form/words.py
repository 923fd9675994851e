"""How requisites read in the papers of strangers: expressions over the text of a line."""

from __future__ import annotations

import re

MONTHS = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"

KIND = re.compile(
    r"(?:П ?Р ?И ?К ?А ?З|Р ?А ?С ?П ?О ?Р ?Я ?Ж ?Е ?Н ?И ?Е|П ?О ?С ?Т ?А ?Н ?О ?В ?Л ?Е ?Н ?И ?Е)(?: .*)?"
)
"""The word for a disposition in capitals, spaced or not, perhaps with its date and number on the same line."""

DATE = re.compile(
    rf"(?:\b\d{{1,2}}\.\d{{1,2}}\.(?:\d{{4}}|\d\d\b)|[«\"“]?\b\d{{1,2}}[»\"”]? (?:{MONTHS}) \d{{4}}|\d{{4}} ?г(?:\.|ода))"
)
NUMBER = re.compile(r"№|(?<!\w)N ?\d")
DATE_LINE = re.compile(
    rf"(?:от )?(?:{DATE.pattern}|[«\"]?_+[»\"]? ?_+.*)(?: ?г(?:\.|ода))?[ _]*(?:(?:№|N).{{0,20}})?|№ ?\S.{{0,20}}"
)
PLACE = re.compile(
    r"(?:г\.|город|ст\.|с\.|село|п\.|пос\.|посёлок|поселок|пгт|р\.п\.|рп|д\.|дер\.|деревня|ст-ца|станица|х\.) ?[А-ЯЁ][\w-]+(?: [А-ЯЁ][\w-]+)?"
    r"|Москва|Санкт-Петербург|Севастополь"  # the cities of federal significance stand without «г.» as well
)
ORGANISATION = re.compile(
    r"\b(?:М[БАК]?О?[БАК]?О?УДО|МБОУ|МАОУ|МКОУ|МОУ|ГБОУ|МБДОУ|МАДОУ|учреждени|администраци|управлени|министерств|департамент|комитет|"
    r"отдел образования|российская федерация|муниципальн|район|область|школ[аы]|гимнази|лице[йя]|детский сад|\(.*\)$)", re.IGNORECASE,
)  # fmt: skip

VERB = re.compile(
    r"(?:п ?р ?и ?к ?а ?з ?ы ?в ?а ?(?:ю|ет|е ?м)|п ?о ?с ?т ?а ?н ?о ?в ?л ?я ?(?:ю|ет|ем)|о ?б ?я ?з ?ы ?в ?а ?ю)"
    r" ?:?$", re.IGNORECASE,
)  # fmt: skip
"""The word of disposition at the end of a line."""

PREAMBLE = re.compile(
    r"(?:В целях|С целью|Во исполнение|В исполнение|В соответствии|На основании|В связи|Руководствуясь|В рамках|Согласно|"
    r"По итогам|По результатам|В дополнение|Для |Учитывая|Рассмотрев|Ввиду|С учетом|С учётом)\b"
)

SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
INITIALS = r"(?:[А-ЯЁ]\. ?){1,2}"
INITIALS_FIRST = re.compile(rf"{INITIALS} ?{SURNAME}")
SURNAME_FIRST = re.compile(rf"{SURNAME} {INITIALS}\.?")
FULL_NAME = re.compile(rf"{SURNAME} [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:вич|вна|ична|ьич)")
NAME = re.compile(rf"/? ?(?:{INITIALS_FIRST.pattern}|{SURNAME_FIRST.pattern}|{FULL_NAME.pattern}) ?/?")
ENDS_WITH_NAME = re.compile(rf"(?:^|[ /]){NAME.pattern}$")
POSITION = re.compile(
    r"(?:(?:за|/)\s*)?(?:директор|начальник|глава|заведующ|и\. ?о\.|исполняющ|врио|вр\.и\.о|председатель|руководитель|министр|"
    r"заместитель|зам\.|ректор|президент|управляющ|секретарь|за )", re.IGNORECASE,
)  # fmt: skip
"""What a signature begins with."""

BELOW = re.compile(
    r"(?:с (?:приказом|распоряжением|постановлением) ознаком|ознаком|исп\.|исполнитель|верно|копия верна|разослать|рассылка|"
    r"согласовано|визы|в дело)", re.IGNORECASE,
)  # fmt: skip
"""What stands below a signature."""

STAMP = re.compile(
    r"[«\"“]?(УТВЕРЖДАЮ|УТВЕРЖД[ЕЁ]Н[АОЫ]?|СОГЛАСОВАН[АОЫ]?|ПРИНЯТ[АОЫ]?|РАССМОТРЕН[АОЫ]?|УТВЕРЖДАЕТСЯ)[»\"”]?[:.]?[»\"”]?",
    re.IGNORECASE,
)  # fmt: skip
MARK = re.compile(r"приложение(?: ?(?:№|N)? ?(\d{1,2}|[А-Я]))?[.:]?(?: к .*| к$)?", re.IGNORECASE)
"""The first line of a mark of an appendix; the number is the first group."""
