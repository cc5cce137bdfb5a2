"""What would change a verdict: always something, and in words a clinic can act on."""

from ranvier.claims.gates import GATES
from ranvier.claims.gates.severity import read_severity
from ranvier.claims.judging.verdict import GateResult
from ranvier.claims.judging.what_would_change import REMEDIES, judge_what_would_change
from ranvier.claims.language.claim import Attribution, Testable as HowTestable
from ranvier.vocabulary.outcomes import Cap, GateStatus, Reading, Severity
from tests.unit.claims.findings import claim_of, finding, tried

PRIMARY = tried(finding(worst=0.4, best=-1.4))


def gate(number, status=GateStatus.FAIL):
    return GateResult(
        number,
        "A check",
        status,
        "",
        "",
        "a reason with 61 of 142",
        {Reading.BECAUSE: Severity.CRITICAL},
        caps_to={Reading.BECAUSE: Cap.CERTAINTY_ONLY},
    )


def test_a_claim_no_registry_can_test_says_what_could():
    claim = claim_of(PRIMARY, testable=HowTestable.NO, untestable="No.", could_test="A trial.")
    assert judge_what_would_change(claim, None, ()) == ("A trial.",)


def test_a_failing_check_says_what_to_do_and_not_its_figures():
    steps = judge_what_would_change(claim_of(PRIMARY), PRIMARY.finding, (gate(10),))
    assert steps[0] == f"{REMEDIES[10]} (Gate 10 fails now.)"
    assert not any("142" in step for step in steps)


def test_a_comparator_is_sized_where_there_is_none():
    # spread of 100 patients with ±0.155: 0.155 / 1.96 · 10 = 0.791; 2 · 10.507 · 0.791² / 0.5² = 52.6
    steps = judge_what_would_change(claim_of(PRIMARY), PRIMARY.finding, ())
    assert any(step.startswith("A comparator: 53 treated and 53 untreated") for step in steps)


def test_something_is_always_said():
    known = tried(finding(found=(100.0,)))
    assert judge_what_would_change(claim_of(known, attribution=Attribution.RECORD), known.finding, ())


def test_every_check_that_can_cap_has_a_remedy_of_its_own():
    weights = read_severity().weights
    capping = {
        key[0] for key, entry in weights.items() if any(one.cap is not Cap.NONE for one in entry.values())
    }
    assert capping <= {*REMEDIES, 7, 39}
    assert set(REMEDIES) <= {check.number for check in GATES}
