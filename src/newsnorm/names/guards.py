"""Guards: where a known form is left as it stands, because it is another name there.

A guard is a function of the place where the name stands. It answers with what holds the change
back, in words, or with nothing. The words it looks for are in ``data/names/guards.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import chain

from newsnorm.language import by_word
from newsnorm.names import foreign, wordlists
from newsnorm.names.spot import Spot
from newsnorm.tracked import Span

INITIALS = re.compile(r" [A-Z]{1,2}(?=,|\.,|;)(?! ?[A-Z]{3})")
"""Initials after a name, as in lists of references: Bangalore NG, Varambally S."""

SITES = frozenset("airport station oblast region district square stadium port arena".split())
"""What a chain of capitals after a place ends with where it is something in that place: Kiev Boryspil Airport."""

CITED = re.compile(
    r",? (?!U\.[SKN]\.|E\.U\.|D\.C\.)(?:[A-Z]\.){1,3}(?!\w)| (?!U[SKN]|EU|PM|TV)[A-Z]{1,2}(?=,|\.(?!\w)|;| et al)| et al\b"
)
"""Initials after a surname, as in lists of references: Zelensky, V. (2019)."""

CHILD = re.compile(r", ((?:[1-9]|1\d)),")
"""An age under twenty."""

CHILD_BEFORE = re.compile(
    r"(?<!\w)((?:\d|1\d|(?i:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen))-year-old)(?: [a-z]+)? $"
)

LOCAL = re.compile(
    r", \d{1,2}, ((?:of|from) [^\W\d_a-z]\w+)|, of (the (?:[\w-]+ ){0,2}(?:surgery|clinic|school|garage|bakery|shop|pub|farm))\b"
)
"""A town after an age, or a house of a town."""

SAINT = re.compile(r"(?<!\w)([^\W\d_a-z]\w+)(?: [IVX]+)? of $")
"""A given name and *of* right before a name, as saints and rulers have them: Yaroslav of Kiev."""

FRAGMENT = re.compile(r"[-‐‑\u00ad]\s?([a-z]+)(?![\w])")

COMPOUND = re.compile(
    r".{3,}(?:ed|en|ing|wide|wards?|born|like|style)|led|run|era|set|held|born|side|wide|area|to"
)
"""What follows a hyphen where it is a word of its own: Kiev-educated."""

SYLLABLE = 4
"""Letters up to which a word after a hyphen may be a part of one, though it is a word as well."""

SMALL = frozenset("with from into onto over upon than amid near about after before under until".split())
"""Words of more than three letters that titles write small."""

ARTICLES = SMALL | frozenset("a an the of in on at to for and or by as".split())
"""All words that titles write small."""

WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")

LONGEST_TITLE = 60
"""Code points of a title before the name in it, and after it."""

SHORTEST_TITLE = 3
"""Words that a title has at least, where a comma or a full stop stands inside its quotation marks."""

SAYS = r"(?:says?|said|writes?|wrote|adds?|added|asks?|asked|replied|told|shouted|chanted|tweeted|posted|insisted|recalled)\b"
SAYS_BEFORE = re.compile(rf"\b{SAYS}[^\W\d_ ]*(?: [\w’']+){{0,3}}[,:]? \W?$")
SAYS_AFTER = re.compile(rf"[”\"’'»] (?:[\w.’'-]+ ){{0,4}}{SAYS}")
"""Who says a quotation, before or after it."""

CALLED = re.compile(r"\b(?:known|called|then|rendered|written)\b")
"""In a phrase that tells another name, as often as another spelling."""

VERBAL = ("s", "ed", "ing")
"""What the words of a headline end with that are no surnames, more often than not."""


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
    >>> quoted_title(Layout("in “Last Train From Kiev,” a novel").spot(Span(20, 24)))
    'Last Train From Kiev'
    """
    for quoted in spot.quotations():
        inside = quoted.of(spot.text).strip()
        parts = WORDS.findall(inside)
        if inside == spot.found or (
            len(parts) <= 8
            and inside[-1] not in "?!…;—"
            and all(part[0].isupper() or part in SMALL for part in parts if len(part) > 3)
            and parts
            and parts[0][0].isupper()
            and (inside[-1] not in ",." or _is_title(parts, spot.text, quoted))
        ):
            return inside.rstrip(",.")
    return ""


def _is_title(parts: list[str], text: str, quoted: Span) -> bool:
    """Tell whether a quotation that ends in a comma or a full stop is a title: three words and more, and nobody says them."""
    if len(parts) < SHORTEST_TITLE or not all(part[0].isupper() or part in ARTICLES for part in parts):
        return False
    before, after = text[max(0, quoted.start - 40) : quoted.start], text[quoted.end : quoted.end + 40]
    return SAYS_BEFORE.search(before) is None and SAYS_AFTER.match(after) is None


def work(spot: Spot, emphasised: Iterable[str]) -> str:
    """Words in italics around a name that all have capitals: the title of a work.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> work(Layout("in The Road to Kharkov, a history").spot(Span(15, 22)), ["The Road to Kharkov"])
    'The Road to Kharkov'
    """
    here = spot.before[-LONGEST_TITLE:] + spot.found + spot.after[:LONGEST_TITLE]
    return next((run for run in emphasised if spot.found in run and run in here and _is_capital(run)), "")


