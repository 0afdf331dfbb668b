"""The authors of a report where the page's data names no person: the byline near its headline.

Only a line that says so is one: *By*, *Written by*, *Author*. A name alone may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsnorm import bylines
from newsnorm.article import Block
from newsnorm.read.headline import begun, beside
from newsnorm.read.metadata import Metadata
from newsnorm.stages.stage import unlisted

WHO = r"(?:(?:(?:written|posted|published|words|story|reported|created|contributed)\s+)?by|authors?|writer)"

LABEL = re.compile(rf"{WHO}\s?:?", re.IGNORECASE)
"""What stands alone on the line before a name."""

OPENING = re.compile(rf"{WHO}(?::\s*|\s+|(?=(?-i:[A-Z])))", re.IGNORECASE)
"""What stands before a name; pages whose elements have no space between them glue it on."""

WORDS = re.compile(r"(?:^|[,;|•·]\s*|\band\s+)(?:words|text|story|reporting|written)\s+by\s+", re.IGNORECASE)
"""What stands before the author's name, after another's."""

REST = re.compile(
    r"\s*[|•·–—⋅]\s*|,\s|\.\s|\s+on\s+|\s+(?=(?:Updated|Published|Posted|Last|View)\b)|\s+(?=[A-Z][a-z]{2,8}\.?\s\d)"
)
"""What parts a name from a job, a day, a button."""

NO_NAME = re.compile(r"(?:The|Our|Your)\b", re.IGNORECASE)


def found(blocks: Sequence[Block], own: Metadata) -> tuple[str, ...]:
    """Return the authors that the byline nearest to the headline names; none if there is no such line."""
    for at in beside(blocks, own):
        text = unlisted(blocks[at].text.source)
        text = text.removeprefix(begun(text, own.window) or "").strip()
        if len(text) > bylines.LONGEST:
            continue
        if LABEL.fullmatch(text) is not None and at + 1 < len(blocks):
            names = _names(str(blocks[at + 1].text))
        else:
            opening = OPENING.match(text)
            told = bylines.authors(text) if opening is not None or bylines.opens(text) else ()
            names = told or (
                _names(OPENING.sub("", text[opening.end() :], count=1)) if opening is not None else ()
            )
            names = names or _worded(text)
        if names:
            return names
    return ()


def _worded(text: str) -> tuple[str, ...]:
    """Return who wrote the words of a report that somebody else took the pictures for."""
    found = WORDS.search(text)
    return _names(text[found.end() :]) if found is not None else ()


def _names(text: str) -> tuple[str, ...]:
    """Return the names, up to a job, a day, a button; all that the line lists, or none."""
    listed = bylines.JOINT.split(REST.split(unlisted(text), maxsplit=1)[0].strip())
    names = [bylines.without_job(name) for name in listed]
    return (
        tuple(names) if all(bylines.is_name(name) and NO_NAME.match(name) is None for name in names) else ()
    )
