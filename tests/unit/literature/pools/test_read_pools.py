"""Pools: what is printed is what is computed with, and nothing is mixed silently."""

from __future__ import annotations

import re

import pytest

from ranvier.errors import LiteratureError, UsageError
from ranvier.literature import read_literature
from ranvier.literature.pools.effect import ArmCount, ArmMean, Printed
from ranvier.vocabulary.provenance import Provenance
from tests.unit.literature.test_library import library

STUDIES = """
- id: E01
  topic: "a topic"
  citation: "Somebody A. Journal 2001;1:1–2"
  design: "a trial"
  n: "120"
  ids: {doi: "10.1000/x"}
  reading: "What it means."
  numbers:
    - {key: E01a, what: "hazard ratio", value: "0.60", ci95: "0.43–0.84", status: primary}
    - {key: E01b, what: "worse, drug vs placebo", value: "12/60 (20%) vs 24/60 (40%)", status: secondary}
    - {key: E01c, what: "mean change", value: "−0.20 (SD 0.3) vs +0.30 (SD 0.4)", status: primary}
    - {key: E01d, what: "the ratio again", value: "0.60", ci95: "0.43–0.84", status: derived,
       inputs: [E01a, E01b], how: "0.60"}
- id: E02
  topic: "a topic"
  citation: "Somebody B. Journal 2002;1:1–2"
  design: "a trial"
  ids: {doi: "10.1000/y"}
  reading: "What it means."
  numbers:
    - {key: E02a, what: "hazard ratio", value: "0.50", ci95: "0.30–0.83", status: copy}
"""
POOL = """
- key: worsening-drug
  endpoint: worsening
  title: "Worsening on a drug"
  measure: hazard ratio
  population: "relapsing MS"
  given: "a drug"
  against: "placebo"
  definition: "confirmed after 3 months"
  months_from: 24
  months_to: 30
  effects:
    - {label: "A 2001", figures: [E01a], months: 24, n: 120, printed: {value: 0.60, low: 0.43, high: 0.84}}
    - {label: "B 2002", figures: [E02a], months: 30, printed: {value: 0.50, low: 0.30, high: 0.83}}
"""
MEANS = (
    POOL.replace("hazard ratio", 'mean difference\n  unit: "points"').split("    - {label")[0]
    + '    - {label: "A 2001", figures: [E01c], months: 24, n: 120, means: '
    + "{given: {value: -0.20, sd: 0.3, n: 60}, against: {value: 0.30, sd: 0.4, n: 60}}, how: 60 and 60}\n"
)
COUNTS = (
    POOL.replace("hazard ratio", "risk ratio").split("    - {label")[0]
    + '    - {label: "A 2001", figures: [E01b], months: 24, '
    + "counts: {had: 12, of: 60, against_had: 24, against_of: 60}}\n"
)


def pools(folder, text=POOL):
    return library(folder, studies=STUDIES, benchmarks="[]", pools=text).pools


def test_an_effect_carries_what_is_printed_and_its_weakest_status(tmp_path):
    first, second = pools(tmp_path)["worsening-drug"].effects
    assert first.found == Printed(0.60, 0.43, 0.84)
    assert (first.key, first.status, first.may_decide) == ("E01-worsening-drug", Provenance.PRIMARY, True)
    assert (second.status, second.months) == (Provenance.COPY, 30)


def test_an_effect_on_a_derived_number_is_as_weak_as_what_that_comes_from(tmp_path):
    effect = pools(tmp_path, POOL.replace("[E01a]", "[E01d]"))["worsening-drug"].effects[0]
    assert (effect.status, effect.may_decide) == (Provenance.SECONDARY, False)


def test_an_interval_that_was_not_verified_keeps_the_effect_from_deciding(tmp_path):
    text = POOL.replace("figures: [E01a],", "figures: [E01a], unverified: one copy,")
    effect = pools(tmp_path, text)["worsening-drug"].effects[0]
    assert (effect.may_decide, effect.caveat) == (False, "one copy")


