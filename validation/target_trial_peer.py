"""Writes tests/oracles/target_trial_peer.csv: who joins which trial, as pySEQTarget has it.

    python validation/target_trial_peer.py    # in an environment with pySEQTarget 0.14.3

The patients are those of validation/target_trial.R whose starts lie on a visit: it knows periods only.
"""

import csv
from importlib.metadata import version
from pathlib import Path

import polars as pl
from pySEQTarget import SEQopts, SEQuential

ORACLES = Path("tests/oracles")
CASES = ("any_day", "visits_on_a_grid", "some_stop")
EVERY_DAYS = 90
NEVER = 10**6


def person_periods(case):
    """One row a patient and period: eligible and untreated, started by then, event in it."""
    people, records = (
        pl.read_csv(ORACLES / "data" / f"target_trial_{case}_{table}.csv", null_values=["NA"])
        for table in ("people", "records")
    )
    start = pl.col("start_day").fill_null(NEVER)
    people = people.with_columns(
        pl.when(start < pl.col("exit_day")).then(start).otherwise(NEVER).alias("start")
    )
    rows = records.join(people, on="patient").sort("patient", "day")
    return rows.select(
        "patient",
        "severity",
        visit=pl.col("day") // EVERY_DAYS,
        joins=((pl.col("eligible") == 1) & (pl.col("start") >= pl.col("day"))).cast(pl.Int64),
        treatment=(pl.col("start") <= pl.col("day")).cast(pl.Int64),
        outcome=((pl.col("exit_day") <= pl.col("day") + EVERY_DAYS) & (pl.col("event") == 1)).cast(pl.Int64),
    )


def numbers(case):
    """The program's counts for each trial."""
    trial = SEQuential(
        person_periods(case),
        "patient",
        "visit",
        "joins",
        "treatment",
        "outcome",
        time_varying_cols=["severity"],
        method="ITT",
        parameters=SEQopts(),
    )
    trial.expand()
    rows = trial.DT
    joined = (
        rows.filter(pl.col("followup") == 0)
        .group_by("trial")
        .agg(pl.len().alias("joined"), pl.col("treatment_bas").cast(pl.Int64).sum().alias("treated"))
    )
    events = rows.group_by("trial").agg(pl.col("outcome").sum().alias("events"))
    for row in joined.join(events, on="trial").sort("trial").iter_rows(named=True):
        yield from ((f"{name}[{row['trial']}]", row[name]) for name in ("joined", "treated", "events"))


def main():
    with (ORACLES / "target_trial_peer.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("estimator", "case", "quantity", "value", "program", "version"))
        for case in CASES:
            for quantity, value in numbers(case):
                writer.writerow(
                    (
                        "who joins which trial, by period",
                        case,
                        quantity,
                        value,
                        "pySEQTarget",
                        version("pySEQTarget"),
                    )
                )


if __name__ == "__main__":
    main()
