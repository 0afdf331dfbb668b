"""Dates as news pages write them, in the languages of ``data/languages.toml``.

dateparser and htmldate, which trafilatura brings, find a date in nearly anything; a line is only a
date line here if it is nothing else.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from functools import cache

import regex
from attrs import frozen

from newsnorm.language import Language, languages

Date = datetime.date | datetime.datetime

CLOCK = r"\d{1,2}[:.]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?|uhr|h)?|\d{1,2}\s*(?:[ap]\.?m\.?|uhr|h\d{0,2})"
ZONE = r"[(]?(?:GMT|UTC|Z|[ECMP][SD]?T|BST|CES?T|EES?T|MSK|IST|JST|SGT|HKT|AES?T|AEDT)(?:[+-]\d{1,2}(?::?\d\d)?)?[)]?"
SHIFT = r"[+-]\d\d:?\d\d"
"""How far a clock is from that of Greenwich."""

AGO = (
    r"\d{1,2}\s+(?:mins?|minutes?|hrs?|hours?|days?)\s+ago|an\s+hour\s+ago"
    r"|(?:vor|hace|há|il\s+y\s+a)\s+\d{1,2}\s+[^\W\d_]{3,9}|\d{1,2}\s+[^\W\d_]{3,9}\s+(?:fa|temu|назад|тому)"
)
"""How long before somebody looked at the page a change was made."""

WEEKDAY = r"[^\W\d_][^\W\d_'’ʼ-]{0,12}(?:['’ʼ-][^\W\d_]{2,12})?\.?,?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
BREAK = r"\s*[,;|/·•–—-]?\s*"
"""What stands between the parts of a date, or between two of them."""

SPAN = re.compile(r"\s*[–—-]\s*")
"""What stands between the first and the last day of something."""

OTHER_LABEL = re.compile(r"[^\W\d_]+:\s")

DIGITS = re.compile(r"\d{4}|\d\d?[./]\d\d?[./]\d\d")
"""What every date has; most lines of a page leave here."""

LONGEST = 120
"""Code points; no date line is longer."""

EITHER_FIRST = frozenset({None, "en"})
"""Languages, and none, that may write 2/12/2024 for the twelfth of February; in all others it is the second of December."""

UNKNOWN = frozenset(datetime.date(year, 1, 1) for year in (1, 1900, 1970))
"""Days that systems write where they know none."""

EPOCH = re.compile(r"(\d{10})(?:\d{3})?")
"""Seconds, or thousandths of them, since 1970."""


@frozen
class DateLine:
    """A line that is a date, and whether it is the one of a change."""

    date: Date | None
    """``None`` where the day and the month may be either of two numbers."""
    is_update: bool


@cache
def months() -> dict[str, int]:
    """Return the number of each month, by all its forms."""
    return {
        form: number
        for language in languages()
        for number, forms in enumerate(language.months, 1)
        for form in forms.split()
    }


def _any(forms: Iterable[str]) -> str:
    return "|".join(regex.escape(form) for form in sorted(set(forms), key=lambda form: (-len(form), form)))


def _labels(language: Language) -> tuple[str, ...]:
    return (*language.published, *language.updated)


@cache
def _stamp() -> str:
    """Return the pattern of one date with what may stand around it: label, weekday, clock."""
    month = rf"(?P<month>{_any(months())})"
    label = _any(form for language in languages() for form in _labels(language))
    at = _any(form for language in languages() for form in language.at)
    weekday = _any(form for language in languages() for form in language.weekdays)
    return rf"""
        (?: (?P<label>{label}) (?: \s*[:：]\s* | \s+ ) )?
        (?: (?:{CLOCK}) \s* (?:{ZONE})? [,\s]+ )?
        (?: {WEEKDAY} (?: \s+ [|·•–—-] )? \s+ )??
        (?: (?P<iso>\d{{4}}-\d\d-\d\d (?:[T\s]\d\d:\d\d(?::\d\d(?:\.\d{{1,6}})?)?\s*(?:Z|[+-]\d\d:?\d\d)?)?)
          | {month}\.? \s+ (?P<day>\d{{1,2}})(?:st|nd|rd|th)? ,? \s+ {YEAR}
          | (?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?\.? \s* (?:de\s+|of\s+)? {month}\.? ,? \s* (?:de\s+|del\s+)? {YEAR}
          | (?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?{YEAR}
          | (?<! \p{{L}}\s ) (?P<day>\d\d)\.(?P<month>\d\d)\.(?P<year>\d\d)
          | (?P<first>\d{{1,2}})/(?P<second>\d{{1,2}})/(?:{YEAR}|(?P<year>\d\d))
          | {YEAR}/(?P<month>\d{{1,2}})/(?P<day>\d{{1,2}})
          | {YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月\s?(?P<day>\d{{1,2}})\s?日
        ) (?!\d)
        (?: \s? (?:года|року|roku|[гр]\.?) (?!\w) )? (?: ,?\s+ (?:{weekday}) (?!\w) )?
        (?: {BREAK} (?: (?:{at}) ,? \s* )? (?:{CLOCK}) (?: \s*{SHIFT} )? )? \s* (?: (?:{ZONE}) (?!\w) )?
        """


@cache
def _pattern() -> regex.Pattern[str]:
    """Return the pattern of a date at the end of a line, or before another date with a label."""
    label = _any(form for language in languages() for form in _labels(language))
    ago = rf"(?: {BREAK} (?:{label}) (?: \s*[:：]\s* | \s+ ) (?:{AGO}) )?"
    end = rf"(?: {ago} \s* [.,;|]? $ | {BREAK} (?= (?:{label}) [\s:：] ) )"
    return regex.compile(_stamp() + end, regex.VERBOSE | regex.IGNORECASE)


@cache
def _inside() -> regex.Pattern[str]:
    return regex.compile(rf"(?<![\d/]|\d\.)(?:{_stamp()})(?![\d/]|\.\d)", regex.VERBOSE | regex.IGNORECASE)


def lines(text: str, language: str | None = None) -> tuple[DateLine, ...]:
    """Return the dates that ``text`` is, labels, weekdays and clocks apart; none if it is more.

    Of 3/4/2024 the ``language``, or that of a label, tells which number is the day; English does not.

    >>> [line.is_update for line in lines("Published Feb. 2, 2024 | Updated Feb. 3, 2024")]
    [False, True]
    >>> [lines("03/04/2024", language)[0].date for language in ("en", "fr")]
    [None, datetime.date(2024, 4, 3)]
    """
    if len(text) > LONGEST or DIGITS.search(text) is None:
        return ()
    found: list[DateLine] = []
    at = 0
    while at < len(text):
        match = _pattern().match(text, at)
        line = _told(match, language) if match is not None else None
        if match is None or line is None:
            return ()
        found.append(line)
        at = match.end()
    return tuple(found)


def line(text: str) -> DateLine | None:
    """Return the first date of a line that is nothing else; ``None`` if it is more.

    >>> line("Published: Nov. 12, 2019, 10:15 a.m. ET").date
    datetime.date(2019, 11, 12)
    >>> line("Fri, 12 Nov 2019 10:15:00 +0000").date, line("Nov. 12, 2019 Updated 3 hours ago").date
    (datetime.date(2019, 11, 12), datetime.date(2019, 11, 12))
    >>> line("Aktualisiert am 3. März 2022").is_update
    True
    >>> line("May 2019 was hot.") is None
    True
    """
    return next(iter(lines(text)), None)


def is_label(text: str) -> bool:
    """Tell whether ``text`` is only what stands before a date: its label, on a line of its own.

    >>> is_label("Published"), is_label("On")
    (True, False)
    """
    return text.rstrip(" :：").lower() in _long_labels()


@cache
def _long_labels() -> frozenset[str]:
    """Return the labels that may stand alone; a shorter one is a small word."""
    return frozenset(label for language in languages() for label in _labels(language) if len(label) > 4)


def within(text: str, language: str | None = None) -> DateLine | None:
    """Return the date in a line that may tell more, the one of a change last; ``None`` in a longer text.

    What has another label, a programme or a picture, has its own date, and so has a life, or another span of time.

    >>> within("Ana Sol | 12 November 2019 | 5 min read").date
    datetime.date(2019, 11, 12)
    >>> within("Audio: Radio Eins | 24.04.2024") is within("March 3, 1931 – May 7, 2024") is None
    True
    """
    if len(text) > LONGEST or DIGITS.search(text) is None:
        return None
    matches = list(_inside().finditer(text))
    if not matches or OTHER_LABEL.match(text, 0, matches[0].start()) is not None or _is_span(text, matches):
        return None
    told = _all_told(matches, language)
    return min(told, key=lambda line: (line.date is None, line.is_update), default=None)


def span(text: str, language: str | None = None) -> tuple[Date, ...]:
    """Return the first and the last day of a life, or of another span of time, that a line tells.

    >>> [day.year for day in span("March 3, 1931 – May 7, 2024")], span("May 7, 2024 – Updated May 8, 2024")
    ([1931, 2024], ())
    """
    if len(text) > LONGEST or DIGITS.search(text) is None:
        return ()
    matches = list(_inside().finditer(text))
    found = _all_told(matches, language) if _is_span(text, matches) else []
    return tuple(line.date for line in found if line.date is not None)


def _is_span(text: str, matches: list[regex.Match[str]]) -> bool:
    """Tell whether two dates without labels are the first and the last day of something."""
    first, second = matches[:2] if len(matches) > 1 else (None, None)
    if first is None or second is None or second["label"]:
        return False
    return SPAN.fullmatch(text[first.end() : second.start()]) is not None


def _all_told(matches: list[regex.Match[str]], language: str | None) -> list[DateLine]:
    return [line for match in matches if (line := _told(match, language)) is not None]


@cache
def _updates() -> frozenset[str]:
    return frozenset(form for language in languages() for form in language.updated)


@cache
def _spoken() -> dict[str, str]:
    """Return the labels of other languages than English, each with the code of one."""
    others = (language for language in languages() if language.code not in EITHER_FIRST)
    return {form: language.code for language in others for form in _labels(language)}


def _told(match: regex.Match[str], language: str | None) -> DateLine | None:
    """Return the date of a match; ``None`` if there is no such day."""
    label = (match["label"] or "").lower()
    try:
        return DateLine(_date(match, _spoken().get(label, language)), label in _updates())
    except ValueError:
        return None


def _date(match: regex.Match[str], language: str | None) -> Date | None:
    if match["iso"]:
        return iso(match["iso"])
    year = int(match["year"])
    year += 0 if year > 99 else 2000 if year < 70 else 1900
    if match["first"]:
        return _stroked(int(match["first"]), int(match["second"]), year, language)
    month = match["month"]
    number = int(month) if month.isdecimal() else months()[month.lower()]
    return datetime.date(year, number, int(match["day"]))


def _stroked(first: int, second: int, year: int, language: str | None) -> datetime.date | None:
    """Return the day of a date with strokes, if it can be read in one way only."""
    if language in EITHER_FIRST and first != second and max(first, second) <= 12:
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return datetime.date(year, month, day)


def declared(value: object, language: str | None = None) -> Date | None:
    """Return the day, or the moment, that a value in the data of a page names.

    >>> declared("2019-11-12"), declared(1573552800).hour, declared("1970-01-01T00:00:00Z")
    (datetime.date(2019, 11, 12), 10, None)
    """
    text = str(value).strip()
    seconds = EPOCH.fullmatch(text)
    date: Date | None
    try:
        date = datetime.datetime.fromtimestamp(int(seconds[1]), datetime.UTC) if seconds else iso(text)
    except ValueError:
        date = next((line.date for line in lines(text, language)), None)
    is_known = date is not None and datetime.date(date.year, date.month, date.day) not in UNKNOWN
    return date if is_known else None


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
