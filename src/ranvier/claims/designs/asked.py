"""What a study is asked to show: a claim of a set, or a difference of any size on one endpoint."""

from __future__ import annotations

from collections.abc import Mapping

from ranvier.claims.designs.study import MOST_MONTHS, Design, StudyPlan
from ranvier.claims.language.asserted import better
from ranvier.claims.language.claim import Attribution, Claim, ClaimKind, ClaimSet, Interpretation, Testable
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.definitions.edss_change import EdssChange
from ranvier.definitions.follow_up import FreeOfWorsening
from ranvier.simulate.limits import Limits
from ranvier.vocabulary.outcomes import Reading
from ranvier.vocabulary.time import DAYS_PER_MONTH

ENDPOINTS_WITH_POWER = frozenset(
    {"edss_change_mean", "edss_fall_share", "case_typicality", "free_of_worsening"}
)
"""Endpoints that compare groups, so that a study of them can show an effect."""

CONFIRMED = frozenset({"free_of_worsening"})


def any_better(endpoint: str = "edss_change_mean", **parameters: float | str | bool) -> Claim:
    """The claim that the treated fare better than comparators by any amount, on one endpoint.

    parameters: of the endpoint, months = 12 where none is named. Raises ImpossiblePlan for an endpoint that
    compares no groups, or months that are not possible.
    """
    limits = Limits("study")
    if endpoint not in ENDPOINTS_WITH_POWER:
        permitted = ", ".join(sorted(ENDPOINTS_WITH_POWER))
        limits.refuse("endpoint", f"no study of '{endpoint}' compares groups", f"permitted: {permitted}")
    named: Mapping[str, float | str | bool] = {"months": 12.0, **parameters}
    limits.between("months", named["months"], 1.0, MOST_MONTHS)
    limits.finish()
    kind = ENDPOINT_NAMES[endpoint]
    return Claim(
        id="any difference",
        statement="The treated fare better than comparators.",
        kind=ClaimKind.COMPARATIVE,
        attribution=Attribution.LEVEL,
        population="everyone treated",
        interpretations=(
            Interpretation(
                label=f"{endpoint.replace('_', ' ')}, {named['months']:g} months",
                endpoint=endpoint,
                asserted=better(higher_is_better=kind.higher_is_better, unit=kind.unit),
                parameters=named,
            ),
        ),
        readings=(Reading.BECAUSE,),
        assumed=(),
        testable=Testable.YES,
    )


def claims_a_study_could_test(claim_set: ClaimSet) -> tuple[Claim, ...]:
    """The claims of a set that say "because of the therapy" of an endpoint that groups are compared in."""
    return tuple(claim for claim in claim_set.claims if _compares(claim))


def _compares(claim: Claim) -> bool:
    primary = claim.primary
    return claim.asks_comparison and primary is not None and primary.endpoint in ENDPOINTS_WITH_POWER


def primary_of(claim: Claim) -> Interpretation:
    """The stated primary of a claim that `claims_a_study_could_test` or `any_better` gave."""
    if claim.primary is None or not _compares(claim):
        limits = Limits("study")
        limits.refuse("claim", f"no comparison of groups tests {claim.id}", "permitted: claims about effects")
        limits.finish()
    assert claim.primary is not None
    return claim.primary


def followup_months(study: StudyPlan, asked: Interpretation) -> float:
    """For how long a patient is followed: until the last visit that the endpoint needs.

    A change needs the visit of its month; a confirmed one, and a curve, also those that confirm it.
    """
    if study.followup_months is not None:
        return study.followup_months
    months = float(asked.parameters["months"])
    if asked.endpoint in CONFIRMED:
        late = FreeOfWorsening().reading_window_days + FreeOfWorsening().worsening.confirm_after_days
        months += late / DAYS_PER_MONTH
    elif asked.parameters.get("confirmed", False):
        months += EdssChange().confirm_after_days / DAYS_PER_MONTH
    n_visits = -(-months // study.visit_every_months)
    return float(n_visits * study.visit_every_months)


def why_impossible(study: StudyPlan, asked: Interpretation) -> str:
    """Why a study of this design cannot look so far; empty where it can."""
    months = followup_months(study, asked)
    if study.design is Design.WAITING_LIST and months > study.wait_months:
        return (
            f"those who wait are treated after {study.wait_months:g} months, and the claim needs "
            f"{months:g} months of comparison"
        )
    if months > MOST_MONTHS + 12:
        return f"the claim needs {months:g} months of follow-up"
    return ""
