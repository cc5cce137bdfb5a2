"""Whether those who were less disabled before changed otherwise: below an EDSS against at or above it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from ranvier.claims.basis.covariates import ALL_COVARIATES
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.redraw import Numbers
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.changes import unseen_size
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.two_groups import TwoGroups, two_groups
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import EDSS_POINTS
from ranvier.course.edss_change import NO_BASELINE, NO_TIME_ZERO
from ranvier.estimates.comparison.effect_modification import estimate_effect_modification
from ranvier.estimates.comparison.modifier import MeasuredAt, Modifier
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Estimate
from ranvier.estimates.unknown import unknown_estimate
from ranvier.vocabulary.people import Group

CAUTIONS = (
    "The EDSS ends at 10: who begins high has little room to get worse, and who begins low little to get "
    "better.",
    "Groups made from the score that changes are counted from regress to the mean: high scores tend to fall "
    "and low ones to rise, without any effect. Only the same difference among comparators takes that away.",
)
LEAST_OF_A_PART = 4
"""Without effect chance is called better at a 99% interval in 2.1% with 2 and 3 patients in two of the four
parts, in 0.8% with 4 and 4, in 0.5% from 10 on (6,000 draws of simulated changes, 112 in the other parts)."""

_INTERACTION = "difference of effects, EDSS < {0:g} minus EDSS ≥ {0:g}"


def find_change_by_walking(bench: Workbench, interpretation: Interpretation) -> Finding:
    """Mean EDSS change of the treated below the stated EDSS minus that of the treated at or above it.

    Below 0: those who were less disabled fared better. The contrast takes the same difference among the
    comparators away (the interaction, adjusted where lot did not choose them).
    """
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    points = float(interpretation.parameters["points"])
    size = unseen_size(interpretation.asserted, bench.rules.unseen_points)
    groups = two_groups(_rows(bench, interpretation), -size, size)
    if not groups.are_enough(bench):
        reason = (
            f"Fewer than {bench.rules.least_group} treated were seen below or at and above EDSS {points:g}."
        )
        return unanswered(bench, interpretation, reason=reason, unseen=groups.unseen())
    words = (f"EDSS < {points:g} before", f"EDSS ≥ {points:g} before")
    definition = f"difference of mean changes, {words[0]} minus {words[1]}"

    def numbers(of: TwoGroups) -> Numbers:
        return Numbers(
            of.difference(definition, EDSS_POINTS),
            of.bounds(lower_is_better=True),
        )

    told = numbers(groups)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=EDSS_POINTS,
        higher_is_better=False,
        n_treated=bench.records.n_treated,
        found=told.found,
        bounds=told.bounds,
        hidden=groups.hidden(interpretation.asserted, ("worse by all they can", "better by all they can")),
        redraw=groups.redrawn(numbers, bench),
        contrast=_interaction(bench, interpretation),
        unseen=groups.unseen(),
        beside=groups.means(words, EDSS_POINTS),
        cautions=CAUTIONS,
    )


def _rows(bench: Workbench, interpretation: Interpretation) -> pl.DataFrame:
    parameters = interpretation.parameters
    changes = bench.records.changes(float(parameters["months"]), Group.TREATED)
    is_placed = ~pl.col("unseen").is_in([NO_TIME_ZERO, NO_BASELINE]).fill_null(value=False)
    below = pl.col("baseline_edss") < float(parameters["points"])
    return changes.select(
        "patient_id",
        pl.when(is_placed).then(below).alias("first"),
        pl.col("change").alias("value"),
        "unseen",
    )


def _interaction(bench: Workbench, interpretation: Interpretation) -> Estimate | None:
    """The difference among the treated minus that among the comparators; None where nobody is compared."""
    if bench.records.n_comparator == 0:
        return None
    points = float(interpretation.parameters["points"])
    definition = _INTERACTION.format(points)
    seen = bench.records.changes(float(interpretation.parameters["months"])).drop_nulls("change")
    known, names = _with_covariates(bench, seen)
    if _smallest_part(known, points) < LEAST_OF_A_PART:
        reason = f"fewer than {LEAST_OF_A_PART} treated or comparators on one side of EDSS {points:g}"
        return unknown_estimate(reason, definition=definition, n=known.height, unit=EDSS_POINTS)
    try:
        found = estimate_effect_modification(
            known["change"].to_numpy(),
            (known["group"] == Group.TREATED.value).to_numpy(),
            Modifier("EDSS", known["baseline_edss"].to_numpy(), points, MeasuredAt.BASELINE),
            covariates={name: known[name].to_numpy() for name in names},
            conf_level=bench.rules.contrast_conf_level,
        ).interaction
    except InputError as refused:
        reason = "; ".join(problem.problem for problem in refused.problems)
        return unknown_estimate(reason, definition=definition, n=known.height, unit=EDSS_POINTS)
    return replace(
        found,
        estimate=-found.estimate,
        lower=-found.upper,
        upper=-found.lower,
        definition=definition,
    )


def _smallest_part(known: pl.DataFrame, points: float) -> int:
    """Patients in the smallest of the four parts: treated and comparators below, and at or above."""
    below = (known["baseline_edss"] < points).to_numpy()
    treated = (known["group"] == Group.TREATED.value).to_numpy()
    return int(
        min(
            (below == side).astype(int) @ (treated == group)
            for side in (True, False)
            for group in (True, False)
        )
    )


def _with_covariates(bench: Workbench, seen: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    """The rows and what they are adjusted for: nothing where lot chose; the EDSS itself always is."""
    if bench.records.is_randomised:
        return seen, []
    covariates = bench.records.covariates()
    asked = [name for name in ALL_COVARIATES if name != "EDSS"]
    asked = [name for name in asked if covariates[name].null_count() < covariates.height]
    known = seen.join(covariates.select("patient_id", *asked).drop_nulls(), on="patient_id")
    return known, [name for name in asked if np.unique(known[name].to_numpy()).size > 1]
