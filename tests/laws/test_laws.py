"""The laws of newsnorm, tried on generated articles and on arbitrary text."""

from __future__ import annotations

import copy
import pickle
import re
import tempfile
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

from hypothesis import assume, example, given, reject
from laws.strategies import ANY_BYTES, ANY_TEXT, SOURCES, articles

from newsnorm import Article, Edit, Profile, Role, Span, normalize, normalize_html, normalize_text, rules
from newsnorm.article import SEPARATOR
from newsnorm.errors import EmptySource, NewsnormError, NotAPage
from newsnorm.tracked import splice

WORD = re.compile(r"\w+")

BREAKS = frozenset("-‐–—_*=~#·•.+")
"""The marks of a thematic break."""

REPAIRS = ("characters.", "paragraphs.", "markdown.", "links.", "link.", "name.style")
"""Rules that may make a word of the pieces of others, and say so."""


def read(source: str) -> Article:
    """Normalise ``source``; empty markup, and what is no page but a feed or subtitles, is of no interest here."""
    try:
        return normalize_text(source)
    except (EmptySource, NotAPage):
        reject()


@given(SOURCES)
def test_replay(source: str) -> None:
    """Carrying out the recorded changes on the source gives the text."""
    article = read(source)

    assert article.text == splice(article.source, article.changes())


@given(SOURCES)
def test_replay_of_the_fields(source: str) -> None:
    """The changes towards the headline, the standfirst or the captions give just those."""
    article = read(source)

    for role in (Role.TITLE, Role.STANDFIRST, Role.CAPTION):
        texts = [str(block.text) for block in article.blocks if block.role is role]
        assert SEPARATOR.join(texts) == article.projected(role)
        assert SEPARATOR.join(texts) == splice(article.source, article.changes(role))


@given(SOURCES)
def test_the_fields_are_told_by_blocks(source: str) -> None:
    """Headline, standfirst and captions are what the blocks with those roles say."""
    article = read(source)

    assert (article.title or "") == article.projected(Role.TITLE)
    assert (article.standfirst or "") == article.projected(Role.STANDFIRST)
    captions = [caption.text for caption in article.captions if caption.text]
    assert SEPARATOR.join(captions) == article.projected(Role.CAPTION)


@given(SOURCES)
def test_nothing_is_lost(source: str) -> None:
    """Blocks are sorted and disjoint; between them stand only white space and thematic breaks."""
    article = read(source)
    blocks = [at for block in article.blocks for at in (block.span.start, block.span.end)]
    ends = [0, *blocks, len(article.source)]

    assert sorted(ends) == ends
    for start, end in list(pairwise(ends))[::2]:
        gap = article.source[start:end]
        assert not [c for c in gap if not c.isspace() and c not in BREAKS]


@given(SOURCES)
def test_a_block_holds_its_part_of_the_source(source: str) -> None:
    """The tracked text of a block begins as the characters its span covers."""
    article = read(source)

    parts = [block.span.of(article.source) for block in article.blocks]

    assert parts == [block.text.source for block in article.blocks]


@given(SOURCES)
def test_reasons(source: str) -> None:
    """Every change, and every role that is not the usual one, names rules that exist."""
    article = read(source)
    named = [reason.rule for edit in article.changes() for reason in edit.reasons]
    named += [reason.rule for block in article.blocks for reason in block.reasons]

    assert all(edit.reasons for edit in article.changes())
    assert all(block.reasons for block in article.blocks if block.role is not Role.PARAGRAPH)
    for rule in dict.fromkeys(named):
        assert rules.find(rule).id == rule


@given(SOURCES)
def test_order(source: str) -> None:
    """Changes are sorted and disjoint, and each changes something."""
    article = read(source)
    changes = article.changes()

    assert all(left.span.end <= right.span.start for left, right in pairwise(changes))
    assert not [edit for edit in changes if edit.span.of(article.source) == edit.after]


@given(SOURCES)
def test_verbatim(source: str) -> None:
    """What stands between two changes is in the text as it stands in the source."""
    article = read(source)
    text, at, now = article.text, 0, 0
    for edit in (*article.changes(), Edit(Span(len(article.source), len(article.source)), "", ())):
        kept = article.source[at : edit.span.start]
        assert kept == text[now : now + len(kept)]
        at, now = edit.span.end, now + len(kept) + len(edit.after)


