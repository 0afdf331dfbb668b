"""Everything newsnorm raises, told apart by what the caller can do about it.

Each error carries its facts as fields, and its message says what to do.
"""

from __future__ import annotations

from attrs import frozen


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
