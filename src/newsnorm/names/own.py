"""Entities of the caller's own, written in TOML."""

from __future__ import annotations

import tomllib
from typing import Any

from newsnorm.errors import BrokenRule
from newsnorm.names.gazetteer import Entity


def load(text: str, origin: str = "<names>") -> tuple[Entity, ...]:
    """Return the entities written in ``text``, a TOML document of tables ``[[entity]]``.

    The keys of a table are the fields of `Entity`; ``native`` is a table of languages.

    Raises:
        BrokenRule: it is not TOML, a field is missing or unknown, or a value is of the wrong kind.

    >>> [entity] = load('''
    ... [[entity]]
    ... id = "x:1"
    ... kind = "person"
    ... name = "Ivan|Petrenko"
    ... surnames = ["Petrenco"]
    ... native = { uk = "Іван Петренко" }
    ... ''')
    >>> entity.written, entity.native
    ('Ivan Petrenko', (('uk', 'Іван Петренко'),))
    """
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenRule(origin, f"is not TOML: {error}") from error
    records = tables.pop("entity", [])
    if tables or not isinstance(records, list):
        raise BrokenRule(origin, "may only hold tables [[entity]]")
    return tuple(_entity(record, origin) for record in records)


def _entity(record: dict[str, Any], origin: str) -> Entity:
    name = f"{record.get('id', 'an entity without id')} (in {origin})"
    native = record.get("native", {})
    lists = [record.get(key, []) for key in ("forms", "given", "surnames", "near")]
    if not isinstance(native, dict) or not all(isinstance(given, list) for given in lists):
        raise BrokenRule(name, "needs lists of strings, and for native a table")
    texts = [record.get("id"), record.get("name"), *native.values(), *(t for given in lists for t in given)]
    if not all(isinstance(text, str) and text for text in texts):
        raise BrokenRule(name, "needs an id and a name, and strings for its forms")
    try:
        return Entity(**{**record, "native": tuple(native.items())})
    except (TypeError, ValueError) as error:
        raise BrokenRule(name, f"is not an entity: {error}") from error
