"""Rules that hold the claims of a set against each other: two that cannot both be true."""

from __future__ import annotations

from itertools import combinations

from ranvier.claims.consistency.parts import DAYS_PER_MONTH, basis, fact_of, ids, months_of
from ranvier.claims.judging.verdict import Inconsistency
from ranvier.claims.language.asserted import AssertedKind
from ranvier.claims.language.claim import Claim, ClaimSet, Interpretation
from ranvier.claims.language.stated import FactKind
from ranvier.claims.language.wording import asserted_text
from ranvier.literature.collection import Literature

FREE_ENDPOINTS = frozenset({"free_of_worsening", "relapse_free_share", "no_activity_share"})
"""Shares that nobody comes back to: they cannot be higher at a later time."""

ONE_OF_SEVERAL = frozenset({"product_share"})
"""Shares of parts of one whole, which add up to 100 % at most."""

HARM_ENDPOINTS = frozenset(
    {"adverse_event_incidence", "adverse_event_risk", "adverse_event_lasts", "serious_event_rate_ratio"}
)
SHARE_UNIT = "%"

_Stated = tuple[Claim, Interpretation]


def exclude_each_other(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Two claims on the same number whose asserted sets have nothing in common."""
    found = []
    for (one, first), (other, second) in combinations(_stated(claim_set), 2):
        same = first.endpoint == second.endpoint and dict(first.parameters) == dict(second.parameters)
        apart = first.asserted.low > second.asserted.high or second.asserted.low > first.asserted.high
        if same and apart and one.population == other.population:
            sentence = (
                f"Of {first.label} {one.id} claims {asserted_text(first.asserted)} and {other.id} "
                f"{asserted_text(second.asserted)}: both cannot hold."
            )
            found.append(Inconsistency("Claims that exclude each other", sentence, basis(one.id, other.id)))
    return found


def more_free_later(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """More patients free of something after a longer time than the set allows after a shorter one."""
    found = []
    free = [(claim, primary) for claim, primary in _stated(claim_set) if primary.endpoint in FREE_ENDPOINTS]
    for (one, first), (other, second) in combinations(free, 2):
        (early, sooner), (late, later) = sorted(
            ((one, first), (other, second)), key=lambda pair: months_of(pair[1])
        )
        same = sooner.endpoint == later.endpoint and early.population == late.population
        if same and months_of(sooner) < months_of(later) and later.asserted.low > sooner.asserted.high:
            sentence = (
                f"{late.id} claims {asserted_text(later.asserted)} free after {months_of(later):g} months, "
                f"{early.id} {asserted_text(sooner.asserted)} after {months_of(sooner):g}: nobody becomes "
                "free again."
            )
            found.append(Inconsistency("More are free later than before", sentence, basis(late.id, early.id)))
    return found


def more_than_the_whole(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Shares of the parts of one whole that come to more than 100 %."""
    parts = [
        (claim, primary)
        for claim, primary in _stated(claim_set)
        if primary.endpoint in ONE_OF_SEVERAL and primary.asserted.low > 0
    ]
    least = {tuple(sorted(primary.parameters.items())): (claim, primary) for claim, primary in parts}
    together = sum(primary.asserted.low for _, primary in least.values())
    if len(least) < 2 or together <= 100:
        return []
    listed = ", ".join(
        f"{primary.asserted.low:g}% ({claim.id}, {_first_value(primary)})"
        for claim, primary in least.values()
    )
    sentence = f"Parts of one whole come to at least {together:g}% together: {listed}."
    where = basis(*(claim.id for claim, _ in least.values()))
    return [Inconsistency("Shares of more than the whole", sentence, where)]


def no_harm_beside_harm(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """No harm claimed, and a harm told elsewhere in the set or of a case."""
    found = []
    stated = [one for one in _stated(claim_set) if one[1].endpoint in HARM_ENDPOINTS]
    for claim, primary in stated:
        if primary.asserted.kind is not AssertedKind.NEVER:
            continue
        told = [other for other, second in stated if other is not claim and _tells(second, primary)]
        cases = [
            case
            for case in claim_set.reports
            if case.adverse_events and _is_meant(primary, case.adverse_events.lower())
        ]
        if told or cases:
            where = ", ".join([*(other.id for other in told), *ids(cases)])
            sentence = f"{claim.id} claims none ({primary.label}); harm is told in {where}."
            found.append(
                Inconsistency(
                    "No harm beside harm", sentence, basis(claim.id, *(one.id for one in told), *ids(cases))
                )
            )
    return found


def sooner_than_the_mechanism(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Claims of an effect at a time when the mechanism offered is not half done."""
    mechanism = fact_of(claim_set, FactKind.MECHANISM_TAKES_DAYS)
    if mechanism is None:
        return []
    found = []
    for claim, primary in _stated(claim_set):
        days = _effect_days(primary)
        if days is None or days >= mechanism.low / 2 or claim.id == mechanism.claim:
            continue
        sentence = (
            f"{claim.id} claims an effect by day {days:.0f}; the mechanism offered takes about "
            f"{mechanism.low:g} days ({mechanism.text})."
        )
        found.append(
            Inconsistency("An effect before the mechanism", sentence, basis(claim.id, mechanism.claim))
        )
    return found


def longer_than_followed(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Claims on a time beyond the average follow-up that the source's own figures leave."""
    treated = fact_of(claim_set, FactKind.PATIENTS_TREATED)
    years = fact_of(claim_set, FactKind.PATIENT_YEARS)
    if treated is None or years is None or treated.low <= 0:
        return []
    average = 12 * years.high / treated.low
    return [
        Inconsistency(
            "Longer than patients were followed",
            f"{claim.id} speaks of {months_of(primary):g} months; {years.high:g} patient-years of "
            f"{treated.low:g} patients are {average:.0f} months on average.",
            basis(claim.id, years.claim, treated.claim),
        )
        for claim, primary in _stated(claim_set)
        if months_of(primary) > average
    ]


def all_but_a_described_failure(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Everybody is claimed to do well, and a described case did not."""
    failed = [case for case in claim_set.reports if case.reported == "failure"]
    everyone = [
        claim
        for claim, primary in _stated(claim_set)
        if primary.asserted.unit == SHARE_UNIT
        and primary.asserted.low >= 100
        and claim.attribution.value in ("change", "level")
    ]
    if not failed or not everyone:
        return []
    sentence = (
        f"{', '.join(claim.id for claim in everyone)} speaks of all patients; "
        f"{', '.join(ids(failed))} is described as a failure."
    )
    where = basis(*(claim.id for claim in everyone), *ids(failed))
    return [Inconsistency("All, beside a failure", sentence, where)]


def _stated(claim_set: ClaimSet) -> list[_Stated]:
    """Claims with their stated primaries."""
    return [(claim, claim.primary) for claim in claim_set.claims if claim.primary is not None]


def _first_value(interpretation: Interpretation) -> str:
    return next((str(value) for value in interpretation.parameters.values()), "")


def _tells(second: Interpretation, denied: Interpretation) -> bool:
    """Whether another claim tells a harm that the denial means."""
    happens = second.endpoint == "adverse_event_lasts" or second.asserted.low > 0
    return happens and _is_meant(denied, str(second.parameters.get("term", "")).lower())


def _is_meant(denied: Interpretation, told: str) -> bool:
    """Whether a denial of one named harm, of serious ones, or of any harm at all means what is told."""
    term = str(denied.parameters.get("term", "")).lower()
    if term:
        return term in told
    return not denied.parameters.get("serious", False) or "serious" in told


def _effect_days(interpretation: Interpretation) -> float | None:
    """By which day a claim says that something is better; None where it names no time or no effect."""
    if interpretation.endpoint == "first_improvement_days":
        return interpretation.asserted.high
    if interpretation.endpoint == "improved_by_day":
        return float(interpretation.parameters.get("days", 0.0))
    if interpretation.endpoint.startswith("edss_") and months_of(interpretation):
        return months_of(interpretation) * DAYS_PER_MONTH
    return None
