"""From a path, a text or an HTML page to an `Article`: the whole story, on one screen."""

from __future__ import annotations

import os
from pathlib import Path

from attrs import evolve

from newsnorm import assemble, given
from newsnorm.article import Article, Decoding
from newsnorm.errors import SourceTooLarge, UnreadableSource
from newsnorm.profile import Profile
from newsnorm.read import formats, read
from newsnorm.read.decode import decode
from newsnorm.read.page import Page
from newsnorm.stages import (
    boilerplate,
    captions,
    characters,
    duplicates,
    hyphens,
    initials,
    links,
    names,
    paragraphs,
    parts,
    segment,
    structure,
    template,
)
from newsnorm.stages.stage import Stage
from newsnorm.urls import cleaned

STAGES: tuple[Stage, ...] = (
    hyphens.close,  # first: it needs the line ends
    characters.repair,  # before all others: rules are written against sound text
    initials.join,
    links.unwrap,
    parts.label,  # before captions: a picture in a post is part of the post
    captions.tell,  # before boilerplate: a run looks past a picture in its midst
    paragraphs.rejoin,  # before boilerplate: half a paragraph looks like a label
    boilerplate.drop,
    parts.name,  # after the rules, which know some of it better by its words
    template.drop,  # after the rules, which tell what kind of furniture it is
    duplicates.drop,  # before the cut: what stands twice looks like furniture
    segment.cut,  # after the rules: what they took is a witness
    paragraphs.rejoin,  # once more: what was dropped had stood between halves
    structure.label,
    names.write,  # last: only what stays is worth a look-up
)

WEB_STAGES = tuple(stage for stage in STAGES if stage is not segment.cut)
"""On a web page more than the text has told what stands around the article."""

DEFAULT = Profile()
TEXT = Decoding("str", "text")


def normalize(path: str | os.PathLike[str], *, profile: Profile = DEFAULT) -> Article:
    """Return the article told in the file at ``path``: plain text, Markdown or HTML.

    Raises:
        UnreadableSource: there is no such file, it is a directory, or may not be read.
        UndecodableSource: its bytes are no text.
        EmptySource: it holds nothing but white space.
        NotAPage: it is a feed, JSON or another format that may hold pages.
        SourceTooLarge: it is longer than ``profile.limit`` bytes.
        BrokenRule: the profile names a style that is not known.
    """
    given.check("normalize", path, profile)
    name = os.fspath(path)
    return normalize_named(name, _bytes(name, profile.limit), profile)


def normalize_text(text: str, *, profile: Profile = DEFAULT) -> Article:
    """Return the article told in ``text``: plain text, Markdown or HTML.

    Raises:
        EmptySource: it holds nothing but white space.
        NotAPage: it is a feed, JSON or another format that may hold pages.
        SourceTooLarge: it is longer than ``profile.limit`` code points.
        BrokenRule: the profile names a style that is not known.

    >>> article = normalize_text('''Talks Resume in Geneva
    ...
    ... KIEV, Ukraine (AP) — The talks that broke down in May resumed on Monday, officials said.
    ...
    ... Sign up for our newsletter
    ... ''')
    >>> article.title, article.dateline.place, [str(block.text) for block in article.dropped]
    ('Talks Resume in Geneva', 'KYIV, Ukraine', ['Sign up for our newsletter'])
    >>> article.text
    'KYIV, Ukraine (AP) — The talks that broke down in May resumed on Monday, officials said.'
    """
    given.check("normalize_text", text, profile)
    return normalize_named("<text>", text, profile)


def normalize_html(
    html: str | bytes, *, url: str | None = None, charset: str | None = None, profile: Profile = DEFAULT
) -> Article:
    """Return the article told in an HTML page.

    ``url`` is where it was fetched; it is the ``source_url`` unless the page names another. ``charset`` is
    what the header of the HTTP response said of the bytes.

    Raises:
        UndecodableSource: its bytes are no text.
        EmptySource: it holds nothing but white space.
        NotAPage: it is a feed, JSON or another format that may hold pages.
        SourceTooLarge: it is longer than ``profile.limit`` bytes or code points.
        BrokenRule: the profile names a style that is not known.

    >>> normalize_html("<h1>Talks resume</h1><p>They began on Monday.</p>").text
    'They began on Monday.'
    """
    from newsnorm.read import html as reader  # noqa: PLC0415 - lxml is only imported for HTML

    given.check("normalize_html", html, profile)
    given.check_text("url", url)
    given.check_text("charset", charset)
    _refuse_long(len(html), profile.limit, url or "<html>")
    name = url or "<html>"
    source, decoding = decode(html, name, charset) if isinstance(html, bytes) else (html, TEXT)
    formats.refuse(source, name)
    return _normalized(_fetched(reader.read(source, name, url), url), decoding, profile)


def normalize_named(name: str, source: str | bytes, profile: Profile, url: str | None = None) -> Article:
    """Return the article told in ``source``, as `normalize` does for a file of that name and content.

    ``url`` is where it was fetched, as in `normalize_html`.

    ``name`` stands in the errors, which are those of `normalize_text` and `UndecodableSource`; its suffix
    helps where the content does not tell Markdown or HTML from text.

    >>> normalize_named("page.md", b"Prices *rose* on Monday.", DEFAULT).text
    'Prices rose on Monday.'
    """
    _refuse_long(len(source), profile.limit, name)
    text, decoding = decode(source, name) if isinstance(source, bytes) else (source, TEXT)
    return _normalized(_fetched(read(text, name, url), url), decoding, profile)


def _fetched(page: Page, url: str | None) -> Page:
    return evolve(page, source_url=cleaned(url)) if url and not page.source_url else page


def _normalized(page: Page, decoding: Decoding, profile: Profile) -> Article:
    blocks = page.blocks
    for stage in WEB_STAGES if page.is_web else STAGES:
        blocks = stage(blocks, profile)
    return assemble.article(page, blocks, decoding)


def _bytes(name: str, limit: int) -> bytes:
    if name.startswith(("http://", "https://")):
        why = "an address, not a file; fetch it first, for example with urllib.request.urlopen, and pass the page to normalize_html"
        raise UnreadableSource(name, why)
    path = Path(name)
    if not name:
        empty = "''"
        raise UnreadableSource(empty, "an empty path")
    try:
        size, folder = path.stat().st_size, path.is_dir()
        data = path.read_bytes() if size <= limit and not folder else b""
    except ValueError as error:
        raise UnreadableSource(name, f"not a path: {error}") from error
    except OSError as error:
        raise UnreadableSource(name, error.strerror or str(error)) from error
    if folder:
        raise UnreadableSource(name, "a directory, not a file")
    _refuse_long(size, limit, name)
    return data


def _refuse_long(size: int, limit: int, name: str) -> None:
    if size > limit:
        raise SourceTooLarge(name, size, limit)
