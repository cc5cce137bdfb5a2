"""Made-up verdicts on nine made-up claims: every outcome, gate and column has its turn."""

from __future__ import annotations

from dataclasses import replace

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import (
    BenchmarkRow,
    GateResult,
    Judged,
    PublishedColumn,
    ReadingTried,
    Verdict,
)
from ranvier.claims.language.asserted import at_least, at_most, better, between, equal, never
from ranvier.claims.language.claim import (
    Attribution,
    Claim,
    ClaimKind,
    Interpretation,
    PublishedView,
    Testable,
)
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
from tests.unit.report.example_findings import (
    PERCENT,
    POINTS,
    change_finding,
    dose_finding,
    free_finding,
    lacking_finding,
    safety_finding,
    share_finding,
)

CANNOT_SHOW = "No record can show it."
TOO_FEW = "None seen where 1.4 were expected: too few to say anything."
HALF_AGREE = "10 of 20 published definitions agree."
BOTH = (Reading.SEEN, Reading.BECAUSE)


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


def gates(*, compared: bool) -> tuple[GateResult, ...]:
    """Checks of every kind of result and weight."""
    critical = {Reading.SEEN: Severity.CRITICAL, Reading.BECAUSE: Severity.CRITICAL}
    because = {Reading.SEEN: Severity.NOT_USED, Reading.BECAUSE: Severity.CRITICAL}
    minor = {Reading.SEEN: Severity.MINOR, Reading.BECAUSE: Severity.MINOR}
    comparator = GateStatus.PASS if compared else GateStatus.FAIL
    rows = (
        (1, "Estimand complete", GateStatus.PASS, "programme.toml", "all named", "all named", minor, False),
        (3, "Time zero", GateStatus.PASS, "administrations.date", "declared", "first dose", critical, False),
        (
            7,
            "Comparator",
            comparator,
            "patients.group",
            "a comparison group",
            "see who is counted",
            because,
            False,
        ),
        (
            9,
            "Baseline present",
            GateStatus.PASS,
            "visits.edss",
            "at most 10%",
            "9 of 150 (6%) without",
            critical,
            True,
        ),
        (
            10,
            "Relapse before baseline",
            GateStatus.FLAG,
            "relapses.onset_date",
            "10%",
            "31 of 141 (22%)",
            minor,
            True,
        ),
        (14, "Attrition", GateStatus.FLAG, "visits.date", "80%", "112 of 150 (75%) seen", minor, True),
        (
            17,
            "Rater blinded",
            GateStatus.NOT_ASSESSABLE,
            "visits.rater_blinded",
            "recorded",
            "absent",
            because,
            False,
        ),
        (
            34,
            "Supplied by",
            GateStatus.FLAG,
            "programme.toml",
            "audited",
            "own rows, not audited",
            minor,
            False,
        ),
    )
    caps = {Reading.BECAUSE: Cap.UNCONTROLLED_PATH}
    return tuple(
        GateResult(*row[:6], severity=row[6], proposed_threshold=row[7], caps_to=caps) for row in rows
    )


def benchmarks() -> tuple[BenchmarkRow, ...]:
    """Made-up published groups."""
    without, no_better = "expected without effect", "no better than ordinary treatment"
    sham, again = "+0.30 (+0.15 to +0.45)", "−0.41 EDSS points (95% CI −0.60 to −0.22, n 98)"
    return (
        BenchmarkRow(
            "a",
            "untreated",
            "after a relapse, 4 months",
            "−0.95",
            "−0.90, n 31",
            without,
            "X61",
            True,
            verified=True,
        ),
        BenchmarkRow("b", "sham", "mean change, 12 months", sham, "−0.49", without, "X26", False),
        BenchmarkRow(
            "c", "active", "2 years", "−0.17 (−0.29 to −0.05)", again, no_better, "X15", True, verified=True
        ),
    )


def tried(interpretation: Interpretation, finding: Finding, phrase: str) -> ReadingTried:
    return ReadingTried(interpretation, finding, None, None, None, Seen.RECORDS_DISAGREE, phrase)


def judged(outcome: Seen | Because, why: str, certainty: Certainty | None = None) -> Judged:
    reason = "One group without a control: very low at most." if certainty else ""
    return Judged(outcome, why, "made up", certainty, reason)


