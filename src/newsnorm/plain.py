"""Articles as plain dicts and JSON, and back: the one place that knows the written form.

cattrs does the work; here stand only the types it cannot know: a day that may be a moment.
"""

from __future__ import annotations

import datetime
import json
from functools import cache
from typing import TYPE_CHECKING, Any

from newsnorm import dates
from newsnorm.article import Article

if TYPE_CHECKING:
    from cattrs import Converter

DERIVED = ("text", "verdict", "confidence")
"""What stands beside the fields of an article for whoever reads it; it follows from them."""


@cache
def _converter() -> Converter:
    from cattrs.preconf.json import make_converter  # noqa: PLC0415 - it takes long to import

    converter = make_converter()
    either = datetime.date | datetime.datetime
    optional = datetime.date | datetime.datetime | None
    converter.register_structure_hook(either, lambda text, _: dates.iso(text))
    converter.register_structure_hook(optional, lambda text, _: None if text is None else dates.iso(text))
    converter.register_unstructure_hook(either, lambda day: day.isoformat())
    converter.register_unstructure_hook(optional, lambda day: None if day is None else day.isoformat())
    return converter


def unstructured(article: Article) -> dict[str, Any]:
    """Return ``article`` as plain values: what is `DERIVED`, and its fields.

    >>> from newsnorm import normalize_text
    >>> list(unstructured(normalize_text("404 Not Found\\n\\nThis page does not exist.")))[:3]
    ['text', 'verdict', 'confidence']
    """
    judged = article.judgement
    derived = (article.text, judged.verdict.value, judged.confidence)
    return {**dict(zip(DERIVED, derived, strict=True)), **_converter().unstructure(article)}


def structured(data: dict[str, Any]) -> Article:
    """Return the article that `unstructured` wrote.

    Raises:
        ValueError: ``data`` is not what it writes.
    """
    from cattrs import BaseValidationError  # noqa: PLC0415 - as above

    try:
        return _converter().structure({k: v for k, v in data.items() if k not in DERIVED}, Article)
    except (BaseValidationError, TypeError, KeyError, AttributeError) as error:
        msg = f"not an article as to_dict writes it: {error}"
        raise ValueError(msg) from error


def json_of(article: Article) -> str:
    """Return ``article`` as one line of JSON, in ASCII."""
    return json.dumps(unstructured(article))


def of_json(text: str) -> Article:
    """Return the article that `json_of` wrote.

    Raises:
        ValueError: ``text`` is not what it writes.
    """
    data = json.loads(text)
    if not isinstance(data, dict):
        msg = f"not an article as to_json writes it, but a {type(data).__name__}"
        raise ValueError(msg)  # noqa: TRY004 - documented as ValueError, like every other fault of the text
    return structured(data)
