"""What a programme's records give for one interpretation of a claim, before any judgement."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from ranvier.claims.basis.fair_comparison import FairComparison
from ranvier.claims.basis.redraw import Redraw
from ranvier.estimates.result import Bounds, Estimate


@dataclass(frozen=True)
class NullVariant:
    """One way in which a programme without effect could look: its middle 95 % of programmes."""

    label: str
    median: float
    lower: float
    upper: float


@dataclass(frozen=True)
class NullShare:
    """What would be seen without an effect if so many baselines lay in a relapse: envelope of its variants.

    relapse_percent: share of the baselines 0 to 30 days after the onset of a relapse.
    """

    relapse_percent: int
    lower: float
    upper: float
    variants: tuple[NullVariant, ...]


@dataclass(frozen=True)
class NullBand:
    """What would be seen without an effect: the envelope over the variants.

    histogram: for a change, for each EDSS change its lowest, middle and highest expected number of
    patients; empty otherwise. n_programmes: re-created programmes for each variant. by_relapse_share: where
    relapses are not recorded, the band for each share of baselines in a relapse; the envelope, and each
    variant, is then over all shares, and the median that of the middle share. Empty where they are recorded.
    """

    lower: float
    upper: float
    variants: tuple[NullVariant, ...]
    n_programmes: int
    seed: int
    assumptions: tuple[str, ...] = ()
    histogram: tuple[tuple[float, float, float, float], ...] = ()
    by_relapse_share: tuple[NullShare, ...] = ()


@dataclass(frozen=True)
class Finding:
    """What the records give for one interpretation of a claim.

    found: in the treated, with its interval. bounds: worst and best case for the patients not seen.
    contrast: treated minus comparator, where there is a comparator; contrast_bounds likewise. fair: how it
    was adjusted, where lot did not choose the comparators.
    unseen: for each reason, how many of the treated have no result. hidden: how many unreported patients
    would overturn the answer, with the sentence that says so. missing: `table.column` names that the
    records lack, where that prevents an answer. picture: data for the figure, by name.
    verified_events: for a safety claim, all events after the first dose, however they became known;
    watched_events: those in the time in which somebody asked, which expected_events are compared with;
    expected_from: whose rates those rest on. beside: other numbers of the same question, on which nothing
    rests. cautions: what the number cannot tell by itself, in sentences. before_exposure: where patients are
    their own controls, the ratio for the days before the exposure, which it cannot have caused. redraw: how
    its numbers are made again from other patients; None where that is not offered.
    """

    endpoint: str
    label: str
    unit: str
    higher_is_better: bool
    n_treated: int
    found: Estimate | None = None
    bounds: Bounds | None = None
    contrast: Estimate | None = None
    contrast_bounds: Bounds | None = None
    fair: FairComparison | None = None
    null: NullBand | None = None
    unseen: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    hidden: str = ""
    missing: tuple[str, ...] = ()
    reason: str = ""
    verified_events: int | None = None
    watched_events: int | None = None
    expected_events: float | None = None
    expected_from: str = ""
    person_years: float | None = None
    picture: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    beside: tuple[Estimate, ...] = ()
    cautions: tuple[str, ...] = ()
    before_exposure: Estimate | None = None
    redraw: Redraw | None = field(default=None, repr=False, compare=False)

    @property
    def is_known(self) -> bool:
        """Whether the records give an answer at all."""
        return self.found is not None and self.found.is_known and not self.missing


FEWEST_ALIKE = 6
"""So many patients who all changed alike have an exact 95 % interval, of no width (2 × 0.5^6 = 3.1 %)."""


def known_span(found: Estimate | None) -> tuple[float, float] | None:
    """The interval of a number, as far as it can be judged; None where there is none.

    A number without an interval comes from too few patients to judge it by; only where enough of them were
    all alike does it stand for its interval.
    """
    if found is None or not found.is_known:
        return None
    if found.has_interval:
        return found.lower, found.upper
    return (found.estimate, found.estimate) if found.n >= FEWEST_ALIKE else None
