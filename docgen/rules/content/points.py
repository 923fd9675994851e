"""Rules of points: not too deep, labels given once, control once and last, an infinitive first, executors in the dative."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from docgen import russian
from docgen.finding import Finding, Path
from docgen.folding import fold
from docgen.model.charge import Charge
from docgen.model.document import Document
from docgen.model.point import Point
from docgen.model.statement import MAX_DEPTH, depth, numbered
from docgen.regex import regex
from docgen.rules.content.problem import problem
from docgen.rules.rule import rule
from docgen.vocabulary import term

_CONTROL = regex(r"\s*контроль (?:за )?(?:исполнени|выполнени)", re.IGNORECASE)
_VERB = regex(r"приказыва(?:ю|ем)|постановля(?:ю|ем|ет)|п р и к а з ы в а ю", re.IGNORECASE)
_WORDS = regex(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def _points(document: Document) -> tuple[Point, ...]:
    return getattr(document, "points", ())


def charges(document: Document) -> Iterator[tuple[Path, Charge]]:
    """Yield the points of a document, those below them and the charges in them, with their paths."""
    yield from _charges(_points(document), (term("points"),))


def _charges(points: Sequence[Point], path: Path) -> Iterator[tuple[Path, Charge]]:
    for index, point in enumerate(points):
        here = (*path, index)
        yield here, point
        for number, charge in enumerate(point.assignments):
            yield (*here, term("assignments"), number), charge
        yield from _charges(point.points, (*here, term("points")))


@rule("Н201", "error", "ORD-SUB", structural=True)
def too_deep(document: Document) -> Iterator[Finding]:
    """Пункты вложены не глубже четырёх уровней.

    Почему:
        Пятый уровень стандарт не предусматривает, и ссылаться на «подпункт 1.2.3.4.5» неудобно.

    Плохо:
        пункты: [{текст: Провести А., пункты: [{текст: Провести Б., пункты: [{текст: Провести В., пункты: [{текст: Провести Г., пункты: [Провести Д.]}]}]}]}]

    Хорошо:
        пункты: [{текст: Провести А., пункты: [{текст: Провести Б., пункты: [{текст: Провести В., пункты: [Провести Г., Провести Д.]}]}]}]
    """
    if depth(_points(document)) > MAX_DEPTH:
        yield problem((term("points"),), f"пункты вложены глубже {MAX_DEPTH} уровней", "Разбейте пункт на несколько")


@rule("Н202", "error", "POL-REF", structural=True)
def label_twice(document: Document) -> Iterator[Finding]:
    """Одна метка дана одному пункту.

    Почему:
        Ссылка {пункт метка} не знала бы, куда вести.

    Плохо:
        пункты: [{текст: Проверить школы., метка: сбор}, {текст: Собрать отчёты., метка: сбор}]

    Хорошо:
        пункты: [{текст: Проверить школы., метка: проверка}, {текст: Собрать отчёты., метка: сбор}]
    """
    seen: set[str] = set()
    for entry in numbered(_points(document)):
        label = fold(entry.point.label)
        if label and label in seen:
            yield problem(
                (term("points"),), f"метка „{entry.point.label}“ дана двум пунктам", "Назовите пункты по-разному"
            )
        seen.add(label)


@rule("Н203", "warning", "ORD-CONTROL")
def control_last_and_once(document: Document) -> Iterator[Finding]:
    """Контроль за исполнением указан один раз и последним пунктом, после него – только вступление в силу.

    Почему:
        Два контролирующих – ни одного; контроль посреди пунктов теряется.

    Плохо:
        пункты: [{контроль: за собой}, Проверить школы.]

    Хорошо:
        пункты: [Проверить школы., {контроль: за собой}]
    """
    points = _points(document)
    controls = [index for index, point in enumerate(points) if _is_control(point)]
    if len(controls) > 1:
        yield problem((term("points"), controls[1]), "контроль указан дважды", "Оставьте один пункт о контроле")
    elif controls and any("effect" not in point.model_fields_set for point in points[controls[0] + 1 :]):
        yield problem((term("points"), controls[0]), "контроль – не последний пункт", "Перенесите его в конец")


@rule("Н204", "warning", "ORD-INF")
def not_an_infinitive(document: Document) -> Iterator[Finding]:
    """Пункт приказа и поручение начинаются с глагола в неопределённой форме: утвердить, назначить, провести.

    Почему:
        «Утверждаю программу» и «Утверждение программы» – не распоряжение: непонятно, кто и что должен сделать.

    Плохо:
        пункты: [Утверждение плана проверки.]

    Хорошо:
        пункты: [Утвердить план проверки.]
    """
    if getattr(document, "verb_form", "") == "":
        return
    led: Path | None = None
    for path, charge in charges(document):
        if led and path[: len(led)] == led:
            continue
        for field in ("text", "assignment"):
            words = _WORDS.findall(str(getattr(charge, field, None) or ""))
            if words and isinstance(charge, Point) and charge.points:
                led = path if any(map(russian.is_infinitive, words)) else led
            elif words and russian.names_no_action(words):
                what = f"пункт начинается не с глагола: „{words[0]}“"
                yield problem((*path, term(field)), what, "Начните с «Утвердить», «Провести» …", words[0])


@rule("Н208", "warning", "ORD-DAT")
def not_in_the_dative(document: Document) -> Iterator[Finding]:
    """Исполнитель назван в дательном падеже: кому поручено.

    Почему:
        «Руководители школ провести проверку» – не поручение: непонятно, кто кому его дал.

    Плохо:
        пункты: [{кому: руководители школ, поручение: провести проверку}]

    Хорошо:
        пункты: [{кому: руководителям школ, поручение: провести проверку}]
    """
    if getattr(document, "verb_form", "") == "":
        return
    hint = "Напишите, кому поручено: «руководителям школ», «директору Жук А.О.»"
    for path, charge in charges(document):
        whom = charge.addressed_to
        if whom and not whom.verbatim and not russian.in_case(str(whom), "дат"):
            yield problem((*path, term("addressed_to")), f"„{whom}“ – не в дательном падеже", hint, str(whom))
        words = _WORDS.findall(str(getattr(charge, "text", None) or ""))[:12]
        verb = next((at for at, word in enumerate(words) if russian.is_infinitive(word)), 0)
        subject = " ".join(words[:verb])
        named = verb and russian.in_case(subject, "им") and not russian.in_case(subject, "дат")
        if named and not russian.in_case(subject, "вин"):
            yield problem((*path, term("text")), f"„{subject}“ – не в дательном падеже", hint, words[0])


@rule("Н209", "warning", "ORD-PERSON")
def verb_twice(document: Document) -> Iterator[Finding]:
    """Слово «приказываю» стоит один раз: его печатает docgen, в преамбуле и в пунктах его нет.

    Почему:
        Второе «приказываю» превращает приказ в два приказа, и непонятно, где кончается обоснование.

    Плохо:
        преамбула: "В целях проверки приказываю:"

    Хорошо:
        преамбула: В целях проверки
    """
    preamble: object = getattr(document, "preamble", None)
    typed = _VERB.search(str(preamble or ""))
    if typed is not None and str(getattr(document, "verb_form", "")):
        yield problem((term("preamble"),), f"„{typed[0]}“ напечатается дважды", "Уберите из преамбулы", typed[0])


@rule("Н210", "warning", "ORD-PREAMBLE")
def no_reason(document: Document) -> Iterator[Finding]:
    """Преамбула называет цель или основание: «В целях…», «Во исполнение…», «В соответствии с…», «На основании…».

    Почему:
        Преамбула, начатая с рассказа («Проверка проводится…»), не отвечает, почему издан приказ.

    Плохо:
        преамбула: Проверка школ проводится по плану работы отдела

    Хорошо:
        преамбула: На основании плана работы отдела
    """
    preamble: object = getattr(document, "preamble", None)
    words = _WORDS.findall(str(preamble or ""))
    if str(getattr(document, "verb_form", "")).startswith("приказыва") and words and russian.names_its_subject(words):
        hint = "Начните с «В целях…», «На основании…», «В соответствии с…»"
        yield problem((term("preamble"),), f"преамбула не называет основания: „{words[0]}…“", hint, words[0])


def _is_control(point: Point) -> bool:
    return "control" in point.model_fields_set or bool(_CONTROL.match(str(point.text or "")))
