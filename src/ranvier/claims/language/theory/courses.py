"""How far an effect has got by a day: small models with closed forms, each as a share of its own maximum.

No model here says how large an effect is. Everything is first order: a state x follows an exposure u by
dx/dt = (u − x) / tau, and what is measured follows the state in the same way with a tau of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ranvier.definitions.relapse_recovery import RelapseRecovery
from ranvier.simulate.limits import Limits

Floats = NDArray[np.float64]

LONGEST_DAYS = 36_525.0
"""No number of a hypothesis may be longer than a hundred years."""

_GRID = 2001


class Course(Protocol):
    """How far an effect has got."""

    def share_by(self, days: Floats, lag_days: float = 0.0) -> Floats:
        """Share of its own maximum by so many days since the first dose.

        lag_days: mean time by which what is measured follows the state.
        """
        ...


@dataclass(frozen=True)
class Exposure:
    """A state that follows an exposure: it rises while the exposure lasts and falls once it has ended.

    begins_days, ends_days: of the exposure, since the first dose; `inf` where it does not end.
    half_life_days: in which the state covers half of the way; 0 where it follows at once.
    """

    begins_days: float = 0.0
    ends_days: float = math.inf
    half_life_days: float = 0.0

    def __post_init__(self) -> None:
        limits = Limits("exposure")
        limits.between("begins_days", self.begins_days, 0.0, LONGEST_DAYS)
        limits.between("ends_days", self.ends_days, 0.0, math.inf)
        limits.between("half_life_days", self.half_life_days, 0.0, LONGEST_DAYS)
        if not self.ends_days > self.begins_days:
            limits.refuse("ends_days", "ends_days is not after begins_days", "permitted: after begins_days")
        limits.finish()

    def share_by(self, days: Floats, lag_days: float = 0.0) -> Floats:
        """Share of its own maximum, by the difference of two steps."""
        found = self._level(np.asarray(days, dtype=float), lag_days)
        return found / self._highest(lag_days)

    def _level(self, days: Floats, lag_days: float) -> Floats:
        tau = self.half_life_days / math.log(2)
        if tau == lag_days == 0:
            return ((days >= self.begins_days) & (days <= self.ends_days)).astype(float)
        risen = step_response(days - self.begins_days, tau, lag_days)
        if math.isinf(self.ends_days):
            return risen
        return risen - step_response(days - self.ends_days, tau, lag_days)

    def _highest(self, lag_days: float) -> float:
        if math.isinf(self.ends_days):
            return 1.0
        taus = self.half_life_days / math.log(2) + lag_days
        days = np.linspace(self.begins_days, self.ends_days + 3 * taus, _GRID)
        days = np.append(days, self.ends_days)
        return float(self._level(days, lag_days).max())


@dataclass(frozen=True)
class Repair:
    """Something rebuilt for good: quickest at first, with so much of it complete after the time stated.

    complete_share: what "complete" is taken to mean, such as 0.95; the time constant follows from it.
    """

    complete_days: float
    complete_share: float = 0.95

    def __post_init__(self) -> None:
        limits = Limits("repair")
        limits.between("complete_days", self.complete_days, 1e-6, LONGEST_DAYS)
        limits.between("complete_share", self.complete_share, 0.01, 0.9999)
        limits.finish()

    @property
    def time_constant_days(self) -> float:
        """Days in which all but 1/e is rebuilt."""
        return -self.complete_days / math.log(1 - self.complete_share)

    def share_by(self, days: Floats, lag_days: float = 0.0) -> Floats:
        """Share rebuilt: 1 − exp(−day / time constant)."""
        return step_response(np.asarray(days, dtype=float), self.time_constant_days, lag_days)


@dataclass(frozen=True)
class RecedingRelapse:
    """A relapse that began before the first dose and recedes by itself, as relapses without cells do.

    onset_before_days: from the relapse's onset to the first dose. recovery: by `RelapseRecovery`.
    """

    onset_before_days: float
    recovery: RelapseRecovery = field(default_factory=RelapseRecovery)

    def __post_init__(self) -> None:
        limits = Limits("receding relapse")
        limits.between("onset_before_days", self.onset_before_days, 0.0, 364.0)
        limits.finish()

    def share_by(self, days: Floats, lag_days: float = 0.0) -> Floats:
        """Share of what was still to recede at the first dose; *lag_days* delays it as a whole."""
        since = np.maximum(np.asarray(days, dtype=float) - lag_days, 0.0) + self.onset_before_days
        start, end = self.recovery.recovered_by(np.array([self.onset_before_days, LONGEST_DAYS]))
        return np.asarray((self.recovery.recovered_by(since) - start) / (end - start))


@dataclass(frozen=True)
class AtOnce:
    """Something that is there whenever somebody scores again, from the first visit on."""

    begins_days: float = 0.0

    def __post_init__(self) -> None:
        limits = Limits("effect at once")
        limits.between("begins_days", self.begins_days, 0.0, LONGEST_DAYS)
        limits.finish()

    def share_by(self, days: Floats, lag_days: float = 0.0) -> Floats:
        """All of it from its first day, none before."""
        del lag_days  # whatever is scored again shows it at once
        return (np.asarray(days, dtype=float) >= self.begins_days).astype(float)


def step_response(days: Floats, tau: float, lag: float) -> Floats:
    """Share reached so many days after an exposure began that does not end, through two first-order stages.

    tau, lag: time constants of the two, in days; 0 for none.
    """
    after = np.maximum(days, 0.0)
    slow, quick = max(tau, lag), min(tau, lag)
    if slow == 0:
        return (days >= 0).astype(float)
    if quick < 1e-9 * slow:
        return -np.expm1(-after / slow)
    if slow - quick < 1e-6 * slow:
        return 1 - (1 + after / slow) * np.exp(-after / slow)
    return 1 - (slow * np.exp(-after / slow) - quick * np.exp(-after / quick)) / (slow - quick)
