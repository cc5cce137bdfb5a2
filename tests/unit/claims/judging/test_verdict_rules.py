"""Sentences of docs/reference/verdicts.md that no other test holds the code to."""

from dataclasses import replace
from types import MappingProxyType

import pytest

import ranvier as rv
from ranvier.claims.basis.rules import Rules
from ranvier.claims.judging.certainty import certainty_rules
from ranvier.claims.judging.decision import decision_tables
from ranvier.claims.judging.judge_because import judge_because
from ranvier.claims.judging.judge_seen import judge_seen
from ranvier.claims.judging.phrases_because import OTHER_TIMES
from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.language.asserted import at_most, never
from ranvier.claims.language.claim import Attribution
from ranvier.tables.programme import Groups
from ranvier.vocabulary.outcomes import Because, Certainty, GateStatus, Reading, Seen, Severity
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.small_cohorts import on
from tests.unit.claims.findings import claim_of, finding, programme, tried
from tests.unit.claims.gates.ask import clinic, names

RULES = Rules()
LOT, BESIDE = Assignment.RANDOMISED, Assignment.EXTERNAL
SUPPORTS = finding(contrast=(-2.5, -2.8, -2.2))
UNAUDITED = GateResult(34, "Supplied by", GateStatus.FLAG, "", "", "")
GAPS = GateResult(16, "Responders only", GateStatus.FLAG, "", "", "")


def because(found=SUPPORTS, gates=(), records=None, **more):
    reading = tried(found)
    claim = claim_of(reading, **more)
    return judge_because(claim, (reading,), gates, (), records or programme(), RULES)


def beside(assignment, *, blinded=None):
    groups = Groups(assignment=assignment, comparator_kind=ComparatorKind.SHAM, assessor_blinded=blinded)
    return replace(programme(), groups=groups)


# --- 8: caps of certainty, and each lowering named


@pytest.mark.parametrize(
    ("records", "found", "certainty", "named"),
    [
        (programme(), finding(), Certainty.VERY_LOW, "without a control"),
        (beside(BESIDE), SUPPORTS, Certainty.LOW, "not assigned by lot"),
        (beside(LOT), SUPPORTS, Certainty.MODERATE, "not known to be blinded"),
        (beside(LOT, blinded=False), SUPPORTS, Certainty.MODERATE, "not known to be blinded"),
        (beside(LOT, blinded=True), SUPPORTS, Certainty.HIGH, "assessor blinded"),
    ],
)
def test_the_highest_certainty_of_because_follows_who_is_compared(records, found, certainty, named):
    answer = because(found, records=records)
    assert answer.certainty is certainty
    assert named in answer.certainty_why


def test_each_thing_that_lowers_the_certainty_takes_a_step_and_is_named():
    failing = GateResult(
        13, "Rater noise", GateStatus.FAIL, "", "", "", severity={Reading.BECAUSE: Severity.MINOR}
    )
    answer = because(gates=(UNAUDITED, GAPS, failing), records=beside(LOT, blinded=True))
    assert answer.certainty is Certainty.VERY_LOW  # high, and three steps down
    for words in ("not audited", "gaps on the list", "gate 13 fails (rater noise)"):
        assert words in answer.certainty_why


def test_more_than_a_fifth_not_seen_takes_a_step():
    some, more = (replace(SUPPORTS, unseen=MappingProxyType({"no_contact": n})) for n in (24, 25))
    records = beside(LOT, blinded=True)
    assert because(some, records=records).certainty is Certainty.HIGH  # 24 of 120: 20%
    assert because(more, records=records).certainty is Certainty.MODERATE


@pytest.mark.parametrize(("audited", "certainty"), [(True, Certainty.HIGH), (False, Certainty.MODERATE)])
def test_rows_that_nobody_audited_are_never_more_than_moderate(audited, certainty):
    reading = tried(finding(worst=0.40, best=-1.38))
    records = replace(programme(), audited=audited)
    assert judge_seen(claim_of(reading), (reading,), (), records, RULES).certainty is certainty


def test_every_cap_has_a_step_of_the_ladder():
    assert set(certainty_rules().caps) == {
        "seen_audited",
        "seen_unaudited",
        "because_uncontrolled",
        "because_external",
        "because_randomised",
        "because_randomised_blinded",
    }


# --- 1: charity of "never"


def events(n):
    return tried(finding(verified_events=n, watched_events=n), never("events"))


@pytest.mark.parametrize(
    ("counts", "outcome"),
    [
        ((1, 1), Seen.RECORDS_DISAGREE),
        ((1, 0), Seen.CANNOT_BE_ASSESSED),
        ((0, 1), Seen.CANNOT_BE_ASSESSED),  # no expected number
    ],
)
def test_never_fails_only_if_every_reading_has_an_event(counts, outcome):
    readings = tuple(events(n) for n in counts)
    claim = claim_of(*readings, attribution=Attribution.SAFETY)
    assert judge_seen(claim, readings, (), programme(), RULES).outcome is outcome


# --- 6: what is drawn again


def test_answers_that_no_number_gives_are_not_drawn_again():
    for table in decision_tables().values():
        for row in table.rows:
            by_check = any(word in row.name for word in ("gate", "no number", "definition"))
            if by_check:
                assert not row.of_number, row.name
    rows = {row.name: row for row in decision_tables()["because"].rows}
    assert rows["compared, and as claimed"].of_number


# --- 6, step 3: alone, a claim can be contradicted by what falls short of no effect


def test_alone_free_of_worsening_is_contradicted_where_all_worsen_at_once():
    # sixty patients, all two points worse at the first visit and ever after, none lost for seven years
    course = {-10: 2.0} | dict.fromkeys(range(180, 2700, 182), 4.0)
    cohort = clinic(60, scores=course, relapses=[{"patient_id": names(1)[0], "onset_date": on(-900)}])
    claims = rv.read_claims("cell-therapy")
    c34 = next(claim for claim in claims.claims if claim.id == "C34")
    (verdict,) = rv.examine(cohort, replace(claims, claims=(c34,))).verdicts
    assert verdict.because.outcome is Because.CONTRADICTED
    assert verdict.because.certainty is Certainty.VERY_LOW


def test_times_of_the_same_patients_are_at_best_uncontrolled_and_say_why():
    ratio = finding((0.5, 0.3, 0.8), unit="times")
    reading = tried(ratio, at_most(1.0, "times"))
    answer = judge_because(claim_of(reading), (reading,), (), (), programme(), RULES)
    assert (answer.outcome, answer.why) == (Because.UNCONTROLLED, OTHER_TIMES)
