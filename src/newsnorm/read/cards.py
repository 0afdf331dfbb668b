"""Cards of Markdown: links whose text holds blocks, as pages write them around pictures and teasers.

The bracket that opens such a link stands in one paragraph, or alone in it, and its address in another.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsnorm.read import images, inline
from newsnorm.stages.stage import BODY_WORDS, is_told, words
from newsnorm.tracked import Span
from newsnorm.urls import is_dead

BRACKET = re.compile(r"\\.|!?\[|\]")
CLOSE = re.compile(rf"\]\( \s*+ <?(?P<url>{inline.URL})>? {inline.TITLE} \s* \)", re.VERBOSE)

ADDRESS = re.compile(r"\]\([^()\s]{0,2000}\)?")

LONGEST = 12
"""Paragraphs; brackets that are further apart belong to no one link."""


class Part(NamedTuple):
    """What of a paragraph is part of a card."""

    url: str
    text: Span
    marks: tuple[Span, ...]
    """The bracket, or the address, in the paragraph."""
    is_teaser: bool = False


def found(texts: Sequence[str]) -> dict[int, Part]:
    """Return which of the paragraphs of a page are part of a card.

    >>> found(["One", "[", "## Two", "](https://a.example/2)", "Three"])[2]
    Part(url='https://a.example/2', text=Span(start=0, end=6), marks=(), is_teaser=False)
    """
    cards: dict[int, Part] = {}
    prose: int | None = None
    begun: tuple[int, int] | None = None
    for at, text in enumerate(texts):
        if text.count("[") == text.count("]"):
            continue
        opened, closed = _loose(text)
        if begun is not None and closed is not None and at - begun[0] < LONGEST:
            prose = _prose(texts) if prose is None else prose
            is_teaser = prose < begun[0] and _is_teaser(texts[begun[0] : at + 1], closed["url"])
            cards |= _card(texts, begun, (at, closed), is_teaser=is_teaser)
        begun = None if opened is None else (at, opened)
    return cards


def _prose(texts: Sequence[str]) -> int:
    """Return where the first paragraph of some length stands."""
    return next((at for at, text in enumerate(texts) if words(text) >= BODY_WORDS), len(texts))


def _loose(text: str) -> tuple[int | None, re.Match[str] | None]:
    """Return where a bracket is opened that is not closed, and the address of a link that was not opened."""
    opened: list[int] = []
    closed: re.Match[str] | None = None
    for match in BRACKET.finditer(text):
        if match[0].endswith("["):
            opened.append(match.start())
        elif match[0] == "]" and opened:
            opened.pop()
        elif match[0] == "]" and closed is None:
            closed = CLOSE.match(text, match.start())
    is_link = bool(opened) and text[opened[0]] == "["
    return (opened[0] if is_link else None), closed


def _card(
    texts: Sequence[str], begun: tuple[int, int], ended: tuple[int, re.Match[str]], *, is_teaser: bool
) -> dict[int, Part]:
    (first, opened), (last, closed) = begun, ended
    url, size = closed["url"], len(texts[first])
    parts = {first: Part(url, Span(opened + 1, size), (Span(opened, opened + 1),), is_teaser)}
    parts |= {at: Part(url, Span(0, len(texts[at])), (), is_teaser) for at in range(first + 1, last)}
    return parts | {last: Part(url, Span(0, closed.start()), (Span(*closed.span()),), is_teaser)}


def _is_teaser(texts: Sequence[str], url: str) -> bool:
    """Tell whether a card after the first paragraph is the teaser of another page: short lines, or one and a picture, no headline."""
    if is_dead(url) or images.FILE.search(url) is not None:
        return False
    shown = [ADDRESS.sub("", text) for text in texts]
    lines = [text for text in shown if "![" in text or any(map(str.isalnum, text))]
    return len(lines) > 1 and not any(is_told(text) or text.startswith("# ") for text in shown)
