"""The process that normalises one document after another for `newsnorm.batch`, and the handle to it.

A worker is a plain Python program, not a `multiprocessing.Process`: it never imports the caller's main
module, so that it starts alike from a script without a guard, a notebook and a Spark executor, and it
inherits no thread and no lock. It has one document at a time: when it dies, it is known of which.
A message is its length and then a pickle.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator
from typing import IO, Protocol, cast, runtime_checkable

from attrs import field, frozen

from newsnorm.article import Article
from newsnorm.errors import Failure, NewsnormError, OutOfMemory, UnreadableSource, WorkerDied
from newsnorm.pipeline import normalize, normalize_html, normalize_named, normalize_text
from newsnorm.profile import Profile

LENGTH = 8
"""Bytes that tell the length of a message."""

TOLD = 4000
"""Bytes, at most, of what a dead worker last said that are kept."""

LEAVE = 5.0
"""Seconds that a worker which has closed its output is given to end by itself."""

LONGEST_PATH = 1024
"""Characters; a longer text is no path that was meant to be one."""

PROGRAM = "import sys; sys.path[:] = {path!r}; from newsnorm.worker import serve; serve()"


@runtime_checkable
class Normalizable(Protocol):
    """Anything picklable that can turn itself into an article, as `newsnorm.warc.Record` can."""

    def normalize(self, *, profile: Profile) -> Article:
        """Return the article it holds, or raise."""
        ...


@frozen
class Row:
    """A page in a row of a table, where a ``str`` is never meant for a path."""

    name: str
    page: str | bytes = field(repr=False)
    url: str | None = None
    """Where it was fetched."""

    def normalize(self, *, profile: Profile) -> Article:
        """Return its article.

        Raises:
            NewsnormError: as for `newsnorm.normalize`.
        """
        return normalize_named(self.name, self.page, profile, self.url)


Payload = str | bytes | os.PathLike[str] | Normalizable
"""What a document is: a page as text or bytes, a path to one, or a record."""


@frozen(str=False)
class Gone(Exception):
    """The worker has ended, and there is no answer."""

    how: str
    said: str
    """The end of what it wrote, such as where in the code it was."""
    after: float
    """Seconds after it was asked."""


class Worker:
    """A running worker, ready for a document; for one thread, but for `kill`."""

    def __init__(self, profile: Profile, timeout: float | None, memory: int | None) -> None:
        """Start it and wait until it is ready; the limits are those of `newsnorm.batch.normalize_many`.

        Raises:
            BrokenRule: the profile names a style that is not known.
            WorkerDied: it did not start.
        """
        # A file and not a pipe, which would block the worker once it is full.
        self._wrote = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the worker
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-c", PROGRAM.format(path=[str(entry) for entry in sys.path])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._wrote,
        )
        self._questions = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        try:
            broken = pickle.loads(self.ask(pickle.dumps((profile, timeout, memory))))  # noqa: S301 - from our own process
        except Gone as gone:
            hint = f"; it needs some 120 MB to start, and memory={memory}" if memory is not None else ""
            raise WorkerDied(__name__, f"none can be started: {gone.how}{hint}\n{gone.said}") from None
        if broken is not None:
            self.close()
            raise broken

    def ask(self, message: bytes) -> bytes:
        """Send a message and return the answer.

        Raises:
            Gone: there is none; the worker is closed.
        """
        begun = time.monotonic()
        try:
            _send(self._questions, message)
            return _received(self._answers)
        except (OSError, EOFError):
            after = time.monotonic() - begun
            raise Gone(*self._ended(), after) from None

    def kill(self) -> None:
        """End it, whatever it does; who waits for its answer gets `Gone`."""
        self._process.kill()

    def close(self) -> None:
        """End it and free what it held."""
        self.kill()
        self._process.wait()
        for stream in (self._questions, self._answers, self._wrote):
            with contextlib.suppress(OSError):  # nobody reads what is left in a buffer
                stream.close()

    def _ended(self) -> tuple[str, str]:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(LEAVE)  # it is on its way out, and a kill would hide why
        self.kill()
        code = self._process.wait()
        self._wrote.seek(0)
        said = self._wrote.read()[-TOLD:].decode(errors="replace").strip()
        self.close()
        return _ending(code), said


def _ending(code: int) -> str:
    if code >= 0:
        return f"the process ended with code {code}"
    name = signal.Signals(-code).name
    hint = ", as the system does when memory runs out" if name == "SIGKILL" else ""
    return f"the process was ended by {name}{hint}"


def _send(stream: IO[bytes], message: bytes) -> None:
    stream.write(len(message).to_bytes(LENGTH))
    stream.write(message)
    stream.flush()


def _received(stream: IO[bytes]) -> bytes:
    head = stream.read(LENGTH)
    message = stream.read(int.from_bytes(head)) if len(head) == LENGTH else b""
    if not message or len(message) != int.from_bytes(head):
        raise EOFError
    return message


def serve() -> None:
    """Be a worker: answer each document from standard input until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the caller's business, who then ends us
    questions, answers = _streams()
    profile, timeout, memory = pickle.loads(_received(questions))  # noqa: S301 - from our own caller
    faulthandler.enable()
    try:
        _limit(memory)
        _warm_up(profile)
    except NewsnormError as error:
        _send(answers, pickle.dumps(error))
        return
    _send(answers, pickle.dumps(None))
    with contextlib.suppress(EOFError, BrokenPipeError):  # the caller is done, or is gone
        while True:
            name, packed = pickle.loads(_received(questions))  # noqa: S301 - from our own caller
            with _within(timeout):
                answer = _answer(name, packed, profile)
            _send(answers, answer)


