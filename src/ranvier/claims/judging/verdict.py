"""A verdict: one claim, three columns that are never merged, and everything they rest on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from ranvier.claims.basis.definitions_tried import Multiverse
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.followed import FollowedProtocol
from ranvier.claims.basis.stability import Stability
from ranvier.claims.basis.unaccounted import Unaccounted
from ranvier.claims.judging.signature import SignatureHeld
from ranvier.claims.judging.what_it_takes import WhatItTakes
from ranvier.claims.language.asserted import AssertedSet, Position
from ranvier.claims.language.case_series import CaseSeries
from ranvier.claims.language.claim import Claim, ClaimSet, Interpretation
from ranvier.claims.language.theory.judge import JudgedTheory
from ranvier.estimates.result import Estimate
from ranvier.tables.faults import Fault, TableCount
from ranvier.tables.programme import Programme
from ranvier.vocabulary.outcomes import (
    Because,
    Cap,
    Certainty,
    GateStatus,
    Published,
    Reading,
    Seen,
    Severity,
)


@dataclass(frozen=True)
class GateResult:
    """One check of the records.

    data_used: `table.column` names and counts. threshold: as printed. severity: how it weighs for each
    reading of this claim. proposed_threshold: whether the threshold is this project's own proposal.
    caps_to: what each reading is capped to when this gate binds.
    """

    number: int
    name: str
    status: GateStatus
    data_used: str
    threshold: str
    reason: str
    severity: Mapping[Reading, Severity] = field(default_factory=lambda: MappingProxyType({}))
    proposed_threshold: bool = False
    caps_to: Mapping[Reading, Cap] = field(default_factory=lambda: MappingProxyType({}))

    def binds(self, reading: Reading) -> bool:
        """Whether this gate caps *reading*: critical, and failed or not assessable."""
        bad = self.status in (GateStatus.FAIL, GateStatus.NOT_ASSESSABLE)
        return bad and self.severity.get(reading) is Severity.CRITICAL

    def cap(self, reading: Reading) -> Cap:
        """What this gate caps *reading* to when it binds."""
        return self.caps_to.get(reading, Cap.NONE)


@dataclass(frozen=True)
class Judged:
    """One column's answer: its code, certainty and the sentences that explain it.

    why: one sentence. certainty_why: what sets the certainty. rule: name of the row of the decision
    table that fired.
    """

    outcome: Seen | Because
    why: str
    rule: str
    certainty: Certainty | None = None
    certainty_why: str = ""


@dataclass(frozen=True)
class PublishedColumn:
    """What published studies say; provisional where it rests on numbers not read at the source.

    why: the finding in a sentence. rests_on: the figures it rests on, each as a phrase; beside: those that
    were read as well. Unverified ones say so.
    """

    outcome: Published
    why: str
    provisional: bool
    studies: tuple[str, ...] = ()
    rests_on: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()


@dataclass(frozen=True)
class BenchmarkRow:
    """One published benchmark beside this programme, under the benchmark's own definition.

    there: as printed. here: this programme re-scored under the same definition, or why it could not be.
    may_say: the most it may say. verified: whether its number was read where it may be trusted. decides:
    whether it may decide a reading: verified, scored again alike, of a deciding arm. reached: whether this
    programme's interval, re-scored, holds the benchmark's number. rescored: the number behind `here`.
    """

    key: str
    arm: str
    definition: str
    there: str
    here: str
    may_say: str
    study: str
    decides: bool
    reached: bool = False
    verified: bool = False
    rescored: Estimate | None = None


@dataclass(frozen=True)
class ReadingTried:
    """One interpretation with what the records gave and how it fared."""

    interpretation: Interpretation
    finding: Finding
    position: Position | None
    worst: Position | None
    best: Position | None
    outcome: Seen | None
    phrase: str


@dataclass(frozen=True)
class Verdict:
    """One claim, judged.

    seen, because, published are None where the claim has no such reading. tried: every interpretation,
    the primary first. because_asserted: the set that was tested against the contrast. multiverse: the claim
    under each published definition, None where none differs in it. stability: the claim on patients drawn
    anew; None where the records were not asked. unaccounted: doses and numbers that are in nobody's record.
    """

    claim: Claim
    seen: Judged | None
    because: Judged | None
    published: PublishedColumn | None
    tried: tuple[ReadingTried, ...]
    gates: tuple[GateResult, ...]
    benchmarks: tuple[BenchmarkRow, ...]
    because_asserted: AssertedSet | None
    what_would_change: tuple[str, ...]
    multiverse: Multiverse | None = None
    stability: Stability | None = None
    unaccounted: Unaccounted | None = None

    @property
    def primary(self) -> Finding | None:
        """What the records gave for the stated primary."""
        return self.tried[0].finding if self.tried else None


@dataclass(frozen=True)
class FlowStep:
    """One box of the cohort flow: how many, who, and why some of them are not in the next one."""

    n: int
    label: str
    note: str = ""
    left: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class TableOneRow:
    """One line of table 1, as text by group, with how many are missing; counts serve disclosure."""

    label: str
    treated: str
    treated_missing: int
    comparator: str = ""
    comparator_missing: int = 0
    counts: tuple[int, ...] = ()


@dataclass(frozen=True)
class Inconsistency:
    """Two things a claim set says that do not fit together, found by a general rule."""

    rule: str
    finding: str
    basis: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """One question a patient can ask the clinic, and why it matters."""

    question: str
    why: str
    claims: tuple[str, ...]


@dataclass(frozen=True)
class Examination:
    """Everything `examine` found: the claims judged, who was counted, and what the page says against itself.

    programme is None without records. assumed_parameters: the unverified numbers of null bands and theory.
    theory: what the mechanisms of the claim set predict; None where it offers none.
    smallest_group: of fewer people no count may be shared.
    what_it_takes: studies that could tell, where they were asked for. protocol: whether the records followed
    the one that was frozen beforehand; None where none was given. case_series: the cases that the source
    describes; None where it describes none. signature: of a person, and whether it
    counts; None while the certainties are proposed only.
    """

    claim_set: ClaimSet
    verdicts: tuple[Verdict, ...]
    seed: int
    replicates: int = 0
    programme: Programme | None = None
    n_treated: int = 0
    n_comparator: int = 0
    followup_years: float = 0.0
    flow: tuple[FlowStep, ...] = ()
    table_one: tuple[TableOneRow, ...] = ()
    counts: tuple[TableCount, ...] = ()
    faults: tuple[Fault, ...] = ()
    files: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    inconsistencies: tuple[Inconsistency, ...] = ()
    questions: tuple[Question, ...] = ()
    case_series: CaseSeries | None = None
    settings: tuple[tuple[str, str], ...] = ()
    thresholds: tuple[tuple[str, str], ...] = ()
    changed_thresholds: tuple[str, ...] = ()
    smallest_group: int = 5
    assumed_parameters: tuple[str, ...] = ()
    theory: JudgedTheory | None = None
    what_it_takes: WhatItTakes | None = None
    protocol: FollowedProtocol | None = None
    signature: SignatureHeld | None = None
