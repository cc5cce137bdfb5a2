"""`ranvier explain` on a programme folder, and its page in a real browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe

from ranvier.cli import main
from ranvier.tables.write import write_programme
from ranvier.vocabulary.outcomes import SENTENCE
from tests.functional.browser import needs_browser, open_browser
from tests.functional.test_report_pages import AXE_RULES, OUTSIDE, OVERLAPPING
from tests.small_cohorts import cohort_of, dose_of, relapses_of, visits_of


@pytest.fixture(scope="module")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("explain") / "programme"
    worse = {-300: 2.5, -5: 3.0, 90: 3.5, 180: 4.0, 270: 4.0, 360: 4.0, 720: 4.5}
    cohort = cohort_of(
        patients=[{"patient_id": name} for name in ("worse", "same", "late", "never")],
        visits=[
            *visits_of("worse", worse),
            *visits_of("same", {0: 3.0, 180: 3.5, 360: 3.0}),
            *visits_of("late", {200: 3.0, 400: 4.0, 600: 4.0}),
        ],
        relapses=relapses_of("worse", -40, 150, 700),
        administrations=[dose_of(name) for name in ("worse", "same", "late")],
    )
    write_programme(cohort, folder)
    return folder


def test_it_tells_which_visit_which_rule_and_why_not_earlier(programme, capsys):
    assert main(["explain", str(programme), "worse"]) == 0
    shown = capsys.readouterr().out
    assert "not for sharing" in shown
    assert "Worsening on 30 June 2015: EDSS 3.0 to 4.0" in shown
    assert "0.5 short of the step" in shown
    assert "Follow-up ends with the event" in " ".join(shown.split())


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["late"], "There is no EDSS from which a change could be measured"),
        (["late", "--from-first-visit"], "Worsening on 5 February 2016: EDSS 3.0 to 4.0"),
        (["never"], "neither treated nor a comparator"),
        (["same", "--endpoint", "improvement"], "No confirmed improvement is found"),
        (["same"], "(C6) Visit by visit"),
        (
            ["worse", "--definition", "kappos2020"],
            "first worsening independent of relapses (PIRA) (kappos2020)",
        ),
        (["worse", "--measure", "sdmt"], "There is no Symbol digit modalities test"),
    ],
)
def test_options_and_empty_courses_give_a_defined_answer(programme, capsys, arguments, words):
    assert main(["explain", str(programme), *arguments]) == 0
    assert words in " ".join(capsys.readouterr().out.split())


def test_the_help_says_what_it_is_for_and_what_not(capsys):
    with pytest.raises(SystemExit):
        main(["explain", "--help"])
    shown = " ".join(capsys.readouterr().out.split())
    assert "not for sharing" in shown
    assert SENTENCE in shown


def test_an_unknown_patient_is_a_wrong_call_that_does_not_repeat_the_name(programme, capsys):
    assert main(["explain", str(programme), "secret-7"]) == 2
    shown = capsys.readouterr()
    assert "4 patients" in shown.err
    assert "secret" not in shown.err + shown.out


def test_a_definition_of_another_kind_is_a_wrong_call(programme, capsys):
    assert main(["explain", str(programme), "worse", "--definition", "lorscheider2016"]) == 2
    assert "try:" in capsys.readouterr().err


def test_the_page_does_not_go_beside_a_report(programme, tmp_path, capsys):
    (tmp_path / "report.html").write_text("", encoding="utf-8")
    assert main(["explain", str(programme), "worse", "-o", str(tmp_path / "page.html")]) == 2
    assert not (tmp_path / "page.html").exists()
    assert "folder of its own" in capsys.readouterr().err


@needs_browser
@pytest.mark.browser
@pytest.mark.parametrize("patient", ["worse", "same", "late", "never"])
def test_the_page_is_accessible_readable_and_fetches_nothing(programme, tmp_path, patient):
    page_file = tmp_path / "page.html"
    assert main(["explain", str(programme), patient, "-o", str(page_file)]) == 0
    with open_browser() as browser:
        for width in (1280, 390):
            for scheme in ("light", "dark"):
                page = browser.new_page(
                    viewport={"width": width, "height": 900},
                    color_scheme="dark" if scheme == "dark" else "light",
                )
                asked: list[str] = []
                page.on("request", lambda request, asked=asked: asked.append(request.url))
                page.goto(page_file.as_uri())
                assert page.evaluate(OUTSIDE) == []
                assert page.evaluate(OVERLAPPING) == []
                page.eval_on_selector_all("details", "all => all.forEach(one => { one.open = true })")
                found = Axe().run(page, options=AXE_RULES)
                assert found.violations_count == 0, found.generate_report()
                assert page.evaluate("document.documentElement.scrollWidth") <= width
                assert asked == [page_file.as_uri()]
                page.close()
