"""What a simulated clinic is like: its patients, its habits and the truth about its therapy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

import numpy as np

from ranvier.definitions.rater_noise import BandedSpread, ScoreError
from ranvier.simulate.drugs import Drugs
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.entry import EntryPlan
from ranvier.simulate.follow_up import FollowUpPlan, Lost
from ranvier.simulate.imaging_law import ImagingLaw
from ranvier.simulate.limits import Limits
from ranvier.simulate.natural_history.law import UNTREATED, NaturalHistory
from ranvier.simulate.safety_law import SafetyLaw
from ranvier.simulate.scores.biases import Biases
from ranvier.simulate.scores.raters import RaterPanel
from ranvier.vocabulary.time import DAYS_PER_YEAR

MOST_PATIENTS = 1_000_000

FIRST_DATE, LAST_DATE = date(1980, 1, 1), date(2100, 12, 31)
"""Patients of before were born in years that no table of a programme holds, and so would days after be."""

LEAST_SEEN_DAYS = 31
"""The last who come have this long until the data date, at least."""


@dataclass(frozen=True)
class ClinicPlan:
    """Everything that decides how a simulated clinic's records come out.

    key: one word for the plan. name: of the clinic. n_patients: on its list. first_day: of recruiting.
    recruiting_years: how long it takes patients in. data_date: day of the last news.
    claims_fixed: day on which the claims were written down; None if nobody did so before the results.
    has_comparator: half of the patients are drawn by lot for a sham procedure.
    blinded: raters and patients do not know who got what.
    second_dose_share: how many get a second dose after two to three months.
    safety_share: for how many patients harms are asked for. linked: with a cancer and death register too.
    dmt_share: how many take an ordinary drug from soon after their diagnosis on.
    new_dmt_share: of the others, how many begin one after day 0. mri_share: how many have MRI.
    entry: whom it takes. follow_up: when they are seen. effect: what the therapy truly does.
    drugs: what ordinary drugs do. noise: errors of raters. raters: who scores. biases: hope, knowing raters
    and steroids. imaging: lesions. safety: harms. natural_history: of people whom nothing helps or harms.
    """

    key: str
    name: str
    n_patients: int = 150
    first_day: date = date(2014, 3, 1)
    recruiting_years: float = 2.5
    data_date: date = date(2022, 12, 31)
    claims_fixed: date | None = None
    has_comparator: bool = False
    blinded: bool = False
    second_dose_share: float = 0.5
    safety_share: float = 0.6
    linked: bool = False
    dmt_share: float = 0.3
    new_dmt_share: float = 0.1
    mri_share: float = 0.5
    entry: EntryPlan = field(default_factory=EntryPlan)
    follow_up: FollowUpPlan = field(default_factory=FollowUpPlan)
    effect: EffectPlan = field(default_factory=EffectPlan)
    drugs: Drugs = field(default_factory=Drugs)
    noise: ScoreError = field(default_factory=BandedSpread)
    raters: RaterPanel = field(default_factory=RaterPanel)
    biases: Biases = field(default_factory=Biases)
    imaging: ImagingLaw = field(default_factory=ImagingLaw)
    safety: SafetyLaw = field(default_factory=SafetyLaw)
    natural_history: NaturalHistory = UNTREATED

    def __post_init__(self) -> None:
        limits = Limits("simulated clinic")
        limits.whole("n_patients", self.n_patients, 1, MOST_PATIENTS)
        limits.between("recruiting_years", self.recruiting_years, 0.1, 50.0)
        for name in ("second_dose_share", "safety_share", "dmt_share", "new_dmt_share", "mri_share"):
            limits.probability(name, getattr(self, name))
        for name in ("key", "name"):
            if not isinstance(getattr(self, name), str) or not getattr(self, name).strip():
                limits.refuse(name, f"{name} is empty", "permitted: text")
        for name in ("first_day", "data_date", "claims_fixed"):
            _check_date(name, getattr(self, name), limits, optional=name == "claims_fixed")
        limits.finish()
        self._check_days()

    def _check_days(self) -> None:
        """ImpossiblePlan: patients who come after the day of the last news."""
        limits = Limits("simulated clinic")
        recruited = (
            np.datetime64(self.first_day) + int(self.recruiting_years * DAYS_PER_YEAR) + LEAST_SEEN_DAYS
        )
        if recruited > np.datetime64(self.data_date):
            limits.refuse(
                "data_date", "data_date comes before everybody was seen", f"permitted: {recruited} or later"
            )
        limits.finish()


def _check_date(name: str, day: date | None, limits: Limits, *, optional: bool) -> None:
    """A day that the tables of a programme can hold."""
    if day is None and optional:
        return
    if not isinstance(day, date) or not FIRST_DATE <= day <= LAST_DATE:
        limits.refuse(name, f"{name} is not possible", f"permitted: {FIRST_DATE} to {LAST_DATE}")


NO_EFFECT = ClinicPlan(key="no-effect", name="Synthetic clinic A (no effect)")
"""No effect; often given in a relapse, scored by those who gave it, partly lost, nobody to compare."""

TRUE_EFFECT = ClinicPlan(
    key="true-effect",
    name="Synthetic clinic B (true effect)",
    claims_fixed=date(2014, 1, 15),
    has_comparator=True,
    blinded=True,
    second_dose_share=1.0,
    safety_share=1.0,
    linked=True,
    dmt_share=0.25,
    new_dmt_share=0.03,
    mri_share=1.0,
    entry=EntryPlan(
        share_in_relapse=0.0,
        relapse_free_days=200,
        share_progressive=0.35,
        edss_low=3.9,
        edss_high=6.6,
        entry_edss_at_least=None,
        steroid_share=0.0,
        share_without_baseline=0.0,
    ),
    follow_up=FollowUpPlan(
        visit_months=(1, 3, 6, 12, 18, 24, 30, 36, 42, 48, 54, 60, 66, 72),
        missed=0.005,
        lost_per_year=0.004,
        lost=Lost.ANY,
        hidden_patients=0,
    ),
    effect=EffectPlan(points=-2.52, sd_points=0.3, progression_ratio=0.5),
)
"""A therapy that leaves patients 2.5 EDSS points better than a sham procedure given by lot, blinded raters.

Nearly all of it is given by the effect itself; the rest is progression that did not take place.
"""

DEMO_PLANS = (NO_EFFECT, TRUE_EFFECT)
"""The two clinics of the demo."""

PLANS: dict[str, ClinicPlan] = {plan.key: plan for plan in DEMO_PLANS}
"""The same by their key."""
