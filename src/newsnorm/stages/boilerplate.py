"""Boilerplate: the site speaking, not the reporter, is dropped; notes about the article are told apart.

The rules are data. What stands here is where they may fire: anywhere, in the head or tail of the
page, beside their like; and how far a rule that opens a run carries: a letter to the readers, a
form, a promo box with its bullets, a list of other articles' headlines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache, partial
from itertools import pairwise, repeat

from newsnorm import bylines, datelines
from newsnorm.article import Block, Family, Role
from newsnorm.firing import Effect, Opens, Where
from newsnorm.profile import Profile
from newsnorm.read.text import LISTED
from newsnorm.rules import Rule, RuleBook, book
from newsnorm.stages.parts import HEADLINES, PROSE_WORDS
from newsnorm.stages.stage import (
    COLONS,
    PARAGRAPH,
    Blocks,
    dropped,
    ends_sentence,
    is_told,
    labelled,
    texts,
    words,
)
from newsnorm.tracked import Reason

ADDRESSES_READERS = re.compile(
    r"""\b(?: we | our | ours | us | you | your | wir | uns | unser\w* | sie | ihr\w* | euch | nous | notre | nos | vous | votre | vos
        | nosotr\w+ | nuestr\w+ | usted\w* | tu | ми | нам | нас | наш\w* | ви | вам | вас | ваш\w* | мы | вы )\b""",
    re.IGNORECASE | re.VERBOSE,
)

STANDING_BOX = "promo.standing-box"
LEAST_BULLETS = 3
BOX_HEADING_WORDS = 6
LONGEST_LIST = 100
STEPS = 8
"""Items; a longer list between two paragraphs that none of them announces may be the foot of the page."""

LABELLED = re.compile(
    r"[•‣▪●◦·*-]\s+(?:[A-Z][\w’'.-]*|a|an|and|at|by|for|in|of|on|the|to|with)(?:\s(?:[A-Z\d][\w’'.-]*|a|an|and|at|by|for|in|of|on|the|to|with)){0,6}\s?:\s"
)
"""A bullet with a label in capitals."""

FORM_WORDS = 5
TEASER_WORDS = range(5, 26)
TEASER_WORDS_BELOW = range(2, 26)

SWEPT = frozenset({Role.BOILERPLATE, Role.AUTHOR_BIO, Role.CONTRIBUTOR, Role.CORRECTION, Role.SOURCE_LINK})
"""The roles that rules give here."""

INSIDE = (Where.ANYWHERE, Where.AFTER, Where.RUN)
"""Where rules may fire that do not depend on where the body begins and ends."""

Label = tuple[Rule, str]
"""The rule that took a block, and the words that made it fire."""


def drop(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks with all boilerplate dropped and all notes labelled."""
    rules = book(Effect.LABEL, SWEPT, profile.without)
    telling = _of_families(profile.without)
    chrome = Family.CHROME
    named = (_named(block, telling) if block.family is chrome else block for block in blocks)
    return _Sweep(tuple(named), rules).swept()


@cache
def _of_families(without: frozenset[str]) -> RuleBook:
    """Return those rules that tell of which family a block is, wherever it stands."""
    rules = book(Effect.LABEL, SWEPT, without)
    telling = (rule for rule in rules.rules if rule.family is not None and rule.where is Where.ANYWHERE)
    return RuleBook(tuple(telling), rules.cues)


def _named(block: Block, rules: RuleBook) -> Block:
    """Tell of which family a block is that the reader of a web page has dropped, if a rule knows it."""
    if block.reasons[-1].rule != "html.not-report":
        return block
    for rule, match in rules.matches(str(block.text)):
        return labelled(block, Role.BOILERPLATE, Reason(rule.id, match[0][:200]), family=rule.family)
    return block


