"""Errors that are raised: the caller or the machine is wrong, not the document."""


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


class TemplateError(DocgenError):
    """A template cannot be compiled or filled; the message names the tag and its place."""
