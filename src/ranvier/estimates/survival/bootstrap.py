"""The share free of an event at a day with the interval that bootstrap samples of the patients give."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate
from ranvier.estimates.survival.curve import LEAST_AT_RISK
from ranvier.estimates.survival.followed import Followed, Interval, check_event, check_followed
from ranvier.estimates.survival.kaplan_meier import curve_of
from ranvier.kernels.bootstrap import cell_of_each, cells_until, draw_clusters, draw_survival
from ranvier.kernels.survival import count_by_day

_REFERENCE = "Efron B. J Am Stat Assoc 1981;76:312-319"


@dataclass(frozen=True, eq=False)
class BootstrapOfCurve:
    """The share with its percentile interval, and the shares of the samples it comes from."""

    share: Estimate
    replicates: NDArray[np.float64]


def estimate_survival_by_bootstrap(  # noqa: PLR0913 - the options are named
    exit_day: ArrayLike,
    event: ArrayLike,
    day: int,
    n_replicates: int = 1_000,
    *,
    seed: int,
    cluster: ArrayLike | None = None,
    conf_level: float = 0.95,
    least_at_risk: int = LEAST_AT_RISK,
    definition: str = "free of the event",
) -> BootstrapOfCurve:
    """The share free of the event after *day*, with the percentile interval of *n_replicates* samples.

    exit_day, event: as in `estimate_survival`; one row a patient, each counted once, from day 0. Samples are
    drawn with replacement; a large clinic's on the histogram by day, in a time that does not depend on how
    many patients it has. cluster: whose rows belong together, where a patient has several; then whole
    clusters are drawn. seed: the same seed gives the same numbers. A sample in which nobody was followed to
    *day* keeps its last share. Not known where the curve is not, nor with
    fewer than *least_at_risk* at risk on the day; no interval where the share is 1 or 0, for
    then all samples say the same. Raises InputError.
    Source: Efron B. J Am Stat Assoc 1981;76:312-319; quantiles as R quantile, type 7.
    """
    inputs = Inputs("bootstrap of a curve")
    followed = check_followed(inputs, exit_day, check_event(inputs, event), "event", cluster=cluster)
    until = inputs.days("day", [day])
    n_samples, conf_level = inputs.count("n_replicates", n_replicates), inputs.conf_level(conf_level)
    seed, enough = inputs.seed(seed), n_samples > 1
    inputs.require(enough, "n_replicates must be 2 or more", "n_replicates", "1,000 are quick enough")
    inputs.finish()
    last = int(until[0])
    curve = curve_of(followed, conf_level, Interval.LOG_LOG, definition)
    share = curve.at(last, least_at_risk=least_at_risk)
    if not share.is_known:
        return BootstrapOfCurve(share, _frozen(np.empty(0)))
    replicates = _frozen(_drawn(followed, last, n_samples, np.random.default_rng(seed)))
    return BootstrapOfCurve(_with_percentiles(share, replicates), replicates)


def _drawn(followed: Followed, day: int, n_samples: int, random: np.random.Generator) -> NDArray[np.float64]:
    if followed.cluster is not None:
        cell, is_event = cell_of_each(followed.exit_day, followed.event, day)
        return draw_clusters(cell, followed.cluster, is_event, n_samples, random)
    counts = count_by_day(followed.exit_day, followed.event)
    cells = cells_until(counts.n_events, counts.n_censored, counts.n_at_risk, day)
    return draw_survival(cells, n_samples, random)


def _with_percentiles(share: Estimate, replicates: NDArray[np.float64]) -> Estimate:
    method = f"Kaplan-Meier, percentile interval of {replicates.size:,} bootstrap samples"
    lower = upper = float("nan")
    if 0 < share.estimate < 1:
        tail = (1 - share.conf_level) / 2
        lower, upper = (float(limit) for limit in np.quantile(replicates, [tail, 1 - tail]))
    else:
        method = "Kaplan-Meier, no interval: the share is 1 or 0 in all bootstrap samples"
    return replace(share, lower=lower, upper=upper, method=method, reference=_REFERENCE)


def _frozen(values: NDArray[np.float64]) -> NDArray[np.float64]:
    values.flags.writeable = False
    return values
