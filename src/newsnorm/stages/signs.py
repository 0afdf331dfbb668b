"""Signs: the witnesses in a text, what can be counted about a block of a page and its neighbours, without knowing its language.

Each block gets one row of numbers. They say how it looks (its words, how it begins and ends), what stands
around it, how far it is from the next paragraph of prose and from the headline, what the rules took nearby,
whether it stands twice, and how many of its words the page's prose uses elsewhere. `forest` weighs them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, chain, compress, takewhile

from newsnorm.article import Block
from newsnorm.read.text import LISTED
from newsnorm.rules import cues_met
from newsnorm.stages.stage import BODY_WORDS, BOILERPLATE, CJK, COLONS, PARAGRAPH, ends_sentence, texts, words

Row = tuple[float, ...]
"""One number for each of `NAMES`."""

Columns = Mapping[str, Sequence[float]]
"""The numbers of all blocks, by witness."""

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
    "announced",
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
    "again",
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
    2.0
    """
    columns = _Page(blocks).columns()
    found = zip(
        *(map(float, columns[name]) for name in NAMES), strict=True
    )  # all floats: a forest is quickest so
    return [row if block.role is PARAGRAPH else None for block, row in zip(blocks, found, strict=True)]


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
    return 3 if last in COLONS else 4 if last and last in ",;–-" else 0


