"""Whether what a claim set cites exists in the literature."""

from __future__ import annotations

from collections.abc import Collection

from ranvier.claims.language.claim import ClaimSet
from ranvier.errors import RanvierError
from ranvier.literature.collection import Literature
from ranvier.literature.place import Place
from ranvier.literature.section import did_you_mean


def check_literature(
    claim_set: ClaimSet, literature: Literature, faults: list[RanvierError], place: Place | None = None
) -> None:
    """Nothing comes back; every study, number and benchmark that does not exist becomes a fault.

    place: of the file, where its lines are known.
    """
    known = {
        "studies": ("study", set(literature.studies)),
        "figures": ("published number", set(literature.numbers)),
        "beside": ("published number", set(literature.numbers)),
        "benchmarks": ("benchmark", set(literature.benchmarks)),
    }
    for i, claim in enumerate(claim_set.claims):
        if claim.published is None:
            continue
        here = (place or Place()).under("claim", i, "published")
        for key, (what, names) in known.items():
            for j, name in enumerate(getattr(claim.published, key)):
                if name not in names:
                    where = here.under(key, j).named(f"claim {claim.id}, published")
                    faults.append(_unknown(what, name, names, where))


def _unknown(what: str, name: str, known: Collection[str], where: str) -> RanvierError:
    hint = did_you_mean(name, known)
    hint = hint if hint.startswith("did") else "see `ranvier literature list`"
    return RanvierError(f"there is no {what} '{name}'", where=where, hint=hint)
