"""Whether a text is Markdown, by the signs of it."""

from __future__ import annotations

import re

BEGIN = r"[\n\r\x0b\x0c\x85\u2028\u2029]"
"""The end of the line before: a search leaps from one to the next."""

CODE = r"[^\n\r]{0,500}(?:[ ]\#[ ]|\w_\w|[ ]=[ ])"
"""What follows in a line that is no heading: another comment, or a command."""

NO_CODE = f"(?!{CODE})"
COMMENT = re.compile(rf"{BEGIN}[ \t]{{0,20}}#[ ](?={CODE})")
TITLE = re.compile(rf"{BEGIN}[ \t]{{0,20}}#[ ][^\s|]{NO_CODE}")
"""Where there are more comments of code than lines with one hash, these are comments, too."""

RULED = re.compile(BEGIN + r"[ ]{0,3}\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*+(?::?-{2,}:?)?[ \t]*(?=[\r\n]|\Z)")
"""The rule under the head of a table."""

BOLD = r"\*\*(?<![\w*]\*\*)[^\s*][^*\n]{0,300}\*\*(?![\w*])"
ITALIC = r"_(?<![\w/@#]_)(?=[\"“‘'«(]|[^\W\d_a-z]|[^\W_]+[ ])[^_\n]{1,300}(?<=\S)_(?=[\s.,;:!?)\"'”’»–—]|\Z)"
"""Each begins with its mark, for which a search leaps."""

SIGNS = (
    ("](", re.compile(r"\]\((?:https?:|/|#|mailto:)"), 2),
    ("![", re.compile(r"!\[[^\]\n]{0,300}\]\("), 2),
    ("```", re.compile(BEGIN + r"[ ]{0,3}```", re.MULTILINE), 2),
    ("~~~", re.compile(BEGIN + r"[ ]{0,3}~~~", re.MULTILINE), 2),
    ("--", RULED, 2),
    ("# ", re.compile(BEGIN + r"[ \t]{0,20}#[ ]+[^\s|]\S*[ ]\S+[ ]\S" + NO_CODE), 2),
    ("## ", re.compile(BEGIN + r"[ \t]{0,20}#{2,6}[ ]\S"), 2),
    ("# ", TITLE, 1),
    ("# ", re.compile(r"\A\s*#[ ][^\W\d_][^\n\r]{0,300}(?:\r\n?|\n)[ \t]*[\r\n]"), 1),
    (">", re.compile(BEGIN + r">[ ][^\s>]"), 1),
    ("**", re.compile(BOLD), 1),
    ("**", re.compile(rf"{BOLD}(?s:.*){BOLD}"), 1),
    ("_", re.compile(ITALIC), 1),
    ("_", re.compile(rf"{ITALIC}(?s:.*){ITALIC}"), 1),
)
"""What speaks for Markdown: characters it cannot be without, its pattern, and how loudly it speaks.

A quotation speaks as softly as a short heading: an e-mail marks what it replies to in the same way.
"""

ENOUGH = 2

SAMPLE = 100_000
"""Code points of a text that are looked at."""


def is_markdown(source: str) -> bool:
    """Tell whether a text is Markdown: a link, a table, a heading with its hashes, not a lone star.

    >>> is_markdown("# Talks resume in Geneva\\n\\nThey began on Monday.")
    True
    >>> is_markdown("He was #1 * in 2019.")
    False
    """
    sample = "\n" + source[:SAMPLE]
    found = [
        (marks, weight)
        for marks, sign, weight in SIGNS
        if marks in sample and sign.search(sample) is not None
    ]
    has_title = any(marks == "# " for marks, _ in found)
    if has_title and len(COMMENT.findall(sample)) > len(TITLE.findall(sample)):
        found = [(marks, weight) for marks, weight in found if marks != "# "]
    return sum(weight for _, weight in found) >= ENOUGH
