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
from functools import cache

from attrs import field, frozen

from newsnorm.names.gazetteer import PART, Entity
from newsnorm.tracked import Span

TOKEN = re.compile(r"\w+(?:['’ʼ‘`ʻʿ]\w+)*")
"""A word, with the apostrophes inside it."""

POSSESSIVE = re.compile(r"['’ʼ‘`]s$", re.IGNORECASE)
BETWEEN = frozenset((" ", "\N{NO-BREAK SPACE}", "-", "‐", "‑", ". "))
"""What may stand between two words of one name."""

PATRONYMIC = re.compile(r"(?:vich|vych|wich|witsch|vna|ogly|uly|ovich|owicz|ych)$")
APOSTROPHES = str.maketrans("", "", "'’ʼ‘`ʻʿ")
LETTERS = str.maketrans({"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ı": "i", "æ": "ae", "ß": "ss"})


@frozen
class Token:
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


def tokens(text: str) -> list[Token]:
    """Return the words of ``text``, possessive endings left outside."""
    found = []
    for match in TOKEN.finditer(text):
        word = match[0]
        cut = len(word)
        if not word.isalnum():  # only then has it an apostrophe inside
            ending = POSSESSIVE.search(word)
            cut = ending.start() if ending is not None else cut
        found.append(Token(match.start(), match.start() + cut, fold(word[:cut]), not word[0].islower()))
    return found


@frozen
class _Form:
    """A spelling, cut into words."""

    entity: Entity
    keys: tuple[str, ...]
    capitals: tuple[bool, ...]
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

    def find(self, text: str) -> list[Hit]:
        """Return the forms in ``text``: leftmost, then longest, without overlaps."""
        by_first = self._by_first
        words: list[Token] | None = None
        found: list[Hit] = []
        words = tokens(text)
        end = 0
        for at, word in enumerate(words):
            if word.key in by_first and word.start >= end:
                hit = self._hit(text, words, at, end)
                if hit is not None:
                    found = [*_before(found, hit.span.start), hit]
                    end = hit.span.end
        return found

    def _hit(self, text: str, words: list[Token], at: int, low: int) -> Hit | None:
        hits: list[Hit] = []
        size = 0
        for form in self._by_first[words[at].key]:
            if len(form.keys) < size:
                break
            if _stands(text, words, at, form):
                size = len(form.keys)
                hits.append(self._person(text, words, at, form, low) if form.is_surname else _whole(words, at, form))
        return _best(hits)

    def _person(self, text: str, words: list[Token], at: int, form: _Form, low: int) -> Hit:
        """Return the surname with the given name before it, if that is there."""
        surname = _span(words, at, at + len(form.keys))
        for first in _starts(text, words, at):
            for size in (2, 1):
                begin = first - size
                if begin < 0 or words[begin].start < low:
                    continue
                keys = tuple(word.key for word in words[begin:first])
                if keys in self._given[form.entity.id] and _joined(text, words, begin, first):
                    given = _span(words, begin, first)
                    return Hit(form.entity, Span(given.start, surname.end), given, surname)
        return Hit(form.entity, surname, None, surname)


def _best(hits: list[Hit]) -> Hit | None:
    """Choose the longest; of several people with one surname, none, unless one is named in full."""
    if not hits:
        return None
    longest = max(hit.span.length for hit in hits)
    top = [hit for hit in hits if hit.span.length == longest]
    wholes = [hit for hit in top if not hit.is_bare]
    if wholes:
        return wholes[0]
    return top[0]


def _before(found: list[Hit], start: int) -> list[Hit]:
    """Drop a hit that a longer one, begun earlier by its given name, has swallowed."""
    while found and found[-1].span.end > start:
        found.pop()
    return found


def _forms(entity: Entity) -> Iterator[_Form]:
    given, _, surname = entity.name.partition(PART)
    wholes: Iterable[str] = entity.forms if entity.is_split else (given, *entity.forms)
    for form in wholes:
        yield _Form(entity, _keys(form), _capitals(form), False)
    for form in (surname, *entity.surnames) if entity.is_split else ():
        yield _Form(entity, _keys(form), _capitals(form), True)


@cache
def _keys(form: str) -> tuple[str, ...]:
    return tuple(fold(match[0]) for match in TOKEN.finditer(form))


def _capitals(form: str) -> tuple[bool, ...]:
    return tuple(not match[0][0].islower() for match in TOKEN.finditer(form))


def _stands(text: str, words: list[Token], at: int, form: _Form) -> bool:
    """Tell whether ``form`` stands at word ``at``: its words, their capitals, their joints."""
    end = at + len(form.keys)
    if end > len(words):
        return False
    for word, key, is_capital in zip(words[at:end], form.keys, form.capitals, strict=True):
        if word.key != key or (is_capital and not word.is_capital):
            return False
    return _joined(text, words, at, end)


def _joined(text: str, words: list[Token], start: int, end: int) -> bool:
    pairs = zip(words[start : end - 1], words[start + 1 : end], strict=True)
    return all(text[left.end : right.start] in BETWEEN for left, right in pairs)


def _starts(text: str, words: list[Token], at: int) -> Iterator[int]:
    """Yield where the words before a surname may end: at it, or before initials or a patronymic."""
    if at == 0 or text[words[at - 1].end : words[at].start] not in BETWEEN:
        return
    yield at
    first = at
    for _ in range(2):
        first -= 1
        if first <= 0 or text[words[first - 1].end : words[first].start] not in (" ", "\N{NO-BREAK SPACE}", ". "):
            return
        is_initial = words[first].end - words[first].start <= 2 and words[first].is_capital  # noqa: PLR2004 - V. or Yu.
        if not (is_initial or PATRONYMIC.search(words[first].key)):
            return
        yield first


def _whole(words: list[Token], at: int, form: _Form) -> Hit:
    return Hit(form.entity, _span(words, at, at + len(form.keys)))


def _span(words: list[Token], start: int, end: int) -> Span:
    return Span(words[start].start, words[end - 1].end)
