"""verdicts.json: its shape, its stable numbers, and what stands for a number that is not there."""

import json
import math
from dataclasses import replace

import pytest

from ranvier.claims.judging.verdict import Examination
from ranvier.estimates.result import Estimate
from ranvier.report.stable_numbers import stable
from ranvier.report.verdicts_json import verdicts_json
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example

KEYS = {
    *("id", "statement", "attribution", "seen", "because", "published", "certainty"),
    *("estimate", "lower", "upper", "asserted", "n", "gates", "assumed", "what_would_change"),
}


def _read(examination: Examination) -> list[dict[str, object]]:
    return json.loads(verdicts_json(examination))["verdicts"]  # type: ignore[no-any-return]


def _with_found(**changes: object) -> Examination:
    base = example.uncontrolled()
    first = base.verdicts[0]
    found = replace(example.change_finding().found or Estimate(0, 0, 0, 0, "", ""), **changes)  # type: ignore[arg-type]
    finding = replace(example.change_finding(), found=found)
    return replace(base, verdicts=(replace(first, tried=(replace(first.tried[0], finding=finding),)),))


@pytest.mark.parametrize("made", [example.uncontrolled, example.randomised, example.without_records])
def test_every_verdict_has_every_key(made) -> None:  # type: ignore[no-untyped-def]  # one of three functions
    text = verdicts_json(made())
    content = json.loads(text)
    assert content["sentence"] == SENTENCE
    assert all(set(verdict) >= KEYS for verdict in content["verdicts"])
    assert all(set(verdict["certainty"]) >= {"seen", "because"} for verdict in content["verdicts"])
    assert text == verdicts_json(made())


def test_codes_are_those_of_the_law() -> None:
    first = _read(example.uncontrolled())[0]
    assert (first["seen"], first["because"], first["published"]) == (
        "records_disagree",
        "contradicted",
        "insufficient",
    )


def test_a_claim_without_a_reading_has_null_there() -> None:
    dose = _read(example.uncontrolled())[4]
    assert dose["because"] is None


def test_numbers_are_rounded_so_that_every_machine_writes_the_same() -> None:
    assert stable(1 / 3) == 0.333333
    assert str(stable(-0.0)) == "0.0"


def test_a_number_that_does_not_exist_is_null() -> None:
    first = _read(_with_found(lower=math.nan, upper=math.nan))[0]
    assert (first["lower"], first["upper"]) == (None, None)


def test_a_number_without_limit_is_null_and_says_so() -> None:
    first = _read(_with_found(upper=math.inf))[0]
    assert (first["upper"], first["upper_text"]) == (None, "without limit")


def test_a_number_that_rests_on_few_is_withheld_with_its_n() -> None:
    first = _read(_with_found(n=3))[0]
    assert (first["estimate"], first["lower"], first["n"]) == (None, None, None)
    assert first["withheld"] == "n fewer than 5: not shown"


def test_what_would_change_a_verdict_is_never_empty() -> None:
    assert all(verdict["what_would_change"] for verdict in _read(example.uncontrolled()))
