"""What the rules of consistency look for in a claim set."""

from __future__ import annotations

from collections.abc import Iterable

from ranvier.claims.language.asserted import AssertedKind
from ranvier.claims.language.cases import CaseReport, Reported
from ranvier.claims.language.claim import Claim, ClaimSet, Interpretation
from ranvier.claims.language.stated import FactKind, StatedFact

CHANGE_ENDPOINTS = frozenset({"edss_change_mean", "edss_change_median"})
LEVEL_ENDPOINTS = frozenset({"free_of_worsening"})
GROWTHS_AFTER_DOSE = frozenset({"tumour_after_dose", "cancer_after_dose"})
GROWTHS = GROWTHS_AFTER_DOSE | {"cancer_never"}
DAYS_PER_MONTH = 365.25 / 12


def claims_on(claim_set: ClaimSet, endpoints: frozenset[str]) -> list[tuple[Claim, Interpretation]]:
    """Claims whose stated primary is one of *endpoints*."""
    return [
        (claim, claim.primary)
        for claim in claim_set.claims
        if claim.primary is not None and claim.primary.endpoint in endpoints
    ]


def never_claims(claim_set: ClaimSet, endpoints: frozenset[str] = GROWTHS) -> list[Claim]:
    """Claims that a growth never happens."""
    return [
        claim
        for claim, primary in claims_on(claim_set, endpoints)
        if primary.asserted.kind is AssertedKind.NEVER
    ]


def months_of(interpretation: Interpretation) -> float:
    """The time a claim speaks of, in months; 0 where it names none."""
    found = interpretation.parameters.get("months", 0.0)
    return float(found) if not isinstance(found, str) else 0.0


def fact_of(claim_set: ClaimSet, kind: FactKind) -> StatedFact | None:
    """What the source states of that kind, or None."""
    return next((fact for fact in claim_set.facts if fact.kind is kind), None)


def with_outcome(claim_set: ClaimSet) -> list[CaseReport]:
    """Described cases of which an outcome is reported."""
    return [case for case in claim_set.reports if case.reported is not Reported.NO_OUTCOME]


def successes(claim_set: ClaimSet) -> list[CaseReport]:
    """Described cases reported as successes."""
    return [case for case in claim_set.reports if case.reported is Reported.SUCCESS]


def ids(cases: Iterable[CaseReport]) -> tuple[str, ...]:
    """The identifiers of *cases*, in their order."""
    return tuple(case.id for case in cases)


def named(cases: Iterable[CaseReport]) -> str:
    """The identifiers of *cases* as a person lists them.

    >>> named([CaseReport("P1", Reported.SUCCESS), CaseReport("P2", Reported.SUCCESS)])
    'P1 and P2'
    """
    found = ids(cases)
    return found[0] if len(found) == 1 else f"{', '.join(found[:-1])} and {found[-1]}"


def basis(*parts: str) -> tuple[str, ...]:
    """Identifiers a finding rests on, each once, empty ones left out."""
    return tuple(dict.fromkeys(part for part in parts if part))
