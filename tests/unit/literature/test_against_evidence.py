"""The studies say no more and no less than the evidence folder, where it is there: ids, figures, statuses."""

from __future__ import annotations

import re
from collections import Counter

from ranvier.literature.library import read_literature
from ranvier.vocabulary.provenance import Provenance
from tests.evidence_folder import evidence, needs_evidence

pytestmark = needs_evidence

ELSEWHERE = {
    "E45d": {"10", "11"},  # the place of the injury, T10–11
    "E69c": {"1"},  # spelled out: at one year
}
"""Figures of a value that ours leaves out, and why."""


def their_studies():
    return {study["id"]: study for name in ("studies", "studies_extra") for study in evidence(f"{name}.yaml")}


def pairs():
    """Our numbers beside theirs, in order: our key, our number, theirs."""
    theirs = their_studies()
    for study in read_literature().studies.values():
        for ours, known in zip(study.numbers, theirs[study.id]["numbers"], strict=True):
            yield ours.key, ours, known


def figures(text):
    """Digits with their decimal point: signs, dashes and thousands are typeset anew."""
    return re.findall(r"\d+(?:\.\d+)?", str(text).replace(",", ""))


def test_all_studies_are_there_with_as_many_numbers():
    ours = {key: len(study.numbers) for key, study in read_literature().studies.items()}
    assert ours == {key: len(study["numbers"]) for key, study in their_studies().items()}
    assert len(evidence("studies.yaml")) == 72


def test_every_number_keeps_its_status():
    wrong = [key for key, ours, known in pairs() if ours.status.value != known["status"]]
    assert wrong == []


def test_every_figure_of_ours_is_one_of_theirs():
    for key, ours, known in pairs():
        read = figures(f"{known['value']} {known.get('ci95', '')} {known.get('how', '')} {known['what']}")
        extra = [figure for figure in figures(f"{ours.value} {ours.ci95}") if figure not in read]
        assert extra == [], key


def test_every_figure_of_theirs_is_one_of_ours():
    for key, ours, known in pairs():
        printed = Counter(figures(f"{ours.value} {ours.ci95} {ours.what} {ours.caveat} {ours.how}"))
        wanted = Counter(figures(f"{known['value']} {known.get('ci95', '')}"))
        assert set(wanted) - set(printed) <= ELSEWHERE.get(key, set()), key


def test_intervals_stand_where_they_stand():
    for key, ours, known in pairs():
        if "ci95" in known:
            assert figures(ours.ci95) == figures(known["ci95"]), key


def test_a_derived_number_names_inputs_that_hold_the_figures_of_its_arithmetic():
    numbers = read_literature().numbers
    for key, ours, known in pairs():
        if ours.status is Provenance.DERIVED:
            assert ours.inputs, key
            held = " ".join(f"{numbers[name].value} {numbers[name].what}" for name in ours.inputs)
            used = [figure for figure in figures(known["how"]) if float(figure) not in (0, 1, 5, 10, 100)]
            assert (
                any(figure in figures(held) or figure in figures(ours.how) for figure in used) or not used
            ), key


def test_every_identifier_is_kept_and_an_unverified_one_stays_unverified():
    for key, study in read_literature().studies.items():
        ours = " ".join([*study.ids.values(), study.citation, *(n.address for n in study.numbers)])
        for name, theirs in their_studies()[key]["ids"].items():
            if name.startswith(("url", "commentary")):  # where it was read, and another text about the paper
                continue
            for found in re.findall(r"10\.\d{4,}/[^\s;,\[]+|NCT\d+|PMC\d+|\b\d{7,8}\b", str(theirs)):
                assert found.casefold() in ours.casefold(), (key, found)
            doubted = "unverified" in str(theirs) or "memory" in str(theirs)
            if doubted and name in study.ids and key != "E18":  # the registry page itself was read since
                assert name in study.unverified_ids, (key, name)
