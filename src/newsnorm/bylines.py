"""Bylines: lines that name who wrote an article, and the names in them."""

from __future__ import annotations

import re
from functools import cache

import regex

from newsnorm import dates
from newsnorm.language import languages

LONGEST = 160
"""Code points; no byline is longer."""

PARTICLES = (
    "de|del|della|di|da|do|dos|das|du|la|le|van|der|den|von|vom|zu|zur|ten|ter|bin|ibn|al|el|af|av|Mc|O"
)

NAME = rf"""
    (?: (?:{PARTICLES})\s+ ){{0,2}}
    \p{{Lu}} [\p{{L}}\p{{M}}'’.-]*
    (?: \s+ (?: (?:{PARTICLES})\s+ ){{0,2}} (?: (?:al|el)- )? \p{{Lu}} [\p{{L}}\p{{M}}'’.-]* ){{1,4}}
"""
"""Two to five capitalised words, with the small words that stand in names."""

AGENCIES = frozenset({
    "AFP", "ANI", "ANSA", "AP", "APA", "Associated Press", "The Associated Press", "Bloomberg", "Bloomberg News",
    "dpa", "DPA", "EFE", "Interfax", "Kyodo", "PA Media", "PTI", "Reuters", "TASS", "Ukrinform", "UPI", "Xinhua",
    "Yonhap",
})  # fmt: skip
"""News agencies that stand in a byline instead of a person."""

ABOUT = r"""
    \s*,\s* (?: (?!\s) [\p{L}\p{M}'’&./ -]{2,60} )
  | \s* [|/•·] \s* [\p{L}\p{M}'’&., -]{2,60}
  | \s+ (?: in | for | at | of | aus | à | en | da ) \s+ \p{Lu} [\p{L}\p{M}'’&. -]{1,50}
  | \s* \( [^()]{2,60} \)
  | (?: \s* [|•·⋅–—] | \s+- ) \s* [^|]{2,40}
"""
"""What follows the names: a job, an outlet, a place, a day."""

SEPARATORS = re.compile(r"\s*[|•·,–—-]\s*")


IDIOMS = frozenset(
    {"The Book", "The Clock", "The Hour", "The Minute", "The Numbers", "The Rules", "The Sea", "The Way"}
)
"""What *by* may come before that wrote nothing."""


@cache
def _pattern() -> regex.Pattern[str]:
    openings = {form for language in languages() for form in language.by}
    joins = {join for language in languages() for join in language.joins}
    by = "|".join(regex.escape(form) for form in sorted(openings, key=len, reverse=True))
    join = "|".join(regex.escape(form) for form in sorted(joins, key=len, reverse=True))
    agencies = "|".join(regex.escape(name) for name in sorted(AGENCIES, key=len, reverse=True))
    return regex.compile(
        rf"""
        (?: [*_]* (?i:{by}) (?: \s*[:：]\s* | \s+ ) [*_]* | (?= [^|]{{3,60}} \s\|\s \p{{Lu}} [^|]{{2,40}} $ ) )
        (?P<name> {NAME} | {agencies} )
        (?: (?: \s*,\s* (?:(?i:{join})\s+)? | \s+ (?i:{join}) \s+ ) (?P<name> {NAME} | {agencies} ) ){{0,6}}
        (?: {ABOUT} )? [*_.]*
        """,
        regex.VERBOSE,
    )


JOBS = frozenset(
    "staff writer reporter correspondent editor columnist contributor journalist bureau chief press news agency redaktion post times "
    "senior special political producer analyst service agencies contributing".split()
)
"""Words of a job or an outlet, not of a person."""


def authors(text: str) -> tuple[str, ...]:
    """Return the authors that a byline names; none if ``text`` is no byline.

    >>> authors("By Ana Sol and Jane van der Berg, Staff Writers")
    ('Ana Sol', 'Jane van der Berg')
    >>> authors("By Monday, troops had left."), authors("By The Numbers")
    ((), ())
    """
    if len(text) > LONGEST:
        return ()
    match = _pattern().fullmatch(text, timeout=1.0)
    if match is None:
        return ()
    names = match.captures("name")
    if names[0] in IDIOMS:
        return ()
    return tuple(
        _lowered(name) for at, name in enumerate(names) if at == 0 or not JOBS & set(name.lower().split())
    )


def without_job(name: str) -> str:
    """Return the name of a person less the job that follows it.

    >>> without_job("Ana Sol Senior Politics Reporter"), without_job("Ana Post")
    ('Ana Sol', 'Ana Post')
    """
    parts = name.split()
    job = next((at for at, part in enumerate(parts) if at >= 2 and part.lower() in JOBS), None)
    return " ".join(parts[:job]) if parts and parts[-1].lower() in JOBS else name


def _lowered(name: str) -> str:
    """Return a name that stands in capitals as it is otherwise written: JANE DOE."""
    return name.title() if name.isupper() and name not in AGENCIES else name


def dated(text: str, language: str | None = None) -> tuple[dates.DateLine, ...]:
    """Return the dates that a byline ends with, if it does.

    >>> dated("By Ana Sol | November 12, 2019")[0].date
    datetime.date(2019, 11, 12)
    """
    for mark in SEPARATORS.finditer(text):
        lines = dates.lines(text[mark.end() :].strip(), language)
        if lines:
            return lines
    return ()


def is_name(text: str) -> bool:
    """Tell whether ``text`` is shaped like a name, of a person or an outlet, and nothing else.

    >>> is_name("Times in Pakistan"), is_name("Talks resume in Geneva after a week")
    (True, False)
    """
    if not 4 <= len(text) <= 50 or text[-1] in ".:;,?!":
        return False
    parts = text.split()
    small = [part for part in parts if not part[0].isupper()]
    return (
        2 <= len(parts) <= 5 and parts[0][0].isupper() and len(small) <= 1 and not any(map(str.isdigit, text))
    )
