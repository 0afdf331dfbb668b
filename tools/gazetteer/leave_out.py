"""What no form may be: common words, surnames of English speakers, other people's names."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import names
import sources
import wordfreq
from english_words import get_english_words_set
from model import key

CENSUS_SURNAMES = 20_000
"""How many of the surnames of the US census, the most frequent first, count as surnames of English speakers."""

COMMON = 3.6
"""The frequency, on the scale of Zipf, from which a word of German, French or Spanish is common."""

OTHER_LANGUAGES = ("de", "fr", "es", "it", "nl")


@cache
def census_surnames(most: int | None = CENSUS_SURNAMES) -> frozenset[str]:
    """Return surnames of the United States, the most frequent or all, in lower case."""
    lines = Path(names.__file__).with_name("dist.all.last").read_text("ascii").splitlines()
    return frozenset(line.split()[0].lower() for line in lines[:most])


@cache
def census_given_names() -> frozenset[str]:
    """Return the given names of the United States, in lower case."""
    folder = Path(names.__file__).parent
    texts = [(folder / f"dist.{sex}.first").read_text("ascii") for sex in ("female", "male")]
    return frozenset(line.split()[0].lower() for text in texts for line in text.splitlines())


@cache
def english_words() -> frozenset[str]:
    """Return the words that dictionaries of English write with a small letter."""
    return frozenset(w for w in get_english_words_set(["web2"]) if w.islower() and w.isascii())


@cache
def proper_words() -> frozenset[str]:
    """Return all words of dictionaries of English, names of peoples among them, folded."""
    return frozenset("".join(key(w)) for w in get_english_words_set(["web2"]) if w.isascii())


@cache
def foreign_words() -> frozenset[str]:
    """Return common words of other languages, those that are no names: English has them more rarely."""
    found = set()
    for language in OTHER_LANGUAGES:
        for word in wordfreq.top_n_list(language, 20_000):
            frequency = wordfreq.zipf_frequency(word, language)
            if frequency >= COMMON and frequency - wordfreq.zipf_frequency(word, "en") >= 0.8:
                found.add("".join(key(word)))
    return frozenset(found)


def is_word(form: str) -> bool:
    """Tell whether ``form`` is one common word of English or of a language that English texts quote."""
    found = key(form)
    return len(found) == 1 and (found[0] in english_words() or found[0] in foreign_words())


def is_proper(form: str) -> bool:
    """Tell whether ``form`` is a word, or such a name as dictionaries have: Muslim, Yemeni."""
    word = "".join(key(form))
    return is_word(form) or word in proper_words() or word in _peoples()


@cache
def _peoples() -> frozenset[str]:
    near = tomllib.loads((sources.HERE / "areas.toml").read_text("utf-8"))["near"]
    return frozenset("".join(key(word)) for words in near.values() for word in words.replace("_", "").split())


def is_surname(form: str) -> bool:
    """Tell whether ``form`` is a frequent surname of English speakers."""
    return "".join(key(form)) in census_surnames()


@cache
def common_surnames() -> frozenset[str]:
    """Return surnames so frequent in their own countries that a full name may be another person's."""
    return frozenset(word.lower() for word in sources.words("common_surnames.txt"))


def is_name(form: str) -> bool:
    """Tell whether ``form`` is a given name or a surname that somebody bears, be it ever so rare."""
    return " ".join(key(form)) in sources.name_groups() or "".join(key(form)) in census_surnames(None)


def frequency(word: str) -> float:
    """Return how frequent a word is in English, on the scale of Zipf."""
    return float(wordfreq.zipf_frequency(word, "en"))
