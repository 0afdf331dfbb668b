"""Forms: the Latin spellings by which a name of another script may be met, each with its schemes.

A standard gives one spelling; people mix standards, leave signs out, and take a person's name by
way of a neighbouring language. The tables in ``data/romanisation`` hold both.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from attrs import frozen

from newsnorm.errors import UnreadableName
from newsnorm.names import romanisation, scripts
from newsnorm.names.romanisation import Language, table

LONGEST = 200
"""Code points; no name is longer, and a text given for one would have more forms than can be made."""

BOUND = 300
"""The most forms of a name; the less usual ones are left out."""

STANDARD_COST = 4
"""What a standard's spelling costs where nobody usually writes it so, as with diacritics."""

GIVEN_NAME_COST = 2
"""What it costs to take a given name by way of another language."""

SHORTEST_PERSON = 2
"""Syllables of a Korean or Chinese word that is more often a place than a surname and a given name."""

WORD_COST = 3
"""What it costs to read a longer one as one word, or this one as the name of a person."""

GUESSES = 40
"""The most guesses at a name whose script leaves the vowels out."""

RESPELLINGS = 14
"""How many spellings of another language are tried; the rest are too far off."""

WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`][^\W\d_]+)*['’ʼ`]?")
BETWEEN = re.compile(r"[\s.·・-]*")
FIRST_LETTER = re.compile(r"(?<!\S)[^\w\s]*[^\W\d_]")
APOSTROPHES = str.maketrans("’ʼ`", "'''")

LOOKALIKES = str.maketrans("aeopcxyiëkhmtbĸ", "аеорсхуіёкнмтвк")
"""Latin letters that are typed for the Cyrillic ones they look like."""


@frozen
class Form:
    """A Latin spelling of a name, and what writes it so."""

    text: str
    schemes: tuple[str, ...]
    """``LANGUAGE.STANDARD``, ``LANGUAGE.attested`` for one that has been met, ``LANGUAGE.usual`` for a mixture such as
    people write, ``LANGUAGE.guess`` where the script leaves the vowels out, ``western`` for an English name."""

    @property
    def origin(self) -> str:
        """Where the form is from, as ``forms.tsv`` has it.

        >>> forms("Київ", "uk")[0].origin, forms("حسن", "ar")[0].origin
        ('generated:uk.kmu-2010', 'attested:Wikidata')
        """
        scheme = self.schemes[0]
        return "attested:Wikidata" if scheme.endswith(".attested") else f"generated:{scheme}"


@frozen
class _Way:
    """What a spelling costs, and which schemes lead to it."""

    cost: int
    schemes: frozenset[str]
    own: bool = False
    """Whether a standard of the language itself writes it so; such a form is never left out."""

    def joined(self, other: _Way) -> _Way:
        """Return the way to the same spelling by either."""
        return _Way(min(self.cost, other.cost), self.schemes | other.schemes, self.own or other.own)


_Ways = dict[str, _Way]


def forms(native: str, language: str) -> tuple[Form, ...]:
    """Return the Latin forms of ``native``, a name written as ``language`` writes it, most usual first.

    There are at most `BOUND`; those of the standards of the language are always among them. Words
    stay in their order and keep their capitals. Languages: ``ar be bg el fa he hy ja ka kk ko mk ru sr
    uk zh``. A Russian, Ukrainian or Belarusian name has the forms of the two other languages, too. Arabic,
    Persian and Hebrew names, and Japanese ones in kanji, have the spellings in which they have been
    met; where none is known for an Arabic, Persian or Hebrew name, the forms are guesses, and say so. See
    ``data/romanisation/languages.toml`` for the schemes and where each is laid down.

    Raises:
        UnreadableName: there are no schemes for the language, or the name is not in its letters.

    >>> [form.text for form in forms("Собянин", "ru")][:2]
    ['Sobyanin', 'Sobianin']
    >>> {form.text: form.schemes for form in forms("Собянин", "ru")}["Sobânin"]
    ('ru.iso-9-1995',)
    >>> "Kim Jong-un" in [form.text for form in forms("김정은", "ko")]
    True
    """
    known = romanisation.languages()
    if language not in known:
        why = f"has no schemes; there are some for {', '.join(sorted(known))}"
        raise UnreadableName(native, language, why)
    ways: _Ways = {"": _Way(0, frozenset(), own=True)}
    for between, word in _words(native, known[language]):
        here = {_cased(text, word, language): way for text, way in _word(_lower(word), language).items()}
        ways = _cut(
            {
                left + between + right: _after(first, then, language)
                for left, first in ways.items()
                for right, then in here.items()
            }
        )
    return _forms(ways)


