"""The gazetteer: entities, and every spelling by which each is known.

The data is in ``data/names/``, where ``data/README.md`` tells how to add a name. An entity that is
shipped is made when it is first asked for, so that loading takes no longer than reading the lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from itertools import chain
from typing import Any

from attrs import field, frozen

from newsnorm.errors import BrokenRule
from newsnorm.names.index import Index, anchor, keys
from newsnorm.names.tokens import fold

PART = "|"
"""Stands between the given name and the surname in the name of a person."""


class Kind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    PLACE = "place"
    ORGANISATION = "organisation"
    TERM = "term"
    """A word or title that styles spell differently: Quran, Shiite."""
    FIXED = "fixed"
    """A term that contains a name and keeps its own form: chicken Kiev, Peking University."""


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str):
        msg = f"a list of spellings is wanted, not the text {given!r}; write [{given!r}]"
        raise TypeError(msg)
    return tuple(given)


def _native(given: Mapping[str, str] | Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    pairs: tuple[Any, ...] = tuple(given.items() if isinstance(given, Mapping) else given)
    if any(isinstance(pair, str) or len(pair) != 2 for pair in pairs):
        msg = f"native is a dict of languages and names, such as {{'uk': 'Київ'}}, or their pairs, not {given!r}"
        raise TypeError(msg)
    return pairs


def _check_text(given: object, what: str) -> None:
    if not isinstance(given, str):
        msg = f"{what} is a text, not {given!r}"
        raise TypeError(msg)


def _check_form(form: str, what: str) -> None:
    """Raise unless ``form`` can be searched for."""
    _check_text(form, what)
    if not fold(anchor(form)):
        msg = f"{what} has a letter, but {form!r} has none"
        raise ValueError(msg)


@frozen(kw_only=True)
class Entity:
    """A person, place, organisation or term, with the forms it is known by.

    >>> Entity(id="Q1899", kind="place", name="Kyiv", forms=("Kiev",)).written
    'Kyiv'
    >>> Entity(id="x:1", kind="person", name="Ivan|Petrenko", given=("Iwan",)).written
    'Ivan Petrenko'
    """

    id: str
    """A Wikidata id (``Q1899``), ``geonames:`` or ``newsnorm:`` and an id, or one of your own."""
    kind: Kind = field(converter=Kind)
    name: str
    """The spelling written where no style has a cell; ``given|surname`` for a person with both."""
    forms: tuple[str, ...] = field(default=(), converter=_texts)
    """Whole spellings, beside ``name``."""
    given: tuple[str, ...] = field(default=(), converter=_texts)
    """Spellings of a person's given name, each of which may stand before each surname."""
    surnames: tuple[str, ...] = field(default=(), converter=_texts)
    """Spellings of a person's surname."""
    native: tuple[tuple[str, str], ...] = field(default=(), converter=_native)
    """Pairs of a language code and the name in its own script; they may be given as a dict.

    An entity of your own is known by the romanisations of these names too, as `newsnorm.names.forms` has them: those
    of the standards (BGN/PCGN, ISO 9, passports, ...) and those that people write.
    """
    near: tuple[str, ...] = field(default=(), converter=_texts)
    """Words one of which the document must hold before a form is changed; none: no condition."""
    alone: bool = False
    """Whether the surname means this person even where the document names nobody in full."""

    def __attrs_post_init__(self) -> None:
        """Refuse what no text could be searched for.

        Raises:
            ValueError: a form has no letter, or the name has more than two parts.
            TypeError: a value is of another type.
        """
        for text in (self.id, self.name):
            _check_text(text, "the id or the name of an entity")
        parts = self.name.split(PART)
        if len(parts) > 2:
            msg = f"the name of the entity {self.id!r} is 'name' or 'given|surname', not {self.name!r}"
            raise ValueError(msg)
        lists = {"forms": self.forms, "given": self.given, "surnames": self.surnames, "near": self.near}
        natives = [native for _, native in self.native]
        for part, forms in {"name": parts, **lists, "native": natives}.items():
            for form in forms:
                _check_form(form, f"{part} of the entity {self.id!r}")

    @property
    def written(self) -> str:
        """The name as it is written, without the mark between its parts."""
        return self.name.replace(PART, " ")

    @property
    def is_split(self) -> bool:
        """Whether the name has a given name and a surname, each with spellings of its own."""
        return PART in self.name


