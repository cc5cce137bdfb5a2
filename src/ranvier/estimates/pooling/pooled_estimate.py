"""What studies give together: their mean, where a further one may lie, and how far apart they are."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.estimates.pooling.options import Numbers
from ranvier.estimates.result import Estimate, HasEstimates


@dataclass(frozen=True)
class PooledEstimate(HasEstimates):
    """Studies pooled.

    pooled: their mean. prediction: where the true value of a further study may lie. between: tau squared on
    the scale of analysis, with its Q-profile interval. i2_percent: how much of the scatter lies between the
    studies; h2: total over typical scatter; q, q_p_value: Cochran's test. std_error: of the mean, on the
    scale of analysis. weights_percent: each study's part in the mean.
    """

    pooled: Estimate
    prediction: Estimate
    between: Estimate
    i2_percent: float
    h2: float
    q: float
    q_p_value: float
    std_error: float
    weights_percent: Numbers

    def estimates(self) -> tuple[Estimate, ...]:
        """The mean, the prediction and the spread between the studies."""
        return self.pooled, self.prediction, self.between
