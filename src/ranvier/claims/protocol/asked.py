"""What a person decides before a protocol is frozen; what follows from the claims is not asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ranvier.claims.designs.power import MOST_PATIENTS
from ranvier.claims.designs.study import Design, StudyPlan
from ranvier.claims.thresholds import Thresholds, read_thresholds
from ranvier.simulate.limits import Limits
from ranvier.tables.model import TABLES

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
    of a date; comparator_zero is the day of inclusion where lot decides, and must be named for comparators
    from elsewhere. per_arm: planned patients in each arm; None: as many as the claims need. last_patient_by:
    planned day of the last inclusion. visit_every_months: between planned visits. studies: simulated behind
    each size. thresholds: of the checks. seed: of the simulated studies and of the null band to come.

    Raises ImpossiblePlan with everything that is not possible.
    """

    frozen_on: date
    frozen_by: str = NOT_NAMED
    design: Design = Design.SHAM
    treated_zero: str = FIRST_DOSE
    comparator_zero: str = ""
    per_arm: int | None = None
    last_patient_by: date | None = None
    visit_every_months: float = 6.0
    studies: int = USUAL_STUDIES
    thresholds: Thresholds = field(default_factory=read_thresholds)
    seed: int = 1

    def __post_init__(self) -> None:
        limits = Limits("protocol")
        if self.design not in tuple(Design):
            limits.refuse("design", "there is no such design", f"permitted: {', '.join(Design)}")
            limits.finish()
        object.__setattr__(self, "design", Design(self.design))
        self._settle_time_zero(limits)
        if self.per_arm is not None:
            limits.whole("patients", self.per_arm, 2, MOST_PATIENTS)
        limits.between("visit_every_months", self.visit_every_months, 1.0, 24.0)
        limits.whole("studies", self.studies, FEWEST_STUDIES, 100_000)
        limits.whole("seed", self.seed, 0, 2**63 - 1)
        if self.last_patient_by is not None and self.last_patient_by <= self.frozen_on:
            limits.refuse("last_patient_by", "the last patient would come before the protocol", "a later day")
        limits.finish()

    def _settle_time_zero(self, limits: Limits) -> None:
        """Where time counts from, checked; the day of inclusion where lot decides and none is named."""
        if self.design.n_arms == 1 and self.comparator_zero:
            limits.refuse("comparator_zero", "nobody is compared in this design", "leave it out")
        if self.design in (Design.SHAM, Design.WAITING_LIST) and not self.comparator_zero:
            object.__setattr__(self, "comparator_zero", DAY_OF_INCLUSION)
        named = {"treated_zero": self.treated_zero}
        if self.design.n_arms > 1:
            named["comparator_zero"] = self.comparator_zero
        for name, column in named.items():
            if not column:
                limits.refuse(name, "comparators from elsewhere need a day 0", "name a date as table.column")
            elif column not in DATE_COLUMNS:
                limits.refuse(
                    name, f"'{column}' is no date of the records", f"one of {', '.join(DATE_COLUMNS)}"
                )

    def study(self, design: Design | None = None) -> StudyPlan:
        """The study as it would be simulated; under another design where one is named."""
        return StudyPlan(design=design or self.design, visit_every_months=self.visit_every_months)