def verdict(
    made: Claim, finding: Finding | None, seen: Judged | None, because: Judged | None, **more: object
) -> Verdict:
    readings = (tried(made.interpretations[0], finding, "fails, even at best"),) if finding else ()
    whole = Verdict(
        claim=made,
        seen=seen,
        because=because,
        published=PublishedColumn(Published.INSUFFICIENT, "Only small series.", True, ("X31",)),
        tried=readings,
        gates=gates(compared=False),
        benchmarks=(),
        because_asserted=made.primary.asserted if made.primary and because else None,
        what_would_change=("A comparator: 75 treated and 75 untreated patients, assigned by lot.",),
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def verdicts() -> tuple[Verdict, ...]:
    """Nine verdicts without a comparison group."""
    change = Interpretation(
        "Mean change, 12 months", "edss_change_mean", between(-3, -2, POINTS), {"months": 12}
    )
    share = Interpretation("Share with a fall of at least 1.0", "edss_fall_share", equal(50, 5, PERCENT))
    free = Interpretation("Free of confirmed worsening, 5 years", "free_of_worsening", at_least(75, PERCENT))
    cancer = Interpretation("Cancers after the first dose", "cancer_never", never("cancers"))
    dose = Interpretation("Doses from cord or placenta", "product_share", at_least(100, PERCENT))
    lasts = Interpretation("Days until meningism ends", "adverse_event_lasts", at_most(4, "days"))
    fact = {"attribution": Attribution.RECORD, "readings": (Reading.SEEN,), "kind": ClaimKind.PROCESS}
    harm = {"kind": ClaimKind.SAFETY, "attribution": Attribution.SAFETY}
    untestable = {"untestable": CANNOT_SHOW, "testable": Testable.NO}
    second = replace(change, label="Mean change, 6 months")
    expected = "A therapy without effect shows −0.35 to −1.01 here."
    cannot = "The records lack adverse_events.term, adverse_events.end_date."
    short = judged(Seen.RECORDS_DISAGREE, "Short of −2 in all 2 readings, even at best.", Certainty.MODERATE)
    return (
        verdict(
            claim("C33", "The EDSS falls by 2 to 3 points.", change),
            change_finding(),
            short,
            judged(Because.CONTRADICTED, "Short of the claim even at best.", Certainty.VERY_LOW),
            benchmarks=benchmarks(),
            tried=(
                tried(change, change_finding(), "fails, even at best"),
                tried(second, change_finding(), "fails"),
            ),
        ),
        verdict(
            claim("C34", "Three quarters do not get worse.", free, attribution=Attribution.LEVEL),
            free_finding(),
            judged(Seen.CANNOT_BE_ASSESSED, "The 44 not seen decide: 49% at worst, 82% at best."),
            judged(Because.UNCONTROLLED, "The numbers fit, but nothing was compared.", Certainty.VERY_LOW),
            because_asserted=better(higher_is_better=True, unit=PERCENT),
        ),
        verdict(
            claim("C39", "About half of the patients improve.", share),
            share_finding(),
            judged(Seen.IMPRECISE, "The interval holds numbers inside and outside 50% ± 5.", Certainty.LOW),
            judged(Because.EXPECTED_WITHOUT_EFFECT, expected, Certainty.VERY_LOW),
        ),
        verdict(
            claim("C42", "The cells cause no tumours.", cancer, **harm),
            safety_finding(),
            judged(Seen.CANNOT_BE_ASSESSED, TOO_FEW),
            judged(Because.CANNOT_BE_ASSESSED, TOO_FEW),
        ),
        verdict(
            claim("C45", "The cells come from umbilical cord or placenta.", dose, **fact),
            dose_finding(),
            judged(Seen.RECORDS_AGREE, "All 262 doses.", Certainty.MODERATE),
            None,
            published=None,
        ),
        verdict(
            claim("C47", "Meningism lasts four days.", lasts, **fact),
            lacking_finding(),
            judged(Seen.CANNOT_BE_ASSESSED, cannot),
            None,
        ),
        verdict(
            claim("C49", "Nerves regain their sheath.", None, **untestable),
            None,
            judged(Seen.CANNOT_BE_ASSESSED, CANNOT_SHOW),
            judged(Because.CANNOT_BE_ASSESSED, CANNOT_SHOW),
            gates=(),
        ),
        verdict(
            claim("C50", "Relapses become rare.", replace(share, label="Share without a relapse, 12 months")),
            replace(share_finding(), label="Share without a relapse, 12 months", null=None, picture={}),
            judged(Seen.DEPENDS_ON_DEFINITION, HALF_AGREE, Certainty.LOW),
            judged(Because.DEPENDS_ON_DEFINITION, HALF_AGREE, Certainty.VERY_LOW),
        ),
        verdict(
            claim("C51", "A second dose gives the best result.", change, kind=ClaimKind.COMPARATIVE),
            replace(change_finding(), picture={}, null=None),
            judged(Seen.IMPRECISE, "The interval holds both sides of −0.25.", Certainty.VERY_LOW),
            judged(Because.NOT_SUPPORTED, "Gate 7, comparator: none (1 more)", Certainty.VERY_LOW),
        ),
    )
