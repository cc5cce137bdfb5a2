"""Figures: their data, their words, and what the disclosure rule makes of them."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given, strategies as st

from ranvier.claims.judging.verdict import FlowStep
from ranvier.claims.language.asserted import at_least, between
from ranvier.estimates.result import Estimate
from ranvier.report.figures.bars import Bar, expected_bars, merged_bars, shown_bars
from ranvier.report.figures.change import draw_change
from ranvier.report.figures.curve_points import at_risk_rows, read_curve, reading_days, value_at
from ranvier.report.figures.figure import DataTable, Figure
from ranvier.report.figures.flow import draw_flow
from ranvier.report.figures.inline import draw_inline, label_of
from ranvier.report.figures.patients import draw_patients
from ranvier.report.figures.published import draw_published
from ranvier.report.figures.scale import Scale, better_to_the_right, round_numbers
from ranvier.report.figures.survival import draw_survival
from ranvier.report.page import figures_of
from ranvier.report.small_cells import Sharing, shown_totals
from tests.unit.report import example
from tests.unit.report.example_findings import change_finding, free_finding, share_finding
from tests.unit.report.example_verdicts import benchmarks

RULE = Sharing()
FALL = between(-3, -2, "EDSS points")


def test_every_figure_is_drawn_twice_and_both_are_named_by_one_title_and_description() -> None:
    for figure in figures_of(example.randomised()):
        wide, narrow = (ElementTree.fromstring(str(sheet)) for sheet in (figure.wide, figure.narrow))
        assert wide.findtext("title")
        assert wide.findtext("desc")
        told = [str(part.get("id")) for part in (wide[0], wide[1])]
        for drawing in (wide, narrow):
            assert drawing.get("role") == "img"
            assert str(drawing.get("aria-labelledby")).split() == told
        assert figure.finding.endswith(".")
        assert figure.data.rows


def test_nothing_is_drawn_outside_its_sheet() -> None:
    for figure in figures_of(example.randomised()):
        for sheet in (figure.wide, figure.narrow):
            drawing = ElementTree.fromstring(str(sheet))
            width, height = (float(end) for end in str(drawing.get("viewBox")).split()[2:])
            for words in drawing.iter("text"):
                assert 0 <= float(str(words.get("x"))) <= width
                assert 0 <= float(str(words.get("y"))) <= height


# flow -------------------------------------------------------------------------------------------------------


def test_the_flow_says_how_many_of_the_treated_have_a_result() -> None:
    figure = draw_flow(example.FLOW, 150, RULE)
    assert figure.finding == "Of 150 treated, 112 (75%) are with an EDSS at 12 ± 2 months."


def test_small_reasons_in_the_flow_hide_another() -> None:
    texts = [row[1] for row in draw_flow(example.FLOW, 150, RULE).data.rows]
    assert texts == ["168", "10", "158", "8", "150", "9", "141", "21", "not shown", "fewer than 5", "112"]


def test_a_box_that_differs_by_few_reads_about() -> None:
    rule = Sharing(totals=shown_totals([75, 74]))
    steps = (FlowStep(75, "Treated", "", (("no visit", 1),)), FlowStep(74, "With an EDSS"))
    figure = draw_flow(steps, 75, rule)
    assert [row[1] for row in figure.data.rows] == ["75", "fewer than 5", "about 75"]
    assert "74" not in figure.wide + figure.narrow + figure.finding


# change -----------------------------------------------------------------------------------------------------


def test_ends_of_the_histogram_are_merged_until_no_bar_stands_for_few() -> None:
    bars = merged_bars([(-3.0, 1), (-2.5, 2), (-2.0, 6), (0.0, 20), (1.5, 4), (2.5, 1)], 5)
    assert [(bar.words(), bar.n) for bar in bars] == [("≤−2", 9), ("0", 20), ("≥+1.5", 5)]


def test_a_small_bar_in_the_middle_joins_its_smaller_neighbour() -> None:
    bars = merged_bars([(-1.0, 9), (-0.5, 2), (0.0, 7), (0.5, 8)], 5)
    assert [(bar.words(), bar.n) for bar in bars] == [("−1", 9), ("−0.5 to 0", 9), ("+0.5", 8)]


@given(st.lists(st.integers(0, 12), min_size=1, max_size=14))
def test_no_bar_is_small_and_nobody_is_lost(counts: list[int]) -> None:
    bars = merged_bars([(place / 2, n) for place, n in enumerate(counts)], 5)
    assert sum(bar.n for bar in bars) == sum(counts)
    assert len(bars) == 1 or not any(0 < bar.n < 5 for bar in bars)


def test_bars_are_rounded_where_their_sum_would_tell_who_was_not_seen() -> None:
    rule = Sharing(totals=shown_totals([75, 74]))
    bars = shown_bars([(-1.0, 33), (0.0, 41)], 74, rule)
    assert [bar.n for bar in bars] == [35, 40]
    assert [bar.n for bar in shown_bars([(-1.0, 33), (0.0, 42)], 75, rule)] == [33, 42]


def test_what_is_expected_is_added_over_merged_bars_and_never_exceeds_the_patients() -> None:
    bars = (Bar(-3.0, -2.0, 9, is_lowest=True), Bar(0.0, 0.0, 20, is_highest=True))
    finding = change_finding()
    assert finding.null is not None
    null = replace(
        finding.null, histogram=((-3.0, 0, 1, 4), (-2.0, 0, 2, 6), (0.0, 5, 20, 60), (1.0, 1, 2, 3))
    )
    assert expected_bars(replace(finding, null=null), bars) == [(0, 3, 10), (6, 22, 29)]


def test_the_caption_says_whether_the_change_lies_inside_what_is_expected() -> None:
    figure = draw_change(change_finding(), FALL, RULE, "c")
    assert figure is not None
    assert "lies inside what a therapy without effect shows" in figure.finding
    found = replace(change_finding().found or Estimate(0, 0, 0, 0, "", ""), estimate=-2.4)
    outside = draw_change(replace(change_finding(), found=found), FALL, RULE, "c")
    assert outside is not None
    assert "lies outside" in outside.finding


def test_no_changes_of_a_few_patients_are_drawn() -> None:
    found = replace(change_finding().found or Estimate(0, 0, 0, 0, "", ""), n=4)
    assert draw_change(replace(change_finding(), found=found), FALL, RULE, "c") is None


# scales -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("higher_is_better", [True, False])
def test_better_is_to_the_right(higher_is_better: bool) -> None:
    scale = better_to_the_right([-1.0, 1.0], higher_is_better=higher_is_better, place=(0, 100))
    assert (scale.at(1.0) > scale.at(-1.0)) is higher_is_better


def test_a_number_without_limit_is_held_at_the_end_of_the_scale() -> None:
    scale = Scale(0, 100, 10, 210)
    assert (scale.at(float("inf")), scale.at(float("-inf")), scale.at(50)) == (210, 10, 110)


@given(st.floats(-1000, 1000), st.floats(0.01, 1000), st.integers(2, 9))
def test_ticks_are_round_few_and_on_the_scale(low: float, size: float, most: int) -> None:
    ticks = round_numbers(low, low + size, most)
    assert len(ticks) <= most
    assert all(low - 1e-6 <= tick <= low + size + 1e-6 for tick in ticks)


def test_the_inline_plot_says_everything_in_its_label() -> None:
    words = label_of(change_finding(), FALL)
    for part in (
        "−0.49",
        "95% CI −0.66 to −0.32",
        "worst case +0.40",
        "best case −1.13",
        "−3 and −2",
        "−1.01 to −0.35",
    ):
        assert part in words
    plot = str(draw_inline(change_finding(), FALL))
    assert 'width="236" height="48"' in plot
    assert 3 <= plot.count("<text") <= 4


# survival ---------------------------------------------------------------------------------------------------


def test_a_curve_is_read_at_half_years_in_whole_percent_so_no_step_is_a_date() -> None:
    rows = [(100, 0.913, 0.85, 0.96), (200, 0.904, 0.84, 0.95), (500, 0.8, 0.7, 0.9)]
    points = read_curve(rows, reading_days(400, 365))
    assert [(round(point.day), point.share) for point in points] == [(0, 100), (183, 91), (365, 90)]


def test_a_curve_is_read_on_the_day_of_the_result_too() -> None:
    assert [round(day) for day in reading_days(1887, 1887)][-2:] == [1826, 1887]
    assert [round(day) for day in reading_days(731, 1887)][-1] == 730


def test_a_curve_that_ended_has_no_value_later() -> None:
    points = read_curve([(100, 0.9, 0.8, 0.95)], reading_days(400, 365))
    assert value_at(points, 380) is not None
    assert value_at(points, 800) is None


def test_numbers_at_risk_that_differ_by_few_are_dashes_and_the_last_is_kept() -> None:
    rows = at_risk_rows([(0, 141, 0), (365, 138, 8), (731, 98, 10), (1096, 77, 12)], RULE)
    assert [row[1] for row in rows] == ["141", "–", "98", "77"]
    assert [row[2] for row in rows] == ["0", "–", "–", "12"]


def test_the_curve_ends_where_fewer_than_ten_are_at_risk() -> None:
    finding = free_finding()
    picture = {**finding.picture, "at_risk": ((0, 141, 0), (365, 60, 8), (731, 12, 14), (1096, 9, 20))}
    figure = draw_survival(replace(finding, picture=picture), at_least(75, "%"), RULE, "f")
    assert figure is not None
    assert [row[0] for row in figure.data.rows] == ["0.0", "0.5", "1.0", "1.5", "2.0"]
    assert "fewer than 10 are at risk" in figure.finding


def test_no_curve_is_drawn_where_a_few_worsened() -> None:
    found = Estimate(97.0, 90.0, 99.0, 141, "", "", "%", 4)
    finding = replace(free_finding(), found=found)
    assert draw_survival(finding, at_least(75, "%"), RULE, "f") is None
    assert draw_survival(finding, at_least(75, "%"), Sharing(internal=True), "f") is not None


def test_the_comparison_group_is_named_where_there_is_one() -> None:
    alone = draw_survival(free_finding(), at_least(75, "%"), RULE, "f")
    both = draw_survival(free_finding(compared=True), at_least(75, "%"), RULE, "f")
    assert alone is not None
    assert both is not None
    assert "No comparison group" in alone.note
    assert "in the comparison group 56%" in both.finding


# published --------------------------------------------------------------------------------------------------


def _published() -> Figure:
    figure = draw_published(change_finding(), FALL, benchmarks(), RULE, "p")
    assert figure is not None
    return figure


def test_every_published_line_begins_with_its_arm() -> None:
    arms = [row[1] for row in _published().data.rows[2:]]
    assert arms == ["untreated · X61", "sham · X26", "active · X15"]


def test_an_unverified_number_is_hollow_and_says_so() -> None:
    figure = _published()
    assert figure.data.rows[3][4] == "unverified"
    assert str(figure.wide).count('class="square open"') == 1
    assert str(figure.wide).count('class="square"') == 2


def test_a_share_is_not_drawn_on_a_scale_of_points() -> None:
    row = replace(benchmarks()[0], there="37%", here="38% (95% CI 29–48, n 112)")
    assert draw_published(change_finding(), FALL, (row,), RULE, "p") is None
    assert draw_published(share_finding(), at_least(50, "%"), (row,), RULE, "p") is not None


def test_a_benchmark_under_which_nothing_was_scored_again_is_not_drawn() -> None:
    row = replace(benchmarks()[2], here="not re-scored: too few")
    assert draw_published(change_finding(), FALL, (row,), RULE, "p") is None


def test_a_rate_has_no_published_figure_because_rates_and_ratios_share_no_scale() -> None:
    finding = replace(change_finding(), unit="per 1,000 person-years")
    assert draw_published(finding, FALL, benchmarks(), RULE, "p") is None


# patients ---------------------------------------------------------------------------------------------------


def test_above_200_patients_deciles_stand_for_the_patients() -> None:
    few = {"patients": tuple((f"P{place}", -0.5) for place in range(200))}
    many = {"patients": tuple((f"P{place}", place / 2) for place in range(201))}
    single = draw_patients(replace(change_finding(), picture=few), "p")
    deciles = draw_patients(replace(change_finding(), picture=many), "p")
    assert single is not None
    assert deciles is not None
    assert single.data.rows[0] == ("P0", "−0.50")
    assert len(deciles.data.rows) == 9
    assert not re.search(r"P\d", str(deciles.wide) + deciles.data.csv())


# data -------------------------------------------------------------------------------------------------------


def test_a_csv_has_real_numbers_and_no_formulas() -> None:
    text = DataTable(("Name", "Patients"), (("=SUM(A1)", "12"), ("−0.5", "30")), frozenset({0})).csv()
    assert text.splitlines()[1:] == ["Name,n: Patients", "'=SUM(A1),12", "-0.5,30"]
