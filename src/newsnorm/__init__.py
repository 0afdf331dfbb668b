"""newsnorm: a scraped news page in, one clean, typed article out, with every change on record.

>>> import newsnorm
>>> newsnorm.normalize_text("Kiev fell silent on Monday, officials said.").text
'Kyiv fell silent on Monday, officials said.'
"""

from newsnorm import errors
from newsnorm.article import (
    Article,
    Block,
    Caption,
    Dateline,
    Decoding,
    Family,
    Hints,
    Judgement,
    Link,
    Mention,
    Role,
    Verdict,
)
from newsnorm.names.gazetteer import Entity
from newsnorm.pipeline import normalize, normalize_html, normalize_text
from newsnorm.profile import Profile
from newsnorm.tracked import Edit, Reason, Span, TrackedText

__all__ = [
    "Article",
    "Block",
    "Caption",
    "Dateline",
    "Decoding",
    "Edit",
    "Entity",
    "Family",
    "Hints",
    "Judgement",
    "Link",
    "Mention",
    "Profile",
    "Reason",
    "Role",
    "Span",
    "TrackedText",
    "Verdict",
    "errors",
    "normalize",
    "normalize_html",
    "normalize_text",
]

__version__ = "0.1.0"
