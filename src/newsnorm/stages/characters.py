"""Characters: what encoding, markup and layout did to them is undone, on record.

Mojibake and HTML entities are repaired, tags and invisible characters taken out, letters composed
(NFC), white space made one space. First of the stages: rules are written against sound text.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import lru_cache

import regex

from newsnorm.article import Block, Family
from newsnorm.joints import joint
from newsnorm.profile import Profile
from newsnorm.stages.stage import CODE, Blocks, dropped, evolved, texts
from newsnorm.tracked import Edit, Reason, Span, TrackedText

ODD = re.compile(
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164"
    "\ufb00-\ufb06\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
"""Characters that at least one of the repairs below may want."""

ENTITY = re.compile(
    r"&(?:amp;|\#0*38;|\#x0*26;)*(?:\#\d{1,7}|\#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)

TAG = re.compile(
    r"""</?(?:a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|iframe
    |img|ins|li|nobr|o:p|ol|p|picture|q|s|section|small|source|span|strike|strong|sub|sup|table|tbody|td|th|time|tr|tt|u|ul|wbr)
    (?:\s[^<>]{0,1000})?/?>""",
    re.VERBOSE | re.IGNORECASE,
)

SPACED_TAG = re.compile(
    r"</?(?:br|p|div|li|h\d|tr|td|hr|blockquote|dd|dt|section|table|ul|ol)\b", re.IGNORECASE
)
"""Tags that stand between words, not inside them."""

MOJIBAKE = re.compile(
    r"""[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]
      | (?:[\u0420\u0421][^\s\u0430-\u043f]){3}""",
    re.VERBOSE,
)
"""A lead byte and a continuation byte of UTF-8 read as Windows-1252, or three such as 1251."""

LEAD = re.compile(r"[\u00c2-\u00f4\u0420\u0421]")
"""The lead bytes alone: most text has none, and that shows five times as fast."""

LONGEST_WORD = 60
"""Code points of context that the repair of mojibake looks at, on either side."""

INVISIBLE = re.compile(
    r"""[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]+
      | (?<=[\x21-\u024f])[\u200c\u200d]+(?=[\x21-\u024f\s]|\Z) | (?:(?<=\s)|\A)[\u200c\u200d]+(?=[\x21-\u024f\s]|\Z)""",
    re.VERBOSE,
)
"""Controls, soft hyphens, zero-width spaces and marks; joiners only beside Latin letters and alone, as
Persian, Indic scripts and emoji need them."""

UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u034f\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb]"
)
"""One of them, wherever it stands."""

DIRECTION = re.compile(r"[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]+")
RIGHT_TO_LEFT = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")

SURROGATE = re.compile(r"[\ud800-\udfff]+")

QUOTED = re.compile(r"(?:=[ \t]*(?:\r\n?|\n)|=[0-9A-F]{2})+")
"""Bytes and soft line ends of quoted-printable, as a mail has them before it is decoded."""

SOFT = re.compile(r"=[ \t]*(?:\r\n?|\n)")

SPACE = re.compile(r"[^\S \u00a0\u2007\u2009\u202f]\s*|[ \u00a0\u2007\u2009\u202f]\s+")
"""Every run of white space but one space; a single no-break or thin space between words is
typography (« 10 000 »), and stays."""

LINE_END = re.compile(r"(?<![^\S\r\n])[^\S\r\n]*(?:\r\n?|[\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029])")
"""A line end, and the white space before it, which nobody can see."""

LIGATURE = re.compile("[\N{LATIN SMALL LIGATURE FF}-\N{LATIN SMALL LIGATURE ST}]")

VERBATIM = {
    "pre": frozenset(
        {"characters.quoted-printable", "characters.space", "characters.tag", "characters.entity"}
    ),
    "table": frozenset({"characters.space"}),
}
"""What is no damage in code and in tables: code may be about tags."""

IN_CODE = frozenset({"characters.tag", "characters.entity"})
"""What is no damage in code that nothing marks as such."""

CODE_SIGNS = 3
CODE_WORDS = 10
"""Words of code for each sign of it, at most."""

ROUNDS = 4
"""One repair may uncover what another mends; more layers than this are nobody's accident."""

Found = tuple[int, int, str, str]
"""Start, end, what the characters become, and the evidence."""

Repair = Callable[[str], Iterator[Found]]


def repair(blocks: Blocks, _profile: Profile) -> Blocks:
    """Return the blocks with sound characters; one with nothing visible in it is dropped."""
    return tuple(
        [
            block if block.is_dropped or (raw and _is_sound(raw)) else _repaired(block, raw)
            for block, raw in zip(blocks, texts(blocks), strict=True)
        ]
    )


def _repaired(block: Block, raw: str) -> Block:
    if not raw:
        family = Family.MEDIA if block.hints.tag == "img" else Family.CHROME
        return dropped(block, family, Reason("characters.nothing-visible", block.text.source[:80]))
    left = VERBATIM.get(block.hints.tag, frozenset())
    if not left and _is_code(raw):
        left = IN_CODE
    text = before = block.text
    for _ in range(ROUNDS):
        text = _mended(before, left)
        if text == before or _is_sound(str(text)):
            break
        before = text
    done = evolved(block, text=text)
    if str(text).strip():
        return done
    return dropped(done, Family.CHROME, Reason("characters.nothing-visible", ascii(raw[:20])))


