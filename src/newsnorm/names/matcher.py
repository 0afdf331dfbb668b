"""The matcher: finds every known form in a text with one dictionary look-up a word.

The key is the folded word: lower case, no diacritics, no apostrophes. Longer forms are tried first
at each place, so that a longer form that fails its word boundary never hides a shorter one. A
person with two names is found by the surname; the given name is looked for before it, past an
initial or a patronymic.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, cached_property, lru_cache
from itertools import islice, pairwise
from typing import NamedTuple

from attrs import field, frozen

from newsnorm.names.gazetteer import PART, Entity
from newsnorm.tracked import Span

TOKEN = re.compile(r"\w+(?:['’ʼ‘`ʻʿ]\w+)*")
"""A word, with the apostrophes inside it."""

POSSESSIVE = re.compile(r"['’ʼ‘`]s$", re.IGNORECASE)
BETWEEN = frozenset((" ", "\N{NO-BREAK SPACE}", "-", "‐", "‑", ". "))
"""What may stand between two words of one name."""

INITIALS_BETWEEN = frozenset((" ", "\N{NO-BREAK SPACE}", ". "))
"""What may stand before an initial or a patronymic."""

WINDOW = 80
"""Code points before and after a first word in which the rest of a name stands."""

PATRONYMIC = re.compile(r"(?:vich|vych|wich|witsch|vna|ogly|uly|ovich|owicz|ych)$")
APOSTROPHES = str.maketrans("", "", "'’ʼ‘`ʻʿ")
LETTERS = str.maketrans(
    {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i", "æ": "ae", "ß": "ss"}
)


class Token(NamedTuple):
    """A word of a text."""

    start: int
    end: int
    key: str
    is_capital: bool


@frozen
class Hit:
    """A form of an entity in a text."""

    entity: Entity
    span: Span
    given: Span | None = None
    """The words of the given name, where they stand."""
    surname: Span | None = None
    """The words of the surname; ``None`` where the whole form was found."""

    @property
    def is_bare(self) -> bool:
        """Whether a surname stands without its given name."""
        return self.surname is not None and self.given is None


def fold(text: str) -> str:
    """Return ``text`` as the matcher compares it.

    >>> fold("Erdoğan’s"), fold("Sana'a")
    ('erdogans', 'sanaa')
    """
    if text.isascii():
        return text.lower().replace("'", "").replace("`", "")
    plain = unicodedata.normalize("NFKD", text.translate(APOSTROPHES).translate(LETTERS))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def tokens(text: str, low: int = 0, high: int | None = None) -> list[Token]:
    """Return the words of ``text[low:high]``, possessive endings left outside.

    >>> [token.key for token in tokens("Zelenskiy's aides")]
    ['zelenskiy', 'aides']
    """
    found = TOKEN.finditer(text, low, len(text) if high is None else high)
    return [_token(match) for match in found]


def _token(match: re.Match[str]) -> Token:
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


@frozen
class _Form:
    """A spelling, cut into words."""

    entity: Entity
    keys: tuple[str, ...]
    capitals: tuple[bool, ...]
    joints: tuple[str, ...]
    """What stands between its words."""
    is_surname: bool


@frozen
class Matcher:
    """The forms of a set of entities, by their first word, longest first."""

    entities: tuple[Entity, ...] = field(repr=False)
    _by_first: dict[str, tuple[_Form, ...]] = field(init=False, repr=False, eq=False)
    _given: dict[str, frozenset[tuple[str, ...]]] = field(init=False, repr=False, eq=False)

    @_by_first.default
    def _forms_by_first(self) -> dict[str, tuple[_Form, ...]]:
        index: dict[str, list[_Form]] = {}
        for form in {f: None for entity in self.entities for f in _forms(entity)}:
            if form.keys:
                index.setdefault(form.keys[0], []).append(form)
        return {
            first: tuple(sorted(forms, key=lambda form: (-len(form.keys), form.is_surname)))
            for first, forms in index.items()
        }

    @_given.default
    def _given_names(self) -> dict[str, frozenset[tuple[str, ...]]]:
        return {
            e.id: frozenset(_keys(form) for form in (*e.given, e.name.partition(PART)[0]))
            for e in self.entities
            if e.is_split
        }

    @cached_property
    def _begins(self) -> re.Pattern[str]:
        """What a form begins with: a capital, a figure, a letter beyond ASCII, or a small word such as al."""
        small = sorted({f.keys[0] for forms in self._by_first.values() for f in forms if not f.capitals[0]})
        return re.compile(
            rf"(?<!\w)(?:[A-Z0-9]|[^\W\x00-\x7f]|(?i:{'|'.join(map(re.escape, small)) or '(?!)'})(?!\w))"
        )

    def find(self, text: str) -> list[Hit]:
        """Return the forms in ``text``: leftmost, then longest, without overlaps."""
        by_first = self._by_first
        found: list[Hit] = []
        end = low = 0  # where the last hit ended, and the last that is not a bare surname
        for begin in self._begins.finditer(text):
            start = begin.start()
            if start < end:
                continue
            match = TOKEN.match(text, start)
            if match is not None and _read(match[0])[1] in by_first:
                hit = self._hit(text, start, low)
                if hit is not None:
                    _drop_swallowed(found, hit.span.start)
                    found.append(hit)
                    end = hit.span.end
                    low = low if hit.is_bare else end
        return found

    def _hit(self, text: str, start: int, low: int) -> Hit | None:
        """Return the longest form that begins at ``start``; ``low`` is where the last one ended."""
        ahead = TOKEN.finditer(text, start, start + WINDOW)
        first = _token(next(ahead))
        forms = self._by_first[first.key]
        words = [first, *(_token(match) for match in islice(ahead, len(forms[0].keys) - 1))]
        hits: list[Hit] = []
        size = 0
        for form in forms:
            if len(form.keys) < size:
                break
            if _stands(text, words, form):
                size = len(form.keys)
                span = Span(start, words[size - 1].end)
                hits.append(
                    self._person(text, form, span, low) if form.is_surname else Hit(form.entity, span)
                )
        return _best(hits)

    def _person(self, text: str, form: _Form, surname: Span, low: int) -> Hit:
        """Return the surname with the given name before it, if that is there."""
        names = self._given[form.entity.id]
        words = tokens(text, max(low, surname.start - WINDOW // 2), surname.start)[-7:]
        for end in _ends(text, words, surname.start):
            for size in range(max(map(len, names)), 0, -1):
                given = words[max(0, end - size) : end]
                if tuple(word.key for word in given) in names and _joined(text, given):
                    span = Span(given[0].start, given[-1].end)
                    return Hit(form.entity, Span(span.start, surname.end), span, surname)
        return Hit(form.entity, surname, None, surname)


def _best(hits: list[Hit]) -> Hit | None:
    """Choose the longest form; a surname with the given name before it is longer than one without."""
    return max(hits, key=lambda hit: hit.span.length, default=None)


def _drop_swallowed(found: list[Hit], start: int) -> None:
    """Take back hits that a longer one, begun earlier by its given name, has swallowed."""
    while found and found[-1].span.end > start:
        found.pop()


def _forms(entity: Entity) -> Iterator[_Form]:
    given, _, surname = entity.name.partition(PART)
    wholes: Iterable[str] = entity.forms if entity.is_split else (given, *entity.forms)
    for form in wholes:
        yield _Form(entity, _keys(form), _capitals(form), _joints(form), False)
    for form in (surname, *entity.surnames) if entity.is_split else ():
        yield _Form(entity, _keys(form), _capitals(form), _joints(form), True)


@cache
def _keys(form: str) -> tuple[str, ...]:
    return tuple(fold(match[0]) for match in TOKEN.finditer(form))


def _capitals(form: str) -> tuple[bool, ...]:
    return tuple(not match[0][0].islower() for match in TOKEN.finditer(form))


def _joints(form: str) -> tuple[str, ...]:
    return tuple(form[a.end() : b.start()] for a, b in pairwise(TOKEN.finditer(form)))


def _stands(text: str, words: list[Token], form: _Form) -> bool:
    """Tell whether ``form`` is how ``words`` begin: its words, their capitals, their joints."""
    if len(form.keys) > len(words):
        return False
    for word, key, is_capital in zip(words, form.keys, form.capitals, strict=False):
        if word.key != key or (is_capital and not word.is_capital):
            return False
    between = (text[left.end : right.start] for left, right in pairwise(words[: len(form.keys)]))
    return all(joint in BETWEEN or joint == own for joint, own in zip(between, form.joints, strict=True))


def _joined(text: str, words: list[Token]) -> bool:
    return all(text[left.end : right.start] in BETWEEN for left, right in pairwise(words))


def _ends(text: str, words: list[Token], start: int) -> Iterator[int]:
    """Yield where a given name may end before a surname: at it, or before initials or a patronymic."""
    if not words or text[words[-1].end : start] not in BETWEEN:
        return
    yield len(words)
    for end in range(len(words) - 1, max(0, len(words) - 3), -1):
        word = words[end]
        is_initial = word.end - word.start <= 2 and word.is_capital
        between = text[words[end - 1].end : word.start]
        if between not in INITIALS_BETWEEN or not (is_initial or PATRONYMIC.search(word.key)):
            return
        yield end
