"""A made-up examination: no patient, clinic, study or number in it is real.

`uncontrolled()` has no comparison group, `randomised()` has one, `without_records()` has no programme. All
numbers were chosen by hand to exercise every part of the page.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from ranvier.claims.asserted import at_least, at_most, better, between, equal, never
from ranvier.claims.claim import Attribution, Claim, ClaimKind, ClaimSet, Interpretation, PublishedView, Testable
from ranvier.claims.finding import Finding, NullBand, NullVariant
from ranvier.claims.verdict import (
    BenchmarkRow,
    Examination,
    FlowStep,
    GateResult,
    Inconsistency,
    Judged,
    PublishedColumn,
    Question,
    ReadingTried,
    TableOneRow,
    Verdict,
)
from ranvier.estimates.result import Bounds, Estimate
from ranvier.tables.faults import TableCount
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.outcomes import (
    Because,
    Cap,
    Certainty,
    GateStatus,
    Published,
    Reading,
    Seen,
    Severity,
)
from ranvier.vocabulary.people import Assignment, ComparatorKind

POINTS, PERCENT = "EDSS points", "%"
N_TREATED, N_SEEN = 150, 112
BOTH = (Reading.SEEN, Reading.BECAUSE)
CHANGES = (
    (-3.0, 1), (-2.5, 2), (-2.0, 6), (-1.5, 12), (-1.0, 22), (-0.5, 21),
    (0.0, 20), (0.5, 14), (1.0, 9), (1.5, 4), (2.5, 1),
)  # fmt: skip


def claim(identity: str, statement: str, primary: Interpretation | None, **changes: object) -> Claim:
    """A made-up claim about an effect; *changes* are fields of `Claim`."""
    made = Claim(
        id=identity,
        statement=statement,
        kind=ClaimKind.OUTCOME,
        attribution=Attribution.CHANGE,
        population="everyone treated",
        interpretations=(primary,) if primary else (),
        readings=BOTH,
        assumed=("The page does not say when: we took 12 months.",),
        testable=Testable.YES,
        published=PublishedView(Published.INSUFFICIENT, "Only small series."),
        could_test="A trial in which lot decides who is treated.",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def null_band() -> NullBand:
    """An envelope over four made-up ways to look without an effect."""
    variants = (
        NullVariant("course, relapses and scoring noise", -0.55, -0.76, -0.35),
        NullVariant("with placebo and expectation", -0.72, -0.94, -0.50),
        NullVariant("with an unblinded rater", -0.80, -1.01, -0.58),
        NullVariant("with the steroid effect", -0.62, -0.83, -0.41),
    )
    histogram = tuple(
        (change, max(n - 9.0, 0.0), float(n), n + 11.0) for change, n in ((value, float(n)) for value, n in CHANGES)
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
        bounds=Bounds(0.40, -1.13, N_TREATED - N_SEEN, "Not seen: worst +3 points each, best −3 points each."),
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
                (0, 141, 0), (365, 120, 8), (731, 98, 14), (1096, 77, 21), (1461, 52, 25), (1826, 31, 28), (2192, 12, 29),
            ),  # fmt: skip
            "horizon_day": 1826,
            "comparator_curve": _curve(0.12, 0.11) if compared else (),
            "naive_at_horizon": 77.0,
        },
    )  # fmt: skip


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


def gates(*, compared: bool) -> tuple[GateResult, ...]:
    """Checks of every kind of result and weight."""
    critical = {Reading.SEEN: Severity.CRITICAL, Reading.BECAUSE: Severity.CRITICAL}
    because = {Reading.SEEN: Severity.NOT_USED, Reading.BECAUSE: Severity.CRITICAL}
    minor = {Reading.SEEN: Severity.MINOR, Reading.BECAUSE: Severity.MINOR}
    comparator = GateStatus.PASS if compared else GateStatus.FAIL
    rows = (
        (1, "Estimand complete", GateStatus.PASS, "programme.toml", "all named", "all named", minor, False),
        (3, "Time zero", GateStatus.PASS, "administrations.date", "declared", "first dose", critical, False),
        (7, "Comparator", comparator, "patients.group", "a comparison group", "see who is counted", because, False),
        (9, "Baseline present", GateStatus.PASS, "visits.edss", "at most 10%", "9 of 150 (6%) without", critical, True),
        (10, "Relapse before baseline", GateStatus.FLAG, "relapses.onset_date", "10%", "31 of 141 (22%)", minor, True),
        (14, "Attrition", GateStatus.FLAG, "visits.date", "80%", "112 of 150 (75%) seen", minor, True),
        (17, "Rater blinded", GateStatus.NOT_ASSESSABLE, "visits.rater_blinded", "recorded", "absent", because, False),
        (34, "Supplied by", GateStatus.FLAG, "programme.toml", "audited", "own rows, not audited", minor, False),
    )
    caps = {Reading.BECAUSE: Cap.UNCONTROLLED_PATH}
    return tuple(GateResult(*row[:6], severity=row[6], proposed_threshold=row[7], caps_to=caps) for row in rows)


def benchmarks() -> tuple[BenchmarkRow, ...]:
    """Made-up published groups."""
    return (
        BenchmarkRow("a", "untreated", "recovery after a relapse, 4 months", "−0.95", "−0.90, n 31", "expected without effect", "X61", True),
        BenchmarkRow("b", "sham", "mean change, 12 months", "+0.30 (+0.15 to +0.45)", "−0.49", "expected without effect", "X26", False),
        BenchmarkRow("c", "active", "mean change, 2 years", "−0.17 (−0.29 to −0.05)", "not re-scored: too few", "no better than ordinary treatment", "X15", True),
    )  # fmt: skip  # noqa: E501 - a table reads best in rows


def _tried(interpretation: Interpretation, finding: Finding, phrase: str) -> ReadingTried:
    return ReadingTried(interpretation, finding, None, None, None, Seen.RECORDS_DISAGREE, phrase)


def _judged(outcome: Seen | Because, why: str, certainty: Certainty | None = None) -> Judged:
    reason = "One group without a control: very low at most." if certainty else ""
    return Judged(outcome, why, "made up", certainty, reason)


def _verdict(made: Claim, finding: Finding | None, seen: Judged | None, because: Judged | None, **more: object) -> Verdict:
    tried = (_tried(made.interpretations[0], finding, "fails, even at best"),) if finding else ()
    whole = Verdict(
        claim=made,
        seen=seen,
        because=because,
        published=PublishedColumn(Published.INSUFFICIENT, "Only small series.", True, ("X31",)),
        tried=tried,
        gates=gates(compared=False),
        benchmarks=(),
        because_asserted=made.primary.asserted if made.primary and because else None,
        what_would_change=("A comparator: 75 treated and 75 untreated patients, assigned by lot.",),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def verdicts() -> tuple[Verdict, ...]:
    """Nine verdicts without a comparison group."""
    change = Interpretation("Mean change, 12 months", "edss_change_mean", between(-3, -2, POINTS), {"months": 12})
    share = Interpretation("Share with a fall of at least 1.0", "edss_fall_share", equal(50, 5, PERCENT))
    free = Interpretation("Free of confirmed worsening, 5 years", "free_of_worsening", at_least(75, PERCENT))
    cancer = Interpretation("Cancers after the first dose", "cancer_never", never("cancers"))
    dose = Interpretation("Doses from cord or placenta", "product_share", at_least(100, PERCENT))
    lasts = Interpretation("Days until meningism ends", "adverse_event_lasts", at_most(4, "days"))
    fact = {"attribution": Attribution.RECORD, "readings": (Reading.SEEN,), "kind": ClaimKind.PROCESS}
    second = replace(change, label="Mean change, 6 months")
    expected = "A therapy without effect shows −0.35 to −1.01 here."
    cannot = "The records lack adverse_events.term, adverse_events.end_date."
    short = _judged(Seen.RECORDS_DISAGREE, "Short of −2 in all 2 readings, even at best.", Certainty.MODERATE)
    return (
        _verdict(
            claim("C33", "The EDSS falls by 2 to 3 points.", change),
            change_finding(),
            short,
            _judged(Because.CONTRADICTED, "Short of the claim even at best.", Certainty.VERY_LOW),
            benchmarks=benchmarks(),
            tried=(_tried(change, change_finding(), "fails, even at best"), _tried(second, change_finding(), "fails")),
        ),
        _verdict(
            claim("C34", "Three quarters do not get worse in five years.", free, attribution=Attribution.LEVEL),
            free_finding(),
            _judged(Seen.CANNOT_BE_ASSESSED, "The 44 not seen decide: 49% at worst, 82% at best."),
            _judged(Because.UNCONTROLLED, "The numbers fit, but nothing was compared.", Certainty.VERY_LOW),
            because_asserted=better(higher_is_better=True, unit=PERCENT),
        ),
        _verdict(
            claim("C39", "About half of the patients improve.", share),
            share_finding(),
            _judged(Seen.IMPRECISE, "The interval holds numbers inside and outside 50% ± 5.", Certainty.LOW),
            _judged(Because.EXPECTED_WITHOUT_EFFECT, expected, Certainty.VERY_LOW),
        ),
        _verdict(
            claim("C42", "The cells cause no tumours.", cancer, kind=ClaimKind.SAFETY, attribution=Attribution.SAFETY),
            safety_finding(),
            _judged(Seen.CANNOT_BE_ASSESSED, "None seen where 1.4 were expected: too few to say anything."),
            _judged(Because.CANNOT_BE_ASSESSED, "None seen where 1.4 were expected: too few to say anything."),
        ),
        _verdict(
            claim("C45", "The cells come from umbilical cord or placenta.", dose, **fact),
            dose_finding(),
            _judged(Seen.RECORDS_AGREE, "All 262 doses.", Certainty.MODERATE),
            None,
            published=None,
        ),
        _verdict(
            claim("C47", "Meningism lasts four days.", lasts, **fact),
            lacking_finding(),
            _judged(Seen.CANNOT_BE_ASSESSED, cannot),
            None,
        ),
        _verdict(
            claim("C49", "Nerve fibres regain their sheath.", None, untestable="No record can show it.", testable=Testable.NO),
            None,
            _judged(Seen.CANNOT_BE_ASSESSED, "No record can show it."),
            _judged(Because.CANNOT_BE_ASSESSED, "No record can show it."),
            gates=(),
        ),
        _verdict(
            claim("C50", "Relapses become rare.", replace(share, label="Share without a relapse, 12 months")),
            replace(share_finding(), label="Share without a relapse, 12 months", null=None, picture={}),
            _judged(Seen.DEPENDS_ON_DEFINITION, "10 of 20 published definitions agree.", Certainty.LOW),
            _judged(Because.DEPENDS_ON_DEFINITION, "10 of 20 published definitions agree.", Certainty.VERY_LOW),
        ),
        _verdict(
            claim("C51", "A second dose gives the best result.", change, kind=ClaimKind.COMPARATIVE),
            replace(change_finding(), picture={}, null=None),
            _judged(Seen.IMPRECISE, "The interval holds both sides of −0.25.", Certainty.VERY_LOW),
            _judged(Because.NOT_SUPPORTED, "Gate 7, comparator: see who is counted (1 more)", Certainty.VERY_LOW),
        ),
    )  # fmt: skip  # noqa: E501 - a table reads best in rows


FLOW = (
    FlowStep(168, "on the programme’s list", "numbers 1–168"),
    FlowStep(158, "with a record", "", (("no record behind the number", 10),)),
    FlowStep(150, "treated at least once", "262 doses", (("decided against treatment", 8),)),
    FlowStep(141, "with a baseline EDSS", "−90 to 0 days, before steroids", (("no EDSS in the 90 days before the first dose", 9),)),
    FlowStep(112, "with an EDSS at 12 ± 2 months", "75% of all treated", (("no contact since", 21), ("visit outside the window", 5), ("died", 3))),
)  # fmt: skip  # noqa: E501 - a table reads best in rows

TABLE_ONE = (
    TableOneRow("Women", "101 (67%)", 0, "52 (69%)", 0, (101, 52)),
    TableOneRow("Age, years", "39 [32–46]", 0, "38 [31–47]", 0),
    TableOneRow("Relapsing", "118 (79%)", 0, "60 (80%)", 0, (118, 60)),
    TableOneRow("Primary progressive", "3 (2%)", 0, "6 (8%)", 0, (3, 6)),
    TableOneRow("Secondary progressive", "29 (19%)", 0, "9 (12%)", 0, (29, 9)),
    TableOneRow("EDSS at baseline", "4.5 [3.0–6.0]", 9, "4.0 [3.0–5.5]", 2),
)

COUNTS = (
    TableCount("patients", "patients.csv", 168, 0),
    TableCount("visits", "visits.csv", 1204, 17, (("without a date", 12), ("before birth", 5))),
    TableCount("relapses", "relapses.csv", 402, 3, (("unknown patient", 3),)),
)


def uncontrolled() -> Examination:
    """A made-up programme with nobody to compare with."""
    programme = Programme(
        name="Invented clinic A",
        data_date=date(2026, 1, 31),
        supplied_by="Invented clinic A, data office",
        synthetic=True,
        claims_fixed=date(2026, 1, 20),
        time_zero=TimeZero(treated="administrations.date"),
    )
    return Examination(
        claim_set=claim_set(),
        verdicts=verdicts(),
        seed=20260101,
        programme=programme,
        n_treated=N_TREATED,
        followup_years=512.4,
        flow=FLOW,
        table_one=tuple(replace(row, comparator="") for row in TABLE_ONE),
        counts=COUNTS,
        files={"patients.csv": "ab" * 32, "visits.csv": "cd" * 32, "programme.toml": "12" * 32},
        inconsistencies=inconsistencies(),
        questions=questions(),
        settings=(("baseline: at most", "90 days before day 0"), ("worsening: confirmed after", "168 days")),
        thresholds=(("gate 9: patients without a baseline", "10% ◊"),),
        assumed_parameters=("placebo and expectation −0.2 points (unverified)",),
    )


def randomised() -> Examination:
    """A made-up programme in which lot decided who was treated."""
    base = uncontrolled()
    assert base.programme is not None
    groups = Groups(("treated",), ("sham",), Assignment.RANDOMISED, ComparatorKind.SHAM, True)
    programme = replace(base.programme, name="Invented clinic B", groups=groups)
    change = replace(
        change_finding(),
        contrast=Estimate(-2.31, -2.58, -2.04, 187, "Welch", "treated minus comparator", POINTS),
        found=Estimate(-2.40, -2.61, -2.19, N_SEEN, "t interval", "EDSS change", POINTS),
    )
    first, second, *others = base.verdicts
    supported = replace(
        first,
        seen=_judged(Seen.RECORDS_AGREE, "Holds even at worst for those not seen.", Certainty.MODERATE),
        because=replace(
            _judged(Because.SUPPORTED, "Treated minus comparator −2.31 EDSS points (95% CI −2.58 to −2.04): as large as claimed.", Certainty.MODERATE),
            certainty_why="Lot decided and scoring was blinded; the rows are not audited.",
        ),
        tried=(_tried(first.claim.interpretations[0], change, "holds"),),
        gates=gates(compared=True),
    )  # fmt: skip  # noqa: E501 - a sentence as the claims room writes it
    free = replace(
        free_finding(compared=True),
        contrast=Estimate(18.2, 5.1, 31.3, 290, "Greenwood", "treated minus comparator", PERCENT),
    )
    smaller = replace(
        second,
        because=_judged(Because.EFFECT_SMALLER_THAN_CLAIMED, "An effect, smaller than claimed.", Certainty.LOW),
        tried=(_tried(second.claim.interpretations[0], free, "holds"),),
        gates=gates(compared=True),
    )
    return replace(
        base, programme=programme, n_comparator=75, verdicts=(supported, smaller, *others), table_one=TABLE_ONE
    )


def without_records() -> Examination:
    """The same claims without any records."""
    base = uncontrolled()
    none = "No records were given to compare with."
    bare = tuple(
        replace(
            one,
            tried=(),
            gates=(),
            benchmarks=(),
            because_asserted=None,
            seen=_judged(Seen.CANNOT_BE_ASSESSED, none),
            because=_judged(Because.CANNOT_BE_ASSESSED, none) if one.because else None,
        )
        for one in base.verdicts
    )
    return Examination(
        claim_set=claim_set(),
        verdicts=bare,
        seed=1,
        inconsistencies=inconsistencies(),
        questions=questions(),
        settings=base.settings,
    )


def claim_set() -> ClaimSet:
    """The made-up claims as a set."""
    claims = tuple(verdict.claim for verdict in verdicts())
    return ClaimSet("made-up", "Made-up claims", "1", "a made-up page", claims, fingerprint="ef" * 32)


def inconsistencies() -> tuple[Inconsistency, ...]:
    """Two made-up findings."""
    return (
        Inconsistency("Faster than its mechanism.", "Benefit by day 10, a mechanism of six months.", ("C33", "C49")),
        Inconsistency("Every printed case improved.", "9 of 9 described cases improved.", ("C39",)),
    )


def questions() -> tuple[Question, ...]:
    """Ten made-up questions."""
    return tuple(
        Question(f"Made-up question {place}: how many were treated in all?", "It is the denominator.", ("C33",))
        for place in range(1, 11)
    )
