"""The share free of worsening among patients still followed at a time: the reading kindest to a claim."""

from __future__ import annotations

import numpy as np
import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.redraw import Numbers, Places, Redraw
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.needs import (
    bounds_in_percent,
    in_percent,
    time_zero_columns,
    unanswered,
    without_contrast,
)
from ranvier.claims.endpoints.shares import hidden_share_sentence
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import DEFINITION, PERCENT
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.unseen.bounds import estimate_share_bounds
from ranvier.vocabulary.people import Group
from ranvier.vocabulary.time import days_from_months


def find_free_among_followed(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share without a confirmed worsening by the stated months, of those with a visit at or after it.

    It leaves out whoever was lost, died or is not yet due; worst and best case put them back, because
    everyone treated is the denominator. The null band takes the same visits for everybody; no contrast: the
    groups are chosen by the outcome.
    """
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    horizon = days_from_months(float(interpretation.parameters["months"]))
    treated = bench.records.follow_up(Group.TREATED, interpretation.parameters.get(DEFINITION))
    followed = treated.filter(pl.col("last_visit_day") >= horizon)
    n_unseen = bench.records.n_treated - followed.height
    unseen = {"not_followed_so_long": n_unseen} if n_unseen else {}
    if followed.is_empty():
        return unanswered(
            bench, interpretation, reason="No treated patient was followed so long.", unseen=unseen
        )
    draw = _redrawn(bench, interpretation, treated, horizon)
    numbers = draw.again(np.arange(treated.height))
    assert numbers.found is not None  # somebody was followed
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=True,
        n_treated=bench.records.n_treated,
        found=numbers.found,
        bounds=numbers.bounds,
        contrast=without_contrast(bench, "patients chosen by how long they were followed are not compared"),
        null=bench.null(interpretation.endpoint, interpretation.parameters),
        unseen=unseen,
        hidden=hidden_share_sentence(
            numbers.found.n_events or 0,
            numbers.found.n,
            interpretation.asserted,
            "free of worsening throughout",
            "worsened at once",
        ),
        redraw=draw,
    )


def _redrawn(bench: Workbench, interpretation: Interpretation, treated: pl.DataFrame, horizon: int) -> Redraw:
    """How the share and its bounds are made from the follow-up of the treated."""
    is_followed = (treated["last_visit_day"] >= horizon).fill_null(value=False).to_numpy()
    is_free = ~(treated["onset_day"] <= horizon).fill_null(value=False).to_numpy()

    def again(places: Places) -> Numbers:
        n_followed = int(is_followed[places].sum())
        n_free = int((is_followed & is_free)[places].sum())
        if n_followed == 0:
            return Numbers(None)
        share = estimate_share(n_free, n_followed, definition=interpretation.label)
        bounds = estimate_share_bounds(n_free, n_followed, bench.records.n_treated - n_followed)
        return Numbers(in_percent(share), bounds_in_percent(bounds))

    return Redraw(treated["patient_id"], again, compares=False)
