"""Made-up findings: what made-up records give for made-up claims. No number in them is real."""

from __future__ import annotations

import math

from ranvier.claims.basis.finding import Finding, NullBand, NullVariant
from ranvier.estimates.result import Bounds, Estimate

POINTS, PERCENT = "EDSS points", "%"
N_TREATED, N_SEEN = 150, 112
CHANGES = (
    (-3.0, 1),
    (-2.5, 2),
    (-2.0, 6),
    (-1.5, 12),
    (-1.0, 22),
    (-0.5, 21),
    (0.0, 20),
    (0.5, 14),
    (1.0, 9),
    (1.5, 4),
    (2.5, 1),
)


def null_band() -> NullBand:
    """An envelope over four made-up ways to look without an effect."""
    variants = (
        NullVariant("course, relapses and scoring noise", -0.55, -0.76, -0.35),
        NullVariant("with placebo and expectation", -0.72, -0.94, -0.50),
        NullVariant("with an unblinded rater", -0.80, -1.01, -0.58),
        NullVariant("with the steroid effect", -0.62, -0.83, -0.41),
    )
    histogram = tuple(
        (change, max(n - 9.0, 0.0), float(n), n + 11.0)
        for change, n in ((value, float(n)) for value, n in CHANGES)
    )
    assumptions = ("placebo and expectation −0.2 points (unverified)",)
    return NullBand(-1.01, -0.35, variants, 500, 1, assumptions, histogram)


def change_finding() -> Finding:
    """The mean change at 12 months of 112 of 150."""
    return Finding(
        endpoint="edss_change_mean",
        label="Mean change, 12 months",
        unit=POINTS,
        higher_is_better=False,
        n_treated=N_TREATED,
        found=Estimate(-0.49, -0.66, -0.32, N_SEEN, "t interval", "EDSS change", POINTS),
        bounds=Bounds(
            0.40, -1.13, N_TREATED - N_SEEN, "Not seen: worst +3 points each, best −3 points each."
        ),
        null=null_band(),
        unseen={"no_baseline": 9, "no_contact": 21, "outside_window": 5, "died": 3},
        hidden="163 unreported patients, each 3 points better, would overturn this.",
        picture={"changes": CHANGES},
    )


def share_finding() -> Finding:
    """The share that fell by at least one point."""
    return Finding(
        endpoint="edss_fall_share",
        label="Share with a fall of at least 1.0, 12 months",
        unit=PERCENT,
        higher_is_better=True,
        n_treated=N_TREATED,
        found=Estimate(38.4, 29.4, 48.1, N_SEEN, "exact", "share", PERCENT, 43),
        bounds=Bounds(28.7, 54.0, 38, "Not seen: worst none fell, best all fell."),
        null=NullBand(31.0, 52.0, (NullVariant("course", 41.0, 31.0, 52.0),), 500, 1),
        unseen={"no_baseline": 9, "no_contact": 29},
        picture={"changes": CHANGES},
    )


def _curve(rate: float, wide: float) -> tuple[tuple[int, float, float, float], ...]:
    days = range(90, 2200, 60)
    shares = [math.exp(-rate * day / 365.25) for day in days]
    return tuple(
        (day, share, share - wide * day / 2200, min(share + wide * day / 2600, 1.0))
        for day, share in zip(days, shares, strict=True)
    )


def free_finding(*, compared: bool = False) -> Finding:
    """Those free of confirmed worsening at five years."""
    curve = _curve(0.06, 0.1)
    return Finding(
        endpoint="free_of_worsening",
        label="Free of confirmed worsening, 5 years",
        unit=PERCENT,
        higher_is_better=True,
        n_treated=N_TREATED,
        found=Estimate(74.3, 65.2, 81.7, 141, "Kaplan–Meier, log–log", "free of worsening", PERCENT, 28),
        bounds=Bounds(49.0, 82.0, 44, "Not seen: worst all worsened, best none did."),
        unseen={"no_baseline": 9, "left_before": 35},
        hidden="6 unreported patients, worsened at once, would overturn this.",
        picture={
            "curve": curve,
            "unconfirmed_counted": tuple((day, share - 0.03 * day / 2200) for day, share, _, _ in curve),
            "unconfirmed_not_counted": tuple((day, share + 0.02 * day / 2200) for day, share, _, _ in curve),
            "at_risk": (
                (0, 141, 0),
                (365, 120, 8),
                (731, 98, 14),
                (1096, 77, 21),
                (1461, 52, 25),
                (1826, 31, 28),
                (2192, 12, 29),
            ),
            "horizon_day": 1826,
            "comparator_curve": _curve(0.12, 0.11) if compared else (),
            "naive_at_horizon": 77.0,
        },
    )


def safety_finding() -> Finding:
    """No cancer seen where 1.4 were expected."""
    return Finding(
        endpoint="cancer_never",
        label="Cancers after the first dose, where asked",
        unit="cancers",
        higher_is_better=False,
        n_treated=N_TREATED,
        found=Estimate(0.0, 0.0, 11.9, 121, "exact Poisson", "cancers", "cancers", 0),
        verified_events=0,
        expected_events=1.4,
        person_years=309.0,
        reason="None seen where 1.4 were expected: uninformative.",
    )


def dose_finding() -> Finding:
    """A fact of record about doses."""
    return Finding(
        endpoint="product_share",
        label="Doses from umbilical cord or placenta",
        unit=PERCENT,
        higher_is_better=True,
        n_treated=N_TREATED,
        found=Estimate(100.0, 98.6, 100.0, 262, "exact", "share of doses", PERCENT, 262),
        picture={"counts": (("umbilical_cord_or_placenta", 262),)},
    )


def lacking_finding() -> Finding:
    """A claim whose columns the records lack."""
    return Finding(
        endpoint="adverse_event_lasts",
        label="Days until meningism ends",
        unit="days",
        higher_is_better=False,
        n_treated=N_TREATED,
        missing=("adverse_events.term", "adverse_events.end_date"),
    )
