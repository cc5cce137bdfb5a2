"""Personal data are flagged by kind and place, and never leave the reader. All names are invented."""

from __future__ import annotations

import json

import pytest

from ranvier.claims.reading.page_file import page_of
from ranvier.claims.reading.personal import PersonalKind, find_personal_data
from ranvier.claims.reading.proposed_set import propose_claim_set
from ranvier.claims.reading.read_page import read_assertions
from ranvier.claims.reading.text_blocks import blocks_of_text
from ranvier.report.page_reading_json import page_reading_json
from ranvier.report.page_reading_text import page_reading_text

STORY = """Our clinic and what it does

Our treatment stops MS in 90 % of patients, and walking gets better in all of them.

Oda Vrynn-Talbek, 52, from Quellmar could not walk before the therapy. Now she dances.

"I had lost my sight when I came to you. Now I can read again." - Brack Ostrell, Nimburgh

Dr. Yorrick Falmouth treats MS with stem cells and cures every patient; in Quellmar nobody else can.

Write to oda@quellmar.example, ring +44 20 7946 0958, or come to 17 Larkspur Road, QX1 4ZZ.
"""
PERSONAL_WORDS = ("Oda", "Vrynn", "Talbek", "Quellmar", "Brack", "Ostrell", "Nimburgh", "Yorrick", "Falmouth")
PERSONAL_SIGNS = ("oda@", "7946", "Larkspur", "QX1")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to info@vein-flow.example for prices.", PersonalKind.EMAIL),
        ("Write to info (at) veinflow.example for prices.", PersonalKind.EMAIL),
        ("Ring +49 30 5550 1234 at any hour.", PersonalKind.PHONE),
        ("Call (0207) 946 0012 today.", PersonalKind.PHONE),
        ("Dr. Yorrick Falmouth will see you.", PersonalKind.NAME),
        ("We met Oda Vrynn, 44, in the spring.", PersonalKind.NAME),
        ("It changed my life. - Brack O., Nimburgh", PersonalKind.NAME),
        ("a woman from Nimburgh, who had it for years", PersonalKind.TOWN),
        ("a man of 34 years old", PersonalKind.AGE),
        ("Come to 17 Larkspur Road on foot.", PersonalKind.ADDRESS),
        ("See facebook.com/oda.vrynn for more.", PersonalKind.PROFILE),
    ],
)
def test_a_personal_datum_is_flagged(text: str, kind: PersonalKind) -> None:
    assert kind in {datum.kind for datum in find_personal_data(blocks_of_text(text))}


@pytest.mark.parametrize(
    "text",
    [
        "The EDSS fell by 2 to 3 points in 75 % of patients.",
        "Stem cells were given between 2010-2014 and 2015-2019.",
        "Multiple Sclerosis is a disease of the Central Nervous System.",
        "The trial is NCT09999901 and took place in Germany.",
        "Vitamin D is a hormone.",
    ],
)
def test_ordinary_words_and_figures_are_not(text: str) -> None:
    assert find_personal_data(blocks_of_text(text)) == ()


def test_no_output_repeats_a_personal_datum() -> None:
    reading = read_assertions(page_of(STORY.encode()))
    assert len(reading.proposals) >= 3
    assert {PersonalKind.NAME, PersonalKind.EMAIL, PersonalKind.PHONE} <= {d.kind for d in reading.personal}
    for told in (propose_claim_set(reading), page_reading_json(reading), page_reading_text(reading)):
        assert [word for word in PERSONAL_WORDS + PERSONAL_SIGNS if word in told] == []


def test_a_sentence_that_names_nobody_is_repeated_in_the_users_own_file() -> None:
    reading = read_assertions(page_of(STORY.encode()))
    assert "stops MS in 90 % of patients" in propose_claim_set(reading)
    assert "stops MS" not in page_reading_text(reading)
    told = json.loads(page_reading_json(reading))
    assert any(one["sentence"] and "90 %" in one["sentence"] for one in told["proposals"])


def test_described_cases_are_one_claim() -> None:
    reading = read_assertions(page_of(STORY.encode()))
    (series,) = (one for one in reading.proposals if "described cases" in one.reasons)
    assert [place.line for place in series.places] == [5, 7]
    assert series.statement == "2 described cases are what patients can expect."
