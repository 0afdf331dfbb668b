"""What stands in a line and no reader of the page sees: words for screen readers, and the names of icons.

The classes by which sites hide such words are in ``data/rules/parts.toml``. They are short: a text that is told stays,
whatever its element is called.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from functools import lru_cache
from itertools import islice

from lxml.html import HtmlElement

from newsnorm.rules import find
from newsnorm.stages.stage import is_told, words

HINT = re.compile(
    r"sr[-_]?only|sr$|visually|reader|invisible|assistive|hid|none|print|icon|material", re.IGNORECASE
)
"""Stands in each class that says so; most have none of it."""

SHORT = 6
"""Words; more that are not shown may be the rest of a paragraph, which a button shows."""

MOST = 24
"""Elements; what holds more is no label."""

ICONS = re.compile(r"(?:^|\s)(?:mat-icon|material-(?:icons|symbols))(?:[-\s]|$)")
ICON = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
"""The name of an icon, which its font shows as one."""

OFF_SCREEN = re.compile(
    r"visibility:hidden|clip:rect\([01]|clip-path:inset\((?:50|100)%|(?:^|;)(?:left|text-indent):-\d{3}"
)
"""How a style, less its white space, takes words from the screen and leaves them to screen readers."""

Test = Callable[[str], bool]


@lru_cache(maxsize=4096)
def test(classes: str) -> Test | None:
    """Return which texts are unseen in an element of these classes within a line; ``None`` if all are seen.

    >>> unseen = test("link__note sr-only")
    >>> unseen(", opens new tab"), test("link__note")
    (True, None)
    """
    if HINT.search(classes) is None:
        return None
    named = ".".join(("span", *classes.split()))
    if find("chrome.for-screen-readers").takes_text(named) is not None:
        return is_untold
    if find("chrome.not-shown").takes_text(named) is not None:
        return _is_short
    return _is_icon if ICONS.search(classes) is not None else _is_long_icon if "icon" in classes else None


def is_untold(text: str) -> bool:
    """Tell whether a text is none of those that stay whatever hides them: paragraphs, and marks that part words."""
    return not is_told(text) and any(map(str.isalnum, text))


def _is_short(text: str) -> bool:
    return words(text) <= SHORT


def _is_icon(text: str) -> bool:
    return ICON.fullmatch(text) is not None


def _is_long_icon(text: str) -> bool:
    return "_" in text and _is_icon(text)


def text_of(element: HtmlElement) -> str | None:
    """Return the text of an element, its white space closed up; ``None`` where it holds too many others."""
    held = list(islice(element.iter("*"), MOST + 1))
    return " ".join("".join(element.itertext()).split()) if len(held) <= MOST else None


class Hiding(Enum):
    """How a style hides an element."""

    ALL = "all"
    """From everybody."""
    SCREEN = "screen"
    """From the screen."""


@lru_cache(maxsize=1024)
def hiding(style: str) -> Hiding | None:
    """Return how a style hides an element, if it does.

    >>> hiding("color: red"), hiding("display: none").value, hiding("clip: rect(0 0 0 0)").value
    (None, 'all', 'screen')
    """
    closed = "".join(style.split()).lower()
    return (
        Hiding.ALL
        if "display:none" in closed
        else Hiding.SCREEN
        if OFF_SCREEN.search(closed) is not None
        else None
    )


def is_label(element: HtmlElement) -> bool:
    """Tell whether an element that is hidden from the screen holds few words."""
    text = text_of(element)
    return text is not None and is_untold(text)