def _mended(text: TrackedText, left: frozenset[str]) -> TrackedText:
    """Carry out all repairs but those ``left`` undone."""
    now = str(text)
    for rule, sign, found in REPAIRS:
        if rule in left or sign.search(now) is None:
            continue
        edits = [
            Edit(Span(start, end), after, _because(_named(rule, now[start:end]), evidence))
            for start, end, after, evidence in found(now)
        ]
        if edits:
            text = text.edited(edits)
            now = str(text)
    return text


@lru_cache(maxsize=256)  # most are for one line end, or one space too many
def _because(rule: str, evidence: str) -> tuple[Reason, ...]:
    return (Reason(rule, evidence),)


def _is_sound(text: str) -> bool:
    """Tell whether no repair has anything to do; nearly all paragraphs leave here."""
    if ODD.search(text) is not None or "&" in text or "<" in text:
        return False
    if "  " in text or text[:1] == " " or text[-1:] == " ":
        return False
    if "=" in text and QUOTED.search(text) is not None:
        return False
    if text.isascii():
        return True
    broken = LEAD.search(text) is not None and MOJIBAKE.search(text) is not None
    return not broken and unicodedata.is_normalized("NFC", text)


def _is_code(text: str) -> bool:
    """Tell whether a text is a program, by the signs of one outside of tags."""
    if "<" not in text and "&" not in text:
        return False
    bare = TAG.sub(" ", text)
    signs = len(CODE.findall(ENTITY.sub(" ", bare)))
    return signs >= CODE_SIGNS and signs * CODE_WORDS >= len(bare.split())


def _named(rule: str, matched: str) -> str:
    """Tell white space at which a text was wrapped from other white space."""
    wraps = rule == "characters.space" and ("\n" in matched or "\r" in matched)
    return "paragraphs.unwrap" if wraps else rule


def quoted_printable(text: str) -> Iterator[Found]:
    """Find bytes and soft line ends of quoted-printable; without such line ends, only the letters that ASCII has not.

    >>> list(quoted_printable("It doesn=E2=80=99t."))
    [(8, 17, '’', '=E2=80=99')]
    >>> list(quoted_printable("a=3D, for mos=\\nt of her life"))
    [(1, 4, '=', '=3D'), (13, 15, '', '=')]
    >>> list(quoted_printable("The part A=20 is out of stock."))
    []
    """
    *lines, _ = text.splitlines() or [""]
    is_soft = bool(lines) and all(line.rstrip(" \t").endswith("=") for line in lines)
    for match in QUOTED.finditer(text):
        data = bytes.fromhex(SOFT.sub("", match[0]).replace("=", ""))
        after = _decoded(data, ("utf-8", "cp1252") if is_soft else ("utf-8",))
        if after is not None and (is_soft or not data.isascii()):
            yield match.start(), match.end(), after, match[0].strip()[:80]


def _decoded(data: bytes, encodings: tuple[str, ...]) -> str | None:
    for encoding in encodings:
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return None


def entities(text: str) -> Iterator[Found]:
    """Find HTML entities; those that would make a tag of the text are left.

    >>> list(entities("AT&amp;T &amp;lt;b&gt; &nosuch;"))
    [(2, 7, '&', '&amp;')]
    """
    for match in ENTITY.finditer(text):
        plain, before = html.unescape(match[0]), match[0]
        while plain != before:
            plain, before = html.unescape(plain), plain
        plain = plain.replace("\N{NO-BREAK SPACE}", " ")
        if plain != match[0] and not plain.startswith(("<", ">", "&#", "\N{REPLACEMENT CHARACTER}")):
            yield match.start(), match.end(), plain, match[0]


def tags(text: str) -> Iterator[Found]:
    """Find HTML tags that a scraper left; text in angle brackets that is no tag stays.

    >>> list(tags("a <b>bold</b> claim: 3 <4"))
    [(2, 5, '', '<b>'), (9, 13, '', '</b>')]
    """
    at, opened = 0, False
    for match in TAG.finditer(text):
        gap = text[at : match.start()]
        opened = gap.rfind("<") > gap.rfind(">") or (opened and ">" not in gap)
        at = match.end()
        if not opened:  # inside an open bracket, taking it out would make a new tag
            after = " " if SPACED_TAG.match(match[0]) is not None else ""
            yield match.start(), match.end(), after, match[0][:80]


