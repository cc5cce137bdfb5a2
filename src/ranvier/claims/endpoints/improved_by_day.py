"""The share of the treated whose EDSS had fallen by a stated day."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from ranvier.claims.basis.fair_comparison import Contrast, Covariates, FindRows, Flags
from ranvier.claims.basis.finding import Finding
from ranvier.claims.basis.records import Records, of_group
from ranvier.claims.basis.redraw import Numbers, Places, Redraw
from ranvier.claims.basis.workbench import Workbench
from ranvier.claims.endpoints.compared import Compared, compare
from ranvier.claims.endpoints.event_curves import (
    adjusted_difference_of,
    bounds_of,
    curve_of,
    difference_of,
    reading_day,
)
from ranvier.claims.endpoints.first_improvement import find_first_improvements
from ranvier.claims.endpoints.hidden import Crossing, crossings, fewest_sentence
from ranvier.claims.endpoints.needs import in_percent, time_zero_columns, unanswered
from ranvier.claims.endpoints.readable import is_readable
from ranvier.claims.endpoints.visit_spacing import are_seen_near, days_apart, window_days
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.claim import Interpretation
from ranvier.claims.language.endpoint_names import PERCENT
from ranvier.estimates.comparison.adjustment import AdjustedContrast
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.survival.curve import SurvivalCurve
from ranvier.estimates.unseen.bounds import estimate_contrast_bounds
from ranvier.estimates.unseen.hidden import Holds, estimate_hidden_for_survival
from ranvier.vocabulary.people import Group

LABEL = "not yet improved"
_DIFFERENCE = "difference of shares improved, treated minus comparator, at day {}"
_LOST = "lost: worst none improved, best all right after they were last seen"
_OTHER_SIDE = {Holds.AT_LEAST: Holds.AT_MOST, Holds.AT_MOST: Holds.AT_LEAST}


@dataclass(frozen=True)
class _Groups:
    """First improvements of both groups, the day asked for, and the day at which the curves are read."""

    treated: pl.DataFrame
    comparator: pl.DataFrame
    due_day: int
    horizon: int


def find_improved_by_day(bench: Workbench, interpretation: Interpretation) -> Finding:
    """The share whose EDSS had fallen by the stated day (Kaplan–Meier, dated at the visit that shows it).

    Whether somebody had improved by a day can only be told by a visit near it. Where too few of those who
    were followed had one, it cannot be told, and how far visits lie apart is said.
    """
    missing = time_zero_columns(bench)
    if missing:
        return unanswered(bench, interpretation, missing=missing)
    groups = _groups(bench, interpretation)
    unseen = _unseen(bench, groups)
    why_not = _why_not(bench, groups)
    if why_not:
        return unanswered(bench, interpretation, reason=why_not, unseen=unseen)
    numbers = _numbers(bench, groups)
    assert numbers.found is not None  # _why_not asked whether the curve can be read
    assert numbers.bounds is not None
    compared = _compared(bench, interpretation, groups, numbers)
    apart = days_apart(bench.records, groups.treated)
    return Finding(
        endpoint=interpretation.endpoint,
        label=interpretation.label,
        unit=PERCENT,
        higher_is_better=True,
        n_treated=bench.records.n_treated,
        found=numbers.found,
        bounds=replace(numbers.bounds, how=f"{numbers.bounds.how}; visits lie {apart:g} days apart (median)"),
        contrast=compared.contrast,
        contrast_bounds=compared.bounds,
        fair=compared.fair,
        null=bench.null(
            interpretation.endpoint, {**interpretation.parameters, "reading_day": groups.horizon}
        ),
        unseen=unseen,
        hidden=_hidden_sentence(
            curve_of(groups.treated, LABEL), groups.horizon, numbers.found, interpretation.asserted
        ),
        redraw=_redrawn(bench, interpretation, groups),
    )


def _numbers(bench: Workbench, groups: _Groups) -> Numbers:
    """The share improved on the day, its bounds, and the plain difference."""
    curve = curve_of(groups.treated, LABEL)
    if not is_readable(curve, groups.horizon, bench.rules):
        return Numbers(None)
    found = _turned_share(in_percent(curve.at(groups.horizon, least_at_risk=0)))
    bounds = _bounds(groups.treated, groups, bench.records.n_treated)
    plain = difference_of(groups.treated, groups.comparator, groups.horizon, bench, LABEL)
    if plain is None:
        return Numbers(found, bounds)
    other = _bounds(groups.comparator, groups, bench.records.n_comparator)
    turned = _turned_contrast(plain, groups.horizon)
    return Numbers(found, bounds, turned, estimate_contrast_bounds(bounds, other))


def _redrawn(bench: Workbench, interpretation: Interpretation, groups: _Groups) -> Redraw:
    """How the numbers are made again; whether visits lie near the day is not asked again."""
    rows = improvements_asked(bench.records, interpretation)

    def again(places: Places) -> Numbers:
        drawn = rows[places]
        treated, comparator = of_group(drawn, Group.TREATED), of_group(drawn, Group.COMPARATOR)
        return _numbers(bench, replace(groups, treated=treated, comparator=comparator))

    return Redraw(rows["patient_id"], again)


def improvements_asked(records: Records, interpretation: Interpretation) -> pl.DataFrame:
    """First improvements as the claim counts them."""
    parameters = interpretation.parameters
    confirmed = bool(parameters.get("confirmed", False))
    return find_first_improvements(records, float(parameters["points"]), confirmed=confirmed)


def _turned_share(estimate: Estimate) -> Estimate:
    """The share with the event for the share without, in percent."""
    return replace(
        estimate,
        estimate=100 - estimate.estimate,
        lower=100 - estimate.upper,
        upper=100 - estimate.lower,
        definition=estimate.definition.replace(LABEL, "improved"),
    )


def _groups(bench: Workbench, interpretation: Interpretation) -> _Groups:
    rows = improvements_asked(bench.records, interpretation)
    treated, comparator = of_group(rows, Group.TREATED), of_group(rows, Group.COMPARATOR)
    due_day = round(float(interpretation.parameters["days"]))
    curves = [curve_of(group, LABEL) for group in (treated, comparator) if group.height]
    horizon = reading_day(due_day, window_days(due_day), curves)
    return _Groups(treated, comparator, due_day, horizon)


def _compared(
    bench: Workbench, interpretation: Interpretation, groups: _Groups, numbers: Numbers
) -> Compared:
    """The contrast of the shares improved, adjusted where lot did not choose the comparators."""

    def find(records: Records) -> pl.DataFrame:
        return improvements_asked(records, interpretation)

    ways = _ways(bench, find, groups.horizon)
    return compare(bench, numbers.contrast, numbers.contrast_bounds, *ways)


def _ways(bench: Workbench, find: FindRows, horizon: int) -> tuple[FindRows, Contrast]:
    rows, plain_contrast = adjusted_difference_of(bench, find, horizon)

    def contrast(followed: pl.DataFrame, treated: Flags, covariates: Covariates) -> AdjustedContrast:
        found = plain_contrast(followed, treated, covariates)
        turned = _turned_contrast(found.contrast, horizon)
        return replace(found, contrast=turned, treated=1 - found.treated, comparator=1 - found.comparator)

    return rows, contrast


def _turned_contrast(contrast: Estimate, horizon: int) -> Estimate:
    """The difference of the shares with the event for that of the shares without."""
    if not contrast.is_known:
        return contrast
    return replace(
        contrast,
        estimate=-contrast.estimate,
        lower=-contrast.upper,
        upper=-contrast.lower,
        definition=_DIFFERENCE.format(horizon),
    )


def _bounds(rows: pl.DataFrame, groups: _Groups, n_all: int) -> Bounds:
    without = bounds_of(rows, groups.horizon, n_all, slack_days=window_days(groups.due_day))
    return replace(without, worst=100 - without.best, best=100 - without.worst, how=_LOST)


def _why_not(bench: Workbench, groups: _Groups) -> str:
    """Why it cannot be told; nothing where it can."""
    day, treated = groups.due_day, groups.treated
    if not is_readable(curve_of(treated, LABEL), groups.horizon, bench.rules):
        return f"Fewer than {bench.rules.least_at_risk:g} were followed until day {day}."
    if are_seen_near(bench.records, treated, day, bench.rules.known_percent):
        return ""
    apart = days_apart(bench.records, treated)
    return f"Visits lie {apart:g} days apart (median): who had improved by day {day} cannot be told."


def _unseen(bench: Workbench, groups: _Groups) -> dict[str, int]:
    """Treated without a baseline, and those lost before the day although they were due."""
    due = pl.min_horizontal("potential_day", pl.lit(groups.horizon))
    is_lost = ~pl.col("event") & (pl.col("last_visit_day") < due - window_days(groups.due_day))
    lost = groups.treated.filter(is_lost, pl.col("exit_day") < due).height
    reasons = {"no_baseline": bench.records.n_treated - groups.treated.height, "left_before": lost}
    return {reason: n for reason, n in reasons.items() if n}


def _hidden_sentence(curve: SurvivalCurve, horizon: int, found: Estimate, asserted: AssertedSet) -> str:
    def count(way: Crossing) -> int | None:
        return estimate_hidden_for_survival(
            curve,
            horizon,
            round(1 - way.edge / 100, 12),  # 0.3, not 0.30000000000000004
            hidden_event_day=0 if way.upwards else None,
            holds=_OTHER_SIDE[way.holds],
        )

    ways = crossings(found.estimate, asserted, 0, 100)
    return fewest_sentence(ways, count, "all improved at once", "all not improved")
