"""Rules that hold the described cases against the claims."""

from __future__ import annotations

from ranvier.claims.consistency.parts import (
    CHANGE_ENDPOINTS,
    LEVEL_ENDPOINTS,
    basis,
    claims_on,
    fact_of,
    ids,
    months_of,
    named,
    successes,
    with_outcome,
)
from ranvier.claims.judging.verdict import Inconsistency
from ranvier.claims.language.cases import CaseReport
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.stated import FactKind
from ranvier.claims.language.wording import asserted_text, edge_text
from ranvier.estimates.printed import signed
from ranvier.literature.collection import Literature
from ranvier.vocabulary.outcomes import Reading

STEROID_BENCHMARK = "edss_change_first_week_of_steroids"
RATER_NUMBER = "E63d"  # share of rater pairs within half a point
STEROID_DAYS = 35  # the trials behind the steroid benchmark followed relapses for five weeks (E68)
HALF_A_POINT = 0.5
MONTHS_PER_YEAR = 12
UNLIKELY = 0.10
"""Only successes are worth a line where chance would bring that few times out of ten or less; our choice."""


def case_outside_claimed_size(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Cases with scores of their own whose change is not the size claimed of the usual patient."""
    found = []
    measured = [(case, _change(case)) for case in claim_set.reports if case.measured]
    scored = [(case, change) for case, change in measured if change is not None]
    for claim, primary in claims_on(claim_set, CHANGE_ENDPOINTS):
        outside = [(case, change) for case, change in scored if not primary.asserted.contains(change)]
        if not scored or 2 * len(outside) <= len(scored):
            continue
        changes = ", ".join(f"{signed(change, 1)} ({case.id})" for case, change in outside)
        sentence = (
            f"Described cases with scores of their own: {len(scored)}. Within what is claimed "
            f"({asserted_text(primary.asserted)}): {len(scored) - len(outside)}. Found: {changes}."
        )
        rule = "Scored cases against the size claimed"
        found.append(Inconsistency(rule, sentence, basis(claim.id, *ids(case for case, _ in outside))))
    return found


def fall_as_after_steroids(claim_set: ClaimSet, literature: Literature) -> list[Inconsistency]:
    """Early falls of the size published for steroids, where nothing is said about steroids."""
    benchmark = literature.benchmarks.get(STEROID_BENCHMARK)
    if benchmark is None:
        return []
    alike = [
        case
        for case in claim_set.reports
        if case.measured
        and _is_early(case)
        and _is_near(_change(case), benchmark.low)
        and not case.co_treatment
    ]
    rater = literature.numbers.get(RATER_NUMBER)
    by_rater = (
        f" Two raters alone seldom explain it: {rater.printed} of pairs agree within 0.5." if rater else ""
    )
    return [
        Inconsistency(
            "An early fall without word of steroids",
            f"{case.id} falls by {abs(_change(case) or 0):.1f} points by day {case.first_better_day:g}, "
            f"the size published for the first week of steroids in a relapse "
            f"({benchmark.value}, {benchmark.studies[0]}); neither a relapse nor steroids are "
            f"stated.{by_rater}",
            basis(case.id, *benchmark.studies, RATER_NUMBER[:-1] if rater else ""),
        )
        for case in alike
    ]


def no_case_as_long_as_claimed(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Claims about a time that no described case was followed for."""
    followed = [case for case in claim_set.reports if case.followup_months is not None]
    if not claim_set.reports:
        return []
    longest = max((case.followup_months or 0.0 for case in followed), default=0.0)
    found = []
    for claim, primary in claims_on(claim_set, LEVEL_ENDPOINTS | CHANGE_ENDPOINTS):
        months = months_of(primary)
        if longest >= months:
            continue
        known = f"{len(followed)} of {len(claim_set.reports)} state how long they were followed"
        sentence = (
            f"The claim speaks of {months:g} months; the longest follow-up of a described case is "
            f"{longest:g} months ({known}).{_long_enough_ago(claim_set, months)}"
        )
        found.append(Inconsistency("No case as long as the claim", sentence, basis(claim.id, *ids(followed))))
    return found


def _long_enough_ago(claim_set: ClaimSet, months: float) -> str:
    """Which dated cases were treated early enough to be followed so long, and how long they were."""
    last = fact_of(claim_set, FactKind.LAST_DATED_YEAR)
    dated = [case for case in claim_set.reports if case.treatment_year is not None]
    if last is None or not dated:
        return ""
    by = last.high - months / MONTHS_PER_YEAR
    early = [case for case in dated if (case.treatment_year or 0) <= by]
    told = f" By {by:.0f}, that long before the last date named ({last.high:.0f}), "
    if not early:
        return f"{told}none of the {len(dated)} cases with a year of treatment had been treated."
    followed = " and ".join(
        f"{case.followup_months:g} months" if case.followup_months is not None else "not stated"
        for case in early
    )
    return f"{told}{named(early)} had been treated; the follow-up told of them is {followed}."


def only_successes(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Only successes among the cases, though the claim itself leaves room for failures."""
    told = with_outcome(claim_set)
    good = successes(claim_set)
    if not told or len(good) < len(told):
        return []
    found = []
    for claim, primary in claims_on(claim_set, LEVEL_ENDPOINTS):
        share = primary.asserted.low / 100
        chance = share ** len(told)
        if not 0 < share < 1 or chance > UNLIKELY:
            continue
        sentence = (
            f"{len(good)} of {len(told)} described cases with an outcome are successes, though by the claim "
            f"itself up to {edge_text(100 - primary.asserted.low, '%')} worsen. {len(told)} patients drawn "
            f"at random would all be free of worsening with a probability of {100 * chance:.1f}% "
            f"({share:.2f}{_raised(len(told))}), and improvement is rarer than that."
        )
        found.append(Inconsistency("Only successes are described", sentence, basis(claim.id, *ids(told))))
    return found


def advice_against_cases(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Successes beyond the point before which the source advises to treat."""
    advice = fact_of(claim_set, FactKind.TREAT_BELOW_EDSS)
    if advice is None:
        return []
    beyond = [
        case for case in successes(claim_set) if case.before is not None and case.before[0] >= advice.low
    ]
    if not beyond:
        return []
    sentence = (
        f"The advice is to treat below EDSS {advice.low:.1f} ({advice.text}); "
        f"{len(beyond)} of the described successes began at or above it ({named(beyond)})."
    )
    return [Inconsistency("Advice against the cases", sentence, basis(advice.claim, *ids(beyond)))]


def other_treatment_not_stated(claim_set: ClaimSet, _literature: Literature) -> list[Inconsistency]:
    """Cases offered for an effect without word of what else was given."""
    silent = [case for case in claim_set.reports if not case.co_treatment]
    stated = [case for case in claim_set.reports if case.co_treatment]
    attributing = [claim.id for claim in claim_set.claims if Reading.BECAUSE in claim.readings]
    if not silent or not attributing:
        return []
    listed = "; ".join(f"{case.co_treatment} ({case.id})" for case in stated)
    sentence = (
        f"Other treatment is stated for {len(stated)} of {len(claim_set.reports)} described cases"
        f"{f': {listed}' if listed else ''}. For {len(silent)} nothing is said, and another treatment can "
        "bring the same change."
    )
    return [Inconsistency("Other treatment not stated", sentence, basis(*attributing, *ids(stated)))]


def _change(case: CaseReport) -> float | None:
    """EDSS after minus before, for a case that gives one score each."""
    if case.before is None or case.after is None:
        return None
    return case.after[0] - case.before[-1]


def _raised(power: int) -> str:
    """A power, raised.

    >>> _raised(12)
    '¹²'
    """
    return str(power).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"))


def _is_early(case: CaseReport) -> bool:
    return case.first_better_day is not None and case.first_better_day <= STEROID_DAYS


def _is_near(change: float | None, size: float) -> bool:
    return change is not None and abs(change - size) <= HALF_A_POINT
