"""The source as HTML: every block in its place, dropped ones in the colour of their family, all with notes.

A note is the next element inside what it explains; style sheets show it on hover and on focus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count, groupby
from xml.etree.ElementTree import Element

from attrs import field, frozen

from newsnorm import rules
from newsnorm.article import Article, Block, Family, Mention, Role
from newsnorm.report.elements import element
from newsnorm.report.marks import Mark, inside, pieces
from newsnorm.report.tally import HUES, counted, is_naming, state
from newsnorm.tracked import Edit, Reason

FOLDED = 10
"""A longer run of dropped blocks is folded; a click or the Enter key opens it."""

LONG = 60
"""Code points; of what is taken out at one place, no more is shown until the mark is chosen."""

STATES = {
    "rewritten": "Name written anew",
    "held": "Name left as it is, on purpose",
    "as-found": "Name as the style has it",
}


@frozen
class Notes:
    """Gives each note of a page an id of its own."""

    numbers: Iterator[int] = field(factory=lambda: count(1))

    def note(self, title: str, *lines: Element | None) -> Element:
        """Return a note: a title and what is below it."""
        shown_lines = (line for line in lines if line is not None)
        number = f"note-{next(self.numbers)}"
        return element(
            "span", element("b", title), *shown_lines, class_="note", role="tooltip", id=number, lang="en"
        )


def shown(article: Article, notes: Notes) -> Iterator[Element]:
    """Yield the blocks of ``article`` in order, long runs of dropped ones folded."""
    for is_dropped, run in groupby(article.blocks, key=lambda block: block.is_dropped):
        blocks = list(run)
        made = [_block(block, notes) for block in blocks]
        if is_dropped and len(blocks) > FOLDED:
            yield element("details", element("summary", *_folded(blocks)), *made, class_="run")
        else:
            yield from made


def _folded(blocks: list[Block]) -> Iterator[Element | str]:
    yield element("span", f"{counted(len(blocks), 'block')} dropped", class_="count")
    for family, number in Counter(block.family or Family.CHROME for block in blocks).most_common():
        yield " "
        yield element("span", f"{family.value} {number:,}", class_="chip", style=f"--h:{HUES[family]}")


def _block(block: Block, notes: Notes) -> Element:
    text = element("p", *_pieces(block, notes), class_="text", dir="auto")
    if block.role is Role.PARAGRAPH and not block.reasons:
        return element("div", text, class_="block body")
    family = block.family or (Family.CHROME if block.is_dropped else None)
    label = family.value if family is not None else block.role.value.replace("_", " ")
    kind = "dropped" if block.is_dropped else "body" if block.is_body else "field"
    note = notes.note(f"{label} · dropped" if block.is_dropped else label, *_reasons(block.reasons))
    return element(
        "div",
        element("span", label, class_="label"),
        text,
        note,
        class_=f"block {kind} {block.role.value}",
        style=None if family is None else f"--h:{HUES[family]}",
        tabindex="0",
        role="group",
        aria_label=f"{label}, {'dropped' if block.is_dropped else 'kept'}",
        aria_describedby=note.get("id"),
    )


def _pieces(block: Block, notes: Notes) -> Iterator[Element | str]:
    for piece in pieces(block):
        yield piece if isinstance(piece, str) else _mark(piece, block.text.source, notes)


def _mark(mark: Mark, source: str, notes: Notes) -> Element:
    kind = state(mark.mentions[0]) if mark.mentions else "edit"
    note = notes.note(STATES.get(kind, "Edit"), *_explained(mark, source))
    parts = (part for piece in inside(mark, source) for part in _part(piece, source))
    described = {"tabindex": "0", "role": "mark", "aria_describedby": note.get("id")}
    return element("span", *parts, note, class_=f"mark {kind}", **described)


def _part(piece: str | Edit, source: str) -> Iterator[Element | str]:
    """Yield plain text as it is, an edit as what it takes out and what it puts in."""
    if isinstance(piece, str):
        yield piece
        return
    before = piece.span.of(source)
    if before:
        yield element("del", before, class_=_look(before))
    if piece.after:
        yield element("ins", piece.after)


def _look(taken: str) -> str | None:
    """Return how to show what was taken out: a sign for what cannot be seen, a part of what is long."""
    if not any(char.isprintable() and not char.isspace() for char in taken):
        return "line" if "\n" in taken else "unseen"
    return "long" if len(taken) > LONG else None


def _explained(mark: Mark, source: str) -> Iterator[Element]:
    for mention in mark.mentions:
        yield from _named(mention)
    for edit in mark.edits:
        before = edit.span.of(source)
        if not (mark.mentions and is_naming(edit)):
            yield element("span", _quoted(before), " → ", _quoted(edit.after), class_="change")
            yield from _reasons(edit.reasons)
    if mark.mentions and any(is_naming(edit) for edit in mark.edits):
        yield from _reasons(dict.fromkeys(r for e in mark.edits if is_naming(e) for r in e.reasons))


def _named(mention: Mention) -> Iterator[Element]:
    if mention.found != mention.written:
        yield element("span", _quoted(mention.found), " → ", _quoted(mention.written), class_="change")
    yield element("span", f"{mention.kind} ", element("code", mention.entity), f" · {mention.why}")


def _quoted(text: str) -> Element | str:
    """Return a text to be read in a note; what cannot be seen by its Python name."""
    if not text:
        return "nothing"
    return element("q", text if text.isprintable() and not text.isspace() else repr(text)[1:-1], dir="auto")


def _reasons(reasons: Iterable[Reason]) -> Iterator[Element]:
    """Yield for each reason the rule, what it is for, why, and the evidence."""
    for reason in reasons:
        rule = _rule(reason.rule)
        yield element("code", reason.rule, class_="rule")
        if rule is not None:
            yield element("span", rule.what, " ", element("i", rule.why))
        if reason.evidence:
            yield element("span", "Evidence: ", _quoted(reason.evidence), class_="evidence")


@cache
def _rule(rule_id: str) -> rules.Rule | None:
    """Return the rule with this id; an article from a newer version may name one that is not known."""
    try:
        return rules.find(rule_id)
    except KeyError:
        return None
