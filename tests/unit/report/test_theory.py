"""The theory as a page, as a section, as JSON and as text: one truth, nothing told as shown."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from ranvier.claims.examine import judge_without_records
from ranvier.claims.language.theory.hypothesis import Origin
from ranvier.errors import UsageError
from ranvier.report.disclosure import check_shareable
from ranvier.report.figure_files import figure_files, is_figure_file
from ranvier.report.figures.timing import draw_timing
from ranvier.report.masked import LEFT_OUT
from ranvier.report.page import render_report
from ranvier.report.sections.theory import NOT_MOVED, TOO_SHORT, tell_theory
from ranvier.report.theory_page import render_theory, theory_text, told_theory, write_theory
from ranvier.report.verdicts_json import verdicts_json
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.claims.language.theory.shipped import judged, shipped_set, with_day
from tests.unit.report import example

JUDGED = judged()
TOLD = tell_theory(JUDGED)


def test_the_report_without_records_has_the_section_and_may_be_shared():
    examination = judge_without_records(shipped_set(), seed=1)
    page = render_report(examination)
    assert 'id="theory"' in page
    assert "An improvement first reported on day 10 (P1 and P10) is not" in page
    files = {"report.html": page, "verdicts.json": verdicts_json(examination), **figure_files(examination)}
    check_shareable(files)
    assert "data/timing.csv" in files
    assert is_figure_file("timing.csv")


def test_a_set_without_hypotheses_has_no_section():
    page = render_report(example.uncontrolled())
    assert 'id="theory"' not in page
    assert json.loads(verdicts_json(example.uncontrolled()))["theory"] is None


def test_json_holds_every_prediction_pair_and_case():
    theory = json.loads(verdicts_json(judge_without_records(shipped_set(), seed=1)))["theory"]
    assert len(theory["predictions"]) == len(JUDGED.predictions)
    assert len(theory["pairs"]) == len(JUDGED.pairs)
    on_day = {one["hypothesis"]: one for one in theory["cases"][0]["hypotheses"]}
    assert theory["cases"][0]["cases"] == ["P1", "P10"]
    assert on_day["remyelination"]["standing"] == "not_yet"
    assert on_day["remyelination"]["share"] == pytest.approx(1 - 20 ** (-10 / 183), abs=1e-4)
    assert theory["cases"][0]["other_treatment_stated"] == {"steroids": ["P1"]}


def test_each_hypothesis_has_one_band_and_its_shape_tells_where_it_comes_from():
    figure = draw_timing(JUDGED)
    looks = {Origin.ASSERTED: "asserted", Origin.PUBLISHED: "square open", Origin.WITHOUT_CELLS: "hatch"}
    for sheet in (figure.wide, figure.narrow):
        for origin, look in looks.items():
            n = sum(one.origin is origin for one in JUDGED.theory.hypotheses)
            assert sheet.count(f'<rect class="{look}"') == n


def test_title_and_description_carry_the_days():
    figure = draw_timing(JUDGED)
    assert "By day 10, when P1 and P10 are first reported better" in figure.finding
    assert "new myelin within six months: EDSS from day 18 (12–76)" in figure.wide
    assert len(figure.data.rows) == len(JUDGED.theory.hypotheses) + 1
    assert figure.data.is_plain


def test_a_case_on_another_day_is_drawn_and_told_there():
    moved = draw_timing(judged(with_day(shipped_set(), "P1", 40)))
    assert "P1: day 40" in moved.wide
    assert "P10: day 10" in moved.wide
    assert "when P10 is first reported better" in moved.finding


def test_without_any_dated_case_the_finding_says_so():
    claim_set = with_day(with_day(shipped_set(), "P1", None), "P10", None)
    assert "no described case names the day" in draw_timing(judged(claim_set)).finding


def test_the_page_says_whose_numbers_and_what_it_is_not():
    page = render_theory(shipped_set(), TOLD)
    assert SENTENCE in page
    assert "did worse than guessing the mean" in page
    assert page.count("unverified") > 10
    assert "<script" not in page
    assert len(page.encode()) < 200_000


def test_text_and_page_agree():
    text = theory_text(TOLD)
    assert text.count("remyelination") == 0  # names, not identifiers
    assert "New myelin within six months" in text
    assert SENTENCE in text
    assert sum(len(rows) for _, rows in TOLD.predictions) == len(JUDGED.predictions)


def test_nothing_is_recommended_or_told_as_shown():
    words = set(re.findall(r"\w+", theory_text(TOLD).lower()))
    assert not words & {"explains", "proves", "recommend", "recommended", "promising", "significant"}


def test_a_set_without_a_mechanism_is_told_what_to_add():
    with pytest.raises(UsageError, match="offers no mechanism"):
        told_theory(shipped_set(), None)


def test_a_page_needs_the_name_of_a_file(tmp_path):
    with pytest.raises(UsageError, match="name of a file"):
        write_theory(shipped_set(), TOLD, tmp_path)


def test_a_clinic_of_any_size_may_share_the_section():
    """7 of 11 hypotheses is no count of people: the figure and its tables are marked as such."""
    page = render_report(replace(example.uncontrolled(), theory=JUDGED))
    assert 'id="theory"' in page
    assert LEFT_OUT not in page


def test_the_first_days_stand_for_each_measure_and_hypothesis():
    days = dict(TOLD.first_days)
    place = TOLD.heads.index("New myelin within six months")
    assert days["myelin-sensitive MRI"][place] == "18"
    assert days["gadolinium lesions"][place] == NOT_MOVED
    assert days["new T2 lesions"][TOLD.heads.index("Calm immunity after one day of cells")] == TOO_SHORT
    assert len(TOLD.offered_pairs) == 15
