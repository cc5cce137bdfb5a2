"""What the page says in one place it does not deny in another."""

from dataclasses import replace

import pytest

from ranvier.claims.basis.finding import Finding
from ranvier.claims.judging.verdict import Examination, GateResult
from ranvier.estimates.result import Estimate
from ranvier.report.results import printed
from ranvier.report.sections.comparison import who_scored_was_blinded
from ranvier.report.sections.header import tell_header
from ranvier.report.sections.limits import tell_limits
from ranvier.report.sections.minute import tell_in_one_minute
from ranvier.report.sections.safety import safety_rows
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.outcomes import Because, GateStatus
from tests.unit.report import example

PER_YEARS = "per 1,000 person-years"
SCORES = "Whether scores were given without knowing the treatment."


def _events(verified: int, watched: int) -> Finding:
    found = Estimate(0.0, 0.0, 128.0, 30, "", "", PER_YEARS, watched)
    return Finding(
        "cancer", "cancers", PER_YEARS, False, 150, found, verified_events=verified, watched_events=watched
    )


def test_events_outside_the_time_asked_are_the_first_number() -> None:
    assert (
        printed(_events(2, 0), Sharing()).phrase == "fewer than 5 events in the records (0 in the time asked)"
    )
    assert printed(_events(1, 0), Sharing(internal=True)).phrase.startswith("1 event in the records")
    assert printed(_events(0, 0), Sharing()).number == f"0 {PER_YEARS}"


def test_no_safety_row_is_left_without_a_reading() -> None:
    rows = safety_rows(example.uncontrolled(), Sharing())
    assert rows
    assert all(row.reads for row in rows)


def _with_blinding(status: GateStatus | None) -> Examination:
    base = example.uncontrolled()
    gate = GateResult(17, "Rater blinded", status, "", "", "") if status else None
    verdicts = [
        replace(one, gates=(*(g for g in one.gates if g.number != 17), *((gate,) if gate else ())))
        for one in base.verdicts
    ]
    assert base.programme is not None
    programme = replace(base.programme, groups=replace(base.programme.groups, assessor_blinded=None))
    return replace(base, verdicts=tuple(verdicts), programme=programme)


@pytest.mark.parametrize(
    ("status", "blinded", "words"),
    [
        (GateStatus.FAIL, False, "raters who knew it"),
        (GateStatus.NOT_ASSESSABLE, None, "do not say"),
        (None, None, "do not say"),
        (GateStatus.PASS, True, ""),
    ],
)
def test_who_knew_the_treatment_is_told_as_the_check_found_it(
    status: GateStatus | None, blinded: bool | None, words: str
) -> None:
    examination = _with_blinding(status)
    told = [limit.why for limit in tell_limits(examination, Sharing()) if limit.what == SCORES]
    assert who_scored_was_blinded(examination) is blinded
    assert (words in told[0]) if words else not told


def test_head_and_first_answer_count_the_same_claims() -> None:
    examination = example.randomised()
    assert "for 1 of 6 claims about an effect" in tell_header(examination, Sharing()).deck
    assert "for 1 of 6 claims about an effect" in tell_in_one_minute(examination, Sharing()).answers[0].short


def test_the_contrast_of_a_compared_claim_is_in_the_lead_once() -> None:
    base = example.randomised()
    lead = tell_in_one_minute(base, Sharing()).leads[0]
    assert lead.count("reated minus comparator") == 1


def test_not_supported_gives_its_own_ground() -> None:
    base = example.randomised()
    first = base.verdicts[0]
    assert first.because is not None
    why = "Gate 23, visits: the groups were not seen alike."
    judged = replace(first.because, outcome=Because.NOT_SUPPORTED, why=why)
    minute = tell_in_one_minute(replace(base, verdicts=(replace(first, because=judged),)), Sharing())
    row = next(row for row in minute.strips[1].rows if row.chip.words == "not supported")
    assert row.sentence == why
