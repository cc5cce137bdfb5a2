from __future__ import annotations

import hashlib
import math
from pathlib import Path

import pytest

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import AssertedKind
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_file import MAX_BYTES, list_claim_sets
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.errors import (
    ClaimSetError,
    EmptyFile,
    FileTooLarge,
    MissingFile,
    UnreadableFile,
    UsageError,
)
from ranvier.vocabulary.outcomes import Reading
from tests.unit.claims.small_sets import CHANGE, HEAD, LEVEL, NEVER, case, fact, small_set

SNAPSHOTS = Path(__file__).parent / "snapshots"


def faults_of(folder, *pieces, **more):
    with pytest.raises(ClaimSetError) as raised:
        small_set(folder, *pieces, **more)
    return raised.value


def problems(folder, *pieces, **more):
    return [fault.problem for fault in faults_of(folder, *pieces, **more).problems]


def test_a_claim_about_a_change_asserts_the_same_of_the_contrast(tmp_path):
    claim = small_set(tmp_path, CHANGE).claims[0]
    assert claim.because_asserted == claim.primary.asserted
    assert (claim.primary.asserted.low, claim.primary.asserted.high) == (-3, -2)
    assert claim.primary.asserted.unit == "EDSS points"


def test_a_claim_about_a_level_implies_only_the_direction(tmp_path):
    # verdict rule 1: better than the comparator; for a share free of worsening better is higher
    asserted = small_set(tmp_path, LEVEL).claims[0].because_asserted
    assert (asserted.kind, asserted.low, asserted.high) == (AssertedKind.BETTER, 0, math.inf)


def test_better_follows_the_endpoint(tmp_path):
    lower = CHANGE.replace('kind = "between", low = -3.0, high = -2.0', 'kind = "better"')
    asserted = small_set(tmp_path, lower).claims[0].primary.asserted
    assert (asserted.low, asserted.high) == (-math.inf, 0)


def test_of_a_ratio_better_and_worse_are_the_sides_of_1(tmp_path):
    ratio = CHANGE.replace("edss_change_mean", "relapse_rate_ratio_on").replace("months = 12", 'kind = "dmt"')
    for word, ends in (("better", (-math.inf, 1.0)), ("worse", (1.0, math.inf))):
        asserted = f'kind = "{word}"'
        text = ratio.replace('kind = "between", low = -3.0, high = -2.0, unit = "EDSS points"', asserted)
        found = small_set(tmp_path, text).claims[0].primary.asserted
        assert (found.low, found.high, found.unit) == (*ends, "times")


def test_worse_is_the_other_side_of_better(tmp_path):
    worse = CHANGE.replace('kind = "between", low = -3.0, high = -2.0', 'kind = "worse"')
    asserted = small_set(tmp_path, worse).claims[0].primary.asserted
    assert (asserted.low, asserted.high) == (0, math.inf)
    assert asserted.contains(0.5)
    assert not asserted.contains(0)


@pytest.mark.parametrize(
    ("piece", "old", "low", "high"),
    [
        # half an EDSS step is 0.25; 5 percentage points (verdict rule 1)
        (CHANGE, 'kind = "between", low = -3.0, high = -2.0', -1.25, -0.75),
        (LEVEL, 'kind = "at_least", x = 75.0', 70.0, 80.0),
    ],
)
def test_equal_has_the_default_margin_of_its_unit(tmp_path, piece, old, low, high):
    x = (low + high) / 2
    claim = small_set(tmp_path, piece.replace(old, f'kind = "equal", x = {x}')).claims[0]
    assert (claim.primary.asserted.low, claim.primary.asserted.high) == (low, high)


def test_further_interpretations_follow_the_stated_primary(tmp_path):
    further = """
[[claim.interpretation]]
label = "mean, 6 months"
endpoint = "edss_change_mean"
parameters = { months = 6 }
asserted = { kind = "at_most", x = -2.0, unit = "EDSS points" }
"""
    claim = small_set(tmp_path, CHANGE + further).claims[0]
    assert [one.label for one in claim.interpretations] == ["mean, 12 months", "mean, 6 months"]
    assert claim.primary.parameters == {"months": 12}
    assert claim.readings == (Reading.SEEN, Reading.BECAUSE)


def test_a_claim_that_records_cannot_test_needs_no_endpoint_but_a_reason(tmp_path):
    head = CHANGE.split("label =")[0].replace('testable = "yes"', 'testable = "no"')
    assert problems(tmp_path, head) == ["'untestable' is missing", "'could_test' is missing"]
    told = head + 'untestable = "no measurement exists"\ncould_test = "a laboratory study"\n'
    assert small_set(tmp_path, told).claims[0].interpretations == ()


def test_all_faults_of_a_set_are_shown_at_once(tmp_path):
    broken = (
        CHANGE.replace("attribution", "atribution").replace("edss_change_mean", "edss_change_means"),
        LEVEL.replace("months = 60", "month = 60").replace("at_least", "at_lest").replace('"seen"', '"sen"'),
        CHANGE.replace("-3.0", "-1.0").replace('"everyone treated"', "7"),
        NEVER.replace('kind = "never"', 'kind = "equal", x = 0').replace("A3", "A 3"),
        LEVEL.replace("A2", "A4").replace("75.0", "175.0").replace("months = 60", 'months = "60"'),
        LEVEL.replace("A2", "A5").replace('x = 75.0, unit = "%"', 'x = 0.75, unit = "share"'),
        LEVEL.replace("A2", "A6").replace('asserted = { kind = "at_least", x = 75.0, unit = "%" }', ""),
        NEVER.replace("A3", "A7").replace('["seen"]', '["seen", "because"]'),
        NEVER.replace("A3", "A8") + '[claim.published]\nverdict = "proven"\nfinding = "x"\n'
        'studies = ["E99"]\nfigures = ["E62z"]\nbenchmarks = ["edss_improve_ge2_1y"]\n',
    )  # fmt: skip
    error = faults_of(tmp_path, *broken, cases=(case("P1"),), facts=(fact("patients_treatd", x=3),))
    assert str(error) + "\n" == (SNAPSHOTS / "claimset_faults.txt").read_text(encoding="utf-8")
    assert error.exit_code == 30


