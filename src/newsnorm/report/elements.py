"""HTML as values: elements made of elements and text, and written so that text stays text.

The standard library escapes all text and all attributes when it writes, so no caller can forget to.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

PICTURES = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
"""What stands for a character that HTML cannot hold: its control picture."""

UNWRITABLE = re.compile("[\x80-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Controls without a picture, halves of pairs, and what is no character."""


def element(tag: str, *children: Element | str | None, **attributes: str | None) -> Element:
    """Return an element; children and attributes that are ``None`` are left out.

    An underscore in the name of an attribute is a hyphen, one at its end is nothing: ``class_``.

    >>> written(element("p", "1 < 2", None, element("b", "&"), class_="sum", title=None))
    '<p class="sum">1 &lt; 2<b>&amp;</b></p>'
    """
    told = {name.rstrip("_").replace("_", "-"): visible(v) for name, v in attributes.items() if v is not None}
    made = Element(tag, told)
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child is not None and len(made):
            made[-1].tail = (made[-1].tail or "") + visible(child)
        elif child is not None:
            made.text = (made.text or "") + visible(child)
    return made


def visible(text: str) -> str:
    """Return ``text`` with a visible character for each that HTML cannot hold.

    >>> visible("a\\x00b\\ud800"), visible("line\\nline")
    ('a␀b\N{REPLACEMENT CHARACTER}', 'line\\nline')
    """
    return UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text.translate(PICTURES))


def written(made: Element) -> str:
    """Return an element as HTML.

    >>> written(element("br"))
    '<br>'
    """
    return tostring(made, encoding="unicode", method="html")