def _entities(given: Iterable[Entity]) -> tuple[Entity, ...]:
    return tuple(given)


@frozen(eq=False)
class Gazetteer:
    """Entities, to be looked up by id, by form and by native form: those given, and those of a base.

    An entity given here takes the place of one of the base that has its id.

    Raises:
        BrokenRule: an id stands twice.

    >>> shipped()["Q1899"].written
    'Kyiv'
    >>> [entity.written for entity in shipped().by_form("Kiev")]
    ['Kyiv']
    >>> [entity.written for entity in shipped().by_native("Київ")]
    ['Kyiv']
    >>> shipped().by_form("Atlantis")
    ()
    """

    own: tuple[Entity, ...] = field(default=(), converter=_entities, repr=False)
    base: Shipped | None = field(default=None, repr=False)
    _own_by_id: dict[str, Entity] = field(init=False, repr=False)

    @_own_by_id.default
    def _index(self) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for entity in self.own:
            if entity.id in found:
                raise BrokenRule(entity.id, "stands twice in the gazetteer")
            found[entity.id] = entity
        return found

    @cached_property
    def by_id(self) -> Mapping[str, Entity]:
        """All entities by their ids; this makes every one of them."""
        ids = self.base.cells if self.base is not None else ()
        return {entity_id: self[entity_id] for entity_id in chain(ids, self._own_by_id)}

    @cached_property
    def entities(self) -> tuple[Entity, ...]:
        """All entities, those of the base first; this makes every one of them."""
        return tuple(self.by_id.values())

    def __contains__(self, entity_id: object) -> bool:
        return entity_id in self._own_by_id or (self.base is not None and entity_id in self.base.cells)

    def __getitem__(self, entity_id: str) -> Entity:
        """Return the entity with this id.

        Raises:
            KeyError: there is none.
        """
        if self.base is None or entity_id in self._own_by_id:
            return self._own_by_id[entity_id]
        return self.base.entity(entity_id)

    def by_form(self, form: str) -> tuple[Entity, ...]:
        """Return the entities known by this spelling; case, accents and apostrophes do not count.

        The surname of a person is a form as well as the whole name.
        """
        words = keys(form)
        found: dict[str, None] = {}
        for cut in range(len(words)):
            given, rest = words[:cut], words[cut:]
            for entity_id, part in self.rows(rest):
                if not given or (part == "surname" and given in self.given(entity_id)):
                    found[entity_id] = None
        return tuple(self[entity_id] for entity_id in found)

    def by_native(self, name: str) -> tuple[Entity, ...]:
        """Return the entities that bear this name in their own script, written exactly so."""
        return tuple(self[entity_id] for entity_id in self.natives.get(name, ()))

    def with_more(self, entities: Iterable[Entity]) -> Gazetteer:
        """Return the gazetteer with ``entities`` added; one with a known id takes its place."""
        added = {entity.id: entity for entity in entities}
        return Gazetteer((*(e for e in self.own if e.id not in added), *added.values()), self.base)

    # What the matcher reads.

    @cached_property
    def indexes(self) -> tuple[Index, ...]:
        """By which words texts are searched: for the base, and for the entities given here."""
        own = Index.of(row for entity in self.own for row in rows_of(entity))
        return (own,) if self.base is None else (self.base.index, own)

    def at(self, key: str) -> Iterator[tuple[Entity, str, str]]:
        """Yield entity, part and spelling of the forms with this anchor, given names aside."""
        ids = dict.fromkeys(chain.from_iterable(index.ids(key) for index in self.indexes))
        for entity in map(self.__getitem__, ids):
            for _, part, form in rows_of(entity):
                if part != "given" and fold(anchor(form)) == key:
                    yield entity, part, form

    def rows(self, words: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Yield entity id and part of the forms that consist of these folded words."""
        for key in words:
            yield from ((entity.id, part) for entity, part, form in self.at(key) if keys(form) == words)

    def given(self, entity_id: str) -> frozenset[tuple[str, ...]]:
        """Return the folded given names of a person."""
        entity = self[entity_id]
        return frozenset(keys(form) for form in (*entity.given, entity.name.partition(PART)[0]))

    @cached_property
    def natives(self) -> dict[str, tuple[str, ...]]:
        """The ids of the entities with each native name."""
        found: dict[str, tuple[str, ...]] = {}
        for entity_id, native in self._native_names():
            if entity_id not in found.get(native, ()):
                found[native] = (*found.get(native, ()), entity_id)
        return found

    def _native_names(self) -> Iterator[tuple[str, str]]:
        for entity_id, cells in self.base.cells.items() if self.base is not None else ():
            if entity_id not in self._own_by_id:
                yield from ((entity_id, name) for _, name in _pairs(cells.split("\t", 3)[2]))
        for entity in self.own:
            yield from ((entity.id, name) for _, name in entity.native)


@frozen(eq=False)
class Shipped:
    """The tables of ``data/names``; an entity is made when it is first asked for."""

    cells: dict[str, str] = field(repr=False)
    """The line of each entity, less its id."""
    forms: Sequence[str] = field(repr=False)
    """The lines of the forms, sorted: those of an entity stand together. A tuple is never looked through for garbage."""
    index: Index = field(repr=False)
    _made: dict[str, Entity] = field(init=False, factory=dict, repr=False)

    def entity(self, entity_id: str) -> Entity:
        """Return the entity with this id; `KeyError` if there is none."""
        if entity_id not in self._made:
            kind, name, native, near, alone = self.cells[entity_id].split("\t")
            forms = self._forms(entity_id)
            self._made[entity_id] = Entity(
                id=entity_id,
                kind=kind,
                name=name,
                forms=forms["whole"],
                given=forms["given"],
                surnames=forms["surname"],
                native=_pairs(native),
                near=near.split(PART) if near else (),
                alone=alone == "yes",
            )
        return self._made[entity_id]

    def _forms(self, entity_id: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {"whole": [], "given": [], "surname": []}
        for row in range(bisect_left(self.forms, entity_id + "\t"), len(self.forms)):
            own, part, form, _ = self.forms[row].split("\t")
            if own != entity_id:
                break
            found[part].append(form)
        return found


@cache
def shipped() -> Gazetteer:
    """Return the gazetteer that comes with newsnorm.

    >>> shipped()["Q1156"].written
    'Mumbai'
    """
    return read(resources.files("newsnorm") / "data" / "names")


def read(folder: Traversable, index: Index | None = None) -> Gazetteer:
    """Return the gazetteer whose tables are in ``folder``, with ``index`` in place of the one there.

    Raises:
        BrokenRule: a row has too few columns or too many, or an id stands twice.
    """
    entities = _lines(folder, "entities.tsv", 6)
    cells = dict(line.split("\t", 1) for line in entities)
    if len(cells) != len(entities):
        place, why = "entities.tsv", "has two lines for one id"
        raise BrokenRule(place, why)
    if index is None:
        index = Index.read((folder / "index.tsv").read_bytes().decode())
    return Gazetteer((), Shipped(cells, tuple(_lines(folder, "forms.tsv", 4)), index))


def _lines(folder: Traversable, name: str, columns: int) -> list[str]:
    """Return the lines of a table, without its header."""
    text = (folder / name).read_bytes().decode()
    lines = text.split("\n")
    if text.count("\t") != (columns - 1) * (len(lines) - 1):
        for number, line in enumerate(lines, 1):
            if line.count("\t") != columns - 1:
                place, why = f"{name} line {number}", f"has {line.count(chr(9)) + 1} columns, not {columns}"
                raise BrokenRule(place, why)
    return lines[1:-1]


def rows_of(entity: Entity) -> Iterator[tuple[str, str, str]]:
    """Yield id, part and spelling of each form of an entity, and of its name."""
    parts = (("whole", entity.forms), ("given", entity.given), ("surname", entity.surnames))
    for part, forms in parts:
        if part == "whole" or entity.is_split:
            yield from ((entity.id, part, form) for form in forms)
    given, _, surname = entity.name.partition(PART)
    if surname:
        yield entity.id, "given", given
        yield entity.id, "surname", surname
    else:
        yield entity.id, "whole", given


def _pairs(native: str) -> Iterator[tuple[str, str]]:
    for item in native.split(PART) if native else ():
        language, _, name = item.partition(":")
        yield language, name
