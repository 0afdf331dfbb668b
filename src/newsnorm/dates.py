"""Dates as news pages write them, in the languages of ``data/languages.toml``.

dateparser and htmldate, which trafilatura brings, find a date in nearly anything; a line is only a
date line here if it is nothing else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from functools import cache

from attrs import frozen

from newsnorm.language import languages

Date = datetime.date | datetime.datetime

CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|uhr|h)?|\d{1,2}\s*(?:[ap]\.?m\.?|uhr|h\d{0,2})"
ZONE = r"[(]?(?:GMT|UTC|Z|[ECMP][SD]?T|BST|CES?T|EES?T|MSK|IST|JST|SGT|HKT|AES?T|AEDT)(?:[+-]\d{1,2}(?::?\d\d)?)?[)]?"
WEEKDAY = r"[^\W\d_]{2,12}\.?,?"

OTHER_LABEL = re.compile(r"[^\W\d_]+:\s")

YEAR = re.compile(r"\d{4}")
"""What every date has; most lines of a page leave here."""

LONGEST = 120
"""Code points; no date line is longer."""


@frozen
class DateLine:
    """A line that is a date, and whether it is the one of a change."""

    date: Date
    is_update: bool


@cache
def _months() -> dict[str, int]:
    return {
        form: number
        for language in languages()
        for number, forms in enumerate(language.months, 1)
        for form in forms.split()
    }


def _any(forms: set[str]) -> str:
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


@cache
def _pattern() -> re.Pattern[str]:
    month = rf"(?P<month>{_any(set(_months()))})\.?"
    label = _any({f for lang in languages() for f in (*lang.published, *lang.updated)})
    return re.compile(
        rf"""
        (?:(?P<label>{label})\s*[:：]?\s+ | (?P<label2>{label})\s*[:：]\s*)? (?:(?:{CLOCK})\s*(?:{ZONE})?[,\s]+)? (?:{WEEKDAY}\s+)??
        (?: (?P<iso>\d{{4}}-\d\d-\d\d (?:[T\s]\d\d:\d\d(?::\d\d(?:\.\d{{1,6}})?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?)
          | {month} \s+ (?P<day>\d{{1,2}})(?:st|nd|rd|th)? ,? \s+ (?P<year>(?:19|20)\d\d)
          | (?P<day2>\d{{1,2}})(?:st|nd|rd|th|er)?\.? \s* (?:de\s+)? (?P<month2>{_any(set(_months()))})\.? ,? \s* (?:de\s+|del\s+)? (?P<year2>(?:19|20)\d\d)
          | (?P<day3>\d{{1,2}})\.\s?(?P<month3>\d{{1,2}})\.\s?(?P<year3>(?:19|20)\d\d)
          | (?P<year4>(?:19|20)\d\d)\s?年\s?(?P<month4>\d{{1,2}})\s?月\s?(?P<day4>\d{{1,2}})\s?日
        )
        (?: [,;|/·•–—-]? \s* (?:at|um|à|a\s+las|o|г\.?|р\.?|года|року)? ,? \s* (?:{CLOCK}) )? \s* (?:{ZONE})? [.,;|]?
        """,
        re.VERBOSE | re.IGNORECASE,
    )


def line(text: str) -> DateLine | None:
    """Return the date that ``text`` is, label, weekday and clock apart; ``None`` if it is more.

    >>> line("Published: Nov. 12, 2019, 10:15 a.m. ET").date
    datetime.date(2019, 11, 12)
    >>> line("Aktualisiert am 3. März 2022").is_update
    True
    >>> line("May 2019 was hot.") is None
    True
    """
    if len(text) > LONGEST or YEAR.search(text) is None:
        return None
    match = _pattern().fullmatch(text)
    return _told(match) if match is not None else None


def _told(match: re.Match[str]) -> DateLine | None:
    date = _date(match)
    label = (match["label"] or match["label2"] or "").lower()
    updates = {form for language in languages() for form in language.updated}
    return None if date is None else DateLine(date, label in updates)


def within(text: str) -> DateLine | None:
    """Return the first date in a line that may tell more than a date; ``None`` in a longer text.

    What has another label, a programme or a picture, has its own date.

    >>> within("Ana Sol | 12 November 2019 | 5 min read").date
    datetime.date(2019, 11, 12)
    >>> within("Audio: Radio Eins | 24.04.2024") is None
    True
    """
    if len(text) > LONGEST or YEAR.search(text) is None:
        return None
    match = _inside().search(text)
    if match is None or OTHER_LABEL.match(text, 0, match.start()) is not None:
        return None
    return _told(match)


@cache
def _inside() -> re.Pattern[str]:
    whole = _pattern()
    return re.compile(rf"(?<!\d)(?:{whole.pattern})(?!\d)", whole.flags)


def _date(match: re.Match[str]) -> Date | None:
    try:
        if match["iso"]:
            return iso(match["iso"])
        month = match["month"] or match["month2"]
        number = _months()[month.lower()] if month else int(match["month3"] or match["month4"])
        return datetime.date(_first(match, "year"), number, _first(match, "day"))
    except ValueError:
        return None


def _first(match: re.Match[str], name: str) -> int:
    groups: Callable[[], dict[str, str | None]] = match.groupdict
    return next(int(v) for k, v in groups().items() if v and k.rstrip("234") == name)


def iso(text: str) -> Date:
    """Return the day, or the moment, that ``text`` names in ISO 8601.

    Raises:
        ValueError: it is no such date.

    >>> iso("2019-11-12"), iso("2019-11-12T10:00Z").hour
    (datetime.date(2019, 11, 12), 10)
    """
    text = text.strip()
    if len(text) <= len("2019-11-12"):
        return datetime.date.fromisoformat(text)
    return datetime.datetime.fromisoformat(re.sub(r"\s+(?=[Z+-])", "", text))