@given(SOURCES)
def test_no_invention(source: str) -> None:
    """Every word of the text is in the source, written for a name, or made by a recorded repair."""
    article = read(source)
    known = {word.casefold() for word in WORD.findall(article.source)}
    known |= {word.casefold() for mention in article.mentions for word in WORD.findall(mention.written)}

    strange = [m for m in WORD.finditer(article.text) if m[0].casefold() not in known]

    assert not [match[0] for match in strange if not _is_repaired(article, Span(*match.span()))]


def _is_repaired(article: Article, span: Span) -> bool:
    """Tell whether a repair touches the characters of ``span``, in the text."""
    where = article.original(span)
    return any(
        reason.rule.startswith(REPAIRS)
        for edit in article.changes()
        if edit.span.start <= where.end and where.start <= edit.span.end
        for reason in edit.reasons
    )


@given(articles())
def test_settled(source: str) -> None:
    """Normalising the text of an article again drops nothing and edits nothing."""
    _settled(source)


@given(ANY_TEXT)
def test_settled_on_any_text(source: str) -> None:
    """The same for a text that is no article at all, fenced code apart: the text has no fence any more."""
    assume("```" not in source and "~~~" not in source)
    _settled(source)


def _settled(source: str) -> None:
    assume(source and not source.isspace())
    text = read(source).text
    assume(text and not text.isspace())

    again = normalize_text(text)

    assert [] == [(block.text.source, block.reasons) for block in again.dropped]
    assert [] == [edit for block in again.blocks for edit in block.text.edits]


@given(ANY_TEXT)
@example("")
@example("\x00")
@example("\ud800")
def test_total_on_text(source: str) -> None:
    """Any text gives an Article, or the documented error for one without a character to read."""
    with suppress(EmptySource, NotAPage):
        assert isinstance(normalize_text(source), Article)


@given(ANY_BYTES)
def test_total_on_bytes(data: bytes) -> None:
    """Any file gives an Article or one of newsnorm's own errors."""
    with tempfile.NamedTemporaryFile(suffix=".txt") as file:
        file.write(data)
        file.flush()
        with suppress(NewsnormError):
            assert isinstance(normalize(Path(file.name)), Article)


@given(ANY_TEXT)
def test_total_on_html(source: str) -> None:
    """Any text read as HTML gives an Article or one of newsnorm's own errors."""
    with suppress(NewsnormError):
        assert isinstance(normalize_html(source), Article)


@given(ANY_BYTES)
def test_total_on_html_bytes(data: bytes) -> None:
    """Any bytes read as HTML give an Article or one of newsnorm's own errors."""
    with suppress(NewsnormError):
        assert isinstance(normalize_html(data), Article)


@given(SOURCES)
def test_round_trip_through_a_dict(source: str) -> None:
    """An article comes back whole from its dict."""
    article = read(source)

    assert article == Article.from_dict(article.to_dict())


@given(SOURCES)
def test_round_trip_through_json(source: str) -> None:
    """An article comes back whole from its JSON, which is one line of ASCII."""
    article = read(source)
    written = article.to_json()

    assert article == Article.from_json(written)
    assert written.isascii()
    assert "\n" not in written


@given(SOURCES)
def test_round_trip_through_pickle_and_copy(source: str) -> None:
    """An article comes back whole from a pickle and from a copy."""
    article = read(source)

    assert article == pickle.loads(pickle.dumps(article))  # noqa: S301 - it was pickled on this line
    assert article == copy.deepcopy(article)
    assert article == copy.copy(article)


@given(SOURCES)
def test_determinism(source: str) -> None:
    """The same source gives an article that compares and hashes as equal."""
    one, other = read(source), read(source)

    assert one == other
    assert hash(one) == hash(other)


@given(SOURCES)
def test_names_can_be_left_alone(source: str) -> None:
    """Without a style nothing is edited for a name, and every mention is as it was found."""
    try:
        article = normalize_text(source, profile=Profile(style=None))
    except (EmptySource, NotAPage):
        return

    assert not [edit for edit in article.changes() if any(r.rule == "name.style" for r in edit.reasons)]
    assert [mention.found for mention in article.mentions] == [m.written for m in article.mentions]
