"""The public names of ranvier, with their homes: read by people, type checkers and `lazy_names`."""

from ranvier.claims.language.claimset import read_claims as read_claims
from ranvier.claims.language.claimset_file import list_claim_sets as list_claim_sets
from ranvier.claims.protocol.asked import ProtocolAsked as ProtocolAsked
from ranvier.claims.protocol.freeze import freeze_protocol as freeze_protocol
from ranvier.claims.protocol.markdown import protocol_markdown as protocol_markdown
from ranvier.claims.protocol.read import read_protocol as read_protocol
from ranvier.claims.protocol.toml_text import protocol_toml as protocol_toml
from ranvier.claims.retrodiction.judge_early import judge_early_evidence as judge_early_evidence
from ranvier.claims.retrodiction.judge_trials import judge_after_trials as judge_after_trials
from ranvier.course.baseline import find_baseline as find_baseline
from ranvier.course.decisions import (
    find_decisions as find_decisions,
    find_unconfirmed as find_unconfirmed,
)
from ranvier.course.edss_change import find_change as find_change
from ranvier.course.edss_plus import find_edss_plus as find_edss_plus
from ranvier.course.epochs import find_epochs as find_epochs
from ranvier.course.explain import explain_patient as explain_patient
from ranvier.course.follow_up import find_follow_up as find_follow_up
from ranvier.course.milestone import find_milestone as find_milestone
from ranvier.course.multiverse import find_multiverse as find_multiverse
from ranvier.course.neda import (
    count_neda as count_neda,
    find_neda as find_neda,
)
from ranvier.course.relapse_hygiene import find_relapses as find_relapses
from ranvier.course.relapse_rate import (
    count_by_group as count_by_group,
    count_relapses as count_relapses,
    find_observation as find_observation,
)
from ranvier.course.score_parts import find_score_parts as find_score_parts
from ranvier.course.secondary_progression import find_secondary_progression as find_secondary_progression
from ranvier.course.time_to_event import find_time_to_event as find_time_to_event
from ranvier.course.time_zero import find_time_zero as find_time_zero
from ranvier.course.two_references import find_two_reference_visits as find_two_reference_visits
from ranvier.definitions.cognitive_worsening import CognitiveWorsening as CognitiveWorsening
from ranvier.definitions.confirmed_change import (
    ConfirmedChange as ConfirmedChange,
    Extrema as Extrema,
    Occurrence as Occurrence,
    ProceedFrom as ProceedFrom,
    Reference as Reference,
    SlightChanges as SlightChanges,
)
from ranvier.definitions.definition import Definition as Definition
from ranvier.definitions.edss_change import EdssChange as EdssChange
from ranvier.definitions.edss_plus import EdssPlus as EdssPlus
from ranvier.definitions.epochs import TreatmentEpochs as TreatmentEpochs
from ranvier.definitions.follow_up import FreeOfWorsening as FreeOfWorsening
from ranvier.definitions.grid import definition_grid as definition_grid
from ranvier.definitions.improvement import ConfirmedImprovement as ConfirmedImprovement
from ranvier.definitions.milestone import Milestone as Milestone
from ranvier.definitions.neda import Neda as Neda
from ranvier.definitions.pira import (
    Pira as Pira,
    Raw as Raw,
)
from ranvier.definitions.pira_with_mri import PiraWithMri as PiraWithMri
from ranvier.definitions.presets import (
    PRESETS as PRESETS,
    preset as preset,
)
from ranvier.definitions.relapse_hygiene import RelapseHygiene as RelapseHygiene
from ranvier.definitions.relapse_relation import RelapseRelationRule as RelapseRelationRule
from ranvier.definitions.score_parts import ScoreParts as ScoreParts
from ranvier.definitions.secondary_progression import SecondaryProgression as SecondaryProgression
from ranvier.definitions.settings_used import settings_used as settings_used
from ranvier.definitions.sustained_change import (
    SustainedImprovement as SustainedImprovement,
    SustainedPira as SustainedPira,
    SustainedSequence as SustainedSequence,
    SustainedWorsening as SustainedWorsening,
)
from ranvier.definitions.two_references import TwoReferences as TwoReferences
from ranvier.definitions.windows import (
    ConfirmWindow as ConfirmWindow,
    RelapseDistance as RelapseDistance,
    RelapseFreeWindow as RelapseFreeWindow,
)
from ranvier.definitions.worsening import (
    PRIMARY as PRIMARY,
    ConfirmedWorsening as ConfirmedWorsening,
)
from ranvier.estimates.rates.relapse_rate import estimate_relapse_rate as estimate_relapse_rate
from ranvier.ingest import read_programme as read_programme
from ranvier.ingest.frames import read_frames as read_frames
from ranvier.ingest.rate_file import read_rate_file as read_rate_file
from ranvier.literature.library import read_literature as read_literature
from ranvier.main import (
    add_edss_scores as add_edss_scores,
    examine as examine,
)
from ranvier.main_course import find_events as find_events
from ranvier.tables.cohort import Cohort as Cohort
from ranvier.tables.severity_scores import add_severity_scores as add_severity_scores
from ranvier.vocabulary.measures import (
    EDSS as EDSS,
    MEASURES as MEASURES,
    NHPT as NHPT,
    SDMT as SDMT,
    T25FW as T25FW,
    Measure as Measure,
)
from ranvier.vocabulary.scales.edss_convention import EdssConvention as EdssConvention
from ranvier.vocabulary.scales.edss_score import (
    EdssScore as EdssScore,
    edss_of as edss_of,
)
from ranvier.vocabulary.scales.functional_systems import Grades as Grades
from ranvier.vocabulary.scales.implied_band import (
    DescribedWalking as DescribedWalking,
    implied_edss_band as implied_edss_band,
)
from ranvier.vocabulary.steps import (
    EDSS_STEPS_TO_5_0 as EDSS_STEPS_TO_5_0,
    EDSS_STEPS_TO_5_5 as EDSS_STEPS_TO_5_5,
    BandSteps as BandSteps,
    OwnSteps as OwnSteps,
    RelativeSteps as RelativeSteps,
)
from ranvier.vocabulary.visits import AmbulationCoding as AmbulationCoding

__version__: str
__all__: list[str]
