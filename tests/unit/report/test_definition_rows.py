"""Published definitions side by side: what is drawn, and that no single patient follows from it."""

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

import ranvier as rv
from ranvier.claims.language.asserted import at_least
from ranvier.report.definition_rows import definition_rows, shown_numbers
from ranvier.report.figures.specification_curve import draw_specification_curve
from ranvier.report.page import render_report
from ranvier.report.small_cells import Sharing
from ranvier.report.verdicts_json import verdicts_json
from tests.small_cohorts import cohort_of, dose_of
from tests.unit.claims.findings import estimate
from tests.unit.claims.judging.test_multiverse import claim, treated


@pytest.fixture(scope="module")
def examined():
    names, visits = treated(60, 40)
    cohort = cohort_of(
        visits=visits,
        relapses=[],
        administrations=[dose_of(name) for name in names],
        data_date=date(2018, 6, 1),
    )
    return rv.examine(cohort, claim(), seed=1)


@pytest.fixture(scope="module")
def verdict(examined):
    return examined.verdicts[0]


def share(value, n, n_events):
    return replace(estimate(value, value - 8, value + 8, n=n, unit="%"), n_events=n_events)


def test_no_two_shares_differ_by_fewer_than_the_smallest_group():
    # five of 97 are 5.2%: of 15 to 40 with an event only every fifth share is told, in whole percent
    told = {
        shown_numbers(share(100 - 100 * events / 97, 97, events), Sharing())[0] for events in range(15, 41)
    }
    assert len(told) == 6
    assert min(high - low for low, high in pairwise(sorted(told))) >= 5


def test_an_internal_report_shows_whole_percent():
    assert shown_numbers(share(74.3, 97, 25), Sharing(internal=True)) == (74, 66, 82)


def test_a_share_that_gives_a_small_group_away_is_not_shown():
    assert shown_numbers(share(97.0, 97, 3), Sharing()) is None


def test_rows_rise_and_those_without_a_number_come_last(verdict):
    rows = definition_rows(verdict, Sharing(internal=True))
    known = [row.numbers[0] for row in rows if row.numbers is not None]
    assert known == sorted(known)
    assert [row.numbers is None for row in rows] == sorted(row.numbers is None for row in rows)
    assert [row.preset.name for row in rows if row.is_own] == ["primary"]
    assert {row.preset.name for row in rows if row.numbers and not row.agrees} == {
        "trial_12_weeks", "oratorio2017", "montobbio2024"
    }  # fmt: skip


def test_the_curve_has_a_title_a_description_and_both_marks(verdict):
    asserted = at_least(75.0, "%")
    figure = draw_specification_curve(verdict, asserted, Sharing(internal=True), "definitions-claim-c34")
    drawn = str(figure.wide)
    assert '<title id="definitions-claim-c34-t">' in drawn
    assert "trial_12_weeks 60%" in drawn
    assert drawn.count('class="dot"') == 10
    assert drawn.count('class="dot other-answer"') == 3
    assert len(drawn) < 6_000
    assert str(figure.narrow).count("<circle") == drawn.count("<circle") == 13
    answers = {row[0]: row[3] for row in figure.data.rows}
    assert answers["ema_24_weeks"] == "the same"
    assert answers["trial_12_weeks"].startswith("records disagree")
    assert len(figure.data.rows) == 14
    assert figure.finding.endswith("; 13 published ones are drawn.")
    assert figure.what.endswith("Not drawn: kalincik2015_24_months: no number at that time (no vote).")


def test_definitions_that_are_not_shown_are_told_apart_from_those_without_a_number(verdict):
    found = verdict.multiverse
    share_of_few = replace(found.tried[1].finding, found=share(97.0, 97, 3))
    tried = (found.tried[0], replace(found.tried[1], finding=share_of_few), *found.tried[2:])
    hiding = replace(verdict, multiverse=replace(found, tried=tried))
    figure = draw_specification_curve(hiding, at_least(75.0, "%"), Sharing(), "definitions-claim-c34")
    n_drawn = str(figure.wide).count('class="dot')
    assert figure.finding.endswith(f"; {n_drawn} published ones are drawn.")
    not_drawn = figure.what.partition("Not drawn: ")[2]
    assert found.tried[1].preset.name in not_drawn.partition("no vote")[2]
    assert not_drawn.endswith(": a small group would follow from it (its vote counts).")


def test_the_report_and_the_file_carry_the_definitions(examined):
    page = render_report(examined.examination)
    assert "depends on definition" in page.lower().replace(
        "depends on the definition", "depends on definition"
    )
    assert "published ones are drawn" in page  # a count of definitions is not taken for one of people
    text = verdicts_json(examined.examination)
    assert '"agreeing_percent"' in text
    assert "kalincik2015_12_months" in text
