"""The gazetteer: entities, and every spelling by which each is known.

The data is in ``data/names/entities.tsv`` and ``data/names/forms.tsv``; ``data/README.md`` tells
how to add a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import cache
from importlib import resources

from attrs import field, frozen

from newsnorm.errors import BrokenRule

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
    return tuple(given)


def _native(given: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple(given)


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
    """Pairs of a language code and the name in its own script."""
    near: tuple[str, ...] = field(default=(), converter=_texts)
    """Words one of which the document must hold before a form is changed; none: no condition."""
    alone: bool = False
    """Whether the surname means this person even where the document names nobody in full."""

    @property
    def written(self) -> str:
        """The name as it is written, without the mark between its parts."""
        return self.name.replace(PART, " ")

    @property
    def is_split(self) -> bool:
        """Whether the name has a given name and a surname, each with spellings of its own."""
        return PART in self.name


@frozen
class Gazetteer:
    """Entities by id, checked: no id stands twice.

    >>> shipped()["Q1899"].written
    'Kyiv'
    """

    entities: tuple[Entity, ...] = field(repr=False)
    by_id: dict[str, Entity] = field(init=False, repr=False, eq=False, hash=False)

    @by_id.default
    def _index(self) -> dict[str, Entity]:
        found: dict[str, Entity] = {}
        for entity in self.entities:
            if entity.id in found:
                raise BrokenRule(entity.id, "stands twice in the gazetteer")
            found[entity.id] = entity
        return found

    def __getitem__(self, entity_id: str) -> Entity:
        """Return the entity with this id.

        Raises:
            KeyError: there is none.
        """
        return self.by_id[entity_id]

    def with_more(self, entities: Iterable[Entity]) -> Gazetteer:
        """Return the gazetteer with ``entities`` added; one with a known id takes its place."""
        added = {entity.id: entity for entity in entities}
        return Gazetteer((*(e for e in self.entities if e.id not in added), *added.values()))


@cache
def shipped() -> Gazetteer:
    """Return the gazetteer that comes with newsnorm.

    Raises:
        BrokenRule: a row names an entity that is not there, or has too few columns.
    """
    forms: dict[str, dict[str, list[str]]] = {}
    for entity_id, part, form, _origin in _rows("forms.tsv", 4):
        forms.setdefault(entity_id, {}).setdefault(part, []).append(form)
    entities = tuple(
        Entity(
            id=entity_id,
            kind=Kind(kind),
            name=name,
            forms=forms.get(entity_id, {}).get("whole", ()),
            given=forms.get(entity_id, {}).get("given", ()),
            surnames=forms.get(entity_id, {}).get("surname", ()),
            native=tuple(_pairs(native)),
            near=tuple(near.split(PART)) if near else (),
            alone=alone == "yes",
        )
        for entity_id, kind, name, native, near, alone in _rows("entities.tsv", 6)
    )
    unknown = forms.keys() - {entity.id for entity in entities}
    for entity_id in sorted(unknown):
        raise BrokenRule(entity_id, "has forms but is no entity")
    return Gazetteer(entities)


def _rows(name: str, columns: int) -> Iterator[list[str]]:
    text = (resources.files("newsnorm") / "data" / "names" / name).read_text("utf-8")
    for number, line in enumerate(text.splitlines()[1:], 2):
        cells = line.split("\t")
        if len(cells) != columns:
            place, why = f"{name} line {number}", f"has {len(cells)} columns, not {columns}"
            raise BrokenRule(place, why)
        yield cells


def _pairs(native: str) -> Iterator[tuple[str, str]]:
    for item in native.split(PART) if native else ():
        language, _, name = item.partition(":")
        yield language, name
