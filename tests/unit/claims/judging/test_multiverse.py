"""Shares of agreeing definitions, by hand; a programme whose verdict turns on the definition, end to end."""

from dataclasses import replace
from datetime import date

import pytest

import ranvier as rv
from ranvier.claims.basis.definitions_tried import (
    DefinitionTried,
    Multiverse,
    definition_input,
    definition_phrase,
)
from ranvier.claims.basis.records import find_records, worsening_named
from ranvier.claims.judging.multiverse import under
from ranvier.claims.language.claimset import read_claims
from ranvier.course.follow_up import is_one_pass_rule
from ranvier.definitions.presets import PRESETS, WORSENING_NAMES
from ranvier.definitions.windows import RelapseDistance
from ranvier.tables.programme import Groups
from ranvier.vocabulary.outcomes import Because, GateStatus, Reading, Seen
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.small_cohorts import cohort_of, dose_of, on, relapses_of, visits_of
from tests.unit.claims.findings import finding

NAMES = list(PRESETS)
AGREE, DISAGREE, NO_NUMBER = Seen.RECORDS_AGREE, Seen.RECORDS_DISAGREE, Seen.CANNOT_BE_ASSESSED


def multiverse(*answers, least_percent=80.0):
    """A claim under so many definitions; None stands for a definition without a number."""
    found, unknown = finding(), replace(finding(), found=None)
    rows = [
        DefinitionTried(PRESETS[name], unknown if answer is None else found, answer or NO_NUMBER, None)
        for name, answer in zip(NAMES, answers, strict=False)
    ]
    return Multiverse(tuple(rows), least_percent)


def test_four_of_five_definitions_are_enough():
    found = multiverse(AGREE, AGREE, AGREE, AGREE, DISAGREE)
    assert (found.n_agreeing(Reading.SEEN), found.agreeing_percent(Reading.SEEN)) == (4, 80)
    assert not found.depends(Reading.SEEN)


def test_three_of_four_definitions_are_not():
    found = multiverse(AGREE, AGREE, AGREE, DISAGREE)
    assert found.agreeing_percent(Reading.SEEN) == 75
    assert found.depends(Reading.SEEN)
    assert definition_input(found, Reading.SEEN) == "depends"
    assert "3 of 4 definitions" in definition_phrase(found, Reading.SEEN)


def test_a_definition_without_a_number_has_no_vote():
    found = multiverse(AGREE, AGREE, AGREE, AGREE, DISAGREE, None, None)
    assert len(found.voting) == 5
    assert not found.depends(Reading.SEEN)


def test_what_is_asked_for_can_be_changed():
    assert not multiverse(AGREE, AGREE, AGREE, DISAGREE, least_percent=75).depends(Reading.SEEN)


def test_where_no_definition_differs_nothing_depends_on_one():
    assert definition_input(None, Reading.SEEN) == "agrees"


def test_every_definition_starts_at_the_programmes_baseline():
    for name in WORSENING_NAMES:
        assert worsening_named(name).relapse_to_reference == RelapseDistance()
    # Kalincik moves a baseline within 30 days of a relapse; here the dose is day 0 (verdict rule 3)
    assert rv.preset("kalincik2015_6_months").relapse_to_reference.after_days == 31
    cohort = cohort_of(
        visits=visits_of("a", {-10: 3.0, 60: 3.0, 180: 4.0, 400: 4.0, 600: 4.0}),
        relapses=relapses_of("a", -20),
        administrations=[dose_of("a")],
    )
    for name in ("primary", "kalincik2015_6_months", "montobbio2024"):
        followed = find_records(cohort).follow_up(definition=name)
        assert followed["onset_day"].to_list() == [180], name


def test_every_definition_that_decides_takes_the_one_pass_kernel():
    # compiling the general one takes 15 s, which a first report would wait for
    assert [name for name in WORSENING_NAMES if not is_one_pass_rule(worsening_named(name))] == []


def claim():
    """Three quarters free of worsening, at two years."""
    shipped = read_claims("cell-therapy")
    found = next(each for each in shipped.claims if each.id == "C34")
    primary = replace(found.interpretations[0], parameters={"months": 24.0})
    return replace(shipped, claims=(replace(found, interpretations=(primary,)),))


STABLE = {-5: 3.0, **{day: 3.0 for day in range(90, 1300, 90)}}
RELAPSING = {**STABLE, 270: 4.0, 360: 4.0}  # worse for 90 days: 12 weeks, not 24


def treated(n_stable, n_relapsing, prefix="t"):
    """Names and visits of so many patients of each course."""
    courses = [STABLE] * n_stable + [RELAPSING] * n_relapsing
    names = [f"{prefix}{number:03d}" for number in range(len(courses))]
    visits = [row for name, course in zip(names, courses, strict=True) for row in visits_of(name, course)]
    return names, visits


