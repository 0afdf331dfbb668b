"""Many documents at once: each becomes an `Article` or a `Failure`, none is lost, and none stops the others.

>>> from pathlib import Path
>>> for result in normalize_many([Path("no-such-page.txt"), "Kiev fell silent.", b" "], workers=1):
...     print(result.why if isinstance(result, Failure) else result.text)
no-such-page.txt: No such file or directory
Kyiv fell silent.
2: nothing but white space; was the page fetched in full?
"""

from __future__ import annotations

import os
import pickle
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait
from queue import SimpleQueue
from typing import TypedDict, Unpack

from newsnorm import given
from newsnorm.article import Article
from newsnorm.errors import Failure, TimedOut, UnreadableSource, WorkerDied
from newsnorm.pipeline import DEFAULT
from newsnorm.profile import Profile
from newsnorm.worker import Gone, Normalizable, Payload, Worker

__all__ = [
    "Failure",
    "Normalizable",
    "Options",
    "Payload",
    "Source",
    "normalize_as_completed",
    "normalize_many",
]

Source = Payload | tuple[str, Payload]
"""A document, or a pair of what you call it and the document."""


class Options(TypedDict, total=False):
    """What `normalize_many` may be told, for those who pass it on."""

    profile: Profile
    workers: int | None
    timeout: float | None
    memory: int | None


TIMEOUT = 60.0
"""Seconds for one document; the longest that the limit of a profile admits takes about half of it."""

AHEAD = 16
"""Documents for each worker that are read before their turn: enough that none waits for the slowest."""

TRIES = 2
"""How often a document is tried that ends its worker: the system may have ended it for another's hunger."""


def normalize_many(
    sources: Iterable[Source],
    *,
    profile: Profile = DEFAULT,
    workers: int | None = None,
    timeout: float | None = TIMEOUT,
    memory: int | None = None,
) -> Iterator[Article | Failure]:
    """Return the article of each source, or the `Failure` that it became, in the order of the sources.

    A path (`pathlib.Path`) is read by a worker, a ``str`` or ``bytes`` is a page itself, and a pair
    ``(id, source)`` names it; the id helps, as the name of a file does, to tell Markdown and HTML.
    The sources are read as they are wanted: no more than 16 for each worker ahead of the result that
    you hold. A document that ends its worker is tried again in a new one, once.

    ``sources`` may be endless; if it raises, that is raised after the last result. ``workers`` are
    processes, one for each core if not given. A worker is ended if a document takes more than ``timeout``
    seconds, unless that is ``None``. ``memory`` limits the bytes of address space of a worker where the
    system can do that (Linux); it needs some 120 MB of them to start.

    Raises:
        BrokenRule: the profile names a style that is not known.
        ValueError: ``workers``, ``timeout`` or ``memory`` is not above 0.
        TypeError: the sources are one document, or an option is of another type.
        WorkerDied: no worker could be started.

    >>> pages = [("a.txt", "Kiev fell silent."), ("b.txt", "The chicken Kiev was cold.")]
    >>> [article.text for article in normalize_many(pages, workers=1)]
    ['Kyiv fell silent.', 'The chicken Kiev was cold.']
    """
    _check_many(sources)
    named = _results(sources, _Crew(profile, workers, timeout, memory), _in_order)
    return (result for _, result in named)


def normalize_as_completed(
    sources: Iterable[Source],
    **options: Unpack[Options],
) -> Iterator[tuple[str, Article | Failure]]:
    """Return what `normalize_many` does, each as soon as it is done, with the id of its document.

    The id is the one given with the document, else its path, else its position, counted from 0.

    >>> results = normalize_as_completed(["Kiev fell silent.", ("b", "Lviv did not.")], workers=1)
    >>> sorted((name, result.text) for name, result in results)
    [('0', 'Kyiv fell silent.'), ('b', 'Lviv did not.')]
    """
    _check_many(sources)
    return _results(sources, _Crew(**options), _soonest_first)


def _check_many(sources: object) -> None:
    """Refuse one document where many are wanted: a text would be read letter by letter."""
    if isinstance(sources, str | bytes | os.PathLike) or not isinstance(sources, Iterable):
        msg = f"sources are many, as in a list, not a {type(sources).__name__}; for one there is newsnorm.normalize"
        raise TypeError(msg)


Named = tuple[str, Article | Failure]

Result = tuple[str, bytes | Failure]
"""A document's id and its result: pickled by the worker, or a failure if no worker gave one."""

