"""What a person decides before a protocol is frozen; what follows from the claims is not asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ranvier.claims.basis.thresholds import Thresholds, read_thresholds
from ranvier.claims.designs.power import MOST_PATIENTS
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.simulate.limits import Limits
from ranvier.tables.model import TABLES
from ranvier.vocabulary.people import ComparatorKind

FIRST_DOSE = "administrations.date"
DAY_OF_INCLUSION = "patients.enrolled_date"

NOT_NAMED = "role not named"

FEWEST_STUDIES, USUAL_STUDIES = 20, 100

DATE_COLUMNS = tuple(f"{table.name}.{column.name}" for table in TABLES.values() for column in table.dates)
"""Every recorded date that can be a time zero, as `table.column`."""


@dataclass(frozen=True)
class ProtocolAsked:
    """The decisions behind a protocol.

    frozen_on: the day. frozen_by: the role of who freezes it. treated_zero, comparator_zero: `table.column`
    of a date; comparator_zero must be named for comparators from elsewhere. comparator_kind: what comparators
    get; None: as the design has it. raters_know: whether those who score know who is a comparator from
    elsewhere. per_arm: planned patients in each arm; None: as many as the claims need. last_patient_by:
    planned day of the last inclusion. visit_every_months: between planned visits. studies: simulated behind
    each size. thresholds: of the checks. seed: of the simulated studies and of the null band to come.

    Raises ImpossiblePlan with everything that is not possible.
    """

    frozen_on: date
    frozen_by: str = NOT_NAMED
    design: Design = Design.SHAM
    treated_zero: str = FIRST_DOSE
    comparator_zero: str = ""
    comparator_kind: ComparatorKind | None = None
    raters_know: bool = False
    per_arm: int | None = None
    last_patient_by: date | None = None
    visit_every_months: float = 6.0
    studies: int = USUAL_STUDIES
    thresholds: Thresholds = field(default_factory=read_thresholds)
    seed: int = 1

    def __post_init__(self) -> None:
        limits = Limits("protocol", "written")
        if self.design not in tuple(Design):
            limits.refuse("design", "there is no such design", f"permitted: {', '.join(Design)}")
            limits.finish()
        object.__setattr__(self, "design", Design(self.design))
        self._check_time_zero(limits)
        self._check_comparators(limits)
        if self.per_arm is not None:
            limits.whole("patients", self.per_arm, 2, MOST_PATIENTS)
        limits.between("visit_every_months", self.visit_every_months, 1.0, 24.0)
        limits.whole("studies", self.studies, FEWEST_STUDIES, 100_000)
        limits.whole("seed", self.seed, 0, 2**63 - 1)
        if self.last_patient_by is not None and self.last_patient_by <= self.frozen_on:
            limits.refuse("last_patient_by", "the last patient would come before the protocol", "a later day")
        limits.finish()

    def _check_time_zero(self, limits: Limits) -> None:
        """Whether time counts from dates that records have."""
        named = {"treated_zero": self.treated_zero}
        if self.design.n_arms > 1:
            named["comparator_zero"] = self.zero_of_comparators
        elif self.comparator_zero:
            limits.refuse("comparator_zero", "nobody is compared in this design", "leave it out")
        for name, column in named.items():
            if not column:
                limits.refuse(name, "comparators from elsewhere need a day 0", "name a date as table.column")
            elif column not in DATE_COLUMNS:
                problem = f"'{column}' is no date of the records"
                limits.refuse(name, problem, f"one of {', '.join(DATE_COLUMNS)}")

    def _check_comparators(self, limits: Limits) -> None:
        """Whether what is said of comparators fits the design."""
        kind = self.comparator_kind
        if kind is not None and kind not in tuple(ComparatorKind):
            permitted = f"permitted: {', '.join(ComparatorKind)}"
            limits.refuse("comparator_kind", "there is no such kind", permitted)
        elif kind is not None and self.design.n_arms == 1:
            limits.refuse("comparator_kind", "nobody is compared in this design", "leave it out")
        if self.raters_know and self.design is not Design.EXTERNAL:
            limits.refuse("raters_know", "this design itself says what raters know", "leave it out")

    @property
    def zero_of_comparators(self) -> str:
        """The date named, or the day of inclusion where lot decides; empty where nobody is compared."""
        if self.comparator_zero or self.design not in (Design.SHAM, Design.WAITING_LIST):
            return self.comparator_zero
        return DAY_OF_INCLUSION

    @property
    def kind_of_comparators(self) -> ComparatorKind | None:
        """What comparators get: as named, or as the design has it; None where nobody is compared."""
        return self.design.comparator_kind if self.comparator_kind is None else self.comparator_kind

    def study(self, design: Design | None = None, n_comparisons: int = 1) -> StudyPlan:
        """The study as it would be simulated, asked that many claims; under another design where named."""
        return StudyPlan(
            design=design or self.design,
            visit_every_months=self.visit_every_months,
            raters_blinded=not self.raters_know,
            n_comparisons=max(1, n_comparisons),
        )
