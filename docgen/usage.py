"""Click in Russian: the headings of help, what is wrong with a command line, and what commands share."""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any

import click

from docgen.errors import DocgenError, UsageError, why
from docgen.regex import regex

_UNSEEN = regex("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal obeys instead of showing it: controls, and signs that turn the direction of writing."""


def echo(text: str, *, err: bool = False, nl: bool = True) -> None:
    """Print a text for a person: what came from outside is shown on the terminal, and never obeyed by it."""
    click.echo(_UNSEEN.sub(_escaped, text), err=err, nl=nl)


def _escaped(sign: re.Match[str]) -> str:
    code = ord(sign[0])
    return f"\\x{code:02x}" if code <= 0xFF else f"\\u{code:04x}"  # noqa: PLR2004


class Command(click.Command):
    """A command whose help has Russian headings."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"options_metavar": "[ПАРАМЕТРЫ]", **kwargs})

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line of usage."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix="Как вызвать: ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options."""
        rows = [row for param in self.get_params(ctx) if (row := param.get_help_record(ctx))]
        if rows:
            with formatter.section("Параметры"):
                formatter.write_dl([(name, _in_russian(about)) for name, about in rows])


def _in_russian(about: str) -> str:
    return about.replace("[required]", "[обязательно]").replace("  [x>=1]", "")


class Group(Command, click.Group):
    """A group of commands; what is wrong with the command line is said in Russian, exit code 2."""

    command_class = Command

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **{"subcommand_metavar": "КОМАНДА …", **kwargs})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options and the commands."""
        Command.format_options(self, ctx, formatter)
        rows = [(name, command.get_short_help_str(80)) for name, command in self.commands.items()]
        with formatter.section("Команды"):
            formatter.write_dl(rows)

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Run, and leave with the exit code of the command."""
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.exceptions.NoArgsIsHelpError as error:
            echo(error.format_message())
            sys.exit(2)
        except click.UsageError as error:
            path = error.ctx.command_path if error.ctx else "docgen"
            echo(f"{_said(error)}. Справка: {path} --help", err=True)
            sys.exit(2)
        except click.Abort:
            echo("прервано", err=True)
            sys.exit(1)
        except OSError as error:  # a closed pipe is none: click ends in silence then
            echo(f"{error.filename or 'вывод'}: {why(error)}", err=True)
            sys.exit(3)
        sys.exit(code if isinstance(code, int) else 0)


def _said(error: click.UsageError) -> str:
    """Return what is wrong with the command line."""
    match error:
        case click.NoSuchOption():
            near = f"; похоже на {', '.join(error.possibilities)}" if error.possibilities else ""
            return f"нет параметра {error.option_name}{near}"
        case click.MissingParameter():
            if isinstance(error.param, click.Option):
                return f"не указан параметр {error.param.opts[0]}"
            return (
                f"не указано: {error.param.make_metavar(error.ctx) if error.param and error.ctx else error.param_hint}"
            )
        case click.BadOptionUsage():
            return f"у параметра {error.option_name} нет значения"
        case click.BadParameter():
            name = error.param.opts[0] if error.param else error.param_hint
            choices = getattr(error.param.type, "choices", ()) if error.param else ()
            return f"такое значение не подходит: {name}" + (f"; можно: {', '.join(choices)}" if choices else "")
    words = error.format_message().split("'")
    known = ", ".join(error.ctx.command.commands) if error.ctx and isinstance(error.ctx.command, click.Group) else ""
    return f"нет команды «{words[1]}»; есть: {known}" if known and len(words) > 1 else "лишние слова в команде"


root_option = click.option(
    "--root",
    type=click.Path(path_type=Path),
    help="Папка, из которой можно подключать файлы; без неё — папка источника.",
)

house_option = click.option(
    "--house",
    type=click.Path(path_type=Path),
    metavar="ФАЙЛ",
    help="Файл организации: её оформление, шаблоны, сведения о себе — для всего, чего нет в источнике.",
)


def kept_folder() -> Path | None:
    """Return the folder of the user for compiled templates; None if it is switched off, or others may write there.

    `DOCGEN_CACHE` names another folder, or switches it off if it is empty.
    """
    named = os.environ.get("DOCGEN_CACHE")
    home = os.environ.get("LOCALAPPDATA" if os.name == "nt" else "XDG_CACHE_HOME")
    if named == "":
        return None
    try:
        folder = Path(named) if named else (Path(home) if home else Path.home() / ".cache") / "docgen"
        if os.name != "nt" and folder.exists():
            stat = folder.stat()
            return folder if stat.st_uid == os.getuid() and not stat.st_mode & 0o022 else None
    except (OSError, RuntimeError):  # there is no home, or it is closed to us
        return None
    return folder


_MOST = 5_000  # answers: the words of some dozens of papers, read in two milliseconds


@contextmanager
def remembered() -> Iterator[None]:
    """Begin with what the dictionaries of Russian have answered before, and keep what they answer now."""
    from docgen.engine import disk
    from docgen.russian import memory

    folder = kept_folder()
    name = hashlib.sha256(disk.version(["russian/m*.py"])).hexdigest()
    known = (disk.load(folder, name) if folder else None) or {}
    memory.recall(known)
    try:
        yield
    finally:
        new = {question: answer for question, answer in memory.answers().items() if question not in known}
        if folder and new:
            disk.save(folder, name, new if len(known) + len(new) > _MOST else {**known, **new})


def guarded(command: Callable[..., None]) -> Callable[..., None]:
    """Turn errors into one Russian line and an exit code; nobody ever sees a traceback."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        try:
            command(*args, **kwargs)
        except DocgenError as error:
            echo(str(error), err=True)
            sys.exit(error.exit_code)
        except OSError:
            raise  # help, which is not guarded, fails in the same way
        except (RecursionError, MemoryError):
            echo("источник слишком велик или слишком глубоко вложен", err=True)
            sys.exit(1)
        except Exception as error:  # noqa: BLE001 - a mistake of ours is still no traceback
            echo(f"внутренняя ошибка docgen ({type(error).__name__}: {error}); сообщите разработчикам", err=True)
            sys.exit(3)

    return run


def _tell_idle(folder: Path) -> None:
    from docgen import kinds, resources
    from docgen.render.library import idle

    nouns = kinds.nouns()
    for path in idle(folder, nouns, [resources.folder("templates/docx"), resources.folder("templates/xlsx")]):
        names = ", ".join(f"{noun}.docx" for own in nouns.values() for noun in own)
        click.echo(
            f"{path.as_posix()}: замечание: шаблон не служит ни одному виду документов. Назовите его видом: {names}",
            err=True,
        )


def existing_folders(templates: Sequence[Path]) -> Sequence[Path]:
    """Return folders of templates; one that is not there is refused, a template that serves no kind is told of."""
    for folder in templates:
        if not folder.is_dir():
            raise UsageError(f"нет папки с шаблонами {folder}")
        _tell_idle(folder)
    return templates
