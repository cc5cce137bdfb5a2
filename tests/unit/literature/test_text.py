from __future__ import annotations

from ranvier.literature.library import read_literature
from ranvier.literature.text import WIDTH, list_text, study_text


def test_a_study_is_shown_with_the_origin_of_every_number():
    text = study_text(read_literature().study("E62"))
    assert "14.9% / 8.3% / 2.2%" in text
    assert text.count("origin: ") == len(read_literature().study("E62").numbers)


def test_unverified_numbers_and_identifiers_are_marked():
    text = study_text(read_literature().study("E17"))
    assert "0.21, unverified" in text
    assert "(unverified)" in text


def test_a_list_has_one_line_a_study():
    studies = list(read_literature().studies.values())
    lines = list_text(studies).splitlines()
    assert [line.split()[0] for line in lines] == [study.id for study in studies]
    assert max(map(len, lines)) <= WIDTH
