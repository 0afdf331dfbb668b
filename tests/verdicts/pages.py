"""Pages that hold no whole article, in five languages: what is told of them is what a page without an article is like.

Each kind of page is a function of the words of a language, and of a number that varies its markup and its furniture as
sites do. Nothing in them was copied from a site.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newsnorm import Verdict

Words = dict[str, Any]


class Sample(NamedTuple):
    """A page and what it is."""

    kind: str
    language: str
    html: str
    verdict: Verdict


def _links(texts: list[str], at: int) -> str:
    return "".join(f'<li><a href="/{at}/{number}">{text}</a></li>' for number, text in enumerate(texts))


def _ld(kind: str, **fields: object) -> str:
    data = {"@context": "https://schema.org", "@type": kind, **fields}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def _page(words: Words, at: int, body: str, head: str = "", title: str = "") -> str:
    """Return a page in one of three frames."""
    menu, foot = _links(words["menu"], at), _links(words["foot"], at)
    cookies = f'<div class="cookie-banner"><p>{words["cookies"]}</p><button>{words["accept"]}</button></div>'
    letter = f'<form class="newsletter"><p>{words["letter"]}</p><input type="email"></form>'
    head = f"<meta charset=utf-8><title>{title or words['site']}</title>{head}"
    second = (
        f'<div id="top"><ul class="menu">{menu}</ul></div><div id="content">{body}</div>{letter}'
        f'<div id="footer"><ul>{foot}</ul><p>© {words["site"]}</p></div>'
    )
    frames = (
        f"<header><nav><ul>{menu}</ul></nav></header><main>{body}</main>{cookies}<footer><ul>{foot}</ul></footer>",
        second,
        f"{cookies}<div class='page'><div class='nav'>{menu}</div><div class='main'>{body}</div><aside>{letter}</aside></div>",
    )
    return f"<!DOCTYPE html><html><head>{head}</head><body>{frames[at % len(frames)]}</body></html>"


def _cards(words: Words, at: int, *, summaries: bool) -> str:
    teasers, told = words["teasers"], words["summaries"]
    line = [f'<a href="/news/{number}">{text}</a>' for number, text in enumerate(teasers)]
    more = [f"<p>{told[number % len(told)]}</p>" if summaries else "" for number in range(len(teasers))]
    shapes = (
        "".join(
            f"<article><h3>{a}</h3>{p}<time>12.05.2024</time></article>"
            for a, p in zip(line, more, strict=True)
        ),
        "<ul>" + "".join(f"<li>{a}{p}</li>" for a, p in zip(line, more, strict=True)) + "</ul>",
        "".join(
            f"<div class='card'><img src='i.jpg'><h2>{a}</h2>{p}</div>"
            for a, p in zip(line, more, strict=True)
        ),
    )
    return shapes[at % len(shapes)]


def _lines(texts: list[str], tag: str = "p") -> str:
    first, *rest = texts
    return f"<h1>{first}</h1>" + "".join(f"<{tag}>{text}</{tag}>" for text in rest)


def _home(words: Words, at: int) -> str:
    head = '<meta property="og:type" content="website">' if at % 2 else ""
    return _page(
        words,
        at,
        f"<h1>{words['site']}</h1><h2>{words['listing']}</h2>{_cards(words, at, summaries=bool(at % 3))}",
        head,
    )


def _section(words: Words, at: int) -> str:
    return _page(
        words, at, f"<h1>{words['section']}</h1>{_cards(words, at, summaries=True)}", title=words["section"]
    )


def _tag(words: Words, at: int) -> str:
    head = _ld("CollectionPage", name=words["tag"]) if at % 2 else ""
    return _page(words, at, f"<h1>{words['tag']}</h1>{_cards(words, at + 1, summaries=bool(at % 2))}", head)


def _search(words: Words, at: int) -> str:
    form = "<form><input name=q><button>OK</button></form>"
    return _page(words, at, f"<h1>{words['results']}</h1>{form}{_cards(words, at + 2, summaries=True)}")


def _missing(words: Words, at: int) -> str:
    code = "<p>404</p>" if at % 2 else ""
    return _page(words, at, code + _lines(words["missing"]), title=words["missing"][0])


def _soft(words: Words, at: int) -> str:
    teasers = f"<h2>{words['listing']}</h2><ul>{_links(words['teasers'][:4], at)}</ul>" if at % 2 else ""
    return _page(words, at, _lines(words["soft"]) + teasers)


def _broken(words: Words, _at: int) -> str:
    return f"<html><head><title>500</title></head><body>{_lines(words['broken'])}<hr><address>nginx</address></body></html>"


def _consent(words: Words, at: int) -> str:
    text = _lines(words["consent"][:2]) + "".join(
        f"<button>{label}</button>" for label in words["consent"][2:]
    )
    if at % 2:
        return f"<html><head><title>{words['site']}</title></head><body><div role=dialog class=cmp>{text}</div></body></html>"
    return _page(words, at, f'<div id="consent-wall">{text}</div>')


def _wall(words: Words, at: int) -> str:
    text = _lines(words["wall"][:2]) + "".join(f"<button>{label}</button>" for label in words["wall"][2:])
    return _page(words, at, f'<div class="{("purabo", "pur-wall", "cookie-wall")[at % 3]}">{text}</div>')


def _robot(words: Words, _at: int) -> str:
    return f"<html><body><div class=captcha>{_lines(words['robot'])}<div class=g-recaptcha></div></div></body></html>"


def _script(words: Words, at: int) -> str:
    if at % 2:
        return f"<html><body><div id=root></div><p>{words['script'][1]}</p></body></html>"
    return _page(words, at, _lines(words["script"]))


def _denied(words: Words, _at: int) -> str:
    return f"<html><head><title>403</title></head><body>{_lines(words['denied'])}</body></html>"


def _stub(words: Words, at: int) -> str:
    told = "".join(f"<p>{text}</p>" for text in words["stub"])
    offer = "".join(f"<p>{text}</p>" for text in words["paywall"])
    teasers = f"<h3>{words['listing']}</h3><ul>{_links(words['teasers'][:5], at)}</ul>"
    head = _ld("NewsArticle", headline=words["teasers"][0], isAccessibleForFree=at % 2 == 0)
    body = f"<article><h1>{words['teasers'][0]}</h1>{told}<div class='{('offer', 'paywall', 'box')[at % 3]}'>{offer}</div></article>{teasers}"
    return _page(words, at, body, head if at % 2 else "")


def _video(words: Words, at: int) -> str:
    title, length, following = words["video"]
    head = (
        _ld("VideoObject", name=title, duration="PT2M14S")
        if at % 2
        else '<meta property="og:type" content="video.other">'
    )
    player = f"<div class='player'><video src=a.mp4></video><span>{length}</span></div>"
    return _page(
        words,
        at,
        f"<h1>{title}</h1>{player}<h3>{following}</h3><ul>{_links(words['teasers'][:6], at)}</ul>",
        head,
    )


def _product(words: Words, at: int) -> str:
    title, price, stock, cart, heading, text, reviews, stars, also = words["product"]
    head = (
        _ld("Product", name=title, offers={"@type": "Offer", "price": 84})
        if at % 2
        else '<meta property="og:type" content="product">'
    )
    body = (
        f"<h1>{title}</h1><p class=price>{price}</p><p>{stock}</p><button>{cart}</button><h2>{heading}</h2><p>{text}</p>"
        f"<h2>{reviews}</h2><p>{stars}</p><h2>{also}</h2>"
    )
    return _page(words, at, body, head)


def _forum(words: Words, at: int) -> str:
    title, *posts, reply, quote, count, joined = words["forum"]
    user = f"<div class=user><b>user{at}</b><span>{count}</span><span>{joined}</span></div>"
    buttons = f"<div class=buttons><a href='/r'>{reply}</a> <a href='/q'>{quote}</a></div>"
    thread = "".join(
        f"<div class=post id=p{number}>{user}<div class=body><p>{post}</p></div>{buttons}</div>"
        for number, post in enumerate(posts)
    )
    head = _ld("DiscussionForumPosting", headline=title) if at % 2 else _ld("QAPage", name=title)
    return _page(words, at, f"<h1>{title}</h1>{thread}", head)


def _login(words: Words, at: int) -> str:
    title, mail, password, forgot, button, create = words["login"]
    form = f"<form><label>{mail}</label><input><label>{password}</label><input type=password><button>{button}</button></form>"
    return _page(
        words, at, f"<h1>{title}</h1>{form}<p><a href='/f'>{forgot}</a></p><p><a href='/c'>{create}</a></p>"
    )


def _docs(words: Words, at: int) -> str:
    title, intro, *settings, before, after = words["docs"]
    items = "".join(f"<dt><code>{text.split(':')[0]}</code></dt><dd>{text}</dd>" for text in settings)
    pages = f"<p><a href='/p'>{before}</a></p><p><a href='/n'>{after}</a></p>"
    return _page(
        words,
        at,
        f"<h1>{title}</h1><p>{intro}</p><dl>{items}</dl><pre>interval = 60\nport = /dev/ttyS0</pre>{pages}",
    )


KINDS: dict[str, tuple[Callable[[Words, int], str], Verdict]] = {
    "home page": (_home, Verdict.LISTING),
    "section": (_section, Verdict.LISTING),
    "tag": (_tag, Verdict.LISTING),
    "search results": (_search, Verdict.LISTING),
    "404": (_missing, Verdict.NO_ARTICLE),
    "article withdrawn": (_soft, Verdict.NO_ARTICLE),
    "500": (_broken, Verdict.NO_ARTICLE),
    "403": (_denied, Verdict.NO_ARTICLE),
    "consent wall": (_consent, Verdict.NO_ARTICLE),
    "cookies or money": (_wall, Verdict.NO_ARTICLE),
    "captcha": (_robot, Verdict.NO_ARTICLE),
    "JavaScript wanted": (_script, Verdict.NO_ARTICLE),
    "log-in": (_login, Verdict.NO_ARTICLE),
    "film alone": (_video, Verdict.NO_ARTICLE),
    "product": (_product, Verdict.NO_ARTICLE),
    "forum thread": (_forum, Verdict.NO_ARTICLE),
    "manual": (_docs, Verdict.NO_ARTICLE),
    "paywall stub": (_stub, Verdict.PAYWALLED),
}


def samples(words_file: str = "words.toml") -> Iterator[Sample]:
    """Yield every kind of page in every language of a file, the markup of each a little different."""
    words = tomllib.loads((Path(__file__).parent / words_file).read_text("utf-8"))
    for first, (language, told) in enumerate(words.items()):
        for number, (kind, (make, verdict)) in enumerate(KINDS.items()):
            yield Sample(kind, language, make(told, first + number), verdict)
