"""Languages: which one a text is in, and what newsnorm knows of each (``data/languages.toml``)."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from attrs import field, frozen
from attrs.converters import optional

SAMPLE = 2_000
"""Code points of a text that are looked at."""

LEAST = 3
"""Function words that must be met before a language is named."""

SHARE = 0.12
"""Of the words of a text, more are function words of its language; of another one, fewer."""

OWN = 0.01
"""Of the letters of a text, more are those that of the languages of the data only its own has."""

FOREIGN = re.compile("[əөүұқғңһҗәўјљњћђџѓќѕѝ]")
"""Letters that none of the languages of the data has, though it has their neighbours."""

PROSE = 80
"""Code points of a text that is prose, and no label or menu."""

WORD = re.compile(r"[^\W\d_]+")

SCRIPTS = (
    (r"[\u3040-\u30ff]", "ja"),
    (r"[\uac00-\ud7af]", "ko"),
    (r"[\u4e00-\u9fff]", "zh"),
    (r"[\u067e\u0686\u0698\u06af\u06a9\u06cc]", "fa"),
    (r"[\u0620-\u064a]", "ar"),
    (r"[\u05d0-\u05ea]", "he"),
    (r"[\u0391-\u03c9]", "el"),
    (r"[\u10d0-\u10ff]", "ka"),
    (r"[\u0531-\u0587]", "hy"),
    (r"[\u0904-\u0939]", "hi"),
    (r"[\u0e01-\u0e2e]", "th"),
)
"""Letters that name the language of a text that is written with them, in the order to be tried."""

ANY_SCRIPT = re.compile(f"[{''.join(letter[1:-1] for letter, _ in SCRIPTS)}]")


@frozen
class Language:
    """The words of one language that tell something about a text."""

    code: str
    words: tuple[str, ...] = field(converter=tuple)
    dangling: tuple[str, ...] = field(default=(), converter=tuple)
    months: tuple[str, ...] = field(default=(), converter=tuple)
    published: tuple[str, ...] = field(default=(), converter=tuple)
    updated: tuple[str, ...] = field(default=(), converter=tuple)
    at: tuple[str, ...] = field(default=(), converter=tuple)
    weekdays: tuple[str, ...] = field(default=(), converter=tuple)
    by: tuple[str, ...] = field(default=(), converter=tuple)
    joins: tuple[str, ...] = field(default=(), converter=tuple)
    letters: str = ""
    hyphens: frozenset[str] | None = field(default=None, converter=optional(frozenset))


@cache
def languages() -> tuple[Language, ...]:
    """Return all languages of the data."""
    file = resources.files("newsnorm") / "data" / "languages.toml"
    tables = tomllib.loads(file.read_text("utf-8"))
    return tuple(Language(code, **table) for code, table in tables.items())


@cache
def by_word() -> dict[str, tuple[str, ...]]:
    """Return the function words, each with the codes of its languages.

    >>> by_word()["sur"]
    ('fr',)
    """
    index: dict[str, tuple[str, ...]] = {}
    for language in languages():
        for word in language.words:
            index[word] = (*index.get(word, ()), language.code)
    return index


def detect(text: str) -> str | None:
    """Return the ISO 639-1 code of the language of ``text``, or ``None`` if it cannot be told.

    >>> detect("The talks in Geneva were the first since the war.")
    'en'
    >>> detect("Der Kreml reagiert nicht auf die Note.")
    'de'
    >>> detect("Geneva 2019") is None
    True

    Where there are too few such words, letters tell it that no other language has:

    >>> detect("Bisiklet yolu yarın kapanıyor; yağmurun yıktığı duvar, valiliğin açıklamasına göre onarılacak.")
    'tr'
    """
    return _detect(text[:SAMPLE])


@lru_cache(maxsize=64)  # several stages ask about the same body
def _detect(sample: str) -> str | None:
    index = by_word()
    votes: Counter[str] = Counter()
    counts = Counter(WORD.findall(sample.lower()))
    for word in counts.keys() & index.keys():
        for code in index[word]:
            votes[code] += counts[word]
    (best, count), (_, second) = [*votes.most_common(2), ("", 0), ("", 0)][:2]
    if not sample.isascii():
        script = _script(sample)
        if script is not None:
            return script
    is_sure = count >= LEAST and count > second + 1 and count > SHARE * counts.total()
    return best if is_sure else _by_letters(sample)


def _by_letters(sample: str) -> str | None:
    if sample.isascii() or len(sample) < PROSE:
        return None
    text = "".join(filter(str.islower, WORD.findall(sample)))  # names may be of any language
    counts = Counter(text)
    own = Counter({x.code: sum(counts[letter] for letter in x.letters) for x in languages()})
    (best, count), (_, second) = own.most_common(2)
    least = max(LEAST, OWN * len(text))
    is_sure = count >= least > second and len(FOREIGN.findall(text)) < least
    return best if is_sure else None


def detect_all(texts: Iterable[str]) -> str | None:
    """Return the language of a page, by its longer texts: a menu has names, bullets and foreign words.

    >>> detect_all(["o Noticias", "o Deportes", "The ferry of Saltby was late again on Monday, and it was said to be the crane."])
    'en'
    """
    texts = tuple(texts)
    return detect(" ".join(text for text in texts if len(text) >= PROSE) or " ".join(texts))


def _script(sample: str) -> str | None:
    if ANY_SCRIPT.search(sample) is None:
        return None
    letters = sum(map(str.isalpha, sample))
    for letter, code in SCRIPTS:
        if len(re.findall(letter, sample)) > letters * (0.02 if code in ("ja", "fa") else 0.3):
            return code
    return None


@cache
def dangling(code: str | None = None) -> frozenset[str]:
    """Return the words with which no sentence of a language ends; those of all languages where it is not known.

    >>> "an" in dangling("en"), "an" in dangling("de"), "an" in dangling()
    (True, False, True)
    """
    return frozenset(word for x in languages() if code in (None, x.code) for word in x.dangling)


@cache
def unfinished(code: str | None = None) -> frozenset[str]:
    """Return the words with which hardly a line ends that is whole: those that dangle, and the function words.

    >>> "in" in unfinished("en"), "in" in dangling("en"), "nach" in unfinished()
    (True, False, True)
    """
    return dangling(code).union(*(x.words for x in languages() if code in (None, x.code)))


def hyphenated(code: str | None) -> frozenset[str] | None:
    """Return the words beside which a hyphen is the word's own; ``None`` where any word may have one.

    >>> "peut" in hyphenated("fr"), hyphenated("en") is None
    (True, True)
    """
    return next((language.hyphens for language in languages() if language.code == code), None)
