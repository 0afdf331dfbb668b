"""The figures of an article: how much was kept, dropped by family, edited, and named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from attrs import frozen

from newsnorm.article import Article, Block, Family, Mention
from newsnorm.tracked import Edit

HELD_BACK = "held back: "
"""How `Mention.why` begins where something held a change back."""

NAMING = "name."
"""How the rules begin that write names."""

HUES: Mapping[Family, int] = {
    Family.PROMO: 2,
    Family.PAYWALL: 22,
    Family.DONATION: 42,
    Family.NEWSLETTER: 62,
    Family.ADVERT: 82,
    Family.APP: 104,
    Family.LEGAL: 124,
    Family.CONSENT: 142,
    Family.LINK: 158,
    Family.MEDIA: 174,
    Family.FORM: 188,
    Family.NAVIGATION: 204,
    Family.CHROME: 220,
    Family.TEMPLATE: 238,
    Family.SHARE: 256,
    Family.COMMENTS: 276,
    Family.RELATED: 298,
    Family.TAGS: 320,
    Family.DUPLICATE: 342,
}
"""The hue of each family, in degrees of OKLCH; what asks for money is warm, furniture is cool."""


@frozen
class Tally:
    """What there is to count in an article; of characters, only those that are not white space count.

    >>> from newsnorm import normalize_text
    >>> tally = Tally.of(normalize_text("A bell rang in Kiev.\\n\\nIt rang twice.\\n\\nShare this article\\n"))
    >>> tally.paragraphs, tally.words, dict(tally.dropped), tally.rewritten
    (2, 8, {<Family.SHARE: 'share'>: 1}, 1)
    """

    paragraphs: int
    """Paragraphs of the body, headings, list items, quotes and tables among them."""
    words: int
    """Words of the body, as white space parts them."""
    fields: int
    """Blocks that are neither body nor dropped: headline, byline, captions, notes."""
    dropped: Mapping[Family, int]
    """Blocks of boilerplate by family, the largest family first."""
    edits: int
    """Edits inside kept blocks, those of names left out."""
    rewritten: int
    """Mentions that are written in another form than was found."""
    held: int
    """Mentions that keep their form on purpose."""
    as_found: int
    """Mentions that were as the style wants them."""
    kept_characters: int
    field_characters: int
    dropped_characters: Mapping[Family, int]

    @property
    def blocks_dropped(self) -> int:
        """How many blocks were dropped."""
        return sum(self.dropped.values())

    @classmethod
    def of(cls, article: Article) -> Tally:
        """Return the figures of ``article``."""
        families = Counter(_families(article.dropped))
        sizes: Counter[Family] = Counter()
        for block, family in zip(article.dropped, _families(article.dropped), strict=True):
            sizes[family] += _characters(block)
        fields = [b for b in article.blocks if not b.is_body and not b.is_dropped]
        edits = (e for b in article.blocks if not b.is_dropped for e in b.text.edits)
        states = Counter(state(mention) for mention in article.mentions)
        return cls(
            paragraphs=len(article.paragraphs),
            words=len(article.text.split()),
            fields=len(fields),
            dropped=dict(families.most_common()),
            edits=sum(not is_naming(edit) for edit in edits),
            rewritten=states["rewritten"],
            held=states["held"],
            as_found=states["as-found"],
            kept_characters=sum(map(_characters, article.body)),
            field_characters=sum(map(_characters, fields)),
            dropped_characters={family: sizes[family] for family, _ in families.most_common()},
        )


def state(mention: Mention) -> str:
    """Return ``rewritten``, ``held`` (it keeps its form on purpose) or ``as-found``."""
    if mention.found != mention.written:
        return "rewritten"
    return "held" if mention.kind == "fixed" or mention.why.startswith(HELD_BACK) else "as-found"


def is_naming(edit: Edit) -> bool:
    """Tell whether an edit writes a name in another form."""
    return any(reason.rule.startswith(NAMING) for reason in edit.reasons)


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "block"), counted(1200, "block")
    ('1 block', '1,200 blocks')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _families(blocks: tuple[Block, ...]) -> Iterator[Family]:
    """Yield the family of each dropped block; one without is the page's own furniture."""
    return (block.family or Family.CHROME for block in blocks)


def _characters(block: Block) -> int:
    return sum(map(len, block.text.source.split()))
