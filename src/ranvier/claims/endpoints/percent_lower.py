"""By how many percent something is rarer in the treated than in the comparators: a ratio told as a fall."""

from __future__ import annotations

from dataclasses import replace

import polars as pl

from ranvier.claims.basis.fair_comparison import Contrast, FindRows
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.compared import compare
from ranvier.claims.endpoints.needs import unanswered
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import PERCENT_LOWER, PHENOTYPE
from ranvier.estimates.inputs import InputError
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unknown import unknown_estimate

NOBODY_COMPARED = "A fall against comparators needs comparators, and these records have none."


def percent_lower(ratio: Estimate, definition: str) -> Estimate:
    """The ratio of treated to comparator as percent lower: 0.4 is 60% lower, 1 is none."""
    return replace(
        ratio,
        estimate=100 * (1 - ratio.estimate),
        lower=100 * (1 - ratio.upper),
        upper=100 * (1 - ratio.lower),
        definition=definition,
        unit=PERCENT_LOWER,
    )


def reduction_finding(
    bench: Workbench,
    interpretation: Interpretation,
    plain: tuple[Estimate, Estimate],
    bounds: Bounds,
    ways: tuple[FindRows, Contrast],
    unseen: dict[str, int],
) -> Finding:
    """A finding of percent lower; plain: with the interval of what was found, and of a comparison.

    bounds: worst and best case of both, for what was found is the plain comparison itself.
    """
    found, contrast = plain
    compared = compare(bench, contrast, bounds, *ways)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT_LOWER,
        higher_is_better=True,
        n_treated=bench.records.n_treated,
        found=found,
        bounds=bounds,
        contrast=compared.contrast,
        contrast_bounds=compared.bounds,
        fair=compared.fair,
        unseen=unseen,
        cautions=("The number found is treated against comparators as they are, before any adjustment.",),
    )


def of_phenotype(records: Records, rows: pl.DataFrame, interpretation: Interpretation) -> pl.DataFrame:
    """The rows of patients with the kind of MS the claim speaks of; all rows where it names none."""
    named = interpretation.parameters.get(PHENOTYPE)
    if named is None:
        return rows
    those = records.cohort.patients.filter(pl.col("phenotype") == str(named))["patient_id"]
    return rows.filter(pl.col("patient_id").is_in(those.implode()))


def phenotype_column(interpretation: Interpretation) -> tuple[str, ...]:
    """The column that a named kind of MS needs."""
    return ("patients.phenotype",) if PHENOTYPE in interpretation.parameters else ()


def refused(bench: Workbench, interpretation: Interpretation, error: InputError) -> Finding:
    """The finding where a ratio cannot be fitted, with the reason."""
    reason = "; ".join(problem.problem for problem in error.problems)
    return unanswered(bench, interpretation, reason=reason)


def unknown_lower(error: InputError, n: int, definition: str) -> Estimate:
    """What stands for a fall that cannot be fitted."""
    reason = "; ".join(problem.problem for problem in error.problems)
    return unknown_estimate(reason, definition=definition, n=n, unit=PERCENT_LOWER)
