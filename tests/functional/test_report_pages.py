"""The pages in a real browser: accessible, readable on a phone, in the dark, on paper and offline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from ranvier.report.index import IndexEntry, render_index
from ranvier.report.page import render_report
from ranvier.report.verdicts_json import verdicts_json
from tests.functional.browser import needs_browser, open_browser
from tests.unit.report import example

pytestmark = [pytest.mark.browser, needs_browser]

PAGES = ("uncontrolled", "randomised", "without_records", "internal", "index")
WIDTHS = (1280, 390)
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passed is counted, not listed: much faster on a long page
}


OUTSIDE = """() => [...document.querySelectorAll('figure svg')]
    .filter(svg => svg.getClientRects().length)
    .flatMap(svg => {
        const sheet = svg.getBoundingClientRect();
        const factor = sheet.width / svg.viewBox.baseVal.width;
        return [...svg.querySelectorAll('text')].filter(text => {
            const box = text.getBoundingClientRect();
            const size = parseFloat(getComputedStyle(text).fontSize) * factor;
            return size < 9 || box.left < sheet.left - 4 || box.right > sheet.right + 4;
        }).map(text => text.textContent);
    })"""
"""Words of the drawings shown that are too small or reach over the edge of their sheet."""

OVERLAPPING = """() => [...document.querySelectorAll('figure svg')]
    .filter(svg => svg.getClientRects().length)
    .flatMap(svg => {
        const texts = [...svg.querySelectorAll('text')];
        const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
        const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 3
            && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;
        return boxes.flatMap(([words, a], place) =>
            boxes.slice(place + 1).filter(([, b]) => over(a, b)).map(([other]) => words + ' / ' + other));
    })"""
"""Pairs of words of the drawings shown that lie over each other."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages")
    entries = [
        IndexEntry("a", "Clinic A", 0.0, example.uncontrolled()),
        IndexEntry("b", "B", -2.5, example.randomised()),
    ]
    pages = {
        "uncontrolled": render_report(example.uncontrolled()),
        "randomised": render_report(example.randomised()),
        "without_records": render_report(example.without_records()),
        "internal": render_report(example.with_patients(), internal=True),
        "index": render_index(entries),
    }
    for name, text in pages.items():
        (out / f"{name}.html").write_text(text, encoding="utf-8")
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


def _open(page: Page, folder: Path, name: str, width: int = 1280, scheme: str = "light") -> Page:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((folder / f"{name}.html").as_uri())
    return page


