"""Every argument of pymsprog 1.0.7 is said as a definition, or refused with the place where it went."""

import math
from datetime import date

import numpy as np
import pytest

from ranvier.definitions.confirmed_change import (
    ConfirmedChange,
    Extrema,
    Occurrence,
    ProceedFrom,
    Reference,
    SlightChanges,
)
from ranvier.definitions.definition import Definition
from ranvier.definitions.improvement import ConfirmedImprovement
from ranvier.definitions.pira import Pira, Raw
from ranvier.definitions.pymsprog import DEFAULTS, WITHOUT_COUNTERPART
from ranvier.definitions.relapse_relation import Beginning
from ranvier.definitions.windows import ConfirmWindow, RelapseDistance, RelapseFreeWindow
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import RanvierError
from ranvier.vocabulary.measures import NHPT

from_pymsprog = Definition.from_pymsprog

# the names that help(pymsprog.MSprog) of version 1.0.7 lists
ARGUMENTS = {
    "data",
    "subj_col",
    "value_col",
    "date_col",
    "outcome",
    "relapse",
    "rsubj_col",
    "rdate_col",
    "subjects",
    "delta_fun",
    "worsening",
    "valuedelta_col",
    "event",
    "RAW_PIRA",
    "baseline",
    "proceed_from",
    "sub_threshold_rebl",
    "bl_geq",
    "relapse_rebl",
    "skip_local_extrema",
    "validconf_col",
    "conf_days",
    "conf_tol_days",
    "require_sust_days",
    "check_intermediate",
    "relapse_to_bl",
    "relapse_to_event",
    "relapse_to_conf",
    "relapse_assoc",
    "relapse_indep",
    "impute_last_visit",
    "date_format",
    "include_dates",
    "include_value",
    "include_stable",
    "return_unconfirmed",
    "verbose",
}


def test_every_argument_is_taken_or_refused():
    assert {*DEFAULTS, *WITHOUT_COUNTERPART} == ARGUMENTS
    assert not set(DEFAULTS) & set(WITHOUT_COUNTERPART)


@pytest.mark.parametrize("name", sorted(WITHOUT_COUNTERPART))
def test_what_is_no_part_of_a_definition_is_refused_by_name(name):
    with pytest.raises(RanvierError) as error:
        from_pymsprog(**{name: None})
    assert error.value.problem.startswith(f"the argument {name} ")
    assert error.value.hint == WITHOUT_COUNTERPART[name]


def test_an_unknown_argument_is_refused():
    with pytest.raises(RanvierError, match="conf_day is no argument of MSprog"):
        from_pymsprog(conf_day=84)


def test_data_and_columns_in_their_old_places_are_refused_with_all_else_that_has_no_place():
    with pytest.raises(RanvierError, match="1 argument stands without a name"):
        from_pymsprog("visits")
    with pytest.raises(RanvierError) as error:
        from_pymsprog("visits", "id", relapse="relapses", rsubj_col="id", conf_day=84)
    told = str(error.value)
    assert "2 arguments stand without a name" in told
    assert all(f"the argument {name} " in told for name in ("relapse", "rsubj_col"))
    assert "conf_day is no argument of MSprog" in told


def test_the_defaults():
    assert from_pymsprog() == ConfirmedWorsening(
        confirm_after_days=84,
        confirm_earlier_days=7,
        confirm_later_days=730,
        relapse_to_reference=RelapseDistance(30),
        relapse_to_confirmation=RelapseDistance(30),
    )


@pytest.mark.parametrize(
    ("event", "kind", "occurrence"),
    [
        ("firstCDW", ConfirmedWorsening, Occurrence.FIRST),
        ("firstCDI", ConfirmedImprovement, Occurrence.FIRST),
        ("firstPIRA", Pira, Occurrence.FIRST),
        ("firstRAW", Raw, Occurrence.FIRST),
        ("first", ConfirmedChange, Occurrence.FIRST),
        ("multiple", ConfirmedChange, Occurrence.EVERY),
    ],
)
def test_each_event(event, kind, occurrence):
    found = from_pymsprog(event=event)
    assert (type(found), found.occurrence) == (kind, occurrence)


@pytest.mark.parametrize(
    ("arguments", "field", "value"),
    [
        ({"outcome": "nhpt"}, "measure", NHPT),
        ({"baseline": "roving_impr"}, "reference", Reference.ROVING_IMPROVEMENT),
        ({"proceed_from": "event"}, "proceeds_from", ProceedFrom.ONSET),
        ({"sub_threshold_rebl": "event"}, "slight_changes", SlightChanges.BOTH),
        ({"skip_local_extrema": "strict"}, "extrema", Extrema.SKIP_STRICT),
        ({"relapse_rebl": True}, "rebases_after_relapse", True),
        ({"bl_geq": True}, "reference_never_falls", False),  # only together with relapse_rebl
        ({"bl_geq": True, "relapse_rebl": True}, "reference_never_falls", True),
        ({"check_intermediate": False}, "all_visits_hold", False),
        ({"require_sust_days": 180}, "sustained_days", 180),
        ({"require_sust_days": math.inf}, "sustained_to_end", True),
        ({"relapse_to_event": [90, 30]}, "relapse_to_onset", RelapseDistance(90, 30)),
        ({"relapse_to_bl": 29.5}, "relapse_to_reference", RelapseDistance(30)),
        ({"impute_last_visit": 1}, "last_visit_counts", True),
        ({"impute_last_visit": 0.3}, "last_visit_probability", 0.3),
        ({"impute_last_visit": 400}, "last_visit_within_days", 400),
        ({"conf_days": 168, "conf_tol_days": [7, math.inf]}, "confirm_later_days", None),
        (
            {"conf_days": [168, 84], "conf_tol_days": 10},
            "windows",
            tuple(ConfirmWindow(day, 10, 10) for day in (84, 168)),
        ),
    ],
)
def test_each_argument(arguments, field, value):
    assert getattr(from_pymsprog(**arguments), field) == value


