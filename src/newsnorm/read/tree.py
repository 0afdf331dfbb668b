"""The tree of a web page, as a browser has it once the page is there.

A browser mends what libxml2 does not: it finds the body of a page that leaves out the tags around, and reads on
after ``</html>``. And React sends a page in pieces as they are ready: a hidden element for each, and a script that
puts it where a ``<template>`` holds its place. No script is run here, but the ids (those that ``react-dom/server``
gives) tell where each belongs. Others hide the article until a script, or a reader who pays, shows it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree, html

from newsnorm.errors import EmptySource
from newsnorm.read.walk import UNSEEN, is_hidden

HEAD_ELEMENTS = frozenset(
    "base basefont bgsound link meta noframes noscript script style template title".split()
)

PLAIN_ELEMENTS = etree.ElementDefaultClassLookup(element=html.HtmlElement)
"""Forms and inputs need no classes of their own: looking those up takes a tenth of the time of a page."""

PIECE = re.compile(r"(?P<prefix>.*)S:(?P<number>[0-9a-f]+)", re.DOTALL)
"""The id of a piece that React sends: a prefix of the site's own, mostly none, and its number in the stream."""

HOLDERS = ("B:", "P:")
"""In the id of the ``<template>`` that holds the place of a piece, between the same prefix and the same number."""


def parsed(source: str, path: str) -> html.HtmlElement | None:
    """Return the tree of a page; ``None`` where the parser gave up, as it does some two thousand elements deep.

    Raises:
        EmptySource: there is nothing in the page.

    >>> parsed("<p>Late.</p></body></html><p>And cold.</p>", "<html>").text_content()
    'Late.And cold.'
    """
    text = source.replace("\0", "").encode("utf-8", "replace")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    parser.set_element_class_lookup(PLAIN_ELEMENTS)
    try:
        tree = html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise EmptySource(path) from error
    if parser.error_log.filter_types([etree.ErrorTypes.ERR_RESOURCE_LIMIT]):
        return None
    body = _body(tree)
    for after in list(tree.itersiblings(tag=etree.Element)):
        after.tag = "div"
        body.append(after)
    if "S:" in source:
        _put_together(tree)
    return tree


def _body(tree: html.HtmlElement) -> html.HtmlElement:
    """Return the body, with what is no part of the head moved to it: libxml2 knows no ``<article>``, and takes it for one."""
    head, body = tree.find("head"), tree.find("body")
    if body is None:
        body = etree.SubElement(tree, "body")
    children = list(head) if head is not None else []
    first = next((at for at, child in enumerate(children) if child.tag not in HEAD_ELEMENTS), None)
    if first is not None:
        moved = children[first:]
        body[:0] = moved
        moved[-1].tail = (moved[-1].tail or "") + (body.text or "")
        body.text = None
    return body


def _put_together(tree: html.HtmlElement) -> None:
    """Show the pieces that React has sent hidden, each where its place is held; one for which none is stays where it stands."""
    holders = {each.get("id"): each for each in tree.iter("template") if each.get("id")}
    for piece in tree.xpath("//div[@hidden][@id]"):
        told = PIECE.fullmatch(piece.get("id"))
        if told is None:
            continue
        ids = [told["prefix"] + kind + told["number"] for kind in HOLDERS]
        holder = next((holders[each] for each in ids if each in holders), None)
        if holder is not None or not told["prefix"]:
            del piece.attrib["hidden"]
        if holder is not None and holder not in piece.iter("template"):
            holder.addprevious(piece)


def unhide(tree: html.HtmlElement, holds: Callable[[str], bool]) -> bool:
    """Show the hidden elements whose text ``holds`` the article; tell whether there was one.

    >>> tree = parsed("<p>Wait ...</p><main hidden><p>The river rose.</p></main><div hidden>Accept all?</div>", "<html>")
    >>> unhide(tree, lambda text: "river" in text), unhide(tree, lambda text: "river" in text)
    (True, False)
    """
    chosen = [each for each in hidden(tree) if holds(" ".join(" ".join(each.itertext()).split()))]
    show(chosen)
    return bool(chosen)


def show(elements: Iterable[html.HtmlElement]) -> None:
    """Show elements that are hidden."""
    for each in elements:
        each.attrib.pop("hidden", None)
        each.attrib.pop("style", None)


def hidden(tree: html.HtmlElement) -> Iterator[html.HtmlElement]:
    """Yield the outermost elements that a reader would see were they not hidden."""
    events = etree.iterwalk(tree, events=("start",), tag="*")
    for _, element in events:
        if is_hidden(element, element.tag):
            events.skip_subtree()
            if element.tag not in UNSEEN:
                yield element
