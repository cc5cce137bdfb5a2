"""One interpretation of a claim put to the records, before gates and charity."""

from __future__ import annotations

from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.judging.judge_seen import interval_position, reading_outcome
from ranvier.claims.judging.verdict import ReadingTried
from ranvier.claims.language.asserted import Position
from ranvier.claims.language.claim import Interpretation


def try_reading(bench: Workbench, interpretation: Interpretation) -> ReadingTried:
    """What the records give for *interpretation*, and how it fares by itself."""
    finding = ENDPOINTS[interpretation.endpoint](bench, interpretation)
    asserted = interpretation.asserted
    ends: tuple[Position | None, Position | None] = (None, None)
    if finding.bounds is not None:
        worst, best = finding.bounds.worst, finding.bounds.best
        ends = (asserted.position(worst, worst), asserted.position(best, best))
    outcome, phrase = reading_outcome(finding, asserted)
    return ReadingTried(interpretation, finding, interval_position(finding, asserted), *ends, outcome, phrase)
