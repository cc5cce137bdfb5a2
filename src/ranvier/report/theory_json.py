"""The theory of a claim set for programs: predictions, what tells two apart, and the days of the cases."""

from __future__ import annotations

from typing import Any

from ranvier.claims.language.theory.cases_in_time import DayReported
from ranvier.claims.language.theory.days import HORIZON_DAYS
from ranvier.claims.language.theory.judge import JudgedTheory
from ranvier.claims.language.theory.predictions import Prediction
from ranvier.claims.language.theory.telling_apart import Pair

_DIGITS = 4


def theory_value(judged: JudgedTheory | None) -> dict[str, Any] | None:
    """Everything that follows from the hypotheses, as values for JSON; None where there are none.

    Shares are parts of a hypothesis's own full effect, never sizes. Days count from the first dose.
    """
    if judged is None:
        return None
    return {
        "horizon_days": HORIZON_DAYS,
        "settings": {name: number.value for name, number in judged.theory.settings.items()},
        "predictions": [_prediction(one) for one in judged.predictions],
        "pairs": [_pair(one) for one in judged.pairs],
        "cases": [_day(one) for one in judged.days],
        "cases_without_a_day": list(judged.undated),
    }


def _prediction(one: Prediction) -> dict[str, Any]:
    return {
        "hypothesis": one.hypothesis,
        "measure": one.measure,
        "direction": one.direction.value,
        "only": one.move.only or None,
        "from_day": one.from_day,
        "earliest_day": one.earliest_day,
        "latest_day": one.latest_day,
        "until_day": one.until_day,
        "first_visit_day": one.first_visit_day,
        "provisional": one.provisional,
        "also_without_cells": list(one.also_without_cells),
    }


def _pair(one: Pair) -> dict[str, Any]:
    return {
        "between": [one.one, one.other],
        "tellings": [
            {
                "measure": telling.measure,
                "moved_by": telling.moved_by,
                "visit_days": list(telling.visit_days),
                "sure_days": list(telling.sure_days),
                "also_moved_by": list(telling.others),
                "provisional": telling.provisional,
            }
            for telling in one.tellings
        ],
        "design": list(one.design),
    }


def _day(one: DayReported) -> dict[str, Any]:
    return {
        "day": one.day,
        "cases": list(one.cases),
        "hypotheses": [
            {
                "hypothesis": stand.hypothesis,
                "standing": stand.standing.value,
                "share": round(stand.share, _DIGITS),
                "least": round(stand.least, _DIGITS),
                "most": round(stand.most, _DIGITS),
                "verified": stand.verified,
            }
            for stand in one.stands
        ],
        "other_treatment_stated": {name: list(cases) for name, cases in one.stated},
    }