def mojibake(text: str) -> Iterator[Found]:
    """Find words that were decoded with the wrong encoding, as ftfy does.

    >>> list(mojibake("It doesnâ€™t."))
    [(3, 13, 'doesn’t.', 'sloppy-windows-1252 read as utf-8')]
    >>> list(mojibake("« café » and “Ñandú”"))
    []
    """
    at = 0
    for match in MOJIBAKE.finditer(text):
        if match.start() < at:
            continue
        # ftfy takes 45 ms to import and is only wanted for the rare word that looks so.
        import ftfy  # noqa: PLC0415 - see above

        start, at = _word(text, match.start(), match.end(), at)
        fixed = ftfy.fix_encoding_and_explain(text[start:at])
        if fixed.text != text[start:at]:
            steps = fixed.explanation or ()
            codecs = [step.parameter for step in steps if step.action in ("encode", "decode")]
            yield start, at, fixed.text, " read as ".join(codecs)


def _word(text: str, start: int, end: int, low: int) -> tuple[int, int]:
    """Widen a range to the word it is part of, but not below ``low``."""
    before = re.search(r"\S*\Z", text[max(low, start - LONGEST_WORD) : start])
    after = re.match(r"\S*", text[end : end + LONGEST_WORD])
    return start - len(before[0] if before else ""), end + len(after[0] if after else "")


def invisible(text: str) -> Iterator[Found]:
    """Find characters that show nothing; marks of direction only where nothing runs right to left.

    >>> list(invisible("co\\u00adop"))
    [(2, 3, '', 'U+00AD')]
    """
    for match in INVISIBLE.finditer(text):
        yield match.start(), match.end(), "", _points(match[0])


def direction(text: str) -> Iterator[Found]:
    """Find marks of direction in a text that only runs left to right."""
    if RIGHT_TO_LEFT.search(text) is None:
        for match in DIRECTION.finditer(text):
            yield match.start(), match.end(), "", _points(match[0])


def surrogates(text: str) -> Iterator[Found]:
    """Find halves of UTF-16 pairs, which no encoding can write."""
    for match in SURROGATE.finditer(text):
        yield match.start(), match.end(), "\N{REPLACEMENT CHARACTER}" * len(match[0]), _points(match[0])


def composed(text: str) -> Iterator[Found]:
    """Find letters that are written as base and mark though one character exists (NFC).

    >>> list(composed("cafe\\u0301"))
    [(3, 5, 'é', 'U+0065 U+0301')]
    """
    if unicodedata.is_normalized("NFC", text):
        return
    for match in regex.finditer(r"\X", text):
        after = unicodedata.normalize("NFC", match[0])
        if after != match[0]:
            yield match.start(), match.end(), after, _points(match[0])


def ligatures(text: str) -> Iterator[Found]:
    """Find letters that were set as one sign.

    >>> list(ligatures("ﬁve"))
    [(0, 1, 'fi', 'U+FB01')]
    """
    for match in LIGATURE.finditer(text):
        yield match.start(), match.end(), unicodedata.normalize("NFKC", match[0]), _points(match[0])


def line_ends(text: str) -> Iterator[Found]:
    """Find line ends that are not one line feed alone.

    >>> list(line_ends("a | b \\r\\nc | d"))
    [(5, 8, '\\n', 'U+0020 U+000D U+000A')]
    """
    for match in LINE_END.finditer(text):
        if match[0] != "\n":
            yield match.start(), match.end(), "\n", _points(match[0])


def spaces(text: str) -> Iterator[Found]:
    """Find white space that is not one plain space between words."""
    low, high = len(text) - len(text.lstrip()), len(text.rstrip())
    if low:
        yield 0, min(low, len(text)), "", "padding"
    for match in SPACE.finditer(text, low, max(low, high)):
        yield match.start(), match.end(), _space(text, match), _points(match[0])
    if low < high < len(text):
        yield high, len(text), "", "padding"


def _space(text: str, match: re.Match[str]) -> str:
    """Return one space, but nothing where a line of Chinese or Japanese was wrapped."""
    is_wrapped = _named("characters.space", match[0]) != "characters.space"
    if text.isascii() or not is_wrapped:
        return " "
    start, end = match.span()
    return joint(text[start - 1 : start], text[end : end + 3])


@lru_cache(maxsize=256)
def _points(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text[:8])


REPAIRS: tuple[tuple[str, re.Pattern[str], Repair], ...] = (
    ("characters.surrogate", SURROGATE, surrogates),
    ("characters.quoted-printable", QUOTED, quoted_printable),  # before spaces: it needs the line ends
    ("characters.entity", re.compile("&"), entities),  # before tags and spaces: it may write a space
    ("characters.tag", re.compile("<"), tags),
    ("characters.mojibake", LEAD, mojibake),  # before spaces: its no-break spaces are half letters
    ("characters.invisible", UNSEEN, invisible),
    ("characters.direction", DIRECTION, direction),
    ("characters.ligature", LIGATURE, ligatures),
    ("characters.nfc", re.compile(r"[^\x00-\x7f]"), composed),
    ("characters.space", re.compile(r"[^\S ]|[ ]{2}|\A[ ]|[ ]\Z"), spaces),
    ("characters.line-end", LINE_END, line_ends),  # after spaces, which leaves none but in code and tables
)
"""The repairs, in order, each with a sign that is in every text it has work on: each may uncover what
the next one mends."""
