"""Plan files: what is shown is read back, what is changed changes, what is impossible is refused by name."""

from __future__ import annotations

import tomllib
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ranvier.errors import MissingFile, UnreadableFile, UsageError
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.limits import ImpossiblePlan
from ranvier.simulate.parameters import Parameter, Status
from ranvier.simulate.plan import DEMO_PLANS, NO_EFFECT, TRUE_EFFECT, ClinicPlan
from ranvier.simulate.plan_fields import meanings_of
from ranvier.simulate.plan_file import plan_of, read_plan
from ranvier.simulate.plan_text import is_table, is_table_list, plan_text


@pytest.mark.parametrize("plan", DEMO_PLANS, ids=lambda plan: plan.key)
def test_a_plan_that_is_shown_is_read_back_unchanged(plan: ClinicPlan, tmp_path: Path) -> None:
    path = tmp_path / "plan.toml"
    path.write_text(plan_text(plan), encoding="utf-8")
    assert read_plan(str(path)) == plan


def tables(plan: Any) -> list[Any]:
    inner = [getattr(plan, field.name) for field in fields(plan)]
    found = [plan]
    for value in inner:
        found += tables(value) if is_table(value) else []
        found += [each for one in value for each in tables(one)] if is_table_list(value) else []
    return found


def test_every_setting_of_a_plan_says_what_it_means() -> None:
    untold = [
        f"{type(plan).__name__}.{field.name}"
        for plan in tables(NO_EFFECT)
        for field in fields(plan)
        if not is_dataclass(getattr(plan, field.name))
        and not is_table_list(getattr(plan, field.name))
        and field.name not in meanings_of(type(plan))
    ]
    # those of raters' errors say it in their own way: basis and source are words, not numbers of a law
    assert [name for name in untold if not name.startswith("SpreadBand.")] == []


def test_only_what_is_named_is_changed() -> None:
    plan = plan_of(
        {"based_on": "true-effect", "effect": {"relapse_ratio": 0.5}, "clinic": {"n_patients": 40}}
    )
    assert plan == replace(TRUE_EFFECT, n_patients=40, effect=replace(TRUE_EFFECT.effect, relapse_ratio=0.5))


def test_a_changed_number_of_a_law_counts_as_assumed() -> None:
    plan = plan_of({"natural_history": {"relapses": {"fall_per_5_years": 0.3}}})
    number = plan.natural_history.relapses.fall_per_5_years
    assert (number.value, number.status) == (0.3, Status.ASSUMED)
    assert plan.natural_history.patients.women.status is Status.SEEN


def test_a_bias_is_switched_off_by_a_word() -> None:
    assert plan_of({"biases": {"expectation": "none"}}).biases.expectation is None


def test_every_impossible_value_and_unknown_name_is_told_at_once() -> None:
    with pytest.raises(ImpossiblePlan) as refused:
        plan_of(
            {
                "clinic": {"n_patients": 0, "blinded": 3, "first_day": "soon"},
                "entry": {"share_in_relapse": 1.2, "share_in_relaps": 0.2},
                "follow_up": {"visit_months": [], "lost": "nobody"},
                "effect": {"relapse_ratio": -0.5},
                "natural_history": {"deaths": {"ratio_9": "many"}},
                "weather": {"rain": 1},
            },
            "mine.toml",
        )
    text = str(refused.value)
    for told in (
        "n_patients is not possible",
        "permitted: whole numbers from 1 to 1,000,000",
        "blinded is of another kind",
        "first_day is not a day",
        "permitted: 0 to 1",
        "did you mean share_in_relapse?",
        "a schedule needs at least one visit",
        "permitted: worse, better, any",
        "relapse_ratio is not possible",
        "ratio_9 is not a number",
        "weather is no part of a plan",
    ):
        assert told in text, told
    assert len(refused.value.problems) == 10
    assert refused.value.exit_code == 2


def test_an_unknown_plan_a_missing_file_and_one_that_is_no_toml_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no such plan"):
        read_plan("perhaps")
    with pytest.raises(MissingFile):
        read_plan(str(tmp_path / "plan.toml"))
    (tmp_path / "plan.toml").write_text("[clinic\n", encoding="utf-8")
    with pytest.raises(UnreadableFile):
        read_plan(str(tmp_path / "plan.toml"))


def test_what_is_shown_is_toml_with_a_comment_before_most_settings() -> None:
    text = plan_text(NO_EFFECT)
    assert tomllib.loads(text)["entry"]["share_in_relapse"] == NO_EFFECT.entry.share_in_relapse
    assert "(assumed" in text
    assert "(seen, source S201)" in text


@pytest.mark.parametrize("value", [-0.1, 1.5, float("nan")])
def test_a_plan_made_in_python_is_checked_too(value: float) -> None:
    for change in ({"dmt_share": value}, {"mri_share": value}):
        with pytest.raises(ImpossiblePlan):
            replace(NO_EFFECT, **change)


def test_a_clinic_of_a_changed_law_is_another_clinic() -> None:
    sooner = plan_of({"natural_history": {"attack": {"recovery_days": 20.0}}})
    assert isinstance(sooner.natural_history.attack.recovery_days, Parameter)
    assert not simulate_clinic(sooner, 1).visits.equals(simulate_clinic(NO_EFFECT, 1).visits)
