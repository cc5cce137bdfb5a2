import pytest

from ranvier.course.rule_parts import step_table
from ranvier.course.rules import change_rule, check_needs_no_search
from ranvier.definitions.confirmed_change import Reference
from ranvier.definitions.windows import ConfirmWindow
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.errors import RanvierError
from ranvier.kernels.arrays import FAR_DAYS
from ranvier.vocabulary.measures import NHPT, SDMT
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5


def test_the_steps_in_ticks_of_half_a_point():
    # references 0, 0.5, 5.0, 5.5, 6.0 and 10.0
    assert step_table(EDSS_STEPS_TO_5_0)[[0, 1, 10, 11, 12, 20]].tolist() == [3, 2, 2, 1, 1, 1]
    assert step_table(EDSS_STEPS_TO_5_5)[[0, 1, 10, 11, 12, 20]].tolist() == [3, 2, 2, 2, 1, 1]


def test_the_primary_definition_in_days():
    rule = change_rule(PRIMARY)
    assert (rule.window_opens.tolist(), rule.window_closes.tolist()) == ([168], [FAR_DAYS])
    assert (rule.confirm_distance.after_days, rule.confirm_distance.before_days) == (31, 0)
    assert not (rule.roves_after_improvement or rule.roves_after_worsening)


def test_the_order_in_which_windows_are_given_does_not_matter():
    early, late = ConfirmWindow(84, 7, 30), ConfirmWindow(168, 7, 30)

    def rule(first, second):
        return change_rule(
            ConfirmedWorsening(
                confirm_after_days=first.after_days,
                confirm_earlier_days=first.earlier_days,
                confirm_later_days=first.later_days,
                further_windows=(second,),
            )
        )

    assert rule(early, late).window_opens.tolist() == rule(late, early).window_opens.tolist() == [77, 161]


def test_each_way_of_roving():
    rules = {kind: change_rule(ConfirmedWorsening(reference=kind)) for kind in Reference}
    assert {
        kind: (rule.roves_after_improvement, rule.roves_after_worsening) for kind, rule in rules.items()
    } == {
        Reference.FIXED: (False, False),
        Reference.ROVING: (True, True),
        Reference.ROVING_IMPROVEMENT: (True, False),
        Reference.ROVING_WORSENING: (False, True),
    }


def test_a_table_of_steps_is_made_once():
    assert step_table(NHPT.steps, NHPT) is step_table(NHPT.steps, NHPT)
    assert len(step_table(NHPT.steps, NHPT)) == 300_001


@pytest.mark.parametrize(
    ("settings", "problem"),
    [({"measure": SDMT}, "EDSS"), ({"last_visit_counts": True, "last_visit_probability": 0.5}, "seed")],
)
def test_time_at_risk_asks_for_the_edss_and_no_chance(settings, problem):
    with pytest.raises(RanvierError, match=problem):
        check_needs_no_search(ConfirmedWorsening(**settings))
    check_needs_no_search(PRIMARY)
