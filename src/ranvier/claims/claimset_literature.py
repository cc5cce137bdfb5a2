"""Whether what a claim set cites exists in the literature."""

from __future__ import annotations

from collections.abc import Iterable

from ranvier.claims.claim import ClaimSet
from ranvier.errors import RanvierError
from ranvier.literature.collection import Literature
from ranvier.literature.section import did_you_mean


def check_literature(claim_set: ClaimSet, literature: Literature, faults: list[RanvierError]) -> None:
    """Nothing comes back; every study, number and benchmark that does not exist becomes a fault."""
    for claim in claim_set.claims:
        view = claim.published
        if view is None:
            continue
        where = f"claim {claim.id}, published"
        _check("study", view.studies, literature.studies, where, faults)
        _check("published number", (*view.figures, *view.beside), literature.numbers, where, faults)
        _check("benchmark", view.benchmarks, literature.benchmarks, where, faults)


def _check(
    what: str, named: Iterable[str], known: Iterable[str], where: str, faults: list[RanvierError]
) -> None:
    """Report each name that is not known."""
    all_known = set(known)
    for name in named:
        if name not in all_known:
            hint = did_you_mean(name, all_known)
            hint = hint if hint.startswith("did") else "see `ranvier literature list`"
            faults.append(RanvierError(f"there is no {what} '{name}'", where=where, hint=hint))
