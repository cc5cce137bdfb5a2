"""Whether records followed their protocol: a clinic that did, and one that did not in each possible way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from ranvier.claims.basis.followed import Kept, item_rules
from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.protocol.follow import JUDGES
from ranvier.claims.protocol.protocol import Protocol
from ranvier.tables.cohort import Cohort
from ranvier.tables.programme import Groups, TimeZero
from ranvier.vocabulary.outcomes import GateStatus
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.unit.claims.protocol.example import (
    ASKED,
    FROZEN_ON,
    SET,
    VISIT_DAYS,
    clinic,
    item,
    judged,
    not_followed,
    small_protocol,
    small_set,
    with_programme,
)


@pytest.fixture
def claim_set(tmp_path: Path) -> ClaimSet:
    return small_set(tmp_path)


@pytest.fixture
def protocol(claim_set: ClaimSet) -> Protocol:
    return small_protocol(claim_set)


def without(records: Cohort, table: str, *columns: str) -> Cohort:
    """The records had these columns of a table not been supplied."""
    empty = records.frames[table].with_columns(pl.lit(None).cast(pl.Boolean).alias(name) for name in columns)
    frames = {**records.frames, table: empty.cast(dict(records.frames[table].schema))}
    supplied = {**records.supplied, table: records.supplied[table] - set(columns)}
    return replace(records, frames=frames, supplied=supplied)


def test_a_clinic_that_did_as_planned_followed_every_item(protocol: Protocol, claim_set: ClaimSet) -> None:
    found = judged(protocol, claim_set, clinic())
    assert not_followed(found) == set()
    assert {found.status(claim) for claim in ("A1", "A2", "A3")} == {GateStatus.PASS}
    assert found.in_short() == (
        "Of 16 items of the protocol frozen on 2020-01-01: 16 followed, 0 deviated, 0 not assessable."
    )


def test_every_item_has_a_rule_and_a_judge() -> None:
    assert set(item_rules()) == set(JUDGES)


RECORDS = {
    "time_zero": clinic(
        programme=with_programme(time_zero=TimeZero("patients.enrolled_date", "patients.enrolled_date"))
    ),
    "begun_after": clinic(zero=FROZEN_ON),
    "design": clinic(
        programme=with_programme(
            groups=Groups(("cells",), ("sham",), Assignment.EXTERNAL, ComparatorKind.UNTREATED, True)
        )
    ),
    "blinding": clinic(
        programme=with_programme(
            groups=Groups(("cells",), ("sham",), Assignment.RANDOMISED, ComparatorKind.SHAM, False)
        )
    ),
    "patients": clinic(per_arm=19),
    "closing": clinic(programme=with_programme(data_date=date(2021, 2, 1))),
    "baseline": clinic(days=(-95, *VISIT_DAYS[1:])),
    "visits": clinic(days=(-5, 183, 430, 548, 731)),
    "columns": without(clinic(), "administrations", "product"),
}


@pytest.mark.parametrize("key", RECORDS)
def test_each_deviation_of_the_records_is_found_and_no_other(
    key: str, protocol: Protocol, claim_set: ClaimSet
) -> None:
    found = judged(protocol, claim_set, RECORDS[key])
    assert not_followed(found) == {key}
    assert item(found, key).kept is Kept.DEVIATED
    assert found.status("A1") is (GateStatus.PASS if key == "columns" else item_rules()[key].deviated)


def test_a_table_that_is_not_there_is_told_once(protocol: Protocol, claim_set: ClaimSet) -> None:
    records = clinic()
    frames = {name: frame for name, frame in records.frames.items() if name != "visits"}
    supplied = {name: columns for name, columns in records.supplied.items() if name != "visits"}
    found = judged(protocol, claim_set, replace(records, frames=frames, supplied=supplied))
    assert item(found, "columns").found == "not there: the table visits"


def test_a_number_without_a_record_is_a_patient_who_is_not_told(
    protocol: Protocol, claim_set: ClaimSet
) -> None:
    records = clinic(per_arm=21)
    frames = {name: frame.filter(pl.col("patient_id") != "P20") for name, frame in records.frames.items()}
    found = judged(protocol, claim_set, replace(records, frames=frames))
    assert not_followed(found) == {"everyone"}
    assert item(found, "everyone").found == "fewer than 5 of 42 (under 12%) numbers without a record"
    assert found.status("A1") is GateStatus.FAIL


def test_a_rater_who_knew_is_a_deviation_whatever_the_programme_says(
    protocol: Protocol, claim_set: ClaimSet
) -> None:
    records = clinic()
    knew = records.visits.with_columns(pl.lit(value=False).alias("rater_blinded"))
    found = judged(protocol, claim_set, replace(records, frames={**records.frames, "visits": knew}))
    assert item(found, "blinding").found == "200 of 200 (100%) examinations by a rater who knew"


def test_a_day_named_for_the_analysis_holds_even_where_everybody_was_followed(
    protocol: Protocol, claim_set: ClaimSet
) -> None:
    # the last inclusion was planned by 30 June 2020; the claims need 19.5 months after it, to February 2022
    assert protocol.analysis.not_before == date(2020, 6, 30) + timedelta(days=594)
    records = clinic(programme=with_programme(data_date=date(2022, 2, 13)))
    found = judged(protocol, claim_set, records)
    assert not_followed(found) == {"closing"}
    assert item(found, "closing").claims == ()


def test_claims_that_look_less_far_may_be_judged_first(claim_set: ClaimSet) -> None:
    protocol = small_protocol(claim_set, replace(ASKED, last_patient_by=None))
    records = clinic(programme=with_programme(data_date=date(2021, 6, 1)))
    found = judged(protocol, claim_set, records)
    assert item(found, "closing").claims == ("A1",)
    assert (found.status("A1"), found.status("A2")) == (GateStatus.FAIL, GateStatus.PASS)


def test_a_changed_claim_deviates_alone(protocol: Protocol, tmp_path: Path) -> None:
    changed = small_set(tmp_path, SET.replace("x = 50.0", "x = 40.0", 1))
    found = judged(protocol, changed, clinic())
    assert not_followed(found) == {"claims"}
    assert item(found, "claims").claims == ("A1",)
    assert (found.status("A1"), found.status("A2")) == (GateStatus.FAIL, GateStatus.PASS)


def test_a_new_claim_was_not_frozen(protocol: Protocol, tmp_path: Path) -> None:
    new = SET.replace('id = "A3"', 'id = "A9"') + "\n[[claim]]" + SET.split("[[claim]]")[3]
    found = judged(protocol, small_set(tmp_path, new), clinic())
    assert item(found, "claims").found == "not in the protocol: A9"
    assert found.status("A9") is GateStatus.FAIL
    assert found.status("A1") is GateStatus.PASS


def test_a_claim_left_out_weighs_on_all_that_are_left(protocol: Protocol, tmp_path: Path) -> None:
    fewer = small_set(tmp_path, "[[claim]]".join(SET.split("[[claim]]")[:3]))
    found = judged(protocol, fewer, clinic())
    assert not_followed(found) == {"dropped"}
    assert found.status("A1") is GateStatus.FAIL


def test_other_words_of_the_source_change_no_claim(protocol: Protocol, tmp_path: Path) -> None:
    reworded = small_set(tmp_path, SET.replace("made up for a test", "made up for one test"))
    found = judged(protocol, reworded, clinic())
    assert not_followed(found) == set()
    assert "differs elsewhere" in item(found, "claims").found


def test_a_changed_limit_is_told_with_both_values(
    protocol: Protocol, claim_set: ClaimSet, tmp_path: Path
) -> None:
    limits = tmp_path / "limits.toml"
    limits.write_text("[thresholds]\nprotocol_visits_percent = 60\n", encoding="utf-8")
    found = judged(protocol, claim_set, clinic(), thresholds=read_thresholds(limits))
    assert "thresholds" in not_followed(found)
    assert item(found, "thresholds").found == "not as frozen: protocol_visits_percent 60, frozen as 80"


def test_other_definitions_and_rules_are_named(protocol: Protocol, claim_set: ClaimSet) -> None:
    settings = {**protocol.settings, "change: months": "13"}
    gates = tuple(replace(gate, checks="something else") for gate in protocol.gate[:1]) + protocol.gate[1:]
    found = judged(replace(protocol, settings=settings, gate=gates), claim_set, clinic())
    assert not_followed(found) == {"definitions", "rules"}
    assert item(found, "definitions").found == "not as frozen: change: months"
    assert item(found, "rules").found == "not as frozen: check 1"


def test_another_seed_is_noted(protocol: Protocol, claim_set: ClaimSet) -> None:
    found = judged(protocol, claim_set, clinic(), seed=2)
    assert not_followed(found) == {"seed"}
    assert found.status("A1") is GateStatus.FLAG


def test_fewer_programmes_without_effect_than_planned_are_noted(
    protocol: Protocol, claim_set: ClaimSet
) -> None:
    found = judged(protocol, claim_set, clinic(), n_programmes=100)
    assert not_followed(found) == {"seed"}
    assert item(found, "seed").planned == "seed 1, 1,000 programmes without effect"
    assert item(found, "seed").found == "seed 1, 100 programmes without effect"
    assert found.status("A1") is GateStatus.FLAG


SILENT = {
    "time_zero": clinic(programme=with_programme(time_zero=TimeZero(None, "patients.enrolled_date"))),
    "design": clinic(programme=with_programme(groups=Groups(("cells",), ("sham",), assessor_blinded=True))),
    "blinding": without(
        clinic(
            programme=with_programme(
                groups=Groups(("cells",), ("sham",), Assignment.RANDOMISED, ComparatorKind.SHAM)
            )
        ),
        "visits",
        "rater_blinded",
    ),
    "everyone": without(clinic(), "patients", "consecutive_number"),
    "visits": clinic(programme=with_programme(data_date=date(2020, 3, 5))),
}


@pytest.mark.parametrize("key", SILENT)
def test_what_the_records_do_not_say_is_not_assessable_and_never_followed(
    key: str, protocol: Protocol, claim_set: ClaimSet
) -> None:
    found = judged(protocol, claim_set, SILENT[key])
    assert item(found, key).kept is Kept.NOT_ASSESSABLE
    assert found.status("A1") is not GateStatus.PASS


def test_nobody_compared_where_comparators_were_planned_deviates(
    protocol: Protocol, claim_set: ClaimSet
) -> None:
    records = clinic(programme=with_programme(groups=Groups(("cells",), (), assessor_blinded=True)))
    assert item(judged(protocol, claim_set, records), "design").found == "nobody is compared"


def test_comparators_added_to_a_study_without_them_deviate(claim_set: ClaimSet) -> None:
    protocol = small_protocol(claim_set, replace(ASKED, design="before_after"))  # type: ignore[arg-type]
    assert item(judged(protocol, claim_set, clinic()), "design").found == "20 comparators were added"
