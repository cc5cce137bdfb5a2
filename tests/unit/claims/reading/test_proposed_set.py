"""What is proposed from each synthetic page is a claim set that can be read, and knows the shipped sets."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ranvier.claims.language.claimset import read_claims
from ranvier.claims.reading.page_file import page_of
from ranvier.claims.reading.proposal import Proposal
from ranvier.claims.reading.proposed_endpoint import propose_endpoint
from ranvier.claims.reading.proposed_set import propose_claim_set
from ranvier.claims.reading.read_page import read_assertions
from tests.unit.claims.reading.labelled_pages import FOLDER, read_marked

PROMOTERS = sorted(FOLDER.glob("*/promoter-*.*"))


@pytest.mark.parametrize("path", PROMOTERS, ids=lambda path: path.stem)
def test_the_set_proposed_from_a_page_is_read_without_a_fault(path: Path, tmp_path: Path) -> None:
    reading = read_marked(path).reading
    out = tmp_path / "proposed.toml"
    out.write_text(propose_claim_set(reading), encoding="utf-8")
    assert len(read_claims(out).claims) == len(reading.proposals) > 5


def only(sentence: str) -> Proposal:
    """The one proposal from a page of that sentence on a selling page."""
    page = f"Our clinic is the best.\n\n{sentence}\n\nCall today!\n"
    found = [one for one in read_assertions(page_of(page.encode())).proposals if one.places[0].line == 3]
    assert len(found) == 1
    return found[0]


SAID = """
After the therapy the EDSS fell from 5.5 to 3.5 within 12 months.
  edss_change_mean | months = 12.0 | x = -2.0
90 % of our patients are free of relapses for two years.
  relapse_free_share | months = 24.0 | x = 90.0
With our treatment the relapse rate falls by 70 % in the first year.
  relapse_rate_reduction | months = 12.0 | x = 70.0
62 % of our patients had no evidence of disease activity after two years.
  no_activity_share | months = 24.0 | x = 62.0
Our therapy improves bladder control in 80 % of patients.
  functional_system_share | system = "bowel_bladder" | x = 80.0
Our stem cells restore vision in all patients.
  functional_system_share | system = "visual" | x = 100.0
Our treatment restores walking within six months.
  measure_improved_share | instrument = "t25fw", better = "lower" | x = 50.0
Fatigue gets better in two thirds of our patients.
  measure_improved_share | instrument = "mfis" | x = 66.7
Our treatment has no side effects.
  adverse_event_risk | serious = true | never
After our injections fever lasted for 2 days.
  adverse_event_lasts | term = "fever", days = 2 | x = 2.0
Our patients receive 5 million stem cells in 2 ml.
  dose | cells = 5000000.0, volume_ml = 2.0 | x = 100.0
"""
"""Each sentence, and below it the endpoint, a part of its parameters and of its asserted set."""

_LINES = SAID.strip().splitlines()


@pytest.mark.parametrize(("sentence", "filled"), list(zip(_LINES[::2], _LINES[1::2], strict=True)))
def test_an_endpoint_is_filled_in(sentence: str, filled: str) -> None:
    endpoint, parameters, asserted = (part.strip() for part in filled.split(" | "))
    found = propose_endpoint(only(sentence))
    assert found is not None
    assert found.name == endpoint
    assert parameters in found.parameters
    assert asserted in found.asserted


def test_what_is_taken_where_the_page_is_silent_is_said() -> None:
    found = propose_endpoint(only("Our treatment restores walking."))
    assert found is not None
    assert [
        "does not say when" in found.assumed[0],
        "half or more" in found.assumed[1],
        len(found.assumed),
    ] == [
        True,
        True,
        3,
    ]


def test_claims_are_matched_with_every_shipped_set() -> None:
    known = Counter(
        like.claim_set
        for path in PROMOTERS
        for one in read_marked(path).reading.proposals
        for like in one.known
    )
    assert {"cell-therapy", "ccsvi", "drug-programme"} <= set(known)