def person_forms(native: str, language: str) -> tuple[tuple[Form, ...], tuple[Form, ...]]:
    """Return the forms of the given name and of the surname of a person.

    The surname is the last word, or in Korean, Chinese and Japanese the first part; of the words before
    it the first is the given name, and the others a patronymic. A name of one word is a surname.

    Raises:
        UnreadableName: there are no schemes for the language, or the name is not in its letters.

    >>> given, surname = person_forms("Сергей Семёнович Собянин", "ru")
    >>> given[0].text, surname[0].text
    ('Sergei', 'Sobyanin')
    >>> "Jong-un" in [form.text for form in person_forms("김정은", "ko")[0]]
    True
    """
    for family, rest in scripts.persons("".join(native.split()), language):
        given = {
            _cased(text, family, language): way for text, way in _cut(_spelled(rest, language, 0)).items()
        }
        surname = {
            _cased(text, family, language): way for text, way in surname_ways(family, language).items()
        }
        return _forms(given), _forms(surname)
    words = native.split()
    if language == "ja":
        words.reverse()
    return forms(words[0], language) if len(words) > 1 else (), forms(words[-1] if words else "", language)


def _forms(ways: Mapping[str, _Way]) -> tuple[Form, ...]:
    return tuple(Form(text, tuple(sorted(way.schemes, key=_rank))) for text, way in ways.items())


def _words(native: str, language: Language) -> Iterator[tuple[str, str]]:
    """Yield the words of a name, each with what stands before it."""
    if len(native) > LONGEST:
        begin, why = f"{native[:40]}…", f"is longer than {LONGEST} letters"
        raise UnreadableName(begin, language.code, why)
    text = scripts.plain(" ".join(unicodedata.normalize("NFC", native).split()), language.code)
    if language.code in scripts.SURNAME_FIRST and len(text) <= scripts.LONGEST_PERSON + 1:
        text = text.replace(" ", "")  # a person's name, which is cut where its surname ends
    at = 0
    for word in WORD.finditer(text):
        between = text[at : word.start()]
        if BETWEEN.fullmatch(between) is None:
            break
        yield between.replace("·", " "), word[0]
        at = word.end()
    rest = text[at:]
    if at == 0 or rest.strip("."):
        raise UnreadableName(native, language.code, f"is no name written in {language.name}")


def _lower(word: str) -> str:
    return word.lower().translate(APOSTROPHES)


def _after(first: _Way, then: _Way, language: str) -> _Way:
    """Return the way through two words: the schemes that write both, or a mixture."""
    if not first.schemes:
        return then
    both = first.schemes | then.schemes
    mixed = f"{language}.guess" if f"{language}.guess" in both else f"{language}.usual"
    schemes = (first.schemes & then.schemes) or frozenset({mixed})
    own = first.own and then.own and any(not scheme.endswith((".usual", ".guess")) for scheme in schemes)
    return _Way(first.cost + then.cost, schemes, own)


def _cut(ways: _Ways) -> _Ways:
    """Return the most usual ways, at most `BOUND`, and those of the language's own standards first of all."""
    kept = sorted(ways, key=lambda text: (not ways[text].own, ways[text].cost, text))[:BOUND]
    return {text: ways[text] for text in sorted(kept, key=lambda text: (ways[text].cost, text))}


def _rank(scheme: str) -> tuple[bool, int, str]:
    """Standards before mixtures, in the order of ``languages.toml``."""
    code, _, standard = scheme.partition(".")
    names = list(romanisation.languages()[code].schemes) if standard else []
    return standard not in names, names.index(standard) if standard in names else 0, scheme


@lru_cache(maxsize=4096)  # given names come again and again
def _word(word: str, code: str) -> Mapping[str, _Way]:
    """Return the ways to write a word in lower case."""
    ways = _attested(word, code)
    if ways:
        return ways
    if scripts.has_article(word, code):
        stem = _word(word.removeprefix(scripts.ARTICLE), code)
        return {article + text: way for article in scripts.ARTICLES for text, way in stem.items()}
    ways = _person(word, code, WORD_COST if len(word) == SHORTEST_PERSON else 0)
    whole = WORD_COST if ways and len(word) > SHORTEST_PERSON else 0
    for text, way in _spelled(scripts.letters(word, code), code, whole).items():
        _join(ways, text, way)
    ways = {text: way for text, way in ways.items() if any(map(str.isalpha, text))}
    if not ways:
        raise UnreadableName(word, code, "has no letter that sounds")
    return _cut(ways)


def _attested(word: str, code: str) -> _Ways:
    """Return the spellings in which a name has been met."""
    known = romanisation.attested(code).get(word, ())
    return {form: _Way(cost, frozenset({f"{code}.attested"}), own=True) for cost, form in enumerate(known)}


