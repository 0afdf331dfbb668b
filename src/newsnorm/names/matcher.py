"""The matcher: finds every known form in a text with one dictionary look-up a capitalised word.

A form is looked up by its first word with a capital; the words before and after it are compared
where that one stands. A person with two names is found by the surname; the given name is looked
for before it, past an initial or a patronymic. Names in scripts other than Latin are found as they
are written in the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from attrs import field, frozen

from newsnorm.names.gazetteer import Entity, Gazetteer
from newsnorm.names.index import CAPITAL, anchor, is_capital, keys
from newsnorm.names.native import RUN, Native
from newsnorm.names.tokens import TOKEN, Token, fold, token, tokens
from newsnorm.tracked import Span

SPACES = (" ", "\N{NO-BREAK SPACE}", "\n", " \n", "  ", ". ")
BETWEEN = frozenset((*SPACES, "-", "‐", "‑"))
"""What may stand between two words of one name, also where a line of plain text ends."""

INITIALS_BETWEEN = frozenset(SPACES)
"""What may stand before an initial or a patronymic."""

LAST_WORD = re.compile(r"([\w'’ʼ‘`ʻʿ]+)\W{1,2}\Z")

LONGEST = 24
"""Code points of a small word before a name, and what parts them; a longer one is cut, and no match."""

WINDOW = 80
"""Code points before and after a word in which the rest of a name stands."""

INITIAL = 2
"""Code points of an initial at most: V, Yu."""

PATRONYMIC = re.compile(r"(?:vich|vych|wich|witsch|vna|ogly|uly|ovich|owicz|ych)$")


class Hit(NamedTuple):
    """A form in a text, and the entities that bear it."""

    entities: tuple[Entity, ...]
    """More than one if the form is a namesake's too."""
    span: Span
    given: Span | None = None
    """The words of the given name, where they stand."""
    surname: Span | None = None
    """The words of the surname; ``None`` where the whole form was found."""
    bare: tuple[Entity, ...] = ()
    """People who bear the form as a surname, where no given name stands before it."""
    is_native: bool = False
    """Whether the form is in a script other than Latin."""

    @property
    def entity(self) -> Entity:
        """The first of the entities."""
        return (self.entities or self.bare)[0]

    @property
    def is_bare(self) -> bool:
        """Whether it can be nothing but a surname without its given name."""
        return not self.entities


@frozen(eq=False)
class _Form:
    """A spelling, cut into words."""

    entity: Entity
    keys: tuple[str, ...]
    capitals: tuple[bool, ...]
    joints: tuple[str, ...]
    """What stands between its words."""
    anchor: int
    is_surname: bool

    @classmethod
    def of(cls, entity: Entity, form: str, part: str) -> _Form:
        words = list(TOKEN.finditer(form))
        return cls(
            entity,
            keys(form),
            tuple(is_capital(word[0]) for word in words),
            tuple(form[a.end() : b.start()] for a, b in pairwise(words)),
            [word[0] for word in words].index(anchor(form)),
            part == "surname",
        )


@frozen(eq=False)
class _Spelling:
    """Forms of the same words: whose whole name they are, and whose surname."""

    forms: tuple[_Form, ...]
    gazetteer: Gazetteer = field(repr=False)

    @cached_property
    def last_given(self) -> frozenset[str]:
        """The last words of the given names of the people whose surname it is."""
        people = self.bearers[1]
        return frozenset(given[-1] for one in people for given in self.gazetteer.given(one.id) if given)

    @cached_property
    def bearers(self) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
        """The entities whose whole name it is, and the people whose surname it is."""
        return _bearers(self.forms)

    def borne(self, text: str, words: list[Token]) -> tuple[tuple[Entity, ...], tuple[Entity, ...]] | None:
        """Return whose name stands at ``words``, by capitals and by what stands between them."""
        if len(words) == 1 and words[0].is_capital:
            return self.bearers
        joints = [text[left.end : right.start] for left, right in pairwise(words)]
        are_usual = all(joint in BETWEEN for joint in joints)
        if are_usual and all(word.is_capital for word in words):
            return self.bearers
        standing = tuple(form for form in self.forms if _stands(joints, words, form))
        return _bearers(standing) if standing else None


