"""Small findings and claims for tests of the readings; all numbers are made up for the test at hand."""

from __future__ import annotations

from datetime import date

from ranvier.claims.basis.finding import Finding, NullBand
from ranvier.claims.judging.judge_seen import interval_position, reading_outcome
from ranvier.claims.judging.verdict import ReadingTried
from ranvier.claims.language.asserted import AssertedSet, between
from ranvier.claims.language.claim import Attribution, Claim, ClaimKind, Interpretation, Testable
from ranvier.estimates.result import Bounds, Estimate
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.outcomes import Reading
from ranvier.vocabulary.people import Assignment, ComparatorKind

POINTS = "EDSS points"


def estimate(value, lower=None, upper=None, n=100, unit=POINTS):
    lower = value if lower is None else lower
    upper = value if upper is None else upper
    return Estimate(value, lower, upper, n, "made up", "for a test", unit)


def finding(
    found=(-0.7, -0.85, -0.54), worst=None, best=None, contrast=None, contrast_bounds=None, null=None, **more
):
    """A finding about EDSS change, where lower is better; intervals as (estimate, lower, upper)."""
    parts = {
        "endpoint": "edss_change_mean",
        "label": "mean change",
        "unit": POINTS,
        "higher_is_better": False,
    }
    parts |= {"n_treated": 120} | more
    return Finding(
        **parts,
        found=None if found is None else estimate(*found),
        bounds=None if worst is None else Bounds(worst, best, 20, "made up"),
        contrast=None if contrast is None else estimate(*contrast),
        contrast_bounds=None if contrast_bounds is None else Bounds(*contrast_bounds, 20, "made up"),
        null=None if null is None else NullBand(*null, (), 100, 1),
    )


def tried(found: Finding, asserted: AssertedSet | None = None) -> ReadingTried:
    asserted = asserted or between(-3.0, -2.0, POINTS)
    interpretation = Interpretation(found.label, found.endpoint, asserted, {"months": 12})
    outcome, phrase = reading_outcome(found, asserted)
    return ReadingTried(
        interpretation, found, interval_position(found, asserted), None, None, outcome, phrase
    )


def claim(*interpretations: Interpretation, attribution=Attribution.CHANGE, **more) -> Claim:
    parts = {
        "kind": ClaimKind.OUTCOME,
        "population": "everyone treated",
        "assumed": (),
        "testable": Testable.YES,
    }
    parts |= {"readings": (Reading.SEEN, Reading.BECAUSE)} | more
    return Claim(
        "T1", "EDSS falls by 2–3 points", attribution=attribution, interpretations=interpretations, **parts
    )


def claim_of(*readings: ReadingTried, **more) -> Claim:
    return claim(*(reading.interpretation for reading in readings), **more)


def programme(assignment=Assignment.NONE, kind=None, blinded=None, audited=False) -> Programme:
    return Programme(
        "test",
        date(2025, 1, 1),
        "nobody",
        synthetic=True,
        audited=audited,
        time_zero=TimeZero("administrations.date"),
        groups=Groups(assignment=assignment, comparator_kind=kind, assessor_blinded=blinded),
    )


RANDOMISED = programme(Assignment.RANDOMISED, ComparatorKind.SHAM, blinded=True)
