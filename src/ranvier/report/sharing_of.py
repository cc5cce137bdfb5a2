"""How far an examination may be shown."""

from __future__ import annotations

from collections.abc import Iterator

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import Examination
from ranvier.report.results import counts_patients
from ranvier.report.sections.table_one import betrayed_parts
from ranvier.report.small_cells import Sharing, shown_totals

LEAST_GROUP = 2
"""Whatever a user's thresholds say, a shareable report never shows a single patient."""


def sharing_of(examination: Examination, *, internal: bool) -> Sharing:
    """The rule for one examination, with what must not stand side by side in it.

    Totals, first come, first kept: everyone treated, those whom table 1 gives by its missing ones, what each
    claim rests on, then the boxes of the flow.
    """
    smallest = max(examination.smallest_group, LEAST_GROUP)
    totals = shown_totals(_totals(examination), smallest)
    sharing = Sharing(smallest=smallest, internal=internal, totals=totals)
    if internal:
        return sharing
    return Sharing(smallest=smallest, totals=totals, secrets=_secrets(examination, sharing))


def _totals(examination: Examination) -> Iterator[int]:
    yield examination.n_treated
    yield from (examination.n_treated - row.treated_missing for row in examination.table_one if row.treated)
    yield from (n for verdict in examination.verdicts if verdict.primary for n in _n_of(verdict.primary))
    yield from (step.n for step in examination.flow)
    for verdict in examination.verdicts:
        yield from (n for tried in verdict.tried for n in _n_of(tried.finding))


def _n_of(finding: Finding) -> Iterator[int]:
    if finding.found is not None and counts_patients(finding):
        yield finding.found.n


def _secrets(examination: Examination, sharing: Sharing) -> frozenset[tuple[int, int]]:
    """Parts of wholes that are large enough, but from which a small one follows by subtraction."""
    parts = set(
        betrayed_parts(examination.table_one, examination.n_treated, examination.n_comparator, sharing)
    )
    for step in examination.flow:
        counts = [n for _, n in step.left]
        for place in sharing.hidden_cells(counts):
            if not sharing.is_small(counts[place]):
                parts |= {(counts[place], whole) for whole in (step.n, examination.n_treated)}
    return frozenset(parts)
