"""Markdown, as scrapers write it: blocks with hints, and the marks taken out on record.

A CommonMark parser does not say where in the source an inline mark stood, and takes indented or
broken text of a scraped page for code. So the few constructs are read here: line by line, without
nesting, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from newsnorm.article import Block, Family, Hints, Link
from newsnorm.read import text as plain
from newsnorm.read.page import Page
from newsnorm.read.text import LISTED, Line
from newsnorm.stages.stage import dropped
from newsnorm.tracked import Edit, Reason, Span, TrackedText
from newsnorm.urls import cleaned, is_dead

HEADING = re.compile(r"(#{1,6})[ \t]+(?=\S)")
CLOSING_HASHES = re.compile(r"[ \t]+#+$")
QUOTED = re.compile(r"(?:>[ \t]?)+")
FENCE = re.compile(r"(`{3,}|~{3,})")
ROW = re.compile(r"\|.*\|$")
RULER = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*:?-*:?\s*\|?$")
UNDERLINE = re.compile(r"[ \t]*\r?\n[ \t]{0,3}(={3,}|-{3,})[ \t]*(?:\r?\n|$)")

DEFINITION = re.compile(
    r"\[(?P<id>[^\[\]]{1,200})\]:\s*<?(?P<url>[^\s<>]{1,2000})>?(?:\s+[\"'(][^\n]{0,500})?$"
)

INLINE = re.compile(
    r"""
      (?P<code> (?P<ticks>`{1,3}) (?P<coded>[^`\n]+) (?P=ticks) )
    | (?P<image> !\[ (?P<alt>[^\[\]]{0,1000}) \] \( (?P<src>[^()\s]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)
        (?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'))? \s* \) )
    | (?P<reference> \[ (?P<label>[^\[\]]{1,500}) \] \[ (?P<id>[^\[\]]{0,200}) \] )
    | (?P<open>\[) (?= (?:[^\[\]]|\[[^\[\]]{0,500}\]){0,1500} \]\( )
    | (?P<close> \]\( \s* <?(?P<url>[^()\s<>]{0,2000}(?:\([^()\s]{0,200}\)[^()\s]{0,200})?)>?
        (?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'))? \s* \) )
    | (?P<auto> < (?P<target>(?:https?://|mailto:)[^<>\s]{1,2000}) > )
    | (?P<note> \[\^[\w-]{1,20}\] :? )
    | \\(?P<escaped>[!-/:-@\[-`{-~])
    """,
    re.VERBOSE,
)
"""The inline constructs that hide other text, in the order they are tried at each place."""

EMPHASIS = re.compile(
    r"""(?<![\w*\\]) (?P<mark>\*{1,3}) (?=[^\s*]) (?P<inside>[^*\n]{1,2000}?) (?<=[^\s*\\]) (?P=mark) (?![\w*])
      | (?<![\w_\\]) (?P<under>_{1,3}) (?=[^\s_]) (?P<within>[^\n]{1,2000}?) (?<=[^\s_\\]) (?P=under) (?![\w_])
    """,
    re.VERBOSE,
)

MARKS = re.compile(r"[\[\]`<*_\\]")
"""Characters one of which is in every inline construct and every emphasis."""

OPENINGS = re.compile(r"[\[\]`<\\!]")
"""The first characters of the inline constructs."""

BEGIN = r"[\n\r\x0b\x0c\x85\u2028\u2029]"
"""The end of the line before: a search leaps from one to the next."""

NO_CODE = r"(?![^\n\r]{0,500}(?:[ ]\#[ ]|\w_\w|[ ]=[ ]))"
"""What follows in a line that is no heading: another comment, or a command."""

SIGNS = (
    ("](", re.compile(r"\]\((?:https?:|/|#|mailto:)"), 2),
    ("![", re.compile(r"!\[[^\]\n]{0,300}\]\("), 2),
    ("```", re.compile(BEGIN + r"[ ]{0,3}```", re.MULTILINE), 2),
    ("~~~", re.compile(BEGIN + r"[ ]{0,3}~~~", re.MULTILINE), 2),
    ("|-", re.compile(BEGIN + r"[ ]{0,3}\|(?:\s*:?-{2,}:?\s*\|)+\s*$", re.MULTILINE), 2),
    ("| -", re.compile(BEGIN + r"[ ]{0,3}\|(?:\s*:?-{2,}:?\s*\|)+\s*$", re.MULTILINE), 2),
    ("# ", re.compile(BEGIN + r"[ \t]{0,20}#[ ]+\S+[ ]\S+[ ]\S" + NO_CODE), 2),
    ("## ", re.compile(BEGIN + r"[ \t]{0,20}#{2,6}[ ]\S"), 2),
    ("# ", re.compile(BEGIN + r"[ \t]{0,20}#[ ]\S" + NO_CODE), 1),
    ("**", re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}\*\*(?![\w*])"), 1),
)
"""What speaks for Markdown: characters it cannot be without, its pattern, and how loudly it speaks."""

ENOUGH = 2

SAMPLE = 100_000
"""Code points of a text that are looked at."""

Targets = dict[str, str]
"""The addresses of reference links, by their names in lower case."""


def is_markdown(source: str) -> bool:
    """Tell whether a text is Markdown: a link, a table, a heading with its hashes, not a lone star.

    >>> is_markdown("# Talks resume in Geneva\\n\\nThey began on Monday.")
    True
    >>> is_markdown("He was #1 * in 2019.")
    False
    """
    sample = "\n" + source[:SAMPLE]
    found = (weight for marks, sign, weight in SIGNS if marks in sample and sign.search(sample) is not None)
    return sum(found) >= ENOUGH


def read(source: str) -> Page:
    """Return the blocks of a Markdown text, their marks taken out.

    >>> page = read("## A *new* talk\\n\\nSee [the note](https://a.example/n?utm_source=x).")
    >>> [str(block.text) for block in page.blocks]
    ['A new talk', 'See the note.']
    >>> page.blocks[1].links[0].url
    'https://a.example/n'
    """
    lines = list(plain.lines(source))
    found = (DEFINITION.match(line.text) for line in lines if line.text.startswith("["))
    targets = {match["id"].casefold(): match["url"] for match in found if match is not None}
    return Page(source, tuple(_block(source, group, targets) for group in _groups(source, lines)))


class _Group(NamedTuple):
    """Lines that make one block, and the construct they are."""

    tag: str
    lines: list[Line]


def _groups(source: str, lines: list[Line]) -> Iterator[_Group]:
    column = plain.wrap_column(lines)
    group = _Group("", [])
    fence = ""
    for line in lines:
        tag = "pre" if fence else _tag(source, line)
        opening = FENCE.match(line.text)
        if fence and opening is not None and opening[1].startswith(fence):
            fence = ""
        elif not fence and opening is not None:
            fence, tag = opening[1], "pre"
            yield from [group] if group.lines else []
            group = _Group("pre", [line])
            continue
        if group.lines and _goes_on(group, tag, line, column):
            group.lines.append(line)
            continue
        yield from [group] if group.lines else []
        group = _Group(tag, [line])
    if group.lines:
        yield group


def _tag(source: str, line: Line) -> str:
    text = line.text
    heading = HEADING.match(text)
    if heading is not None:
        return f"h{len(heading[1])}"
    if text.startswith(">"):
        return "blockquote"
    if text.startswith("[") and DEFINITION.match(text) is not None:
        return "definition"
    if LISTED.match(text) is not None and not text.startswith(("–", "—")):
        return "li"
    if ROW.match(text) is not None:
        return "table"
    underline = UNDERLINE.match(source, line.span.end)
    if underline is not None and len(text) <= plain.WIDEST and text[-1] not in ".;:,|":
        return "h1" if underline[1][0] == "=" else "h2"
    return ""


def _goes_on(group: _Group, tag: str, line: Line, column: int | None) -> bool:
    """Tell whether ``line`` belongs to the block that ``group`` has begun."""
    if group.tag == "pre":
        return tag == "pre"
    if tag == "table":
        return group.tag == "table" and not line.after_blank
    if tag == "blockquote":
        return group.tag == "blockquote" and not line.after_blank
    if tag or group.tag not in ("", "li"):
        return False
    if group.tag == "li" and line.indented and not line.after_blank:
        return True
    return column is not None and plain.carries_on(group.lines[-1], line, column)


def _block(source: str, group: _Group, targets: Targets) -> Block:
    start, end = group.lines[0].span.start, group.lines[-1].span.end
    raw, span = source[start:end], Span(start, end)
    marks = list(_line_marks(group, start)) if group.tag else []
    if group.tag == "definition":
        return dropped(Block(span, TrackedText(raw)), Family.LINK, Reason("markdown.definition", raw[:80]))
    is_bare = group.tag == "pre" or MARKS.search(raw) is None
    inline = _Inline() if is_bare else _inline(raw, start, targets)
    claimed = [edit.span for edit in marks]
    marks += (edit for edit in inline.edits if not _touches(edit.span, claimed))
    is_image = raw.startswith("![") and raw.endswith(")") and raw.count("](") == 1
    hints = Hints(
        tag="img" if is_image else group.tag,
        link_share=_link_share(raw, marks, inline.linked),
        indent=group.lines[0].indent,
    )
    return Block(span, TrackedText(raw).edited(marks), hints=hints, links=tuple(inline.links))


def _link_share(raw: str, marks: list[Edit], linked: int) -> float:
    if not linked:
        return 0.0
    hidden = sum(_letters(edit.span.of(raw)) for edit in marks if not edit.after)
    return min(1.0, linked / max(1, _letters(raw) - hidden))


def _letters(text: str) -> int:
    return sum(map(str.isalnum, text))


def _touches(span: Span, claimed: list[Span]) -> bool:
    return any(span.start < other.end and other.start < span.end for other in claimed)


def _line_marks(group: _Group, start: int) -> Iterator[Edit]:
    """Yield the edits that take out what marks the lines of a block as heading, quote or code."""
    for line in group.lines:
        at = line.span.start - start
        if group.tag == "pre":
            yield from _fence_marks(group, line, at)
        elif group.tag.startswith("h"):
            opening = HEADING.match(line.text)
            closing = CLOSING_HASHES.search(line.text)
            if opening is not None:
                yield _cut(at, at + opening.end(), "markdown.heading", opening[1])
                if closing is not None and closing.start() >= opening.end():
                    yield _cut(
                        at + closing.start(), at + closing.end(), "markdown.heading", closing[0].strip()
                    )
        elif group.tag == "blockquote":
            opening = QUOTED.match(line.text)
            if opening is not None:
                yield _cut(at, at + opening.end(), "markdown.quote", opening[0].strip())
        elif group.tag == "table" and RULER.match(line.text) is not None and line is not group.lines[0]:
            before = group.lines[group.lines.index(line) - 1].span.end - start
            yield _cut(before, at + line.span.length, "markdown.table", line.text[:20])


def _fence_marks(group: _Group, line: Line, at: int) -> Iterator[Edit]:
    if FENCE.match(line.text) is None or len(group.lines) == 1:
        return
    if line is group.lines[0]:
        end = group.lines[1].span.start - group.lines[0].span.start
        yield _cut(at, end, "markdown.fence", line.text)
    elif line is group.lines[-1]:
        inside = len(group.lines) > 2
        begin = group.lines[-2].span.end - group.lines[0].span.start if inside else at
        yield _cut(begin, at + line.span.length, "markdown.fence", line.text)


class _Inline:
    """What the inline marks of one block come to, while they are being read."""

    def __init__(self, raw: str = "", offset: int = 0) -> None:
        self.raw = raw
        self.offset = offset
        self.edits: list[Edit] = []
        self.links: list[Link] = []
        self.linked = 0  # letters that are link text
        self.opened: list[int] = []  # brackets whose link has not ended yet
        self.masked: list[tuple[int, int]] = []
        """What holds no emphasis marks, whatever its characters look like."""

    def unwrap(self, match: re.Match[str], group: str, rule: str) -> Span:
        """Take out all of a construct but one group; hide it from the search for emphasis."""
        inner = Span(*match.span(group))
        self.cut(match.start(), inner.start, rule)
        self.cut(inner.end, match.end(), rule)
        self.masked.append(match.span())
        return inner

    def cut(self, start: int, end: int, rule: str) -> None:
        self.edits.append(_cut(start, end, rule, self.raw[start:end][:200]))

    def link(self, inner: Span, url: str) -> None:
        self.linked += _letters(inner.of(self.raw))
        self.links += _link(self.raw, inner, url, self.offset)


def _inline(raw: str, offset: int, targets: Targets) -> _Inline:
    found = _Inline(raw, offset)
    for match in _constructs(raw):
        if match["open"]:
            found.opened.append(match.start())
        elif match["close"]:
            _close(found, match)
        elif match["reference"]:
            url = targets.get((match["id"] or match["label"]).casefold())
            if url is not None:
                found.link(found.unwrap(match, "label", "markdown.link"), url)
        elif match["code"]:
            found.unwrap(match, "coded", "markdown.code")
        elif match["image"]:
            found.unwrap(match, "alt", "markdown.image")
        elif match["auto"]:
            found.link(found.unwrap(match, "target", "markdown.link"), match["target"])
        elif match["note"]:
            found.cut(*match.span(), "markdown.footnote")
        else:
            found.unwrap(match, "escaped", "markdown.escape")
    found.edits += _emphasis(raw, found.masked)
    found.edits = [edit for edit in found.edits if edit.span.length]
    return found


def _constructs(raw: str) -> Iterator[re.Match[str]]:
    """Find the inline constructs, as ``INLINE.finditer`` does, but only where one may begin."""
    at = 0
    while (mark := OPENINGS.search(raw, at)) is not None:
        match = INLINE.match(raw, mark.start())
        at = mark.end() if match is None else match.end()
        if match is not None:
            yield match


def _close(found: _Inline, match: re.Match[str]) -> None:
    """End the link whose bracket was opened last; a loose end is no link."""
    if not found.opened:
        return
    begin = found.opened.pop()
    found.link(Span(begin + 1, match.start()), match["url"])
    found.cut(begin, begin + 1, "markdown.link")
    found.cut(*match.span(), "markdown.link")
    found.masked.append(match.span())


def _link(raw: str, inner: Span, url: str, offset: int) -> list[Link]:
    if is_dead(url):
        return []
    text = inner.of(raw)
    if not text.startswith(("http", "mailto")):
        text = re.sub(r"[*_`\[\]!]+|\([^()\s]*\)", "", text).strip()
    return [Link(text, cleaned(url), inner.moved(offset))]


def _emphasis(raw: str, masked: list[tuple[int, int]]) -> Iterator[Edit]:
    if "*" not in raw and "_" not in raw:
        return
    shown = list(raw)
    for start, end in masked:
        shown[start:end] = "x" * (end - start)
    for match in EMPHASIS.finditer("".join(shown)):
        mark = match["mark"] or match["under"]
        size = len(mark)
        yield _cut(match.start(), match.start() + size, "markdown.emphasis", mark)
        yield _cut(match.end() - size, match.end(), "markdown.emphasis", mark)


def _cut(start: int, end: int, rule: str, evidence: str) -> Edit:
    return Edit(Span(start, end), "", (Reason(rule, evidence),))
