"""Words, as names are compared by them: without case, accents and apostrophes."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

TOKEN = re.compile(r"\w+(?:['’ʼ‘`ʻʿ]\w+)*")
"""A word, with the apostrophes inside it."""

POSSESSIVE = re.compile(r"['’ʼ‘`]s$", re.IGNORECASE)
MARKS = re.compile("[\u0300-\u036f'’ʼ‘`ʻʿʹʺ]+")
"""Combining accents, and whatever is written for an apostrophe or a soft sign."""

LETTERS = (("ł", "l"), ("đ", "d"), ("ø", "o"), ("ı", "i"), ("æ", "ae"), ("ß", "ss"), ("ə", "a"))
"""Letters that do not fall apart into a plain one and an accent, in lower case."""


class Token(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    key: str
    is_capital: bool


def fold(text: str) -> str:
    """Return ``text`` as names are compared: lower case, no accents, no apostrophes.

    >>> fold("Erdoğan’s"), fold("Sana'a"), fold("Łódź")
    ('erdogans', 'sanaa', 'lodz')
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    plain = MARKS.sub("", unicodedata.normalize("NFKD", text)).lower()
    for letter, ascii_letter in LETTERS:
        plain = plain.replace(letter, ascii_letter)
    return MARKS.sub("", plain)  # the Turkish dotted capital leaves its dot behind


def tokens(text: str, low: int = 0, high: int | None = None) -> list[Token]:
    """Return the words of ``text[low:high]``, possessive endings left outside.

    >>> [token.key for token in tokens("Zelenskiy's aides")]
    ['zelenskiy', 'aides']
    """
    found = TOKEN.finditer(text, low, len(text) if high is None else high)
    return [token(match) for match in found]


def token(match: re.Match[str]) -> Token:
    """Return the word of a match of `TOKEN`."""
    length, key, is_capital = _read(match[0])
    return Token(match.start(), match.start() + length, key, is_capital)


@lru_cache(maxsize=8192)  # a text repeats its words
def _read(word: str) -> tuple[int, str, bool]:
    """Return the length of a word less a possessive ending, its key, and whether it has a capital."""
    cut = len(word)
    if not word.isalnum():  # only then has it an apostrophe inside
        ending = POSSESSIVE.search(word)
        cut = ending.start() if ending is not None else cut
    return cut, fold(word[:cut]), not word[0].islower()
