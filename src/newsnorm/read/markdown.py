"""Markdown, as scrapers write it: blocks with hints, and the marks taken out on record.

A CommonMark parser does not say where in the source an inline mark stood, and takes indented or
broken text of a scraped page for code. So the few constructs are read here: line by line, without
nesting, in linear time.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from typing import NamedTuple

from attrs import evolve

from newsnorm.article import SEPARATOR, Block, Family, Hints, Role
from newsnorm.read import cards, images, inline
from newsnorm.read import text as plain
from newsnorm.read.inline import Targets, cut, letters
from newsnorm.read.markdown_signs import is_markdown
from newsnorm.read.page import Page
from newsnorm.read.text import LISTED, Line
from newsnorm.stages.stage import HEADINGS, dropped
from newsnorm.tracked import Edit, Reason, Span, TrackedText

HEADING = re.compile(r"(#{1,6})(?:[^\S\n\r]+(?=[^\s|])|$)")
"""The marks of a heading, which may be empty; before a bar, a hash is the head of a column of numbers."""

PANDOC = re.compile(r"\{[.#]\w[^{}\n]{0,300}\}|^:{3,}[ ]?(?:\{|\w+$)", re.MULTILINE)
PANDOC_SIGNS = ("{.", "{#", ":::")
"""What only pandoc writes, of the names and classes of elements, and what is in all of it."""

CLOSING = re.compile(
    rf"(?<![ \t])[ \t]+\#+$ | (?<![ \t])[ \t]*(?P<attributes>{inline.ATTRIBUTES})$", re.VERBOSE
)
"""What may stand after a heading: hashes once more, or what pandoc says of it."""

QUOTED = re.compile(r"(?:>[ \t]?)+")
FENCE = re.compile(r"(`{3,}|~{3,})")
ROW = re.compile(r"\|.*\|$")
RULER = re.compile(r"\|?(?:\s*:?-{2,}:?\s*\|)+\s*+:?-*:?\s*\|?$")
UNDERLINE = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]{0,3}(={3,}|-{3,})[ \t]*(?:[\r\n]|$)")

DEFINITION = re.compile(
    r"\[(?P<id>[^\[\]]{1,200})\]:\s*<?(?P<url>[^\s<>]{1,2000})>?(?:\s+[\"'(][^\n]{0,500})?$"
)

DIV = re.compile(rf":{{3,}} (?: \s* (?: {inline.ATTRIBUTES} | [\w-]+ ) )? \s* :* $", re.VERBOSE)
"""How pandoc begins and ends a division of a page, with its class."""


def read(source: str, start: int = 0) -> Page:
    """Return the blocks of a Markdown text that begins at ``start``, their marks taken out.

    >>> page = read("## A *new* talk\\n\\nSee [the note](https://a.example/n?utm_source=x).")
    >>> [str(block.text) for block in page.blocks]
    ['A new talk', 'See the note.']
    >>> page.blocks[1].links[0].url
    'https://a.example/n'
    """
    lines = list(plain.lines(source, start))
    found = (DEFINITION.match(line.text) for line in lines if line.text.startswith("["))
    targets = {match["id"].casefold(): match["url"] for match in found if match is not None}
    groups = list(_groups(source, lines))
    is_pandoc = any(sign in source for sign in PANDOC_SIGNS) and PANDOC.search(source, start) is not None
    linked = cards.found(["" if group.tag == "pre" else group.span.of(source) for group in groups])
    blocks = [
        block
        for at, group in enumerate(groups)
        for block in _blocks(source, group, Known(targets, linked.get(at), is_pandoc))
    ]
    return Page(source, tuple(images.told(blocks)))


def unmarked(source: str, blocks: list[Block], code: Container[int]) -> list[Block]:
    """Return the blocks of a web page ``source``; where what it shows is Markdown, with its marks taken out.

    The author has pasted it where HTML was wanted. ``code`` are the blocks with code in them: it may be about Markdown.
    """
    shown = {at for at, block in enumerate(blocks) if block.role is Role.PARAGRAPH and at not in code}
    if not is_markdown(SEPARATOR.join(blocks[at].text.source for at in sorted(shown))):
        return blocks
    return [_unmarked(source, block) if at in shown else block for at, block in enumerate(blocks)]


def _unmarked(source: str, block: Block) -> Block:
    line = Line(block.span, block.text.source, after_blank=True, after_break=False, indent=0, indented=False)
    tag = _tag(source, line) if block.hints.tag in ("", "p") else ""
    read = _block(source, _Group(tag, [line]), line.span, Known({}))
    gone = [edit.span.moved(block.span.start) for edit in read.text.edits]
    links = [link for link in block.links if not _touches(link.span, gone)] + [*read.links]
    hints = evolve(block.hints, tag=tag if tag[:1] in ("h", "b") else block.hints.tag)
    return evolve(read, hints=hints, links=tuple(sorted(links, key=lambda link: link.span)))


class _Group(NamedTuple):
    """Lines that make one block, and the construct they are."""

    tag: str
    lines: list[Line]

    @property
    def span(self) -> Span:
        """Where they stand."""
        return Span(self.lines[0].span.start, self.lines[-1].span.end)


class Known(NamedTuple):
    """What the rest of the page tells of a block."""

    targets: Targets
    card: cards.Part | None = None
    """The link that the block is part of."""
    is_pandoc: bool = False


def _groups(source: str, lines: list[Line]) -> Iterator[_Group]:
    tags = list(_tags(source, lines))
    free = (line._replace(after_blank=True) if tag else line for line, tag in zip(lines, tags, strict=True))
    column = plain.wrap_column(list(free))
    group = _Group("", [])
    for at, (line, tag) in enumerate(zip(lines, tags, strict=True)):
        is_last = at + 1 == len(lines) or lines[at + 1].after_blank
        if group.lines and _goes_on(group, tag, line, column, is_last=is_last):
            group.lines.append(line)
            continue
        yield from [group] if group.lines else []
        group = _Group(tag, [line])
    if group.lines:
        yield group


def _tags(source: str, lines: list[Line]) -> Iterator[str]:
    """Yield the construct that each line begins or, in code and in a table, is part of."""
    fence = before = ""
    for at, line in enumerate(lines):
        mark = FENCE.match(line.text)
        if fence or mark is not None:
            before = "pre"
            is_closing = mark is not None and fence != "" and mark[1].startswith(fence)
            fence = "" if is_closing else fence or (mark[1] if mark is not None else "")
        else:
            tag = _tag(source, line)
            before = tag or ("table" if _is_row(line, lines[at + 1 : at + 2], before) else "")
        yield before


def _is_row(line: Line, below: list[Line], before: str) -> bool:
    """Tell whether ``line`` is a row of a table without bars around it."""
    if "|" not in line.text:
        return False
    if before == "table" and not line.after_blank:
        return True
    return any(not rule.after_blank and RULER.match(rule.text) is not None for rule in below)


def _tag(source: str, line: Line) -> str:
    text = line.text
    heading = HEADING.match(text)
    if heading is not None:
        return f"h{len(heading[1])}"
    if text.startswith(">"):
        return "blockquote"
    if text.startswith("[") and DEFINITION.match(text) is not None:
        return "definition"
    if text.startswith(":::") and DIV.match(text) is not None:
        return "div"
    if LISTED.match(text) is not None and not text.startswith(("–", "—")):
        return "li"
    if ROW.match(text) is not None:
        return "table"
    underline = UNDERLINE.match(source, line.span.end)
    if underline is not None and len(text) <= plain.WIDEST and text[-1] not in ".;:,|":
        return "h1" if underline[1][0] == "=" else "h2"
    return ""


def _goes_on(group: _Group, tag: str, line: Line, column: int | None, *, is_last: bool) -> bool:
    """Tell whether ``line``, perhaps the last one before a blank, belongs to the block that ``group`` has begun."""
    if tag in TOGETHER:
        return group.tag == tag and not TOGETHER[tag](group, line)
    if group.tag == "li" and not tag and not line.after_blank and _hangs(group.lines[0], line):
        return True
    if group.tag in PICTURED and not tag and not line.after_blank and "](" in line.text and _is_loose(group):
        return True
    is_open = group.tag in ("", "li") or (is_last and len(group.lines) == 1 and group.tag in HEADINGS)
    return is_open and not tag and column is not None and plain.carries_on(group.lines[-1], line, column)


def _is_loose(group: _Group) -> bool:
    """Tell whether the last line of a group opens a bracket that it does not close."""
    text = group.lines[-1].text
    return text.count("[") > text.count("]")


def _hangs(item: Line, line: Line) -> bool:
    """Tell whether ``line`` stands under the words of a list item, or is indented by one step."""
    bullet = plain.BULLET.match(item.text)
    return bullet is not None and 1 < line.indent - item.indent <= max(STEP, bullet.end())


def _is_closed(code: _Group, _line: Line) -> bool:
    """Tell whether a fence has closed the block of ``code``."""
    first, last = FENCE.match(code.lines[0].text), FENCE.match(code.lines[-1].text)
    return len(code.lines) > 1 and first is not None and last is not None and last[1].startswith(first[1])


def _is_past(_table: _Group, line: Line) -> bool:
    """Tell whether ``line`` is part of another table."""
    return line.after_blank


def _is_apart(quote: _Group, line: Line) -> bool:
    """Tell whether ``line`` begins another paragraph of a quotation, or a list item or heading in it."""
    words = QUOTED.sub("", line.text, count=1)
    marked = LISTED.match(words) is not None or HEADING.match(words) is not None
    return line.after_blank or marked or QUOTED.fullmatch(quote.lines[-1].text) is not None


STEP = 4
"""Code points by which Markdown indents at most what belongs to the line above."""

PICTURED = frozenset({"", "li"})
"""Constructs in which a picture is a block of its own."""

DASHES = re.compile(r"(?<![^\s])-{2,3}(?!\S)|(?<=[^\W_])-{3}(?=[^\W_])|(?<=\d)--(?=\d)")
"""How pandoc writes dashes; two hyphens between spaces anybody may have typed."""

LONGEST_WORD = 100
"""Code points before a dash that are looked at, lest it stand in an address."""

VERBATIM = frozenset({"pre", "table"})
"""Constructs in which hyphens are no dashes."""

UNSEEN = {"definition": (Family.LINK, "markdown.definition"), "div": (Family.CHROME, "markdown.attributes")}
"""Constructs that show nothing."""

TOGETHER = {"pre": _is_closed, "table": _is_past, "blockquote": _is_apart}
"""Constructs whose lines all bear their mark, and what parts two of them."""


def _blocks(source: str, group: _Group, known: Known) -> Iterator[Block]:
    """Yield the block of a group, and the pictures at its begin and end as blocks of their own."""
    span = group.span
    raw, card = span.of(source), known.card
    if card is not None and card.is_teaser:
        yield dropped(Block(span, TrackedText(raw)), Family.RELATED, Reason("related.card", card.url[:200]))
        return
    if group.tag not in PICTURED or "![" not in raw or (card is not None and card.marks):
        yield _block(source, group, span, known)
        return
    for part, picture in images.parted(raw, is_item=group.tag == "li"):
        if picture is None:
            block = _block(source, group, part.moved(span.start), known)
            yield images.captioned(block) if part.start and group.tag == "" else block
        else:
            to = picture.to if card is None else card.url
            yield images.block(raw, span.start, picture._replace(to=to), group.lines[0].indent)


def _block(source: str, group: _Group, span: Span, known: Known) -> Block:
    start, raw = span.start, span.of(source)
    marks = list(_line_marks(group, start)) if group.tag else []
    if group.tag in UNSEEN:
        family, rule = UNSEEN[group.tag]
        return dropped(Block(span, TrackedText(raw)), family, Reason(rule, raw[:80]))
    is_bare = group.tag == "pre" or inline.MARKS.search(raw) is None
    found = inline.Inline(raw, start) if is_bare else inline.read(raw, start, known.targets)
    if known.card is not None:
        _link_card(found, known.card, marks)
    claimed = [edit.span for edit in marks]
    marks += (edit for edit in found.edits if not _touches(edit.span, claimed))
    if "--" in raw and group.tag not in VERBATIM:
        claimed = [*(edit.span for edit in marks), *(Span(low, high) for low, high, _ in found.masked)]
        marks += (edit for edit in _dashes(raw, known) if not _touches(edit.span, claimed))
    hints = Hints(
        tag=group.tag,
        link_share=_link_share(raw, marks, found.linked),
        indent=group.lines[0].indent,
        emphasised=tuple(inline.emphasised(raw, found.edits)),
    )
    return Block(span, TrackedText(raw).edited(marks), hints=hints, links=tuple(found.links))


def _link_card(found: inline.Inline, card: cards.Part, marks: list[Edit]) -> None:
    """Take the marks of a card out, and note that the text between them is a link."""
    for mark in card.marks:
        found.cut(mark.start, mark.end, "markdown.link")
    start = max([card.text.start, *(edit.span.end for edit in marks if not edit.span.start)])
    text = found.raw[start : card.text.end]
    if not found.links and letters(text):
        start += len(text) - len(text.lstrip())
        found.link(Span(start, start + len(text.strip())), card.url)


def _dashes(raw: str, known: Known) -> Iterator[Edit]:
    """Yield the edits that write dashes as such: three hyphens are one in all Markdown, two where pandoc wrote it."""
    for match in DASHES.finditer(raw):
        is_em = len(match[0]) == 3
        before = raw[max(0, match.start() - LONGEST_WORD) : match.start()].rsplit(" ", maxsplit=1)[-1]
        if (is_em or known.is_pandoc) and "/" not in before:
            dash = "\N{EM DASH}" if is_em else "\N{EN DASH}"
            yield Edit(Span(*match.span()), dash, (Reason("markdown.dash", match[0]),))


def _link_share(raw: str, marks: list[Edit], linked: int) -> float:
    if not linked:
        return 0.0
    hidden = sum(letters(edit.span.of(raw)) for edit in marks if not edit.after)
    return min(1.0, linked / max(1, letters(raw) - hidden))


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
            inside = opening.end() if opening is not None else 0
            if opening is not None:
                yield cut(at, at + inside, "markdown.heading", opening[1])
            closing = CLOSING.search(line.text, inside)
            if closing is not None and (opening is not None or closing["attributes"]):
                rule = "markdown.attributes" if closing["attributes"] else "markdown.heading"
                yield cut(at + closing.start(), at + closing.end(), rule, closing[0].strip())
        elif group.tag == "blockquote":
            opening = QUOTED.match(line.text)
            inside = opening.end() if opening is not None else 0
            if opening is not None:
                yield cut(at, at + inside, "markdown.quote", opening[0].strip())
            heading = HEADING.match(line.text, inside)
            if heading is not None:
                yield cut(at + inside, at + heading.end(), "markdown.heading", heading[1])
        elif group.tag == "table" and RULER.match(line.text) is not None and line is not group.lines[0]:
            before = group.lines[group.lines.index(line) - 1].span.end - start
            yield cut(before, at + line.span.length, "markdown.table", line.text[:20])


def _fence_marks(group: _Group, line: Line, at: int) -> Iterator[Edit]:
    if FENCE.match(line.text) is None or len(group.lines) == 1:
        return
    if line is group.lines[0]:
        end = group.lines[1].span.start - group.lines[0].span.start
        yield cut(at, end, "markdown.fence", line.text)
    elif line is group.lines[-1]:
        inside = len(group.lines) > 2
        begin = group.lines[-2].span.end - group.lines[0].span.start if inside else at
        yield cut(begin, at + line.span.length, "markdown.fence", line.text)
