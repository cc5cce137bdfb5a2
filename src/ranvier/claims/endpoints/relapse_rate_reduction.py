"""By how many percent the relapse rate of the treated is lower than that of the comparators."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl

from ranvier.claims.basis.fair_comparison import Contrast, Covariates, FindRows, Flags
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records, of_group
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered, unseen_reasons
from ranvier.claims.endpoints.percent_lower import (
    NOBODY_COMPARED,
    of_phenotype,
    percent_lower,
    phenotype_column,
    reduction_finding,
    refused,
)
from ranvier.claims.endpoints.relapse_free import relapse_windows
from ranvier.claims.language.claim import Interpretation
from ranvier.estimates.comparison.adjustment import AdjustedContrast
from ranvier.estimates.comparison.weighted_contrast import estimate_adjusted_rate_ratio
from ranvier.estimates.inputs import InputError
from ranvier.estimates.rates.rate_model import estimate_rate_ratios
from ranvier.estimates.result import Bounds, Estimate
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import DAYS_PER_YEAR, days_from_months

DEFINITION = "relapse rate, percent lower in the treated than in the comparators"
LOST_RATE_TIMES = 2.0
"""In time not observed relapses come at twice the comparators' rate, in the worst case. Own proposal."""

_HOW = (
    "time not observed: worst at twice the comparators' rate in the treated and without a relapse in the "
    "comparators; best the other way round"
)


def find_relapse_rate_reduction(bench: Workbench, interpretation: Interpretation) -> Finding:
    """By how many percent relapses are rarer in the treated than in the comparators, up to so many months.

    Yearly rates by negative binomial counts; the contrast is weighted where lot did not choose. Above 0:
    fewer in the treated. Without comparators there is no answer: fewer relapses than before would be seen
    without any effect, for people come when they relapse.
    """
    missing = time_zero_columns(
        bench, "relapses.onset_date", "visits.date", *phenotype_column(interpretation)
    )
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    if bench.records.n_comparator == 0:
        return unanswered(bench, interpretation, reason=NOBODY_COMPARED)
    days = days_from_months(float(interpretation.parameters["months"]))

    def everyone(records: Records) -> pl.DataFrame:
        return of_phenotype(records, relapse_windows(records, days), interpretation)

    rows = everyone(bench.records)
    followed = rows.filter(pl.col("person_years") > 0)
    try:
        plain = _plain(followed, 0.95), _plain(followed, bench.rules.contrast_conf_level)
    except InputError as error:
        return refused(bench, interpretation, error)
    bounds = _bounds(rows, days / DAYS_PER_YEAR)
    return reduction_finding(
        bench,
        interpretation,
        plain,
        bounds,
        _ways(bench, everyone),
        unseen_reasons(of_group(rows, Group.TREATED)),
    )


def _plain(rows: pl.DataFrame, conf_level: float) -> Estimate:
    model = estimate_rate_ratios(
        rows["n_relapses"].to_numpy(),
        rows["person_years"].to_numpy(),
        {"treated": (rows["group"] == Group.TREATED.value).to_numpy().astype(np.float64)},
        conf_level=conf_level,
        definition=DEFINITION,
    )
    return percent_lower(model.ratio("treated"), DEFINITION)


def _ways(bench: Workbench, everyone: FindRows) -> tuple[FindRows, Contrast]:
    """The patients followed, and the adjusted fall."""

    def followed(records: Records) -> pl.DataFrame:
        return everyone(records).filter(pl.col("person_years") > 0)

    def contrast(rows: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        found = estimate_adjusted_rate_ratio(
            rows["n_relapses"].to_numpy(),
            rows["person_years"].to_numpy(),
            treated,
            covariates,
            conf_level=bench.rules.contrast_conf_level,
        )
        return replace(found, contrast=percent_lower(found.contrast, DEFINITION))

    return followed, contrast


def _bounds(rows: pl.DataFrame, years_due: float) -> Bounds:
    """The fall if the time not observed spoke against the therapy, and if it spoke for it."""
    sums = {
        group: of_group(rows, group).select(
            pl.col("n_relapses").sum().alias("n"),
            pl.col("person_years").sum().alias("years"),
            (years_due - pl.col("person_years")).clip(0).sum().alias("lost"),
        )
        for group in (Group.TREATED, Group.COMPARATOR)
    }
    treated, comparator = (sums[group].row(0, named=True) for group in sums)
    lost_rate = LOST_RATE_TIMES * comparator["n"] / comparator["years"] if comparator["years"] else 0.0
    n_unseen = rows["unseen"].drop_nulls().len()
    worst = _fall(treated, comparator, lost_rate, 0.0)
    return Bounds(worst, _fall(treated, comparator, 0.0, lost_rate), n_unseen, _HOW)


def _fall(
    treated: dict[str, float], comparator: dict[str, float], rate_treated: float, rate_comparator: float
) -> float:
    """Percent lower with relapses at these rates in the time not observed."""
    rates = [
        (group["n"] + rate * group["lost"]) / (group["years"] + group["lost"])
        for group, rate in ((treated, rate_treated), (comparator, rate_comparator))
    ]
    return 100 * (1 - rates[0] / rates[1]) if rates[1] else float("nan")
