from __future__ import annotations

from dataclasses import replace

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.benchmarks import judge_benchmarks
from ranvier.claims.language.claim import PublishedView
from ranvier.estimates.result import Estimate
from ranvier.literature.library import read_literature
from ranvier.vocabulary.outcomes import Published
from tests.unit.claims.small_sets import CHANGE, small_set

UNTREATED = "edss_improve_ge2_1y_untreated"
SHAM_COMPOSITE = "edss_improved_composite_13mo_intrathecal_saline"
SECOND_HAND = "edss_mean_change_MSC_12mo_uncontrolled"
OTHER_DEFINITION = "progfree_5y_AHSCT_pooled"
WITHHELD = "progfree_5y_registry_by_definition"


def rows(tmp_path, *keys, lookup=lambda *_: None):
    view = PublishedView(Published.CONTRADICTED, "x", figures=("E62a",), benchmarks=keys)
    claim = replace(small_set(tmp_path, CHANGE).claims[0], published=view)
    return judge_benchmarks(claim, lookup, read_literature())


def programme(share, lower, upper):
    """A look-up that always answers with one share, and keeps what it was asked."""
    asked = []

    def lookup(endpoint, parameters):
        asked.append((endpoint, dict(parameters)))
        found = Estimate(share, lower, upper, 120, "made up", "for a test", "%")
        return Finding(endpoint, "x", "%", higher_is_better=True, n_treated=150, found=found)

    return lookup, asked


def test_the_programme_is_re_scored_under_the_definition_of_the_benchmark(tmp_path):
    lookup, asked = programme(15.0, 10.0, 21.0)
    (row,) = rows(tmp_path, UNTREATED, lookup=lookup)
    assert asked == [("edss_fall_share", {"months": 12, "points": 2.0, "confirmed": False})]
    assert (row.there, row.here, row.study) == ("2.2%", "15% (95% CI 10% to 21%, n 120)", "E62")
    assert (row.may_say, row.decides, row.reached) == ("expected without effect", True, False)


def test_a_benchmark_inside_the_interval_is_reached(tmp_path):
    lookup, _ = programme(4.0, 1.0, 9.0)
    (row,) = rows(tmp_path, UNTREATED, lookup=lookup)
    assert row.reached


def test_without_records_a_row_says_so_and_decides_nothing(tmp_path):
    (row,) = rows(tmp_path, UNTREATED)
    assert (row.here, row.decides, row.reached) == ("no records", False, False)


def test_a_definition_ranvier_cannot_follow_is_not_followed_half(tmp_path):
    lookup, asked = programme(37.0, 30.0, 44.0)
    (row,) = rows(tmp_path, SHAM_COMPOSITE, lookup=lookup)
    assert asked == []
    assert row.here == "not re-scored: needs the timed walk and the peg test beside the EDSS"
    assert not row.decides


def test_missing_columns_are_named(tmp_path):
    missing = Finding("x", "x", "%", higher_is_better=True, n_treated=0, missing=("visits.edss",))
    (row,) = rows(tmp_path, UNTREATED, lookup=lambda *_: missing)
    assert row.here == "not re-scored: the records lack visits.edss"


def test_unverified_withheld_and_otherwise_defined_benchmarks_say_nothing(tmp_path):
    lookup, _ = programme(76.0, 66.0, 83.0)
    second_hand, other, withheld = rows(tmp_path, SECOND_HAND, OTHER_DEFINITION, WITHHELD, lookup=lookup)
    assert (second_hand.may_say, second_hand.decides) == ("nothing: unverified", False)
    assert (other.may_say, other.decides) == ("nothing: another definition", False)
    assert withheld.may_say.startswith("nothing: an approximation")
    assert not withheld.decides


def test_an_experimental_arm_decides_nothing_even_when_verified(tmp_path):
    lookup, _ = programme(-0.2, -0.4, 0.0)
    (row,) = rows(tmp_path, "edss_mean_change_MSC_intrathecal_6mo_RCT_arm", lookup=lookup)
    assert (row.arm, row.decides, row.reached) == ("experimental", False, True)
