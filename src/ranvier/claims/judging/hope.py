"""What hope alone adds to a comparison in which the raters knew who was treated."""

from __future__ import annotations

from collections.abc import Iterable

from ranvier.claims.basis.finding import Finding, NullBand
from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.language.asserted import AssertedSet, asserts_harm
from ranvier.claims.null.endpoints import MOVED_BY_HOPE
from ranvier.claims.null.variants import Variant
from ranvier.vocabulary.outcomes import GateStatus

BLINDING = 17
"""Number of the check of who knew the treatment."""

_PLAIN = Variant(expectation=False, unblinded=False, steroids=False).label
_HOPEFUL = Variant(expectation=True, unblinded=True, steroids=False).label


def hope_explains(finding: Finding, asserted: AssertedSet, gates: Iterable[GateResult]) -> bool:
    """Whether the treated are better by no more than expectation and raters who knew could make.

    Lot does not protect from them: they lie in the scores, after the groups are drawn. How much they make
    here is read from the null band, which re-creates the treated with and without (verdict rule 5); where
    there is none although hope moves the endpoint, any difference could be hope's. Never for a claim of harm,
    which hope works against.
    """
    contrast = finding.contrast
    if contrast is None or not _raters_knew(gates):
        return False
    if asserts_harm(asserted, higher_is_better=finding.higher_is_better):
        return False
    near_end = contrast.lower if finding.higher_is_better else -contrast.upper
    if finding.null is None:
        return finding.endpoint in MOVED_BY_HOPE and near_end > 0
    without = near_end - abs(hope_alone(finding.null))
    return without <= 0 < near_end


def hope_alone(null: NullBand) -> float:
    """How far expectation and raters who know move a programme without effect, at most."""
    shares = [share.variants for share in null.by_relapse_share] or [null.variants]
    medians = [{variant.label: variant.median for variant in variants} for variants in shares]
    moved = [each[_HOPEFUL] - each[_PLAIN] for each in medians if {_HOPEFUL, _PLAIN} <= each.keys()]
    return max(moved, key=abs, default=0.0)


def _raters_knew(gates: Iterable[GateResult]) -> bool:
    bad = (GateStatus.FAIL, GateStatus.NOT_ASSESSABLE)
    return any(gate.number == BLINDING and gate.status in bad for gate in gates)
