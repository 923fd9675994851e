"""Rules of acts: cited with a date and a number, one way, not from the future."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from docgen import russian
from docgen.finding import Finding, Path
from docgen.folding import fold
from docgen.model.act import Act
from docgen.model.catalogue import catalogue, repealed
from docgen.model.document import Document
from docgen.model.walk import papers
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import days, every, numeric, written
from docgen.rules.rule import rule
from docgen.vocabulary import term

_CITATION = regex(
    r"\bот[ \u00a0]([^№()]{8,22}?)[ \u00a0]?(?:г\.|года)?[ \u00a0]?№[ \u00a0]?([\w/-]*\w)(?:[ \u00a0][«\"]([^«»\"]{10,}))?"
)
_FEDERAL = regex(r"федеральный (?:конституционный )?закон|указ(?: президента.*)?")
_FEDERAL_CITED = regex(
    r"\bфедеральн(?:ый|ого|ому|ым|ом) закон\w*[ \u00a0]от(?=[ \u00a0]\d)|\bуказ\w{0,2} Президента(?= Российской Федерации от[ \u00a0]\d)"
)
_CODE = regex(r"кодекс|конституци", re.IGNORECASE)
_DATED = regex(r"закон|указ|постановлени|распоряжени|приказ|письмо", re.IGNORECASE)


def _acts(document: Document) -> Iterator[tuple[tuple[str | int, ...], Act]]:
    for path, paper in papers(document):
        for key, act in paper.acts.items():
            yield (*path, term("acts"), key), act


@rule("Н601", "warning", "REF-REQUISITES")
def without_date_or_number(document: Document) -> Iterator[Finding]:
    """У закона, указа, постановления, распоряжения и приказа указаны дата и номер.

    Почему:
        Без даты и номера акт не найти, а ссылка на него ничего не доказывает.

    Плохо:
        акты: {закон: {вид: Федеральный закон, номер: 273-ФЗ, название: Об образовании в Российской Федерации}}

    Хорошо:
        акты: {закон: {вид: Федеральный закон, дата: 29.12.2012, номер: 273-ФЗ, название: Об образовании в Российской Федерации}}
    """
    for path, act in _acts(document):
        kind = str(act.kind)
        if _DATED.search(kind) and not _CODE.search(kind):
            missing = [name for name, value in (("дата", act.date), ("номер", act.number)) if value is None]
            if missing:
                yield problem(path, f"у акта „{act}“ не указано: {', '.join(missing)}", "Укажите реквизиты акта")


@rule("Н602", "warning", "REF-CODE")
def code_with_a_number(document: Document) -> Iterator[Finding]:
    """У кодексов и Конституции дата и номер не указываются.

    Почему:
        Кодексы называют только по имени: «Трудовой кодекс Российской Федерации».

    Плохо:
        акты: {тк: {вид: Трудовой кодекс Российской Федерации, дата: 30.12.2001, номер: 197-ФЗ}}

    Хорошо:
        акты: {тк: {вид: Трудовой кодекс Российской Федерации}}
    """
    for path, act in _acts(document):
        if _CODE.search(str(act.kind)) and (act.date is not None or act.number is not None):
            yield problem(path, f"у акта „{act.kind}“ указаны дата или номер", "Оставьте только название")


@rule("Н603", "warning", "REF-FORCE")
def from_the_future(document: Document) -> Iterator[Finding]:
    """Дата акта и его редакции не позже даты документа, редакция не раньше самого акта.

    Почему:
        Сослаться на ещё не принятый акт нельзя; обычно это опечатка в годе.

    Плохо:
        дата: 01.09.2026
        акты: {закон: {вид: Федеральный закон, дата: 29.12.2027, номер: 273-ФЗ}}

    Хорошо:
        дата: 01.09.2026
        акты: {закон: {вид: Федеральный закон, дата: 29.12.2012, номер: 273-ФЗ}}
    """
    paper = document.date if isinstance(document.date, datetime.date) else None
    for path, act in _acts(document):
        given, edition = act.date, act.edition
        for name, day in (("дата", given), ("редакция", edition)):
            if paper and isinstance(day, datetime.date) and day > paper:
                message = f"{name} акта – {russian.format_date(day)}, позже даты документа {russian.format_date(paper)}"
                yield problem((*path, name), message, "Исправьте год")
        if isinstance(given, datetime.date) and isinstance(edition, datetime.date) and edition < given:
            message = f"редакция {russian.format_date(edition)} раньше самого акта {russian.format_date(given)}"
            yield problem((*path, "редакция"), message, "Исправьте дату редакции")
    for cited in _cited(document) if paper else ():
        if paper and cited.day > paper:
            message = f"акт от {russian.format_date(cited.day)} позже даты документа {russian.format_date(paper)}"
            yield problem(cited.path, message, "Исправьте год", cited.words)


@rule("Н607", "warning", "REF-FORCE")
def without_force(document: Document) -> Iterator[Finding]:
    """Документ не ссылается на акт, который к его дате утратил силу: по полю «утратил силу» или каталогу актов.

    Почему:
        Ссылаться можно только на действующие акты; ссылка на отменённый акт возвращает документ на доработку.

    Плохо:
        дата: 01.09.2026
        акты: {указ: {вид: Указ, орган: Президент Российской Федерации, дата: 21.07.2020, номер: 474}}

    Хорошо:
        дата: 01.09.2022
        акты: {указ: {вид: Указ, орган: Президент Российской Федерации, дата: 21.07.2020, номер: 474}}
    """
    paper = document.date
    for path, act in (*_acts(document), *_from_catalogue(document)):
        known = act if act.repealed is not None else repealed(act)
        day = known.repealed if known else None
        if isinstance(day, datetime.date) and isinstance(paper, datetime.date) and day <= paper:
            message = f"„{act}“ не действует с {russian.format_date(day)}"
            yield problem(path, message, "Замените его действующим актом или уберите ссылку")


@cache
def _folded_catalogue() -> Mapping[str, Act]:
    return {fold(key): act for key, act in catalogue().items()}


def _from_catalogue(document: Document) -> Iterator[tuple[tuple[str | int, ...], Act]]:
    """Yield the acts of the catalogue where references cite them."""
    known = _folded_catalogue()
    own = {fold(key) for _, paper in papers(document) for key in paper.acts}
    for path, text, words in every(document):
        for reference in text.references if "{" in words else ():
            noun, name = (*map(fold, reference.words[:2]), "", "")[:2]
            if noun == "акт" and name not in own and name in known:
                yield path, known[name]


@rule("Н604", "warning", "REF-FIRST")
def dated_two_ways(document: Document) -> Iterator[Finding]:
    """Один акт (вид, орган и номер) указан с одной датой.

    Почему:
        Две даты у одного приказа: одна из них неверна.

    Плохо:
        акты:
          а: {вид: приказ, орган: Министерство просвещения Российской Федерации, дата: 24.08.2022, номер: 100}
          б: {вид: приказ, орган: Министерство просвещения Российской Федерации, дата: 25.08.2022, номер: 100}

    Хорошо:
        акты:
          а: {вид: приказ, орган: Министерство просвещения Российской Федерации, дата: 24.08.2022, номер: 100}
    """
    seen: dict[tuple[str, ...], Act] = {}
    for path, act in _acts(document):
        if act.number is None or not isinstance(act.date, datetime.date):
            continue
        key = (*(str(item or "").lower() for item in (act.kind, act.body, act.number)), str(act.date.year))
        first = seen.setdefault(key, act)
        if first.date != act.date:
            yield problem(path, f"у акта № {act.number} две даты: {first} и {act}", "Оставьте верную")


@rule("Н611", "warning", "REF-ORDER")
def cited_otherwise(document: Document) -> Iterator[Finding]:
    """Акт, реквизиты которого набраны в тексте, назван так же и с той же датой, как в поле „акты“ и в каталоге.

    Почему:
        Указ № 204 – «на период до 2024 года»; с «2025» в названии такого указа нет, и ссылка ни на что не
        указывает.

    Плохо:
        преамбула: В соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ «О просвещении в Российской Федерации»

    Хорошо:
        преамбула: В соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ «Об образовании в Российской Федерации»
    """
    listed = [*(act for _, act in _acts(document)), *catalogue().values()]
    for cited in _cited(document):
        for act in listed:
            if str(act.number or "").lower() != cited.number or not act.title or not cited.title:
                continue
            same_day, same_title = act.date == cited.day, _alike(str(act.title), cited.title)
            if same_day and not same_title:
                message = f"акт № {act.number} назван „{cited.title}“, а называется „{act.title}“"
                yield problem(cited.path, message, "Исправьте название или сошлитесь: {акт имя тв}", cited.words)
                break
            if same_title and not same_day and isinstance(act.date, datetime.date):
                message = (
                    f"у акта № {act.number} дата {russian.format_date(act.date)}, а названа другая: „{cited.words}“"
                )
                yield problem(cited.path, message, "Исправьте дату или сошлитесь: {акт имя тв}", cited.words)
                break


@rule("Н612", "warning", "REF-CAP")
def small_letter(document: Document) -> Iterator[Finding]:
    """Федеральный закон, Указ Президента и Конституция в ссылке на акт пишутся с прописной буквы.

    Почему:
        Так они называются официально; со строчной – «закон» вообще, а не этот акт.

    Плохо:
        преамбула: В соответствии с федеральным законом от 29.12.2012 № 273-ФЗ

    Хорошо:
        преамбула: В соответствии с Федеральным законом от 29.12.2012 № 273-ФЗ
    """
    hint = "Напишите с прописной"
    for path, act in _acts(document):
        kind = str(act.kind)
        if _FEDERAL.fullmatch(kind):
            right = russian.capitalise(kind)
            yield problem((*path, term("kind")), f"вид акта со строчной буквы: „{kind}“", hint, kind, fix=right)
    for path, _, words in numeric(document):
        for found in _FEDERAL_CITED.finditer(words) if "№" in words else ():
            right = russian.capitalise(found[0])
            yield problem(path, f"вид акта со строчной буквы: „{found[0]}“", hint, found[0], fix=right)


class _Citation(NamedTuple):
    """A typed citation: where it stands, the words up to the number, the day, the number, the title if there is one."""

    path: Path
    words: str
    day: datetime.date
    number: str
    title: str


def _cited(document: Document) -> Iterator[_Citation]:
    """Yield the acts that texts cite by typed requisites: «от 29.12.2012 № 273-ФЗ «Об …»»."""
    for path, _, words in written(document):
        for found in _CITATION.finditer(words) if "№" in words else ():
            for _, day in days(found[1]):
                yield _Citation(path, found[0].strip(), day, found[2].lower(), (found[3] or "").strip())


def _alike(one: str, other: str) -> bool:
    """Tell whether a title is another one, or goes on as another one does: titles are often cut short."""
    a, b = (re.findall(r"\w+", title.lower().replace("ё", "е")) for title in (one, other))
    shorter, longer = sorted((a, b), key=len)
    return longer[: len(shorter)] == shorter