def test_an_empty_set_says_what_is_missing(tmp_path):
    (tmp_path / "x.toml").write_text("[other]\na = 1\n", encoding="utf-8")
    with pytest.raises(ClaimSetError) as raised:
        read_claims(tmp_path / "x.toml")
    assert [fault.problem for fault in raised.value.problems] == [
        "the part [set] is missing",
        "there is no claim",
        "unknown key 'other'",
    ]


def test_a_fact_of_record_has_no_because(tmp_path):
    record = LEVEL.replace('"level"', '"record"')
    assert problems(tmp_path, record) == ["the attribution 'record' implies no set for the reading 'because'"]


def test_a_companion_file_must_lie_beside_the_set(tmp_path):
    outside = HEAD + 'cases = "../cases.toml"\n' + CHANGE
    (tmp_path / "a.toml").write_text(outside, encoding="utf-8")
    with pytest.raises(ClaimSetError, match="plain name"):
        read_claims(tmp_path / "a.toml")
    (tmp_path / "b.toml").write_text(outside.replace("../", ""), encoding="utf-8")
    with pytest.raises(ClaimSetError, match="not there"):
        read_claims(tmp_path / "b.toml")


def test_a_fault_of_a_case_names_the_key_and_never_the_value(tmp_path):
    wrong = case("P1", edss_before=2.3, age="61 years", sex="mary@example.org")
    text = str(faults_of(tmp_path, CHANGE, cases=(wrong,)))
    assert "2.3" not in text
    assert "61" not in text
    assert "mary" not in text
    assert "'edss_before' must be one EDSS score" in text
    assert "way to reach a person" in text


def test_two_cases_cannot_share_an_id(tmp_path):
    assert problems(tmp_path, CHANGE, cases=(case("P1"), case("P1"))) == ["the id 'P1' is used twice"]


def test_two_facts_of_a_kind_leave_a_rule_in_doubt(tmp_path):
    facts = (fact("patients_treated", x=3), fact("patients_treated", x=4))
    assert problems(tmp_path, CHANGE, facts=facts) == ["the fact 'patients_treated' is stated twice"]


def test_the_fingerprint_is_that_of_the_file(tmp_path):
    small_set(tmp_path, CHANGE)
    known = hashlib.sha256((tmp_path / "small.toml").read_bytes()).hexdigest()
    assert read_claims(str(tmp_path / "small.toml")).fingerprint == known


def test_a_byte_order_mark_is_no_fault(tmp_path):
    (tmp_path / "bom.toml").write_text(HEAD + CHANGE, encoding="utf-8-sig")
    assert read_claims(tmp_path / "bom.toml").id == "small"


def test_files_that_cannot_be_read_have_their_own_errors(tmp_path):
    cases = {
        "none.toml": (None, MissingFile),
        "empty.toml": (b" \n", EmptyFile),
        "large.toml": (b"#" * (MAX_BYTES + 1), FileTooLarge),
        "latin.toml": ("título = 1".encode("latin-1"), UnreadableFile),
        "torn.toml": (b'[set]\nid = "x', ClaimSetError),
        "deep.toml": (b"a = " + b"[" * 5000, ClaimSetError),
    }
    for name, (content, error) in cases.items():
        if content is not None:
            (tmp_path / name).write_bytes(content)
        with pytest.raises(error):
            read_claims(tmp_path / name)


def test_an_unknown_name_gets_the_nearest_shipped_one():
    with pytest.raises(UsageError) as raised:
        read_claims("cell-terapy")
    assert raised.value.hint == "did you mean 'cell-therapy'?"
    assert "cell-therapy" in list_claim_sets()


def test_every_shipped_set_can_be_read():
    for name in list_claim_sets():
        assert read_claims(name).id == name


def test_the_claim_language_knows_exactly_the_endpoints_that_records_can_answer():
    assert set(ENDPOINT_NAMES) == set(ENDPOINTS)


@pytest.mark.parametrize("asserted", ['at_least", x = 0.75', 'between", low = 0.5, high = 0.75'])
def test_a_share_written_as_a_fraction_is_a_fault(tmp_path, asserted):
    # at least 0.75 % agrees with nearly any records
    error = faults_of(tmp_path, LEVEL.replace('at_least", x = 75.0', asserted))
    assert "write percentages as 75.0, not 0.75" in str(error)


def test_a_missing_unit_is_told_even_where_the_endpoint_is_unknown(tmp_path):
    wrong = CHANGE.replace("edss_change_mean", "edss_chnage").replace(', unit = "EDSS points"', "")
    assert problems(tmp_path, wrong) == ["there is no endpoint 'edss_chnage'", "'unit' is missing"]


def test_faults_come_in_the_order_of_the_lines(tmp_path):
    error = faults_of(tmp_path, CHANGE, LEVEL.replace("at_least", "at_lest"), NEVER.replace("A3", "A1"))
    lines = [int(line.split()[2].rstrip(",")) for line in str(error).splitlines() if "where:" in line]
    assert lines == sorted(lines)
