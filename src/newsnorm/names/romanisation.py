"""Romanisation: ways to write a word of another script in Latin letters, read from tables.

A table says for each letter, in its context, what people write for it and at what cost, and what
each standard writes. `Table.usual` goes all ways through the rows, cheapest first; `Table.standard` goes
the one way of a standard. The tables are ``data/romanisation/*.tsv``; ``languages.toml`` there
explains their columns.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources

from attrs import field, frozen

from newsnorm.errors import BrokenRule

Costs = dict[str, int]
"""Spellings, each with its cost: 0 is the most usual, and each step about half as usual."""

NOTHING = "∅"
SPACE = "␣"
ANY = "*"
"""Stands for every scheme that is not named in the row."""


@frozen
class Row:
    """How one run of letters is written, in one context."""

    letters: str
    after: frozenset[str]
    """What may stand before; ``^`` for the beginning; nothing: no condition."""
    before: frozenset[str]
    """What may follow; ``$`` for the end; nothing: no condition."""
    usual: tuple[tuple[str, int], ...]
    schemes: Mapping[str, str] = field(eq=False)

    def stands(self, word: str, at: int) -> bool:
        """Tell whether the letters of ``word`` at ``at``, which are these, stand in this context."""
        end = at + len(self.letters)
        return (not self.after or (word[at - 1] if at else "^") in self.after) and (
            not self.before or (word[end] if end < len(word) else "$") in self.before
        )

    def standard(self, scheme: str) -> str | None:
        """Return what a standard writes; ``None`` if the row does not say."""
        return self.schemes.get(scheme, self.schemes.get(ANY))


@frozen
class Table:
    """The rows of one language, by their letters; those that say more of the context come first."""

    rows: Mapping[str, tuple[Row, ...]] = field(repr=False)
    longest: int = field(init=False)
    letters: frozenset[str] = field(init=False, repr=False)

    @longest.default
    def _longest(self) -> int:
        return max(map(len, self.rows))

    @letters.default
    def _letters(self) -> frozenset[str]:
        return frozenset("".join(self.rows))

    def unknown(self, word: str) -> str:
        """Return the letters of ``word``, in lower case, that no row has.

        >>> table("uk").unknown("цы")
        'ы'
        """
        return "".join(dict.fromkeys(letter for letter in word if letter not in self.letters))

    def standard(self, word: str, scheme: str) -> str:
        """Return ``word``, in lower case, as a standard writes it.

        >>> table("uk").standard("щастя", "kmu-2010")
        'shchastia'
        """
        parts, at = [], 0
        while at < len(word):
            for row in self._rows(word, at):
                written = row.standard(scheme)
                if written is not None:
                    parts.append(written)
                    at += len(row.letters)
                    break
            else:
                raise BrokenRule(word, f"cannot be written in the scheme {scheme}")
        return "".join(parts)

    def usual(self, word: str, bound: int, cost: int = 0) -> Costs:
        """Return at most ``bound`` ways to write ``word``, in lower case, the cheapest.

        ``cost`` is that of coming here. The time is in proportion to the letters, and to ``bound``.

        >>> table("uk").usual("юрій", 2)
        {'yurii': 0, 'yuriy': 0}
        """
        ways: list[Costs] = [{"": cost}, *({} for _ in word)]
        for at in range(len(word)):
            ways[at] = cheapest(ways[at], bound)
            for row in self._usual_rows(word, at):
                there = ways[at + len(row.letters)]
                for written, more in row.usual:
                    _add(there, ((way + written, spent + more) for way, spent in ways[at].items()))
        return cheapest(ways[-1], bound)

    def _rows(self, word: str, at: int) -> Iterator[Row]:
        """Yield the rows that hold at ``at``, longest first."""
        for size in range(min(self.longest, len(word) - at), 0, -1):
            for row in self.rows.get(word[at : at + size], ()):
                if row.stands(word, at):
                    yield row

    def _usual_rows(self, word: str, at: int) -> Iterator[Row]:
        """Yield the row with usual spellings that holds at ``at``, one for each length."""
        size = 0
        for row in self._rows(word, at):
            if row.usual and len(row.letters) != size:
                size = len(row.letters)
                yield row


def cheapest(costs: Costs, bound: int) -> Costs:
    """Return the ``bound`` cheapest, in order; those that cost the same are in alphabetical order."""
    return dict(sorted(costs.items(), key=lambda item: (item[1], item[0]))[:bound])


def _add(costs: Costs, more: Iterable[tuple[str, int]]) -> None:
    for text, cost in more:
        if cost < costs.get(text, cost + 1):
            costs[text] = cost


@frozen(kw_only=True)
class Language:
    """What is known of the names of a language."""

    code: str
    name: str
    vowels: str = ""
    consonants: str = ""
    signs: str = ""
    respelled: Mapping[str, int] = field(factory=dict)
    """Languages that write the same names their own way, and what it costs to go there."""
    schemes: Mapping[str, str] = field(factory=dict)
    """The standards, the usual one first, and where each is laid down."""
    tables: str = ""
    """The language whose tables it uses, if not its own."""
    leaves_out_vowels: bool = False
    """Whether the script does, so that rules can only guess where no spelling is attested."""

    def context(self, cell: str) -> frozenset[str]:
        """Return the letters that a cell of a table stands for."""
        classes = {"V": self.vowels, "C": self.consonants, "S": self.signs}
        return frozenset("".join(classes.get(letter, letter) for letter in cell))


@cache
def languages() -> Mapping[str, Language]:
    """Return the languages, by code."""
    found = tomllib.loads(_read("languages.toml"))
    return {code: Language(code=code, **fields) for code, fields in found.items()}


@cache
def table(name: str) -> Table:
    """Return the table of a language (``uk``), or of the way from one to another (``ru-uk``).

    Raises:
        BrokenRule: a row is not sound.
    """
    language = languages()[name.partition("-")[0]]
    rows: dict[str, list[Row]] = {}
    for cells in read_rows(f"{language.tables or name}.tsv"):
        row = _row(cells, language)
        rows.setdefault(row.letters, []).append(row)
    ordered = {
        letters: tuple(sorted(found, key=lambda row: -(bool(row.after) + bool(row.before))))
        for letters, found in rows.items()
    }
    return Table(ordered)


@cache
def attested(code: str) -> Mapping[str, tuple[str, ...]]:
    """Return the attested spellings of each name of a language, most often met first; none for most languages."""
    name = f"attested-{languages()[code].tables or code}.tsv"
    known = (resources.files("newsnorm") / "data" / "romanisation" / name).is_file()
    return {native: tuple(forms.split()) for native, forms in (read_rows(name) if known else ())}


def read_rows(name: str) -> Iterator[list[str]]:
    """Yield the rows of a tab-separated file of ``data/romanisation``, less comments and the header."""
    lines = (line for line in _read(name).splitlines() if line and not line.startswith("#"))
    next(lines)
    return (line.split("\t") for line in lines)


def _read(name: str) -> str:
    return (resources.files("newsnorm") / "data" / "romanisation" / name).read_text("utf-8")


def _row(cells: list[str], language: Language) -> Row:
    try:
        letters, after, before, usual, schemes = (*cells, "")[:5]
        return Row(
            letters,
            language.context(after),
            language.context(before),
            tuple(_usual(item) for item in usual.split()),
            dict(_standard(schemes)),
        )
    except ValueError as error:
        raise BrokenRule(" ".join(cells), f"is not sound: {error}") from error


def _usual(item: str) -> tuple[str, int]:
    written, _, cost = item.partition(":")
    return _plain(written), int(cost or 0)


def _standard(cell: str) -> Iterator[tuple[str, str]]:
    for item in cell.split():
        schemes, _, written = item.partition("=")
        yield from ((scheme, _plain(written)) for scheme in schemes.split(","))


def _plain(written: str) -> str:
    return written.replace(NOTHING, "").replace(SPACE, " ")
