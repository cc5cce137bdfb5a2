"""How many patients a study needs: the smallest number per arm that shows what is asked often enough."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ranvier.claims.designs.asked import any_better, followup_months, primary_of
from ranvier.claims.designs.pool import POOL_PATIENTS
from ranvier.claims.designs.power import MOST_PATIENTS, drawing_of, supported_share, trials_for
from ranvier.claims.designs.study import StudyPlan
from ranvier.claims.language.claim import Claim
from ranvier.estimates.result import Estimate
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.limits import Limits

FEWEST_PATIENTS = 4
"""Patients per arm of the smallest study that is looked at."""


USUAL_PATIENTS_PER_ARM = 32
"""Where the search begins."""


@dataclass(frozen=True)
class SampleSize:
    """Patients per arm that a study needs.

    n_per_arm: the smallest number whose share of `supported` reaches target; None where none up to
    `most_tried` does. lower, upper: between these the true number lies, as far as the number of simulated
    studies tells (where the 95 % interval of the share reaches target, and where all of it does); upper is
    None where that is beyond most_tried. share: at n_per_arm, or at most_tried. people: patients of all arms
    together; person_months: people times months of follow-up.
    """

    study: StudyPlan
    effect: EffectPlan
    target: float
    months: float
    n_per_arm: int | None
    lower: int | None
    upper: int | None
    share: Estimate
    most_tried: int

    @property
    def people(self) -> int | None:
        """Patients of all arms."""
        return None if self.n_per_arm is None else self.n_per_arm * self.study.design.n_arms

    @property
    def person_months(self) -> float | None:
        """What it costs in people: patients times months."""
        return None if self.people is None else self.people * self.months

    def __str__(self) -> str:
        """One sentence."""
        if self.n_per_arm is None:
            return (
                f"not reached with up to {self.most_tried:,} per arm: supported in {self.share.estimate:.0%} "
                f"of studies"
            )
        upper = f"{self.upper:,}" if self.upper is not None else f"over {self.most_tried:,}"
        return (
            f"{self.n_per_arm:,} per arm ({self.lower:,} to {upper}) for {self.months:g} months would show "
            f"it in {_of_ten(self.target)}"
        )


def find_sample_size(  # noqa: PLR0913 - the options are named
    study: StudyPlan,
    effect: EffectPlan,
    claim: Claim | None = None,
    *,
    target: float = 0.8,
    most: int = MOST_PATIENTS,
    seed: int = 1,
    n_trials: int | None = None,
    n_pool: int = POOL_PATIENTS,
) -> SampleSize:
    """The smallest number of patients per arm with which *target* of studies say `supported`.

    As `find_power`, of which the arguments are. target: such as 0.8 or 0.9. most: patients per arm of the
    largest study tried. Larger studies hold the patients of smaller ones, so that the share rises with the
    number but for a trifle; the number is found by longer steps and halving. n_pool: simulated patients of
    each arm. Raises as `find_power`.
    """
    limits = Limits("study")
    limits.between("target", target, 0.05, 0.99)
    limits.whole("most", most, FEWEST_PATIENTS, MOST_PATIENTS)
    limits.finish()
    asking = claim or any_better()
    drawing, n_drawn = drawing_of(study, effect, asking, seed, n_pool), n_trials or trials_for(study)
    shares = _Shares(
        lambda n: supported_share(drawing.outcomes(n, n_drawn)),
        lambda n: supported_share(drawing.outcomes(n, n_drawn, by_vote=False)),
        most,
    )
    found = shares.smallest(lambda share: share.estimate >= target)
    return SampleSize(
        study=study,
        effect=effect,
        target=target,
        months=followup_months(study, primary_of(asking)),
        n_per_arm=found,
        lower=shares.smallest(lambda share: share.upper >= target) if found else None,
        upper=shares.smallest(lambda share: share.lower >= target) if found else None,
        share=shares.at(found or most),
        most_tried=most,
    )


@dataclass(frozen=True)
class _Shares:
    """The share of studies by number of patients, each found once.

    find_before_vote: the same before the published definitions are asked, never less: quicker by far.
    """

    find: Callable[[int], Estimate]
    find_before_vote: Callable[[int], Estimate]
    most: int
    known: dict[tuple[int, bool], Estimate] = field(default_factory=dict)

    def at(self, n: int, *, by_vote: bool = True) -> Estimate:
        """The share with *n* patients per arm."""
        if (n, by_vote) not in self.known:
            self.known[n, by_vote] = self.find(n) if by_vote else self.find_before_vote(n)
        return self.known[n, by_vote]

    def smallest(self, enough: Callable[[Estimate], bool]) -> int | None:
        """The smallest number with *enough*, or None; the share is taken to rise with the number."""
        start = min(USUAL_PATIENTS_PER_ARM, self.most)
        first = self._search(FEWEST_PATIENTS, start, lambda n: enough(self.at(n, by_vote=False)))
        return None if first is None else self._search(first, first, lambda n: enough(self.at(n)))

    def _search(self, first: int, start: int, holds: Callable[[int], bool]) -> int | None:
        """The smallest number from *first* on that *holds*: from *start* by longer steps, then by halving."""
        below, above, step = first - 1, start, max(1, start // 8)
        while not holds(above):
            if above >= self.most:
                return None
            below, above, step = above, min(above + step, self.most), 2 * step
        while above - below > 1:
            middle = (below + above) // 2
            below, above = (below, middle) if holds(middle) else (middle, above)
        return above


def _of_ten(target: float) -> str:
    tenths = 10 * target
    return f"{tenths:.0f} of 10" if abs(tenths - round(tenths)) < 1e-9 else f"{target:.0%} of studies"