def test_the_windows_of_raw_and_pira():
    asked = {"prec": (0, None), "event": (None, 30), "conf": (90, 30), "prec_type": "last_delta"}
    relation = from_pymsprog(relapse_assoc=[30, 10], relapse_indep=asked).relation
    assert (relation.raw_after_days, relation.raw_before_days) == (30, 10)
    assert relation.begins is Beginning.LAST_LOWER
    assert relation.at_beginning == RelapseFreeWindow(0, None)
    assert relation.at_onset == RelapseFreeWindow(None, 30)
    only_onset = {"prec": (0, 0), "event": (90, 30), "conf": (0, 0)}
    assert from_pymsprog(relapse_indep=only_onset).relation.at_confirmation == RelapseFreeWindow(0, 0)


def test_a_step_of_ones_own_for_a_known_outcome():
    found = from_pymsprog(delta_fun=lambda reference: 1.0 if reference < 6 else 0.5)
    assert [found.steps.change_from(score) for score in (0, 5.5, 6.0)] == [1.0, 1.0, 0.5]


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ({"event": "second"}, "event"),
        ({"outcome": "pasat"}, "outcome"),
        ({"conf_days": [84, 168], "conf_tol_days": {84: 7}}, "conf_tol_days"),
        ({"conf_tol_days": [1, 2, 3]}, "conf_tol_days"),
        ({"relapse_assoc": [90, 30, 10]}, "relapse_assoc"),
        ({"relapse_assoc": math.inf}, "relapse_assoc"),
        ({"relapse_indep": {}}, "relapse_indep"),
        ({"relapse_indep": {"event": (90, 30)}}, "relapse_indep"),
        ({"relapse_indep": {"prec": (0, 0), "event": (0, 0), "conf": 30}}, "relapse_indep"),
        ({"relapse_indep": {"prec": (0, 0), "event": (0, 0), "conf": (0.5, 0)}}, "relapse_indep"),
        ({"relapse_indep": 90}, "relapse_indep"),
        ({"relapse_to_bl": 10**30}, "relapse_to_bl"),
        ({"conf_days": {84: 7}}, "conf_days"),
        ({"worsening": "up"}, "worsening"),
        ({"outcome": "sdmt", "worsening": "increase"}, "worsening"),
        ({"delta_fun": 4}, "delta_fun"),
        ({"delta_fun": len}, "delta_fun"),
        ({"delta_fun": lambda _: -1.0}, "delta_fun"),
        ({"measure": "edss"}, "measure"),
    ],
)
def test_a_value_that_cannot_be_names_its_argument(arguments, name):
    with pytest.raises(RanvierError) as error:
        from_pymsprog(**arguments)
    assert f"the argument {name} " in str(error.value)


NO_VALUES = [
    *(-1, -math.inf, math.nan, "", "abc", "84", b"x", (), {}, [None], ["a"], [1, 2, 3], [-1, 5], [5, -1]),
    *([math.nan, 1], [math.inf, 1], {1: 2}, {"conf": ("a", 1)}, {"before": (0, 0)}, object(), 1e300, 2j),
    *(date(2020, 1, 1), range(3), {84}, [[84]], np.array([[84]]), np.array([84, 168, 336])),
]


@pytest.mark.parametrize("name", sorted(set(DEFAULTS) - {"conf_days", "relapse_indep"}))
@pytest.mark.parametrize("value", NO_VALUES, ids=repr)
def test_a_value_that_makes_no_sense_is_refused_by_name(name, value):
    with pytest.raises(RanvierError, match=f"the argument {name} "):
        from_pymsprog(**{name: value})


@pytest.mark.parametrize("value", [True, 1, np.True_, np.int64(1)])
def test_a_switch_may_be_a_number_or_of_numpy(value):
    assert from_pymsprog(relapse_rebl=value).rebases_after_relapse
    assert not from_pymsprog(check_intermediate=0).all_visits_hold


def test_days_may_be_of_numpy():
    asked = {"conf_days": np.array([84, 168]), "conf_tol_days": np.int64(7), "relapse_to_bl": np.float64(30)}
    assert from_pymsprog(**asked) == from_pymsprog(conf_days=[84, 168], conf_tol_days=7, relapse_to_bl=30)
