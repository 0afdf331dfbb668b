"""What the laws are tried on: pages assembled from the parts of an article, and any text at all.

The sentences are made up. A page is put together as a site would, then damaged as a scraper would:
paragraphs cut in two, lines wrapped, characters decoded wrongly, markup left in.
"""

from __future__ import annotations

import html
import re
import textwrap
from collections.abc import Callable

from hypothesis import strategies as st

Damage = Callable[[str], str]


def _nothing(text: str) -> str:
    return text


HEADLINES = (
    "Ferry Service to Resume in April",
    "Talks on the Grain Route Open in Kiev",
    "ZELENSKY SAYS THE BRIDGE WILL BE REBUILT",
    "Why the harbour cranes stood still for a week",
    "“We will wait,” says the mayor of Odessa",
    "Council votes 7-5 to keep the night trains",
    "What is known about the blackout in Kharkov?",
)

STANDFIRSTS = (
    "The captain had retired in autumn, and nobody else knew the sandbanks.",
    "After a week of talks, both sides agreed on little more than the next date.",
)

BYLINES = (
    "By Ana Sol",
    "By Ana Sol and Jane van der Berg",
    "By JANE DOE, Staff Writer",
    "Von Petra Maier",
    "*By Ana Sol*",
)

DATES = (
    "November 12, 2019",
    "Published: Nov. 12, 2019, 10:15 a.m. ET",
    "Updated 3 March 2022",
    "2022-03-24T10:00:00Z",
    "12. März 2021",
)

DATELINES = (
    "KIEV, Ukraine (AP) — ",
    "MOSCOW — ",
    "KYIV, Ukraine, March 3 (Reuters) - ",
    "Geneva (dpa) - ",
)

SENTENCES = (
    "The ferry to the outer islands will run again from the first week of April, the county said.",
    "It was stopped in autumn.",
    "President Volodymyr Zelensky said that the harbour of Odessa would open “within days, not weeks.”",
    "Zelensky's aides did not answer a request for comment.",
    "In Kiev, the council met behind closed doors until midnight; nobody who left said what was agreed.",
    "“We had no light, no water and no news,” said Olena Bondar, a nurse, who walked eleven kilometres.",
    "Dmitri Peskov, the spokesman for President Vladimir V. Putin, called the report “a fairy tale.”",
    "He ordered the chicken Kiev and waited.",
    "The mayor of Odessa, Texas, sent a truck with forty pumps.",
    "The archive has letters from the Battle of Kiev in 1941.",
    "Prices rose by 3.5 percent in May, more than the 2.9 percent that analysts had expected.",
    "Was there another way?",
    "No, said the engineer.",
    "A Kiev-based firm and the port of Nikolaev share the costs of about $2 million.",
    "Aleksandr Lukashenko met Muammar el-Qaddafi's former minister in Minsk.",
    "The committee’s report – all 312 pages of it – names nobody; its authors are not named either.",
    "Since then, the line between the two villages has been a river of mud in spring and of dust in summer.",
    "The document, seen by two reporters, lists the villages by name; three of them no longer exist.",
    "On the other bank, in Kharkov Oblast, the trains were late again on Friday.",
    "“Naïve? Perhaps,” the café owner said: “I paid €4,000 for a generator that ran for an hour.”",
    "The AP now writes Kyiv instead of Kiev.",
    "Der Kreml reagierte nicht auf die Note, die am Montag in Kiew übergeben worden war.",
    "Наступного дня переговори в Києві тривали до ночі, повідомила міська рада.",
    "Her address is kiev@mail.example and her site is www.kiev.ua.",
)

CAPTIONS = (
    "Workers repair a crane in Odessa on Monday. Credit...Ana Sol for The Harbour Post",
    "A ferry leaves the port. (AP Photo/Ana Sol)",
    "President Volodymyr Zelensky in Kiev last week. Photograph: Jane Doe/Reuters",
    "Photo: Jane Doe",
    "Kremlin.ru",
)

HEADINGS = ("What the Agreement Covers", "## Support in Kiev", "### What comes next?", "Open Questions")

ITEMS = (
    "• eleven pumps",
    "* forty miles of cable",
    "1. The first truck leaves on Monday.",
    "- a course for pilots",
)

MARKED = (
    "The council published [the text](https://harbour.example/2019/11/12/text?utm_source=rss) on *Monday*.",
    'See [the map](#) and **the list** of [villages](/villages "all of them").',
    "> “The bridge was never meant to last,” the engineer wrote.",
    "![A crane in the harbour of Odessa at dawn](https://harbour.example/crane.jpg)",
    "[Home](javascript:void(0))",
    "He wrote `kiev.txt` and a\\_b, but 3 * 4 * 5 is 60.",
    "| Port | Pumps |\n| --- | --- |\n| Odessa | 40 |",
)

