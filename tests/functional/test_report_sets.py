"""Whole reports of every shipped claim set in a real browser: accessible, on a phone, folded, on paper."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from ranvier.report.page import render_report
from tests.functional.browser import needs_browser, open_browser
from tests.functional.report_pages import examined
from tests.functional.test_report_pages import AXE_RULES, OUTSIDE, OVERLAPPING, WIDTHS

pytestmark = [pytest.mark.browser, needs_browser]

KINDS = {
    "cell-therapy": ("uncontrolled", "cell-therapy"),
    "cell-therapy-by-lot": ("fair_with_effect", "cell-therapy"),
    "cell-therapy-no-records": ("no_records", "cell-therapy"),
    "ccsvi": ("uncontrolled", "ccsvi"),
    "ccsvi-no-records": ("no_records", "ccsvi"),
    "drug-programme": ("fair_with_effect", "drug-programme"),
    "drug-programme-no-records": ("no_records", "drug-programme"),
}
MOST_BYTES = 500_000
"""Half of what a report may have; all 55 claims with records take 400 to 460 KB."""
MOST_PIXELS = {1280: 20_000, 390: 40_000}
"""How long a page may be before anything is unfolded; the design has 13,000 and 26,000 for 12 claims."""
EVERY = pytest.mark.parametrize("name", KINDS)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("sets")
    for name, (kind, claims) in KINDS.items():
        (out / f"{name}.html").write_text(render_report(examined(kind, claims)), encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page()
    yield opened
    opened.close()


def _open(
    page: Page, folder: Path, name: str, width: int, *, unfold: bool = True, dark: bool = False
) -> Page:
    page.emulate_media(color_scheme="dark" if dark else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((folder / f"{name}.html").as_uri())
    if unfold:
        page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    return page


@EVERY
def test_it_stays_small(folder: Path, name: str) -> None:
    assert (folder / f"{name}.html").stat().st_size < MOST_BYTES


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@EVERY
def test_axe_finds_nothing(page: Page, folder: Path, name: str, width: int, dark: bool) -> None:
    _open(page, folder, name, width, dark=dark)
    found = Axe().run(page, options=AXE_RULES)
    assert found.violations_count == 0, found.generate_report()


@EVERY
def test_nothing_reaches_over_the_edge_or_over_other_words(page: Page, folder: Path, name: str) -> None:
    for width in (*WIDTHS, 320):
        _open(page, folder, name, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert page.evaluate(OUTSIDE) == []
        assert page.evaluate(OVERLAPPING) == []


@EVERY
def test_folded_it_is_no_endless_page(page: Page, folder: Path, name: str) -> None:
    for width, most in MOST_PIXELS.items():
        _open(page, folder, name, width, unfold=False)
        assert page.locator("details[open]").count() == 0
        assert page.evaluate("document.documentElement.scrollHeight") < most


@EVERY
def test_headings_are_in_order_under_one_first(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name, 1280)
    levels = page.eval_on_selector_all("h1,h2,h3,h4,h5,h6", "all => all.map(one => Number(one.tagName[1]))")
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


def test_a_link_to_a_claim_opens_it(page: Page, folder: Path) -> None:
    _open(page, folder, "cell-therapy", 1280, unfold=False)
    page.locator("table.claims a[href='#claim-c33']").click()
    assert page.locator("#claim-c33").is_visible()
    assert page.locator("details.claim[open]").count() == 1


def test_on_paper_every_fold_is_open_and_nothing_is_cut(page: Page, folder: Path) -> None:
    """A4, 210 mm less margins of 12 mm, at 96 px an inch."""
    _open(page, folder, "cell-therapy", 702, unfold=False)
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 702
    margin = {side: "12mm" for side in ("top", "right", "bottom", "left")}
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4", margin=margin))).pages
    text = " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())
    assert "What was assumed, and every reading tried" in text
    assert "Belief in rebirth and kindness keep the rate low there." in text
    assert "It is not a medical device" in text
    assert all(sheet.mediabox.width < sheet.mediabox.height for sheet in sheets)


def test_in_grey_verdicts_and_marks_stay_apart(page: Page, folder: Path) -> None:
    """Words of every chip stand out from their ground by 3:1 or more when all colour is gone."""
    _open(page, folder, "cell-therapy", 1280)
    for chip in page.locator("table.claims.full .chip").all()[:12]:
        grey = Image.open(io.BytesIO(chip.screenshot())).convert("L")
        dark, light = grey.getextrema()
        assert _relative(light) / _relative(dark) >= 3


def _relative(grey: int) -> float:
    """The luminance of a grey of 0 to 255 for a contrast ratio (WCAG 2.2, relative luminance)."""
    part = grey / 255
    return (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4) + 0.05


def test_the_page_opens_from_disk_and_asks_for_nothing(page: Page, folder: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _open(page, folder, "cell-therapy", 1280)
    page.wait_for_load_state("networkidle")
    assert asked == [(folder / "cell-therapy.html").as_uri()]
