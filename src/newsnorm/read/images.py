"""Pictures of Markdown: a picture is a block of its own, and its alternative text a caption where it describes what is to be seen.

A picture that leads to another page is a teaser or the logo of the site, a word or two are a name; neither is a caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsnorm import bylines
from newsnorm.article import Block, Family, Hints, Role
from newsnorm.read import inline
from newsnorm.read.text import BULLET
from newsnorm.stages.stage import PARAGRAPH, dropped, ends_sentence, labelled, words
from newsnorm.tracked import Reason, Span, TrackedText

PICTURE = re.compile(
    rf"""(?P<link>\[\s*)? {inline.IMAGE} (?:{inline.ATTRIBUTES})?
         (?(link) \s* \]\( \s*+ <?(?P<to>{inline.URL})>? {inline.TITLE} \s* \) (?:{inline.ATTRIBUTES})? )""",
    re.VERBOSE,
)
"""An image, or a link around one."""

NUMBER = re.compile(r"image\s\d{1,3}:\s+", re.IGNORECASE)
"""What readers of web pages that write Markdown set before the alternative text of an image."""

IMAGE_WORDS = 3
"""An image's alternative text of fewer words describes nothing."""

FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|avif|svg|bmp|tiff?)(?![\w-])|[/_.-]images?/", re.IGNORECASE)
"""What an address has that leads to a picture."""

STEM = re.compile(r"([\w-]{6,200})(?:\.\w{2,5})?(?:\?[^/]*)?$")
"""The name of a file, in its address."""

LOGO = re.compile(r"(?:^|[/_.-])(?:logo|avatar|gravatar|favicon|icon|sprite)s?(?:[/_.\d-]|$)", re.IGNORECASE)
"""The name of a file that a site's own signs have; photographs may be named so, too, and are described in a sentence."""

LOGO_WORDS = 6

CAPTION_WORDS = 60
"""A longer text after a picture is a paragraph."""

SIGN = re.compile(r"(?:logo|avatar|icon)$", re.IGNORECASE)
"""How the alternative text of such a sign ends: *The Paper logo*."""

CREDITED = re.compile(
    r"""[.!?…]["”’»)]*\s+\(?(?P<who>[^\W\d_][\w.’'-]*(?:\s[\w.’'-]+){0,4}/[^\W\d_][\w.’'&-]*(?:\s[\w.’'&-]+){0,4})\)?$"""
)
"""How a caption ends whose credit no rule knows: *… on Monday. Ana Sol/The Paper*."""

LONGEST = 400
"""Code points; no caption is longer."""

NEAR = 3
"""Blocks around a picture in which the byline with the name of who is shown stands."""


class Picture(NamedTuple):
    """A picture in the raw text of a block."""

    span: Span
    alt: Span
    src: str
    to: str | None
    """Where it leads, if it is a link."""


def parted(raw: str, *, is_item: bool = False) -> Iterator[tuple[Span, Picture | None]]:
    """Yield the parts of a paragraph: the pictures at its begin and end, and the text between them.

    The item of a list is one with its bullet: it is a picture or none.

    >>> [span.of("![A crane](c.jpg)The port on Monday") for span, _ in parted("![A crane](c.jpg)The port on Monday")]
    ['![A crane](c.jpg)', 'The port on Monday']
    """
    if is_item:
        bullet = BULLET.match(raw)
        match = PICTURE.fullmatch(raw, bullet.end() if bullet is not None else 0)
        whole = Span(0, len(raw))
        yield whole, _picture(match)._replace(span=whole) if match is not None else None
        return
    found = [_picture(match) for match in PICTURE.finditer(raw)]
    low, high = 0, len(raw)
    while found and not raw[low : found[0].span.start].strip():
        yield found[0].span, found[0]
        low = found.pop(0).span.end
    after: list[Picture] = []
    while found and not raw[found[-1].span.end : high].strip():
        after.append(found.pop())
        high = after[-1].span.start
    text = raw[low:high]
    if text.strip():
        low += len(text) - len(text.lstrip())
        yield Span(low, low + len(text.strip())), None
    yield from ((picture.span, picture) for picture in reversed(after))


