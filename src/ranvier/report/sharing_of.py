"""How far an examination may be shown."""

from __future__ import annotations

from ranvier.claims.verdict import Examination
from ranvier.report.small_cells import Sharing, shown_totals


def sharing_of(examination: Examination, *, internal: bool) -> Sharing:
    """The rule for one examination, with the numbers of patients that may stand side by side in it.

    First come, first kept: everyone treated, then what each claim rests on, then the boxes of the flow.
    """
    totals = [examination.n_treated]
    primaries = [verdict.primary for verdict in examination.verdicts if verdict.primary is not None]
    totals += [finding.found.n for finding in primaries if finding.found is not None]
    totals += [step.n for step in examination.flow]
    tried = [one.finding for verdict in examination.verdicts for one in verdict.tried]
    totals += [finding.found.n for finding in tried if finding.found is not None]
    return Sharing(internal=internal, totals=shown_totals(totals))
