"""Rules about what chance alone would bring: improvers without treatment, and zeros that say little."""

from __future__ import annotations

import math

from ranvier.claims.consistency.parts import (
    GROWTHS_AFTER_DOSE,
    basis,
    fact_of,
    ids,
    months_of,
    never_claims,
    successes,
)
from ranvier.claims.judging.verdict import Inconsistency
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.stated import FactKind, StatedFact
from ranvier.literature.collection import Literature

IMPROVERS_BENCHMARK = "edss_improve_ge2_1y_untreated"
CANCER_BENCHMARK = "cancer_rate_MS_per_1000PY"
LATENCY_NUMBER = "E45d"  # years from a graft to a mass, read at the source
LEAST_EXPECTED = 3.0  # fewer expected cases than this: zero is uninformative (verdict rule 6)
IMPLAUSIBLE = 0.01  # chance of zero below this: they were not looked for (verdict rule 6)
ONE_SIDED = 0.05
ILLUSTRATED_PATIENTS = 300
"""So many stand in an example where a source does not say how many it treated; our choice."""

OTHER_SIZES = (100, 300)
LATENCY_YEARS = (3, 12)
"""From the graft to the mass in single cases (E45b, E45c), not read at the source: shown, never decides."""


def improvers_by_chance(claim_set: ClaimSet, literature: Literature) -> list[Inconsistency]:
    """How many untreated patient-years bring as many improvers as are described.

    Every described case is counted as if it had improved by 2 points, which is generous to the claim.
    """
    benchmark = literature.benchmarks.get(IMPROVERS_BENCHMARK)
    good = successes(claim_set)
    if benchmark is None or not benchmark.may_decide or not good:
        return []
    described = claim_set.reports
    years = len(described) / (benchmark.low / 100)
    stated = fact_of(claim_set, FactKind.PATIENT_YEARS)
    if stated is not None and stated.high < years:
        return []
    size = (
        f"The source speaks of {stated.low:g}."
        if stated
        else "The source does not say how many were treated."
    )
    sentence = (
        f"Without treatment {benchmark.printed} of patients improve by 2 points or more in a year "
        f"({', '.join(benchmark.studies)}): as many as the {len(described)} described cases, if each had, "
        f"are expected in about {_round(years)} untreated patient-years. {size}"
    )
    return [
        Inconsistency("As many improvers by chance", sentence, basis(*benchmark.studies, *ids(described)))
    ]


def zero_against_expected(claim_set: ClaimSet, literature: Literature) -> list[Inconsistency]:
    """Claims of no cancer, against the number expected in as many patient-years."""
    benchmark = literature.benchmarks.get(CANCER_BENCHMARK)
    claims = never_claims(claim_set)
    if benchmark is None or not benchmark.may_decide or not claims:
        return []
    stated = fact_of(claim_set, FactKind.PATIENT_YEARS)
    low, high = benchmark.low / 1000, benchmark.high / 1000
    sentence = _expected_sentence(stated, low, high) if stated else _unstated_sentence(claim_set, low, high)
    if not sentence:
        return []
    rate = f"At {benchmark.printed} in people with MS ({', '.join(benchmark.studies)})"
    rule = "No cancer, against the number expected"
    return [Inconsistency(rule, f"{rate}, {sentence}", basis(*[c.id for c in claims], *benchmark.studies))]


def zero_excludes_little(claim_set: ClaimSet, literature: Literature) -> list[Inconsistency]:
    """The largest risk that zero cases leave possible, in as many patients as are known of."""
    claims = never_claims(claim_set, GROWTHS_AFTER_DOSE)
    stated = fact_of(claim_set, FactKind.PATIENTS_TREATED)
    n = int(stated.high) if stated else len(claim_set.reports)
    if not claims or n == 0:
        return []
    who = f"{n} patients, as the source states" if stated else f"the {n} described cases"
    followed = [case.followup_months for case in claim_set.reports if case.followup_months is not None]
    longest = f" The longest follow-up described is {max(followed):g} months." if followed else ""
    latency = literature.numbers.get(LATENCY_NUMBER)
    late = (
        f" Published masses came late ({latency.value}, {LATENCY_NUMBER[:-1]}; {LATENCY_YEARS[0]} to "
        f"{LATENCY_YEARS[1]} years in cases not read at the source)."
        if latency
        else ""
    )
    more = " and ".join(f"{100 * _excluded(size):.0f}% in {size}" for size in OTHER_SIZES)
    sentence = (
        f"No tumour in {who} excludes only a risk above {100 * _excluded(n):.1f}% (it would be {more}), and "
        f"only for the time they were followed and imaged.{longest}{late}"
    )
    where = basis(*[claim.id for claim in claims], LATENCY_NUMBER[:-1] if latency else "")
    return [Inconsistency("Zero excludes little", sentence, where)]


def _expected_sentence(stated: StatedFact, low: float, high: float) -> str:
    """What zero means in the patient-years the source states; empty where it says something."""
    fewest, most = stated.low * low, stated.high * high
    if fewest < LEAST_EXPECTED:
        return f"{fewest:.1f} to {most:.1f} are expected in the patient-years stated: zero says nothing."
    chance = math.exp(-fewest)
    if chance >= IMPLAUSIBLE:
        return ""
    return (
        f"{fewest:.1f} to {most:.1f} are expected in the patient-years stated; zero would come about with a "
        f"probability of at most {chance:.1g} and means that they were not looked for."
    )


def _unstated_sentence(claim_set: ClaimSet, low: float, high: float) -> str:
    """From how many patient-years on zero says something, when it is too few to believe, and an example."""
    horizon = max((months_of(one.primary) for one in claim_set.claims if one.primary), default=0.0) / 12
    years = ILLUSTRATED_PATIENTS * horizon
    example = (
        f" {ILLUSTRATED_PATIENTS} patients followed for the {horizon:g} years that the source speaks of "
        f"would have {years * low:.1f} to {years * high:.1f}, and zero with a probability of at most "
        f"{math.exp(-years * low):.1g}: it would mean that follow-up is missing."
        if horizon
        else ""
    )
    return (
        f"zero says nothing below about {_round(LEAST_EXPECTED / high)} patient-years and is implausibly few "
        f"above about {_round(-math.log(IMPLAUSIBLE) / low)}; the source does not state its patient-years."
        f"{example} Standardise by age and sex before use."
    )


def _excluded(n: int) -> float:
    """The risk at which zero cases in *n* patients would come about with 5% (close to 3/n)."""
    return float(1 - ONE_SIDED ** (1 / n))


def _round(years: float) -> str:
    """Patient-years to two digits.

    >>> _round(454.5), _round(1234.0)
    ('450', '1,200')
    """
    digits = 1 - math.floor(math.log10(years))
    return f"{round(years, digits):,.0f}"