class _Sweep:
    """One pass over a page; holds what each rule says of each block, and what was decided."""

    def __init__(self, blocks: Blocks, rules: RuleBook) -> None:
        self.blocks = blocks
        self.texts = texts(blocks)
        self.open = [block.role is PARAGRAPH for block in blocks]
        self.claims = [
            list(rules.matches(text)) if undecided else []
            for text, undecided in zip(self.texts, self.open, strict=True)
        ]
        self.openers = {rule.id: rule for rule in rules.rules if rule.opens is Opens.SECTION}
        self.labels: dict[int, Label] = {}
        self.is_told = [
            undecided and is_told(text)
            for undecided, text in zip(self.open, _whole_texts(blocks, self.texts), strict=True)
        ]
        self.claimed = [at for at, claims in enumerate(self.claims) if claims]
        self.last_told = max((at for at, is_it in enumerate(self.is_told) if is_it), default=-1)
        self.left = sum(self.is_told)  # told blocks that nobody has taken

    def swept(self) -> Blocks:
        self._open_sections()
        while self._inside() or self._edges():
            pass  # what one pass takes makes neighbours of others
        boxed = {at: Reason(STANDING_BOX, evidence) for at, evidence in _standing_box(self)}
        return tuple(
            dropped(block, Family.PROMO, boxed[at])
            if at in boxed
            else _relabelled(block, *self.labels[at])
            if at in self.labels
            else block
            for at, block in enumerate(self.blocks)
        )

    def _open_sections(self) -> None:
        """Let headings that the reader of a web page has dropped tell of what stands under them."""
        for at, block in enumerate(self.blocks):
            rule = self.openers.get(block.reasons[-1].rule) if block.is_dropped and block.reasons else None
            if rule is not None:
                for follower in _section(self, rule, at):
                    self._label(follower, (rule, f"in the section {self.texts[at][:60]!r}"))

    def _judge(self, at: int, places: tuple[Where, ...]) -> bool:
        """Let the rules for these places have block ``at``; tell whether one took it."""
        if at in self.labels:
            return False
        before = self.labels.get(at - 1)
        family = before[0].family if before is not None else None
        for rule, match in sorted(self.claims[at], key=lambda claim: claim[0].family is not family):
            if rule.where in places and self._holds(rule, at):
                followers = RUNS[rule.opens](self, rule, at) if rule.opens else []
                if followers is None:
                    continue
                self._label(at, (rule, match[0]))
                for follower in followers:
                    self._label(follower, (rule, f"in the run that begins {self.texts[at][:60]!r}"))
                return True
        return False

    def _holds(self, rule: Rule, at: int) -> bool:
        """Tell whether the neighbours are as the rule wants them."""
        if rule.role is Role.AUTHOR_BIO and self._is_subject(rule, at):
            return False
        if self._is_in_own_list(rule, at):
            return False
        if rule.where is Where.AFTER:
            before = self.labels.get(at - 1)
            return before is not None and before[0].family is rule.family
        if rule.where is Where.RUN:
            return any(self._stands_beside(rule, at, step) for step in (-1, 1))
        return True

    def _stands_beside(self, rule: Rule, at: int, step: int) -> bool:
        """Tell whether the rule claims the nearest block on one side that is not taken by another."""
        other = at + step
        while 0 <= other < len(self.blocks) and not self._claims(other, rule):
            if self.is_free(other):
                return False
            other += step
        return 0 <= other < len(self.blocks)

    def _is_in_own_list(self, rule: Rule, at: int) -> bool:
        """Tell whether block ``at`` is in a list of the report itself.

        A line that ends in a colon announces it, right after a paragraph; or it stands between two
        paragraphs, and holds an item that no rule knows: furniture is furniture all through.
        """
        is_item = self._is_item(at)
        if not is_item and rule.where is not Where.RUN and rule.role is not Role.SOURCE_LINK:
            return False
        is_like = self._is_item if is_item else partial(self._claims, rule=rule)
        before, after = self._beyond(at, -1, is_like), self._beyond(at, 1, is_like)
        if not self._is_said(before):
            return False
        if self.texts[before].endswith(COLONS):
            is_label = words(self.texts[before]) <= BOX_HEADING_WORDS
            closes = self._is_said(after) or (after == len(self.blocks) and not is_label)
            return closes and (self.is_told[before] or self._is_report(self._next(before, -1)))
        items = range(before + 1, after)
        is_between = self._is_report(before) and self._is_report(after) and all(map(is_like, items))
        return is_between and len(items) <= STEPS and not all(self.claims[item] for item in items)

    def _beyond(self, at: int, step: int, is_like: Callable[[int], bool]) -> int:
        """Return where the blocks like ``at`` end on one side of it."""
        for _ in range(LONGEST_LIST):
            at = self._next(at, step)
            if not self.is_free(at) or not is_like(at):
                break
        return at

    def _next(self, at: int, step: int) -> int:
        """Return the next block that rules may judge, or the end of the page."""
        at += step
        while 0 <= at < len(self.blocks) and not self.open[at]:
            at += step
        return at

    def _is_item(self, at: int) -> bool:
        return LISTED.match(self.texts[at]) is not None

    def _is_report(self, at: int) -> bool:
        """Tell whether a told paragraph stands at ``at`` that no rule wants."""
        return self.is_free(at) and self.is_told[at] and not self.claims[at]

    def _is_said(self, at: int) -> bool:
        """Tell whether a sentence stands at ``at``, or what announces one, that no rule wants."""
        text = self.texts[at] if self.is_free(at) and not self.claims[at] else ""
        return ends_sentence(text) or text.endswith(COLONS)

    def _is_subject(self, rule: Rule, at: int) -> bool:
        """Tell whether the person a note is about is spoken of in the report, or somebody else has signed it."""
        match = rule.search(self.texts[at])
        name = match.groupdict().get("name") if match is not None else None
        if name is None:
            return False
        told = (text for other, text in enumerate(self.texts) if other != at and self.is_told[other])
        return any(name in text for text in told) or self._is_anothers(name)

    def _is_anothers(self, name: str) -> bool:
        """Tell whether the first byline names people, and none who shares a word with ``name``."""
        texts = (text for text, undecided in zip(self.texts, self.open, strict=True) if undecided)
        signed = next(filter(None, map(bylines.authors, texts)), ())
        people = [person for person in signed if person not in bylines.AGENCIES]
        own = set(name.casefold().split())
        return bool(people) and all(own.isdisjoint(person.casefold().split()) for person in people)

    def _claims(self, at: int, rule: Rule) -> bool:
        return any(other.id == rule.id for other, _ in self.claims[at])

    def _inside(self) -> bool:
        """Let all rules that hold anywhere have their blocks; tell whether anything was taken."""
        return sum([self._judge(at, INSIDE) for at in self.claimed]) > 0

    def _edges(self) -> bool:
        """Peel the head and the tail; tell whether anything came off."""
        there = range(len(self.blocks))
        head, tail = self._peel(there, Where.HEAD), self._peel(reversed(there), Where.TAIL)
        return head or tail

    def _peel(self, order: Iterable[int], place: Where) -> bool:
        """Let the rules for one end of the page have blocks, up to the first told one that stays."""
        peeled = False
        for at in order:
            peeled = (bool(self.claims[at]) and self._judge(at, (place,))) or peeled
            if self.is_told[at] and at not in self.labels:
                break
        return peeled

    def _label(self, at: int, label: Label) -> None:
        self.labels[at] = label
        self.left -= self.is_told[at]

    def is_below(self, at: int) -> bool:
        """Tell whether no told paragraph stands after block ``at``."""
        return at > self.last_told

    def is_free(self, at: int) -> bool:
        """Tell whether block ``at`` exists and belongs to nobody yet."""
        return 0 <= at < len(self.blocks) and self.open[at] and at not in self.labels

    def is_claimed_by_others(self, at: int, family: Family | None) -> bool:
        """Tell whether a rule of another family takes block ``at``."""
        return any(rule.family is not family for rule, _ in self.claims[at])


