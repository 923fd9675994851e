"""Errors that are raised: the caller or the machine is wrong, not the document."""

from __future__ import annotations

import errno


class DocgenError(Exception):
    """The base of all errors that docgen raises on purpose.

    Attributes:
        exit_code: what the command line returns for it (1 wrong input, 2 wrong usage, 3 the machine).
    """

    exit_code = 1


class UsageError(DocgenError):
    """The caller asked for something that does not exist: a kind, a file, a format."""

    exit_code = 2


class MachineError(DocgenError):
    """The machine cannot do it: no rights, no space, a missing program."""

    exit_code = 3


class DeveloperError(DocgenError):
    """Code added to docgen is incomplete: a field without its term, a rule without its norm.

    Raised when the class or the rule is made, so that its author sees it at the first run.
    """

    exit_code = 3


class TemplateError(DocgenError):
    """A template cannot be compiled or filled; the message names the tag and its place."""


_REASONS = {
    errno.ENOSPC: "на диске нет места",
    errno.EACCES: "нет прав, или файл открыт в другой программе",
    errno.EPERM: "нет прав",
    errno.EROFS: "диск только для чтения",
    errno.ENOENT: "нет такого файла или папки",
    errno.ENOTDIR: "на пути стоит файл, а не папка",
    errno.EEXIST: "на пути стоит файл, а не папка",
    errno.EISDIR: "это папка, а не файл",
    errno.ENAMETOOLONG: "имя или путь слишком длинные",
    errno.EFBIG: "файл больше, чем здесь разрешено",
    errno.ELOOP: "ссылки на файлы ведут по кругу",
    errno.EMFILE: "открыто слишком много файлов",
    errno.EBUSY: "файл занят другой программой",
    errno.EIO: "сбой диска",
}


def why(error: Exception) -> str:
    """Say in Russian why the machine has refused; what is not known is said in its own words."""
    return _REASONS.get(getattr(error, "errno", 0)) or getattr(error, "strerror", None) or str(error)
