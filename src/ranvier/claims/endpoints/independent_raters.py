"""How many of the scores after time zero come from somebody who neither treats nor knows the treatment."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.census import census_finding
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.shares import hidden_share_sentence
from ranvier.claims.language.claim import Interpretation
from ranvier.vocabulary.people import Group

_COLUMNS = ("visits.edss", "visits.rater_id", "visits.treating_id", "visits.rater_blinded")


def find_independent_rater_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share of the EDSS of the treated after time zero that an independent, blinded rater scored.

    A score by who treats, or by who knew, does not fit, whatever else is not recorded of it; one of which it
    cannot be said is worst and best case.
    """
    missing = time_zero_columns(bench, *_COLUMNS)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    treated = bench.records.members(Group.TREATED).select("patient_id", "zero_date")
    scores = bench.cohort.visits.join(treated, on="patient_id").filter(
        pl.col("edss").is_not_null(), pl.col("date") > pl.col("zero_date")
    )
    is_another = pl.col("rater_id") != pl.col("treating_id")
    answers = scores.select((is_another & pl.col("rater_blinded")).alias("fits"))["fits"]
    n_known = len(answers) - answers.null_count()
    if n_known == 0:
        return unanswered(bench, interpretation, reason="No score after time zero says who made it.")
    fits = int(answers.sum())
    counted = census_finding(bench, interpretation, fits, n_known, answers.null_count(), "scores")
    hidden = hidden_share_sentence(
        fits, n_known, interpretation.asserted, "all scored so", "all scored otherwise", what="score"
    )
    return replace(counted, hidden=hidden)
