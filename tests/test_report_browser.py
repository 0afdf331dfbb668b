"""The report in a real browser: nothing runs, notes come by mouse and by keyboard, a phone can show it.

It needs playwright and a Chromium: its own (``playwright install chromium``) or one on the path.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
from helpers import ROOT

import newsnorm
from newsnorm import Article, report

Scheme = Literal["light", "dark"]

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip(
    "playwright.sync_api", reason='no playwright: pip install "newsnorm[browser]" brings it'
)

HOSTILE = """\
The <script>document.title = 'taken'</script> bridge opens

The <img src=x onerror="document.title = 'taken'"> bridge near Kiev will carry trams again, the harbor master said.

<iframe srcdoc="<script>parent.document.title = 'taken'</script>"></iframe>

Share this article <svg onload="document.title = 'taken'"></svg>
"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Start one Chromium for all tests."""
    named = (shutil.which(name) for name in ("chromium", "chromium-browser", "google-chrome"))
    path = next((path for path in named if path), None)
    with playwright.sync_playwright() as driver:
        try:
            opened = driver.chromium.launch(executable_path=path, args=["--no-sandbox"])
        except playwright.Error as error:
            pytest.skip(f"no Chromium that starts: {str(error).splitlines()[0]}")
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def article() -> Article:
    """Return an article with dropped blocks, fields, edits and names."""
    return newsnorm.normalize(ROOT / "seeds" / "mirror.md")


def opened(
    browser: Browser, article: Article, folder: Path, *, width: int = 1440, scheme: Scheme = "light"
) -> Page:
    """Open the report on ``article`` in a window of that width."""
    path = folder / "report.html"
    path.write_text(report.html(article), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto(path.as_uri())
    return page


def test_nothing_runs(browser: Browser, tmp_path: Path) -> None:
    """A page full of scripts stays text, and the reader sees it."""
    hostile = newsnorm.normalize_text(HOSTILE)
    page = opened(browser, hostile, tmp_path)

    assert f"{hostile.title} · newsnorm" == page.title()
    assert 0 == page.locator("script, img, iframe, svg").count()
    assert "<script>" in page.inner_text("main")
    assert "onerror" in page.inner_text("main")


def test_the_figures_are_seen(browser: Browser, article: Article, tmp_path: Path) -> None:
    """The blocks that a reader can see are those of the article, and the figures say how many."""
    page = opened(browser, article, tmp_path)
    page.evaluate("for (const run of document.querySelectorAll('details')) run.open = true")

    assert len(article.blocks) == page.locator(".block:visible").count()
    assert len(article.dropped) == page.locator(".block.dropped:visible").count()
    dropped = page.locator(".figures li").filter(has_text="dropped").inner_text()
    assert str(len(article.dropped)) == dropped.split()[0]


@pytest.mark.parametrize("kind", [".mark", ".block.dropped", ".block.field"])
@pytest.mark.parametrize("width", [1440, 900, 360])
def test_a_note_comes_with_the_mouse_and_with_the_keyboard(
    browser: Browser, article: Article, tmp_path: Path, kind: str, width: int
) -> None:
    """Hovering shows the note, so does focus; it lies within the window, and goes again."""
    page = opened(browser, article, tmp_path, width=width)
    chosen = page.locator(f"main {kind}:visible").first
    note = chosen.locator("> .note")

    assert not note.is_visible()
    chosen.hover()
    box = note.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    page.mouse.move(1, 1)
    assert not note.is_visible()
    chosen.focus()
    assert note.is_visible()
    assert note.locator("code").count() > 0


def test_the_keyboard_reaches_every_mark(browser: Browser, article: Article, tmp_path: Path) -> None:
    """The first stop skips to the source; from there Tab goes through all marks in the order of the source."""
    page = opened(browser, article, tmp_path)
    page.keyboard.press("Tab")
    assert "Skip to the source" == page.locator(":focus").inner_text()
    page.keyboard.press("Enter")

    wanted = page.locator("main [tabindex='0']:visible, main summary:visible").count()
    for _ in range(wanted):
        page.keyboard.press("Tab")
        assert page.locator("main :focus").count() == 1


@pytest.mark.parametrize("width", [320, 390, 900, 1280, 1920])
def test_no_window_is_too_narrow(browser: Browser, article: Article, tmp_path: Path, width: int) -> None:
    """Nothing has to be scrolled sideways."""
    page = opened(browser, article, tmp_path, width=width)

    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_night_is_dark(browser: Browser, article: Article, tmp_path: Path) -> None:
    """The page follows the scheme of the reader's system."""
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    day, night = (
        opened(browser, article, tmp_path, scheme="light").evaluate(ground),
        opened(browser, article, tmp_path, scheme="dark").evaluate(ground),
    )

    assert ["rgb(253, 253, 251)", "rgb(23, 24, 27)"] == [day, night]


def test_the_article_alone_is_the_text(browser: Browser, article: Article, tmp_path: Path) -> None:
    """With the switch set, what can be read is the text of the article, word by word."""
    page = opened(browser, article, tmp_path)
    page.locator("#only").check()

    assert article.text.split() == page.inner_text("main").split()
