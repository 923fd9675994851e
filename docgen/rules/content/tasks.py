"""Rules of tasks: every task has measures, and measures by tasks have tasks of the programme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.finding import Finding
from docgen.folding import fold
from docgen.model.document import Document
from docgen.model.walk import papers
from docgen.rules.content.problem import problem
from docgen.rules.content.tables import measure_tables
from docgen.rules.rule import rule
from docgen.vocabulary import term


@rule("Н408", "warning", "PASS-SYNC")
def task_without_measures(document: Document) -> Iterator[Finding]:
    """На каждую задачу программы есть раздел мероприятий, если разделы названы задачами.

    Почему:
        Задача без мероприятий не будет решена, а раздел без задачи не входит в программу.

    Плохо:
        вид: программа
        название: Программа развития
        задачи: [обучить педагогов, создать банк практик]
        текст: "{задачи}"
        дорожная карта:
          разделы: [{задача: 1, мероприятия: [Провести курсы]}]

    Хорошо:
        вид: программа
        название: Программа развития
        задачи: [обучить педагогов, создать банк практик]
        текст: "{задачи}"
        дорожная карта:
          разделы: [{задача: 1, мероприятия: [Провести курсы]}, {задача: 2, мероприятия: [Собрать практики]}]
    """
    for path, paper in papers(document):
        tasks = [fold(str(task)) for task in map(_task, getattr(paper, "tasks", ()))]
        for inner, table in measure_tables(paper) if tasks else ():
            where = (*path, *inner)
            named = [fold(str(section.task or section.title or "")) for section in table.sections]
            found = [_index(name, tasks) for name in named]
            if not any(place is not None for place in found):
                continue
            for number, task in enumerate(tasks):
                if number not in found:
                    words = task.replace("_", " ")[:60]
                    message = f"у задачи {number + 1} („{words}“) нет раздела мероприятий"
                    yield problem((*where, term("sections")), message, "Добавьте раздел или уберите задачу")
            for index, (place, section) in enumerate(zip(found, table.sections, strict=True)):
                if place is None and named[index]:
                    message = f"раздел „{str(section.title or section.task)[:60]}“ не относится ни к одной задаче"
                    yield problem((*where, term("sections"), index), message, "Назовите в нём задачу программы")
                elif place is not None and not (section.measures or section.sections or table.blank):
                    message = f"в разделе задачи {place + 1} нет мероприятий"
                    yield problem((*where, term("sections"), index), message, "Добавьте мероприятия")


def _task(task: object) -> object:
    return getattr(task, "title", None) or getattr(task, "text", task)


def _index(name: str, tasks: Sequence[str]) -> int | None:
    """Return which task a section names: by number, or by its words."""
    if name.isdecimal():
        return int(name) - 1
    return next((place for place, task in enumerate(tasks) if name and name.rstrip(".") == task.rstrip(".")), None)
