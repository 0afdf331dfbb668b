"""Dumps of text browsers: the numbers they set before links are taken out, the list of addresses at the end is read.

lynx, elinks, links and w3m write ``[19]council`` where a link begins, and below the page what the numbers stand for; some mail
programs set ``[1]`` after the words instead. Where a link ends none of them tells, so its text is the one word beside the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from attrs import evolve

from newsnorm.article import Block, Family, Link
from newsnorm.read.inline import cut
from newsnorm.read.page import Page
from newsnorm.stages.stage import dropped
from newsnorm.tracked import Edit, Reason, Span
from newsnorm.urls import cleaned, is_dead

ENTRY = re.compile(
    r"(?:(\d{1,4})\.|\[(\d{1,4})\]:?)\s+((?:https?|ftp|file|mailto|tel|javascript|data|about):\S{1,2000})"
)
"""A line of the list: a number and an address."""

ENTRIES = re.compile(rf"(?:{ENTRY.pattern}\s*)+")

HEADING = re.compile(
    r"""(?: references | (?:visible\s|hidden\s)? links | verweise | (?:sichtbare\s|versteckte\s)? links? | références
      | liens(?:\s(?:visibles|cachés))? | referencias | enlaces(?:\s(?:visibles|ocultos))? | riferimenti | referências | verwijzingen
      | odnośniki | odkazy | ссылки | посилання | kaynakça | 参照 | 参考资料 ) \s?[:：]?""",
    re.IGNORECASE | re.VERBOSE,
)
"""What stands above the list, or above a part of it."""

MARK = re.compile(r"\[(\d{1,4})\]")
"""The number of a link, in the text."""

HEAD = re.compile(r"#\[\d{1,4}\]")
"""How lynx begins the line for the feeds and icons that a page names."""

AFTER = re.compile(r"[^\s\[\]]+")
BEFORE = re.compile(r"[^\s\[\]]+(?=\s?\Z)")
EDGE = "\"'“”‘’«»„()*_.,:;!?…"
"""What is no part of the word that a link begins or ends with."""

CLOSING = re.compile(r"[\s.,:;!?…)]|\Z")
"""What follows a number that stands after the words."""

LONGEST = 100
"""Code points; no word is longer."""

MARKED_SHARE = 0.5
"""So many of the addresses, at least, have their number in the text; hidden links have none."""


def unmarked(page: Page) -> Page:
    """Return a page of plain text, the numbers of its links taken out if it ends with a list of their addresses.

    >>> from newsnorm.read import text
    >>> page = unmarked(text.read("The [1]ferry was late [2].\\n\\nReferences\\n\\n1. https://a.example/f"))
    >>> [str(block.text) for block in page.blocks if not block.is_dropped]
    ['The ferry was late [2].']
    >>> page.blocks[0].links[0].url
    'https://a.example/f'
    """
    listed = _listed(page.blocks)
    if not listed:
        return page
    urls = {entry[1] or entry[2]: entry[3] for block in listed for entry in ENTRY.finditer(block.text.source)}
    text = page.blocks[: -len(listed)]
    glued = {n: is_glued for n, is_glued in sorted(_numbers(text)) if n in urls}
    if len(glued) < MARKED_SHARE * len(urls):
        return page
    evidence = f"{len(urls)} addresses, {len(glued)} of them numbered in the text"
    below = (dropped(block, Family.LINK, Reason("links.reference", evidence)) for block in listed)
    return evolve(page, blocks=(*(_unmarked(block, urls, glued) for block in text), *below))


def _listed(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the list of addresses at the end of a page, with its headings; nothing where there is none."""
    if not blocks or ENTRIES.fullmatch(blocks[-1].text.source) is None:
        return ()
    found = takewhile(lambda block: _is_listed(block.text.source), reversed(blocks))
    return tuple(reversed(list(found)))


def _is_listed(text: str) -> bool:
    return ENTRIES.fullmatch(text) is not None or HEADING.fullmatch(text) is not None


def _numbers(blocks: Iterable[Block]) -> Iterator[tuple[str, bool]]:
    """Yield the numbers in brackets, and whether a word is glued to them."""
    for block in blocks:
        source = block.text.source
        for match in MARK.finditer(source) if "[" in source else ():
            yield match[1], _is_glued(source, match)


def _is_glued(source: str, match: re.Match[str]) -> bool:
    return source[match.end() : match.end() + 1].isalnum()


def _unmarked(block: Block, urls: dict[str, str], glued: dict[str, bool]) -> Block:
    source = block.text.source
    if "[" not in source or block.is_dropped:
        return block
    if HEAD.match(source) is not None:
        return dropped(block, Family.CHROME, Reason("links.reference", source[:80]))
    marks = [
        match
        for match in MARK.finditer(source)
        if match[1] in urls and (not glued[match[1]] or _is_glued(source, match))
    ]
    links = (
        link
        for match in marks
        if (link := _link(source, match, urls[match[1]], block.span.start)) is not None
    )
    return evolve(
        block, text=block.text.edited(_cut(source, match) for match in marks), links=(*block.links, *links)
    )


def _cut(source: str, match: re.Match[str]) -> Edit:
    """Take a number out, and the space before it where it stands after the words."""
    start, end = match.span()
    is_after = start > 0 and source[start - 1] == " " and CLOSING.match(source, end) is not None
    return cut(start - is_after, end, "links.number", match[0])


def _link(source: str, match: re.Match[str], url: str, offset: int) -> Link | None:
    after = AFTER.match(source, match.end())
    is_before = after is None or not after[0].strip(EDGE)
    word = BEFORE.search(source, max(0, match.start() - LONGEST), match.start()) if is_before else after
    if word is None or is_dead(url) or url.startswith("file:"):
        return None
    text = word[0].strip(EDGE)
    start = word.start() + word[0].find(text)
    return Link(text, cleaned(url), Span(start, start + len(text)).moved(offset)) if text else None
