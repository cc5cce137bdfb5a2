"""How the recorded EDSS moves in a year without a drug, and between bands of the scale under one."""

from __future__ import annotations

import polars as pl

from ranvier.estimates.targets.counted import Figures, percent
from ranvier.simulate.targets.studies import SimulatedStudies

_FROM_DAYS, _TO_DAYS = 274, 456  # a year, three months sooner or later


def find_yearly_figures(studies: SimulatedStudies) -> Figures:
    """Shares of yearly intervals with a fall or rise, and of those that change their band."""
    pairs = yearly_pairs(studies.clinic_record.visits)
    change = pairs["later"] - pairs["edss"]
    return {
        "improved_half": percent(change <= -0.5),
        "improved_one": percent(change <= -1.0),
        "improved_two": percent(change <= -2.0),
        "improvement_sustained": _sustained(pairs),
        "worsened_half": percent(change >= 0.5),
        "worsened_one": percent(change >= 1.0),
        "worsened_two": percent(change >= 2.0),
        **_bands(yearly_pairs(studies.register_record.visits)),
    }


def yearly_pairs(visits: pl.DataFrame) -> pl.DataFrame:
    """Each visit with the one nearest to a year later: patient_id, date, edss, later_date, later.

    Visits without another between 9 and 15 months later have no row.
    """
    first = visits.select("patient_id", "date", "edss")
    second = first.rename({"date": "later_date", "edss": "later"})
    matched = (
        first.with_columns((pl.col("date") + pl.duration(days=365)).alias("due"))
        .sort("due")
        .join_asof(
            second.with_columns(pl.col("later_date").alias("due")).sort("due"),
            on="due",
            by="patient_id",
            strategy="nearest",
            check_sortedness=False,
        )
    )
    waited = (pl.col("later_date") - pl.col("date")).dt.total_days()
    return matched.filter(waited.is_between(_FROM_DAYS, _TO_DAYS)).drop("due")


def _sustained(pairs: pl.DataFrame) -> float:
    """Percent of intervals with a fall whose fall is there after another year."""
    fallen = pairs.filter(pl.col("later") <= pl.col("edss") - 0.5)
    following = pairs.select("patient_id", later_date="date", last="later")
    both = fallen.join(following, on=("patient_id", "later_date"))
    return percent(both["last"] <= both["edss"] - 0.5)


def _bands(pairs: pl.DataFrame) -> Figures:
    """Percent a year that move between EDSS 0 to 3.5, 4.0 to 6.0 and more."""
    mild = pairs.filter(pl.col("edss") <= 3.5)["later"]
    moderate = pairs.filter(pl.col("edss").is_between(4.0, 6.0))["later"]
    return {
        "mild_to_moderate": percent(mild.is_between(4.0, 6.0)),
        "moderate_to_mild": percent(moderate <= 3.5),
        "moderate_to_severe": percent(moderate >= 6.5),
    }
