"""The same page in other markup, as another site might have set it: what trees learn from it is not this site's habit.

Each block in elements of its own, alike on the page or each of another class; names of elements that say nothing;
headings that are links; no elements for paragraphs. And the same page with less of an article.
"""

from __future__ import annotations

import random

from lxml import etree, html

from newsnorm.read.tree import parsed
from newsnorm.read.witnesses import LETTERS, runs
from newsnorm.stages.stage import is_told

PARTS = ("p", "h2", "h3", "h4", "ul", "ol", "blockquote", "table")
"""Elements that an article is made of."""

BLOCKS = ("p", "h2", "h3", "h4", "ul", "ol", "dl", "blockquote", "table", "figure", "pre")
CLOSED = frozenset("p li td th dd dt blockquote figure ul ol table button a header nav footer".split())
"""Elements whose content stays together."""

LINKED = ("h2", "h3", "h4")
"""Headings that a site may link, to what they speak of or to themselves."""

WAYS = ("alike", "each its own", "renamed", "renamed", "both")
DEPTHS = (1, 1, 2, 3)
LINKING = 0.4
"""Of the pages so many link their headings."""

PLAIN = 0.25
"""Of the pages so many have no element for paragraphs and headings."""


def otherwise(source: str, chance: random.Random) -> str:
    """Return a page in other markup; as it is where the parser gives it up.

    >>> otherwise("<main><p>Rain until Thursday.</p></main>", random.Random(2))
    '<html><body><main><div class="w0"><p>Rain until Thursday.</p></div></main></body></html>'
    """
    tree = parsed(source, "<html>")
    if tree is None:
        return source
    way = chance.choice(WAYS)
    if way != "renamed":
        _wrap(tree, chance.choice(DEPTHS), is_own=way == "each its own")
    if way in {"renamed", "both"}:
        _rename(tree)
    if chance.random() < LINKING:
        _link(tree)
    if chance.random() < PLAIN:
        _strip(tree)
    return html.tostring(tree, encoding="unicode")


def shortened(source: str, gold: str, chance: random.Random) -> str:
    """Return a page of whose article, ``gold``, only the first paragraphs are left, one to four; nothing where it has hardly more."""
    tree = parsed(source, "<html>")
    if tree is None:
        return ""
    known = set(runs(" ".join(LETTERS.findall(gold))))
    parts = [each for each in tree.iter(*PARTS) if _is_of(each, known)]
    told = [at for at, part in enumerate(parts) if is_told(" ".join(part.itertext()).strip())]
    left = chance.randint(1, 4)
    if len(told) <= left + 2:
        return ""
    for part in parts[told[left] :]:
        if part.getparent() is not None:
            part.drop_tree()
    return html.tostring(tree, encoding="unicode")


def _is_of(element: html.HtmlElement, known: set[tuple[str, ...]]) -> bool:
    """Tell whether most of the text of an element is among the runs ``known``."""
    found = list(runs(" ".join(LETTERS.findall(" ".join(element.itertext())))))
    return bool(found) and 2 * sum(run in known for run in found) > len(found)


def _wrap(tree: html.HtmlElement, depth: int, *, is_own: bool) -> None:
    """Set each block in so many elements of its own."""
    found = [
        each for each in tree.iter(*BLOCKS) if (up := each.getparent()) is not None and up.tag not in CLOSED
    ]
    for at, block in enumerate(found):
        names = [f"w{step}" for step in range(depth)]
        names[0] = f"c{at}" if is_own else names[0]
        outer = inner = etree.Element("div", {"class": names[0]})
        for name in names[1:]:
            inner = etree.SubElement(inner, "div", {"class": name})
        outer.tail, block.tail = block.tail, None
        block.getparent().replace(block, outer)
        inner.append(block)


def _link(tree: html.HtmlElement) -> None:
    """Link the headings that are not."""
    for heading in tree.iter(*LINKED):
        if heading.find(".//a") is None and len(heading) == 0:
            link = etree.SubElement(heading, "a", {"href": "/all"})
            link.text, heading.text = heading.text, None


def _strip(tree: html.HtmlElement) -> None:
    """Set paragraphs and headings in elements that say nothing."""
    for element in tree.iter("p", *LINKED):
        element.tag = "div"


def _rename(tree: html.HtmlElement) -> None:
    """Replace the classes and ids by names that say nothing, one for each."""
    names: dict[str, str] = {}
    for element in tree.iter(etree.Element):
        for attribute in ("class", "id"):
            value = element.get(attribute)
            if value:
                element.set(
                    attribute, " ".join(names.setdefault(name, f"x{len(names):x}") for name in value.split())
                )
