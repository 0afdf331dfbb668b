"""What the rules for furniture take of articles that they should leave: gold lines, rule by rule.

Run it from the root of the repository: ``python benchmarks/rules.py``. It takes a minute or two and
reads the pages of ``benchmarks/quality.py``. The gold text of each page is given to newsnorm as a
plain text, a paragraph a line: whatever a rule takes of it is wrongly taken, or furniture that the
corpus left in its gold.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from pathlib import Path

from quality import gold_pages

import newsnorm
from newsnorm import Block, Role
from newsnorm.firing import Effect, Where
from newsnorm.rules import find

CORPORA = ("fundus-dev", "wcxb-dev")
MOST = 0.003
"""The share of gold lines that the rules may take; ``--check`` fails over it."""

UNSTYLED = newsnorm.Profile(style=None)


def taker(block: Block) -> str | None:
    """Return the rule with a pattern that took a block out of the body, if one did."""
    if block.is_body or block.role is Role.TITLE or not block.reasons:
        return None
    rule = find(block.reasons[-1].rule)
    return rule.id if rule.effect is Effect.LABEL else None


def main() -> int:
    """Print the shares by language and by rule, and, if asked, the lines."""
    parser = argparse.ArgumentParser(description="What rules take of gold lines.")
    parser.add_argument("--check", action="store_true", help=f"fail if the share is over {MOST}")
    parser.add_argument("--lines", action="store_true", help="print the lines that are taken")
    asked = parser.parse_args()
    shared = os.environ.get("NEWSNORM_SHARED")
    if not shared:
        print("left out: NEWSNORM_SHARED names no folder with the pages", file=sys.stderr)
        return 0
    lines: Counter[str] = Counter()
    taken: Counter[str] = Counter()
    rules: Counter[str] = Counter()
    for gold in (page for name in CORPORA for page in gold_pages(Path(shared) / "corpora" / name)):
        if not gold.body.strip():
            continue
        article = newsnorm.normalize_text(gold.body, profile=UNSTYLED)
        language = article.language or "?"
        for block in article.blocks:
            lines[language] += 1
            rule = taker(block)
            if rule is not None:
                taken[language] += 1
                rules[rule] += 1
                if asked.lines:
                    print(f"{rule}\t{language}\t{block.text.source[:160]!r}")
    share = taken.total() / lines.total()
    print(f"{'language':12}{'lines':>8}{'taken':>8}{'share':>9}")
    for name, count in [("all", lines.total()), *lines.most_common()]:
        of = taken.total() if name == "all" else taken[name]
        print(f"{name:12}{count:>8}{of:>8}{of / count:>9.2%}")
    print()
    for rule, count in rules.most_common():
        anywhere = "" if find(rule).where is Where.ANYWHERE else f"  ({find(rule).where.value})"
        print(f"{rule:36}{count:>6}{anywhere}")
    return int(asked.check and share > MOST)


if __name__ == "__main__":
    sys.exit(main())
