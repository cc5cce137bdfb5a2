"""A protocol: everything about the future test of a claim set that must not change once it begins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ranvier.vocabulary.outcomes import SENTENCE

FORMAT = 1
"""The format of the files that are written; others are refused by name."""


@dataclass(frozen=True)
class Frozen:
    """What was frozen, by whom, when, and with which version.

    set_sha256: of the file of the claim set. by: the role of who froze it; no name is needed. seed: of the
    simulated studies behind the sizes and of the null band to come.
    """

    format: int
    claim_set: str
    title: str
    set_version: str
    set_sha256: str
    n_claims: int
    on: date
    by: str
    ranvier: str
    seed: int
    sentence: str = SENTENCE


@dataclass(frozen=True)
class ZeroPlan:
    """From which recorded date each group's time counts, as `table.column`; comparator empty without one.

    rule: how a patient's baseline is found, in words.
    """

    treated: str
    comparator: str
    rule: str


@dataclass(frozen=True)
class DesignPlan:
    """Who is compared with whom, who decides it, and who knows.

    design, assignment, comparator_kind: codes; comparator_kind is empty where nobody is compared.
    per_arm: planned patients in each arm; None where no number was planned. why: what decided the number.
    """

    design: str
    words: str
    assignment: str
    comparator_kind: str
    assessor_blinded: bool
    arms: int
    per_arm: int | None
    why: str
    stays: str


@dataclass(frozen=True)
class AnalysisPlan:
    """When the records are analysed, and how.

    last_patient_by: planned day of the last inclusion; None where none was named. not_before: the earliest
    day of the analysis that follows from it. horizon_months: of the claim that looks furthest.
    """

    rule: str
    horizon_months: float
    last_patient_by: date | None
    not_before: date | None
    missing_patients: str
    everyone: str
    interval: str
    more_than_one: str


@dataclass(frozen=True)
class VisitPlan:
    """One planned visit: month after time zero, and the days between which it counts, both included.

    why: baseline, result, confirmation or follow-up. claims: those that need this very visit.
    """

    month: float
    earliest_day: int
    latest_day: int
    why: str
    claims: tuple[str, ...] = ()


@dataclass(frozen=True)
class SizePlan:
    """Patients that one claim needs under one design, if the effect in words were true.

    asked: what the study is to show. per_arm: between lower and upper, as far as `studies` simulated studies
    tell; None where no number is enough or none was sought, and `note` says why. share: of the studies that
    show it with so many.
    """

    claim: str
    design: str
    asked: str
    truth: str
    months: float
    at_most: str
    per_arm: int | None
    lower: int | None
    upper: int | None
    share: float | None
    studies: int
    note: str


@dataclass(frozen=True)
class NullPlan:
    """How often and under which assumptions the programme is re-created without an effect."""

    programmes: int
    programmes_for_votes: int
    variants: tuple[str, ...]
    assumptions: tuple[str, ...]


@dataclass(frozen=True)
class GatePlan:
    """One check that will be made, with its limits as printed."""

    number: int
    name: str
    checks: str
    limits: str


@dataclass(frozen=True)
class ResultPlan:
    """What one possible result will be called: a row of the decision table, the first that fits.

    table: which reading and kind of claim. when: the conditions, all of which must hold. outcome: its code;
    words: as printed.
    """

    table: str
    name: str
    when: tuple[str, ...]
    outcome: str
    words: str


@dataclass(frozen=True)
class ReadingPlan:
    """One way to read a claim, the stated primary first.

    asserts: the asserted set in words; lowest, highest: its ends, infinite where open.
    """

    label: str
    endpoint: str
    parameters: Mapping[str, float | str | bool]
    asserts: str
    unit: str
    lowest: float
    highest: float


@dataclass(frozen=True)
class ClaimPlan:
    """One claim as it will be tested, or why records cannot test it.

    sha256: of everything the claim set says that decides its verdict. because: what is asserted of the
    difference between the groups, in words; empty without that reading. horizon_months: a patient's time
    until the last visit the claim needs; 0 where it needs none. columns: without them there is no number;
    checked_columns: without them a critical check caps the answer. critical_checks: their numbers.
    """

    id: str
    statement: str
    kind: str
    population: str
    readings: tuple[str, ...]
    testable: str
    because: str
    assumed: tuple[str, ...]
    untestable: str
    could_test: str
    horizon_months: float
    columns: tuple[str, ...]
    checked_columns: tuple[str, ...]
    critical_checks: tuple[int, ...]
    sha256: str
    reading: tuple[ReadingPlan, ...] = ()


@dataclass(frozen=True)
class Protocol:
    """The whole protocol, in the order in which it is written.

    thresholds: value by name. settings, definitions: text by name.
    """

    protocol: Frozen
    time_zero: ZeroPlan
    design: DesignPlan
    analysis: AnalysisPlan
    visit: tuple[VisitPlan, ...]
    size: tuple[SizePlan, ...]
    claim: tuple[ClaimPlan, ...]
    gate: tuple[GatePlan, ...]
    thresholds: Mapping[str, float]
    settings: Mapping[str, str]
    definitions: Mapping[str, str]
    null_band: NullPlan
    result: tuple[ResultPlan, ...]

    def of_claim(self, claim_id: str) -> ClaimPlan | None:
        """The plan of one claim; None where the protocol has no such claim."""
        return next((one for one in self.claim if one.id == claim_id), None)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that time zero, a claim or a critical check of it needs, once each."""
        zero = [name for name in (self.time_zero.treated, self.time_zero.comparator) if name]
        needed = [name for one in self.claim for name in one.columns + one.checked_columns]
        return tuple(dict.fromkeys(zero + needed))
