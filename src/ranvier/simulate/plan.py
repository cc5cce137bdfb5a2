"""What a simulated clinic is like: its patients, its habits and the truth about its therapy."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from ranvier.simulate.follow_up import FollowUpPlan, Lost
from ranvier.simulate.parameters import CourseParameters, NoiseParameters, SafetyParameters


@dataclass(frozen=True)
class EntryPlan:
    """Who is accepted, and in which state.

    edss_mean, edss_sd, edss_low, edss_high: of the true level apart from a passing relapse, in points.
    entry_edss_at_least: score needed at the baseline visit. share_in_relapse: of those asking, how many come
    0 to 90 days after the onset of a relapse; the others had none for relapse_free_days.
    share_progressive: of those who do not come in a relapse. share_without_baseline: of those with steroids,
    how many were scored only after the first infusion.
    """

    edss_mean: float = 3.2
    edss_sd: float = 1.4
    edss_low: float = 0.0
    edss_high: float = 7.0
    entry_edss_at_least: float | None = 3.0
    share_in_relapse: float = 0.52
    relapse_free_days: int = 120
    share_progressive: float = 0.45
    steroid_share: float = 0.5
    share_without_baseline: float = 0.1


@dataclass(frozen=True)
class EffectPlan:
    """The truth about the therapy.

    points: true change of EDSS by the therapy, reached by full_by_days and kept; sd_points between patients.
    progression_ratio: of the progression apart from relapses, under the therapy.
    """

    points: float = 0.0
    sd_points: float = 0.0
    full_by_days: int = 183
    progression_ratio: float = 1.0


@dataclass(frozen=True)
class ClinicPlan:
    """Everything that decides how a simulated clinic's records come out.

    has_comparator: half of the patients are drawn by lot for a sham procedure. blinded: raters and patients
    do not know who got what. second_dose_share: how many get a second dose after two to three months.
    safety_share: for how many patients harms were asked for; linked: with a cancer and death register too.
    """

    key: str
    name: str
    n_patients: int = 150
    first_day: date = date(2014, 3, 1)
    recruiting_years: float = 2.5
    data_date: date = date(2022, 12, 31)
    claims_fixed: date | None = None
    entry: EntryPlan = field(default_factory=EntryPlan)
    follow_up: FollowUpPlan = field(default_factory=FollowUpPlan)
    effect: EffectPlan = field(default_factory=EffectPlan)
    has_comparator: bool = False
    blinded: bool = False
    second_dose_share: float = 0.5
    safety_share: float = 0.6
    linked: bool = False
    dmt_share: float = 0.3
    new_dmt_share: float = 0.1
    mri_share: float = 0.5
    course: CourseParameters = field(default_factory=CourseParameters)
    noise: NoiseParameters = field(default_factory=NoiseParameters)
    safety: SafetyParameters = field(default_factory=SafetyParameters)


NO_EFFECT = ClinicPlan(key="no-effect", name="Synthetic clinic A (no effect)")
"""No effect; often given in a relapse, scored by those who gave it, partly lost, nobody to compare."""

TRUE_EFFECT = ClinicPlan(
    key="true-effect",
    name="Synthetic clinic B (true effect)",
    claims_fixed=date(2014, 1, 15),
    entry=EntryPlan(
        edss_mean=5.0,
        edss_sd=0.8,
        edss_low=3.9,
        edss_high=6.6,
        entry_edss_at_least=None,
        share_in_relapse=0.0,
        relapse_free_days=200,
        share_progressive=0.35,
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
    effect=EffectPlan(points=-2.4, sd_points=0.3, progression_ratio=0.5),
    has_comparator=True,
    blinded=True,
    second_dose_share=1.0,
    safety_share=1.0,
    linked=True,
    dmt_share=0.25,
    new_dmt_share=0.03,
    mri_share=1.0,
)
"""A therapy that leaves patients 2.5 EDSS points better than a sham procedure given by lot, blinded raters.

Of the 2.5 points at 12 months 2.4 are the effect and 0.1 is progression that did not take place.
"""

DEMO_PLANS = (NO_EFFECT, TRUE_EFFECT)
"""The two clinics of the demo."""

PLANS: dict[str, ClinicPlan] = {plan.key: plan for plan in DEMO_PLANS}
"""The same by their key."""
