"""Cases of somebody's file: read leniently, every fault at once and with its line."""

from __future__ import annotations

import pytest

from ranvier.errors import EmptyFile, FileTooLarge, LiteratureError, MissingFile, UnreadableFile
from ranvier.literature.retrodiction.after import Truth
from ranvier.literature.retrodiction.case_file import LARGEST_FILE_BYTES, read_cases
from ranvier.literature.retrodiction.early import ChosenForActivity, TherapyKind
from ranvier.vocabulary.outcomes import Published

WHOLE = """\
cases:
- id: R30
  therapy: a therapy
  kind: device/procedure
  early:
    year: 1999
    n_start: 20-24
    n_analysed: not retrieved
    selected_on_recent_activity: yes (progressing)
    followup: 6 months
    numbers:
    - what: improved
      value: 9/18
      status: primary
    - what: 95% CI of 9/18
      value: 26-74%
      status: derived
      how: Clopper-Pearson
    - {what: told by a friend, value: many, status: "memory, low"}
  claimed_then: it helps
  decisive:
  - citation: later
    design: RCT
    n: 20 vs 20
    numbers: []
  truth: {relapse: short-term only, disability: does_not_work in PPMS, mri: none, harm: none,
          overall: works_on_relapse_but_withdrawn_for_harm, confidence: medium (one trial)}
  features: {improved_k: 9, improved_n: 18, uncontrolled: yes, edss: unknown}
  traps: [no_control]
  expected_on_early_data: insufficient
  forbidden_on_early_data: [supported]
  expected_after_trial: unsupported
"""


def read(tmp_path, text):
    file = tmp_path / "cases.yaml"
    file.write_text(text, encoding="utf-8")
    return read_cases(file)


def test_a_case_is_read_with_its_parts_apart(tmp_path):
    cases = read(tmp_path, WHOLE)
    (early,), answer = cases.early, cases.after["R30"]
    assert (early.n_start, early.n_analysed) == (20, 20)
    assert early.kind is TherapyKind.PROCEDURE
    assert early.chosen_for_activity is ChosenForActivity.YES
    assert dict(early.features) == {"improved_k": 9, "improved_n": 18, "uncontrolled": True}
    assert (early.claimed, early.follow_up) == ("it helps", "6 months")
    assert [number.may_decide for number in early.numbers] == [True, True, False]
    assert early.numbers[1].inputs == ("R30a",)
    assert answer.found.overall is Truth.WORKS
    assert answer.found.withdrawn_for_harm
    assert (answer.found.relapse, answer.found.disability) == (Truth.UNRESOLVED, Truth.DOES_NOT_WORK)
    assert answer.acceptable_on_early == (Published.INSUFFICIENT,)
    assert cases.trials["R30"][0].id == "R30.t1"


def test_a_case_with_next_to_nothing_is_read(tmp_path):
    cases = read(tmp_path, "cases:\n- id: X1\n  early: {design: open}\n")
    assert cases.early[0].n_start is None
    assert dict(cases.after) == {}


def test_names_that_nothing_reads_are_told_with_their_line(tmp_path):
    cases = read(tmp_path, WHOLE.replace("    followup: 6 months", "    folowup: 6 months"))
    assert cases.notes == ("cases.yaml, case R30, line 10: 'folowup' is not read",)


def test_all_faults_at_once_with_their_lines(tmp_path):
    faulty = (
        WHOLE.replace("n_start: 20-24", "n_start: some")
        .replace("status: primary", "status: seen")
        .replace("[supported]", "[suported]")
        .replace("      value: 9/18\n", "      vaule: 9/18\n")
    )
    with pytest.raises(LiteratureError) as found:
        read(tmp_path, faulty + "- therapy: no name\n")
    told = {problem.where.rsplit(", ", 1)[1]: problem for problem in found.value.problems}
    assert "'n_start' holds no number" in told["line 7"].problem
    assert "meant" in told["line 13"].hint
    assert "agreed words" in told["line 14"].problem
    assert told["line 31"].hint == "did you mean 'supported'?"
    assert {"line 33"} <= set(told)  # neither a name nor an early part
    assert len(found.value.problems) == 6


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cases: [", "this is not YAML"),
        ("- a\n- b\n", "named parts are expected"),
        ("other: 1\n", "there are no cases"),
        ("cases: 3\n", "must be a list of parts"),
        ("a: &a [1]\ncases: *a\n", "an alias is used"),
        ("cases:\n- id: A\n  id: B\n  early: {}\n", "is there twice"),
        ("cases:\n- id: A\n  early: {}\n- id: A\n  early: {}\n", "'A' is used twice"),
        ("cases:\n- id: A\n  early: {n_start: 5, n_analysed: 9}\n", "above 'n_start'"),
        ("[" * 3000, "this is not YAML"),
    ],
)
def test_what_is_no_file_of_cases_is_said(tmp_path, text, said):
    with pytest.raises(LiteratureError) as found:
        read(tmp_path, text)
    assert any(said in problem.problem for problem in found.value.problems)


def test_a_tag_that_would_run_something_is_text(tmp_path):
    cases = read(tmp_path, "cases:\n- id: A\n  early: {design: !!python/object/apply:os.system [ls]}\n")
    assert cases.early[0].design == "ls"


def test_files_that_cannot_be_used(tmp_path):
    with pytest.raises(MissingFile):
        read_cases(tmp_path / "none.yaml")
    with pytest.raises(EmptyFile):
        read(tmp_path, " \n")
    with pytest.raises(UnreadableFile):
        read(tmp_path, "cases: \0")
    file = tmp_path / "cases.yaml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile):
        read_cases(file)
    with file.open("wb") as large:
        large.truncate(LARGEST_FILE_BYTES + 1)
    with pytest.raises(FileTooLarge):
        read_cases(file)


def test_a_text_that_a_comma_has_cut_is_put_together(tmp_path):
    cut = "    - {what: lesions, placebo vs drug, value: 9 vs 2, p=0.01}\n"
    whole = WHOLE.replace("    - what: improved\n", cut + "    - what: improved\n")
    first = read(tmp_path, whole).early[0].numbers[0]
    assert (first.what, first.value) == ("lesions, placebo vs drug", "9 vs 2, p=0.01")
