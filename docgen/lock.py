"""Locks of the operating system on files: they end with the process that holds them, however it ends."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _taken(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:  # a file system without locks: better no guard than no work
            return True
        return True


_NO_LINKS = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_FRESH = 60.0  # seconds in which a file without a lock may still be somebody's, where open files are not renamed


class Lock:
    """A file that one process at a time holds. It is gone when that is released; the file of a dead one is free."""

    def __init__(self, path: Path) -> None:
        """Take the lock.

        Raises:
            BlockingIOError: another run holds it.
            OSError: its file cannot be made.
        """
        self._path = path
        while True:
            self._handle = os.open(path, os.O_RDWR | os.O_CREAT | _NO_LINKS, 0o666)
            if not _taken(self._handle):
                os.close(self._handle)
                raise BlockingIOError
            if _is_at(path, self._handle):
                return
            os.close(self._handle)  # its holder has released it, and so removed it, just now

    def release(self) -> None:
        """Let go of it."""
        if sys.platform == "win32":
            os.close(self._handle)
            _removed(self._path)
        else:
            _removed(self._path)
            os.close(self._handle)


def create(path: Path) -> int:
    """Make a file that is not there yet and hold it; returns its handle.

    Raises:
        OSError: it cannot be made; FileExistsError if it is there.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | _NO_LINKS, 0o666)
    if sys.platform != "win32" and not (_taken(handle) and _is_at(path, handle)):  # somebody took it for a dead one's
        os.close(handle)
        raise FileExistsError(path)
    return handle


def remove_free(path: Path) -> None:
    """Remove a file that nobody holds any more; one that somebody does, or that is not ours, stays."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            if time.time() - path.stat().st_mtime > _FRESH:
                path.unlink()
            return
        handle = os.open(path, os.O_RDONLY | _NO_LINKS)
        try:
            if _taken(handle):
                path.unlink()
        finally:
            os.close(handle)


def _is_at(path: Path, handle: int) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat(follow_symlinks=False))
    except OSError:
        return False


def _removed(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
