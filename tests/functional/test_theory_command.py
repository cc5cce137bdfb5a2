"""`ranvier theory`: text, page and errors; the page in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from ranvier.claims.examine import judge_without_records
from ranvier.claims.language.claimset import read_claims
from ranvier.cli import main
from ranvier.report.page import render_report
from tests.functional.browser import needs_browser, open_browser
from tests.functional.test_report_pages import AXE_RULES, OUTSIDE, OVERLAPPING, WIDTHS
from tests.unit.claims.small_sets import CHANGE, HEAD


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("theory")
    assert main(["theory", "-o", str(out / "page.html")]) == 0
    report = render_report(judge_without_records(read_claims("cell-therapy"), seed=1))
    (out / "report.html").write_text(report, encoding="utf-8")
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


def test_it_prints_the_predictions_and_the_days_of_the_cases(capsys):
    assert main(["theory"]) == 0
    told = capsys.readouterr().out
    assert "New myelin within six months" in told
    assert "An improvement first reported on day 10 (P1 and P10) is not" in told
    assert "not a medical device" in told


def test_the_same_set_gives_the_same_page(folder, tmp_path, capsys):
    assert main(["theory", "cell-therapy", "-o", str(tmp_path / "again.html")]) == 0
    assert "again.html" in capsys.readouterr().out
    assert (tmp_path / "again.html").read_bytes() == (folder / "page.html").read_bytes()


def test_a_set_without_a_mechanism_is_a_wrong_call(tmp_path, capsys):
    own = tmp_path / "small.toml"
    own.write_text(HEAD + CHANGE, encoding="utf-8")
    assert main(["theory", str(own)]) == 2
    assert "offers no mechanism" in capsys.readouterr().err


def test_an_unknown_set_is_a_wrong_call(capsys):
    assert main(["theory", "no-such-set"]) == 2
    assert "There is no claim set" in capsys.readouterr().err


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["page", "report"])
def test_axe_finds_nothing_and_words_stay_inside(browser, folder, name, width, scheme):
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page.goto((folder / f"{name}.html").as_uri())
    page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
    found = Axe().run(page, options=AXE_RULES)
    outside, overlapping = page.evaluate(OUTSIDE), page.evaluate(OVERLAPPING)
    page.close()
    assert found.violations_count == 0, found.generate_report()
    assert outside == []
    assert overlapping == []


@pytest.mark.browser
@needs_browser
@pytest.mark.parametrize("width", [320, 702])
def test_it_fits_a_phone_and_a_sheet_of_a4(browser, folder, width):
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((folder / "page.html").as_uri())
    if width == 702:
        page.emulate_media(media="print")
    reach = page.evaluate("document.documentElement.scrollWidth")
    scripts = page.locator("script").count()
    page.close()
    assert reach <= width
    assert scripts == 0
