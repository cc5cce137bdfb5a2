"""A small claim set, its protocol, and a clinic that followed it; everything in them is made up.

None of the claims speaks of an effect whose studies are simulated, so that a protocol is frozen in no time.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ranvier.claims.basis.followed import FollowedProtocol, Item, Kept
from ranvier.claims.basis.records import find_records
from ranvier.claims.basis.thresholds import Thresholds, read_thresholds
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.null.programmes import N_PROGRAMMES
from ranvier.claims.protocol.asked import ProtocolAsked
from ranvier.claims.protocol.follow import judge_followed
from ranvier.claims.protocol.freeze import freeze_protocol
from ranvier.claims.protocol.protocol import Protocol
from ranvier.claims.protocol.read import ReadProtocol
from ranvier.claims.protocol.toml_text import protocol_fingerprint
from ranvier.tables.cohort import Cohort
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.people import Assignment, ComparatorKind
from tests.unit.claims.small_programme import cohort

SET = """
[set]
id = "small"
title = "A small set"
version = "1"
source = "made up for a test"

[[claim]]
id = "A1"
statement = "Half of the patients are a point better after a year, and stay so."
kind = "outcome"
attribution = "record"
population = "everyone treated"
readings = ["seen"]
testable = "yes"
assumed = ["A point of the EDSS was taken."]
label = "a point better at 12 months, confirmed"
endpoint = "edss_fall_share"
parameters = { months = 12.0, points = 1.0, confirmed = true }
asserted = { kind = "at_least", x = 50.0, unit = "%" }

[[claim.interpretation]]
label = "a point better at 6 months"
endpoint = "edss_fall_share"
parameters = { months = 6.0, points = 1.0, confirmed = false }
asserted = { kind = "at_least", x = 50.0, unit = "%" }

[[claim]]
id = "A2"
statement = "All patients are given umbilical cord cells."
kind = "process"
attribution = "record"
population = "everyone treated"
readings = ["seen"]
testable = "yes"
label = "share given cells of the cord"
endpoint = "product_share"
parameters = { product = "umbilical_cord_or_placenta" }
asserted = { kind = "at_least", x = 95.0, unit = "%" }

[[claim]]
id = "A3"
statement = "Nobody knows why it works."
kind = "mechanism"
attribution = "record"
population = "people with MS"
readings = []
testable = "no"
untestable = "It speaks of knowledge, not of patients."
could_test = "A review of studies."
"""

FROZEN_ON = date(2020, 1, 1)
ASKED = ProtocolAsked(
    frozen_on=FROZEN_ON, frozen_by="study lead", per_arm=20, last_patient_by=date(2020, 6, 30)
)


def small_set(folder: Path, text: str = SET) -> ClaimSet:
    """The set, read as a user's file."""
    path = folder / "small.toml"
    path.write_text(text, encoding="utf-8")
    return read_claims(path)


def _silent(_message: str) -> None:
    """Tells nobody."""


def small_protocol(claim_set: ClaimSet, asked: ProtocolAsked = ASKED) -> Protocol:
    """The protocol of a set."""
    return freeze_protocol(claim_set, asked, _silent)


def read_as_frozen(protocol: Protocol) -> ReadProtocol:
    """The same as if it had been read from a file."""
    return ReadProtocol(protocol, "small-protocol.toml", protocol_fingerprint(protocol), "0" * 64)


ZERO = FROZEN_ON + timedelta(days=60)
VISIT_DAYS = (-5, 183, 365, 548, 731)
PROGRAMME = Programme(
    "a clinic that keeps its word",
    date(2023, 1, 1),
    "the tests",
    synthetic=True,
    time_zero=TimeZero("administrations.date", "patients.enrolled_date"),
    groups=Groups(("cells",), ("sham",), Assignment.RANDOMISED, ComparatorKind.SHAM, assessor_blinded=True),
)


def clinic(
    *,
    programme: Programme = PROGRAMME,
    zero: date = ZERO,
    per_arm: int = 20,
    days: tuple[int, ...] = VISIT_DAYS,
) -> Cohort:
    """A clinic of *per_arm* treated and as many comparators, all seen on *days* after *zero*, blinded."""
    groups = {f"P{number:02}": "cells" if number % 2 else "sham" for number in range(1, 2 * per_arm + 1)}
    return cohort(
        programme,
        patients=[
            {
                "patient_id": name,
                "group": group,
                "consecutive_number": number,
                "enrolled_date": zero,
                "death_date": None,
            }
            for number, (name, group) in enumerate(groups.items(), start=1)
        ],
        visits=[
            {"patient_id": name, "date": zero + timedelta(days=day), "edss": 4.0, "rater_blinded": True}
            for name in groups
            for day in days
        ],
        administrations=[
            {"patient_id": name, "date": zero, "product": "umbilical_cord_or_placenta"}
            for name, group in groups.items()
            if group == "cells"
        ],
    )


def judged(
    protocol: Protocol,
    claim_set: ClaimSet,
    records: Cohort,
    *,
    thresholds: Thresholds | None = None,
    seed: int = 1,
    n_programmes: int = N_PROGRAMMES,
) -> FollowedProtocol:
    """Every item of *protocol*, for these records."""
    return judge_followed(
        read_as_frozen(protocol),
        claim_set,
        find_records(records),
        thresholds=thresholds or read_thresholds(),
        seed=seed,
        n_programmes=n_programmes,
    )


def item(found: FollowedProtocol, key: str) -> Item:
    """One item of a judgement."""
    return next(one for one in found.items if one.key == key)


def not_followed(found: FollowedProtocol) -> set[str]:
    """Keys of the items that were not followed."""
    return {one.key for one in found.items if one.kept is not Kept.FOLLOWED}


def with_programme(**changes: object) -> Programme:
    """The programme with something else in it."""
    return replace(PROGRAMME, **changes)  # type: ignore[arg-type]
