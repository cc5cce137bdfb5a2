"""Functional systems behind the EDSS: who got better by so many grades, and the mean change of a grade."""

from __future__ import annotations

import polars as pl

from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.changes import ChangeAsked, change_finding, unseen_size
from ranvier.claims.endpoints.edss_fall import fallen
from ranvier.claims.endpoints.needs import time_zero_columns, unanswered
from ranvier.claims.endpoints.other_scores import system_changes
from ranvier.claims.endpoints.shares import ShareAsked, share_finding
from ranvier.claims.language.claim import Interpretation
from ranvier.vocabulary.scales.functional_systems import SYSTEMS, FunctionalSystem

LEAST_AFFECTED = 1.0
"""Where a claim names no grade to start from: whoever has anything to lose in the system."""

NOBODY = "No treated patient of that grade has a grade of this system then."


def find_functional_system_share(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share whose raw grade of a system fell, of the treated with at least the stated grade before.

    Whose grade before is not known could have had it, and is worst and best case. Visual is a grade: acuity
    itself is not recorded.
    """
    parameters, system = interpretation.parameters, _system(interpretation)
    missing = time_zero_columns(bench, f"visits.{system.column}")
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    confirmed = bool(parameters.get("confirmed", False))
    change = pl.col("confirmed_change" if confirmed else "change")

    def find(records: Records) -> pl.DataFrame:
        rows = fallen(_affected(records, interpretation), float(parameters["grades"]), confirmed=confirmed)
        if "to_grade" not in parameters:
            return rows
        reached = pl.col("baseline") + change <= float(parameters["to_grade"])
        return rows.with_columns(pl.col("fits") & reached)

    return share_finding(bench, interpretation, ShareAsked(find, nobody=NOBODY))


def find_functional_system_change(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The mean change of a system's raw grade in the treated with at least the stated grade before."""
    missing = time_zero_columns(bench, f"visits.{_system(interpretation).column}")
    if missing:
        return unanswered(bench, interpretation, missing=missing)

    def find(records: Records) -> pl.DataFrame:
        return _affected(records, interpretation, least=0.0)

    size = unseen_size(interpretation.asserted, bench.rules.unseen_grades)
    return change_finding(bench, interpretation, ChangeAsked(find, size, word="grades", nobody=NOBODY))


def _affected(
    records: Records, interpretation: Interpretation, least: float = LEAST_AFFECTED
) -> pl.DataFrame:
    """The changes of those with at least the stated grade before, or of whom it is not known."""
    parameters = interpretation.parameters
    grade = float(parameters.get("from_grade", least))
    changes = system_changes(records, _system(interpretation), float(parameters["months"]))
    return changes.filter((pl.col("baseline") >= grade).fill_null(value=True))


def _system(interpretation: Interpretation) -> FunctionalSystem:
    return next(system for system in SYSTEMS if system.name == interpretation.parameters["system"])