def _whole_texts(blocks: Blocks, texts: list[str]) -> Iterator[str]:
    """Yield for each block the paragraph it is part of."""
    starts = [at for at, block in enumerate(blocks) if at == 0 or not block.continues]
    for start, end in pairwise([*starts, len(blocks)]):
        whole = texts[start] if end - start == 1 else " ".join(texts[start:end])
        yield from repeat(whole, end - start)


def _relabelled(block: Block, rule: Rule, evidence: str) -> Block:
    return labelled(block, rule.role, Reason(rule.id, evidence[:200]), family=rule.family)


def _following(sweep: _Sweep, rule: Rule, at: int, carries: Callable[[str], bool]) -> Iterator[int]:
    """Yield the blocks after ``at`` that ``carries`` takes, up to the first that is not one."""
    for follower in range(at + 1, len(sweep.blocks)):
        if not sweep.is_free(follower):
            continue  # taken already: what stands after it has moved up
        if sweep.is_claimed_by_others(follower, rule.family) or not carries(sweep.texts[follower]):
            return
        yield follower


def _letter(sweep: _Sweep, _rule: Rule, at: int) -> list[int] | None:
    """A letter speaks as *we* to *you*; one that would leave no article is the article."""
    run: list[int] = []
    follower = at + 1
    while sweep.left and sweep.is_free(follower) and _is_letter(sweep, follower):
        run.append(follower)
        follower += 1
    return run if sweep.left > sum(sweep.is_told[other] for other in (at, *run)) else None


