"""Workers: processes of this machine that make one call at a time, with the interface of ``concurrent.futures``.

Each talks to the thread that leads it through a pipe of its own. Nothing else is shared, neither a queue nor a lock;
so a process that dies, at whatever moment, is noticed at once and holds up no other one.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from docgen.errors import MachineError

P = ParamSpec("P")
T = TypeVar("T")
DEATHS = 3  # how often one call may end its process
_PATIENCE = 10.0  # seconds for an idle process to end
_SPAWN = multiprocessing.get_context("spawn")  # the same everywhere, and nothing of this process leaks
_GONE = (EOFError, OSError)  # what a pipe says when nobody is at its other end


class Workers(Executor):
    """Processes that start when there is a call for them; a call whose process dies is made again by a new one."""

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count)
        self._mine = threading.local()
        self._all: set[_Worker] = set()

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a function of a module called with arguments that can be pickled.

        The future raises what the function raises, or MachineError when its processes die one after another.
        """
        return self._threads.submit(self._called, fn, args, kwargs)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """Wait for the calls under way, and end the processes."""
        self._threads.shutdown(wait=wait, cancel_futures=cancel_futures)
        for worker in self._all:
            worker.end()

    def _called(self, *call: Any) -> Any:  # noqa: ANN401
        for _ in range(DEATHS):
            worker = getattr(self._mine, "worker", None)
            try:
                if worker is None:
                    worker = self._mine.worker = _Worker()
                    self._all.add(worker)
                made, answer = worker.call(call)
            except _GONE:
                self._mine.worker = None
                continue
            if made:
                return answer
            raise answer
        raise MachineError("рабочие процессы обрываются: не хватает памяти? Повторите с --jobs 1 --resume")


class _Worker:
    def __init__(self) -> None:
        self._pipe, other = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(other,), daemon=True)
        self._process.start()
        other.close()  # so that the pipe ends with the process

    def call(self, call: Any) -> tuple[bool, Any]:  # noqa: ANN401
        self._pipe.send(call)
        return self._pipe.recv()  # type: ignore[no-any-return]

    def end(self) -> None:
        self._pipe.close()
        self._process.join(_PATIENCE)
        if self._process.is_alive():
            self._process.kill()
            self._process.join(_PATIENCE)


def _serve(pipe: Connection) -> None:
    """Answer calls till the pipe ends: with its owner too, even a killed one. Ctrl+C is the owner's."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(*_GONE):
        while True:
            function, args, kwargs = pipe.recv()
            try:
                answer = True, function(*args, **kwargs)
            except Exception as error:  # noqa: BLE001 - it is raised where the call came from
                answer = False, error
            pipe.send(answer)
