"""The null band: what a programme's own figures would be without any effect of the therapy.

The programme is re-created many times: the same baseline scores, relapses before entry, entry rule, visit
days and losses, with relapses that recede, new relapses, progression and rater error as published, and with
and without placebo and expectation, an unblinded rater and steroids. What is assumed is listed with the band.
Source: verdict rule 5.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ranvier.claims.basis.finding import NullBand, NullShare, NullVariant
from ranvier.claims.basis.records import Records
from ranvier.claims.null.endpoints import HAVE_CHANGES, WITH_NULL, Parameters
from ranvier.claims.null.frame import Floats, NullFrame, read_null_frame
from ranvier.claims.null.kept import Kept
from ranvier.claims.null.parameters import NullParameters
from ranvier.claims.null.programmes import N_PROGRAMMES, NullProgrammes, simulate_null
from ranvier.claims.null.statistics import NullFigures
from ranvier.claims.null.variants import VARIANTS

Histogram = tuple[tuple[float, float, float, float], ...]

MIDDLE_95 = (2.5, 50.0, 97.5)

VOTING_PROGRAMMES = 250
"""Programmes that bands are read from of definitions that are not the claim's own and have one vote each."""

_DRAWN: Kept[NullProgrammes] = Kept(2)
"""The last two designs drawn in this process, by everything they depend on: a design is not drawn twice.

At most 140 MB: MOST_SCORES under eight variants, and days and onsets of relapses, for each state and design.
"""


def null_band(
    records: Records,
    endpoint: str,
    parameters: Parameters,
    *,
    seed: int,
    n_programmes: int = N_PROGRAMMES,
    n_threads: int = 2,
) -> NullBand | None:
    """What *endpoint* would show in the treated of *records* without an effect: envelope over the variants.

    None for an endpoint that has no band (`WITHOUT_NULL` says why), and where nobody has a baseline and a
    result at that time. n_threads: cores used; the band is the same whatever it is.
    """
    return NullSource(records, seed, n_programmes, n_threads)(endpoint, parameters)


def null_source(
    records: Records,
    *,
    seed: int,
    n_programmes: int = N_PROGRAMMES,
    progress: Callable[[str], None] | None = None,
) -> NullSource:
    """From endpoint and parameters to null band; the programme is re-created once, when first asked.

    progress: told when that begins, for a person who waits.
    """
    return NullSource(records, seed, n_programmes, progress=progress)


@dataclass
class NullSource:
    """The null bands of one programme, all read from the same re-created programmes."""

    records: Records
    seed: int
    n_programmes: int = N_PROGRAMMES
    n_threads: int = 2
    progress: Callable[[str], None] | None = None

    def __call__(self, endpoint: str, parameters: Parameters) -> NullBand | None:
        """The null band of one endpoint."""
        if endpoint not in WITH_NULL or self.figures is None:
            return None
        return band_of(self.figures, endpoint, parameters)

    @cached_property
    def figures(self) -> NullFigures | None:
        """What bands are read from; None where no treated patient has a baseline and a later EDSS."""
        frame = read_null_frame(self.records)
        if frame is None:
            return None
        if self.progress is not None:
            self.progress(f"re-creating the programme {self.n_programmes:,} times without effect")
        drawn = drawn_programmes(frame, self.seed, self.n_programmes, n_threads=self.n_threads)
        return NullFigures(drawn, self.records, n_threads=self.n_threads)

    @cached_property
    def _fewer(self) -> NullFigures | None:
        if self.figures is None:
            return None
        first = self.figures.programmes.first(min(VOTING_PROGRAMMES, self.n_programmes))
        return NullFigures(first, self.records, n_threads=self.n_threads)

    def for_votes(self, endpoint: str, parameters: Parameters) -> NullBand | None:
        """The band of a definition that only votes: from the first of the same programmes."""
        if endpoint not in WITH_NULL or self._fewer is None:
            return None
        return band_of(self._fewer, endpoint, parameters)


def drawn_programmes(
    frame: NullFrame,
    seed: int,
    n_programmes: int = N_PROGRAMMES,
    parameters: NullParameters | None = None,
    *,
    n_threads: int = 2,
) -> NullProgrammes:
    """The programme of *frame* re-created; where this process drew the same one lately, that one."""
    law = parameters or NullParameters()
    key = (frame.digest, seed, n_programmes, repr(law))
    return _DRAWN.get(key, lambda: simulate_null(frame, seed, n_programmes, law, n_threads=n_threads))


def band_of(figures: NullFigures, endpoint: str, parameters: Parameters) -> NullBand | None:
    """The band of one endpoint, read from programmes that have been re-created already."""
    values = WITH_NULL[endpoint](figures, parameters)
    # a figure that most programmes cannot give, such as a curve that ends before, has no band
    if np.isnan(values).mean() > 0.5:
        return None
    programmes = figures.programmes
    by_share = _by_share(values)
    return NullBand(
        lower=min(variant.lower for variants in by_share for variant in variants),
        upper=max(variant.upper for variants in by_share for variant in variants),
        variants=_over_shares(by_share),
        n_programmes=programmes.n_programmes,
        seed=programmes.seed,
        assumptions=programmes.assumptions(),
        histogram=_histogram(figures, parameters) if endpoint in HAVE_CHANGES else (),
        by_relapse_share=tuple(
            NullShare(
                share, min(each.lower for each in variants), max(each.upper for each in variants), variants
            )
            for share, variants in zip(programmes.relapse_shares, by_share, strict=False)
        ),
    )


def _by_share(values: Floats) -> list[tuple[NullVariant, ...]]:
    """The variants of each share of baselines in a relapse; one share where relapses are recorded."""
    ends = np.nanpercentile(values, MIDDLE_95, axis=1).T
    cases = [
        NullVariant(VARIANTS[row % len(VARIANTS)].label, float(median), float(lower), float(upper))
        for row, (lower, median, upper) in enumerate(ends)
    ]
    return [tuple(cases[first : first + len(VARIANTS)]) for first in range(0, len(cases), len(VARIANTS))]


def _over_shares(by_share: list[tuple[NullVariant, ...]]) -> tuple[NullVariant, ...]:
    """Each variant over all shares, with the median of the middle one."""
    middle = by_share[len(by_share) // 2]
    return tuple(
        NullVariant(
            variant.label,
            variant.median,
            min(share[place].lower for share in by_share),
            max(share[place].upper for share in by_share),
        )
        for place, variant in enumerate(middle)
    )


def _histogram(figures: NullFigures, parameters: Parameters) -> Histogram:
    """For each change the lowest, middle and highest number of patients, over programmes and cases."""
    bars = []
    for change, counts in sorted(figures.patients_by_change(float(parameters["months"])).items()):
        lower, median, upper = np.percentile(counts, MIDDLE_95, axis=1)
        bars.append((change, float(lower.min()), float(np.median(median)), float(upper.max())))
    return tuple(bars)