def examined(n_stable, n_relapsing):
    """The verdict on the claim for a programme of so many patients."""
    names, visits = treated(n_stable, n_relapsing)
    cohort = cohort_of(
        visits=visits,
        relapses=[],
        administrations=[dose_of(name) for name in names],
        data_date=date(2018, 6, 1),
    )
    (verdict,) = rv.examine(cohort, claim(), seed=1).verdicts
    return verdict


def test_a_programme_whose_verdict_turns_on_the_definition():
    # 60 stable and 40 worse for 90 days: 100% free if confirmed after 24 weeks, 60% after 12 weeks
    verdict = examined(60, 40)
    by_name = {each.preset.name: each for each in verdict.multiverse.tried}
    assert by_name["primary"].finding.found.estimate == pytest.approx(100)
    assert by_name["trial_12_weeks"].finding.found.estimate == pytest.approx(60)
    assert by_name["primary"].seen is Seen.RECORDS_AGREE
    assert by_name["trial_12_weeks"].seen is Seen.RECORDS_DISAGREE
    # the definitions that wait 12 weeks disagree: trial, ORATORIO, msprog's; 3 months are 91 days here
    against = {name for name, each in by_name.items() if each.is_known and each.seen is not AGREE}
    assert against == {"trial_12_weeks", "oratorio2017", "montobbio2024"}
    assert verdict.multiverse.n_agreeing(Reading.SEEN) == len(verdict.multiverse.voting) - 3
    assert verdict.seen.outcome is Seen.DEPENDS_ON_DEFINITION
    assert verdict.seen.rule == "the answer turns on the definition"
    gate = next(each for each in verdict.gates if each.number == 27)
    assert gate.status is GateStatus.FLAG
    assert any("names its definition" in step for step in verdict.what_would_change)


def test_a_programme_whose_verdict_does_not():
    verdict = examined(100, 0)
    assert verdict.seen.outcome is Seen.RECORDS_AGREE
    assert verdict.multiverse.agreeing_percent(Reading.SEEN) == 100
    assert next(each for each in verdict.gates if each.number == 27).status is GateStatus.PASS


def test_the_answer_about_the_therapy_can_turn_as_well():
    names, visits = treated(60, 40)
    others, compared = treated(100, 0, prefix="c")
    cohort = cohort_of(
        visits=[*visits, *compared],
        relapses=[],
        administrations=[dose_of(name) for name in names],
        patients=[
            *({"patient_id": name, "group": "cells"} for name in names),
            *({"patient_id": name, "group": "sham", "enrolled_date": on(0)} for name in others),
        ],
        data_date=date(2018, 6, 1),
        comparator_from="patients.enrolled_date",
        groups=Groups(
            ("cells",), ("sham",), Assignment.RANDOMISED, ComparatorKind.SHAM, assessor_blinded=True
        ),
    )
    (verdict,) = rv.examine(cohort, claim(), seed=1).verdicts
    by_name = {each.preset.name: each.because for each in verdict.multiverse.tried}
    # after 24 weeks both groups are alike; after 12 weeks the treated did worse
    assert by_name["primary"] is Because.NOT_SUPPORTED
    assert by_name["trial_12_weeks"] is Because.CONTRADICTED
    assert verdict.because.outcome is Because.DEPENDS_ON_DEFINITION


def test_a_claim_may_name_its_definition():
    named = claim()
    (one,) = named.claims
    own = replace(one, interpretations=(under(one.interpretations[0], "trial_12_weeks"),))
    names, visits = treated(60, 40)
    cohort = cohort_of(
        visits=visits, relapses=[], administrations=[dose_of(name) for name in names],
        data_date=date(2018, 6, 1),
    )  # fmt: skip
    (verdict,) = rv.examine(cohort, replace(named, claims=(own,)), seed=1).verdicts
    assert verdict.multiverse.tried[0].preset.name == "trial_12_weeks"
    assert verdict.primary.found.estimate == pytest.approx(60)
    assert verdict.seen.outcome is Seen.DEPENDS_ON_DEFINITION


def test_claims_about_something_else_have_no_multiverse():
    shipped = read_claims("cell-therapy")
    change = next(each for each in shipped.claims if each.id == "C33")
    names, visits = treated(20, 0)
    cohort = cohort_of(visits=visits, relapses=[], administrations=[dose_of(name) for name in names])
    (verdict,) = rv.examine(cohort, replace(shipped, claims=(change,)), seed=1).verdicts
    assert verdict.multiverse is None
    assert next(each for each in verdict.gates if each.number == 27).status is GateStatus.NOT_ASSESSABLE