FURNITURE = (
    "Sign up for our newsletter",
    "Share",
    "Facebook\n\nTwitter\n\nWhatsApp",
    "Advertisement",
    "Read more: The bridge that was never built",
    "Support us with as little as $3 a month. Every contribution helps our reporting.",
    "Subscribe now to continue reading",
    "3 Comments",
    "Follow us on Instagram and X",
    "We use cookies to improve your experience.",
    "© 2019 The Harbour Post. All rights reserved.",
    "Back to top",
    "Skip to main content",
    "Tags: harbour, ferry",
)

LETTER = (
    "Dear readers,",
    "We are a small newsroom, and we have never been under greater pressure than this winter.",
    "If you value independent journalism, please consider supporting us with as little as $3 a month.",
    "Once",
    "Monthly",
    "Continue",
    "Remind me later.",
)

RELATED = (
    "Related articles",
    "The bridge that nobody wanted to cross is to be rebuilt",
    "How a village of forty people runs a railway",
)

FORM = (
    "Leave a Reply",
    "Your email address will not be published.",
    "Name",
    "Email",
    "Website",
    "Post Comment",
)

PROMO = (
    "What to know about the war",
    "• Latest: The talks opened on Monday.",
    "• Maps: Where the front runs.",
    "• Analysis: What comes next.",
)

NOTES = (
    "Ana Sol is a correspondent of The Harbour Post in Kiev.",
    "Jane Doe contributed reporting from Odessa.",
    "(Reporting by Ana Sol; Editing by Jane Doe)",
    "Correction: An earlier version of this article misspelled the name of the village.",
    "Source: https://harbour.example/2019/11/12/world/ferry.html?mc=1&partner=rss",
)


def _mojibake(text: str) -> str:
    """UTF-8 read as Windows-1252, as far as that has a character for each byte."""
    return re.sub(r"[^\x00-\x7f]", lambda m: m[0].encode().decode("cp1252", "ignore"), text)


def _entities(text: str) -> str:
    return html.escape(text).replace("–", "&ndash;").replace("“", "&#8220;").replace("’", "&amp;rsquo;")


def _wrapped(text: str) -> str:
    """Each line wrapped at 72 columns."""
    return "\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in text.split("\n"))


def _tagged(text: str) -> str:
    first, _, rest = text.partition(" ")
    return f"<b>{first}</b> {rest}<br/>"


