"""What is thought of a number that nobody measured: fixed, uniform, triangular, trapezoidal, beta and kin."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import astuple, dataclass, fields
from typing import ClassVar, Protocol, runtime_checkable

import numpy as np
from numpy.typing import NDArray

from ranvier.estimates.inputs import Inputs

Numbers = NDArray[np.float64]


@runtime_checkable
class Distribution(Protocol):
    """A stated belief: where its values can lie, how it is told, and draws of it."""

    @property
    def least(self) -> float:
        """No value lies below it."""
        ...

    @property
    def most(self) -> float:
        """No value lies above it."""
        ...

    @property
    def words(self) -> str:
        """The belief as a paper states it."""
        ...

    def draw(self, generator: np.random.Generator, n: int) -> Numbers:
        """*n* values."""
        ...


@dataclass(frozen=True)
class Fixed:
    """One value, taken as known."""

    value: float

    def __post_init__(self) -> None:
        _check(
            math.isfinite(self.value), "a fixed value must be finite", "value", "leave out what is not known"
        )

    @property
    def least(self) -> float:
        """The value."""
        return self.value

    @property
    def most(self) -> float:
        """The value."""
        return self.value

    @property
    def words(self) -> str:
        """The belief as a paper states it."""
        return f"{self.value:g}"

    def draw(self, generator: np.random.Generator, n: int) -> Numbers:
        """*n* times the value; nothing is drawn from *generator*."""
        del generator
        return np.full(n, self.value)


@dataclass(frozen=True)
class _Named(ABC):
    _hint: ClassVar[str] = "give the values in order: least, likeliest, most"

    @property
    def words(self) -> str:
        """The belief as a paper states it."""
        numbers = ", ".join(f"{value:g}" for value in astuple(self))
        return f"{type(self).__name__.lower()} ({numbers})"

    def __post_init__(self) -> None:
        names = ", ".join(field.name for field in fields(self))
        finite = all(math.isfinite(value) for value in astuple(self))
        _check(finite, f"{self.words} must be finite", names, self._hint)
        _check(self._in_order, f"{self.words} is no distribution", names, self._hint)

    @property
    @abstractmethod
    def _in_order(self) -> bool: ...


@dataclass(frozen=True)
class Uniform(_Named):
    """Every value between the two equally likely."""

    least: float
    most: float

    @property
    def _in_order(self) -> bool:
        return self.least < self.most

    def draw(self, generator: np.random.Generator, n: int) -> Numbers:
        """*n* values."""
        return generator.uniform(self.least, self.most, n)


@dataclass(frozen=True)
class Trapezoidal(_Named):
    """Equally likely between two inner values, falling off in a straight line to the outer ones."""

    least: float
    flat_from: float
    flat_to: float
    most: float

    @property
    def _in_order(self) -> bool:
        return self.least <= self.flat_from <= self.flat_to <= self.most and self.least < self.most

    def draw(self, generator: np.random.Generator, n: int) -> Numbers:
        """*n* values, by inverting the distribution's three parts."""
        height = 2 / ((self.most - self.least) + (self.flat_to - self.flat_from))
        share, rising = generator.random(n), height * (self.flat_from - self.least) / 2
        falling = height * (self.most - self.flat_to) / 2
        up = self.least + np.sqrt(2 * share * (self.flat_from - self.least) / height)
        flat = self.flat_from + (share - rising) / height
        down = self.most - np.sqrt(2 * (1 - share) * (self.most - self.flat_to) / height)
        return np.where(share < rising, up, np.where(share > 1 - falling, down, flat))


@dataclass(frozen=True)
class Triangular(_Named):
    """One value likeliest, falling off in a straight line to both sides."""

    least: float
    likeliest: float
    most: float

    @property
    def _in_order(self) -> bool:
        return self.least <= self.likeliest <= self.most and self.least < self.most

    def draw(self, generator: np.random.Generator, n: int) -> Numbers:
        """*n* values."""
        return generator.triangular(self.least, self.likeliest, self.most, n)


@dataclass(frozen=True)
class Beta(_Named):
    """A share: as sure as if *yes* of *yes* + *no* had been seen."""

    _hint: ClassVar[str] = "give two counts above 0"

    yes: float
    no: float

    @property
    def least(self) -> float:
        """A share is 0 or more."""
        return 0.0

    @property
    def most(self) -> float:
        """A share is 1 or less."""
        return 1.0

    @property
    def _in_order(self) -> bool:
        return self.yes > 0 and self.no > 0

    def draw(self, generator: np.random.Generator, n: int) -> Numbers:
        """*n* values."""
        return generator.beta(self.yes, self.no, n)


@dataclass(frozen=True)
class Normal(_Named):
    """A mean and a standard deviation, as for points of a score."""

    _hint: ClassVar[str] = "give the mean, then a standard deviation above 0"

    mean: float
    std_deviation: float

    @property
    def least(self) -> float:
        """None."""
        return -math.inf

    @property
    def most(self) -> float:
        """None."""
        return math.inf

    @property
    def _in_order(self) -> bool:
        return self.std_deviation > 0

    def draw(self, generator: np.random.Generator, n: int) -> Numbers:
        """*n* values."""
        return generator.normal(self.mean, self.std_deviation, n)


@dataclass(frozen=True)
class LogNormal(_Named):
    """A ratio: its middle, and the upper end below which 97.5 of 100 values lie."""

    _hint: ClassVar[str] = "give the median, above 0, then a larger upper end, both as ratios"

    median: float
    upper: float

    @property
    def least(self) -> float:
        """A ratio is above 0."""
        return 0.0

    @property
    def most(self) -> float:
        """None."""
        return math.inf

    @property
    def _in_order(self) -> bool:
        return 0 < self.median < self.upper

    def draw(self, generator: np.random.Generator, n: int) -> Numbers:
        """*n* values."""
        spread = math.log(self.upper / self.median) / _UPPER_NORMAL
        return generator.lognormal(math.log(self.median), spread, n)


def check_belief(inputs: Inputs, name: str, belief: object) -> bool:
    """Whether *belief* is a distribution; else that is added to *inputs*."""
    is_one = isinstance(belief, Distribution)
    inputs.require(is_one, f"{name} must be a distribution", name, "Fixed(0.9) stands for one value")
    return is_one


_UPPER_NORMAL = 1.959963984540054  # the normal distribution's quantile of 0.975


def _check(holds: bool, problem: str, where: str, hint: str) -> None:
    inputs = Inputs("bias analysis")
    inputs.require(holds, problem, where, hint)
    inputs.finish()
