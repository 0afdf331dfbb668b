"""Joints: what stands between two pieces of one paragraph."""

from __future__ import annotations

import re

IDEOGRAPH = re.compile(r"[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
"""Characters of Chinese and Japanese, with their punctuation: no space stands beside them."""

OPENING = ("(", "[")
"""Signs after which no space stands in any language."""

CLOSING = re.compile(r"""(?!\.\s?\.)[,.;)\]”][,.;)\]”"'’»]*(?=[\s–—]|$)""")
"""How the rest of a sentence begins that belongs to the word before it."""

GENITIVE = re.compile(r"[’']s(?=[\s,.;)]|$)")

UNSPACED = re.compile(rf"{IDEOGRAPH.pattern}{{2}}|{IDEOGRAPH.pattern}\d|\d{IDEOGRAPH.pattern}")  # 2025年


def joint(left: str, right: str) -> str:
    """Return what stands between the two halves of a paragraph that something had cut in two.

    >>> joint("cut in", "two"), joint("首脑", "会谈"), joint("到", "2025年")
    (' ', '', '')
    >>> joint("Saltby", ", the port"), joint("Saltby", ".NET"), joint("the port (", "Saltby")
    ('', ' ', '')
    """
    if UNSPACED.fullmatch(left[-1:] + right[:1]) is not None or left.endswith(OPENING):
        return ""
    return "" if CLOSING.match(right) is not None or GENITIVE.match(right) is not None else " "
