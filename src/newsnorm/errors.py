"""Everything newsnorm raises, told apart by what the caller can do about it.

Each error carries its facts as fields, and its message says what to do. Where many documents are
normalised none of them stops the others: an error is handed on as a `Failure`, a plain value.
"""

from __future__ import annotations

from attrs import field, frozen


class NewsnormError(Exception):
    """The base of every error that newsnorm raises on purpose."""


@frozen(str=False)
class UnreadableSource(NewsnormError, OSError):
    """The file cannot be read: missing, a directory, no permission, or not a path at all."""

    path: str
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


@frozen(str=False)
class UndecodableSource(NewsnormError, ValueError):
    """The bytes are not text: a binary format, or no encoding explains them."""

    path: str
    why: str
    at: int = 0
    """Offset in bytes of what gave it away."""

    def __str__(self) -> str:
        return f"{self.path}: {self.why} (at byte {self.at})"


@frozen(str=False)
class NotAPage(NewsnormError, ValueError):
    """The text is no page but something that may hold pages: a feed, a sitemap, JSON, an archive."""

    path: str
    what: str
    """What it is, and how to get at the pages in it."""

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"


@frozen(str=False)
class EmptySource(NewsnormError, ValueError):
    """There is nothing but white space to normalise."""

    path: str

    def __str__(self) -> str:
        return f"{self.path}: nothing but white space; was the page fetched in full?"


@frozen(str=False)
class SourceTooLarge(NewsnormError, ValueError):
    """The source is longer than the profile allows."""

    path: str
    size: int
    """Bytes of a file, code points of a text."""
    limit: int

    def __str__(self) -> str:
        return (
            f"{self.path}: {self.size:,} is over the limit of {self.limit:,}; "
            "split it, or raise the limit with Profile(limit=...)"
        )


@frozen(str=False)
class BrokenRule(NewsnormError, ValueError):
    """A record of rules, names or styles is not sound: ours, or one the caller wrote."""

    rule: str
    why: str

    def __str__(self) -> str:
        return f"{self.rule} {self.why}"


@frozen(str=False)
class UnreadableName(NewsnormError, ValueError):
    """A name of another script that cannot be romanised: the language is not known, or other letters are."""

    name: str
    language: str
    why: str

    def __str__(self) -> str:
        return f"{self.name!r} ({self.language}) {self.why}"


@frozen(str=False)
class TimedOut(NewsnormError):
    """A document of a batch took longer than its time limit; nothing raises it, a `Failure` names it."""

    path: str
    timeout: float
    """Seconds."""

    def __str__(self) -> str:
        return (
            f"{self.path}: took over {self.timeout:g} s; give it longer with timeout=..., if it is worth that"
        )


@frozen(str=False)
class OutOfMemory(NewsnormError):
    """A document of a batch needed more memory than there was; nothing raises it, a `Failure` names it."""

    path: str

    def __str__(self) -> str:
        return f"{self.path}: there was not enough memory for it; use fewer workers, or raise memory=..."


@frozen(str=False)
class WorkerDied(NewsnormError):
    """The process that normalised a document of a batch died, or none could be started."""

    path: str
    why: str

    def __str__(self) -> str:
        return f"{self.path}: {self.why}"


@frozen(str=False)
class BrokenRecord(NewsnormError):
    """A record of a WARC cannot be read; a `Failure` names it, and the records after it are read."""

    path: str
    at: int
    """Offset in bytes of the record in the file."""
    why: str

    def __str__(self) -> str:
        return f"{self.path}: the record at byte {self.at} is broken: {self.why}"


@frozen
class Failure:
    """A document of a batch that gave no article, and why; plain values, so it pickles and compares.

    >>> Failure.of("7", EmptySource("page.txt"))
    Failure(id='7', cause='EmptySource', why='page.txt: nothing but white space; was the page fetched in full?')
    """

    id: str
    """What the caller calls the document: the id that came with it, else its path, else its position from 0."""
    cause: str
    """The name of the error's class: ``EmptySource``, ``TimedOut``, ``WorkerDied``, ..."""
    why: str
    """The message of the error."""
    trace: str = field(default="", repr=False)
    """Where in the code it happened, if nobody foresaw it: for the report of a bug."""

    @classmethod
    def of(cls, id: str, error: BaseException, trace: str = "") -> Failure:
        """Return what ``error`` means for the document."""
        return cls(id, type(error).__name__, str(error) or repr(error), trace)
