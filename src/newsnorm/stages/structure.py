"""Structure: headline, standfirst, byline and date are told from the body; headings and lists in it.

In plain text all of this shows only in shape and place: a headline is a short line that ends no
sentence, stands before the first told paragraph, and is followed by one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from newsnorm import bylines, datelines, dates
from newsnorm.article import Block, Family, Role
from newsnorm.profile import Profile
from newsnorm.read.text import LISTED
from newsnorm.rules import is_left_out
from newsnorm.stages.stage import (
    HEADINGS,
    Blocks,
    dropped,
    ends_sentence,
    evolved,
    is_open,
    is_told,
    labelled,
    unlisted,
    words,
)
from newsnorm.tracked import Edit, Reason, Span

HEADLINE_WORDS = range(2, 31)
HEADING_WORDS = range(1, 15)
REPEATED = "duplicate.headline"
REPEATED_WORDS = 5
"""A shorter headline may stand twice for other reasons: as a label, or a section of its own."""

STANDFIRST_WORDS = 60
PROSE_WORDS = 8
"""A sentence of so many words is prose; a shorter one may be a label."""

DIALOGUE = re.compile(r"[–—]\s|-\s.*[,?!…]\s?[-–—]\s")
"""What somebody says after a dash; after a hyphen, only if it comes back before *she said*."""

HYPHEN = re.compile(r"-\s")
ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$|\b(?:Inc|Co|Ltd|Corp|Jr|Sr|St)\.$")
UNFINISHED = re.compile(r"""[,;:.…][\])}"'”’»*]*$""")
CLOSING = "\"'”’“‘»«›‹」』"
LINE = re.compile(
    r":\s?[\W\d]{1,100}$|^(?:sources?|quellen?|fuente|fonte|źródło|kaynak|джерело|источник)\s?:",
    re.IGNORECASE,
)
"""A score or another number after its label, and whence something is: no heading ends or begins so."""

DATED = re.compile(r"[^\W\d][^\d:：]{3,30}[:：]")
"""The label of a date."""

LETTERS = re.compile(r"[^\W_]+")

STROKE = re.compile(r"\s+[|–—-]\s+")
"""What stands between the headline and the name of the site in the title of a window."""

NAME_WORDS = 5
"""The name of a site has no more words; a headline has as many at least, where a site's name or a kicker stands above it."""

LONGEST_TITLE = 200
"""Code points."""

KICKER_WORDS = 3
"""A line of so few words right above one that may be the headline is its section, or its topic."""

HEAD = 20
"""Blocks after a standfirst in which the byline may stand."""


def label(blocks: Blocks, profile: Profile) -> Blocks:
    """Return the blocks with the parts of an article told apart."""
    done = list(blocks)
    start = _body_start(done)
    marked = next((at for at, block in enumerate(done) if block.role is Role.TITLE), None)
    title = _title(done, start) if marked is None else marked
    if marked is None and title is not None:
        done[title] = labelled(done[title], Role.TITLE, Reason("structure.title", _evidence(done[title])))
        _drop_above(done, title)
    _label_dates_and_authors(done, start, title)
    if title is not None:
        _label_standfirst(done, title)
        if words(str(done[title].text)) >= REPEATED_WORDS and not is_left_out(REPEATED, profile.without):
            _drop_repeats(done, title, start)
    _label_body(done)
    return tuple(done)


def _is_prose(block: Block) -> bool:
    text = str(block.text)
    if not is_open(block) or block.hints.tag in HEADINGS or LISTED.match(text) is not None:
        return False
    return is_told(text) or (words(text) >= PROSE_WORDS and ends_sentence(text)) or block.continues


def _body_start(blocks: list[Block]) -> int:
    """Return where the first prose stands, past a headline that ends in a question or a call."""
    found = list(islice((at for at, block in enumerate(blocks) if _is_prose(block)), 2))
    if not found:
        return len(blocks)
    asks = str(blocks[found[0]].text).rstrip("\"'”’»)")[-1:] in ("?", "!")
    is_first = not any(is_open(block) for block in blocks[: found[0]])
    short = words(str(blocks[found[0]].text)) < HEADLINE_WORDS.stop
    return found[1] if asks and is_first and short and len(found) > 1 else found[0]


