"""The same page in other markup, as another site might have set it: what trees learn from it is not this site's habit.

Each block in elements of its own, alike on the page or each of another class; and names of elements that say nothing.
"""

from __future__ import annotations

import random

from lxml import etree, html

from newsnorm.read.tree import parsed

BLOCKS = ("p", "h2", "h3", "h4", "ul", "ol", "dl", "blockquote", "table", "figure", "pre")
CLOSED = frozenset("p li td th dd dt blockquote figure ul ol table button a header nav footer".split())
"""Elements whose content stays together."""

WAYS = ("alike", "each its own", "renamed", "renamed", "both")
DEPTHS = (1, 1, 2, 3)


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
    return html.tostring(tree, encoding="unicode")


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