def _cut(text: str) -> str:
    """Cut in two at a space near the middle, as a page with a box in it does."""
    at = text.find(" ", len(text) // 2)
    return text if at < 0 else f"{text[:at]}\n\n{text[at + 1 :]}"


BLOCK_DAMAGE: tuple[Damage, ...] = (
    _mojibake,
    _entities,
    _tagged,
    _cut,
    lambda text: text.replace(" ", "\N{NO-BREAK SPACE}", 3),
    lambda text: text.replace("e", "e\N{ZERO WIDTH SPACE}", 2),
    lambda text: text.replace("o", "o\N{SOFT HYPHEN}", 2),
    lambda text: text.replace("é", "e\N{COMBINING ACUTE ACCENT}").replace(". ", ".  \t"),
    lambda text: f"\N{NO-BREAK SPACE}\t{text} \N{ZERO WIDTH NO-BREAK SPACE}",
    lambda text: f"\N{LEFT-TO-RIGHT MARK}{text}",
)
"""What scraping does to one paragraph."""

PAGE_DAMAGE: tuple[Damage, ...] = (
    _wrapped,
    lambda page: page.replace("\n", "\r\n"),
    lambda page: page.replace("\n", "\r"),
    lambda page: f"\ufeff{page}\n\n\n",
    lambda page: page.replace("\n\n", "\n \t\n\N{NO-BREAK SPACE}\n"),
    lambda page: page.replace("\n\n", "\n\n* * *\n\n", 1),
)
"""What scraping does to a whole page."""


def _maybe(part: st.SearchStrategy[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(part, max_size=1)


def _run(lines: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    """A run of lines, the whole of it or its beginning."""
    return st.integers(1, len(lines)).map(lambda size: list(lines[:size]))


PARAGRAPH = st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=5).map(" ".join)
SOUND_OR_NOT = st.sampled_from((_nothing, _nothing, _nothing, *BLOCK_DAMAGE))


@st.composite
def _paragraphs(draw: st.DrawFn) -> list[str]:
    return [draw(SOUND_OR_NOT)(draw(PARAGRAPH))]


INTERLUDE = st.one_of(
    st.sampled_from((*CAPTIONS, *HEADINGS, *MARKED, *FURNITURE)).map(lambda text: [text]),
    st.lists(st.sampled_from(ITEMS), min_size=1, max_size=3),
    _run(LETTER),
    _run(RELATED),
    _run(PROMO),
)
TAIL = st.one_of(
    st.sampled_from((*NOTES, *FURNITURE, *CAPTIONS)).map(lambda text: [text]),
    _run(LETTER),
    _run(RELATED),
    _run(FORM),
)


@st.composite
def articles(draw: st.DrawFn) -> str:
    """Return a page with an article on it, as a scraper may hand it on."""
    head = [
        *draw(_maybe(st.sampled_from(FURNITURE))),
        *draw(_maybe(st.one_of(st.sampled_from(HEADLINES), st.sampled_from(HEADLINES).map("# {}".format)))),
        *draw(_maybe(st.sampled_from(STANDFIRSTS))),
        *draw(_maybe(st.sampled_from(BYLINES))),
        *draw(_maybe(st.sampled_from(DATES))),
    ]
    dateline = draw(st.sampled_from(("", "", *DATELINES)))
    body = [dateline + draw(PARAGRAPH)]
    for part in draw(st.lists(st.one_of(_paragraphs(), _paragraphs(), INTERLUDE), max_size=6)):
        body += part
    tail = [line for part in draw(st.lists(TAIL, max_size=3)) for line in part]
    page = draw(st.sampled_from(("\n\n", "\n\n", "\n"))).join([*head, *body, *tail])
    return draw(st.sampled_from((_nothing, _nothing, *PAGE_DAMAGE)))(page)


FRAGMENTS = (
    *(HEADLINES[:3] + BYLINES[:2] + DATES[:2] + SENTENCES[:8] + CAPTIONS + FURNITURE + NOTES),
    *("\n", "\n\n", "\r\n", "\r", " ", "  ", "\t", "\N{NO-BREAK SPACE}", "\u2028", "\x0c", "---", "* * *"),
    *("# ", "## ", "> ", "- ", "1. ", "• ", "```", "| a | b |", "|---|---|", "===", "[1]: https://a.example"),
    *(
        "[",
        "](",
        "](/x?utm_source=b)",
        "](#)",
        "![",
        ")",
        "*",
        "**",
        "_",
        "`",
        "\\",
        "[^1]",
        "<https://a.example>",
    ),
    *("<p>", "</p>", "<b>", "<br", "<", ">", "&", "&amp;", "&lt;b&gt;", "&#8217;", "&#", ";", "&amp;nbsp;"),
    *("â€™", "Ã©", "Ð\x9f", "Рџ", "\N{SOFT HYPHEN}", "\N{ZERO WIDTH SPACE}", "\N{ZERO WIDTH JOINER}", "\x00"),
    *(
        "\ud800",
        "\udfff",
        "\N{COMBINING ACUTE ACCENT}",
        "\N{RIGHT-TO-LEFT MARK}",
        "\N{HANGUL FILLER}",
        "\ufffd",
    ),
    *(
        "Kiev",
        "Zelensky",
        "Volodymyr ",
        "Odessa",
        ", Texas",
        "KIEV",
        "’s",
        "-",
        "negotia-\ntions",
        "the",
        "of",
        ".",
    ),
    *(
        "会谈",
        "Києві",
        "שלום",
        "مرحبا",
        "1",
        "2019",
        "?",
        "!",
        ":",
        "“",
        "”",
        "Credit...",
        "Photo: ",
        "Share",
        "By ",
    ),
)
"""Pieces of text that some rule or other looks for, whole and in halves."""

NASTY = "\n\n\n *_#>|[]()&;<`\"'\\-.:!? \t\r\u00a0\u00ad\u200b\u2028\u0301aAeEsStT1Kiev"

ANY_CHARACTER = st.characters(codec=None)
"""Every code point: controls, unassigned ones and lone surrogates among them."""

ANY_TEXT = st.one_of(
    st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join),
    st.text(alphabet=NASTY, max_size=200),
    st.text(alphabet=ANY_CHARACTER, max_size=60),
    st.lists(st.one_of(st.sampled_from(FRAGMENTS), st.text(max_size=5)), max_size=12).map("".join),
)
"""Arbitrary text, most of it likely to confuse some rule."""

SOURCES = st.one_of(articles(), ANY_TEXT).filter(lambda text: text != "" and not text.isspace())
"""Articles and arbitrary texts that are not empty."""

ANY_BYTES = st.one_of(
    st.binary(max_size=200),
    ANY_TEXT.map(lambda text: text.encode("utf-8", "surrogatepass")),
    ANY_TEXT.map(lambda text: text.encode("utf-16", "surrogatepass")),
    articles().map(lambda text: text.encode("cp1252", "replace")),
    articles().map(lambda text: text.encode("cp1251", "ignore")),
)
"""Arbitrary bytes, many of them some text in some encoding."""
