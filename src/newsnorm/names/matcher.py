"""The matcher: finds every known form in a text with one dictionary look-up a capitalised word.

A form is looked up by its first word with a capital; the words before and after it are compared
where that one stands. A person with two names is found by the surname; the given name is looked
for before it, past an initial or a patronymic. Names in scripts other than Latin are found as they
are written in the gazetteer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from attrs import field, frozen

from newsnorm.names.gazetteer import Entity, Gazetteer
from newsnorm.names.native import RUN, Native
from newsnorm.names.table import CAPITAL, anchor, is_capital, keys
from newsnorm.names.tokens import TOKEN, Token, fold, token, tokens
from newsnorm.tracked import Span

BETWEEN = frozenset((" ", "\N{NO-BREAK SPACE}", "-", "‐", "‑", ". "))
"""What may stand between two words of one name."""

INITIALS_BETWEEN = frozenset((" ", "\N{NO-BREAK SPACE}", ". "))
"""What may stand before an initial or a patronymic."""

LONGEST = 16
"""Code points of a small word before a name, and what parts them; a longer one is cut, and no match."""

WINDOW = 80
"""Code points before and after a word in which the rest of a name stands."""

PATRONYMIC = re.compile(r"(?:vich|vych|wich|witsch|vna|ogly|uly|ovich|owicz|ych)$")


@frozen
class Hit:
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
class Matcher:
    """Finds the forms of a gazetteer."""

    gazetteer: Gazetteer = field(repr=False)
    _forms: dict[str, tuple[_Form, ...]] = field(init=False, factory=dict, repr=False)
    """Forms by their anchor, made when a text first holds it."""
    _given: dict[str, frozenset[tuple[str, ...]]] = field(init=False, factory=dict, repr=False)

    @cached_property
    def _anchors(self) -> frozenset[str]:
        return frozenset().union(*(table.last for table in self.gazetteer.tables)) - {""}

    @cached_property
    def _small(self) -> tuple[str, ...]:
        return tuple(sorted({word for table in self.gazetteer.tables for word in table.small}))

    @cached_property
    def given_names(self) -> frozenset[str]:
        """All given names of one word, folded."""
        return frozenset().union(*(table.given for table in self.gazetteer.tables))

    @cached_property
    def _native(self) -> Native:
        return Native(self.gazetteer.natives)

    def find(self, text: str) -> list[Hit]:
        """Return the forms in ``text``: leftmost, then longest, without overlaps."""
        hits = [hit for start, key in self._starts(text) for hit in self._hits(text, start, key)]
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

    def _starts(self, text: str) -> Iterator[tuple[int, str]]:
        """Yield where a word stands that is the anchor of a form, and its key."""
        anchors = self._anchors
        for match in CAPITAL.finditer(text):
            word = match[0]
            key = word.lower()
            if key in anchors and key.isascii():
                yield match.start(), key
            elif not (word.isascii() and word.isalnum()):
                key = token(match).key
                if key in anchors:
                    yield match.start(), key
        for word in self._small:
            at = text.find(word)
            while at >= 0:
                whole = TOKEN.match(text, at)
                if whole is not None and token(whole).key == fold(word) and not text[at - 1 : at].isalnum():
                    yield at, fold(word)
                at = text.find(word, at + len(word))

    def _hits(self, text: str, start: int, key: str) -> Iterator[Hit]:
        """Yield the longest form whose anchor stands at ``start``, and every form that is a whole name."""
        forms = self._forms_at(key)
        words, at = _around(text, start, forms)
        found: dict[tuple[int, int], list[_Form]] = {}
        for form in forms:
            low = at - form.anchor
            if low >= 0 and _stands(text, words, low, form):
                span = words[low].start, words[low + len(form.keys) - 1].end
                found.setdefault(span, []).append(form)
        for (low, high), same in found.items():
            yield from self._read(text, Span(low, high), same)

    def _forms_at(self, key: str) -> tuple[_Form, ...]:
        if key not in self._forms:
            rows = self.gazetteer.at(key)
            forms = {(i, part, form): _Form.of(self.gazetteer[i], form, part) for i, part, form in rows}
            distinct = {(f.entity.id, f.keys, f.joints, f.capitals, f.is_surname): f for f in forms.values()}
            self._forms[key] = tuple(distinct.values())
        return self._forms[key]

    def _read(self, text: str, span: Span, forms: list[_Form]) -> Iterator[Hit]:
        """Yield whose name stands at ``span``: a whole name, or a surname with or without a given name."""
        wholes = tuple(dict.fromkeys(form.entity for form in forms if not form.is_surname))
        people = tuple(dict.fromkeys(form.entity for form in forms if form.is_surname))
        full: dict[tuple[int, int], list[Entity]] = {}
        for given, entity in self._given_before(text, span, people):
            full.setdefault((given.start, given.end), []).append(entity)
        for (low, high), entities in full.items():
            yield Hit(tuple(entities), Span(low, span.end), Span(low, high), span)
        if wholes or not full:
            yield Hit(wholes, span, None, None if wholes else span, people)

    def _given_before(
        self, text: str, surname: Span, people: tuple[Entity, ...]
    ) -> Iterator[tuple[Span, Entity]]:
        """Yield who of the people is named in full before the surname, and where the given name stands."""
        if not people or not _may_be_given(text, surname.start):
            return
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


def _around(text: str, start: int, forms: tuple[_Form, ...]) -> tuple[list[Token], int]:
    """Return the words around the one at ``start``, as many as the forms have, and which it is."""
    before = max(form.anchor for form in forms)
    after = max(len(form.keys) - form.anchor for form in forms)
    words: list[Token] = tokens(text, max(0, start - LONGEST * before), start)[-before:] if before else []
    ahead = TOKEN.finditer(text, start, start + WINDOW)
    return [*words, *(token(match) for match, _ in zip(ahead, range(after), strict=False))], len(words)


def _stands(text: str, words: list[Token], low: int, form: _Form) -> bool:
    """Tell whether ``form`` stands at ``words[low:]``: its words, their capitals, their joints."""
    here = words[low : low + len(form.keys)]
    if len(here) < len(form.keys):
        return False
    for word, key, needs_capital in zip(here, form.keys, form.capitals, strict=True):
        if word.key != key or (needs_capital and not word.is_capital):
            return False
    between = (text[left.end : right.start] for left, right in pairwise(here))
    return all(joint in BETWEEN or joint == own for joint, own in zip(between, form.joints, strict=True))


def _may_be_given(text: str, start: int) -> bool:
    """Tell whether a word with a capital stands before ``start``: most often a small one does."""
    before = text[max(0, start - 25) : max(0, start - 1)]
    word = before[max(before.rfind(" "), before.rfind("-")) + 1 :]
    return text[start - 1 : start] in (" ", "\N{NO-BREAK SPACE}", "-") and not word[:1].islower()


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
        is_initial = word.end - word.start <= 2 and word.is_capital
        between = text[words[end - 1].end : word.start]
        if between not in INITIALS_BETWEEN or not (is_initial or PATRONYMIC.search(word.key)):
            return
        yield end
