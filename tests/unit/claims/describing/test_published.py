from __future__ import annotations

from dataclasses import replace

from ranvier.claims.describing.published import figure_text, judge_published
from ranvier.claims.language.claim import PublishedView
from ranvier.literature.library import read_literature
from ranvier.vocabulary.outcomes import Published
from tests.unit.claims.small_sets import CHANGE, small_set


def judged(tmp_path, view):
    claim = replace(small_set(tmp_path, CHANGE).claims[0], published=view)
    return judge_published(claim, read_literature())


def test_a_claim_without_the_column_has_none(tmp_path):
    assert judged(tmp_path, None) is None


def test_a_verdict_on_verified_figures_stands(tmp_path):
    # E62a was read in two copies of the abstract, E14d is derived from two such numbers
    column = judged(tmp_path, PublishedView(Published.CONTRADICTED, "Rare.", figures=("E62a", "E14d")))
    assert (column.outcome, column.provisional) == (Published.CONTRADICTED, False)
    assert column.studies == ("E62", "E14")
    assert not any("unverified" in figure for figure in column.rests_on)


def test_a_verdict_on_a_second_hand_figure_is_provisional_and_the_figure_marked(tmp_path):
    column = judged(tmp_path, PublishedView(Published.SUPPORTED, "So it is.", figures=("E62a", "E31a")))
    assert column.provisional
    assert any("−0.31 (−0.58 to −0.03), unverified (E31)" in figure for figure in column.rests_on)


def test_a_second_hand_figure_beside_the_verdict_is_marked_but_carries_nothing(tmp_path):
    column = judged(
        tmp_path, PublishedView(Published.CONTRADICTED, "No.", figures=("E62a",), beside=("E31a",))
    )
    assert not column.provisional
    assert any("unverified (E31)" in figure for figure in column.beside)
    assert column.studies == ("E62", "E31")


def test_a_positive_verdict_without_any_figure_is_provisional_and_an_untestable_claim_is_not(tmp_path):
    assert judged(tmp_path, PublishedView(Published.SUPPORTED, "Said so.")).provisional
    assert not judged(tmp_path, PublishedView(Published.UNTESTABLE, "No measure exists.")).provisional


def test_a_figure_names_what_it_is_its_value_and_its_study():
    assert (
        figure_text("E28a", read_literature()) == "improved on EDSS-Plus, cells vs saline: 33% vs 37% (E28)"
    )
