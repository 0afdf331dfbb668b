"""Documents that do what no document should; a module of its own, which a worker can import."""

from __future__ import annotations

import os
import time
from pathlib import Path

from attrs import frozen

from newsnorm import Article, Profile, normalize_text


@frozen
class Exits:
    """A document whose library ends the process."""

    code: int

    def normalize(self, *, profile: Profile) -> Article:
        """End the worker at once."""
        os._exit(self.code)


@frozen
class Signals:
    """A document that crashes a library in C."""

    number: int

    def normalize(self, *, profile: Profile) -> Article:
        """End the worker as a crash does."""
        os.kill(os.getpid(), self.number)
        time.sleep(60)
        raise AssertionError


@frozen
class ExitsOnce:
    """A document that is innocent: the system took its worker the first time."""

    mark: Path

    def normalize(self, *, profile: Profile) -> Article:
        """End the worker, but not twice."""
        if not self.mark.exists():
            self.mark.touch()
            os._exit(1)
        return normalize_text("Kiev was calm.", profile=profile)


class Endless:
    """A document that nothing ends."""

    def normalize(self, *, profile: Profile) -> Article:
        """Go on for ever."""
        while True:
            pass


class Raises:
    """A document that meets a bug."""

    def normalize(self, *, profile: Profile) -> Article:
        """Raise what nobody foresaw."""
        msg = "a bug"
        raise KeyError(msg)


@frozen
class Hungry:
    """A document that wants a lot of memory."""

    size: int
    """Bytes."""

    def normalize(self, *, profile: Profile) -> Article:
        """Ask for it."""
        return normalize_text("x" * self.size, profile=profile)


@frozen
class Slow:
    """A document that takes its time."""

    seconds: float

    def normalize(self, *, profile: Profile) -> Article:
        """Sleep, then be an article."""
        time.sleep(self.seconds)
        return normalize_text("Kiev was calm.", profile=profile)


class Pid:
    """A document that tells who normalised it."""

    def normalize(self, *, profile: Profile) -> Article:
        """Return an article whose text is the id of the process."""
        return normalize_text(str(os.getpid()), profile=profile)


class Chatty:
    """A document that prints, as some libraries do."""

    def normalize(self, *, profile: Profile) -> Article:
        """Print where the answers go, in Python and below it."""
        print("some words", flush=True)  # noqa: T201 - that is the point
        os.write(1, b"\0" * 100_000)
        os.write(2, b"a warning\n" * 100_000)
        return normalize_text("Kiev was calm.", profile=profile)