class _Page:
    """What is counted once for all blocks of a page."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self.texts = texts(blocks)
        self.counts = list(map(words, self.texts))
        self.ends = [end_of(text) for text in self.texts]
        self.taken = [block.role is BOILERPLATE for block in blocks]
        self.told = [
            count >= BODY_WORDS and block.role is PARAGRAPH and is_prose(count, end)
            for block, count, end in zip(blocks, self.counts, self.ends, strict=True)
        ]
        self.prose = [count if told else 0 for count, told in zip(self.counts, self.told, strict=True)]
        self.all_words = _sums(self.counts)
        self.all_prose = _sums(self.prose)
        self.all_ends = _sums([end == 1 for end in self.ends])
        self.lower = [text.lower() for text in self.texts]
        self.copies = Counter(self.lower)
        self.samples = [text[:SAMPLE].split() for text in self.lower]
        self.vocabularies = [frozenset([w for w in sample if len(w) >= LONG_WORD]) for sample in self.samples]
        self.known = Counter(chain.from_iterable(compress(self.vocabularies, self.told)))
        self.short_words = self._short_words()
        self.headline = self._headline()
        self.heads = [text[: ECHO.start] for text in self.texts]
        self.begins = Counter(self.heads)

    def columns(self) -> Columns:
        """Return each witness of all blocks; column by column, which takes half the time of row by row."""
        return {**self._looks(), **self._neighbours(), **self._places(), **self._words(), **self._page()}

    def _looks(self) -> Columns:
        """Return what the blocks show by themselves."""
        heads = [text.split(maxsplit=HEAD_WORDS)[:HEAD_WORDS] for text in self.texts]
        initials = ["".join([word[0] for word in head]) for head in heads]
        hints = [block.hints for block in self.blocks]
        markup = {tag: _markup(tag) for tag in {each.tag for each in hints}}
        indent = self._indent()
        return {
            "words": self.counts,
            "end": self.ends,
            "commas": [text.count(",") for text in self.texts],
            "capitals": [sum(map(str.isupper, first)) / (len(first) or 1) for first in initials],
            "numbers": [
                0 if first.isalpha() else sum(map(str.isdigit, first)) / (len(first) or 1)
                for first in initials
            ],
            "start": [_start(text) for text in self.texts],
            "letters": [
                len(text) / (count or 1) for text, count in zip(self.texts, self.counts, strict=True)
            ],
            "link": [each.link_share for each in hints],
            "markup": [markup[each.tag] for each in hints],
            "indent": [each.indent - indent for each in hints],
            "cues": [cues_met(text) for text in self.texts],
        }

    def _neighbours(self) -> Columns:
        """Return what stands beside the blocks."""
        size = len(self.blocks)
        near, far = _around(self.all_words, NEAR), _around(self.all_words, WIDE)
        blocks = _around(range(size + 1), WIDE)
        return {
            "before": [-1, *self.counts][:size],
            "after": [*self.counts[1:], -1][:size],
            "after_end": [*self.ends[1:], -1][:size],
            "near": _shares(_around(self.all_prose, NEAR), near),
            "far": _shares(_around(self.all_prose, WIDE), far),
            "sentences": _shares(_around(self.all_ends, WIDE), blocks),
            "copies": [self.copies[text] for text in self.lower],
            "again": list(_again(self.lower)),
            "echo": [self._echo(at) if self.begins[begin] > 1 else 0 for at, begin in enumerate(self.heads)],
        }

    def _places(self) -> Columns:
        """Return where the blocks stand: from prose, in a run without it, from boilerplate, on the page."""
        size = len(self.blocks)
        above, below = _distances(self.told), _distances(self.told[::-1])[::-1]
        lows = [max(0, at - away + 1) for at, away in enumerate(above)]
        highs = [min(size, at + away) for at, away in enumerate(below)]
        runs = [0 if told else high - low for told, low, high in zip(self.told, lows, highs, strict=True)]
        prose = self.all_prose[-1] or 1
        colons = _distances([end == 3 for end in self.ends])
        return {
            "announced": [colon if colon <= told else FAR for colon, told in zip(colons, above, strict=True)],
            "told_above": above,
            "told_below": below,
            "run": runs,
            "run_words": [
                self.all_words[high] - self.all_words[low] if run else 0
                for run, low, high in zip(runs, lows, highs, strict=True)
            ],
            "run_place": [
                (at - low) / run if run else 0 for at, (run, low) in enumerate(zip(runs, lows, strict=True))
            ],
            "taken_above": _distances(self.taken),
            "taken_below": _distances(self.taken[::-1])[::-1],
            "prose_above": [before / prose for before in self.all_prose[:-1]],
            "prose_below": [(self.all_prose[-1] - upto) / prose for upto in self.all_prose[1:]],
            "place": [at / size for at in range(size)],
            "headline_above": [
                NO_HEADLINE if self.headline is None else at - self.headline for at in range(size)
            ],
        }

    def _words(self) -> Columns:
        """Return which of their words the prose and the headline have too."""
        headline = frozenset[str]() if self.headline is None else self.vocabularies[self.headline]
        kin = list(self._kinship())
        return {
            "kin": [share for share, _ in kin],
            "kinship": [share for _, share in kin],
            "short_words": [
                sum(map(self.short_words.__contains__, sample)) / (len(sample) or 1)
                for sample in self.samples
            ],
            "headline_kin": [
                0 if headline.isdisjoint(words) else len(headline & words) / len(headline)
                for words in self.vocabularies
            ],
        }

    def _page(self) -> Columns:
        """Return what the page is like, the same for all blocks."""
        size, total = len(self.blocks), self.all_words[-1]
        paragraphs = sorted(count for count in self.prose if count)
        usual = paragraphs[len(paragraphs) // 2] if paragraphs else 0
        page = {
            "page_prose": self.all_prose[-1] / (total or 1),
            "page_taken": sum(self.taken) / (size or 1),
            "page_paragraph": usual,
            "page_blocks": size,
            "page_words": total,
            "page_cjk": _cjk_share(self.texts[:CJK_SAMPLE]),
        }
        beside = {"beside_usual": [count / (usual or 1) for count in self.counts]}
        return {name: [value] * size for name, value in page.items()} | beside

    def _indent(self) -> int:
        """Return how far most of the prose is indented."""
        by_indent: Counter[int] = Counter()
        for block, count in zip(self.blocks, self.prose, strict=True):
            by_indent[block.hints.indent] += count
        return max(by_indent, key=by_indent.__getitem__, default=0)

    def _kinship(self) -> Iterator[tuple[float, float]]:
        """Yield how many of a block's words the other prose has, and in how much of the prose they are."""
        paragraphs = sum(self.told) or 1
        for vocabulary, told in zip(self.vocabularies, self.told, strict=True):
            met = list(filter(None, map(self.known.get, vocabulary)))
            others = len(met) - met.count(1) if told else len(met)
            size = len(vocabulary)
            yield (others / size, sum(met) / size / paragraphs) if size else (-1, 0)

    def _short_words(self) -> frozenset[str]:
        """Return the short words that come back in the prose."""
        samples = compress(self.samples, self.told)
        met = Counter(chain.from_iterable({w for w in sample if len(w) <= SHORT_WORD} for sample in samples))
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
                self.copies[self.lower[at]],
                self.counts[at],
            ),
            default=None,
        )

    def _echo(self, at: int) -> float:
        """Return how much of a block another one near it begins with."""
        text, begin = self.texts[at], self.heads[at]
        if len(text) < ECHO.start:
            return 0
        low, high = max(0, at - ECHO_REACH), at + ECHO_REACH + 1
        near = [
            other for other in (*self.texts[low:at], *self.texts[at + 1 : high]) if other.startswith(begin)
        ]
        longest = text[: ECHO.stop - 1]
        return max((_shared(longest, other) for other in near), default=0) / len(longest)


def _again(texts: Iterable[str]) -> Iterator[int]:
    """Yield for each text how many times it has come before."""
    seen = Counter[str]()
    for text in texts:
        yield seen[text]
        seen[text] += 1


def _shared(one: str, other: str) -> int:
    """Return how many code points two texts begin with alike."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _around(sums: Sequence[int], reach: int) -> list[int]:
    """Return for each place the sum of what stands up to ``reach`` places away, of running sums."""
    padded = [sums[0]] * reach + [*sums] + [sums[-1]] * reach
    return [high - low for low, high in zip(padded, padded[2 * reach + 1 :], strict=False)]


def _shares(parts: Sequence[int], wholes: Sequence[int]) -> list[float]:
    return [part / (whole or 1) for part, whole in zip(parts, wholes, strict=True)]


def _markup(tag: str) -> int:
    return HEADING if _is_heading(tag) else MARKUP.get(tag, OTHER_MARKUP)


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
