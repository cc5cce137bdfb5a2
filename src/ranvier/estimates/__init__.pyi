"""The public names of the estimates, with their homes."""

from ranvier.estimates.as_json import (
    from_dict as from_dict,
    to_dict as to_dict,
)
from ranvier.estimates.bias.adjusted_change import (
    estimate_bias_adjusted_change as estimate_bias_adjusted_change,
)
from ranvier.estimates.bias.adjusted_ratio import estimate_bias_adjusted_ratio as estimate_bias_adjusted_ratio
from ranvier.estimates.bias.bias_adjusted import BiasAdjusted as BiasAdjusted
from ranvier.estimates.bias.distributions import (
    Beta as Beta,
    Fixed as Fixed,
    LogNormal as LogNormal,
    Normal as Normal,
    Trapezoidal as Trapezoidal,
    Triangular as Triangular,
    Uniform as Uniform,
)
from ranvier.estimates.bias.errors import (
    LostPatients as LostPatients,
    Misclassified as Misclassified,
    Unmeasured as Unmeasured,
)
from ranvier.estimates.bias.two_by_two import (
    TwoByTwo as TwoByTwo,
    count_two_by_two as count_two_by_two,
    estimate_ratio_of_risks as estimate_ratio_of_risks,
)
from ranvier.estimates.change.beyond import (
    estimate_change_beyond_regression as estimate_change_beyond_regression,
    estimate_share_beyond_noise as estimate_share_beyond_noise,
)
from ranvier.estimates.change.change import (
    estimate_mean as estimate_mean,
    estimate_median as estimate_median,
    estimate_share_better as estimate_share_better,
    estimate_share_worse as estimate_share_worse,
)
from ranvier.estimates.change.mixed_model import (
    estimate_mixed_model as estimate_mixed_model,
    estimate_slope_difference as estimate_slope_difference,
)
from ranvier.estimates.change.mixed_model_result import MixedModel as MixedModel
from ranvier.estimates.change.regression_to_mean import (
    estimate_regression_from_pairs as estimate_regression_from_pairs,
    estimate_regression_from_reliability as estimate_regression_from_reliability,
    estimate_relapse_recovery as estimate_relapse_recovery,
)
from ranvier.estimates.change.repeated import (
    estimate_reliability as estimate_reliability,
    estimate_smallest_detectable_change as estimate_smallest_detectable_change,
)
from ranvier.estimates.change.true_scores import (
    Entry as Entry,
    TrueScores as TrueScores,
    estimate_true_scores as estimate_true_scores,
)
from ranvier.estimates.change.unaffected import (
    estimate_noise_share as estimate_noise_share,
    estimate_regression_to_mean as estimate_regression_to_mean,
    estimate_smallest_change_beyond_noise as estimate_smallest_change_beyond_noise,
)
from ranvier.estimates.comparison.adjustment import (
    AdjustedContrast as AdjustedContrast,
    Weighting as Weighting,
)
from ranvier.estimates.comparison.balance import (
    Balance as Balance,
    CovariateBalance as CovariateBalance,
    weigh_balance as weigh_balance,
)
from ranvier.estimates.comparison.contrast import (
    estimate_difference_of_means as estimate_difference_of_means,
    estimate_difference_of_shares as estimate_difference_of_shares,
    estimate_difference_of_survival as estimate_difference_of_survival,
)
from ranvier.estimates.comparison.covariate_strength import (
    CovariateStrength as CovariateStrength,
    weigh_covariates as weigh_covariates,
)
from ranvier.estimates.comparison.covariates import find_indicators as find_indicators
from ranvier.estimates.comparison.doubly_robust import (
    estimate_doubly_robust_difference as estimate_doubly_robust_difference,
)
from ranvier.estimates.comparison.e_value import (
    ContrastKind as ContrastKind,
    EValue as EValue,
    estimate_e_value as estimate_e_value,
)
from ranvier.estimates.comparison.effect_modification import (
    EffectModification as EffectModification,
    estimate_effect_modification as estimate_effect_modification,
)
from ranvier.estimates.comparison.equivalence import is_equivalent as is_equivalent
from ranvier.estimates.comparison.left_truncation import (
    LeftTruncation as LeftTruncation,
    weigh_left_truncation as weigh_left_truncation,
)
from ranvier.estimates.comparison.logistic import (
    LogisticModel as LogisticModel,
    fit_logistic as fit_logistic,
)
from ranvier.estimates.comparison.matched_contrast import (
    estimate_matched_difference as estimate_matched_difference,
    estimate_matched_hazard_ratio as estimate_matched_hazard_ratio,
)
from ranvier.estimates.comparison.matching import (
    Matches as Matches,
    MatchOrder as MatchOrder,
    MatchRule as MatchRule,
    match_nearest as match_nearest,
)
from ranvier.estimates.comparison.modifier import (
    ImmortalTime as ImmortalTime,
    MeasuredAt as MeasuredAt,
    Modifier as Modifier,
    RegressionToTheMean as RegressionToTheMean,
)
from ranvier.estimates.comparison.positivity import (
    Positivity as Positivity,
    PositivityLimits as PositivityLimits,
    Support as Support,
    weigh_effective_size as weigh_effective_size,
    weigh_positivity as weigh_positivity,
)
from ranvier.estimates.comparison.propensity import (
    Propensity as Propensity,
    estimate_propensity as estimate_propensity,
)
from ranvier.estimates.comparison.refusals import (
    Collinear as Collinear,
    NoMatches as NoMatches,
    NoOverlap as NoOverlap,
    Separation as Separation,
)
from ranvier.estimates.comparison.resampled_survival import (
    Resampling as Resampling,
    estimate_resampled_survival_difference as estimate_resampled_survival_difference,
)
from ranvier.estimates.comparison.single_group import (
    estimate_gap_association as estimate_gap_association,
    estimate_single_group_difference as estimate_single_group_difference,
)
from ranvier.estimates.comparison.weighted_contrast import (
    estimate_adjusted_difference as estimate_adjusted_difference,
    estimate_adjusted_rate_ratio as estimate_adjusted_rate_ratio,
)
from ranvier.estimates.comparison.weighted_hazard import (
    AdjustedHazardRatio as AdjustedHazardRatio,
    estimate_adjusted_hazard_ratio as estimate_adjusted_hazard_ratio,
)
from ranvier.estimates.comparison.weighted_survival import (
    estimate_adjusted_survival_difference as estimate_adjusted_survival_difference,
)
from ranvier.estimates.comparison.weights import (
    GroupWeights as GroupWeights,
    WeightTarget as WeightTarget,
    weigh_groups as weigh_groups,
)
from ranvier.estimates.emulation.clone_censor_weight import estimate_strategies as estimate_strategies
from ranvier.estimates.emulation.emulated_trial import (
    EmulatedTrial as EmulatedTrial,
    TrialFlow as TrialFlow,
)
from ranvier.estimates.emulation.people import (
    People as People,
    Records as Records,
)
from ranvier.estimates.emulation.protocol import ProtocolItem as ProtocolItem
from ranvier.estimates.emulation.sequential_effect import (
    TrialAdjustment as TrialAdjustment,
    TrialEffect as TrialEffect,
    estimate_sequential_trials as estimate_sequential_trials,
)
from ranvier.estimates.emulation.sequential_trials import (
    SequentialTrials as SequentialTrials,
    TrialTimeZero as TrialTimeZero,
    find_sequential_trials as find_sequential_trials,
)
from ranvier.estimates.emulation.strategies import (
    StartNever as StartNever,
    StartWithin as StartWithin,
)
from ranvier.estimates.inputs import InputError as InputError
from ranvier.estimates.methods_text import (
    methods_paragraph as methods_paragraph,
    methods_sentence as methods_sentence,
)
from ranvier.estimates.natural_history.expected_course import (
    ExpectedCourse as ExpectedCourse,
    ExpectedPoint as ExpectedPoint,
    estimate_expected_course as estimate_expected_course,
)
from ranvier.estimates.natural_history.generator import (
    Generator as Generator,
    find_generator as find_generator,
)
from ranvier.estimates.natural_history.misclassification import (
    Misclassification as Misclassification,
    rater_misclassification as rater_misclassification,
)
from ranvier.estimates.natural_history.multistate import (
    NotFitted as NotFitted,
    estimate_multistate as estimate_multistate,
    find_log_likelihood as find_log_likelihood,
    neighbours as neighbours,
)
from ranvier.estimates.natural_history.multistate_model import MultistateModel as MultistateModel
from ranvier.estimates.natural_history.panel import (
    Panel as Panel,
    find_panel as find_panel,
    panel_of as panel_of,
)
from ranvier.estimates.natural_history.progression_range import (
    ProgressionRange as ProgressionRange,
    estimate_progression_range as estimate_progression_range,
)
from ranvier.estimates.natural_history.progression_ratio import (
    ProgressionRatio as ProgressionRatio,
    estimate_progression_ratio as estimate_progression_ratio,
)
from ranvier.estimates.natural_history.read_matrix import (
    ahmad_2019 as ahmad_2019,
    campbell_2025 as campbell_2025,
    read_transition_csv as read_transition_csv,
    read_transition_matrix as read_transition_matrix,
)
from ranvier.estimates.natural_history.states import (
    DEATH as DEATH,
    FOUR_BANDS as FOUR_BANDS,
    THREE_BANDS as THREE_BANDS,
    WHOLE_POINTS as WHOLE_POINTS,
    State as State,
    find_states as find_states,
)
from ranvier.estimates.natural_history.transition_matrix import (
    Cell as Cell,
    MatrixError as MatrixError,
    TransitionMatrix as TransitionMatrix,
)
from ranvier.estimates.natural_history.treated_cohort import (
    CourseOutcome as CourseOutcome,
    Improvement as Improvement,
    TreatedCohort as TreatedCohort,
    find_treated_cohort as find_treated_cohort,
)
from ranvier.estimates.pooling.forest import (
    Forest as Forest,
    ForestRow as ForestRow,
    estimate_forest as estimate_forest,
)
from ranvier.estimates.pooling.leave_one_out import estimate_without_each as estimate_without_each
from ranvier.estimates.pooling.meta_analysis import estimate_pooled as estimate_pooled
from ranvier.estimates.pooling.options import (
    COMMON_EFFECT as COMMON_EFFECT,
    RANDOM_EFFECTS as RANDOM_EFFECTS,
    MeanInterval as MeanInterval,
    Pooling as Pooling,
    PoolingScale as PoolingScale,
    PredictionInterval as PredictionInterval,
    SpreadMethod as SpreadMethod,
)
from ranvier.estimates.pooling.pooled_estimate import PooledEstimate as PooledEstimate
from ranvier.estimates.pooling.published_pool import (
    PoolRow as PoolRow,
    PublishedPool as PublishedPool,
    pool_published as pool_published,
)
from ranvier.estimates.pooling.study_effect import (
    EffectNumber as EffectNumber,
    study_from_effect as study_from_effect,
)
from ranvier.estimates.pooling.study_number import (
    StudyNumber as StudyNumber,
    study_from_estimate as study_from_estimate,
    study_from_mean as study_from_mean,
    study_from_published as study_from_published,
    study_from_share as study_from_share,
)
from ranvier.estimates.rates.expected import (
    AgainstExpected as AgainstExpected,
    RatioInterval as RatioInterval,
    estimate_ratio_to_expected as estimate_ratio_to_expected,
    weigh_against_expected as weigh_against_expected,
)
from ranvier.estimates.rates.expected_events import (
    ExpectedEvents as ExpectedEvents,
    estimate_expected as estimate_expected,
    estimate_incidence_ratio as estimate_incidence_ratio,
)
from ranvier.estimates.rates.incidence import (
    Incidence as Incidence,
    estimate_rate as estimate_rate,
    estimate_rate_ceiling as estimate_rate_ceiling,
)
from ranvier.estimates.rates.life_table import us_life_table as us_life_table
from ranvier.estimates.rates.rarity import (
    ExpectedStatus as ExpectedStatus,
    Rarity as Rarity,
    weigh_rarity as weigh_rarity,
)
from ranvier.estimates.rates.rate_inputs import NoEventsInGroup as NoEventsInGroup
from ranvier.estimates.rates.rate_model import (
    RateModel as RateModel,
    estimate_rate_ratios as estimate_rate_ratios,
)
from ranvier.estimates.rates.rate_ratio import estimate_ratio_of_rates as estimate_ratio_of_rates
from ranvier.estimates.rates.relapse_rate import estimate_relapse_rate as estimate_relapse_rate
from ranvier.estimates.rates.share import (
    estimate_share as estimate_share,
    estimate_share_ceiling as estimate_share_ceiling,
)
from ranvier.estimates.result import (
    Bounds as Bounds,
    Estimate as Estimate,
    HasEstimates as HasEstimates,
)
from ranvier.estimates.self_controlled.from_cohort import (
    RelapseSeries as RelapseSeries,
    find_self_controlled as find_self_controlled,
)
from ranvier.estimates.self_controlled.ratios import (
    SelfControlledSeries as SelfControlledSeries,
    estimate_self_controlled as estimate_self_controlled,
)
from ranvier.estimates.self_controlled.records import CaseRecords as CaseRecords
from ranvier.estimates.self_controlled.windows import RiskWindow as RiskWindow
from ranvier.estimates.survival.bootstrap import (
    BootstrapOfCurve as BootstrapOfCurve,
    estimate_survival_by_bootstrap as estimate_survival_by_bootstrap,
)
from ranvier.estimates.survival.competing_risks import (
    estimate_cumulative_incidence as estimate_cumulative_incidence,
)
from ranvier.estimates.survival.cumulative_incidence import CumulativeIncidence as CumulativeIncidence
from ranvier.estimates.survival.curve import SurvivalCurve as SurvivalCurve
from ranvier.estimates.survival.hazard_ratio import estimate_hazard_ratios as estimate_hazard_ratios
from ranvier.estimates.survival.hazard_ratio_model import (
    ChiSquareTest as ChiSquareTest,
    HazardModel as HazardModel,
)
from ranvier.estimates.survival.hazard_ratio_refusals import NoHazardRatio as NoHazardRatio
from ranvier.estimates.survival.hazard_trials import (
    TrialRatios as TrialRatios,
    estimate_ratios_of_trials as estimate_ratios_of_trials,
)
from ranvier.estimates.survival.interval_censored import (
    IntervalCensored as IntervalCensored,
    estimate_interval_censored as estimate_interval_censored,
)
from ranvier.estimates.survival.kaplan_meier import estimate_survival as estimate_survival
from ranvier.estimates.survival.log_rank import (
    LogRank as LogRank,
    estimate_log_rank as estimate_log_rank,
)
from ranvier.estimates.survival.proportionality import (
    Proportionality as Proportionality,
    TimeScale as TimeScale,
    estimate_proportionality as estimate_proportionality,
)
from ranvier.estimates.survival.restricted_mean import (
    RestrictedMean as RestrictedMean,
    estimate_difference_of_restricted_means as estimate_difference_of_restricted_means,
    estimate_restricted_mean as estimate_restricted_mean,
)
from ranvier.estimates.survival.unconfirmed import (
    UnconfirmedCurves as UnconfirmedCurves,
    estimate_unconfirmed_curves as estimate_unconfirmed_curves,
)
from ranvier.estimates.table import estimates_table as estimates_table
from ranvier.estimates.unseen.bounds import (
    estimate_contrast_bounds as estimate_contrast_bounds,
    estimate_mean_bounds as estimate_mean_bounds,
    estimate_median_bounds as estimate_median_bounds,
    estimate_share_bounds as estimate_share_bounds,
    estimate_survival_bounds as estimate_survival_bounds,
)
from ranvier.estimates.unseen.completeness import (
    estimate_completeness as estimate_completeness,
    estimate_share_assessed as estimate_share_assessed,
)
from ranvier.estimates.unseen.hidden import (
    Holds as Holds,
    estimate_hidden_for_mean as estimate_hidden_for_mean,
    estimate_hidden_for_median as estimate_hidden_for_median,
    estimate_hidden_for_share as estimate_hidden_for_share,
    estimate_hidden_for_survival as estimate_hidden_for_survival,
)
from ranvier.estimates.unseen.responders import (
    Responders as Responders,
    estimate_responders as estimate_responders,
)
from ranvier.estimates.unseen.tipping import (
    Limit as Limit,
    Tipping as Tipping,
    estimate_tipping_mean as estimate_tipping_mean,
    estimate_tipping_share as estimate_tipping_share,
)
from ranvier.estimates.unseen.tipping_survival import estimate_tipping_survival as estimate_tipping_survival

__all__: list[str]
