"""Names: the gazetteer, the matcher that finds its forms, the house styles, and the guards.

>>> from newsnorm import names
>>> str(names.unify("Volodymyr Zelensky spoke in Kiev.", style="bbc"))
'Volodymyr Zelensky spoke in Kyiv.'
>>> [mention.written for mention in names.find("Odessa, Texas")]
['Odessa']
"""

from __future__ import annotations

import datetime

from newsnorm.names.forms import Form, forms
from newsnorm.names.gazetteer import Entity, Gazetteer, Kind, shipped
from newsnorm.names.known import KnownForm, known
from newsnorm.names.own import load
from newsnorm.names.style import styles
from newsnorm.names.unify import Name
from newsnorm.names.unify import unify as _unify
from newsnorm.tracked import TrackedText

__all__ = [
    "Entity",
    "Form",
    "Gazetteer",
    "Kind",
    "KnownForm",
    "Name",
    "find",
    "forms",
    "known",
    "load",
    "shipped",
    "styles",
    "unify",
]


def unify(
    text: str, *, style: str = "ap", as_of: datetime.date | None = None, names: tuple[Entity, ...] = ()
) -> TrackedText:
    """Return ``text`` with every known name as ``style`` writes it on the day ``as_of``.

    A text in another language than English is left as it is.

    Raises:
        BrokenRule: there is no such style.
    """
    found = _unify([text], style, as_of, names)[0]
    return TrackedText(text).edited(edit for name in found for edit in name.edits)


def find(
    text: str,
    *,
    style: str | None = None,
    as_of: datetime.date | None = None,
    names: tuple[Entity, ...] = (),
) -> tuple[Name, ...]:
    """Return the known names in ``text``, in order, each as ``style`` writes it on the day ``as_of``.

    Without a style each is written as it was found.

    Raises:
        BrokenRule: there is no such style.
    """
    return tuple(_unify([text], style, as_of, names)[0])