Collect = Callable[[Iterator[Future[Result]], int], Iterator[Result]]
"""Turn documents under way into results, with no more than so many under way at a time."""


def _cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class _Crew:
    """The workers, and a thread for each that hands it documents and waits for the answers."""

    def __init__(
        self,
        profile: Profile = DEFAULT,
        workers: int | None = None,
        timeout: float | None = TIMEOUT,
        memory: int | None = None,
    ) -> None:
        self.count = _cores() if workers is None else workers
        given.check_profile(profile)
        for name, number in (("workers", self.count), ("timeout", timeout), ("memory", memory)):
            given.check_count(name, number)
        self._profile, self._timeout, self._memory = profile, timeout, memory
        self._threads = ThreadPoolExecutor(self.count, "newsnorm")
        self._started: list[Worker] = []
        self._idle: SimpleQueue[Worker | None] = SimpleQueue()
        for _ in range(self.count):
            self._idle.put(None)  # a worker is started when it is first wanted
        self._closing = False

    def submit(self, name: str, payload: Payload) -> Future[Result]:
        return self._threads.submit(self._result, name, payload)

    def close(self) -> None:
        """End all workers, whatever they do; no result is wanted any more."""
        self._closing = True
        for worker in list(self._started):
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._started:
            worker.close()

    def _result(self, name: str, payload: Payload) -> Result:
        try:
            packed = pickle.dumps(payload, pickle.HIGHEST_PROTOCOL)
        except Exception as error:  # noqa: BLE001 - whatever an object does that is no document, the others go on
            why = f"a {type(payload).__name__} that cannot be sent to a worker: {error}"
            return name, Failure.of(name, UnreadableSource(name, why), traceback.format_exc())
        return self._tried(name, pickle.dumps((name, packed)), TRIES)

    def _tried(self, name: str, message: bytes, tries: int) -> Result:
        try:
            return name, self._answer(message)
        except Gone as gone:
            if self._timeout is not None and gone.after >= self._timeout:
                return name, Failure.of(name, TimedOut(name, self._timeout), gone.said)
            if tries == 1 or self._closing:
                return name, Failure.of(name, WorkerDied(name, gone.how), gone.said)
            return self._tried(name, message, tries - 1)

    def _answer(self, message: bytes) -> bytes:
        worker = self._idle.get()
        try:
            worker = worker or self._start()
            answer = worker.ask(message)
        except BaseException:
            self._idle.put(None)
            raise
        self._idle.put(worker)
        return answer

    def _start(self) -> Worker:
        worker = Worker(self._profile, self._timeout, self._memory)
        self._started.append(worker)
        if self._closing:  # too late for `close` to have seen it
            worker.kill()
        return worker


def _results(sources: Iterable[Source], crew: _Crew, collect: Collect) -> Iterator[Named]:
    """Yield what becomes of each source; the crew goes home when that is over, or given up."""
    broken: list[Exception] = []
    try:
        for name, result in collect(_submitted(sources, crew, broken), crew.count * AHEAD):
            yield name, result if isinstance(result, Failure) else pickle.loads(result)  # noqa: S301 - from our own process
    finally:
        crew.close()
    if broken:
        raise broken[0]


def _submitted(sources: Iterable[Source], crew: _Crew, broken: list[Exception]) -> Iterator[Future[Result]]:
    """Hand in one document after another; if there is no next one, for an error, keep that for the end."""
    try:
        for position, source in enumerate(sources):
            yield crew.submit(*_named(position, source))
    except Exception as error:  # noqa: BLE001 - raised once the results before it are out
        broken.append(error)


def _named(position: int, source: Source) -> tuple[str, Payload]:
    if isinstance(source, tuple) and len(source) == 2:
        return str(source[0]), source[1]
    return str(source) if isinstance(source, os.PathLike) else str(position), source


def _in_order(futures: Iterator[Future[Result]], ahead: int) -> Iterator[Result]:
    waiting: deque[Future[Result]] = deque()
    for future in futures:
        waiting.append(future)
        while waiting and (len(waiting) == ahead or waiting[0].done()):
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _soonest_first(futures: Iterator[Future[Result]], ahead: int) -> Iterator[Result]:
    waiting: set[Future[Result]] = set()
    for future in futures:
        waiting.add(future)
        seconds = None if len(waiting) == ahead else 0
        done, waiting = wait(waiting, seconds, FIRST_COMPLETED)
        for ready in done:
            yield ready.result()
    for ready in as_completed(waiting):
        yield ready.result()