def _picture(match: re.Match[str]) -> Picture:
    return Picture(Span(*match.span()), Span(*match.span("alt")), match["src"], match["to"])


def block(raw: str, offset: int, picture: Picture, indent: int) -> Block:
    """Return the block of a picture that stands at ``offset`` in the source; one that is no part of the report is dropped."""
    span = picture.span.moved(offset)
    shown = picture.span.of(raw)
    alt = picture.alt.moved(-picture.span.start)
    found = inline.Inline(shown, span.start)
    found.cut(0, alt.start, "markdown.image")
    for match in inline.SPANS.finditer(shown, alt.start, alt.end):
        found.unwrap(match, "spanned", "markdown.attributes")
    attributes = [(edit.span.start, edit.span.end) for edit in found.edits]
    for match in inline.ESCAPED.finditer(shown, alt.start, alt.end):
        if not any(start <= match.start() < end for start, end in attributes):
            found.cut(match.start(), match.start() + 1, "markdown.escape")
    found.cut(alt.end, len(shown), "markdown.image")
    text = TrackedText(shown).edited(edit for edit in found.edits if edit.span.length)
    done = Block(span, text, hints=Hints(tag="img", indent=indent))
    said = str(text)
    why = _why_not(NUMBER.sub("", said.strip(), count=1), picture) if said.strip() else None
    return done if why is None else _gone(done, why)


def captioned(block: Block) -> Block:
    """Return the text right after a picture, in its paragraph, as its caption if it ends no sentence; pictures also float beside paragraphs."""
    text = str(block.text)
    if ends_sentence(text) or not IMAGE_WORDS <= words(text) <= CAPTION_WORDS:
        return block
    return labelled(block, Role.CAPTION, Reason("caption.image", "right after the picture"))


def _gone(block: Block, why: str) -> Block:
    return dropped(block, Family.MEDIA, Reason("markdown.image", f"{why}: {str(block.text)[:80]}"))


def _why_not(alt: str, picture: Picture) -> str | None:
    """Tell why an alternative text is no caption."""
    if picture.to is not None and not _is_itself(picture.src, picture.to):
        return "a link to another page"
    count = words(alt)
    if count < IMAGE_WORDS:
        return "describes nothing"
    is_brief = count <= LOGO_WORDS and not ends_sentence(alt)
    is_sign = LOGO.search(picture.src) is not None or (
        SIGN.search(alt) is not None and all(word[0].isupper() for word in alt.split()[:-1])
    )
    return "a sign of the site" if is_brief and is_sign else None


def _is_itself(src: str, to: str) -> bool:
    """Tell whether a picture leads to itself, larger or on a page of its own."""
    stem = STEM.search(src)
    return not to or FILE.search(to) is not None or (stem is not None and stem[1] in to)


def told(blocks: list[Block]) -> list[Block]:
    """Return the blocks, with what those beside a picture tell of it.

    It shows the author if its text is the name in the byline; what stands under it and ends in a credit is its caption.
    """
    for at in [at for at, block in enumerate(blocks) if block.hints.tag == "img"]:
        after = blocks[at + 1] if at + 1 < len(blocks) else None
        if after is not None and after.role is PARAGRAPH and _is_credited(str(after.text)):
            blocks[at + 1] = labelled(
                after, Role.CAPTION, Reason("caption.image", "under a picture, with a credit")
            )
        if not blocks[at].is_dropped and _is_portrait(blocks, at):
            blocks[at] = _gone(blocks[at], "the author")
    return blocks


def _is_credited(text: str) -> bool:
    match = CREDITED.search(text) if len(text) <= LONGEST else None
    return match is not None and all(part[0].isupper() for part in match["who"].split("/"))


def _is_portrait(blocks: list[Block], at: int) -> bool:
    name = NUMBER.sub("", str(blocks[at].text))
    if not bylines.is_name(name):
        return False
    near = blocks[max(0, at - NEAR) : at] + blocks[at + 1 : at + 1 + NEAR]
    beside = (str(other.text) for other in near if len(other.text.source) <= bylines.LONGEST)
    return any(text == name or name in bylines.authors(text) for text in beside)
