"""The public names of the simulator, with their homes."""

from ranvier.simulate.clinic import (
    SimulatedClinic as SimulatedClinic,
    simulate_clinic as simulate_clinic,
    simulate_clinic_and_truth as simulate_clinic_and_truth,
)
from ranvier.simulate.effect import EffectPlan as EffectPlan
from ranvier.simulate.entry import EntryPlan as EntryPlan
from ranvier.simulate.folder import write_simulated as write_simulated
from ranvier.simulate.follow_up import (
    FollowUpPlan as FollowUpPlan,
    Lost as Lost,
)
from ranvier.simulate.limits import ImpossiblePlan as ImpossiblePlan
from ranvier.simulate.natural_history.courses import (
    Courses as Courses,
    simulate_courses as simulate_courses,
)
from ranvier.simulate.natural_history.law import (
    UNTREATED as UNTREATED,
    NaturalHistory as NaturalHistory,
)
from ranvier.simulate.natural_history.numbers import Treatment as Treatment
from ranvier.simulate.natural_history.patients import (
    Patients as Patients,
    simulate_patients as simulate_patients,
)
from ranvier.simulate.natural_history.starts import (
    CalendarStart as CalendarStart,
    RelapseStart as RelapseStart,
    SeverityStart as SeverityStart,
    find_start_days as find_start_days,
)
from ranvier.simulate.plan import (
    NO_EFFECT as NO_EFFECT,
    TRUE_EFFECT as TRUE_EFFECT,
    ClinicPlan as ClinicPlan,
)
from ranvier.simulate.plan_file import read_plan as read_plan
from ranvier.simulate.scores.biases import (
    NO_BIASES as NO_BIASES,
    Biases as Biases,
    Expectation as Expectation,
    KnowingRater as KnowingRater,
)
from ranvier.simulate.scores.raters import RaterPanel as RaterPanel
from ranvier.simulate.scores.recorded import simulate_scores as simulate_scores
from ranvier.simulate.scores.steroids import Steroids as Steroids
from ranvier.simulate.scores.systems import functional_systems_of as functional_systems_of
