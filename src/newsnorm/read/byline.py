"""The authors of a report where the page's data names no person: the byline near its headline.

Only a line that says so is one: *By*, *Written by*, *Author*. A name alone may be anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from newsnorm import bylines
from newsnorm.article import Block
from newsnorm.read.headline import beside

WHO = r"(?:•\s)?(?:(?:(?:written|posted|published|words|story|reported|created|contributed)\s+)?by|authors?|writer)"

LABEL = re.compile(rf"{WHO}\s?:?", re.IGNORECASE)
"""What stands alone on the line before a name."""

OPENING = re.compile(rf"{WHO}(?::\s*|\s+|(?=(?-i:[A-Z])))", re.IGNORECASE)
"""What stands before a name; pages whose elements have no space between them glue it on."""

REST = re.compile(
    r"\s*[|•·–—⋅]\s*|,\s|\.\s|\s+on\s+|\s+(?=(?:Updated|Published|Posted|Last|View)\b)|\s+(?=[A-Z][a-z]{2,8}\.?\s\d)"
)
"""What parts a name from a job, a day, a button."""

NO_NAME = re.compile(r"(?:The|Our|Your)\b", re.IGNORECASE)


def found(blocks: Sequence[Block], headlines: tuple[str, ...]) -> tuple[str, ...]:
    """Return the authors that the byline nearest to the headline names; none if there is no such line."""
    for at in beside(blocks, headlines):
        text = str(blocks[at].text)
        if len(text) > bylines.LONGEST:
            continue
        if LABEL.fullmatch(text) is not None and at + 1 < len(blocks):
            names = _names(str(blocks[at + 1].text))
        else:
            opening = OPENING.match(text)
            told = bylines.authors(text) if opening is not None or bylines.opens(text) else ()
            names = told or (_names(text[opening.end() :]) if opening is not None else ())
        if names:
            return names
    return ()


def _names(text: str) -> tuple[str, ...]:
    """Return the names, up to a job, a day, a button; all that the line lists, or none."""
    listed = bylines.JOINT.split(REST.split(text.removeprefix("• "), maxsplit=1)[0].strip())
    names = [bylines.without_job(name) for name in listed]
    return (
        tuple(names) if all(bylines.is_name(name) and NO_NAME.match(name) is None for name in names) else ()
    )
