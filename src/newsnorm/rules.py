"""The rules: records in ``data/rules/*.toml``, checked on loading, found by the words they need.

A rule labels a whole block by its text (``[[rule]]``) or by the element it stands in (``[[part]]``), takes
characters out of a block (``[[cut]]``), or documents what a function of newsnorm does (``[[code]]``). ``data/README.md`` tells how to add one.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import filterfalse
from typing import Any

import regex
from attrs import Factory, field, frozen
from attrs.validators import instance_of

from newsnorm.article import Family, Role
from newsnorm.errors import BrokenRule
from newsnorm.firing import Effect, Opens, Where

SECONDS = 1.0
"""How long one pattern may look at one block: a safety net, no shipped pattern comes near it."""

SHORT = 500
"""Code points up to which a pattern is run without the watch, which costs more than the search."""

LONGEST = 4_000
"""Code points of a block that a pattern reads; no boilerplate paragraph met is longer."""

REMEMBERED = 1_000
"""Code points of a text up to which it is remembered which cues are in it; longer ones would fill the memory."""

SPARED = {
    "speech": re.compile(
        r"\b(?:said|says|told\s(?!us|you)|replied|shouted|joked|wrote|(?:has|have|had)\swritten|added|asked|warned|reads|officials|regulators?"
        r"|sagte|sagten|sagt|teilte|erklärte|affirmé|déclaré|dijo|afirmó|сказал|сказала|сказав|заявил|заявив)\b",
        re.IGNORECASE,
    ),
    "quotation": re.compile(r"^\W{0,6}[\"“„«]"),
}
"""Signs of a report: somebody is quoted."""

Match = re.Match[str] | regex.Match[str]
"""What a rule finds in a text."""

_ID = re.compile(r"[a-z]+(-[a-z]+)*\.[a-z0-9]+(-[a-z0-9]+)*")
_WORD = re.compile(r"[^\W_]+")


def _texts(given: Iterable[str]) -> tuple[str, ...]:
    if isinstance(given, str) or not all(isinstance(text, str) for text in given):
        msg = f"{given!r} is not a list of strings"
        raise TypeError(msg)
    return tuple(given)


def _words(given: Iterable[str]) -> frozenset[str]:
    return frozenset(_texts(given))


@frozen(kw_only=True)
class Rule:
    """One rule, as written in the data."""

    id: str = field(validator=instance_of(str))
    """``family.what``: the family of boilerplate it drops, or the role or stage it belongs to."""
    what: str
    """One sentence: which text it is for."""
    why: str
    """One sentence: why that text is no part of the body, or why it may be changed."""
    effect: Effect
    pattern: str = field(default="", validator=instance_of(str))
    """A verbose regular expression, searched for; anchor it. Case is ignored outside ``(?-i:...)``."""
    cues: frozenset[str] = field(default=frozenset(), converter=_words)
    """Lower-case words one of which is in every text it takes; with no ``signs`` either, it is tried on all."""
    signs: str = field(default="", validator=instance_of(str))
    """Characters one of which is in every text it takes, where no word is; beside ``cues``: or one of these."""
    takes: tuple[str, ...] = field(default=(), converter=_texts)
    leaves: tuple[str, ...] = field(default=(), converter=_texts)
    role: Role = field(default=Role.BOILERPLATE, converter=Role)
    where: Where = field(default=Where.ANYWHERE, converter=Where)
    opens: Opens = field(default=Opens.NOTHING, converter=Opens)
    spares: tuple[str, ...] = field(default=(), converter=_texts)
    """Which prose it leaves though its pattern matches: names of `SPARED`."""
    most_words: int = field(default=60, validator=instance_of(int))
    """It is not tried on longer blocks."""

    @property
    def family(self) -> Family | None:
        """The kind of boilerplate it drops; ``None`` for a rule that gives another role."""
        drops = self.effect in (Effect.LABEL, Effect.PART) and self.role is Role.BOILERPLATE
        return Family(self.id.partition(".")[0]) if drops else None

    @cached_property
    def compiled(self) -> regex.Pattern[str]:
        """The pattern, compiled when it is first needed.

        Raises:
            BrokenRule: it is no regular expression.
        """
        try:
            return regex.compile(self.pattern, regex.VERBOSE | regex.IGNORECASE | regex.V0)
        except regex.error as error:
            raise BrokenRule(self.id, f"has a pattern that is none: {error}") from error

    @cached_property
    def quick(self) -> re.Pattern[str] | regex.Pattern[str]:
        """The pattern for short texts: in `re`, three times as fast, unless only `regex` can read it."""
        try:
            return re.compile(self.pattern, re.VERBOSE | re.IGNORECASE)
        except re.error:
            return self.compiled

    def takes_text(self, text: str) -> Match | None:
        """Return the match by which the rule takes ``text``; ``None`` if it does not, or spares it."""
        match = self.search(text)
        if match is None or any(SPARED[name].search(text) is not None for name in self.spares):
            return None
        return match

    def search(self, text: str) -> Match | None:
        """Return the first match in ``text``, or ``None``, also where the pattern takes too long to tell."""
        if len(text) <= SHORT:
            return self.quick.search(text)
        with suppress(TimeoutError):
            return self.compiled.search(text, endpos=LONGEST, timeout=SECONDS)
        return None

    def finditer(self, text: str) -> Iterator[regex.Match[str]]:
        """Yield every match in ``text``, from left to right, as far as the pattern comes in ten times `SECONDS`."""
        with suppress(TimeoutError):
            yield from self.compiled.finditer(text, timeout=SECONDS * 10)


@frozen(eq=False)
class Cues:
    """What some rules are found by, looked for in one pass over a text. A set of rules is a number, with a bit for each."""

    rules: tuple[Rule, ...]
    words: frozenset[str]
    signs: re.Pattern[str]
    by_cue: Mapping[str, int]
    """For each cue and sign, its rules; for no cue at all, those that are tried on any text."""
    by_length: Sequence[int]
    """For each number of words, the rules that are tried on so long a text."""

    @classmethod
    def of(cls, rules: tuple[Rule, ...]) -> Cues:
        """Return all cues and signs of ``rules``."""
        by_cue = {"": 0}
        for at, rule in enumerate(rules):
            for cue in (*rule.cues, *rule.signs) or ("",):
                by_cue[cue] = by_cue.get(cue, 0) | 1 << at
        signs = "".join(rule.signs for rule in rules)
        found = re.compile(f"[{re.escape(signs)}]" if signs else "(?!)")
        most = [rule.most_words for rule in rules]
        lengths = range(max(most, default=0) + 1)
        by_length = [sum(1 << at for at, words in enumerate(most) if words >= length) for length in lengths]
        return cls(rules, frozenset(cue for rule in rules for cue in rule.cues), found, by_cue, by_length)

    def wanted(self, met: Iterable[str]) -> int:
        """Return the rules of some cues, and those that have none."""
        wanted, by_cue = self.by_cue[""], self.by_cue
        for cue in met:
            wanted |= by_cue[cue]
        return wanted


def _met(cues: Cues, text: str) -> tuple[int, int]:
    """Return the rules that are to be tried on ``text``, and how many cues are in it; none where it is too long."""
    return _remembered(cues, text) if len(text) <= REMEMBERED else _looked_for(cues, text)


def _looked_for(cues: Cues, text: str) -> tuple[int, int]:
    parts = text.lower().split()
    if len(parts) >= len(cues.by_length):
        return 0, 0
    met = cues.words.intersection(parts)
    if mixed := " ".join(filterfalse(str.isalpha, parts)):  # most parts are words as they stand
        met = met.union(cues.words.intersection(_WORD.findall(mixed)), cues.signs.findall(mixed))
    return cues.wanted(met) & cues.by_length[len(parts)], len(met)


_remembered = lru_cache(maxsize=2_048)(_looked_for)  # all stages ask about all blocks of one page


@frozen
class RuleBook:
    """Rules of one effect, found by the words of a text."""

    rules: tuple[Rule, ...]
    cues: Cues = field(
        eq=False, repr=False, default=Factory(lambda book: Cues.of(book.rules), takes_self=True)
    )
    """What to look for: the cues of these rules, or of more, so that several books share one look."""

    _own: int = field(init=False, eq=False, repr=False)

    @_own.default
    def _bits(self) -> int:
        ids = {rule.id for rule in self.rules}
        return sum(1 << at for at, rule in enumerate(self.cues.rules) if rule.id in ids)

    def candidates(self, text: str) -> list[Rule]:
        """Return the rules whose cues are in ``text``, in the order of the data."""
        return self._rules(_met(self.cues, text)[0])

    def cued(self, words: Iterable[str]) -> list[Rule]:
        """Return the rules that have one of ``words`` for a cue, in the order of the data."""
        return self._rules(self.cues.wanted(self.cues.words.intersection(words)))

    def _rules(self, wanted: int) -> list[Rule]:
        """Return those of its own rules that a number has the bits of."""
        wanted &= self._own
        found: list[Rule] = []
        while wanted:
            lowest = wanted & -wanted
            found.append(self.cues.rules[lowest.bit_length() - 1])
            wanted ^= lowest
        return found

    def matches(self, text: str) -> Iterator[tuple[Rule, Match]]:
        """Yield each rule that takes ``text``, with its match, in the order of the data."""
        for rule in self.candidates(text):
            match = rule.quick.search(text) if len(text) <= SHORT else rule.search(text)
            if match is not None and (not rule.spares or rule.takes_text(text) is not None):
                yield rule, match


def load(text: str, origin: str = "<rules>") -> tuple[Rule, ...]:
    """Return the rules written in ``text``, a TOML document, checked.

    Raises:
        BrokenRule: it is not TOML, a field is missing or unknown, or a value is of the wrong kind.

    >>> load("[[rule]]\\nid = 'share.this'")
    Traceback (most recent call last):
        ...
    newsnorm.errors.BrokenRule: share.this (in <rules>) lacks what, why
    """
    rules = _read(text, origin)
    for rule in rules:
        rule.search("")  # a pattern that is none shows here, not in the midst of an article
    return rules


def _read(text: str, origin: str) -> tuple[Rule, ...]:
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenRule(origin, f"is not TOML: {error}") from error
    for name, records in tables.items():
        if (
            name not in set(Effect)
            or not isinstance(records, list)
            or not all(isinstance(r, dict) for r in records)
        ):
            raise BrokenRule(
                origin, f"may only hold tables [[rule]], [[part]], [[cut]] and [[code]], not {name}"
            )
    return tuple(_rule(effect, record, origin) for effect in Effect for record in tables.get(effect, ()))


def _rule(effect: Effect, record: Mapping[str, Any], origin: str) -> Rule:
    name = f"{record.get('id', 'a rule without id')} (in {origin})"
    missing = [key for key in ("id", "what", "why") if not record.get(key)]
    if missing:
        raise BrokenRule(name, f"lacks {', '.join(missing)}")
    for key in ("cues", "takes", "leaves", "spares"):
        if not isinstance(record.get(key, []), list):
            raise BrokenRule(name, f"needs a list of strings as {key}")
    try:
        rule = Rule(effect=effect, **record)
    except (TypeError, ValueError) as error:
        raise BrokenRule(name, f"is not a rule: {error}") from error
    for fault in _faults(rule):
        raise BrokenRule(name, fault)
    return rule


def _faults(rule: Rule) -> Iterator[str]:
    """Yield what is wrong with the form of a rule; its examples are run by the tests."""
    if _ID.fullmatch(rule.id) is None:
        yield "needs an id of the form family.what"
    if rule.effect is Effect.CODE:
        return
    if not rule.pattern.strip() or not rule.takes or not rule.leaves:
        yield "needs a pattern, something it takes and something it leaves"
    if rule.effect is not Effect.CUT and rule.role is Role.BOILERPLATE:
        family = rule.id.partition(".")[0]
        if family not in set(Family):
            yield f"drops blocks, but {family} is no family"
    if not set(rule.spares) <= SPARED.keys():
        yield f"spares what is not known; there are {', '.join(SPARED)}"
    if any(cue != cue.lower() or _WORD.fullmatch(cue) is None for cue in rule.cues):
        yield "has a cue that is not one lower-case word"


def broken_examples(rule: Rule) -> Iterator[BrokenRule]:
    """Yield an error for each example of ``rule`` that its pattern contradicts."""
    try:
        rule.search("")
    except BrokenRule as error:
        yield error
        return
    cues = RuleBook((rule,))
    for text in rule.takes:
        if rule not in cues.candidates(text):
            yield BrokenRule(rule.id, f"has no cue in, or is too short for, {text!r}")
        elif rule.takes_text(text) is None:
            yield BrokenRule(rule.id, f"should take {text!r}")
    for text in rule.leaves:
        if rule in cues.candidates(text) and rule.takes_text(text) is not None:
            yield BrokenRule(rule.id, f"should leave {text!r}")


@cache
def shipped() -> tuple[Rule, ...]:
    """Return all rules that come with newsnorm, in the order of files and records."""
    folder = resources.files("newsnorm") / "data" / "rules"
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    rules = tuple(rule for file in files for rule in _read(file.read_text("utf-8"), file.name))
    for rule_id in (each for each, times in Counter(rule.id for rule in rules).items() if times > 1):
        raise BrokenRule(rule_id, "stands twice in the data")
    return rules


@cache
def ids_and_families() -> frozenset[str]:
    """Return what `Profile.without` may name: the ids of the shipped rules, and what stands before their dots.

    >>> {"related.read-more", "related"} <= ids_and_families()
    True
    """
    return frozenset(name for rule in shipped() for name in (rule.id, rule.id.partition(".")[0]))


@cache
def book(effect: Effect, roles: frozenset[Role], without: frozenset[str] = frozenset()) -> RuleBook:
    """Return the shipped rules with this effect for these roles, less those named in ``without``."""
    kept = (r for r in shipped() if r.effect is effect and r.role in roles)
    return RuleBook(tuple(r for r in kept if not is_left_out(r.id, without)), _shipped_cues())


def is_left_out(rule_id: str, without: frozenset[str]) -> bool:
    """Tell whether ``without`` names a rule, or its whole family.

    >>> is_left_out("share.networks", frozenset({"share"})), is_left_out("share.networks", frozenset({"legal"}))
    (True, False)
    """
    return rule_id in without or rule_id.partition(".")[0] in without


@cache
def _shipped_cues() -> Cues:
    return Cues.of(shipped())


def cues_met(text: str) -> int:
    """Count the cues and signs of the rules in a text; none where it is too long for a rule.

    >>> cues_met("Sign up for our newsletter") > cues_met("The ferry was late.")
    True
    """
    return _met(_shipped_cues(), text)[1]


def find(rule_id: str) -> Rule:
    """Return the rule with this id.

    Raises:
        KeyError: there is none.

    >>> find("paragraphs.rejoin").what
    'Two halves of one sentence that stand in two paragraphs.'
    """
    return {rule.id: rule for rule in shipped()}[rule_id]