@frozen(eq=False)
class _Anchor:
    """The forms that have one anchor, by their words."""

    spellings: dict[tuple[int, tuple[str, ...]], _Spelling]
    """By the place of the anchor among the words, and the words."""

    @classmethod
    def of(cls, forms: Iterable[_Form], gazetteer: Gazetteer) -> _Anchor:
        groups: dict[tuple[int, tuple[str, ...]], list[_Form]] = {}
        for form in forms:
            groups.setdefault((form.anchor, form.keys), []).append(form)
        return cls({key: _Spelling(tuple(group), gazetteer) for key, group in groups.items()})

    @cached_property
    def shapes(self) -> tuple[tuple[int, int], ...]:
        """How many words stand before the anchor, and from it on."""
        return tuple(sorted({(before, len(keys) - before) for before, keys in self.spellings}))

    @cached_property
    def beside(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words that may stand right before the anchor, and right after it."""
        before = frozenset(keys[at - 1] for at, keys in self.spellings if at)
        after = frozenset(keys[at + 1] for at, keys in self.spellings if at + 1 < len(keys))
        return before, after

    @cached_property
    def most(self) -> tuple[int, int]:
        """The most words before the anchor, and from it on."""
        return max(before for before, _ in self.shapes), max(after for _, after in self.shapes)


def _bearers(forms: Iterable[_Form]) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    wholes: dict[str, Entity] = {}
    people: dict[str, Entity] = {}
    for form in forms:
        (people if form.is_surname else wholes)[form.entity.id] = form.entity
    return tuple(wholes.values()), tuple(people.values())


@frozen(eq=False)
class Matcher:
    """Finds the forms of a gazetteer."""

    gazetteer: Gazetteer = field(repr=False)
    _made: dict[str, _Anchor] = field(init=False, factory=dict, repr=False)
    """Forms by their anchor, made when a text first holds it."""
    _given: dict[str, frozenset[tuple[str, ...]]] = field(init=False, factory=dict, repr=False)

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset().union(*(index.anchors for index in self.gazetteer.indexes))

    @cached_property
    def _small(self) -> tuple[str, ...]:
        return tuple(sorted({word for index in self.gazetteer.indexes for word in index.small}))

    @cached_property
    def given_names(self) -> frozenset[str]:
        """All given names of one word, folded."""
        return frozenset().union(*(index.given for index in self.gazetteer.indexes))

    @cached_property
    def _native(self) -> Native:
        return Native(self.gazetteer.natives)

    def find(self, text: str) -> list[Hit]:
        """Return the forms in ``text``: leftmost, then longest, without overlaps."""
        hits: list[Hit] = []
        for word in self._starts(text):
            self._add_hits(hits, text, word)
        if not text.isascii() and RUN.search(text) is not None:
            hits += (
                Hit(tuple(self.gazetteer[i] for i in ids), span, is_native=True)
                for span, ids in self._native.find(text)
            )
        hits.sort(key=lambda hit: (hit.span.start, -hit.span.end))
        found: list[Hit] = []
        end = 0
        for hit in hits:
            if hit.span.start >= end:
                found.append(hit)
                end = hit.span.end
        return found

    def _starts(self, text: str) -> Iterator[Token]:
        """Yield the words that are the anchor of a form."""
        anchors = self._anchors
        for match in CAPITAL.finditer(text):
            word = match[0]
            key = word.lower()
            if key in anchors and key.isascii():
                yield Token(match.start(), match.end(), key, is_capital=True)
            elif not (word.isascii() and word.isalnum()):
                here = token(match)
                if here.key in anchors:
                    yield here
        for word in self._small:
            at = text.find(word)
            while at >= 0:
                whole = TOKEN.match(text, at)
                if whole is not None and not text[at - 1 : at].isalnum() and token(whole).key == fold(word):
                    yield token(whole)
                at = text.find(word, at + len(word))

    def _add_hits(self, hits: list[Hit], text: str, here: Token) -> None:
        """Add the forms whose anchor is ``here``; the longest is chosen later."""
        made = self._made.get(here.key)
        if made is None:
            made = self._made[here.key] = self._anchor(here.key)
        words, at = _around(text, here, made)
        folded = tuple([word.key for word in words])
        for before, after in made.shapes:
            low, high = at - before, at + after
            if low < 0 or high > len(words):
                continue
            spelling = made.spellings.get((before, folded[low:high]))
            borne = None if spelling is None else spelling.borne(text, words[low:high])
            if spelling is None or borne is None:
                continue
            span = Span(words[low].start, words[high - 1].end)
            wholes, people = borne
            if people and _may_be_given(text, span.start, spelling.last_given):
                self._add_people(hits, text, span, wholes, people)
            else:
                hits.append(Hit(wholes, span, None, None if wholes else span, people))

    def _anchor(self, key: str) -> _Anchor:
        gazetteer = self.gazetteer
        return _Anchor.of(
            (_Form.of(entity, form, part) for entity, part, form in gazetteer.at(key)), gazetteer
        )

    def _add_people(
        self, hits: list[Hit], text: str, span: Span, wholes: tuple[Entity, ...], people: tuple[Entity, ...]
    ) -> None:
        """Add whose surname stands at ``span``, with or without a given name."""
        full: dict[Span, list[Entity]] = {}
        for given, entity in self._given_before(text, span, people):
            full.setdefault(given, []).append(entity)
        for given, entities in full.items():
            hits.append(Hit(tuple(entities), Span(given.start, span.end), given, span))
        if wholes or not full:
            hits.append(Hit(wholes, span, None, None if wholes else span, people))

    def _given_before(
        self, text: str, surname: Span, people: tuple[Entity, ...]
    ) -> Iterator[tuple[Span, Entity]]:
        """Yield who of the people is named in full before the surname, and where the given name stands."""
        words = tokens(text, max(0, surname.start - WINDOW // 2), surname.start)[-7:]
        ends = list(_ends(text, words, surname.start))
        for entity in people:
            names = self._given_names(entity)
            span = next((s for end in ends for s in _given_at(text, words, end, names)), None)
            if span is not None:
                yield span, entity

    def _given_names(self, entity: Entity) -> frozenset[tuple[str, ...]]:
        if entity.id not in self._given:
            self._given[entity.id] = self.gazetteer.given(entity.id)
        return self._given[entity.id]


def _around(text: str, here: Token, made: _Anchor) -> tuple[list[Token], int]:
    """Return the words around an anchor that a form may have, and which of them it is."""
    words = [here]
    before, after = made.beside
    if after:
        following = TOKEN.search(text, here.end, here.end + WINDOW)
        if following is not None and token(following).key in after:
            ahead = TOKEN.finditer(text, here.end, here.end + WINDOW)
            words += [token(found) for found, _ in zip(ahead, range(made.most[1] - 1), strict=False)]
    if before and fold(_word_before(text, here.start)) in before:
        ahead_of = tokens(text, max(0, here.start - LONGEST * made.most[0]), here.start)[-made.most[0] :]
        return [*ahead_of, *words], len(ahead_of)
    return words, 0


def _word_before(text: str, start: int) -> str:
    """Return the word before ``start``, or the end of a long one."""
    match = LAST_WORD.search(text, max(0, start - LONGEST), start)
    return match[1] if match is not None else ""


def _stands(joints: list[str], words: list[Token], form: _Form) -> bool:
    """Tell whether ``form`` stands at ``words``, which are its own: their capitals, their joints."""
    return all(
        word.is_capital or not needed for word, needed in zip(words, form.capitals, strict=True)
    ) and all(joint in BETWEEN or joint == own for joint, own in zip(joints, form.joints, strict=True))


def _may_be_given(text: str, start: int, given: frozenset[str]) -> bool:
    """Tell whether the word before ``start`` is a given name, an initial or a patronymic."""
    if text[start - 1 : start] not in BETWEEN:
        return False
    word = _word_before(text, start)
    key = fold(word)
    if key in given:
        return True
    return not word[:1].islower() and (len(word) <= INITIAL or PATRONYMIC.search(key) is not None)


def _given_at(text: str, words: list[Token], end: int, names: frozenset[tuple[str, ...]]) -> Iterator[Span]:
    for size in range(max(map(len, names)), 0, -1):
        given = words[max(0, end - size) : end]
        if tuple(word.key for word in given) in names and _joined(text, given) and given[0].is_capital:
            yield Span(given[0].start, given[-1].end)


def _joined(text: str, words: list[Token]) -> bool:
    return all(text[left.end : right.start] in BETWEEN for left, right in pairwise(words))


def _ends(text: str, words: list[Token], start: int) -> Iterator[int]:
    """Yield where a given name may end before a surname: at it, or before initials or a patronymic."""
    if not words or text[words[-1].end : start] not in BETWEEN:
        return
    yield len(words)
    for end in range(len(words) - 1, max(0, len(words) - 3), -1):
        word = words[end]
        is_initial = word.end - word.start <= INITIAL and word.is_capital
        between = text[words[end - 1].end : word.start]
        if between not in INITIALS_BETWEEN or not (is_initial or PATRONYMIC.search(word.key)):
            return
        yield end
