"""Exports of press databases: Nexis, Factiva and ProQuest write labels before, between and after the parts of an article.

What a label says is a field of the article, or about the database, and no part of the text. Labels are common words, so a
text is only taken for an export if it has several, and one of those that no article has: *Load-Date*, *ProQuest document ID*.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from attrs import evolve

from newsnorm import bylines, dates, people
from newsnorm.article import Block, Family, Role
from newsnorm.read.inline import cut
from newsnorm.read.page import Page
from newsnorm.stages.stage import dropped, ends_sentence, is_told, labelled, words
from newsnorm.tracked import Reason
from newsnorm.urls import cleaned

RULE = "export.field"


def _labels(written: str) -> tuple[str, ...]:
    """Return labels that are parted by commas and line ends."""
    return tuple(label.strip() for label in written.replace("\n", ",").split(","))


FIELDS = {
    "title": ("headline", "title", "titre", "HD"),
    "authors": ("byline", "author", "auteur", "autor", "credit", "BY"),
    "published": ("publication date", "PD"),
    "publisher": ("publication title", "SN"),
    "section": ("section", "rubrique", "rubrik", "SE"),
    "source_url": ("document url",),
    "standfirst": ("highlight", "abstract"),
    "body": ("body", "full text", "LP", "TD"),
    "caption": ("graphic",),
    "": (
        *_labels("""length,longueur,länge,dateline,load-date,date-chargement,language,langue,sprache,publication-type,type-publication,document-type,journal-code,subject,company,organization,ticker,industry
        geographic,person,state,city,country,classification,series,correction,correction-date,end of document,acc-no,location
        first page,pages,volume,issue,edition,column,publication year,publication subject,publisher,place of publication
        country of publication,issn,source type,language of publication,document type,proquest document id,proquest document link,copyright
        last updated,database,details,people,company / organization,identifier / keyword,terms and conditions contact proquest
        links,document feature"""),
        *"CR WC ET SC ED PG LA CY CT RF CO IN NS RE IPC IPD PUB AN ART CLM VOL".split(),
    ),
}
"""What the labels tell of an article; the last ones tell of the database."""

FIELD = {label: field for field, labels in FIELDS.items() for label in labels}

SURE = frozenset(
    {
        "load-date",
        "date-chargement",
        "publication-type",
        "type-publication",
        "end of document",
        "proquest document id",
    }
)
"""Labels that nothing else has."""

SIGNS = (
    *(
        "-Date:",
        "-DATE:",
        "DATE-CHARGEMENT:",
        "-Type:",
        "-TYPE:",
        "TYPE-PUBLICATION:",
        "End of Document",
        "ProQuest document ID",
    ),
    "\nTD",
)
"""What is in all exports, as they write it."""

ENOUGH = 4
"""Labels."""

CODES = frozenset({"HD", "WC", "PD", "SN", "SC", "LA", "LP", "TD"})
ENOUGH_CODES = 6
"""Of the codes that every article of Factiva has."""

ALONE = frozenset(
    _labels("""body,full text,graphic,abstract,highlight,classification,details,end of document,links
    proquest document link,terms and conditions contact proquest""")
)
"""Labels that stand on a line of their own, without a colon."""

LABEL = re.compile(r"(?P<label>[^\W\d_](?:[^\W\d_]|[ /-]){1,40}?)(?:\s?:\s*|\s*$)")
CODE = re.compile(r"(?P<label>[A-Z]{2,3})(?:\s+|$)")

ABOUT = re.compile(r"(?:database\s)?copyright\b|©|\d{1,5}\sof\s\d{1,5}\sdocuments?$", re.IGNORECASE)
"""How lines begin above and below that are about the rights, or count the documents."""

INVERTED = re.compile(r"([^\s,;]+(?:\s[^\s,;]+)?),\s([^\s,;]+(?:\s[^\s,;]+)?)")
"""A name in the order of a catalogue: *Sol, Ana*."""

LONGEST_LINE = 200
"""Code points; a line in the head is no longer."""


class Label(NamedTuple):
    """A label at the begin of a block, and where what it says begins."""

    name: str
    field: str
    end: int


Labels = dict[int, Label]


def read(page: Page) -> Page:
    """Return a page of plain text, what a press database says of it told apart.

    >>> from newsnorm.read import text
    >>> source = "Talks Resume\\n\\nThe Post\\n\\nMay 2, 2024 Thursday\\n\\nSection: A\\n\\nLength: 12 words\\n\\nBody\\n\\nThey began.\\n\\nLoad-Date: May 3, 2024"
    >>> page = read(text.read(source))
    >>> page.publisher, page.published, [str(block.text) for block in page.blocks if not block.is_dropped]
    ('The Post', datetime.date(2024, 5, 2), ['Talks Resume', 'They began.'])
    """
    if not any(sign in page.source for sign in SIGNS):
        return page
    labels = _worded(page.blocks) or _coded(page.blocks)
    if not labels:
        return page
    begin, end = _body(page.blocks, labels)
    blocks = list(page.blocks)
    found: dict[str, list[str]] = {}
    _read_head(blocks, labels, begin, found)
    section = ""
    for at in range(len(blocks)):
        if at in labels and (at < begin or at >= end or labels[at].field == "body"):
            section = labels[at].field
            is_again = section == "title" and at >= end and begin > 0
            blocks[at] = _gone(blocks[at], "title") if is_again else _told(blocks[at], labels[at], found)
        elif (section == "standfirst" and at < begin) or (section == "caption" and at >= end):
            blocks[at] = _as(blocks[at], section)
        elif at >= end:
            blocks[at] = _gone(blocks[at], "below the labels")
    return _filled(evolve(page, blocks=tuple(blocks)), found)


def _worded(blocks: Sequence[Block]) -> Labels:
    """Return the labels of Nexis and ProQuest; none where a text is no export, or one of several articles."""
    found = {at: label for at, block in enumerate(blocks) if (label := _label(str(block.text))) is not None}
    names = [label.name for label in found.values()]
    sure = [name for name in names if name in SURE]
    is_one = len(set(sure)) == len(sure) > 0
    return found if is_one and len(set(names)) >= ENOUGH else {}


def _label(text: str) -> Label | None:
    match = LABEL.match(text)
    name = match["label"].lower() if match is not None else ""
    if match is None or name not in FIELD or (":" not in match[0] and name not in ALONE):
        return None
    is_prose = FIELD[name] not in ROLES and is_told(text) and ends_sentence(text)
    return None if is_prose else Label(name, FIELD[name], match.end())


def _coded(blocks: Sequence[Block]) -> Labels:
    """Return the codes of Factiva: those above the text, those of its two parts, and those right at the end."""
    codes = {
        at: Label(match["label"], FIELD[match["label"]], match.end())
        for at, block in enumerate(blocks)
        if (match := CODE.match(str(block.text))) is not None and match["label"] in FIELD
    }
    names = [label.name for label in codes.values()]
    if names.count("HD") != 1 or len(CODES.intersection(names)) < ENOUGH_CODES:
        return {}
    body = [at for at, label in codes.items() if label.field == "body"]
    last = set(takewhile(codes.__contains__, reversed(range(len(blocks)))))
    return {at: label for at, label in codes.items() if at <= body[0] or at in last or label.name == "TD"}


def _body(blocks: Sequence[Block], labels: Labels) -> tuple[int, int]:
    """Return where the text begins and ends."""
    told = [at for at, block in enumerate(blocks) if at not in labels and is_told(block.text.source)]
    body = next((at for at, label in labels.items() if label.field == "body"), None)
    head = [at for at in labels if not told or at < told[0]]
    begin = body if body is not None else max(head, default=-1) + 1
    under = (
        max((label for label in labels if label < at), default=-1) for at in reversed(told) if at >= begin
    )
    below = sum(
        1 for _ in takewhile(lambda at: at > begin and labels[at].name in ALONE - {"full text"}, under)
    )
    last = told[-1 - below] if len(told) > below else begin
    return begin, next((at for at in labels if at > last and labels[at].field != "body"), len(blocks))


def _read_head(blocks: list[Block], labels: Labels, begin: int, found: dict[str, list[str]]) -> None:
    """Tell the lines above the labels apart: the headline, the paper, the day, and notes."""
    lines = [at for at in range(begin) if _is_line(blocks[at]) and at not in labels]
    under = {at for at in lines if labels.get(at - 1, Label("", "", 0)).field == "standfirst"}
    day = next((at for at in lines if dates.within(blocks[at].text.source) is not None), None)
    free = [
        at for at in lines if at != day and at not in under and ABOUT.match(blocks[at].text.source) is None
    ]
    has_title = any(label.field == "title" for at, label in labels.items() if at < begin)
    before = [at for at in free if day is not None and at < day]
    is_first = len(before) > 1 or len(before) == len(free)
    title = None if has_title or not free else free[0] if is_first else free[-1]
    paper = next((at for at in reversed(before) if at != title), None)
    if paper is not None:
        found["publisher"] = [blocks[paper].text.source]
    if day is not None:
        found["published"] = [blocks[day].text.source]
    for at in lines:
        if at == title:
            blocks[at] = _as(blocks[at], "title")
        elif at not in under:
            blocks[at] = _gone(blocks[at], "above the labels")


def _is_line(block: Block) -> bool:
    return len(block.text.source) <= LONGEST_LINE and not is_told(block.text.source)


def _told(block: Block, label: Label, found: dict[str, list[str]]) -> Block:
    """Return a block with a label less the label, or dropped where what it says is no text of the article."""
    value = str(block.text)[label.end :].strip()
    if label.field in ROLES and value:
        edit = cut(0, label.end, RULE, label.name)
        return _as(evolve(block, text=block.text.edited([edit])), label.field)
    if value:
        found.setdefault(label.field, []).append(value)
    return _gone(block, label.name)


ROLES = {"title": Role.TITLE, "standfirst": Role.STANDFIRST, "caption": Role.CAPTION, "body": Role.PARAGRAPH}
"""What stands in the text of an article, too."""


def _as(block: Block, field: str) -> Block:
    role = ROLES[field]
    return block if role is Role.PARAGRAPH else labelled(block, role, Reason(RULE, field))


def _gone(block: Block, evidence: str) -> Block:
    return block if block.is_dropped else dropped(block, Family.CHROME, Reason(RULE, evidence))


def _filled(page: Page, found: dict[str, list[str]]) -> Page:
    """Return the page with the fields that its labels have told."""
    days = (dates.within(value) for value in reversed(found.get("published", [])))
    urls = (cleaned(value) for value in found.get("source_url", []) if value.startswith("http"))
    return evolve(
        page,
        authors=tuple(dict.fromkeys(name for value in found.get("authors", []) for name in _names(value))),
        published=next((day.date for day in days if day is not None), None),
        publisher=next((value.partition(";")[0] for value in found.get("publisher", [])), None),
        section=next((value.partition(";")[0] for value in found.get("section", [])), None),
        source_url=next(urls, None),
    )


def _names(value: str) -> Iterator[str]:
    inverted = INVERTED.fullmatch(value)
    if inverted is not None and words(value) <= ENOUGH:
        value = f"{inverted[2]} {inverted[1]}"
    yield from bylines.authors(value) or bylines.authors(f"By {value}") or people.told(value)
