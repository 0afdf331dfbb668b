"""The inline marks of Markdown: links, images, code, footnotes and emphasis, taken out on record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

from newsnorm import bylines
from newsnorm.article import Link
from newsnorm.tracked import Edit, Reason, Span
from newsnorm.urls import cleaned, is_dead

BREAK = r"(?:\r\n?|\n)[ \t>]*"
"""A line end, and the mark of a quotation that goes on."""

URL = rf"""[^()\s<>]{{0,2000}} (?: (?<=-) {BREAK} [^()\s<>]{{1,500}} ){{0,5}}
           (?: \( [^()\s]{{0,200}} \) [^()\s]{{0,200}} )?"""
"""The address of a link; some programs break lines after the hyphens in it."""

BREAKS = re.compile(BREAK)

TITLE = r"""(?:\s+(?:"[^"]{0,500}"|'[^']{0,500}'))?"""

_ATTRIBUTE = r"""(?: [#.][\w:.-]{1,200} | [\w-]{1,40}=(?:"[^"{}]{0,200}"|[^\s"{}]{1,200}) )"""
ATTRIBUTES = rf"""\{{ \s? {_ATTRIBUTE} (?: \s+ {_ATTRIBUTE} ){{0,12}} \s? \}}"""
"""What pandoc sets after a link, an image or a span: {.external target="_blank"}."""

IMAGE = rf"""!\[ (?P<alt> [^\[\]]{{0,1000}} (?: \[[^\[\]]{{0,500}}\] [^\[\]]{{0,500}} ){{0,5}} ) \] \( \s*+ <?(?P<src>{URL})>? {TITLE} \s* \)"""

ESCAPED = re.compile(r"\\[!-/:-@\[-`{-~]")

SPANS = re.compile(rf"\[ (?P<spanned>[^\[\]]{{1,500}}) \] {ATTRIBUTES}", re.VERBOSE)
"""Words that pandoc has given a class."""

INLINE = re.compile(
    rf"""
      (?P<code> (?P<ticks>`{{1,3}}) (?P<coded>[^`\n]+) (?P=ticks) )
    | (?P<image> {IMAGE} )
    | (?P<attributes> (?<=[)\]>`]) {ATTRIBUTES} )
    | (?P<reference> \[ (?P<label>[^\[\]]{{1,500}}) \] (?: \[ (?P<id>[^\[\]]{{0,200}}) \] | (?P<of_span>{ATTRIBUTES}) ) )
    | (?P<open>\[) (?= (?:[^\[\]]|\[[^\[\]]{{0,500}}\]){{0,1500}} \]\( )
    | (?P<close> \]\( \s*+ <?(?P<url>{URL})>? {TITLE} \s* \) )
    | (?P<auto> < (?P<target>(?:https?://|mailto:)[^<>\s]{{1,2000}}(?:(?<=-){BREAK}[^<>\s]{{1,500}}){{0,5}}) > )
    | (?P<note> \[\^[\w-]{{1,20}}\] :? )
    | \\(?P<escaped>[!-/:-@\[-`{{-~])
    | (?P<hard> \\ (?=[ \t]*(?:[\r\n]|\Z)) )
    """,
    re.VERBOSE,
)
"""The inline constructs that hide other text, in the order they are tried at each place."""

EMPHASIS = re.compile(
    r"""(?<![\w*\\]) (?P<mark>\*{1,3}) (?=[^\s*]) (?P<inside>[^*]{1,2000}?) (?<=[^\s*\\]) (?P=mark) (?![\w*])
      | (?<![\w_\\]) (?P<under>_{1,3}) (?=[^\s_]) (?P<within>.{1,2000}?) (?<=[^\s_\\]) (?P=under) (?![\w_])
    """,
    re.VERBOSE | re.DOTALL,
)

SPACED = re.compile(r"[ ](?=[,.](?:\s|$))")
"""What some programs write between emphasised words and the comma after them."""

SHORT = 2
"""Words; what describes a picture has more, what stands in its place in a sentence, as a formula may, has not."""

LONGEST_BY = 30
"""Code points; what begins a byline has fewer."""

DEEPEST = 3
"""Emphasis in emphasis: *one _two **three***_."""

TAKEN = "\x00"
"""Stands where a mark of emphasis was."""

MARKS = re.compile(r"[\[\]`<*_\\]")
"""Characters one of which is in every inline construct and every emphasis."""

OPENINGS = re.compile(r"[\[\]`<\\!{]")
"""The first characters of the inline constructs."""

RUN = 3
"""Words that a run of emphasis has at least where it may be the title of a work."""

LONGEST_RUN = 90
"""Code points that it has at most."""

UNWRAPPED = {"code": ("coded", "markdown.code"), "escaped": ("escaped", "markdown.escape")}
GONE = {"note": "markdown.footnote", "attributes": "markdown.attributes", "hard": "markdown.escape"}
"""The constructs of which a part is left, and those of which nothing is."""

Targets = dict[str, str]
"""The addresses of reference links, by their names in lower case."""


class Inline:
    """What the inline marks of one block come to, while they are being read."""

    def __init__(self, raw: str = "", offset: int = 0) -> None:
        self.raw = raw
        self.offset = offset
        self.edits: list[Edit] = []
        self.links: list[Link] = []
        self.linked = 0  # letters that are link text
        self.opened: list[int] = []  # brackets whose link has not ended yet
        self.masked: list[tuple[int, int, str]] = []
        """What holds no emphasis marks, whatever its characters look like, and what to take them for."""

    def unwrap(self, match: re.Match[str], group: str, rule: str) -> Span:
        """Take out all of a construct but one group; hide it from the search for emphasis."""
        inner = Span(*match.span(group))
        self.cut(match.start(), inner.start, rule)
        self.cut(inner.end, match.end(), rule)
        self.masked.append((*match.span(), "x"))
        return inner

    def cut(self, start: int, end: int, rule: str) -> None:
        """Take out what stands between two places."""
        self.edits.append(cut(start, end, rule, self.raw[start:end][:200]))

    def link(self, inner: Span, url: str) -> None:
        """Note a link, unless it leads nowhere."""
        self.linked += letters(inner.of(self.raw))
        self.links += _link(self.raw, inner, url, self.offset)


def read(raw: str, offset: int, targets: Targets) -> Inline:
    """Return what the inline marks of ``raw`` come to, which stands at ``offset`` in the source."""
    found = Inline(raw, offset)
    for match in _constructs(raw):
        kind = match.lastgroup or ""
        if kind == "open":
            found.opened.append(match.start())
        elif kind == "close":
            _close(found, match)
        elif kind == "image":
            _image(found, match)
        elif kind == "reference":
            _reference(found, match, targets)
        elif kind == "auto":
            found.link(found.unwrap(match, "target", "markdown.link"), match["target"])
        elif kind in UNWRAPPED:
            found.unwrap(match, *UNWRAPPED[kind])
        else:
            found.cut(*match.span(), GONE[kind])
    if found.links and ")" in raw:
        found.edits = list(_spaced(raw, found.edits))
    found.edits += _emphasis(raw, found.masked)
    found.edits = [edit for edit in found.edits if edit.span.length]
    return found


def emphasised(raw: str, edits: list[Edit]) -> Iterator[str]:
    """Yield the runs of emphasis whose marks ``edits`` take out, if they may be titles."""
    marks = [edit.span for edit in edits if edit.reasons[0].rule == "markdown.emphasis"]
    for opening, closing in zip(marks[::2], marks[1::2], strict=True):
        yield from runs(raw[opening.end : closing.start])


def runs(text: str) -> Iterator[str]:
    """Yield ``text`` as it is read, if it begins with a capital and has as many words as a title.

    >>> list(runs("The Road\\n to Kharkov")), list(runs("never"))
    (['The Road to Kharkov'], [])
    """
    words = text.split() if len(text) <= LONGEST_RUN else []
    if len(words) >= RUN and words[0][0].isupper():
        yield " ".join(words)


def _constructs(raw: str) -> Iterator[re.Match[str]]:
    """Find the inline constructs, as ``INLINE.finditer`` does, but only where one may begin."""
    at = 0
    while (mark := OPENINGS.search(raw, at)) is not None:
        match = INLINE.match(raw, mark.start())
        at = mark.end() if match is None else match.end()
        if match is not None:
            yield match


def _reference(found: Inline, match: re.Match[str], targets: Targets) -> None:
    """Read a link whose address stands elsewhere, or words with a class of their own."""
    if match["of_span"]:
        found.unwrap(match, "label", "markdown.attributes")
        return
    url = targets.get((match["id"] or match["label"]).casefold())
    if url is not None:
        found.link(found.unwrap(match, "label", "markdown.link"), url)


def _image(found: Inline, match: re.Match[str]) -> None:
    """Take an image out of the text it stands in, but leave the one or two words, or the sign, that may stand for a word of it."""
    alt, (start, end) = match["alt"], match.span()
    is_glued = found.raw[start - 1 : start].isalnum() or found.raw[end : end + 1].isalnum()
    if letters(alt) and (is_glued or len(alt.split()) > SHORT):
        found.cut(start, end, "markdown.image")
        found.masked.append((start, end, "x"))
    else:
        found.unwrap(match, "alt", "markdown.image")


def _close(found: Inline, match: re.Match[str]) -> None:
    """End the link whose bracket was opened last; a loose end is no link."""
    if not found.opened:
        return
    begin = found.opened.pop()
    found.link(Span(begin + 1, match.start()), match["url"])
    found.cut(begin, begin + 1, "markdown.link")
    found.cut(*match.span(), "markdown.link")
    found.masked.append((*match.span(), ")"))


def _spaced(raw: str, edits: list[Edit]) -> Iterator[Edit]:
    """Yield the edits, a space left where two links stand word to word, and in a byline where a link stands so after its *By*.

    On the page the one was a button beside the other, and style sheets set the space.
    """
    begin = raw.find("[")
    is_byline = 0 < begin < LONGEST_BY and raw[begin - 1].isalnum() and bylines.opens(raw[:begin] + " ")
    for edit in edits:
        start, end = edit.span.start, edit.span.end
        before, after = raw[start - 1 : start], raw[end : end + 2]
        is_glued = before.isalnum() and (
            after[1:].isalnum() if after[:1] == "[" else is_byline and after[:1].isalnum()
        )
        is_link = raw.startswith(("](", "["), start)
        yield evolve(edit, after=" ") if is_glued and is_link else edit


def _link(raw: str, inner: Span, url: str, offset: int) -> list[Link]:
    url = BREAKS.sub("", url)
    if is_dead(url):
        return []
    text = inner.of(raw)
    if text.startswith(("http", "mailto")):
        text = BREAKS.sub("", text)
    else:
        text = re.sub(r"[*_`\[\]!]+|\([^()\s]*\)", "", BREAKS.sub(" ", text)).strip()
    return [Link(text, cleaned(url), inner.moved(offset))]


def _emphasis(raw: str, masked: list[tuple[int, int, str]]) -> Iterator[Edit]:
    """Yield the edits that take out the marks of emphasis; what stands inside may have marks of its own."""
    if "*" not in raw and "_" not in raw:
        return
    shown = list(raw)
    for start, end, by in masked:
        shown[start:end] = by * (end - start)
    for _ in range(DEEPEST):
        found = [
            (start, match["mark"] or match["under"])
            for match in EMPHASIS.finditer("".join(shown))
            for start in (match.start(), match.end() - len(match["mark"] or match["under"]))
        ]
        if not found:
            return
        for start, mark in found:
            shown[start : start + len(mark)] = TAKEN * len(mark)
            is_spaced = SPACED.match(raw, start + len(mark)) is not None
            yield cut(start, start + len(mark) + is_spaced, "markdown.emphasis", mark)


def cut(start: int, end: int, rule: str, evidence: str) -> Edit:
    """Return the edit that takes out what stands between two places."""
    return Edit(Span(start, end), "", (Reason(rule, evidence),))


def letters(text: str) -> int:
    """Count letters and digits."""
    return sum(map(str.isalnum, text))