def _title(blocks: list[Block], start: int) -> int | None:
    carried_on = _carried_on(blocks)
    head = [at for at in range(start) if is_open(blocks[at])]
    tagged = [at for at in head if blocks[at].hints.tag == "h1"] or [
        at for at in head if blocks[at].hints.tag in HEADINGS
    ]
    if tagged:
        return tagged[0]
    if start == len(blocks):
        return None
    found = [at for at in head if at not in carried_on and _is_headline(blocks[at])]
    return _headline(blocks, found, start) if len(found) > 1 else next(iter(found), None)


def _headline(blocks: list[Block], found: list[int], start: int) -> int:
    """Return which of some lines is the headline: the one that the title of the window has, or the first.

    A site's name and a kicker are not, where a longer line comes after them.
    """
    texts = {at: str(blocks[at].text) for at in found}
    titles = {text[: mark.start()] for text, mark in _titles(blocks[:start])}
    first, *others = [at for at in found if texts[at] in titles][:1] or found
    while others and words(texts[others[0]]) >= NAME_WORDS and _is_above(blocks, first, others[0]):
        first, *others = others
    return first


def _titles(blocks: list[Block]) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield what may be the title of the window, with each of the strokes in it."""
    shown = (str(block.text) for block in blocks if len(block.text.source) <= LONGEST_TITLE)
    return ((text, mark) for text in shown for mark in STROKE.finditer(text))


def _is_above(blocks: list[Block], at: int, headline: int) -> bool:
    """Tell whether a line is the kicker of an article that is signed, or the site's name: a menu comes after it, or the copyright is the site's."""
    text = str(blocks[at].text)
    if words(text) > NAME_WORDS:
        return False
    has_digit = any(map(str.isdigit, text))
    is_short = words(text) <= KICKER_WORDS and not has_digit
    is_kicker = is_short and not any(map(is_open, blocks[at + 1 : headline])) and _is_signed(blocks, headline)
    is_menu = blocks[at + 1].family is Family.NAVIGATION
    return is_menu or is_kicker or _is_site(blocks, text)


def _is_signed(blocks: list[Block], headline: int) -> bool:
    """Tell whether a byline, a date or a count stands near below a headline: in a text alone, two headings may begin it."""
    return any(_is_told_of(str(block.text)) for block in blocks[headline + 1 : headline + 1 + HEAD])


def _is_site(blocks: list[Block], name: str) -> bool:
    return any(block.family is Family.LEGAL and name in str(block.text) for block in blocks)


def _drop_above(blocks: list[Block], title: int) -> None:
    """Drop the site's name and the kicker above the headline, and what of the site's name is in it."""
    for at in range(title):
        if is_open(blocks[at]) and _is_headline(blocks[at]) and _is_above(blocks, at, title):
            reason = Reason("structure.kicker", str(blocks[at].text)[:80])
            blocks[at] = dropped(blocks[at], Family.CHROME, reason)
    text = str(blocks[title].text)
    for _, mark in _titles(blocks[title : title + 1]):
        site = text[mark.end() :]
        if words(site) <= NAME_WORDS and words(text[: mark.start()]) >= NAME_WORDS and _is_site(blocks, site):
            cut = Edit(Span(mark.start(), len(text)), "", (Reason("structure.site", site),))
            blocks[title] = evolved(blocks[title], text=blocks[title].text.edited([cut]))
            return


def _carried_on(blocks: list[Block]) -> set[int]:
    """Return where the first halves of paragraphs stand."""
    found: set[int] = set()
    last = 0
    for at, block in enumerate(blocks):
        if is_open(block):
            found |= {last} if block.continues else set()
            last = at
    return found


def _is_headline(block: Block) -> bool:
    text = str(block.text)
    if words(text) not in HEADLINE_WORDS or LISTED.match(text) is not None:
        return False
    if UNFINISHED.search(text) is not None and ABBREVIATION.search(text, max(0, len(text) - 20)) is None:
        return False
    return not bylines.is_signature(text)


def _evidence(block: Block) -> str:
    return f"marked as {block.hints.tag}" if block.hints.tag else "short, ends no sentence, prose follows"


def _label_dates_and_authors(blocks: list[Block], start: int, title: int | None) -> None:
    """Label the lines before and around the first prose that are a byline, the job under it, or a date, and dates with a label below."""
    for at in range(min(start + 3, len(blocks))):
        _label_signature(blocks, at, title)
    _label_under_standfirst(blocks, start, title)
    prose = (at for at in reversed(range(len(blocks))) if _is_prose(blocks[at]))
    for at in range(max(next(prose, -1) + 1, start + 3), len(blocks)):
        text = str(blocks[at].text) if is_open(blocks[at]) else ""
        if DATED.match(text) is not None and dates.line(text) is not None:
            blocks[at] = labelled(blocks[at], Role.DATE, Reason("structure.date", text[:80]))


def _label_signature(blocks: list[Block], at: int, title: int | None) -> None:
    block, text = blocks[at], unlisted(str(blocks[at].text))
    if not is_open(block) or (block.hints.tag in HEADINGS and not _is_above_title(blocks, at, title)):
        return
    is_under_name = at > 0 and blocks[at - 1].role is Role.BYLINE and _is_job(blocks, at)
    if is_under_name or bylines.authors(text):
        blocks[at] = labelled(block, Role.BYLINE, Reason("structure.byline", text[:80]))
    elif dates.line(text) is not None or (dates.is_label(text) and _is_dated(blocks, at + 1)):
        blocks[at] = labelled(block, Role.DATE, Reason("structure.date", text[:80]))


def _label_under_standfirst(blocks: list[Block], start: int, title: int | None) -> None:
    """Label the byline between a standfirst and the report, and its date, where buttons and pictures part them from the standfirst."""
    rest = range(start + 1, min(start + HEAD, len(blocks)))
    told = next((at for at in rest if _is_text(blocks[at])), start)
    there = [at for at in range(start + 1, told) if is_open(blocks[at])]
    names = next(filter(None, (bylines.authors(str(blocks[at].text)) for at in range(start, told))), ())
    if not names and not all(_is_told_of(str(blocks[at].text)) for at in there):
        return
    for at in there:
        if str(blocks[at].text) in names:  # under a portrait
            blocks[at] = labelled(blocks[at], Role.BYLINE, Reason("structure.byline", names[0]))
        _label_signature(blocks, at, title)


def _is_text(block: Block) -> bool:
    text = str(block.text)
    return is_open(block) and words(text) >= PROSE_WORDS and not _is_told_of(text)


def _is_above_title(blocks: list[Block], at: int, title: int | None) -> bool:
    """Tell whether a heading is the day that stands above the headline, as on blogs; below it one heads a part of the report."""
    return title is not None and at < title and dates.line(str(blocks[at].text)) is not None


def _is_dated(blocks: list[Block], at: int) -> bool:
    return at < len(blocks) and is_open(blocks[at]) and dates.line(unlisted(str(blocks[at].text))) is not None


def _label_standfirst(blocks: list[Block], title: int) -> None:
    """Label a bare name under the headline or its standfirst, and the standfirst between it and the body."""
    rest = range(title + 1, min(title + 4, len(blocks)))
    after = next((at for at in rest if not _is_prose(blocks[at])), len(blocks))
    if after < len(blocks) and _is_signature(blocks, after):
        reason = Reason("structure.byline", "a name under the headline, a job, a count or a date under it")
        for at in range(after, after + 1 + _is_job(blocks, after + 1)):
            blocks[at] = labelled(blocks[at], Role.BYLINE, reason)
    for at in _standfirst(blocks, title):
        reason = Reason("structure.standfirst", "between the headline and the start of the report")
        blocks[at] = labelled(blocks[at], Role.STANDFIRST, reason)


def _is_signature(blocks: list[Block], at: int) -> bool:
    """Tell whether a bare name is the byline: its job, the day, or a count of comments stands under it."""
    if not is_open(blocks[at]) or not bylines.is_name(str(blocks[at].text)) or at + 1 == len(blocks):
        return False
    below = blocks[at + 1]
    is_told = below.role is Role.DATE or below.family in (Family.COMMENTS, Family.SHARE)
    return is_told or _is_job(blocks, at + 1)


def _is_job(blocks: list[Block], at: int) -> bool:
    return is_open(blocks[at]) and bylines.is_job(str(blocks[at].text))


def _standfirst(blocks: list[Block], title: int) -> list[int]:
    """Return the blocks of the standfirst: at most two, with a sure sign that the body comes after.

    A byline, a date or a dateline after them is such a sign; a picture or a thematic break is not,
    as it may as well stand after the first paragraph. Before a dateline a second sentence is an
    introduction, and so is what stands before the first of several datelines. And what sums up is shorter
    than what it sums up.
    """
    found: list[int] = []
    there = [at for at in range(title + 1, len(blocks)) if is_open(blocks[at])]
    dateline = datelines.standing([str(blocks[at].text) for at in there])
    filed = there[dateline] if dateline is not None else None
    for at in range(title + 1, len(blocks)):
        block = blocks[at]
        if block.role in (Role.BYLINE, Role.DATE) and found:
            return (
                found if _told_after(blocks, at) > sum(words(str(blocks[one].text)) for one in found) else []
            )
        if not is_open(block) or str(block.text).isdecimal():  # a count of comments
            continue
        if at == filed:
            return [] if _is_filed_again(blocks[at + 1 :]) or len(found) > 1 else found
        is_long = words(str(block.text)) > STANDFIRST_WORDS or words(str(block.text)) < PROSE_WORDS
        if is_long or len(found) == 2 or block.continues or LISTED.match(str(block.text)) is not None:
            return []
        found.append(at)
    return []


def _told_after(blocks: list[Block], at: int) -> int:
    """Count the words of the paragraphs after a block."""
    return sum(words(str(block.text)) for block in blocks[at + 1 :] if _is_prose(block))


def _is_filed_again(blocks: list[Block]) -> bool:
    return any(is_open(block) and datelines.parse(str(block.text)) is not None for block in blocks)


def _drop_repeats(blocks: list[Block], title: int, start: int) -> None:
    """Drop the headline where it stands a second time on a line of its own before the body."""
    wanted = _letters(blocks[title])
    longest = len(str(blocks[title].text)) + len(wanted)
    for at, block in enumerate(blocks[:start]):
        is_short = at != title and len(block.text.source) <= longest
        if is_short and is_open(block) and _letters(block) == wanted:
            reason = Reason(REPEATED, str(block.text)[:80])
            blocks[at] = dropped(block, Family.DUPLICATE, reason)


def _letters(block: Block) -> list[str]:
    return LETTERS.findall(str(block.text).casefold())


def _label_body(blocks: list[Block]) -> None:
    """Label headings, list items, quotes and tables; from the end, as a heading needs what follows."""
    follows = False  # whether text stands after it that does not carry on its own sentence
    for at in range(len(blocks) - 1, -1, -1):
        block = blocks[at]
        if not is_open(block):
            continue
        role, evidence = _body_role(block, follows=follows)
        if role is not Role.PARAGRAPH:
            blocks[at] = labelled(block, role, Reason(f"structure.{role.replace('_', '-')}", evidence))
        is_text = role is not Role.PARAGRAPH or _is_prose(block) or _is_line(str(block.text))
        follows = not block.continues and is_text


def _body_role(block: Block, *, follows: bool) -> tuple[Role, str]:
    tag, text = block.hints.tag, str(block.text)
    if tag in HEADINGS:
        return Role.HEADING, f"marked as {tag}"
    if tag in TAGGED:
        return TAGGED[tag], f"marked as {tag}"
    if LISTED.match(text) is not None and not _is_spoken(text, tag) and LETTERS.search(text) is not None:
        return Role.LIST_ITEM, text[:2].strip()
    is_short = follows and not block.continues and words(text) in HEADING_WORDS
    if is_short and _looks_like_heading(text) and not _is_told_of(text):
        return Role.HEADING, "short, ends no sentence, text follows"
    return Role.PARAGRAPH, ""


def _is_told_of(text: str) -> bool:
    """Tell whether a line is a byline, a date or a count."""
    return text.isdecimal() or bool(bylines.authors(text)) or dates.line(text) is not None


TAGGED = {"li": Role.LIST_ITEM, "blockquote": Role.QUOTE, "table": Role.TABLE}


def _is_spoken(text: str, tag: str) -> bool:
    """Tell whether a line after a dash is dialogue; sentences after hyphens that are no list on a page are, too."""
    return DIALOGUE.match(text) is not None or (
        tag == "p" and HYPHEN.match(text) is not None and ends_sentence(text)
    )


def _is_line(text: str) -> bool:
    """Tell whether a short text is a quotation, a score or a source: it ends no prose, but heads nothing."""
    return LINE.search(text) is not None or (text[-1:] in CLOSING and ends_sentence(text))


def _looks_like_heading(text: str) -> bool:
    begins = text.lstrip("\"'“‘«„(")[:1]
    is_unended = text[-1] not in ".,;:…。" and not _is_line(text)
    return is_unended and (begins.isupper() or begins.isdigit())
