"""What a whole document says about whom and what its names mean.

All of it is found out when it is first asked for: most names are written as the style wants them
already, and nobody asks.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
from importlib import resources

from attrs import field, frozen

from newsnorm.language import detect_all
from newsnorm.names import guards, terms
from newsnorm.names.gazetteer import PART, Entity, Kind
from newsnorm.names.matcher import Hit
from newsnorm.names.spot import Layout, Spot
from newsnorm.names.tokens import fold
from newsnorm.tracked import Span


@cache
def _offices() -> dict[str, tuple[str, ...]]:
    """The offices of people by their ids, as ``data/names/offices.toml`` has them."""
    file = resources.files("newsnorm") / "data" / "names" / "offices.toml"
    found: dict[str, tuple[str, ...]] = {}
    for office, ids in tomllib.loads(file.read_text("utf-8")).items():
        for entity_id in ids:
            found[entity_id] = (*found.get(entity_id, ()), office.lower())
    return found


@frozen
class Told:
    """What is known of a text before it is looked at."""

    language: str | None = None
    emphasised: frozenset[str] = frozenset()
    """Runs of words in italics, which may be titles of works."""


NOTHING = Told()


@frozen(eq=False)
class Document:
    """A text and the names found in it."""

    text: str = field(repr=False)
    hits: Sequence[Hit] = field(repr=False)
    told: Told = NOTHING
    layout: Layout = field(init=False, repr=False)
    _namesakes: dict[str, bool] = field(init=False, factory=dict, repr=False)
    _ordinary: dict[str, str] = field(init=False, factory=dict, repr=False)
    _strangers: dict[str, frozenset[str]] = field(init=False, factory=dict, repr=False)
    _spellings: dict[tuple[str, int], tuple[str, ...]] = field(init=False, factory=dict, repr=False)
    _unclear: dict[str, bool] = field(init=False, factory=dict, repr=False)

    @layout.default
    def _laid_out(self) -> Layout:
        return Layout(self.text)

    @cached_property
    def language(self) -> str | None:
        """The language of the whole, as it was told or else by its longer lines."""
        if self.told.language is None and self.text.count(" the ") > max(3, len(self.text) / 250):
            return "en"  # a count is quick, and no other language has the word
        return self.told.language or detect_all(self.text.split("\n"))

    @cached_property
    def named(self) -> dict[str, int]:
        """Ids of people named in full, and where each is first."""
        found: dict[str, int] = {}
        for hit in self.hits:
            for entity in hit.entities:
                if entity.kind is Kind.PERSON:
                    found.setdefault(entity.id, hit.span.start)
        return found

    @cached_property
    def _by_id(self) -> dict[str, list[Hit]]:
        found: dict[str, list[Hit]] = {}
        for hit in self.hits:
            for entity in {entity.id: entity for entity in (*hit.entities, *hit.bare)}:
                found.setdefault(entity, []).append(hit)
        return found

    def meant(self, hit: Hit) -> tuple[tuple[Entity, ...], str]:
        """Return which entities a hit may mean, the likeliest first, and why that is not sure; none if nobody can tell."""
        if len(hit.entities) == 1 and not hit.bare:
            return hit.entities, ""
        named = [entity for entity in hit.bare if entity.id in self.named]
        if hit.entities:
            return self._whole(hit, named)
        if named:
            called = self._called(hit) or named
            first = sorted(called, key=lambda entity: self.named.get(entity.id, len(self.text)))
            return tuple(first), "the document names two people of this surname" if len(first) > 1 else ""
        sure = self._titled(hit) or self._alone(hit)
        return (
            ((sure[0],), "") if len(sure) == 1 else ((), "the document names nobody of this surname in full")
        )

    def _whole(self, hit: Hit, named: Sequence[Entity]) -> tuple[tuple[Entity, ...], str]:
        spot = self.layout.spot(hit.span)
        if named and not terms.is_placed(spot):
            return (hit.entities[0], *named), f"may be {named[0].written}"
        if len(hit.entities) == 1:
            return hit.entities, ""
        near = [entity for entity in hit.entities if entity.near and not self.is_unclear(entity)]
        free = [entity for entity in hit.entities if not entity.near]
        exact = [entity for entity in free if entity.written == hit.span.of(self.text)]
        sure = near or exact or free or list(hit.entities)
        doubt = f"may be {' or '.join(entity.written for entity in sure)}"
        return tuple(sure), "" if len(sure) == 1 else doubt

    def _called(self, hit: Hit) -> list[Entity]:
        """Return who of the surname's bearers has the word before it as part of a given name: Tayyip Erdogan."""
        word = guards.other_person(self.layout.spot(hit.span, is_surname=True))
        return [entity for entity in hit.bare if len(word) > 1 and _is_called(word, entity)]

    def _alone(self, hit: Hit) -> list[Entity]:
        """Return who is meant by the surname alone, unless somebody is introduced by it."""
        known = [entity for entity in hit.bare if entity.alone]
        return known if known and not guards.introduced(self.layout.spot(hit.span)) else []

    def _titled(self, hit: Hit) -> list[Entity]:
        """Return who of the surname's bearers has the office that stands before it."""
        return [entity for entity in hit.bare if self._has_office(hit, entity)]

    def _has_office(self, hit: Hit, entity: Entity) -> bool:
        before = self.layout.spot(hit.span).before.lower()
        return any(before.endswith(f"{office} ") for office in _offices().get(entity.id, ()))

    def namesake(self, entity: Entity) -> str:
        """Return what the document says that a person is, if that is a namesake whom nobody knows.

        Not where the person stands in the document as well, with an office.
        """
        if entity.id not in self._ordinary:
            hits = self._by_id.get(entity.id, ())
            told = (guards.ordinary(self.layout.spot(hit.span)) for hit in hits if not hit.is_bare)
            job = next(filter(None, told), "")
            is_here = bool(job) and any(self._has_office(hit, entity) for hit in hits)
            self._ordinary[entity.id] = "" if is_here else job
        return self._ordinary[entity.id]

    def is_unclear(self, entity: Entity) -> bool:
        """Tell whether the document holds none of the words that show the entity is meant."""
        if entity.id not in self._unclear:
            has_one = any(has_word(self.text, w) or has_word(self.text, w.upper()) for w in entity.near)
            self._unclear[entity.id] = bool(entity.near) and not has_one
        return self._unclear[entity.id]

    def has_namesake(self, entity: Entity) -> bool:
        """Tell whether the document speaks of a place of the same name elsewhere."""
        if entity.id not in self._namesakes:
            spots = (self.layout.spot(hit.span) for hit in self._by_id.get(entity.id, ()))
            self._namesakes[entity.id] = any(terms.namesake_region(spot) for spot in spots)
        return self._namesakes[entity.id]

    def has_other(self, entity: Entity, spot: Spot) -> bool:
        """Tell whether somebody else in the document may be meant by a bare surname.

        Where the tables say that nobody else of note bears it, and the document names its bearer in full, that is only who
        stands before it in the same line, or who is introduced by it: Dr. Gorbachov.
        """
        strangers = self.strangers(entity)
        if not strangers or not (entity.alone and entity.id in self.named):
            return bool(strangers)
        line = Span(spot.line.start, spot.span.start).of(self.text)
        return guards.introduced(spot) or any(f"{one} " in line for one in strangers)

    def strangers(self, entity: Entity) -> frozenset[str]:
        """Return the given names of those who bear the surname of a person, and are neither known nor a relative."""
        if entity.id not in self._strangers:
            others: set[str] = set()
            family: set[str] = set()
            for hit in self._by_id.get(entity.id, ()):
                spot = self.layout.spot(hit.span, is_surname=True)
                word = guards.other_person(spot) if hit.is_bare else ""
                if word:
                    is_own = any(_is_called(word, one) for one in hit.bare)
                    (family if is_own or guards.is_relative(spot) else others).add(word)
            self._strangers[entity.id] = frozenset(others - family)
        return self._strangers[entity.id]

    def is_on_spelling(self, entity: Entity) -> bool:
        """Tell whether two sentences speak of how an entity is spelled, or three of how any is: the text is about that."""
        return self._on_spelling[entity.id] > 1 or self._is_on_spelling

    @cached_property
    def _is_on_spelling(self) -> bool:
        return self._sentences_on_spelling(self.hits) > 2

    @cached_property
    def _on_spelling(self) -> dict[str, int]:
        return {entity: self._sentences_on_spelling(hits) for entity, hits in self._by_id.items()}

    def _sentences_on_spelling(self, hits: Iterable[Hit]) -> int:
        sentences = {self.layout.sentence(hit.span) for hit in hits}
        return sum(self.layout.kept(guards.is_of_spelling, sentence) for sentence in sentences)

    def spellings(self, hit: Hit, spot: Spot) -> tuple[str, ...]:
        """Return how the same entity is spelled in the same sentence."""
        sentence = spot.sentence
        who = self._likeliest(hit).id
        key = who, sentence.start
        if key not in self._spellings:
            hits = self._by_id[who]
            low = bisect_left(hits, sentence.start, key=_start)
            high = bisect_left(hits, sentence.end, key=_start)
            same = [one for one in hits[low:high] if self._likeliest(one).id == who]
            cores = [without_article((one.surname or one.span).of(self.text)) for one in same]
            self._spellings[key] = tuple({fold(core): core for core in reversed(cores)}.values())[::-1]
        return self._spellings[key]

    def _likeliest(self, hit: Hit) -> Entity:
        meant, _ = self.meant(hit)
        return meant[0] if meant else hit.entity


