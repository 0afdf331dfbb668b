"""What the builder works on: an entity in the making, and its forms, each with its origin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from attrs import define, field

from newsnorm.names.gazetteer import PART
from newsnorm.names.index import keys
from newsnorm.names.tokens import TOKEN, fold

Key = tuple[str, ...]
"""The folded words of a form: what the matcher compares."""


key = cache(keys)  # the builder asks of the same forms again and again


def capitals(form: str) -> tuple[bool, ...]:
    """Tell for each word of ``form`` whether it asks for a capital."""
    return tuple(not match[0][0].islower() for match in TOKEN.finditer(form))


def slug(name: str) -> str:
    """Return the part of an own id that tells the name.

    >>> slug("Viktor|Chernomyrdin")
    'viktor-chernomyrdin'
    """
    return re.sub(r"[^a-z0-9]+", "-", fold(name.replace(PART, " "))).strip("-")


@define
class Draft:
    """An entity in the making."""

    id: str
    kind: str
    name: str
    """The spelling that is written; ``given|surname`` for a person with both."""
    area: str = ""
    """Code of the country of which the news speaks with this name."""
    native: tuple[tuple[str, str], ...] = ()
    near: tuple[str, ...] = ()
    alone: bool = False
    is_curated: bool = False
    people: int = 0
    """How many live there; of two places of one name the larger keeps it."""
    _forms: dict[tuple[str, str], str] = field(factory=dict)
    """Part and form, and the origin of the form."""
    _known: dict[tuple[str, Key], str] = field(factory=dict)
    """Part and folded words, and the form of those that asks for the fewest capitals."""

    @property
    def written(self) -> str:
        """The name without the mark between its parts."""
        return self.name.replace(PART, " ")

    @property
    def parts(self) -> dict[str, str]:
        """The parts of the name, as ``forms.tsv`` calls them."""
        given, _, surname = self.name.partition(PART)
        return {"given": given, "surname": surname} if surname else {"whole": given}

    def add(self, part: str, form: str, origin: str) -> None:
        """Add a form, unless one that the matcher cannot tell from it is there."""
        form = form.strip()
        at = part, key(form)
        if not at[1] or _STRANGE.search(form):
            return
        own = self.parts.get(part, "")
        known = self._known.get(at) or (own if key(own) == at[1] else "")
        if not known or _asks_less(form, known):
            self._forms.pop((part, known), None)
            self.keep(part, form, origin)

    def keep(self, part: str, form: str, origin: str) -> None:
        """Add a form as a curator gave it."""
        self._forms[part, form] = origin
        known = self._known.get((part, key(form)))
        if known is None or _asks_less(form, known):
            self._known[part, key(form)] = form

    def forms(self, part: str | None = None) -> Iterator[tuple[str, str, str]]:
        """Yield part, form and origin, of one part or of all."""
        for (own, form), origin in self._forms.items():
            if part is None or own == part:
                yield own, form, origin

    def drop(self, part: str, form: str) -> None:
        """Take a form back."""
        self._forms.pop((part, form), None)
        self._known.pop((part, key(form)), None)

    def keys(self, part: str) -> dict[Key, str]:
        """Return the folded words of each form of a part, that of the name first."""
        own = {key(self.parts[part]): self.parts[part]} if part in self.parts else {}
        return own | {k: form for (p, k), form in self._known.items() if p == part}

    def full(self) -> Iterator[Key]:
        """Yield the folded words of every whole name: the forms, and each given name before each surname."""
        yield from self.keys("whole")
        surnames = self.keys("surname")
        for given in self.keys("given"):
            for surname in surnames:
                yield given + surname


_STRANGE = re.compile(r"[\"“”()\[\]{},;:/\\\d]")
"""What no form may hold."""


def _asks_less(form: str, other: str) -> bool:
    pairs = list(zip(capitals(form), capitals(other), strict=True))
    return all(a <= b for a, b in pairs) and any(a < b for a, b in pairs)


def skeleton(text: str) -> str:
    """Return the consonants of ``text``, those that schemes confuse as one.

    >>> skeleton("Kharkiv"), skeleton("Charkow"), skeleton("Dnepropetrovsk")
    ('krkv', 'krkv', 'tnprptrvsk')
    """
    plain = fold(text).replace("al-", "").replace("el-", "")
    plain = re.sub(r"[^a-z]", "", plain)
    for pattern, one in _SAME:
        plain = re.sub(pattern, one, plain)
    return re.sub(r"(.)\1+", r"\1", plain)


_SAME = (
    (r"shch|schtsch|szcz|tsch|tch|tsh|ch(?=a$)", "s"),
    (r"kh|ch|gh|x|q|c|g|h", "k"),
    (r"sh|sz|zh|dz|ts|tz|z|j", "s"),
    (r"th|d|dh", "t"),
    (r"ph|f|w|b", "v"),
    (r"[aeiouy]", ""),
)
"""Letters that are one after another, and what they become."""


def alike(one: str, other: str) -> bool:
    """Tell whether two spellings may be of one name: their consonants agree but for one in five.

    >>> alike("Mykolaiv", "Nikolaev"), alike("Dnipro", "Dnepropetrovsk")
    (True, False)
    """
    left, right = skeleton(one), skeleton(other)
    if not left or not right:
        return fold(one)[:1] == fold(other)[:1]
    return _distance(left, right) <= max(1, max(len(left), len(right)) // 5) and abs(
        len(left) - len(right)
    ) <= max(1, len(left) // 4)


def _distance(left: str, right: str) -> int:
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        row, last = [i], row
        for j, b in enumerate(right, 1):
            row.append(min(last[j] + 1, row[-1] + 1, last[j - 1] + (a != b)))
    return row[-1]


def unique(items: Iterable[str]) -> list[str]:
    """Return ``items`` in order, each once."""
    return list(dict.fromkeys(items))
