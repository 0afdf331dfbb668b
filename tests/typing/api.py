"""Code that must type-check: the public API as a caller with mypy --strict sees it. It is never run."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any, assert_type

import newsnorm
from newsnorm import (
    Article,
    Block,
    Caption,
    Dateline,
    Decoding,
    Edit,
    Entity,
    Family,
    Hints,
    Link,
    Mention,
    Profile,
    Reason,
    Role,
    Span,
    TrackedText,
    Verdict,
    normalize,
    normalize_html,
    normalize_text,
    warc,
)
from newsnorm.batch import Failure, Source, normalize_as_completed, normalize_many

# The front door takes what paths, texts and pages come as.
assert_type(normalize("page.txt"), Article)
assert_type(normalize(Path("page.txt"), profile=Profile()), Article)
assert_type(normalize_text("Kiev fell silent."), Article)
assert_type(normalize_html("<p>Kiev fell silent.</p>", url="https://a.example"), Article)
assert_type(normalize_html(b"<p>Kiev fell silent.</p>"), Article)
assert_type(newsnorm.__version__, str)

# A profile is plain data, and takes any iterable where it keeps a tuple or a set.
petrenko = Entity(id="x:1", kind="person", name="Ivan|Petrenko", given=["Iwan"], surnames=("Petrenco",))
profile = Profile(
    style="bbc",
    as_of=datetime.date(2018, 1, 1),
    names=[petrenko],
    without={"related", "share.networks"},
    limit=1_000_000,
)
assert_type(profile.style, str | None)
assert_type(profile.names, tuple[Entity, ...])
assert_type(profile.without, frozenset[str])
Profile(style=None)

# What an article says of itself.
article = normalize_text("Kiev fell silent.", profile=profile)
assert_type(article.source, str)
assert_type(article.text, str)
assert_type(article.paragraphs, tuple[str, ...])
assert_type(article.blocks, tuple[Block, ...])
assert_type(article.body, tuple[Block, ...])
assert_type(article.notes, tuple[Block, ...])
assert_type(article.dropped, tuple[Block, ...])
assert_type(article.title, str | None)
assert_type(article.standfirst, str | None)
assert_type(article.authors, tuple[str, ...])
assert_type(article.dateline, Dateline | None)
assert_type(article.published, datetime.date | datetime.datetime | None)
assert_type(article.modified, datetime.date | datetime.datetime | None)
assert_type(article.source_url, str | None)
assert_type(article.publisher, str | None)
assert_type(article.language, str | None)
assert_type(article.section, str | None)
assert_type(article.captions, tuple[Caption, ...])
assert_type(article.links, tuple[Link, ...])
assert_type(article.mentions, tuple[Mention, ...])
assert_type(article.decoding, Decoding)
assert_type(article.verdict, Verdict)
assert_type(article.projected(Role.PARAGRAPH, Role.STANDFIRST), str)
assert_type(article.changes(), tuple[Edit, ...])
assert_type(article.changes(Role.TITLE), tuple[Edit, ...])
assert_type(article.original(Span(0, 4)), Span)
assert_type(article.to_dict(), dict[str, Any])
assert_type(Article.from_dict(article.to_dict()), Article)
assert_type(article.to_json(), str)
assert_type(Article.from_json(article.to_json()), Article)


def why_dropped(told: Article) -> Iterator[tuple[Family | None, str, str]]:
    """Yield what was dropped, as the documentation does."""
    for block in told.dropped:
        assert_type(block.family, Family | None)
        assert_type(block.reasons, tuple[Reason, ...])
        yield block.family, str(block.text), block.reasons[-1].rule


def what_changed(told: Article) -> list[tuple[str, str, str]]:
    """Return each change as before, after and rule."""
    return [(edit.span.of(told.source), edit.after, edit.reasons[0].rule) for edit in told.changes()]


# A block, and the texts in it.
block = article.blocks[0]
assert_type(block.span, Span)
assert_type(block.text, TrackedText)
assert_type(block.role, Role)
assert_type(block.hints, Hints)
assert_type(block.is_body, bool)
assert_type(str(block.text), str)
assert_type(block.text.edited([Edit(Span(0, 4), "Kyiv", (Reason("x.y"),))]), TrackedText)
assert_type(block.text.to_source(Span(0, 4)), Span)

# Errors are told apart by class, and carry their facts.
try:
    normalize("page.txt")
except newsnorm.errors.SourceTooLarge as error:
    assert_type(error.size, int)
except newsnorm.errors.UnreadableSource as error:
    assert_type(error.path, str)
    as_os_error: OSError = error
except newsnorm.errors.UndecodableSource as error:
    assert_type(error.at, int)
    as_value_error: ValueError = error
except newsnorm.errors.NotAPage as error:
    assert_type(error.what, str)
except newsnorm.errors.NewsnormError as error:
    as_exception: Exception = error

# Many documents: sources of any kind, alone or with what the caller calls them.
pages: list[Source] = [Path("page.txt"), "Kiev fell silent.", b"Kiev fell silent.", ("an id", "Kiev")]
assert_type(normalize_many(pages, profile=profile, workers=2), Iterator[Article | Failure])
assert_type(normalize_many(["Kiev"], timeout=None, memory=2_000_000_000), Iterator[Article | Failure])
assert_type(normalize_many(Path().glob("*.html")), Iterator[Article | Failure])
for name, result in normalize_as_completed([("an id", b"Kiev")]):
    assert_type(name, str)
    match result:
        case Failure(id, cause, why):
            assert_type((id, cause, why), tuple[str, str, str])
        case _:
            assert_type(result, Article)

# The pages of a WARC.
for record, outcome in warc.normalize("news.warc.gz", offset=10, workers=2, profile=profile):
    assert_type(record, warc.Record)
    assert_type(record.date, datetime.datetime | None)
    assert_type((record.offset, record.end, record.html), tuple[int, int, bytes])
    assert_type(outcome, Article | Failure)
assert_type(warc.records(Path("news.warc.gz")), Iterator[warc.Record])
assert_type(list(normalize_many(warc.records("news.warc.gz"))), list[Article | Failure])
