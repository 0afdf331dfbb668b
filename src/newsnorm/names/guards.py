"""Guards: where a known form is left as it stands, because it is another name there.

A guard is a function of the place where the name stands. It answers with what holds the change
back, in words, or with nothing. The words it looks for are in ``data/names/guards.toml``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib import resources

from attrs import field, frozen

from newsnorm.language import languages
from newsnorm.names import foreign
from newsnorm.names.spot import Spot

OLD_YEAR = re.compile(r"\s*\(\s*(?:c\.\s*)?(?:1[0-8]\d\d|19[0-8]\d)\b")
"""A year before 1990 in brackets: the name of an event of its time."""

OLD_YEAR_BEFORE = re.compile(r"\b(?:1[0-8]\d\d|19[0-8]\d) $")
"""A year before 1990 right before a name: the 1941 Kiev encirclement."""

MODEL = re.compile(r"[ -]?\d{1,4}[A-Z]{0,2}\b(?![.,]?\d)")
"""A number right after a name: a camera, an aeroplane, a team of a year."""

THING = re.compile(
    r", (?:an?|the) (?:[\w-]+ ){0,2}(ship|barque|yacht|boat|ferry|cruiser|frigate|tanker|camera|film|song|album|novel|band"
    r"|restaurant|horse|racehorse|dog|cat|actress|actor|singer|model)\b"
)
"""What a name is said to be right after it, where it is no place: Peking, the sailing ship."""

INITIALS = re.compile(r" [A-Z]{1,2}(?=,|\.,|;)(?! ?[A-Z]{3})")
"""Initials after a name, as in lists of references: Bangalore NG, Varambally S."""

FRAGMENT = re.compile(r"[-‐‑\u00ad]\s?([a-z]+)(?![\w])")
COMPOUND = re.compile(
    r".{3,}(?:ed|en|ing|wide|wards?|born|like|style)|led|run|era|set|held|born|side|wide|area|to"
)
"""What follows a hyphen where it is a word of its own: Kiev-educated."""

SYLLABLE = 4
"""Letters up to which a word after a hyphen may be a part of one, though it is a word as well."""


SMALL = frozenset("with from into onto over upon than amid near about after before under until".split())
"""Words of more than three letters that titles write small."""

VERBAL = ("s", "ed", "ing")
"""What the words of a headline end with that are no surnames, more often than not."""


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _words(given: Iterable[str]) -> frozenset[str]:
    return frozenset(given)


@frozen(kw_only=True)
class Words:
    """The lists of ``guards.toml``, which explains each."""

    before: tuple[str, ...] = field(converter=_texts)
    after: tuple[str, ...] = field(converter=_texts)
    institutions: frozenset[str] = field(converter=_words)
    eponyms: frozenset[str] = field(converter=_words)
    goods: tuple[str, ...] = field(converter=_texts)
    regions: tuple[str, ...] = field(converter=_texts)
    titles: frozenset[str] = field(converter=_words)
    ranks: frozenset[str] = field(converter=_words)
    placing: frozenset[str] = field(converter=_words)
    locative: frozenset[str] = field(converter=_words)
    openers: frozenset[str] = field(converter=_words)
    nouns: frozenset[str] = field(converter=_words)
    meta: tuple[str, ...] = field(converter=_texts)


@cache
def words() -> Words:
    """Return the lists of ``data/names/guards.toml``."""
    file = resources.files("newsnorm") / "data" / "names" / "guards.toml"
    return Words(**tomllib.loads(file.read_text("utf-8")))


@cache
def title_words() -> frozenset[str]:
    """Return the last words of all titles, without full stops."""
    return frozenset(title.split()[-1].rstrip(".") for title in words().titles)


@cache
def _small_words() -> frozenset[str]:
    return frozenset(word for language in languages() for word in language.words)


def _any(phrases: Iterable[str]) -> str:
    """Return a pattern for phrases; one in lower case stands for any case."""
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(f"(?i:{re.escape(p)})" if p.islower() else re.escape(p) for p in longest_first)


@cache
def _before() -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{_any(words().before)})[ -]?(?:the )?[\"“‘']?$")


@cache
def _after() -> re.Pattern[str]:
    return re.compile(rf"[\"”’']?(?:[’']s)?[ -]?(?<=[ -])(?:{_any(words().after)})(?!\w)")


@cache
def _region() -> re.Pattern[str]:
    names = _any(words().regions)
    west = r"(?:(?:[Nn]orth|[Ss]outh|[Ee]ast|[Ww]est|[Cc]entral|[Nn]orthern|[Ss]outhern|[Ee]astern|[Ww]estern)[ -]?)?"
    return re.compile(rf"(?:,?\s+in\s+{west}|,\s*{west}|\s*\(\s*|/)(?:{names})(?!\w)")


@cache
def _region_before() -> re.Pattern[str]:
    kinds = r"(?:city|town|village|community|suburb|township|borough|metro area)"
    names = _any(name for name in words().regions if len(name) > 3 and name[-1].islower())
    return re.compile(rf"(?<!\w)(?:{names})(?:[’']s? (?:{kinds} of )?| {kinds}(?: of)?[ ,]+)$")


@cache
def _goods() -> re.Pattern[str]:
    return re.compile(rf"(?i)\b(?:{'|'.join(words().goods)})\b")


# Any name.


def fragment(spot: Spot) -> str:
    """A hyphen that parts one word: Canton-ment.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> fragment(Layout("Canton-ment").spot(Span(0, 6))), fragment(Layout("Kiev-based").spot(Span(0, 4)))
    ('-ment', '')
    """
    match = FRAGMENT.match(spot.after)
    if match is None or COMPOUND.fullmatch(match[1]):
        return ""
    if len(match[1]) > SYLLABLE and match[1] in foreign.english():
        return ""
    return match[0]


def quoted_title(spot: Spot) -> str:
    """A short quotation whose words have capitals: the title of a work.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> quoted_title(Layout("the song “Back in Odessa” was").spot(Span(18, 24)))
    'Back in Odessa'
    >>> quoted_title(Layout("“I was in Odessa,” he said").spot(Span(10, 16)))
    ''
    """
    for quoted in spot.quotations():
        inside = quoted.strip()
        parts = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)*", inside)
        if inside == spot.found or (
            len(parts) <= 8
            and inside[-1] not in ",.?!…;—"
            and all(part[0].isupper() or part in SMALL for part in parts if len(part) > 3)
            and parts
            and parts[0][0].isupper()
        ):
            return inside
    return ""


# Places and organisations.


def term(spot: Spot) -> str:
    """Words beside a place that make it part of a fixed term.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> term(Layout("the Battle of Kiev").spot(Span(14, 18))), term(Layout("the mayor of Kiev").spot(Span(13, 17)))
    ('Battle of', '')
    """
    before = _before().search(spot.before) or OLD_YEAR_BEFORE.search(spot.before)
    if before is not None:
        return before[0].strip()
    after = _after().match(spot.after) or OLD_YEAR.match(spot.after)
    return after[0].strip() if after is not None else ""


def institution(spot: Spot) -> str:
    """A chain of words with capitals that ends as the names of institutions, clubs and treaties do."""
    following = spot.capitals_after.split()[: 2 if spot.is_titled else 5]
    return next((word for word in following if word in words().institutions), "")


def goods(spot: Spot) -> str:
    """A thing named after a place: a camera, a dish, an article with an indefinite article."""
    thing = THING.match(spot.after)
    if thing is not None:
        return thing[1]
    if is_placed(spot):
        return ""
    model = MODEL.match(spot.after)
    if model is not None:
        return model[0].strip()
    if re.search(r"(?<!\w)an? $", spot.before, re.IGNORECASE) and re.match(r"[.,;:!?)]|$", spot.after):
        return spot.word_before
    return spot.layout.kept(_goods_word, spot.sentence)


def _goods_word(sentence: str) -> str:
    match = _goods().search(sentence)
    return match[0] if match is not None else ""


def acronym(spot: Spot) -> str:
    """Capitals amid words that have none: ODESSA, an organisation."""
    if not spot.found.isupper() or len(spot.found) < 3:
        return ""
    if spot.span.start == spot.line.start and re.match(r" [^\W\d_a-z]| ?[^\w\s]|$", spot.after):
        return ""  # a dateline
    capitals, letters = (count - len(spot.found) for count in spot.layout.kept(_letters, spot.line))
    return spot.found if 2 * capitals < letters else ""


def _letters(line: str) -> tuple[int, int]:
    """Return how many capitals and how many letters a line has."""
    return sum(map(str.isupper, line)), sum(map(str.isalpha, line))


def person_before(spot: Spot, given_names: frozenset[str]) -> str:
    """A title, an initial or a given name before a place that is a surname, too: Prince Lvov."""
    saint = re.search(r"(?<!\w)([^\W\d_a-z]\w+) of $", spot.before)
    if saint is not None and saint[1].lower() in given_names:
        return saint[1]
    word = spot.word_before
    if not word[:1].isupper() or word.lower() in _small_words():
        return ""
    is_title = word.lower().rstrip(".") in title_words() and not spot.is_titled
    is_initial = len(word.rstrip(".")) == 1 and word.endswith(".")
    return word if is_title or is_initial or word.lower() in given_names else ""


def person_after(spot: Spot) -> str:
    """A word with a capital after a place, which may be a surname: Odessa Young.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> person_after(Layout("Odessa Young stars").spot(Span(0, 6))), person_after(Layout("in Kiev Friday").spot(Span(3, 7)))
    ('Young', '')
    """
    initials = INITIALS.match(spot.after)
    if initials is not None:
        return initials[0].strip()
    match = re.match(r" ([^\W\d_a-z][^\W\d_]+)(, \d{1,2}[,)])?", spot.after)
    if match is None or not match[1][1:].islower() or spot.word_before.lower() in words().locative:
        return ""
    word = match[1].lower()
    if match[2] is None and spot.is_titled and (word in foreign.english() or word.endswith(VERBAL)):
        return ""
    is_known = word in title_words() or word in words().nouns or word in _small_words()
    return "" if is_known else match[1]


def is_placed(spot: Spot) -> bool:
    """Tell whether the word before shows that a place is meant: in Kiev."""
    return spot.word_before.lower() in words().placing


def namesake_region(spot: Spot) -> str:
    """The region beside a place that shows it to be a namesake.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> namesake_region(Layout("Police in Odessa, Texas, said").spot(Span(10, 16)))
    'Texas'
    >>> namesake_region(Layout("the West Texas city of Odessa").spot(Span(23, 29)))
    'Texas city of'
    """
    match = _region().match(spot.after) or _region_before().search(spot.before)
    return match[0].strip(" ,(/").removeprefix("in ").strip() if match is not None else ""


TERMS: tuple[Callable[[Spot], str], ...] = (term, institution, acronym, goods)
"""What makes a place part of another name."""


# People.


def other_person(spot: Spot) -> str:
    """The word before a bare surname that names somebody else: Daniil Medvedev.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> other_person(Layout("Daniil Medvedev won").spot(Span(7, 15))), other_person(Layout("But Medvedev won").spot(Span(4, 12)))
    ('Daniil', '')
    """
    word = spot.word_before
    if not word[:1].isupper() or spot.is_titled:
        return ""
    low = word.lower().rstrip(".")
    known = low in title_words() or low in _small_words() or low in words().openers
    is_abbreviation = word.endswith(".") and len(low) > 2
    return "" if known or is_abbreviation or re.search(r"['’]s?$", low) else word.rstrip(".")


def introduced(spot: Spot) -> bool:
    """Tell whether a bare surname is introduced as that of somebody unknown.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> introduced(Layout("Gorbachov, a biologist, said").spot(Span(0, 9)))
    True
    >>> introduced(Layout("Dr. Gorbachov said").spot(Span(4, 13)))
    True
    >>> introduced(Layout("Mr. Gorbachov said").spot(Span(4, 13)))
    False
    """
    if re.match(r", (?:an? |\d{1,2},)", spot.after):
        return True
    return spot.word_before.lower().rstrip(".") in words().ranks


def eponym(spot: Spot) -> str:
    """What is named after a person, after a surname: the Gorbachev Foundation."""
    if not spot.is_surname:
        return ""
    following = spot.capitals_after.split()[: 1 if spot.is_titled else 3]
    return next((word for word in following if word in words().eponyms), "")


def spelling_phrase(sentence: str) -> str:
    """Return the phrase by which a sentence speaks of the spelling itself, if it does.

    >>> spelling_phrase("The name is also spelled Kiev.")
    'also spelled'
    """
    lower = sentence.lower()
    # Looking for each phrase in turn is three times as fast as one alternation of them all.
    return next(_found(lower, sentence), "")


def _found(lower: str, sentence: str) -> Iterator[str]:
    for phrase in words().meta:
        if phrase in (lower if phrase.islower() else sentence):
            yield phrase
