"""Signs: the witnesses in a text, what can be counted about a block of a page and its neighbours, without knowing its language.

Each block gets one row of numbers. They say how it looks (its words, how it begins and ends), what stands
around it, how far it is from the next paragraph of prose and from the headline, what the rules took nearby,
whether it stands twice, and how many of its words the page's prose uses elsewhere. `forest` weighs them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate, takewhile

from newsnorm.article import Block, Role
from newsnorm.read.text import LISTED
from newsnorm.rules import cues_met
from newsnorm.stages.stage import BODY_WORDS, CJK, ends_sentence, words

Row = tuple[float, ...]
"""One number for each of `NAMES`."""

NAMES = (
    "words",
    "end",
    "commas",
    "capitals",
    "numbers",
    "start",
    "letters",
    "link",
    "markup",
    "before",
    "after",
    "after_end",
    "told_above",
    "told_below",
    "run",
    "run_words",
    "run_place",
    "taken_above",
    "taken_below",
    "near",
    "far",
    "sentences",
    "prose_above",
    "prose_below",
    "place",
    "page_prose",
    "page_taken",
    "page_paragraph",
    "indent",
    "copies",
    "kin",
    "kinship",
    "short_words",
    "headline_kin",
    "headline_above",
    "echo",
    "cues",
    "beside_usual",
    "page_blocks",
    "page_words",
    "page_cjk",
)

FAR = 30
"""Blocks after which it does not matter how far away something is."""

NEAR = 3
WIDE = 10
"""Blocks on each side that are looked at for how much prose there is."""

HEAD_WORDS = 16
"""Words at the begin of a block by which its capitals and numbers are counted."""

SAMPLE = 300
"""Code points at the begin of a block whose words are compared with the rest of the page."""

LONG_WORD = 5
"""Letters; shorter words stand in every text."""

SHORT_WORD = 4
"""Letters; the shorter words that come back in the prose of a page are *the*, *und*, *que*: text has them, labels do not."""

COMMON = 0.2
"""Such a word comes so many times for each paragraph of prose, and twice at least."""

HEAD = 15
"""Blocks before the prose among which the headline is looked for."""

HEADLINE_WORDS = range(4, 31)

NO_HEADLINE = -99

ECHO = range(8, 81)
"""Code points that a block and one near it have to begin with alike: a picture's description, then its caption."""

ECHO_REACH = 4

CJK_SAMPLE = 50
"""Blocks at the begin of a page that tell its script."""

MARKUP = {"": 0, "p": 0, "li": 2, "blockquote": 3, "table": 4, "pre": 4, "img": 5}
HEADING = 1
OTHER_MARKUP = 6


def rows(blocks: Sequence[Block]) -> list[Row | None]:
    """Return the row of each block that nothing has been decided about; ``None`` for the others.

    >>> from newsnorm.tracked import Span, TrackedText
    >>> [row] = rows([Block(Span(0, 8), TrackedText("Read it."))])
    >>> dict(zip(NAMES, row))["words"]
    2
    """
    return _Page(blocks).rows()


def is_prose(count: int, end: int) -> bool:
    """Tell whether so many words with such an end are told by a reporter."""
    return count >= BODY_WORDS and (end in {1, 3} or count >= 2 * BODY_WORDS)


def end_of(text: str) -> int:
    """Return how a text ends: 0 no mark, 1 a sentence, 2 an ellipsis, 3 a colon, 4 in the midst."""
    last = text[-1:]
    if last.isalnum():
        return 0
    if last == "…" or text.endswith("..."):
        return 2
    if ends_sentence(text):
        return 1
    return 3 if last == ":" else 4 if last and last in ",;–-" else 0


