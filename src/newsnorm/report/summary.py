"""The top of the report: what the article is, the figures, and the legend."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from newsnorm.article import Article, Verdict
from newsnorm.report.elements import element
from newsnorm.report.tally import HUES, Tally, counted

VERDICTS = {
    Verdict.ARTICLE: "Article",
    Verdict.PAYWALLED: "Stub behind a paywall",
    Verdict.LISTING: "Listing",
    Verdict.NO_ARTICLE: "No article",
}


def header(article: Article) -> Element:
    """Return the header of the page: headline, verdict, figures, bar, legend and fields."""
    tally, byline = Tally.of(article), list(_byline(article))
    return element(
        "header",
        element("p", verdict(article), " newsnorm", class_="brand"),
        element("h1", article.title or "No headline", class_=None if article.title else "none", dir="auto"),
        element("p", article.standfirst, class_="standfirst", dir="auto") if article.standfirst else None,
        element("p", *byline, class_="facts") if byline else None,
        figures(tally),
        bar(tally),
        legend(tally),
        _marks(tally),
        _fields(article),
        _view(),
    )


def verdict(article: Article) -> Element:
    """Return a badge that says what the page turned out to be."""
    return element("span", VERDICTS[article.verdict], class_=f"verdict {article.verdict.value}")


def figures(tally: Tally) -> Element:
    """Return the four figures that matter most."""
    return element(
        "ul",
        _figure(tally.words, "word kept", "words kept"),
        _figure(tally.blocks_dropped, "block dropped", "blocks dropped"),
        _figure(tally.edits, "edit", "edits"),
        _figure(tally.rewritten, "name written anew", "names written anew"),
        class_="figures",
    )


def _figure(number: int, one: str, many: str) -> Element:
    return element("li", element("b", f"{number:,}"), f" {one if number == 1 else many}")


def bar(tally: Tally) -> Element:
    """Return a bar that shows how the characters of the source are divided."""
    dropped = tally.dropped_characters
    whole = tally.kept_characters + tally.field_characters + sum(dropped.values()) or 1
    parts = [
        _stretch("body", tally.kept_characters, whole, None),
        _stretch("field", tally.field_characters, whole, None),
        *(_stretch("dropped", number, whole, HUES[family]) for family, number in dropped.items()),
    ]
    share = f"Of the characters, {tally.kept_characters / whole:.0%} are body and {sum(dropped.values()) / whole:.0%} were dropped"
    return element("div", *parts, class_="bar", role="img", aria_label=share, title=share)


def _stretch(kind: str, number: int, whole: int, hue: int | None) -> Element | None:
    if not number:
        return None
    style = f"flex-grow:{number / whole:.4f}" + ("" if hue is None else f";--h:{hue}")
    return element("span", class_=kind, style=style)


def legend(tally: Tally) -> Element:
    """Return what the colours and marks mean, with how often each was met."""
    return element(
        "ul",
        _key("body", "body", tally.paragraphs),
        _key("field", "another field", tally.fields),
        *(_key("dropped", family.value, number, HUES[family]) for family, number in tally.dropped.items()),
        class_="legend",
    )


def _key(kind: str, name: str, number: int, hue: int | None = None) -> Element:
    style = None if hue is None else f"--h:{hue}"
    return element(
        "li", element("span", class_=f"swatch {kind}", style=style), name, " ", element("b", f"{number:,}")
    )


def _marks(tally: Tally) -> Element:
    """Return a sample of each mark, with how often it was met."""
    samples = (
        ("edit", (element("del", "befor"), element("ins", "before")), "edit", tally.edits),
        ("rewritten", (element("del", "Kiev"), element("ins", "Kyiv")), "name written anew", tally.rewritten),
        ("held", ("Kiev",), "name left on purpose", tally.held),
        ("as-found", ("Kyiv",), "name as it should be", tally.as_found),
    )
    rows = (
        element(
            "li", element("span", *sample, class_=f"mark {kind}"), f" {name} ", element("b", f"{number:,}")
        )
        for kind, sample, name, number in samples
        if number
    )
    return element("ul", *rows, class_="legend marks")


def _byline(article: Article) -> Iterator[Element | str]:
    """Yield authors, place and day, as a newspaper prints them below the headline."""
    place = article.dateline.place if article.dateline else None
    day = str(article.published) if article.published else None
    told = [text for text in (", ".join(article.authors), place, day, article.publisher) if text]
    for at, text in enumerate(told):
        if at:
            yield " · "
        yield element("bdi", text)


def _fields(article: Article) -> Element:
    """Return all fields that are set, folded."""
    rows = [
        part
        for name, value in _told(article)
        for part in (element("dt", name), element("dd", value, dir="auto"))
    ]
    return element("details", element("summary", "All fields"), element("dl", *rows), class_="fields")


def _told(article: Article) -> Iterator[tuple[str, Element | str]]:
    """Yield name and value of each field that is set."""
    for name in ("title", "standfirst", "published", "modified", "publisher", "section", "language"):
        value = getattr(article, name)
        if value is not None:
            yield name, str(value)
    for author in article.authors:
        yield "author", author
    if article.dateline is not None:
        yield "dateline", " · ".join(filter(None, (article.dateline.place, article.dateline.agency)))
    if article.source_url is not None:
        yield "source_url", linked(article.source_url)
    for caption in article.captions:
        yield "caption", " · ".join(filter(None, (caption.text, caption.credit)))
    for note in article.notes:
        yield note.role.value, str(note.text)
    replaced = article.decoding.replaced
    guessed = f", {counted(len(replaced), 'byte')} replaced" if replaced else ""
    yield "decoding", f"{article.decoding.encoding} ({article.decoding.why}{guessed})"


def linked(address: str) -> Element | str:
    """Return a web address as a link, and any other text as it is.

    >>> linked("javascript:alert(1)")
    'javascript:alert(1)'
    """
    if not address.startswith(("http://", "https://")):
        return address
    return element("a", address, href=address, rel="noreferrer nofollow")


def _view() -> Element:
    """Return the switch between the source with its marks and the article alone."""
    return element(
        "fieldset",
        element("legend", "Show"),
        element(
            "label", element("input", type="radio", name="view", id="all", checked=""), "source and changes"
        ),
        element("label", element("input", type="radio", name="view", id="only"), "the article alone"),
        class_="view",
    )
