"""A fitted mixed model: its coefficients with their intervals, and how patients differ."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from ranvier.estimates.change.mixed_model_rows import OF, interaction_name, is_slope
from ranvier.estimates.inputs import Inputs
from ranvier.estimates.result import Estimate

Floats = NDArray[np.float64]

REFERENCE = "Laird NM, Ware JH. Biometrics 1982;38:963-974"
ROBUST_REFERENCE = f"{REFERENCE}; Liang K-Y, Zeger SL. Biometrika 1986;73:13-22"


@dataclass(frozen=True, eq=False)
class MixedModel:
    """Coefficients common to all patients, and how much patients differ from them.

    names, coefficients (p,), covariance (p, p), robust_covariance (p, p; sandwich of the patients): fixed
    effects. intercept_variance, slope_variance, covariance_of_both: between patients, slope a year (0 without
    a random slope). residual_variance: of a score around its patient's line. log_likelihood: restricted where
    *reml*. singular: which variance is estimated as 0 or which correlation as 1, in words; nothing if none.
    """

    names: tuple[str, ...]
    coefficients: Floats
    covariance: Floats
    robust_covariance: Floats
    intercept_variance: float
    slope_variance: float
    covariance_of_both: float
    residual_variance: float
    log_likelihood: float
    n: int
    n_rows: int
    reml: bool
    singular: str

    @property
    def std_errors(self) -> Floats:
        """The standard error of each coefficient, under the model."""
        return np.sqrt(np.diag(self.covariance))

    def effect(
        self,
        name: str,
        conf_level: float = 0.95,
        *,
        robust: bool = False,
        definition: str = "",
        unit: str = "EDSS points",
    ) -> Estimate:
        """The coefficient *name* with its normal interval.

        robust: the interval by the sandwich of the patients, which holds also where scores vary otherwise
        than the model says. Either is a large-sample interval: degrees of freedom after Satterthwaite or
        Kenward and Roger are not computed, and with fewer than about 30 patients a group both are too narrow.
        Raises InputError for a name that is not in the model.
        """
        inputs = Inputs(OF)
        known = ", ".join(self.names)
        inputs.require(name in self.names, f"{name} is not in the model", "name", f"one of {known}")
        conf_level = inputs.conf_level(conf_level)
        inputs.finish()
        place = self.names.index(name)
        covariance = self.robust_covariance if robust else self.covariance
        estimate = float(self.coefficients[place])
        half_width = float(ndtri((1 + conf_level) / 2)) * math.sqrt(covariance[place, place])
        return Estimate(
            estimate=estimate,
            lower=estimate - half_width,
            upper=estimate + half_width,
            n=self.n,
            method=self._method(robust=robust),
            definition=definition or f"coefficient of {name}",
            unit=f"{unit} a year" if is_slope(name) else unit,
            conf_level=conf_level,
            reference=ROBUST_REFERENCE if robust else REFERENCE,
        )

    def slope_difference(
        self, covariate: str, conf_level: float = 0.95, *, robust: bool = False, unit: str = "EDSS points"
    ) -> Estimate:
        """How much steeper the scores run a year for each unit of *covariate*, such as treated or not.

        Raises InputError unless the model was made with *covariate* in slope_by.
        """
        return self.effect(
            interaction_name(covariate),
            conf_level,
            robust=robust,
            definition=f"difference of slopes by {covariate}",
            unit=unit,
        )

    def _method(self, *, robust: bool) -> str:
        fit = "REML" if self.reml else "maximum likelihood"
        interval = "normal interval by the sandwich of the patients" if robust else "normal interval"
        edge = f"; {self.singular}" if self.singular else ""
        return f"mixed model by {fit}, {interval}, no small-sample degrees of freedom{edge}"
