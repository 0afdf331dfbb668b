"""``newsnorm explain FILE``: every block, its role, the rule and its evidence, and every edit."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import click

from newsnorm import rules
from newsnorm.article import Article, Block
from newsnorm.cli.formats import clipped, ruled, width, wrapped
from newsnorm.cli.options import profiled
from newsnorm.cli.sources import FILES, articles, pages
from newsnorm.profile import Profile
from newsnorm.report.tally import state
from newsnorm.tracked import Edit, Reason


@click.command(short_help="Tell what became of each block, by which rule, and why.")
@FILES
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@profiled
def explain(files: tuple[str, ...], form: str, profile: Profile) -> None:
    """Tell for every block of each FILE what it is and why, and for every edit which rule made it.

    Positions are those of the characters in the source. With --format json there is a line for each block.

    \b
    Examples:
      newsnorm explain page.html | less
      newsnorm explain page.html --format json | jq 'select(.family)'
    """
    for name, article in articles(pages(files), profile):
        for line in _text(name, article) if form == "text" else _json(name, article):
            click.echo(line)


def _text(name: str, article: Article) -> Iterator[str]:
    yield ruled(name)
    margin = 2 * len(str(len(article.source))) + 3
    for block in article.blocks:
        yield from _block(block, margin)
    met = {reason.rule: None for block in article.blocks for reason in _reasons_of(block)}
    if met:
        yield "\nThe rules that were met:"
    for rule in met:
        yield "  " + click.style(rule, fg="cyan")
        yield wrapped(" ".join(_told(rule)), indent="    ")
    yield ""


def _block(block: Block, margin: int) -> Iterator[str]:
    place = f"{block.span.start}-{block.span.end}"
    label = f"dropped: {block.family}" if block.is_dropped else block.role.value
    room = max(20, width() - margin - len(label) - 2)
    styled = click.style(label, fg="red") if block.is_dropped else click.style(label, bold=True)
    yield f"{place:<{margin}}{styled}  {clipped(str(block.text), room)}"
    indent = " " * (margin + 2)
    yield from (indent + _why(reason) for reason in block.reasons)
    for edit in block.text.edits:
        whys = "; ".join(map(_why, edit.reasons))
        yield f"{indent}{edit.span.of(block.text.source)!r} -> {edit.after!r}  {whys}"
    for mention in block.mentions:
        if state(mention) != "rewritten":
            yield f"{indent}{mention.found!r} stays  {mention.kind} {mention.entity}: {mention.why}"


def _reasons_of(block: Block) -> Iterator[Reason]:
    yield from block.reasons
    for edit in block.text.edits:
        yield from edit.reasons


def _why(reason: Reason) -> str:
    evidence = f": {clipped(reason.evidence, 60)}" if reason.evidence else ""
    return click.style(reason.rule, fg="cyan") + evidence


def _told(rule_id: str) -> tuple[str, str]:
    try:
        rule = rules.find(rule_id)
    except KeyError:
        return "not a rule of this version of newsnorm", ""
    return rule.what, rule.why


def _json(name: str, article: Article) -> Iterator[str]:
    for block in article.blocks:
        row = {
            "id": name,
            "start": block.span.start,
            "end": block.span.end,
            "role": block.role,
            "family": block.family,
            "text": str(block.text),
            "reasons": _reasons(block.reasons),
            "edits": [_edit(block, edit) for edit in block.text.edits],
        }
        yield json.dumps(row)


def _reasons(reasons: tuple[Reason, ...]) -> list[dict[str, str]]:
    told = ((reason, _told(reason.rule)) for reason in reasons)
    return [
        {"rule": reason.rule, "evidence": reason.evidence, "what": what, "why": why}
        for reason, (what, why) in told
    ]


def _edit(block: Block, edit: Edit) -> dict[str, Any]:
    span = edit.span.moved(block.span.start)
    return {
        "start": span.start,
        "end": span.end,
        "before": edit.span.of(block.text.source),
        "after": edit.after,
        "reasons": _reasons(edit.reasons),
    }
