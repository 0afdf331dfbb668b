"""The terms of the rules: what one does, where on the page it may fire, and what it carries along."""

from __future__ import annotations

from enum import StrEnum


class Effect(StrEnum):
    """What a rule does where it fires."""

    LABEL = "rule"
    PART = "part"
    CUT = "cut"
    CODE = "code"


class Where(StrEnum):
    """Where in the page a rule may fire."""

    ANYWHERE = "anywhere"
    HEAD = "head"
    """Only before the body: it peels from the top, past what is already taken."""
    TAIL = "tail"
    """Only after the body: it peels from the bottom, past what is already taken."""
    RUN = "run"
    """Only beside another block that a rule of the same id takes, with nothing between."""
    AFTER = "after"
    """Only right after a block that a rule of its family has taken."""
    BEFORE = "before"
    """Only right before a credit."""
    DROPPED = "dropped"
    """Only where the block is dropped already: the rule tells of which kind it is."""


class Opens(StrEnum):
    """Which kind of run a rule opens: the blocks it carries along."""

    NOTHING = ""
    LETTER = "letter"
    """Paragraphs that speak as *we* to *you*, up to where the article resumes."""
    FORM = "form"
    """Short lines that end no sentence: the labels and buttons of a form."""
    TOPICS = "topics"
    """Short lines that end no sentence, below the article: names of topics."""
    SECTION = "section"
    """All that stands under the heading of a web page, up to the next of its rank."""
    BULLETS = "bullets"
    """At least two list items; without them the rule does not fire."""
    TEASERS = "teasers"
    """Short lines that end no sentence, up to the next paragraph: headlines of other articles."""