def _person(word: str, code: str, start: int) -> _Ways:
    """Return the ways to write a word that is a surname and a given name; none if it is not."""
    ways: _Ways = {}
    for surname, given in scripts.persons(word, code):
        for text, way in surname_ways(surname, code).items():
            for rest, then in _spelled(given, code, start).items():
                _join(ways, f"{text} {rest}", _after(way, then, code))
    return ways


def surname_ways(surname: str, code: str) -> Mapping[str, _Way]:
    """Return the ways to write a surname that the table of surnames has."""
    ways = {
        text: _Way(cost, frozenset({f"{code}.usual"}))
        for cost, text in enumerate(scripts.surnames(code)[surname])
    }
    for scheme in romanisation.languages()[code].schemes:
        standard = table(code).standard(scripts.letters(surname, code), scheme)
        _join(ways, standard, _Way(STANDARD_COST, frozenset({f"{code}.{scheme}"}), own=True))
    return ways


def _spelled(word: str, code: str, start: int) -> _Ways:
    """Return the ways to write a word in letters of the table."""
    word, code = _read_as(word, romanisation.languages()[code])
    language = romanisation.languages()[code]
    ways: _Ways = {}
    for other, spelling, more, is_name in _spellings(word, language):
        cost, bound = start + more, BOUND if other == code else BOUND // 5
        if language.leaves_out_vowels:
            _add(ways, table(other).usual(spelling, GUESSES, cost), f"{other}.guess")
            continue
        _add(ways, table(other).usual(spelling, bound, cost), f"{other}.usual")
        if other == code or is_name:
            for scheme in romanisation.languages()[other].schemes:
                written = table(other).standard(spelling, scheme)
                _add(ways, {written: cost + STANDARD_COST}, f"{other}.{scheme}", own=spelling == word)
    for english in _given_name(word, (code, *language.respelled)).get("latin", ()):
        _add(ways, {english: 1}, "western")
    return ways


def _add(ways: _Ways, costs: Mapping[str, int], scheme: str, *, own: bool = False) -> None:
    for text, cost in costs.items():
        _join(ways, text, _Way(cost, frozenset({scheme}), own))


def _join(ways: _Ways, text: str, way: _Way) -> None:
    ways[text] = way.joined(ways[text]) if text in ways else way


def _read_as(word: str, language: Language) -> tuple[str, str]:
    """Return the word in letters that a table knows, and the language whose table that is.

    A name of a neighbour is written in the neighbour's letters even where it is said to be Russian.
    """
    for code in (language.code, *language.respelled):
        for spelling in (word, word.translate(LOOKALIKES)):
            if not table(code).unknown(spelling):
                return spelling, code
    letters = table(language.code).unknown(word)
    raise UnreadableName(word, language.code, f"has {letters}, which {language.name} has no letter for")


def _spellings(word: str, language: Language) -> Iterator[tuple[str, str, int, bool]]:
    """Yield languages, how each writes the name, what it costs to go there, and whether it is a given name."""
    yield language.code, word, 0, False
    codes = (language.code, *language.respelled)
    names = _given_name(word, codes)
    for code in codes if names else ():
        for spelling in names[code]:
            if spelling != word or code != language.code:
                yield code, spelling, GIVEN_NAME_COST if code != language.code else 1, True
    for code, cost in language.respelled.items() if not names else ():
        for spelling, more in table(f"{language.code}-{code}").usual(word, RESPELLINGS, cost).items():
            yield code, spelling, more, False


def _given_name(word: str, codes: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    """Return how each language writes a given name: that of the first language that has it."""
    return next((found for code in codes if (found := _given_names(code).get(word))), {})


@cache
def _given_names(code: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Return each given name that ``code`` has, with the spellings of all languages."""
    columns = ("ru", "uk", "be", "latin")
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for cells in romanisation.read_rows("given_names.tsv") if code in columns else ():
        row = dict(zip(columns, (tuple(cell.lower().split()) for cell in cells), strict=True))
        for name in row[code]:
            known = found.setdefault(name, dict.fromkeys(columns, ()))
            known.update({column: (*known[column], *row[column]) for column in columns})
    return found


def _cased(text: str, native: str, code: str) -> str:
    """Return ``text`` in the case of ``native``; with a capital where its script has no case.

    >>> _cased("kyiv", "КИЇВ", "uk"), _cased("na", "на", "ru"), _cased("al-asad", "الأسد", "ar")
    ('KYIV', 'na', 'al-Asad')
    """
    if len(native) > 1 and native.isupper():
        return text.upper()
    if native.islower():
        return text
    begins = scripts.CAPITALS.get(code, FIRST_LETTER)
    return begins.sub(lambda match: match[0].upper(), text)
