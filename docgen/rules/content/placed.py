"""Rules of what is printed where a reference names it: nothing that is filled stays unprinted in silence."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.finding import Finding
from docgen.folding import fold
from docgen.model.document import Document
from docgen.model.measure import MeasureTable
from docgen.rules.content.problem import problem
from docgen.rules.content.reading import every
from docgen.rules.rule import rule
from docgen.value import replace
from docgen.vocabulary import term

_BY_REFERENCE = ("goal", "tasks", "stages", "results", "glossary")


def _named(document: Document) -> frozenset[str]:
    """Return what the references of a document and of the papers inside it name, folded: «цель», «таблица итоги»."""
    found: set[str] = set()
    for _, text, _ in every(document):
        for reference in text.references:
            found |= {fold(" ".join(reference.words[:length])) for length in range(1, len(reference.words) + 1)}
    return frozenset(found)


def _not_placed(document: Document) -> Iterator[Finding]:
    """A programme's goal, tasks, stages, results and tables are printed by references; one without is lost."""
    if not hasattr(document, "text"):
        return
    named = _named(document)
    for name in _BY_REFERENCE:
        used = fold(term(name)) in named or (name == "tasks" and _tasks_of_sections(document))
        if getattr(document, name, None) and not used:
            hint = f"Вставьте в текст или в паспорт ссылку {{{term(name)}}}"
            yield problem((term(name),), f"поле „{term(name)}“ заполнено, но нигде не напечатано", hint)
    for field, noun in (("tables", "таблица"), ("diagrams", "схема")):
        for key in getattr(document, field, {}):
            if fold(f"{noun} {key}") not in named:
                hint = f"Вставьте в текст абзац {{{noun} {key}}}"
                yield problem((term(field), key), f"{noun} „{key}“ нигде не напечатана", hint)


def _tasks_of_sections(document: Document) -> bool:
    roadmap = getattr(document, "roadmap", None)
    return isinstance(roadmap, MeasureTable) and any(str(s.task or "").isdecimal() for s in roadmap.sections)


@rule("Н402", "warning", "NOTHING-LOST")
def filled_is_placed(document: Document) -> Iterator[Finding]:
    """Цель, задачи, этапы, результаты и таблицы, которые заполнены, где-то напечатаны.

    Почему:
        Заполненное поле, на которое нет ссылки в тексте, в документ не попадёт.

    Плохо:
        вид: программа
        название: Программа развития
        цель: повысить качество образования
        текст: Введение.

    Хорошо:
        вид: программа
        название: Программа развития
        цель: повысить качество образования
        текст: "Цель программы – {цель}."
    """
    yield from _not_placed(document)
    for index, appendix in enumerate(document.appendices):
        for complaint in _not_placed(appendix):
            yield replace(complaint, path=(term("appendices"), index, *complaint.path))