def _is_letter(sweep: _Sweep, at: int) -> bool:
    claimed = any(rule.family is Family.DONATION for rule, _ in sweep.claims[at])
    return claimed or ADDRESSES_READERS.search(sweep.texts[at]) is not None


def _form(sweep: _Sweep, rule: Rule, at: int) -> list[int]:
    """Labels and buttons are short; the last short line before a paragraph may be its heading."""
    run = list(_following(sweep, rule, at, lambda text: words(text) <= FORM_WORDS))
    after = run[-1] + 1 if run else at
    if run and after < len(sweep.blocks) and sweep.is_told[after]:
        run.pop()
    return run


def _topics(sweep: _Sweep, rule: Rule, at: int) -> list[int]:
    """Names of topics are short; where a paragraph comes after, short lines may be of the article."""
    is_topic = sweep.is_below(at)
    return list(
        _following(
            sweep, rule, at, lambda text: is_topic and words(text) <= FORM_WORDS and not ends_sentence(text)
        )
    )


def _section(sweep: _Sweep, _rule: Rule, at: int) -> list[int]:
    """A heading of a web page tells of all that stands under it, if the article has been told above it."""
    tag = sweep.blocks[at].hints.tag
    above = (sweep.texts[other] for other in range(at) if sweep.is_free(other) and not sweep.claims[other])
    if tag not in HEADLINES or sum(words(text) >= PROSE_WORDS and ends_sentence(text) for text in above) < 2:
        return []
    below = range(at + 1, len(sweep.blocks))
    end = next((one for one in below if "h1" <= sweep.blocks[one].hints.tag <= tag), len(sweep.blocks))
    return [one for one in range(at + 1, end) if sweep.is_free(one)]


def _bullets(sweep: _Sweep, rule: Rule, at: int) -> list[int] | None:
    """Bullets of a box are labelled, or headlines; those that are nothing but sentences tell what happened."""
    run = list(_following(sweep, rule, at, lambda text: LISTED.match(text) is not None))
    is_told = all(
        ends_sentence(text) and not LABELLED.match(text) for text in map(sweep.texts.__getitem__, run)
    )
    return run if len(run) >= 2 and not is_told else None


def _teasers(sweep: _Sweep, rule: Rule, at: int) -> list[int]:
    """Headlines of other articles are of a headline's length, below the article also shorter, and end no sentence."""
    lengths = TEASER_WORDS_BELOW if sweep.is_below(at) else TEASER_WORDS
    return list(_following(sweep, rule, at, lambda text: _is_teaser(LISTED.sub("", text, count=1), lengths)))


def _is_teaser(text: str, lengths: range) -> bool:
    return words(text) in lengths and not ends_sentence(text)


def _standing_box(sweep: _Sweep) -> list[tuple[int, str]]:
    """Find the box about the running story that papers set into every report on it.

    It is a short heading and three or more bullets, each with a label in capitals and a colon,
    between two paragraphs of a filed report that has no other list.
    """
    items = [
        at for at, text in enumerate(sweep.texts) if sweep.is_free(at) and LISTED.match(text) is not None
    ]
    if len(items) < LEAST_BULLETS or items != list(range(items[0], items[-1] + 1)):
        return []
    heading, after = items[0] - 1, items[-1] + 1
    told = [at for at, it_is in enumerate(sweep.is_told) if it_is and sweep.is_free(at) and at not in items]
    stands = sweep.is_free(heading) and heading - 1 in told and after in told
    if not stands or words(sweep.texts[heading]) > BOX_HEADING_WORDS or ends_sentence(sweep.texts[heading]):
        return []
    if datelines.parse(sweep.texts[told[0]]) is None or not all(
        LABELLED.match(sweep.texts[at]) for at in items
    ):
        return []
    return [(at, sweep.texts[heading]) for at in range(heading, after)]


RUNS: dict[Opens, Callable[[_Sweep, Rule, int], list[int] | None]] = {
    Opens.LETTER: _letter,
    Opens.FORM: _form,
    Opens.TOPICS: _topics,
    Opens.SECTION: _section,
    Opens.BULLETS: _bullets,
    Opens.TEASERS: _teasers,
}
"""Which blocks a rule carries along; ``None`` where it may not fire at all."""
