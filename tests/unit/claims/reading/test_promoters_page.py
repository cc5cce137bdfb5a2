"""Recall and precision on the public page of a real clinic, where it lies beside the project; else skipped.

The alignment holds numbers only: for each claim the line and the sentence on that line (3.2 is
the second sentence of line 3) that a careful reader took it from. No word of the page is in the project.
"""

from __future__ import annotations

from collections import Counter

import pytest

from ranvier.claims.reading.proposal import PageReading
from ranvier.claims.reading.read_page import read_page
from ranvier.claims.reading.sentences import find_sentences
from tests.evidence_folder import FOLDER, evidence

PAGE = FOLDER / "page" / "clinic_page.txt"
pytestmark = pytest.mark.skipif(not PAGE.is_file(), reason="the clinic's page is not beside the project")
CASES = "cases"
"""The described cases, which are one claim together."""

ALIGNED = {
    **{"C01": "3.1", "C02": "3.1", "C03": "3.2", "C04": "5.1", "C05": "7.1", "C06": "9.1", "C07": "11.1"},
    **{
        "C08": "11.1",
        "C09": "15.1",
        "C10": "17.1",
        "C11": "19.1",
        "C12": "21.1",
        "C13": "25.1",
        "C14": "27.1",
    },
    **{"C15": "29.1", "C16": "27.1 29.1", "C17": "35.1 37.1", "C18": "41.2", "C19": "47.1", "C20": "47.2"},
    **{
        "C21": "47.2",
        "C22": "49.1",
        "C23": "49.2",
        "C24": "51.1",
        "C25": "53.1",
        "C26": "53.1",
        "C27": "53.2",
    },
    **{
        "C28": "53.3",
        "C29": "55.1",
        "C30": "55.1",
        "C31": "55.1",
        "C32": "55.1",
        "C33": "55.2",
        "C34": "57.1",
    },
    **{"C35": "57.2", "C36": "59.1", "C37": "59.2", "C38": "61.1 63.1 65.1 67.1 69.1 71.1", "C39": "73.1"},
    **{
        "C40": "73.1",
        "C41": "73.1",
        "C42": "73.1",
        "C43": "73.2",
        "C44": "73.3",
        "C45": "75.1",
        "C46": "75.1",
    },
    **{
        "C47": "77.1",
        "C48": "77.1",
        "C49": CASES,
        "C50": "83.2",
        "C51": "83.1",
        "C52": "89.1",
        "C53": "89.2",
    },
    **{"C54": "85.1 91.1 95.1 111.1 111.2 111.4", "C55": "115.1 107.1 45.1"},
}


@pytest.fixture(scope="module")
def reading() -> PageReading:
    return read_page(PAGE)


def _names(reading: PageReading) -> dict[tuple[int, int], str]:
    """The name of each sentence, by its line and its first character."""
    counted: Counter[int] = Counter()
    names = {}
    for sentence in find_sentences(reading.page.blocks):
        counted[sentence.place.line] += 1
        names[sentence.place.line, sentence.place.start] = (
            f"{sentence.place.line}.{counted[sentence.place.line]}"
        )
    return names


def _proposed(reading: PageReading) -> set[str]:
    """The proposals as line and sentence."""
    names = _names(reading)
    return {
        CASES if "described cases" in one.reasons else names[one.places[0].line, one.places[0].start]
        for one in reading.proposals
    }


def test_every_claim_of_the_evidence_is_aligned() -> None:
    assert set(ALIGNED) == {entry["id"] for entry in evidence("claims.yaml")}


def test_four_in_five_claims_are_found_and_three_in_five_proposals_are_claims(reading: PageReading) -> None:
    proposed = _proposed(reading)
    found = {claim for claim, places in ALIGNED.items() if proposed & set(places.split())}
    true = proposed & {place for places in ALIGNED.values() for place in places.split()}
    assert len(found) / len(ALIGNED) >= 0.80
    assert len(true) / len(proposed) >= 0.60


def test_the_two_claims_in_figures_are_matched_with_the_shipped_set(reading: PageReading) -> None:
    matched = {known.claim for one in reading.proposals for known in one.known}
    assert {"C33", "C34"} <= matched


def test_half_of_the_claims_or_more_have_the_kind_of_the_evidence(reading: PageReading) -> None:
    names = _names(reading)
    kinds = {
        names[one.places[0].line, one.places[0].start]: one.kind.value
        for one in reading.proposals
        if "described cases" not in one.reasons
    }
    right = [
        any(kinds.get(place) == entry["kind"] for place in ALIGNED[entry["id"]].split())
        for entry in evidence("claims.yaml")
        if ALIGNED[entry["id"]] != CASES
    ]
    assert sum(right) / len(right) >= 0.50
