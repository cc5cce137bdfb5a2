"""The score, by hand; and the same cases told twice, in their collector's words and in the project's own."""

from __future__ import annotations

import pytest

from ranvier.claims.retrodiction.run import judge_case_file
from ranvier.claims.retrodiction.score import (
    ALWAYS_INSUFFICIENT,
    JUDGES,
    RANVIER,
    Count,
    after_points,
    ranking,
    score,
)
from ranvier.claims.retrodiction.standing import Standing
from ranvier.literature.retrodiction.case_file import read_cases
from ranvier.literature.retrodiction.read import read_yardsticks
from ranvier.main_literature import judge_shipped_cases
from ranvier.vocabulary.outcomes import Published
from tests.evidence_folder import FOLDER, needs_evidence

SHIPPED = judge_shipped_cases()


@pytest.mark.parametrize(
    ("said", "expected", "points"),
    [
        ("supported", "supported", 1),
        ("partly_supported", "supported", 0.5),
        ("contradicted", "unsupported", 0.5),
        ("unsupported", "insufficient", 0.5),
        ("insufficient", "partly_supported", 0),
        ("insufficient", "contradicted", 0),
    ],
)
def test_points_after_the_trials(said, expected, points):
    assert after_points(Published(said), Published(expected)) == points


def test_the_ranking_counts_pairs_and_all_orders():
    # 3 is above both, 2 ties with 2 and is above 1: 3.5 of 4. Of the 6 orders of 3, 2, 2, 1 two do as well,
    # 3 with either of the twos
    found = ranking([3, 2], [2, 1])
    assert (found.won, found.pairs) == (3.5, 4)
    assert found.p == pytest.approx(2 / 6)


def test_a_score_without_cases_is_no_score():
    assert ranking([], [1.0]).pairs == 0
    assert score(RANVIER, ()).after == Count(0, 0)


def test_the_hard_errors_of_the_shipped_cases():
    found = score(RANVIER, SHIPPED)
    assert (found.hard_a, found.hard_b) == (Count(0, 8), Count(0, 3))
    assert (found.forbidden, found.soft) == (Count(0, 14), Count(0, 14))


def test_always_insufficient_has_no_skill():
    found, lazy = score(RANVIER, SHIPPED), score(ALWAYS_INSUFFICIENT, SHIPPED)
    assert lazy.hard_a.k == lazy.hard_b.k == 0
    assert (lazy.named.k, lazy.ranking.auc) == (0, 0.5)
    assert found.after.k > lazy.after.k + 5
    assert found.named.k >= 0.9 * found.named.n


def test_the_signal_ranks_better_than_the_effect_as_told():
    signal, lazy, told = (score(judge, SHIPPED).ranking.auc for judge in JUDGES)
    assert signal > told
    assert signal > lazy


def test_runs_on_firm_numbers_alone_are_fewer_and_no_worse():
    every, firm = score(RANVIER, SHIPPED), score(RANVIER, SHIPPED, Standing.FIRM)
    assert firm.after.n < every.after.n
    assert firm.after.k / firm.after.n >= 0.8


@needs_evidence
def test_the_same_cases_in_other_words_get_the_same_verdicts():
    told = judge_case_file(read_cases(FOLDER / "evidence" / "retrodiction.yaml"), read_yardsticks())
    other = {case.evidence.id: case for case in told}
    for case in SHIPPED:
        twin = other[case.evidence.id]
        assert case.early.outcome is twin.early.outcome
        assert case.later.outcome is twin.later.outcome
        assert case.early.alarm == twin.early.alarm
    assert score(RANVIER, told).named.k >= 43
