"""What a claim set says against itself: general rules over its claims, its facts and its cases.

No rule knows a particular claim set. Each looks for two things that do not fit and builds its sentence
from them; it stays silent where either is missing.
"""

from __future__ import annotations

from collections.abc import Callable

from ranvier.claims.consistency.cases import (
    advice_against_cases,
    case_outside_claimed_size,
    fall_as_after_steroids,
    no_case_as_long_as_claimed,
    only_successes,
    other_treatment_not_stated,
)
from ranvier.claims.consistency.claims import (
    all_but_a_described_failure,
    exclude_each_other,
    longer_than_followed,
    more_free_later,
    more_than_the_whole,
    no_harm_beside_harm,
    sooner_than_the_mechanism,
)
from ranvier.claims.consistency.mechanism import better_before_mechanism, gone_before_benefit_ends
from ranvier.claims.consistency.numbers import (
    improvers_by_chance,
    zero_against_expected,
    zero_excludes_little,
)
from ranvier.claims.judging.verdict import Inconsistency
from ranvier.claims.language.claim import ClaimSet
from ranvier.literature.collection import Literature

Rule = Callable[[ClaimSet, Literature], list[Inconsistency]]

RULES: tuple[Rule, ...] = (
    case_outside_claimed_size,
    fall_as_after_steroids,
    no_case_as_long_as_claimed,
    only_successes,
    better_before_mechanism,
    gone_before_benefit_ends,
    advice_against_cases,
    other_treatment_not_stated,
    improvers_by_chance,
    zero_against_expected,
    zero_excludes_little,
    exclude_each_other,
    more_free_later,
    more_than_the_whole,
    no_harm_beside_harm,
    sooner_than_the_mechanism,
    longer_than_followed,
    all_but_a_described_failure,
)
"""In the order in which a report shows them."""


def judge_consistency(claim_set: ClaimSet, literature: Literature) -> tuple[Inconsistency, ...]:
    """Everything that does not fit together in the claim set and its described cases."""
    return tuple(found for rule in RULES for found in rule(claim_set, literature))
