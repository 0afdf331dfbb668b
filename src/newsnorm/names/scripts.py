"""Scripts whose words are not spelled letter by letter: Hangul, Chinese characters, kana, Arabic, Hebrew.

Their words are first brought into the letters that the tables have rows for, and names that may be
those of a person are cut into surname and given name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from newsnorm.errors import UnreadableName
from newsnorm.names import romanisation

SYLLABLE = "‧"
"""Stands between the syllables of a Chinese word."""

GIVEN = "·"
"""Stands between the syllables of a given name, which may be written apart."""

KATAKANA_TO_HIRAGANA = {code: code - 0x60 for code in range(0x30A1, 0x30F7)}

SAME_LETTER = {"ا": "أإآٱ", "ي": "ىیېے", "ك": "ک", "ه": "ەہ", "": "\u0640\u200c\u200d\u200e\u200f"}
MARKS = "".join(map(chr, range(0x64B, 0x660)))
ARABIC = {ord(other): letter for letter, others in SAME_LETTER.items() for other in others}
ARABIC |= dict.fromkeys(map(ord, MARKS), "")
"""Letters that are written for one another, and marks that are left out."""

HEBREW = dict.fromkeys(range(0x591, 0x5C8), "")
"""Points and accents, which are left out."""

GAP = "˘"
"""Stands where two consonants meet, and a vowel may have been left out."""

ARTICLE = "ال"
"""The Arabic article, which is written with its word."""

ARTICLES = ("al-", "", "el-")
"""What stands for it in Latin script."""

LONGEST_PERSON = 4
"""Syllables of a surname and a given name."""


def letters(word: str, code: str) -> str:
    """Return ``word`` in the letters of the table of its language.

    Raises:
        UnreadableName: a Chinese character has no reading that is known.

    >>> letters("北京", "zh"), letters("ヒロシマ", "ja"), letters("Київ", "uk")
    ('bei‧jing', 'ひろしま', 'Київ')
    """
    word = SPELL.get(code, str)(word)
    return GAPS.sub(rf"\g<0>{GAP}", plain(word, code)) if code in UNVOWELLED else word


def plain(word: str, code: str) -> str:
    """Return ``word`` as the tables of attested names have it.

    >>> plain("عَبْد الله", "ar"), plain("Київ", "uk")
    ('عبدالله', 'Київ')
    """
    marks = UNVOWELLED.get(code)
    if marks is None:
        return word
    # Names with that of God are written as one word or as two, and Abd always belongs to what follows.
    return word.translate(marks).replace("عبد ال", "عبدال").replace(" الله", "الله")


def has_article(word: str, code: str) -> bool:
    """Tell whether an Arabic or Persian word begins with the article, and is long enough to."""
    return code in ("ar", "fa") and word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1


def persons(word: str, code: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to cut a name into a surname that is known and a given name, in letters of the table.

    >>> list(persons("习近平", "zh"))
    [('习', 'jin·ping')]
    """
    if code not in SURNAME_FIRST or not 2 <= len(word) <= LONGEST_PERSON:
        return
    known = surnames(code)
    for size in (2, 1):
        surname, given = word[:size], word[size:]
        if surname in known and 0 < len(given) <= LONGEST_PERSON - size:
            yield surname, GIVEN.join(letters(syllable, code) for syllable in given)
            return


@cache
def surnames(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return the usual spellings of each surname of a language, most usual first."""
    rows = romanisation.read_rows(f"{code}-surnames.tsv") if code in SURNAME_FIRST else iter(())
    return {native: tuple(forms.lower().split()) for native, forms in rows}


def _jamo(word: str) -> str:
    return unicodedata.normalize("NFD", word)


def _hiragana(word: str) -> str:
    return word.translate(KATAKANA_TO_HIRAGANA)


def _pinyin(word: str) -> str:
    readings = _readings()
    for character in word:
        if character not in readings:
            raise UnreadableName(word, "zh", f"has {character}, of which no Chinese reading is known")
    return SYLLABLE.join(readings[character] for character in word)


@cache
def _readings() -> Mapping[str, str]:
    """Return the syllable of each Chinese character."""
    rows = romanisation.read_rows("zh-readings.tsv")
    return {character: syllable for syllable, characters in rows for character in characters}


UNVOWELLED: Mapping[str, Mapping[int, str]] = {"ar": ARABIC, "fa": ARABIC, "he": HEBREW}
GAPS = re.compile(
    r"[بپتثجچحخدذرزژسشصضطظعغفقكگلمنهבגדזחטכלמנסעפצקרשת](?=[بپتثجچحخدذرزژسشصضطظعغفقكگلمنهךםןףץבגדזחטכלמנסעפצקרשת])"
)
SPELL: Mapping[str, Callable[[str], str]] = {"ko": _jamo, "zh": _pinyin, "ja": _hiragana}
AFTER_HYPHENS = re.compile(r"(?<![^\s-])(?!(?:al|el)-)[^\W\d_]")
CAPITALS = dict.fromkeys(UNVOWELLED, AFTER_HYPHENS)
"""Which letters are capitals, where those after a hyphen are: Abdel-Fattah al-Sisi."""

SURNAME_FIRST = frozenset({"ko", "zh"})
