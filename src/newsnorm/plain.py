"""Articles as plain dicts and JSON, and back: the one place that knows the written form.

cattrs does the work; here stand only the types it cannot know: a day that may be a moment.
"""

from __future__ import annotations

import datetime
import json
from functools import cache
from typing import Any

from cattrs import BaseValidationError, Converter
from cattrs.preconf.json import make_converter

from newsnorm import dates
from newsnorm.article import Article


@cache
def _converter() -> Converter:
    converter = make_converter()
    either = datetime.date | datetime.datetime
    optional = datetime.date | datetime.datetime | None
    converter.register_structure_hook(either, lambda text, _: dates.iso(text))
    converter.register_structure_hook(optional, lambda text, _: None if text is None else dates.iso(text))
    converter.register_unstructure_hook(either, lambda day: day.isoformat())
    converter.register_unstructure_hook(optional, lambda day: None if day is None else day.isoformat())
    return converter


def unstructured(article: Article) -> dict[str, Any]:
    """Return ``article`` as plain values, with its text."""
    return {"text": article.text, **_converter().unstructure(article)}


def structured(data: dict[str, Any]) -> Article:
    """Return the article that `unstructured` wrote.

    Raises:
        ValueError: ``data`` is not what it writes.
    """
    try:
        return _converter().structure({k: v for k, v in data.items() if k != "text"}, Article)
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
