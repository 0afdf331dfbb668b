"""House styles: which form of each entity to write, after whom, since when.

A style is one file, ``data/styles/NAME.toml``; ``data/README.md`` tells how to add one.
"""

from __future__ import annotations

import datetime
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from attrs import field, frozen

from newsnorm.errors import BrokenRule
from newsnorm.names.gazetteer import PART, Entity, shipped


@frozen(kw_only=True)
class Cell:
    """What a style writes for one entity, from a day on."""

    form: str
    """``given|surname`` for a person with both."""
    since: datetime.date | None = None
    """The first day; ``None`` for as long as is known."""
    source: str = ""
    """Code of the source of this fact."""
    verified: bool = False
    """Whether the source was read, or the cell is provisional."""


@frozen
class Choice:
    """The form to write, and why."""

    form: str
    """``given|surname`` for a person with both; nothing if the text is to stay as it is."""
    why: str
    written: str = field(init=False, repr=False)
    """The form without the mark between its parts."""

    @written.default
    def _written(self) -> str:
        return self.form.replace(PART, " ")


@frozen(eq=False)
class Style:
    """A house style: its name and its cells, oldest first."""

    name: str
    title: str
    cells: dict[str, tuple[Cell, ...]]
    otherwise: str = ""
    """The style whose cell is taken where this one has none."""

    def choice(self, entity: Entity, as_of: datetime.date | None = None) -> Choice:
        """Return what the style writes for ``entity`` on the day ``as_of``, or today.

        Where it has no cell, that of the style it names as ``otherwise`` is the choice, else the entity's
        own name, with the surname that the style writes for a relative. ``why`` says so. Where all its cells are of later days, none is the choice:
        the form of that day is not known.

        >>> from newsnorm.names.gazetteer import shipped
        >>> load("ap").choice(shipped()["Q1899"], datetime.date(2018, 1, 1)).form
        'Kiev'
        >>> load("ap").choice(shipped()["Q1899"]).form
        'Kyiv'
        """
        cells = self.cells.get(entity.id, ())
        if not cells:
            return self._without_cell(entity, as_of)
        valid = [c for c in cells if as_of is None or c.since is None or c.since <= as_of]
        if not valid:
            return Choice("", f"{self.name} has no cell for so early a day: left as it stands")
        cell = valid[-1]
        since = f" since {cell.since}" if cell.since else ""
        return Choice(cell.form, f"{self.name}{since}")

    def _without_cell(self, entity: Entity, as_of: datetime.date | None) -> Choice:
        other = load(self.otherwise) if self.otherwise else None
        if other is not None and entity.id in other.cells:
            choice = other.choice(entity, as_of)
            return Choice(choice.form, f"{self.name} has no cell: as {choice.why}")
        head = _families().get(entity.id)
        if head is not None and head in self.cells:
            return self._as_relative(entity, shipped()[head], as_of)
        return Choice(entity.name, f"{self.name} has no cell: the usual spelling")

    def _as_relative(self, entity: Entity, head: Entity, as_of: datetime.date | None) -> Choice:
        """Return the usual given name of ``entity`` with the surname that the style writes for a relative."""
        choice = self.choice(head, as_of)
        usual, surname = (form.rpartition(PART)[2] for form in (head.name, choice.form))
        form = entity.name.removesuffix(usual) + surname if choice.form else ""
        return Choice(form, f"{self.name} has no cell: the surname as that of {choice.written}")


@cache
def _families() -> dict[str, str]:
    """Return after whom the surname of a person is written, as ``data/names/families.toml`` has it."""
    file = resources.files("newsnorm") / "data" / "names" / "families.toml"
    families = tomllib.loads(file.read_text("utf-8"))
    return {member: head for head, members in families.items() for member in members}


@cache
def styles() -> tuple[str, ...]:
    """Return the names of all styles that come with newsnorm.

    >>> "ap" in styles()
    True
    """
    folder = resources.files("newsnorm") / "data" / "styles"
    return tuple(sorted(f.name.removesuffix(".toml") for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def load(name: str) -> Style:
    """Return the style with this name.

    Raises:
        BrokenRule: there is none, or its file is not sound.
    """
    if name not in styles():
        place, why = f"the style {name!r}", f"is not known; there are {', '.join(styles())}"
        raise BrokenRule(place, why)
    file = resources.files("newsnorm") / "data" / "styles" / f"{name}.toml"
    return parse(file.read_text("utf-8"), name)


def parse(text: str, origin: str) -> Style:
    """Return the style written in ``text``, a TOML document.

    Raises:
        BrokenRule: it is not TOML, or a cell has an unknown key.
    """
    try:
        table: dict[str, Any] = tomllib.loads(text)
        cells = {
            key: tuple(sorted((Cell(**cell) for cell in row), key=lambda c: c.since or datetime.date.min))
            for key, row in table["spellings"].items()
        }
        return Style(table["name"], table["title"], cells, table.get("otherwise", ""))
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        place, why = f"style {origin}", f"is not sound: {error}"
        raise BrokenRule(place, why) from error
