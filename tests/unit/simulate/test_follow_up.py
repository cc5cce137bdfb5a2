"""Which plans of follow-up are possible."""

from __future__ import annotations

import pytest

from ranvier.simulate.follow_up import FollowUpPlan
from ranvier.simulate.limits import ImpossiblePlan


@pytest.mark.parametrize(
    ("values", "name", "permitted"),
    [
        ({"visit_months": ()}, "visit_months=", "0.25 to 1200"),
        ({"visit_months": (-1, 3)}, "visit_months=", "0.25 to 1200"),
        ({"visit_months": (3, 3)}, "visit_months=", "in order"),
        ({"visit_months": (3, "six")}, "visit_months=", "0.25 to 1200"),
        ({"missed": 1.1}, "missed=", "0 to 0.95"),
        ({"missed_again": -0.1}, "missed_again=", "0 to 1"),
        ({"missed": 0.9, "missed_again": 0.1}, "missed_again=", "0.889 to 1"),
        ({"lost_per_year": -0.1}, "lost_per_year=", "0 to 100"),
        ({"lost_pull": 9.0}, "lost_pull=", "0 to 5"),
        ({"jitter": -0.1}, "jitter=", "0 to 0.5"),
        ({"jitter": float("nan")}, "jitter=", "0 to 0.5"),
        ({"relapse_visit_chance": 2}, "relapse_visit_chance=", "0 to 1"),
        ({"hidden_patients": -1}, "hidden_patients=", "0 to"),
        ({"lost": "all"}, "lost=", "worse, better, any"),
    ],
)
def test_an_impossible_plan_is_refused_by_name_with_what_is_permitted(values, name, permitted) -> None:
    with pytest.raises(ImpossiblePlan) as refused:
        FollowUpPlan(**values)
    assert name in str(refused.value)
    assert permitted in str(refused.value)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(ImpossiblePlan) as refused:
        FollowUpPlan(visit_months=(), missed=3.0, lost_per_year=-1.0)
    assert all(name in str(refused.value) for name in ("visit_months=", "missed=", "lost_per_year="))


@pytest.mark.parametrize(("missed", "again"), [(0.1, 0.7), (0.3, 0.0), (0.5, 0.5), (0.0, 0.9), (0.9, 0.95)])
def test_the_share_of_missed_visits_stays_what_it_is(missed: float, again: float) -> None:
    plan = FollowUpPlan(missed=missed, missed_again=again)
    after = missed * plan.missed_after_missed + (1 - missed) * plan.missed_after_seen
    assert after == pytest.approx(missed)