class _Page:
    """What is counted once for all blocks of a page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.texts = [str(block.text) for block in blocks]
        self.counts = [words(text) for text in self.texts]
        self.ends = [end_of(text) for text in self.texts]
        self.taken = [block.role is Role.BOILERPLATE for block in blocks]
        self.told = [
            block.role is Role.PARAGRAPH and is_prose(count, end)
            for block, count, end in zip(blocks, self.counts, self.ends, strict=True)
        ]
        self.prose = [count if told else 0 for count, told in zip(self.counts, self.told, strict=True)]
        self.all_words = _sums(self.counts)
        self.all_prose = _sums(self.prose)
        self.all_ends = _sums([end == 1 for end in self.ends])
        self.copies = Counter(text.lower() for text in self.texts)
        self.samples = [text[:SAMPLE].lower().split() for text in self.texts]
        self.vocabularies = [frozenset([w for w in sample if len(w) >= LONG_WORD]) for sample in self.samples]
        self.known: Counter[str] = Counter()
        for vocabulary, told in zip(self.vocabularies, self.told, strict=True):
            if told:
                self.known.update(vocabulary)
        self.short_words = self._short_words()
        self.headline = self._headline()
        self.begins = Counter(text[: ECHO.start] for text in self.texts)

    def rows(self) -> list[Row | None]:
        size = len(self.blocks)
        told_above, told_below = _distances(self.told), _distances(self.told[::-1])[::-1]
        taken_above, taken_below = _distances(self.taken), _distances(self.taken[::-1])[::-1]
        prose, total = self.all_prose[-1], self.all_words[-1]
        paragraphs = sorted(count for count in self.prose if count)
        usual = paragraphs[len(paragraphs) // 2] if paragraphs else 0
        page = (prose / (total or 1), sum(self.taken) / (size or 1), usual)
        whole = (size, total, _cjk_share(self.texts[:CJK_SAMPLE]))
        indent = self._indent()
        found: list[Row | None] = []
        for at, block in enumerate(self.blocks):
            if block.role is not Role.PARAGRAPH:
                found.append(None)
                continue
            low, high = max(0, at - told_above[at] + 1), min(size, at + told_below[at])
            run = 0 if self.told[at] else high - low
            found.append(
                (
                    *self._looks(at),
                    self.counts[at - 1] if at else -1,
                    self.counts[at + 1] if at + 1 < size else -1,
                    self.ends[at + 1] if at + 1 < size else -1,
                    told_above[at],
                    told_below[at],
                    run,
                    self.all_words[high] - self.all_words[low] if run else 0,
                    (at - low) / run if run else 0,
                    taken_above[at],
                    taken_below[at],
                    self._density(at, NEAR),
                    self._density(at, WIDE),
                    self._sentences(at),
                    self.all_prose[at] / (prose or 1),
                    (prose - self.all_prose[at + 1]) / (prose or 1),
                    at / size,
                    *page,
                    block.hints.indent - indent,
                    self.copies[self.texts[at].lower()],
                    *self._kinship(at),
                    *self._beside_headline(at),
                    self._echo(at),
                    cues_met(self.texts[at]),
                    self.counts[at] / (usual or 1),
                    *whole,
                )
            )
        return found

    def _looks(self, at: int) -> Row:
        """Return what the block shows by itself."""
        text, hints = self.texts[at], self.blocks[at].hints
        head = text.split(maxsplit=HEAD_WORDS)[:HEAD_WORDS]
        initials = "".join([word[0] for word in head])
        count = len(head) or 1
        numbers = sum(map(str.isdigit, initials))
        tag = hints.tag
        return (
            self.counts[at],
            self.ends[at],
            text.count(","),
            sum(map(str.isupper, initials)) / count,
            numbers / count,
            _start(text),
            len(text) / (self.counts[at] or 1),
            hints.link_share,
            HEADING if _is_heading(tag) else MARKUP.get(tag, OTHER_MARKUP),
        )

    def _indent(self) -> int:
        """Return how far most of the prose is indented."""
        by_indent: Counter[int] = Counter()
        for block, count in zip(self.blocks, self.prose, strict=True):
            by_indent[block.hints.indent] += count
        return max(by_indent, key=by_indent.__getitem__, default=0)

    def _density(self, at: int, reach: int) -> float:
        """Return the share of prose among the words up to ``reach`` blocks away."""
        low, high = max(0, at - reach), min(len(self.blocks), at + reach + 1)
        return (self.all_prose[high] - self.all_prose[low]) / (
            self.all_words[high] - self.all_words[low] or 1
        )

    def _sentences(self, at: int) -> float:
        """Return the share of blocks around that end a sentence."""
        low, high = max(0, at - WIDE), min(len(self.blocks), at + WIDE + 1)
        return (self.all_ends[high] - self.all_ends[low]) / (high - low)

    def _kinship(self, at: int) -> tuple[float, float]:
        """Return how many of its words the other prose has, and in how much of the prose they are."""
        vocabulary, own = self.vocabularies[at], self.told[at]
        if not vocabulary:
            return -1, 0
        met = [self.known.get(word, 0) for word in vocabulary]
        kin = sum([times > own for times in met])
        return kin / len(vocabulary), sum(met) / len(vocabulary) / (sum(self.told) or 1)

    def _short_words(self) -> frozenset[str]:
        """Return the short words that come back in the prose."""
        met: Counter[str] = Counter()
        for sample, told in zip(self.samples, self.told, strict=True):
            if told:
                met.update({word for word in sample if len(word) <= SHORT_WORD})
        least = max(2, COMMON * sum(self.told))
        return frozenset([word for word, times in met.items() if times >= least and word.isalpha()])

    def _headline(self) -> int | None:
        """Return where the headline stands, as far as can be guessed: marked so, repeated, or the longest line."""
        first = self.told.index(True) if True in self.told else len(self.told)
        lines = (
            at
            for at in range(max(0, first - HEAD), first)
            if self.counts[at] in HEADLINE_WORDS and self.ends[at] <= 1
        )
        return max(
            lines,
            key=lambda at: (
                _is_heading(self.blocks[at].hints.tag),
                self.copies[self.texts[at].lower()],
                self.counts[at],
            ),
            default=None,
        )

    def _beside_headline(self, at: int) -> tuple[float, float, float]:
        """Return how much of a block is short words, and how near it is to the headline in words and blocks."""
        sample = self.samples[at]
        short = sum([word in self.short_words for word in sample]) / (len(sample) or 1)
        if self.headline is None:
            return short, 0, NO_HEADLINE
        headline = self.vocabularies[self.headline]
        return short, len(headline & self.vocabularies[at]) / (len(headline) or 1), at - self.headline

    def _echo(self, at: int) -> float:
        """Return how much of a block another one near it begins with."""
        text = self.texts[at]
        begin = text[: ECHO.start]
        if self.begins[begin] == 1 or len(text) < ECHO.start:
            return 0
        low, high = max(0, at - ECHO_REACH), at + ECHO_REACH + 1
        near = [
            other for other in (*self.texts[low:at], *self.texts[at + 1 : high]) if other.startswith(begin)
        ]
        longest = text[: ECHO.stop - 1]
        return max((_shared(longest, other) for other in near), default=0) / len(longest)


def _shared(one: str, other: str) -> int:
    """Return how many code points two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_heading(tag: str) -> bool:
    return tag[:1] == "h" and tag[1:].isdigit()


def _cjk_share(texts: Sequence[str]) -> float:
    """Return which share of the code points is Chinese, Japanese or Korean."""
    return sum(len(CJK.findall(text)) for text in texts if not text.isascii()) / (sum(map(len, texts)) or 1)


def _sums(counts: Sequence[int]) -> list[int]:
    return [0, *accumulate(counts)]


def _distances(marked: Sequence[bool]) -> list[int]:
    """Return for each place how many steps back the last marked one is, at most `FAR`."""
    found: list[int] = []
    away = FAR
    for mark in marked:
        found.append(away)
        away = 1 if mark else min(FAR, away + 1)
    return found


def _start(text: str) -> int:
    """Return how a text begins: 1 a capital, 2 a number, 3 a small letter, 4 a bullet, 5 a quotation mark."""
    first = text[:1]
    if first.isupper():
        return 1
    if LISTED.match(text) is not None:
        return 4
    if first.isdigit():
        return 2
    return 3 if first.islower() else 5 if first and first in "\"“„«'‘" else 0
