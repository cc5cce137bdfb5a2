"""The days on which somebody asked a patient about harm: what is not asked about cannot be missing."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ranvier.claims.basis.workbench import Workbench
from ranvier.vocabulary.safety import SafetyMethod


def asked_stretches(
    bench: Workbench, methods: Iterable[SafetyMethod] = (SafetyMethod.ACTIVE,)
) -> pl.DataFrame:
    """Stretches asked about, patient_id, from_day to the day before until_day; overlapping ones count once.

    methods: the ways of asking that count. Nothing after the data date.
    """
    end = pl.lit(bench.cohort.programme.data_date)
    return (
        bench.cohort.table("safety_followup")
        .filter(pl.col("method").is_in([method.value for method in methods]))
        .select(
            "patient_id",
            pl.col("from_date").alias("from_day"),
            (pl.min_horizontal("to_date", end) + pl.duration(days=1)).alias("until_day"),
        )
        .sort("patient_id", "from_day", "until_day")
        .with_columns(pl.col("until_day").cum_max().shift(1).over("patient_id").alias("asked_until"))
        .with_columns(pl.max_horizontal("from_day", "asked_until").alias("from_day"))
        .filter(pl.col("until_day") > pl.col("from_day"))
        .select("patient_id", "from_day", "until_day")
    )
