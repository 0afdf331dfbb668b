"""Masks: addresses, handles, names of files and code, in which no name is a name."""

from __future__ import annotations

import re

from newsnorm.tracked import Span

MASK = re.compile(
    r"""
      (?:[a-z][a-z0-9+.-]{1,20}://|www\.)
    | [\w.+-]{1,80}@[\w-]{1,80}
    | (?<!\w)[@\#]\w
    | (?<!\w)[ru]/\w
    | (?:/[\w.%+~-]{1,200}){2}
    | \w/[\w%+~-]+\.\w
    | \\\w
    | \b(?:Europe|Asia|Africa|America|Australia)/[A-Z]
    | \b[\w-]{1,80}(?:\.[\w-]{1,80}){0,3}\.(?:com|org|net|info|gov|edu|mil|int|io|co|tv|me|news|online|biz|eu|ua|ru|by|kz|ge|am|az|uk|de|fr|it|pl|us|ca|in|cn|il|ir|iq|sy|tr)\b(?!\.\w)
    | \w\.(?:txt|md|html?|pdf|docx?|xlsx?|csv|json|xml|zip|jpe?g|png|gif|webp|svg|mp[34]|mov|avi|php|aspx?|js|py)\b
    | [?&]\w+=
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""What makes a run of characters without a space an address, a handle, a path, the name of a file."""

SUSPICIOUS = re.compile(r"[@#/\\=]|\.\w")
CODE = re.compile(r"`[^`\n]{1,500}`")
PLAIN = frozenset(("", " ", "\n", ",", ";", "”"))
"""What stands on both sides of most names, and never in an address."""

LONGEST = 500
"""Code points that are looked at on either side of a name."""


def masked(text: str, span: Span, *, has_code: bool = False) -> bool:
    """Tell whether ``span`` lies in an address, a handle, the name of a file, or code.

    ``has_code`` says that the text has a backtick.

    >>> masked("See kiev.ua", Span(4, 8)), masked("See @kiev!", Span(5, 9)), masked("See Kiev.", Span(4, 8))
    (True, True, False)
    """
    is_plain = text[span.start - 1 : span.start] in PLAIN and text[span.end : span.end + 1] in PLAIN
    if is_plain and not has_code:
        return False
    start = text.rfind("\n", max(0, span.start - LONGEST), span.start) + 1 or max(0, span.start - LONGEST)
    before, after = text[start : span.start], text[span.end : span.end + LONGEST]
    head = "" if before[-1:].isspace() else before.rsplit(None, 1)[-1] if before else ""
    tail = "" if after[:1].isspace() else after.split(None, 1)[0] if after.strip() else ""
    run = head + span.of(text) + tail
    if SUSPICIOUS.search(head + "." + tail) is not None or SUSPICIOUS.search(run) is not None:
        return MASK.search(run) is not None
    return "`" in before and any(
        code.start() < span.start < code.end() for code in CODE.finditer(text, start, span.end + 500)
    )
