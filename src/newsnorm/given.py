"""What callers give: of the right type, or an error that says which function takes it."""

from __future__ import annotations

import io
import os

from newsnorm.profile import Profile

TAKEN: dict[str, tuple[tuple[type, ...], str]] = {
    "normalize": ((str, os.PathLike), "a path"),
    "normalize_text": ((str,), "a text"),
    "normalize_html": ((str, bytes), "a page as str or bytes"),
}
"""The types that each function takes, and what they are."""

INSTEAD: tuple[tuple[tuple[type, ...], str], ...] = (
    ((os.PathLike,), "normalize reads a file"),
    (
        (bytes, bytearray, memoryview),
        "normalize_html takes bytes(...) of a page, normalize_text a text once it is decoded",
    ),
    ((io.IOBase,), "pass on what its read() returns"),
    ((str,), "normalize_text takes a text"),
)
"""Where else each type goes."""


def check(function: str, source: object, profile: object) -> None:
    """Refuse a source that ``function`` does not take, and what is no profile.

    Raises:
        TypeError: one is of another type.

    >>> check("normalize_text", b"Kiev fell silent.", Profile())
    Traceback (most recent call last):
        ...
    TypeError: normalize_text takes a text, not bytes; normalize_html takes bytes(...) of a page, ...
    """
    kinds, wanted = TAKEN[function]
    if not isinstance(source, kinds):
        hint = next((f"; {hint}" for types, hint in INSTEAD if isinstance(source, types)), "")
        msg = f"{function} takes {wanted}, not {type(source).__name__}{hint}"
        raise TypeError(msg)
    check_profile(profile)


def check_profile(profile: object) -> None:
    """Refuse what is no profile.

    Raises:
        TypeError: it is something else.
    """
    if not isinstance(profile, Profile):
        msg = f"profile is a Profile, such as Profile(style='bbc'), not {profile!r}"
        raise TypeError(msg)


def check_text(name: str, text: object) -> None:
    """Refuse what is neither a text nor ``None``.

    Raises:
        TypeError: it is something else.
    """
    if text is not None and not isinstance(text, str):
        msg = f"{name} is a str or None, not {text!r}"
        raise TypeError(msg)


def check_count(name: str, count: object) -> None:
    """Refuse what is neither a number above 0 nor ``None``.

    Raises:
        TypeError: it is no number.
        ValueError: it is 0 or less.
    """
    if count is None:
        return
    if not isinstance(count, int | float):
        msg = f"{name} is a number or None, not {count!r}"
        raise TypeError(msg)
    if count <= 0:
        msg = f"{name} must be more than nothing, not {count}"
        raise ValueError(msg)
