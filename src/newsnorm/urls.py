"""Addresses: dead targets, tracking parameters, and the date some carry.

courlan, which comes with trafilatura, removes ``utm_*`` but keeps ``mc``, ``partner``, ``cmp``,
``ito`` and ``srsltid`` (checked with courlan 1.4.0), and needs 80 ms to import: hence a table here.
"""

from __future__ import annotations

import datetime
import re
from urllib.parse import urljoin, urlsplit, urlunsplit

TRACKING = re.compile(
    r"""
      utm_\w+ | mc | mc_[a-z]+ | mkt_tok | pk_\w+ | mtm_\w+ | hsa_\w+ | _hs\w+ | at_\w+ | ns_\w+ | xtor
    | fbclid | gclid | gclsrc | dclid | msclkid | yclid | ysclid | twclid | ttclid | igshid | igsh | srsltid | wbraid | gbraid
    | cmp | cmpid | icid | ito | ocid | ncid | smid | smtyp | sref | srnd | spm | soc_(?:src|trk) | taid | traffic_source
    | partner | partnerid | ref | ref_src | ref_url | referrer | rss | feature | via | source | src | s_cid | ex_cid
    | amp | guccounter | guce_\w+ | vero_\w+ | oly_\w+ | wt_?mc | campaign | emc | te | nl | regi_id | segment_id | user_id
    """,
    re.VERBOSE | re.IGNORECASE,
)
"""Query parameters that say how a reader came, not what is shown (after the public lists of
trackers and the parameters met on news pages)."""

DATED = re.compile(
    r"/(?P<year>(?:19|20)\d\d)(?:/(?P<m1>\d{1,2})/(?P<d1>\d{1,2})|-(?P<m2>\d\d)-(?P<d2>\d\d)|(?P<m3>\d\d)(?P<d3>\d\d))(?=[/-]|$)"
)
"""A day in a path: ``/2019/11/12/``, ``/2019-11-12/``, ``/20191112/``."""

DEAD = re.compile(
    r"(?:\#.*|(?:java|vb)script:.*|data:.*|blob:.*|void\(0\);?|about:blank)?", re.IGNORECASE | re.DOTALL
)
IGNORED = re.compile(r"[\t\n\r]+")
"""What browsers take out of an address before they read it."""


def is_dead(url: str) -> bool:
    """Tell whether a link target leads nowhere.

    >>> is_dead("#"), is_dead("javascript:void(0)"), is_dead("/news")
    (True, True, False)
    >>> is_dead("java\\nscript:void(0)"), is_dead("data:text/html,x"), is_dead("mailto:a@b.example")
    (True, True, False)
    """
    return DEAD.fullmatch(IGNORED.sub("", url).strip()) is not None


def cleaned(url: str) -> str:
    """Return ``url`` less its tracking parameters, otherwise as it is.

    >>> cleaned("https://a.example/x?id=3&utm_source=rss&fbclid=1")
    'https://a.example/x?id=3'
    >>> cleaned("https://a.example/x?page=2#top")
    'https://a.example/x?page=2#top'
    """
    if "?" not in url:
        return url
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    kept = [p for p in parts.query.split("&") if p and TRACKING.fullmatch(p.partition("=")[0]) is None]
    return urlunsplit(parts._replace(query="&".join(kept)))


def absolute(base: str, url: str) -> str:
    """Return where ``url`` leads on a page at ``base``, less its tracking parameters.

    >>> absolute("https://a.example/world/talks.html", "../sport/?utm_source=nav")
    'https://a.example/sport/'
    >>> absolute("", "/sport/"), absolute("https://a.example/", "//[bad/")
    ('/sport/', '//[bad/')
    """
    try:
        return cleaned(urljoin(base, IGNORED.sub("", url).strip()))
    except ValueError:
        return url


def dated(url: str) -> tuple[datetime.date, str] | None:
    """Return the day in the path of ``url`` and the characters that say so, or ``None``.

    >>> dated("https://a.example/2019/11/12/world/talks.html")
    (datetime.date(2019, 11, 12), '/2019/11/12')
    >>> dated("https://a.example/article-20191399") is None
    True
    """
    match = DATED.search(url)
    if match is None:
        return None
    month, day = (part for part in match.groups()[1:] if part is not None)
    try:
        return datetime.date(int(match["year"]), int(month), int(day)), match[0]
    except ValueError:
        return None