def _is_capital(title: str) -> bool:
    return all(word[0].isupper() or word in ARTICLES for word in WORDS.findall(title))


def person_before(spot: Spot, given_names: frozenset[str]) -> str:
    """A title, an initial, a given name, or a job and any name before a place that is a surname, too: Prince Lvov."""
    saint = SAINT.search(spot.before)
    if saint is not None and saint[1].lower() in given_names:
        return saint[0].strip()
    employed = wordlists.employed().search(spot.before)
    if employed is not None:
        return employed[0].strip()
    word = spot.word_before
    if not word[:1].isupper() or word.lower() in by_word():
        return ""
    is_title = word.lower().rstrip(".") in wordlists.title_words() and not spot.is_titled
    is_initial = len(word.rstrip(".")) == 1 and word.endswith(".")
    is_given = word.lower() in given_names or word.lower() in wordlists.english_given_names()
    return word if is_title or is_initial or is_given else ""


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
    if match is None or not match[1][1:].islower() or spot.word_before.lower() in wordlists.lists().locative:
        return ""
    word = match[1].lower()
    if match[2] is None and spot.is_titled and (word in foreign.english() or word.endswith(VERBAL)):
        return ""
    chain = spot.capitals_after.lower().split()[:3]
    is_known = (
        word in wordlists.title_words()
        or word in wordlists.lists().nouns
        or word in by_word()
        or chain[-1] in SITES
    )
    return "" if is_known else match[1]


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
    known = low in wordlists.title_words() or low in by_word() or low in wordlists.lists().openers
    is_abbreviation = word.endswith(".") and len(low) > 2
    return "" if known or is_abbreviation or re.search(r"['’]s?$", low) else word.rstrip(".")


def is_relative(spot: Spot) -> bool:
    """Tell whether who bears a surname is said to be of the family: his wife, Emine Erdogan.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> is_relative(Layout("with his wife, Emine Erdogan").spot(Span(21, 28)))
    True
    >>> is_relative(Layout("Igor Zelensky, the son of a smith").spot(Span(5, 13)))
    False
    """
    before, after = wordlists.kin()
    return before.search(spot.before) is not None or after.match(spot.after) is not None


def ordinary(spot: Spot) -> str:
    """What a person is said to be beside the name, where it is nobody whom the news knows: a plumber, a child, of Luton.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> ordinary(Layout("Sergey Lavrov, a goalkeeper from Perm,").spot(Span(0, 13)))
    'goalkeeper'
    >>> ordinary(Layout("the plumber Sergey Lavrov").spot(Span(12, 25)))
    'plumber'
    >>> ordinary(Layout("Sergey Lavrov, a veteran diplomat,").spot(Span(0, 13)))
    ''
    """
    before, after = wordlists.jobs()
    beside = (
        after.match(spot.after)
        or CHILD.match(spot.after)
        or LOCAL.match(spot.after)
        or before.search(spot.before)
        or CHILD_BEFORE.search(spot.before)
    )
    return next(filter(None, beside.groups())) if beside is not None else ""


def cited(spot: Spot) -> str:
    """The initials after a surname that stands in a list of references.

    >>> from newsnorm.names.spot import Layout
    >>> from newsnorm.tracked import Span
    >>> cited(Layout("Lukashenka A., Ivanov B. (2004)").spot(Span(0, 10)))
    'A.'
    """
    match = CITED.match(spot.after)
    return match[0].strip(" ,") if match is not None else ""


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
    if re.match(r", (?:an? |\d{1,2},)| (?:brothers?|sisters?|twins|siblings|cousins)\b", spot.after):
        return True
    return spot.word_before.lower().rstrip(".") in wordlists.lists().ranks


def eponym(spot: Spot) -> str:
    """What is named after a person, after a surname: the Gorbachev Foundation."""
    if not spot.is_surname:
        return ""
    following = spot.capitals_after.split()[: 1 if spot.is_headline else 3]
    return next((word for word in following if word in wordlists.lists().eponyms), "")


def spelling_phrase(sentence: str) -> str:
    """Return the phrase by which a sentence speaks of the spelling itself, if it does.

    >>> spelling_phrase("The name is also spelled Kiev.")
    'also spelled'
    """
    lower = sentence.lower()
    # Most sentences have none of the words, which is quick to tell.
    words = wordlists.meta().keys() & set(wordlists.WORD.findall(lower))
    phrases = chain.from_iterable(wordlists.meta()[word] for word in sorted(words))
    return next((p for p in phrases if p in (lower if p.islower() else sentence)), "")


def is_of_spelling(sentence: str) -> bool:
    """Tell whether a sentence speaks of a spelling, and does not only say what else somebody is called.

    >>> is_of_spelling("The name is also spelled Kiev."), is_of_spelling("The group, also known as Nusra, left.")
    (True, False)
    """
    phrase = spelling_phrase(sentence)
    return bool(phrase) and CALLED.search(phrase) is None
