"""Datelines: where a story was filed, at the head of its first paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import regex

from newsnorm import dates
from newsnorm.article import Dateline

NO_PLACES = frozenset(
    "AIDS BBC BREAKING BRICS CIA CNN COVID ECB EU EXCLUSIVE FBI FIFA G7 G20 GDP HIV IAEA IMF LIVE NASA NATO NEW NHS NRA OPEC "
    "OPINION OSCE PHOTOS QUOTE SEC UEFA UK UN UNESCO UNICEF UPDATE US USA VIDEO WATCH WHO WHY HOW WHAT WTO".split()
)
"""Words in capitals that stand before a dash and are no places."""

LONGEST = 200
"""Code points of a paragraph in which its dateline ends."""

END = re.compile(r"[—–_/-]")
"""What a dateline ends with, or its agency; most paragraphs have none so early."""

AGENCIES = ("РИА Новости", "ТАСС", "Интерфакс", "УНИАН", "Укринформ")
"""Agencies whose name stands after the dash, with a full stop."""

PATTERN = r"""
    (?: [(] (?P<agency> \p{Lu}{2,10} ) [)] \s* [–—-] \s* (?= \p{Lu}{2} ) )?
    (?P<place>
        (?P<caps> \p{Lu}[\p{Lu}\p{M}.'’-]+ (?: \s+ (?:(?:de|del|da|do|la|le|al|el|sur|am|of)\s+)? \p{Lu}[\p{Lu}\p{M}.'’-]+ ){0,3} (?<! - ) )
            (?: \s* [,/] \s* \p{Lu} [\p{L}\p{M}.]+ (?: \s+ \p{Lu}[\p{L}\p{M}.]+ ){0,2} (?<! , \s* (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z.]* ) )?
      | (?P<mixed> \p{Lu}[\p{Ll}\p{M}.'’-]+ (?: \s+ \p{Lu}[\p{L}\p{M}.'’-]+ ){0,2} (?: , \s+ \p{Lu}[\p{L}.]+ )? ) (?= \s* [,(] )
    )
    (?: \s* , \s* (?P<day>
        (?: Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec )[a-z]*\.? \s+ \d{1,2} (?: \s*,\s* \d{4} )?
      | \d{1,2} \.? \s+ (?: de \s+ )? (?: (?i:MONTHS) (?! \p{L} ) \.? | \p{Lu}\p{Ll}{2,9} ) (?: \s+ (?: de \s+ )? \d{4} )?
    ) )?
    (?: \s* (?: , | -- | \. )? \s* (?: [(] (?P<agency> \p{L}[\p{L} /.&-]{1,40} ) [)] | / (?P<agency> \p{L}[\p{L} .&-]{1,40} ) / ) )?
    \s* (?: (?: (?<= [)] ) \. \s? )? (?: — | – | -{1,2} | _ ) (?: \s* (?P<agency> AGENCIES ) \. )? | (?<= / ) \. ) \s*
    (?= ["“”'‘«„\p{Lu}\p{N}] )
    """


@cache  # compiled when the first paragraph is met, not on import
def _pattern() -> regex.Pattern[str]:
    months = "|".join(map(regex.escape, sorted(dates.months(), key=len, reverse=True)))
    agencies = "|".join(map(regex.escape, AGENCIES))
    pattern = PATTERN.replace("MONTHS", months).replace("AGENCIES", agencies)
    return regex.compile(pattern, regex.VERBOSE)


def parse(text: str) -> Dateline | None:
    """Return the dateline at the start of a paragraph, or ``None``.

    >>> parse("KYIV, Ukraine, March 3 (Reuters) - Talks resumed.")
    Dateline(place='KYIV, Ukraine', agency='Reuters')
    >>> parse("BOSTON, March 5, 2024 /PRNewswire/ -- A firm has hired a robot.")
    Dateline(place='BOSTON', agency='PRNewswire')
    >>> parse("МОСКВА, 3 марта. /ТАСС/. Мост открыли.")
    Dateline(place='МОСКВА', agency='ТАСС')
    >>> parse("NATO — The alliance met.") is None
    True
    """
    match = _match(text)
    return None if match is None else Dateline(match["place"], match["agency"])


def day(text: str) -> dates.Date | None:
    """Return the day that the dateline at the start of a paragraph names, if it has the year, too.

    >>> day("BOSTON, March 5, 2024 /PRNewswire/ -- A firm has hired a robot.")
    datetime.date(2024, 3, 5)
    >>> day("KYIV, Ukraine, March 3 (Reuters) - Talks resumed.") is None
    True
    """
    match = _match(text)
    told = dates.line(match["day"]) if match is not None and match["day"] is not None else None
    return None if told is None else told.date


def _match(text: str) -> regex.Match[str] | None:
    match = _pattern().match(text, endpos=LONGEST, timeout=1.0) if END.search(text, 0, LONGEST) else None
    if match is None or match["place"] in NO_PLACES:
        return None
    return None if match["mixed"] is not None and match["agency"] is None else match


def standing(texts: Sequence[str]) -> int | None:
    """Return which of these paragraphs begins with the dateline of the report.

    Where another one begins in the same way, and no agency is named, these words tell who speaks.

    >>> standing(["The talks were short.", "PARIS — They resumed on Monday."])
    1
    >>> standing(["JUDGE SMITH — Is that so?", "MR. ROE — It is."]) is None
    True
    """
    filed = ((at, dateline) for at, text in enumerate(texts) if (dateline := parse(text)) is not None)
    at, dateline = next(filed, (None, None))
    is_sure = dateline is None or dateline.agency is not None or next(filed, None) is None
    return at if is_sure else None
