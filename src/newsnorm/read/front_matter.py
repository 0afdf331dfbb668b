"""Front matter: the fields that a program has written above a text.

Two forms are known. Between two rules of hyphens, as static sites, trafilatura and web clippers write them, with the few
constructs of YAML that they use; and as r.jina.ai sends them, up to the words *Markdown Content*. A text that begins
with anything else has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from attrs import evolve, frozen

from newsnorm import dates, people
from newsnorm.article import Block, Family, Role
from newsnorm.read.page import Page
from newsnorm.stages.stage import dropped, labelled
from newsnorm.tracked import Reason, Span, TrackedText
from newsnorm.urls import cleaned

RULE = "front-matter.fields"

END = r"(?>\r\n?|\n)"
"""A line end; the two characters of one are never two, or a text of many lines has endless ways to be cut into them."""

FIELD = r"(?P<key>[^\W\d_][\w\ -]{0,30}):(?:[ \t]+(?P<value>[^\r\n]{0,5000}))?"
PLAIN_FIELD = FIELD.replace("?P<key>", "").replace("?P<value>", "")
OTHER = r"(?:(?:[ \t]|\#|-[ \t])[^\r\n]{0,5000})?"
"""A line between fields: the item of a list, what is part of the field above, a comment, or nothing."""

FRONT_MATTER = re.compile(
    rf"""[\s\ufeff]* (?:
        ---[ \t]*{END} (?:(?:{PLAIN_FIELD}|{OTHER}){END}){{1,100}}? (?:---|\.\.\.)
      | (?=(?:Title|URL[ ]Source):) (?:(?:{PLAIN_FIELD})?{END}){{1,30}}? (?P<is_markdown>Markdown[ ]Content:)
    ) [ \t]* (?={END}|\Z)""",
    re.VERBOSE,
)

LINE = re.compile(rf"(?:^|(?<=[\r\n])) (?:{FIELD}|[ \t]*-[ \t]+(?P<item>[^\r\n]+)) (?=[\r\n]|$)", re.VERBOSE)
LIST = re.compile(r"\[(.*)\]")
QUOTED = re.compile(r"""(["'])(.*)\1""")
BELOW = re.compile(r"[|>][+-]?")
WORD = re.compile(r"\w+")
SITE = re.compile(r"\s[-|–—•·»]+\s")
"""What stands between a headline and the name of the site."""

KEYS = {
    "title": ("title", "headline"),
    "authors": ("author", "authors", "byline"),
    "published": (
        "date",
        "published",
        "published time",
        "published_at",
        "publish_date",
        "pubdate",
        "date_published",
    ),
    "modified": ("updated", "modified", "modified time", "updated_at", "lastmod", "date_modified"),
    "source_url": ("url", "url source", "source", "source_url", "canonical_url", "link"),
    "publisher": ("sitename", "site_name", "site", "publisher", "publication"),
    "section": ("section",),
    "language": ("language", "lang"),
}
"""By what names the fields of a page go; of several the first that is given counts."""

LONGEST = 500
"""Code points; no headline is longer."""

Fields = dict[str, list[str]]


@frozen
class FrontMatter:
    """The fields above a text, and where they stand."""

    span: Span
    fields: Fields
    is_markdown: bool
    """Whether they say that the text is Markdown."""

    def named(self, name: str) -> list[str]:
        """Return the values of a field of the page."""
        return next((self.fields[key] for key in KEYS[name] if self.fields.get(key)), [])


def read(source: str) -> FrontMatter | None:
    """Return the fields above a text; ``None`` if it does not begin with them.

    >>> read("---\\ntitle: 'Talks resume'\\ntags:\\n  - grain\\n---\\nThey began on Monday.").fields
    {'title': ['Talks resume'], 'tags': ['grain']}
    >>> read("---\\nQ: Why?\\nA: Nobody knows.\\n---\\nSo it goes.") is None
    True
    """
    match = FRONT_MATTER.match(source)
    fields = _fields(match[0]) if match is not None else {}
    if match is None or fields.keys().isdisjoint(key for keys in KEYS.values() for key in keys):
        return None
    start = len(match[0]) - len(match[0].lstrip())
    return FrontMatter(Span(start, match.end()), fields, match["is_markdown"] is not None)


def _fields(text: str) -> Fields:
    fields: Fields = {}
    values: list[str] = []
    for match in LINE.finditer(text):
        if match["key"]:
            values = fields.setdefault(match["key"].lower(), [])
        value = (match["value"] or match["item"] or "").strip()
        listed = LIST.fullmatch(value)
        values += filter(None, map(_bare, listed[1].split(",") if listed is not None else [value]))
    return fields


def _bare(value: str) -> str:
    """Return a value without its quotation marks; nothing where it only stands in the lines below."""
    if BELOW.fullmatch(value) is not None:
        return ""
    quoted = QUOTED.fullmatch(value.strip())
    return quoted[2].replace('\\"', '"').strip() if quoted is not None else value.strip()


def told(page: Page, above: FrontMatter) -> Page:
    """Return a page of text with what is told above it.

    >>> told(Page("", ()), read("---\\ntitle: Talks resume\\ndate: 2019-11-12\\n---\\n")).published
    datetime.date(2019, 11, 12)
    """
    block = Block(above.span, TrackedText(above.span.of(page.source)))
    above_text = dropped(block, Family.CHROME, Reason(RULE, ", ".join(above.fields)))
    title = next(iter(above.named("title")), None)
    shown = _shown(title or "", page.blocks)
    return evolve(
        page,
        blocks=(above_text, *(_headline(each) if each is shown else each for each in page.blocks)),
        title=title if shown is None else None,
        authors=tuple(name for text in above.named("authors") for name in people.told(text.strip("[]"))),
        published=next(filter(None, map(dates.declared, above.named("published"))), None),
        modified=next(filter(None, map(dates.declared, above.named("modified"))), None),
        source_url=next((cleaned(url) for url in above.named("source_url") if url.startswith("http")), None),
        publisher=next(iter(above.named("publisher")), None),
        section=next(iter(above.named("section")), None),
        language=next((code[:2].lower() for code in above.named("language")), None),
    )


def _shown(title: str, blocks: Iterable[Block]) -> Block | None:
    """Return the block that has the headline; the field may have the name of the site after it."""
    whole = WORD.findall(title.casefold())
    parts = [WORD.findall(title[: match.start()].casefold()) for match in SITE.finditer(title)]
    for block in blocks:
        words = WORD.findall(str(block.text).casefold()) if len(block.text.source) <= LONGEST else []
        if words and (words == whole or (block.hints.tag == "h1" and words in parts)):
            return block
    return None


def _headline(block: Block) -> Block:
    return labelled(block, Role.TITLE, Reason("structure.title", "the headline told above the text"))