def _streams() -> tuple[IO[bytes], IO[bytes]]:
    """Take standard input and output for ourselves; what a library prints must not mix with the answers."""
    questions, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    return questions, answers


def _limit(memory: int | None) -> None:
    if memory is not None:
        with contextlib.suppress(ImportError):
            import resource  # noqa: PLC0415 - only POSIX has it

            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


def _warm_up(profile: Profile) -> None:
    """Load rules, names and the readers now, so that no document's time is taken for it.

    They stay, and are not looked through for garbage again and again, which takes a twentieth of the time of web pages.
    """
    normalize_text("Kyiv was calm on Monday.", profile=profile)
    normalize_html("<h1>Calm</h1><p>Kyiv was calm on Monday.</p>", profile=profile)
    gc.freeze()


def _answer(name: str, packed: bytes, profile: Profile) -> bytes:
    try:
        payload = pickle.loads(packed)  # noqa: S301 - from our own caller
        return pickle.dumps(_article(name, payload, profile), pickle.HIGHEST_PROTOCOL)
    except NewsnormError as error:
        failure = Failure.of(name, error)
    except MemoryError:
        failure = Failure.of(name, OutOfMemory(name), traceback.format_exc())
    except Exception as error:  # noqa: BLE001 - whatever a document does, the others go on
        failure = Failure.of(name, error, traceback.format_exc())
    return pickle.dumps(failure)


def _article(name: str, payload: Payload, profile: Profile) -> Article:
    if isinstance(payload, str) and _is_file(payload):
        raise UnreadableSource(
            payload, "a str is a page itself; to have this file read, give pathlib.Path(...)"
        )
    if isinstance(payload, str | bytes):
        return normalize_named(name, payload, profile)
    if isinstance(payload, os.PathLike):
        return normalize(payload, profile=profile)
    if isinstance(payload, Normalizable):
        return payload.normalize(profile=profile)
    raise UnreadableSource(name, f"a {type(payload).__name__}; a document is a path, str, bytes or a record")


def _is_file(text: str) -> bool:
    """Tell whether a text names a file, which was then meant for a path; a page may be too long for a name, or have a NUL."""
    could_be = len(text) < LONGEST_PATH and "\n" not in text
    return could_be and os.path.isfile(text)  # noqa: PTH113 - Path.is_file raises where a text can be no name


@contextlib.contextmanager
def _within(timeout: float | None) -> Iterator[None]:
    """End this process unless what is inside is done in time, and say where it was.

    faulthandler's clock is a thread in C: it ticks, too, while a C function holds the interpreter.
    """
    os.lseek(2, 0, os.SEEK_SET)
    os.ftruncate(2, 0)
    if timeout is None:
        yield
        return
    faulthandler.dump_traceback_later(timeout, exit=True)
    try:
        yield
    finally:
        faulthandler.cancel_dump_traceback_later()
