"""Rules of wording: nothing is left over from a blank, nothing is typed that Word numbers, brackets are closed."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding
from docgen.model.document import Document
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import whole, written
from docgen.rules.rule import rule
from docgen.vocabulary import term

_LEFT_OVER = regex(
    r"_{3,}|(?<!\w)[ХX]{2,}(?!\w| век| вв)|(?:^|\s)(?:…|\.\.\.)(?:\s|$)|\b(?:Укажите|Перечислите|Впишите|Заполните) \w+"
    r"|\((?:ФИО|Ф\.И\.О\.|должность|подпись|дата|наименование [а-яё ]+)\)|^наименование (?:муниципального|образовательно)[а-яё ]+$"
    r"|\?{3,}|\bTODO\b|(?<!\d)(?:ДД|дд|xx|хх|00)\.(?:ММ|мм|xx|хх|00)\.(?:ГГГГ|гггг|20\w\w|xxxx|хххх)"
)
_LEFT_OVER_MARKS = (  # what a text that has something left over holds at least: looking for these is much faster
    "___", "…", "...", "Х", "X", "Укажите", "Перечислите", "Впишите", "Заполните", "(ФИО", "(Ф.И", "(должность", "(подпись", "(дата",
    "наименование ", "???", "TODO", "ДД.", "дд.", "xx.", "хх.", "00.",
)  # fmt: skip
_TYPED = regex(r"\s*(?:\d{1,2}(?:\.\d{1,2})*[.)]|[а-я]\)|[-•–])\s+(?=\S)")
_ITEM = regex(r"(?:^|[\s;:,])(?:\d{1,2}|[а-яё])$")


@rule("Н701", "warning", "UNFINISHED")
def left_over(document: Document) -> Iterator[Finding]:
    """В документе не осталось пустых мест и подсказок бланка: «____», «ХХ», «Укажите …».

    Почему:
        Подписанный документ с прочерком на месте фамилии недействителен.

    Плохо:
        пункты: [Назначить ответственным ________.]

    Хорошо:
        пункты: ["Назначить ответственным {лицо директор вин}."]
    """
    everything = whole(document)
    marks = [mark for mark in _LEFT_OVER_MARKS if mark in everything]
    for path, _, text in written(document) if marks else ():
        if any(mark in text for mark in marks) and (found := _LEFT_OVER.search(text)):
            hint = "Впишите текст; для бланка: {заполнить: подсказка}"
            yield problem(path, f"осталось незаполненное место: „{found[0].strip()}“", hint, found[0].strip())


@rule("Н702", "warning", "ORD-NUM")
def typed_number(document: Document) -> Iterator[Finding]:
    """Номера пунктов и знаки списков не набраны руками.

    Почему:
        Номер поставит Word: набранный удвоится, а после вставки пункта станет неверным.

    Плохо:
        пункты: [1. Проверить школы.]

    Хорошо:
        пункты: [Проверить школы.]
    """
    for path, _, text in written(document):
        inside_points = path[:1] == (term("points"),)
        if inside_points and (found := _TYPED.match(text)):
            start = text[: found.end() + 15]
            message, hint = f"номер набран руками: „{start.strip()}…“", "Уберите его: пункты нумерует Word"
            yield problem(path, message, hint, start, fix=start[found.end() :])


@rule("Н703", "warning", "TYP-SPACE")
def unpaired(document: Document) -> Iterator[Finding]:
    """Скобки и кавычки в тексте парные.

    Почему:
        По незакрытой скобке видно, что текст оборван или склеен.

    Плохо:
        пункты: [Проверить школы (всех районов.]

    Хорошо:
        пункты: [Проверить школы (всех районов).]
    """
    for path, _, text in written(document):
        for opening, closing in ("()", "«»"):
            at = _lonely(text, opening, closing) if not _paired(text, opening, closing) else None
            if at is not None:
                quote = text[at : at + 40] if text[at] == opening else text[max(0, at - 40) : at + 1]
                message = f"нет пары для знака {text[at]}: „{quote.strip()}“"
                yield problem(path, message, "Добавьте вторую или уберите первую", quote)
        if text.count('"') % 2:
            at = text.rfind('"')
            quote = text[max(0, at - 30) : at + 10]
            message = f"нет пары для прямой кавычки: „{quote.strip()}“"
            yield problem(path, message, "Закройте кавычку, а лучше поставьте «ёлочки»", quote)


_SIGNS = {"(": regex(r"[()]"), "«": regex("[«»]")}


def _paired(text: str, opening: str, closing: str) -> bool:
    """Tell at a glance that every bracket has its pair, as most texts have none or one pair."""
    opened = text.count(opening)
    return opened == text.count(closing) and text.find(opening) <= text.find(closing) and opened <= 1


def _lonely(text: str, opening: str, closing: str) -> int | None:
    """Return where the bracket or quotation mark without a pair is; «а)» and «1)» begin items of lists."""
    open_at: list[int] = []
    for found in _SIGNS[opening].finditer(text):
        at, sign = found.start(), found[0]
        if sign == opening:
            open_at.append(at)
        elif sign == closing and open_at:
            open_at.pop()
        elif sign == closing and not (sign == ")" and _ITEM.search(text[:at])):
            return at
    closed_together = opening == "«" and text.count("“") >= len(open_at)  # «О …“ closes both
    return open_at[-1] if open_at and not closed_together else None
