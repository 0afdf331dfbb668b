"""The index: by which words of a text the forms of entities are found.

A form is searched for by one of its words, its *anchor*. The index of the entities that are shipped is
in ``data/names/index.tsv``, so that nothing is folded and no entity is made until a text names it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from attrs import field, frozen

from newsnorm.names.tokens import TOKEN, fold

CAPITAL = re.compile(r"[A-Z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u1e00-\u1eff](?<!\w.)\w*(?:['’ʼ‘`ʻʿ]\w+)*")
"""A word that begins with a capital, or with a Latin letter beyond ASCII.

The letter stands before the look-behind so that a search may leap from one such letter to the next.
"""

HEADER = "word\tids\tmark"
BAR = "|"
GIVEN, SMALL = "given", "small"


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
class Index:
    """What a text is searched for.

    >>> index = Index.of([("x:1", "given", "Ana"), ("x:1", "surname", "al-Sol"), ("x:2", "whole", "soup")])
    >>> index.ids("sol"), index.ids("ana"), sorted(index.small), sorted(index.given)
    (('x:1',), (), ['soup'], ['ana'])
    >>> Index.read(index.written()).ids("sol")
    ('x:1',)
    """

    cells: Mapping[str, str] = field(factory=dict, repr=False)
    """For each anchor, folded, the ids of the entities that have it, parted by bars; nothing for other words."""
    given: frozenset[str] = field(default=frozenset(), repr=False)
    """All given names of one word, folded. No text is searched for them: each is looked for beside a surname."""
    small: frozenset[str] = field(default=frozenset(), repr=False)
    """The first words of forms in which no word begins with a capital: hryvnia, eSwatini."""

    @classmethod
    def of(cls, rows: Iterable[tuple[str, str, str]]) -> Index:
        """Return the index of forms, each with an id before it, and the part of the name that it is."""
        ids: dict[str, dict[str, None]] = {}
        given, small = set(), set()
        for entity_id, part, form in rows:
            if part == GIVEN:
                given.add(fold(form))
                continue
            word = anchor(form)
            ids.setdefault(fold(word), {})[entity_id] = None
            if CAPITAL.search(form) is None:
                small.add(word)
        cells = {word: BAR.join(found) for word, found in ids.items()}
        return cls(cells, frozenset(w for w in given if w.isalnum()), frozenset(small))

    @classmethod
    def read(cls, text: str) -> Index:
        """Return the index that is written in ``text``."""
        cells = text.replace("\n", "\t").split("\t")
        words, ids, marks = cells[3:-1:3], cells[4::3], cells[5::3]
        marked = [(word, mark) for word, mark in zip(words, marks, strict=True) if mark]
        return cls(
            dict(zip(words, ids, strict=True)),
            frozenset(word for word, mark in marked if GIVEN in mark),
            frozenset(word for word, mark in marked if SMALL in mark),
        )

    def written(self) -> str:
        """Return the text of the index, sorted."""
        words = sorted({*self.cells, *self.given, *self.small})
        return "\n".join((HEADER, *map(self._line, words), ""))

    def _line(self, word: str) -> str:
        marks = (GIVEN if word in self.given else "", SMALL if word in self.small else "")
        return f"{word}\t{self.cells.get(word, '')}\t{BAR.join(filter(None, marks))}"

    @property
    def anchors(self) -> Iterator[str]:
        """The anchors, folded."""
        return (word for word, ids in self.cells.items() if ids)

    def ids(self, word: str) -> tuple[str, ...]:
        """Return the ids of the entities with this anchor."""
        found = self.cells.get(word)
        return tuple(found.split(BAR)) if found else ()
