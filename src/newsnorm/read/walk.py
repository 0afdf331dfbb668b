"""The walk over a web page: the lines of its visible text, in document order, each with the element it stands in.

A page has many more elements than lines. So nothing is made for an element but a note of it while it is open; its
`Place` is looked at when a line begins in it, and so is that of those around it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree
from lxml.html import HtmlElement

from newsnorm.read import quiet
from newsnorm.read.breaks import INDENT, parted
from newsnorm.read.inline import runs
from newsnorm.read.piece import QUOTATION, Piece
from newsnorm.read.places import Place, Spot, nowhere
from newsnorm.read.tables import IN_TABLES, LAYOUT, Row, Table, rejoined
from newsnorm.stages.stage import CODE, HEADINGS, SHORTEST_TOLD, is_told

UNSEEN = frozenset(
    "script style noscript template head title meta link svg math canvas object embed iframe select option datalist textarea".split()
)
"""Elements whose text a reader of the page does not see."""

PANELS = frozenset({"region", "tabpanel"})
"""The roles of the panels of accordions and of tabs: the button or the tab that labels one opens it."""

OWN_LINE = frozenset(
    "address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul".split()
)
"""Elements that begin and end a line; so do, if they do not stand amid text, buttons and elements that a site has named itself."""

TELLING = frozenset("h1 h2 h3 h4 h5 h6 li blockquote pre figcaption table p".split())
"""Elements that say something about the block within."""

HOLDERS = frozenset({"blockquote", "figcaption"})
"""Elements that say more of a paragraph than that it is one."""

CODE_ELEMENTS = frozenset({"code", "kbd", "pre", "samp", "tt"})

ITALIC = frozenset({"cite", "em", "i"})

SAYING = TELLING | CODE_ELEMENTS | {"a"}
"""Elements that say something of the text within."""

SET_OFF = frozenset("b cite em i small span strong".split())
"""Elements that set words off from those around."""

CREDIT = re.compile(r"(?:\b|_)(?:credits?|copyright|photographer)(?:\b|_)|Credit|Copyright")
"""What sites call the element of who made a picture."""

CAPTIONED = re.compile(r"caption(?!__)", re.IGNORECASE)
"""In the class of an element that holds the caption, too."""

SHORTEST_SPAN = 3
"""Code points; a shorter text may be the initial of a word that goes on in the next element."""

ENDS = frozenset(".!?…:)]”’»")
"""What the words before a credit end in, if not in a letter."""

SIDES = frozenset({"span", "time"})
"""Elements that a style sheet sets apart from each other."""

WORDED = frozenset("b cite em i label small span strong sup time".split())
"""Elements that hold words in the midst of a line, some of them for screen readers, or the name of an icon."""

INITIAL = re.compile(r"drop-?cap|first-?letter|initial", re.IGNORECASE)
"""In the class of an element that holds but the first letter of a text."""

BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
"""Parts the paragraphs of preformatted text, such as a wire report."""

SAMPLE = 2_000
"""Code points of preformatted text in which code would show."""


class Seen(NamedTuple):
    """What a reader sees of a page, and what is hidden from him."""

    pieces: list[Piece]
    """The lines, in document order."""
    hidden: list[HtmlElement]
    """The outermost elements that he would see were they not hidden."""


def walked(tree: HtmlElement) -> Seen:
    """Return the lines of a page, and its hidden elements; the walk is without recursion."""
    walk = _Walk()
    hidden: list[HtmlElement] = []
    events = etree.iterwalk(tree, events=("start", "end"), tag="*")
    for event, element in events:
        if event == "start":
            if walk.opens(element, element.tag):
                events.skip_subtree()
                if element.tag not in UNSEEN:
                    hidden.append(element)
                continue
            text = element.text
        else:
            walk.closes(element, element.tag)
            text = element.tail
        if text and (walk.piece is not None or not text.isspace()):
            walk.adds(text)
    walk.ends()
    return Seen(walk.done, hidden)


class Within(NamedTuple):
    """What the elements that are open say of the text within them."""

    tag: str = ""
    """The nearest element of `TELLING`."""
    href: str | None = None
    """Where it links to."""
    is_typed: bool = False
    """Whether it is preformatted prose, whose paragraphs blank lines part."""
    is_code: bool = False


Open = tuple[HtmlElement | None, str, int, Within, bool]
"""An element that is open: its name, its number in document order, what is said of the text within, and whether it has lines of its own."""


class _Walk:
    """What is open where the walk over a page stands, the line being put together, and those that are done."""

    def __init__(self) -> None:
        self.count = 0
        self.opened: list[Open] = [(None, "", 0, Within(), False)]
        self.places = [nowhere()]  # of the outermost of those that are open: as many as have been asked for
        self.piece: Piece | None = None  # the line, once it has text
        self.tag = ""  # of the line
        self.begun: tuple[int, int] | Spot = (0, 0)  # where it begins: two that are open, or their places
        self.is_item = False  # whether a browser shows a bullet before it
        self.is_broken = False  # whether nothing but white space has come since a <br>
        self.beside: HtmlElement | None = None  # the <span> that has ended where the walk stands
        self.is_under_image = False  # whether nothing but white space has come since an image
        self.done: list[Piece] = []
        self.tables: list[Table] = []

    def opens(self, element: HtmlElement, name: str) -> bool:
        """Take in the start of an element; tell whether a reader of the page does not see it."""
        self.count += 1
        within = self.opened[-1][3]
        if name in SAYING:
            within = _within(element, name, within)
        has_lines = name in OWN_LINE or ((name == "button" or "-" in name) and stands_alone(element))
        self.opened.append((element, name, self.count, within, has_lines))
        if has_lines:
            is_item = name == "li" or (self.is_item and self.piece is None and name not in HEADINGS)
            at = len(self.opened) - 1
            self.ends()
            self.tag, self.begun, self.is_item = "li" if is_item else within.tag, (at, at - 1), is_item
            if name in IN_TABLES:
                self.lays(element, name)
        elif name in WORDED:
            if self.hushes(element):
                return True
            self.sets_off(element, within)
        elif name == "br":
            self.breaks()
        elif name == "img":
            self.draws(element)
            self.is_under_image = self.piece is None
        elif name == "q":
            self.quotes(element, "“")
        return is_hidden(element, name)

    def closes(self, element: HtmlElement, name: str) -> None:
        """Take in the end of an element."""
        if name == "q":
            self.quotes(element, "”")
        elif name in ITALIC and self.piece is not None:
            self.piece.emphasised += tuple(runs(element.text_content()))
        *_, has_lines = self.opened.pop()
        if len(self.places) > len(self.opened):
            self.places.pop()
        if name in SIDES:
            self.beside = element
        elif has_lines:
            self.begins(len(self.opened) - 1)
            if name == "tr" and self.tables:
                self.tables[-1].rows[-1].end = len(self.done)
            elif name == "table":
                rejoined(self.tables.pop(), self.done)

    def breaks(self) -> None:
        """Take in a ``<br>``; the second in a row ends a paragraph."""
        if self.is_broken:
            self.begins(len(self.opened) - 2)
        else:
            self.is_broken = True
            if self.piece is not None:
                self.piece.breaks_here()

    def ends(self) -> None:
        """End the line."""
        self.is_broken = False
        if self.piece is not None:
            piece = self.piece if self.piece.label is None else self.piece.unlabelled()
            if piece.breaks is None:
                self.done.append(piece)
            else:
                self.done += parted(piece)
            self.piece = None

    def begins(self, at: int) -> None:
        """End the line, and begin another in an open element."""
        self.ends()
        *_, within, has_lines = self.opened[at]
        self.tag, self.is_item = within.tag, False
        self.begun = at, at
        if not has_lines:  # it may close before the text comes
            self.begun = self.spot()

    def adds(self, text: str) -> None:
        """Take in the text that stands there."""
        within = self.opened[-1][3]
        self.beside = None
        first, *more = BLANK_LINE.split(text) if within.is_typed else (text,)
        self.tells(first, within.href)
        for part in more:
            self.begins(len(self.opened) - 1)
            self.tells(part, within.href)
        if within.is_code and self.piece is not None:
            self.piece.has_code = True

    def tells(self, text: str, href: str | None) -> None:
        """Add text to the line; white space before any other is none."""
        if self.piece is not None:
            if self.is_broken and not text.isspace():
                self.is_broken = False
                if INDENT.match(text) is not None:
                    self.piece.indents()
            self.piece.add(text, href)
        elif not text.isspace():
            self.is_broken = False
            spot = self.spot()
            if self.done and self.done[-1].size == 1 and is_initial(self.done[-1], spot, text):
                text = self.done.pop().text + text
            self.piece = Piece(self.tag, *spot)
            element, name, *_ = self.opened[-1]
            if name in SET_OFF:
                self.piece.set_off = element
            self.piece.is_under_image = self.is_under_image
            self.is_under_image = False
            self.piece.begins(text, href, is_item=self.is_item)

    def quotes(self, element: HtmlElement, mark: str) -> None:
        """Add the quotation mark that a browser shows at one end of a ``<q>``, if its text does not have its own."""
        if not is_hidden(element, "q") and (element.text or "").lstrip()[:1] not in QUOTATION:
            self.tells(mark, None)

    def sets_off(self, element: HtmlElement, within: Within) -> None:
        """Take in the start of words that stand in an element of their own."""
        is_pictured = within.tag == "figcaption"
        if self.piece is not None and (is_pictured or self.beside is not None):
            self.parts(element, self.piece, within)
            if is_pictured and is_credit(element):
                self.piece.credit = self.piece.size

    def parts(self, element: HtmlElement, piece: Piece, within: Within) -> None:
        """Part from what stands before it what a style sheet does: a headline from its kicker, a credit from its caption, a time."""
        text, before, beside = element.text or "", piece.parts[-1], self.beside
        is_time = element.tag == "time" and text[:1].isalnum()
        if within.is_code or not (is_time or text.lstrip("(")[:1].isupper() or text.startswith("©")):
            return
        if within.tag == "figcaption":
            is_apart = before[-1:].isalnum() or before[-1:] in ENDS
        elif beside is not None and element.tag in SIDES and len(before) >= SHORTEST_SPAN:
            is_apart = is_time or element.tag != beside.tag or element.get("class") != beside.get("class")
        else:
            is_apart = False
        if is_apart:
            piece.add(" ", None)

    def hushes(self, element: HtmlElement) -> bool:
        """Tell whether the text of an element is left out of the line; what stands at its beginning may name the rest, and waits."""
        classes = element.get("class")
        is_unseen = quiet.test(classes) if classes is not None else None
        if is_unseen is None:
            return False
        text = quiet.text_of(element)
        if not text or not is_unseen(text):
            return False
        if self.piece is None and is_unseen is quiet.is_untold:
            at = len(self.opened) - 1
            self.tells(text + " ", self.opened[at][3].href)
            if self.piece is not None:
                self.piece.label = self.piece.size, self.place(at)
        return True

    def draws(self, image: HtmlElement) -> None:
        """Take in an image that is the first letter of a text."""
        letter, rest = image.get("alt"), image.tail
        if letter and len(letter) == 1 and letter.isupper() and rest and rest.lstrip()[:1].islower():
            self.tells(letter, self.opened[-1][3].href)

    def spot(self) -> Spot:
        """Return where the line begins."""
        if not isinstance(self.begun, Spot):
            place, home = self.begun
            self.begun = Spot(self.place(place), self.place(home))
        return self.begun

    def place(self, at: int) -> Place:
        """Return the place of an open element, by its number among these."""
        for element, name, number, *_ in self.opened[len(self.places) : at + 1]:
            self.places.append(self.places[-1].within(element, name, number))
        return self.places[at]

    def lays(self, element: HtmlElement, name: str) -> None:
        """Take in the start of a table, of a row or of a cell."""
        around = self.tables[-1] if self.tables else None
        if name == "table":
            if around is not None:
                around.is_layout = True
            self.tables.append(Table(is_layout=element.get("role") in LAYOUT))
        elif around is not None and name == "tr":
            at = len(self.opened) - 1
            around.rows.append(Row(self.place(at), self.place(at - 1)))
        elif around is not None and around.rows and not around.rows[-1].end:
            around.rows[-1].cells.append(len(self.done))


def is_credit(element: HtmlElement) -> bool:
    """Tell whether an element in a caption is named as the credit, and not as both."""
    name = element.get("class")
    return name is not None and CREDIT.search(name) is not None and CAPTIONED.search(name) is None


def _within(element: HtmlElement, name: str, around: Within) -> Within:
    """Return what is said of the text within an element of `SAYING`, which stands in what says ``around``."""
    tag, href, is_typed, is_code = around
    if name == "a":
        href = element.get("href")
        if href is not None and tag in HEADINGS and href.startswith("#"):
            href = None  # a heading that can be linked to
    elif name in TELLING:
        is_typed = is_typed or (name == "pre" and _is_prose(element))
        tag = "p" if is_typed else tag if name == "p" and tag in HOLDERS else name
    return Within(tag, href, is_typed, is_code or (name in CODE_ELEMENTS and not is_typed))


def _is_prose(pre: HtmlElement) -> bool:
    """Tell whether preformatted text is a report, sent over a wire or typed, and no code."""
    text = (pre.text or "").strip()
    is_code = pre.find(".//code") is not None or pre.find(".//span") is not None
    return not is_code and CODE.search(text[:SAMPLE]) is None and any(map(is_told, BLANK_LINE.split(text)))


def stands_alone(element: HtmlElement) -> bool:
    """Tell whether a button stands where a line may end: no text on one side; another element, where there is none on either."""
    before, around = element.getprevious(), element.getparent()
    text = around.text if before is None and around is not None else before.tail if before is not None else ""
    sides = [bool(side and not side.isspace()) for side in (text, element.tail)]
    return not (all(sides) if element.tag == "button" else any(sides))


def is_hidden(element: HtmlElement, name: str) -> bool:
    """Tell whether a reader of the page does not see an element, and finds nothing there that opens it."""
    if name in UNSEEN:
        return name != "template" or element.get("shadowrootmode") is None
    hidden, style = element.get("hidden"), element.get("style")
    if hidden is None:
        if style is None:
            return False
        hiding = quiet.hiding(style)
        if hiding is not quiet.Hiding.ALL:
            return hiding is not None and quiet.is_label(element)
    is_panel = element.get("role") in PANELS and element.get("aria-labelledby") is not None
    return hidden != "until-found" and not is_panel


def is_initial(line: Piece, spot: Spot, text: str) -> bool:
    """Tell whether a line is but the first letter of a text that goes on at ``spot``, set large in an element of its own."""
    if not line.text.isupper() or not text.lstrip()[0].islower():
        return False
    if INITIAL.search(line.place.kind.signature) is not None:
        return True
    is_beside = line.tag not in HEADINGS and line.home.number == spot.place.number
    return is_beside and not text[0].isspace() and len(text) >= SHORTEST_TOLD