def _start(hit: Hit) -> int:
    return hit.span.start


def is_initial_of(word: str, person: Entity) -> bool:
    """Tell whether ``word`` is the first letter of the given name of ``person``."""
    return len(word) == 1 and person.name.startswith(word)


def _is_called(word: str, entity: Entity) -> bool:
    """Tell whether a word is one of the given names of a person, or an initial of them.

    >>> from newsnorm.names.gazetteer import shipped
    >>> _is_called("Tayyip", shipped()["Q39259"]), _is_called("R", shipped()["Q39259"]), _is_called("Emine", shipped()["Q39259"])
    (True, True, False)
    """
    if len(word) == 1:
        return is_initial_of(word, entity)
    given = entity.name.partition(PART)[0] if entity.is_split else ""
    return fold(word) in {fold(name) for form in (given, *entity.given) for name in form.split()}


def has_word(text: str, word: str) -> bool:
    """Tell whether ``word`` stands in ``text`` as a word of its own."""
    at = text.find(word)
    while at >= 0:
        after = text[at + len(word) : at + len(word) + 1]
        if not (at and text[at - 1].isalnum()) and not after.isalnum():
            return True
        at = text.find(word, at + 1)
    return False


ARTICLES = ("al-", "el-", "al ", "el ")


def without_article(form: str) -> str:
    """Return a form less an Arabic article."""
    return form[3:] if form.lower().startswith(ARTICLES) else form