def _unfold(page: Page) -> Page:
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(page: Page, folder: Path, name: str, width: int, scheme: str) -> None:
    _open(page, folder, name, width, scheme)
    _unfold(page)
    found = Axe().run(page, options=AXE_RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_a_phone_of_320_px_does_not_scroll_sideways(page: Page, folder: Path, name: str) -> None:
    _unfold(_open(page, folder, name, 320))
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("name", PAGES)
def test_no_request_leaves_the_file(page: Page, folder: Path, name: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    _open(page, folder, name)
    page.wait_for_load_state("networkidle")
    assert asked == [(folder / f"{name}.html").as_uri()]
    assert page.locator("script").count() == 0


def test_one_drawing_of_each_figure_is_shown(page: Page, folder: Path) -> None:
    _unfold(_open(page, folder, "randomised", 1280))
    n_figures = page.locator("figure").count()
    assert page.locator("figure .wide svg:visible").count() == n_figures
    assert page.locator("figure .narrow svg:visible").count() == 0
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.locator("figure .narrow svg:visible").count() == n_figures
    assert page.locator("figure .wide svg:visible").count() == 0


@pytest.mark.parametrize("width", WIDTHS)
def test_words_in_figures_are_at_least_nine_px_and_inside_their_sheet(
    page: Page, folder: Path, width: int
) -> None:
    _unfold(_open(page, folder, "randomised", width))
    outside = page.evaluate(OUTSIDE)
    assert outside == []


@pytest.mark.parametrize("width", WIDTHS)
def test_words_in_figures_do_not_overlap(page: Page, folder: Path, width: int) -> None:
    _unfold(_open(page, folder, "randomised", width))
    overlapping = page.evaluate(OVERLAPPING)
    assert overlapping == []


def test_claims_are_a_table_on_a_desk_and_cards_on_a_phone(page: Page, folder: Path) -> None:
    _open(page, folder, "uncontrolled", 1280)
    first = page.locator("table.claims tbody tr:not(.part)").first
    assert first.evaluate("row => getComputedStyle(row).display") == "table-row"
    page.set_viewport_size({"width": 390, "height": 900})
    assert first.evaluate("row => getComputedStyle(row).display") == "block"
    assert page.get_by_text("Because of the therapy").first.is_visible()
    assert page.locator("table.claims").first.get_attribute("role") == "table"


def test_shapes_tell_roles_apart_without_colour(page: Page, folder: Path) -> None:
    """Found: disc. Asserted: outlined box. Without effect: hatched. Published: square. Contrast: diamond."""
    _open(page, folder, "randomised")
    plot = page.locator("table.claims svg[width='236']").first
    assert plot.locator("circle.dot").count() == 1
    assert plot.locator("rect.asserted").count() == 1
    assert "hatch" in plot.locator("rect.hatch").evaluate("one => getComputedStyle(one).fill")
    forest = page.locator("#published figure .wide svg").first
    assert forest.locator("rect.square").count() == 3
    assert forest.locator("path.dot").count() == 1
    greys = page.evaluate(
        """() => ['.dot', '.asserted', 'body'].map(selector => {
            const style = getComputedStyle(document.querySelector(selector));
            const colour = selector === 'body' ? style.backgroundColor : style.fill;
            const [r, g, b] = colour.match(/[0-9.]+/g).map(Number);
            return 0.299 * r + 0.587 * g + 0.114 * b;
        })"""
    )
    assert abs(greys[0] - greys[1]) > 60
    assert abs(greys[0] - greys[2]) > 60


def test_verdicts_are_told_by_icon_and_words_not_by_colour_alone(page: Page, folder: Path) -> None:
    _open(page, folder, "uncontrolled")
    for chip in page.locator("table.claims .chip").all():
        assert chip.locator("b").text_content()
    icons = page.eval_on_selector_all(
        "table.claims .chip use", "all => all.map(one => one.getAttribute('href'))"
    )
    words = page.eval_on_selector_all(
        "table.claims .chip:has(use) b", "all => all.map(one => one.textContent)"
    )
    assert len(set(zip(icons, words, strict=True))) == len(set(icons)) == len(set(words))


def test_everything_can_be_reached_with_the_keyboard(page: Page, folder: Path) -> None:
    _open(page, folder, "uncontrolled")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#main"


def test_it_prints_in_black_and_white_on_paper(page: Page, folder: Path) -> None:
    _open(page, folder, "uncontrolled", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    ink = page.evaluate("getComputedStyle(document.body).color")
    assert paper == "rgb(255, 255, 255)"
    assert ink == "rgb(26, 30, 35)"


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_the_width_of_a_sheet_of_a4(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name, 702)  # 210 mm less margins of 12 mm, at 96 px an inch
    page.emulate_media(media="print")
    assert page.evaluate("document.documentElement.scrollWidth") <= 702


def test_without_styles_the_three_answers_still_stand_first(page: Page, folder: Path) -> None:
    _open(page, folder, "uncontrolled")
    text = page.locator("main").inner_text()
    assert text.index("Does it say the therapy works?") < text.index("Who is counted")
    assert text.index("No.") < text.index("Very low certainty.") < text.index("With nobody.")


def test_the_page_and_the_json_agree(page: Page, folder: Path) -> None:
    _open(page, folder, "uncontrolled")
    shown = page.locator("table.claims tbody tr:not(.part)").count()
    assert shown == verdicts_json(example.uncontrolled()).count('"statement"')


@pytest.mark.parametrize("name", ["uncontrolled", "randomised", "without_records"])
def test_the_six_answers_are_on_the_first_screen(page: Page, folder: Path, name: str) -> None:
    _open(page, folder, name, 1280)
    bottoms = page.eval_on_selector_all(
        ".answers > div", "all => all.map(one => one.getBoundingClientRect().bottom)"
    )
    assert len(bottoms) == 6
    assert max(bottoms) < 900


def test_on_a_phone_nothing_but_title_and_sentence_stands_before_the_answers(
    page: Page, folder: Path
) -> None:
    _open(page, folder, "uncontrolled", 390)
    text = page.locator("body").inner_text()
    answer = text.index("Does it say the therapy works?")
    assert text.index("not audited.") < answer
    assert answer < text.index("Data fingerprint")
    assert answer < text.index("Versions and seed")
    assert answer < text.index("Who is counted")
