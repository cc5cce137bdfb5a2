"""Whether a test gives the same answer twice: two results of one patient on one day, side by side."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import in_percent, unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import PERCENT
from ranvier.estimates.rates.share import estimate_share

CAUTION = (
    "Two results of one day agree more often where nearly all are alike: a test that is always positive "
    "agrees with itself and tells nothing. That the readers did not know each other's result is not recorded."
)


def find_repeat_agreement_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of patients tested twice on a day whose two results lie on the same side of the cut-off.

    result_at_least: from this result on the test is positive. Trials of a day count as readings; the first
    day with two of them counts.
    """
    missing = bench.cohort.missing("measures.instrument", "measures.value", "measures.trial")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    parameters = interpretation.parameters
    pairs = _first_pairs(bench, str(parameters["instrument"]), float(parameters["result_at_least"]))
    if pairs.is_empty():
        return unanswered(bench, interpretation, reason="Nobody was tested twice on one day.")
    n_agree = int(pairs["agree"].sum())
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=True,
        n_treated=bench.records.n_treated,
        found=in_percent(estimate_share(n_agree, pairs.height, definition=interpretation.label)),
        cautions=(CAUTION,),
    )


def _first_pairs(bench: Workbench, instrument: str, cut_off: float) -> pl.DataFrame:
    """patient_id and agree: of each patient's first day with two results or more."""
    return (
        bench.cohort.table("measures")
        .filter(pl.col("instrument") == instrument)
        .group_by("patient_id", "date")
        .agg((pl.col("value") >= cut_off).n_unique().alias("answers"), pl.len().alias("n"))
        .filter(pl.col("n") > 1)
        .sort("patient_id", "date")
        .group_by("patient_id", maintain_order=True)
        .agg((pl.col("answers").first() == 1).alias("agree"))
    )
