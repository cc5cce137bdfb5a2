"""Of whom a claim about harm speaks, and from which day each one's time counts."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ranvier.claims.basis.records import Records
from ranvier.vocabulary.products import TreatmentKind

Parameters = Mapping[str, float | str | bool]


def needed_columns(parameters: Parameters) -> tuple[str, ...]:
    """The columns that telling these people apart takes."""
    columns = []
    if "substance" in parameters:
        columns += ["treatments.substance", "treatments.start_date"]
    if "sex" in parameters:
        columns.append("patients.sex")
    if "instrument" in parameters:
        columns += ["measures.instrument", "measures.value"]
    if "after_immunosuppressant" in parameters:
        columns += ["treatments.kind", "treatments.start_date"]
    return tuple(columns)


def find_people(records: Records, parameters: Parameters) -> pl.DataFrame:
    """Those of either group of whom it is said: patient_id, group and from_date.

    from_date: time zero, or the start that is asked for of the substance, counted from the first; who never
    started it so often is left out. With an instrument only those whose last result up to then lies within
    the limits; who was never tested is left out.
    """
    people = records.baselines.select("patient_id", "group", from_date="zero_date")
    if "substance" in parameters:
        people = people.drop("from_date").join(_starts(records, parameters), on="patient_id")
    if "sex" in parameters:
        people = _only(people, records.cohort.patients.filter(pl.col("sex") == str(parameters["sex"])))
    if "instrument" in parameters:
        people = _only(people, _tested(records, people, parameters))
    if "after_immunosuppressant" in parameters:
        earlier = _immunosuppressed(records, people)
        is_earlier = pl.col("patient_id").is_in(earlier["patient_id"].implode())
        people = people.filter(is_earlier == bool(parameters["after_immunosuppressant"]))
    return people.sort("patient_id")


def _only(people: pl.DataFrame, those: pl.DataFrame) -> pl.DataFrame:
    return people.filter(pl.col("patient_id").is_in(those["patient_id"].implode()))


def _starts(records: Records, parameters: Parameters) -> pl.DataFrame:
    """patient_id and the day of the asked start of the substance."""
    names = [name.strip().lower() for name in str(parameters["substance"]).split(",")]
    place = int(parameters.get("number", 1)) - 1
    return (
        records.cohort.treatments.filter(
            pl.col("substance").str.strip_chars().str.to_lowercase().is_in(names)
        )
        .sort("patient_id", "start_date")
        .group_by("patient_id", maintain_order=True)
        .agg(pl.col("start_date").get(place, null_on_oob=True).alias("from_date"))
        .drop_nulls()
    )


def _tested(records: Records, people: pl.DataFrame, parameters: Parameters) -> pl.DataFrame:
    """Those whose last result of the instrument up to the day they count from lies within the limits."""
    last = (
        records.cohort.table("measures")
        .filter(pl.col("instrument") == str(parameters["instrument"]))
        .join(people, on="patient_id")
        .filter(pl.col("date") <= pl.col("from_date"))
        .sort("patient_id", "date")
        .group_by("patient_id", maintain_order=True)
        .agg(pl.col("value").last())
    )
    low = float(parameters.get("result_at_least", float("-inf")))
    high = float(parameters.get("result_at_most", float("inf")))
    return last.filter(pl.col("value").is_between(low, high))


def _immunosuppressed(records: Records, people: pl.DataFrame) -> pl.DataFrame:
    """Those with an immunosuppressant that began before they count."""
    return (
        records.cohort.treatments.filter(pl.col("kind") == TreatmentKind.IMMUNOSUPPRESSANT.value)
        .join(people, on="patient_id")
        .filter(pl.col("start_date") < pl.col("from_date"))
    )
