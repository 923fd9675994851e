"""Engines: who makes the rows. All of them take orders in packs and give the results back in the order of the rows.

No more packs are under way than the engine has hands for, and a few; so neither the table nor the results pile up.
A pack whose worker dies is made again, and its results are given once.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from docgen.batch.folder import Folder
from docgen.batch.job import Job, Order, Packed
from docgen.batch.result import Result
from docgen.batch.workers import DEATHS, Workers
from docgen.batch.workshop import Workshop
from docgen.errors import MachineError, UsageError

Planned = Order | Result
"""A row to be made, or the result of one that need not or cannot be made."""
_PACK = 16  # rows that a worker takes at once
_LONGEST = 256  # rows of a pack with those whose results are known
_AHEAD = 3  # packs that wait for each worker
_BEAT = 2.0  # seconds of silence after which a cluster is asked whether it is there
_PATIENCE = 10.0  # seconds for its answer
_OPENED: dict[str, Workshop] = {}  # the workshop of this process, by what tells its job from others


def make(job: Packed, orders: Sequence[Order], folder: Folder | None) -> list[Result]:
    """Make rows in this process; with a folder the files are written there, and their bytes do not come back."""
    if job.digest not in _OPENED:
        _OPENED.clear()
        _OPENED[job.digest] = Workshop(job.unpacked())
    results = _OPENED[job.digest].make(orders)
    return results if folder is None else [folder.put(result) for result in results]


def serial(job: Job, planned: Iterable[Planned], folder: Folder | None) -> Generator[Result]:
    """Make rows one by one in this process; those for LibreOffice in packs, because it starts slowly."""
    workshop = Workshop(job)
    for pack in _packs(planned, _PACK if {"pdf", "pdfa"} & set(job.formats) else 1):
        made = workshop.make(pack.orders)
        yield from pack.merged(folder.put(result) if folder else result for result in made)


def processes(job: Job, planned: Iterable[Planned], folder: Folder | None, jobs: int) -> Generator[Result]:
    """Make rows in processes of this machine."""
    executor = Workers(jobs)
    try:
        yield from _ordered(executor, job.packed(), planned, folder, jobs)
    finally:
        executor.shutdown(cancel_futures=True)


def cluster(job: Job, planned: Iterable[Planned], address: str) -> Generator[Result]:
    """Make rows on the workers of a Dask cluster; files come back to this machine.

    Raises:
        UsageError: Dask is not installed, or the address is none.
        MachineError: the cluster does not answer.
    """
    try:
        import distributed
    except ImportError as error:
        raise UsageError("для работы на нескольких машинах установите: pip install distributed") from error
    Client: Any = distributed.Client  # noqa: N806 - Dask is not typed
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)
    except ValueError as error:
        raise UsageError(f"адрес кластера „{address}“ не разобрать; пример: tcp://10.0.0.5:8786") from error
    except OSError as error:
        raise MachineError(f"кластер {address} не отвечает") from error

    def result(future: Future[list[Result]]) -> list[Result]:
        while not wait([future], _BEAT).done:  # a client that has lost its scheduler may leave a future open for ever
            try:
                client.sync(client.scheduler.identity, callback_timeout=_PATIENCE)
            except (AttributeError, OSError, RuntimeError) as error:  # no scheduler, no answer, no loop
                raise CancelledError from error
        return future.result()

    lost = (CancelledError, distributed.scheduler.KilledWorker, distributed.comm.core.CommClosedError,
            distributed.client.ClosedClientError)  # fmt: skip
    with client:  # when it closes, the scheduler drops the calls under way
        hands = sum(client.nthreads().values())
        if not hands:
            raise MachineError(f"у кластера {address} нет рабочих процессов")
        executor = client.get_executor(pure=False, retries=DEATHS)
        try:
            yield from _ordered(executor, job.packed_for_travel(), planned, None, hands, result)
        except lost as error:
            raise MachineError(f"связь с кластером {address} потеряна") from error


@dataclass
class _Pack:
    """Rows that go to a worker at once, and between them those whose results are known already."""

    planned: list[Planned] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)

    def merged(self, made: Iterable[Result]) -> Iterator[Result]:
        """Yield the results of all rows in their order."""
        rest = iter(made)
        yield from (next(rest) if isinstance(item, Order) else item for item in self.planned)


def _packs(planned: Iterable[Planned], size: int) -> Iterator[_Pack]:
    pack = _Pack()
    for item in planned:
        pack.planned.append(item)
        if isinstance(item, Order):
            pack.orders.append(item)
        if len(pack.orders) == size or len(pack.planned) == _LONGEST or (size == 1 and not pack.orders):
            yield pack
            pack = _Pack()
    if pack.planned:
        yield pack


def _ordered(
    executor: Executor,
    job: Packed,
    planned: Iterable[Planned],
    folder: Folder | None,
    hands: int,
    result: Callable[[Future[list[Result]]], list[Result]] = Future.result,
) -> Iterator[Result]:
    """Yield the results of packs in their order."""
    packs = _packs(planned, _PACK)
    waiting: deque[tuple[_Pack, Future[list[Result]] | None]] = deque()
    while True:
        for pack in islice(packs, hands * _AHEAD - len(waiting)):
            waiting.append((pack, executor.submit(make, job, pack.orders, folder) if pack.orders else None))
        if not waiting:
            return
        pack, made = waiting.popleft()
        yield from pack.merged(result(made) if made else ())
