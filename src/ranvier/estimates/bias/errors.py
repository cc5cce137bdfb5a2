"""The errors that records may have, each with what is believed of its size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import NamedTuple

import numpy as np

from ranvier.estimates.bias.distributions import Distribution, Numbers, check_belief
from ranvier.estimates.inputs import Inputs


class Risks(NamedTuple):
    """A group's risk in each draw, and how much it moves with the risk that was recorded."""

    risk: Numbers
    slope: Numbers


@dataclass(frozen=True)
class Misclassified:
    """The outcome is recorded wrongly: missed in some who have it, seen in some who do not.

    sensitivity, specificity: of the treated. Those of the comparator are the same, draw by draw, unless
    given: a rater who knows the treatment sees two groups differently.
    """

    sensitivity: Distribution
    specificity: Distribution
    sensitivity_comparator: Distribution | None = None
    specificity_comparator: Distribution | None = None


@dataclass(frozen=True)
class LostPatients:
    """Some patients left the records: the share still seen, of those with the outcome and of the others."""

    seen_with_treated: Distribution
    seen_without_treated: Distribution
    seen_with_comparator: Distribution
    seen_without_comparator: Distribution


@dataclass(frozen=True)
class Unmeasured:
    """Something unmeasured that goes with treatment and outcome.

    prevalence_treated, prevalence_comparator: how many have it. outcome_ratio: the ratio of risks of those
    who have it over the others.
    """

    prevalence_treated: Distribution
    prevalence_comparator: Distribution
    outcome_ratio: Distribution


Error = Misclassified | LostPatients | Unmeasured


def beliefs_of(error: Error) -> Iterator[tuple[str, Distribution]]:
    """Each stated belief of an error, by name."""
    for field in fields(error):
        belief = getattr(error, field.name)
        if belief is not None:
            yield field.name, belief


def check_error(inputs: Inputs, error: Error) -> None:
    """Add to *inputs* what cannot be believed: shares outside 0 to 1, ratios below 0, nobody seen."""
    known = isinstance(error, Misclassified | LostPatients | Unmeasured)
    inputs.require(
        known, "each error must be Misclassified, LostPatients or Unmeasured", "errors", "put them in a list"
    )
    for name, belief in beliefs_of(error) if known else ():
        if not check_belief(inputs, name, belief):
            continue
        if name == "outcome_ratio":
            inputs.require(belief.least >= 0 < belief.most, f"{name} must be above 0", name, _RATIO)
            continue
        inputs.require(belief.least >= 0 and belief.most <= 1, f"{name} must lie from 0 to 1", name, _SHARE)
        seen = not name.startswith("seen") or belief.most > 0
        inputs.require(seen, f"{name} must be above 0", name, "nobody seen is no records")


def undo_misclassification(recorded: Risks, sensitivity: Numbers, specificity: Numbers) -> Risks:
    """The true risk behind a recorded one; outside 0 to 1 where the records could not have come about.

    Source: Rogan WJ, Gladen B. Am J Epidemiol 1978;107:71-76.
    """
    told = sensitivity + specificity - 1
    usable = np.where(told > 0, told, np.nan)
    return Risks((recorded.risk - (1 - specificity)) / usable, recorded.slope / usable)


def undo_loss(seen: Risks, share_with: Numbers, share_without: Numbers) -> Risks:
    """The risk among all patients behind the risk among those still seen."""
    usable = np.where((share_with > 0) & (share_without > 0), share_with, np.nan)
    ratio = share_without / usable
    whole = seen.risk * ratio + 1 - seen.risk
    return Risks(seen.risk * ratio / whole, seen.slope * ratio / whole**2)


def confounding_factor(treated: Numbers, comparator: Numbers, outcome_ratio: Numbers) -> Numbers:
    """The factor by which an unmeasured cause alone makes the ratio of risks larger.

    Source: Schneeweiss S. Pharmacoepidemiol Drug Saf 2006;15:291-303; after Bross ID. J Chronic Dis
    1966;19:637-647.
    """
    usable = np.where(np.isfinite(outcome_ratio), outcome_ratio, np.nan)
    above, below = (share * (usable - 1) + 1 for share in (treated, comparator))
    return np.asarray(above / np.where(below > 0, below, np.nan))


_SHARE = "divide a percentage by 100; choose a distribution that stays within 0 and 1"
_RATIO = "a ratio of 1 changes nothing"