def test_arms_are_read_as_means_and_as_counts(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    means = pools(tmp_path / "a", MEANS)["worsening-drug"].effects[0].found
    assert means == (
        ArmMean(-0.20, std_deviation=0.3, n=60),
        ArmMean(0.30, std_deviation=0.4, n=60),
    )
    counts = pools(tmp_path / "b", COUNTS)["worsening-drug"].effects[0].found
    assert counts == (ArmCount(12, 60), ArmCount(24, 60))


@pytest.mark.parametrize(
    ("text", "change", "told"),
    [
        (POOL, ("value: 0.60", "value: 0.90"), "the interval must contain the value"),
        (POOL, ("value: 0.60", "value: 0.61"), "value 0.61 is not printed by E01a"),
        (POOL, ("low: 0.43", "low: 0.42"), "low 0.42 is not printed by E01a"),
        (POOL, ("n: 120", "n: 130"), "n 130 is not printed by E01a"),
        (POOL, ("low: 0.43", "low: -0.43"), "a ratio and its interval must lie above 0"),
        (POOL, ("[E01a]", "[E09a]"), "there is no number 'E09a'"),
        (POOL, ("[E01a]", "[E01a, E02a]"), "the numbers of an effect must be of one study"),
        (POOL, ("months: 24", "months: 12"), "E01 lies outside of the pool's months"),
        (POOL, ("  months_to: 30\n", ""), "'months_from' and 'months_to' belong together"),
        (POOL, ("hazard ratio", "hazard"), "'measure' is not one of the agreed words"),
        (POOL, ("B 2002", "A 2001"), "two effects have one label"),
        (POOL, ("figures: [E02a]", "counted_in: C, figures: [E02a]"), "there is no effect labelled 'C'"),
        (POOL, ("figures: [E02a]", "suffix: x, figures: [E01d]"), "two effects of E01 would be pooled"),
        (POOL, ("printed: {value: 0.60, low: 0.43, high: 0.84}", "n: 120"), "needs exactly one of"),
        (MEANS, ("sd: 0.3, ", ""), "an arm needs either low and high, or se, or sd and n"),
        (MEANS, ("sd: 0.3", "sd: 0"), "a standard error or deviation must lie above 0"),
        (MEANS, ("value: -0.20", "value: -0.25"), "value -0.25 is not printed by E01c"),
        (MEANS, ("mean difference", "hazard ratio"), "means do not make a hazard ratio"),
        (COUNTS, ("had: 12", "had: 61"), "the first not above the second"),
        (COUNTS, ("had: 12", "had: 20"), "20 of 60 is none of the percentages printed"),
        (COUNTS, ("risk ratio", "rate ratio"), "counts do not make a rate ratio"),
    ],
)
def test_what_does_not_fit_is_told(tmp_path, text, change, told):
    assert change[0] in text
    with pytest.raises(LiteratureError, match=re.escape(told)):
        pools(tmp_path, text.replace(change[0], change[1], 1))


def test_every_shipped_effect_rests_on_numbers_of_its_study_and_decides_only_if_they_may():
    shipped = read_literature()
    for pool in shipped.pools.values():
        for effect in pool.effects:
            assert all(key.startswith(effect.study) for key in effect.figures)
            if effect.may_decide:
                assert all(shipped.number(key).may_decide for key in effect.figures)
            else:
                assert effect.status in UNVERIFIED or "copy" in effect.caveat, effect.key


UNVERIFIED = (Provenance.SECONDARY, Provenance.MIXED, Provenance.MEMORY)


def test_pools_are_found_by_their_key_and_by_their_endpoint():
    shipped = read_literature()
    assert [pool.key for pool in shipped.pools_on("veins")] == [
        "veins-ultrasound",
        "veins-catheter",
        "veins-mri",
        "veins-venography",
    ]
    assert [pool.key for pool in shipped.pools_on("veins-catheter")] == ["veins-catheter"]
    with pytest.raises(UsageError, match="did you mean 'veins'"):
        shipped.pools_on("vein")


def test_no_key_of_a_pool_is_the_name_of_an_endpoint():
    shipped = read_literature().pools
    assert not set(shipped) & {pool.endpoint for pool in shipped.values()}


def test_a_study_knows_what_it_adds_to_which_pool():
    found = [(pool.key, effect.label) for pool, effect in read_literature().effects_of("E13")]
    assert found == [
        ("relapses-drug-placebo", "AFFIRM 2006, natalizumab"),
        ("worsening-drug-placebo-relapsing", "AFFIRM 2006, natalizumab"),
        ("worsening-drug-placebo-relapsing-6-months", "AFFIRM 2006, natalizumab"),
    ]


NO_EFFECT = {
    "E02b": "another dose of the same trial, against the same arm",
    "E04b": "another dose of the same trial, against the same arm",
    "E21a": "a standardised difference has no scale of its own",
    "E23a": "before and after in the same eyes, of many outcomes",
    "E23b": "before and after in the same eyes, of many outcomes",
    "E29a": "none of them: no logit",
    "E31b": "counts infections, not people",
    "E38b": "compares trials, not people",
    "E53a": "a standardised difference has no scale of its own",
    "X04b": "its counts give it to more digits",
    "X10d": "a rate of one arm, derived from relapses of patients with several",
    "X20b": "a part of the people of X20a",
    "X20c": "a part of the people of X20a",
}
"""Numbers with an interval that are in no pool, and why."""


def test_every_number_with_an_interval_is_in_a_pool_or_there_is_a_reason():
    shipped = read_literature()
    used = {key for pool in shipped.pools.values() for effect in pool.effects for key in effect.figures}
    with_interval = {key for key, number in shipped.numbers.items() if number.ci95}
    assert with_interval - used == set(NO_EFFECT)
