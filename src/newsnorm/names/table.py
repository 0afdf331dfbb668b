"""The forms of many entities as columns, and the index by which a word of a text leads to them.

Nothing is made for an entity until a text names it: 60,000 forms are split, folded and indexed in a
few passes over the whole column.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from attrs import field, frozen

from newsnorm.names.tokens import TOKEN, fold

FIRST = re.compile(r"^\W*(\w+)", re.MULTILINE)

CAPITAL = re.compile(r"[A-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u1e00-\u1eff](?<!\w.)\w*(?:['’ʼ‘`ʻʿ]\w+)*")
"""A word that begins with a capital, or with a Latin letter beyond ASCII.

The letter stands before the look-behind so that a search may leap from one such letter to the next.
"""


def keys(form: str) -> tuple[str, ...]:
    """Return the words of a form, folded.

    >>> keys("Xi'an"), keys("al-Qaida")
    (('xian',), ('al', 'qaida'))
    """
    return tuple(fold(match[0]) for match in TOKEN.finditer(form))


def anchor(form: str) -> str:
    """Return the word of a form that a text is searched for: the first with a capital, if there is one.

    >>> anchor("al-Qaida"), anchor("hryvnia")
    ('Qaida', 'hryvnia')
    """
    word = CAPITAL.search(form) or TOKEN.search(form)
    return word[0] if word is not None else ""


def is_capital(word: str) -> bool:
    """Tell whether ``word`` begins with a capital, or with a letter that has no case."""
    return word[0].isalpha() and not word[0].islower()


@frozen(eq=False)
class Table:
    """Rows of a form: of which entity, which part of its name (``whole given surname``), the spelling.

    The rows of an entity stand together.
    """

    ids: Sequence[str] = field(default=(), repr=False)
    parts: Sequence[str] = field(default=(), repr=False)
    forms: Sequence[str] = field(default=(), repr=False)

    @cached_property
    def rows(self) -> dict[str, range]:
        """The rows of each entity."""
        last = dict(zip(self.ids, range(len(self.ids)), strict=True))
        first = dict(zip(reversed(self.ids), range(len(self.ids) - 1, -1, -1), strict=True))
        return {entity_id: range(low, last[entity_id] + 1) for entity_id, low in first.items()}

    def of(self, entity_id: str, part: str) -> list[str]:
        """Return the spellings of one part of the name of an entity."""
        rows = self.rows.get(entity_id, ())
        return [self.forms[row] for row in rows if self.parts[row] == part]

    @cached_property
    def _searched(self) -> list[int]:
        """The rows that a text is searched for: a given name is looked for beside a surname only."""
        return [row for row, part in enumerate(self.parts) if part != "given"]

    @cached_property
    def _anchors(self) -> list[str]:
        """The word of each of these rows that a text is searched for."""
        forms = [self.forms[row] for row in self._searched]
        found: list[str] = FIRST.findall(fold("\n".join(forms))) if forms else []
        for at, form in enumerate(forms):
            if not form[0].isupper():
                found[at] = fold(anchor(form))
        return found

    @cached_property
    def last(self) -> dict[str, int]:
        """For each anchor, the last of its rows: most have one, and a dictionary of lists is slow to make."""
        return dict(zip(self._anchors, self._searched, strict=True))

    @cached_property
    def _others(self) -> dict[str, list[int]]:
        last = self.last
        found: dict[str, list[int]] = {}
        for row, key in zip(self._searched, self._anchors, strict=True):
            if last[key] != row:
                found.setdefault(key, []).append(row)
        return found

    def at(self, key: str) -> list[int]:
        """Return the rows with this anchor, in order."""
        if key not in self.last:
            return []
        return [*self._others.get(key, ()), self.last[key]]

    @cached_property
    def small(self) -> frozenset[str]:
        """The first words of forms in which no word begins with a capital: hryvnia, eSwatini."""
        loose = (form for row in self._searched if not (form := self.forms[row])[0].isupper())
        return frozenset(anchor(form) for form in loose if CAPITAL.search(form) is None)

    @cached_property
    def given(self) -> frozenset[str]:
        """All given names of one word, folded."""
        loose = (f for f, part in zip(self.forms, self.parts, strict=True) if part == "given")
        return frozenset(fold("\n".join(loose)).split("\n"))
