"""What the estimates accept: everything wrong with the arguments of one call, raised at once."""

from __future__ import annotations

import datetime
import math
from enum import Enum
from typing import Any, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ranvier.errors import ManyProblems, RanvierError

#: 150 years. A longer follow-up is a wrong unit or a wrong date, and histograms by day stay small.
MOST_DAYS = 54_788

#: Squares of larger numbers are no numbers any more, and nothing of a patient is so large.
MOST = 1e100


Member = TypeVar("Member", bound=Enum)


class InputError(ManyProblems):
    """The numbers handed to an estimate cannot be used."""


class Inputs:
    """Checks the arguments of the estimate named *of* and collects what is wrong until `finish`.

    Each method returns the argument in the type that the estimates compute with, or something empty
    when it is faulty, so that one pass finds all faults.
    """

    def __init__(self, of: str) -> None:
        self._of = of
        self._problems: list[RanvierError] = []

    def finish(self) -> None:
        """Raise InputError with all problems, if there is any."""
        if self._problems:
            raise InputError(
                self._problems, headline=f"The {self._of} cannot be estimated from these numbers"
            )

    def numbers(self, name: str, values: ArrayLike) -> NDArray[np.float64]:
        """One finite number a patient."""
        numbers = self._as_numbers(name, values)
        good = self._none_of(~np.isfinite(numbers), f"{name} must be finite numbers", name, _LEAVE_OUT)
        large = np.isfinite(numbers) & (np.abs(numbers) > MOST)
        good &= self._none_of(large, f"{name} must lie within {MOST:g}", name, "choose a larger unit")
        return numbers if good else np.empty(0)

    def days(self, name: str, values: ArrayLike) -> NDArray[np.int64]:
        """One whole day a patient, from 0 to 150 years."""
        days = as_array(values)
        # An integer array needs no look at each of its numbers, which is what makes large ones quick.
        if days.ndim == 1 and days.dtype.kind in "iu" and (not days.size or _within_range(days)):
            return days.astype(np.int64)
        numbers = self._as_numbers(name, values)
        faultless = self._none_of(~np.isfinite(numbers), f"{name} must be known", name, _LEAVE_OUT)
        parts = np.isfinite(numbers) & (numbers != np.floor(numbers))
        faultless &= self._none_of(parts, f"{name} must be whole days", name, "round to days before")
        faultless &= self._none_of(numbers < 0, f"{name} must be 0 or more", name, "count from time zero")
        faultless &= self._none_of(
            numbers > MOST_DAYS, f"{name} must be within 150 years", name, "count in days"
        )
        return numbers.astype(np.int64) if faultless else np.empty(0, np.int64)

    def flags(self, name: str, values: ArrayLike) -> NDArray[np.bool_]:
        """One yes or no a patient."""
        flags = as_array(values)
        if flags.ndim == 1 and flags.dtype == np.bool_:
            return flags.astype(np.bool_)
        numbers = self._as_numbers(name, values)
        faulty = (numbers != 0) & (numbers != 1)
        hint = "use true for an event and false for none; leave out patients where it is unknown"
        good = self._none_of(faulty, f"{name} must be true or false", name, hint)
        return numbers.astype(np.bool_) if good else np.empty(0, np.bool_)

    def count(self, name: str, value: int) -> int:
        """A whole number, 0 or more."""
        if not _is_whole(value) or value < 0:
            self._add(f"{name} must be a whole number, 0 or more", name, "hand over a count")
            return 0
        return int(value)

    def amount(self, name: str, value: float, *, least: float = 0.0) -> float:
        """A finite number, *least* or more."""
        number = _number_or_nan(value)
        if not math.isfinite(number) or number < least:
            more = "" if least == -math.inf else f", {least:g} or more"
            self._add(f"{name} must be a finite number{more}", name, "check its unit and its sign")
            return math.nan
        return number

    def number(self, name: str, value: float) -> float:
        """A finite number."""
        return self.amount(name, value, least=-math.inf)

    def share(self, name: str, value: float) -> float:
        """A share from 0 to 1."""
        number = _number_or_nan(value)
        if not 0 <= number <= 1:
            self._add(f"{name} must lie from 0 to 1", name, "divide a percentage by 100")
            return math.nan
        return number

    def conf_level(self, value: float) -> float:
        """A level of confidence between 0 and 1."""
        number = _number_or_nan(value)
        if not 0 < number < 1:
            self._add("conf_level must lie between 0 and 1", "conf_level", "0.95 asks for a 95 % interval")
            return math.nan
        return number

    def seed(self, value: int) -> int:
        """A whole number, 0 or more, from which the same chance numbers follow each time."""
        return self.count("seed", value)

    def day(self, name: str, value: int) -> int:
        """A whole day from 0 to 150 years; 0 where it is faulty."""
        days = self.days(name, [value])
        return int(days[0]) if days.size else 0

    def choice(self, name: str, value: Member | str, kind: type[Member]) -> Member:
        """The member of *kind* that *value* is, or whose value it is."""
        try:
            return kind(value)
        except ValueError:
            known = ", ".join(f"{kind.__name__}.{one.name}" for one in kind)
            self._add(f"{name} must be one of {kind.__name__}", name, f"choose one of {known}")
            return next(iter(kind))

    def same_length(self, *names_and_sizes: tuple[str, int]) -> None:
        """Arrays that speak of the same patients are equally long."""
        if not self._problems and len({size for _, size in names_and_sizes}) > 1:
            names = ", ".join(name for name, _ in names_and_sizes)
            self._add(f"{names} must be equally long", names, "hand over one entry a patient in each")

    def require(self, holds: bool, problem: str, where: str, hint: str) -> None:
        """Add *problem* unless it *holds*."""
        if not holds:
            self._add(problem, where, hint)

    def each(self, holds: NDArray[np.bool_], problem: str, name: str, hint: str) -> None:
        """Add *problem* unless it *holds* for each entry."""
        self._none_of(~holds, problem, name, hint)

    def _as_numbers(self, name: str, values: ArrayLike) -> NDArray[np.float64]:
        array = as_array(values)
        if array.ndim != 1:
            self._add(f"{name} must be a list of numbers", name, "hand over a one-dimensional array")
            return np.empty(0)
        if array.dtype.kind not in "biufO":
            self._add(f"{name} must be numbers", name, _how_to_make_numbers(array))
            return np.empty(0)
        try:
            if array.dtype.kind == "O" and any(isinstance(one, str) for one in array.flat):
                raise TypeError(name)  # numpy would read a word such as "12" as a number
            return array.astype(np.float64)
        except (TypeError, ValueError):
            self._add(f"{name} must be numbers", name, _how_to_make_numbers(array))
            return np.empty(0)

    def _none_of(self, faulty: NDArray[np.bool_], problem: str, name: str, hint: str) -> bool:
        n_faulty = int(np.count_nonzero(faulty))
        if n_faulty:
            entries = "1 entry is" if n_faulty == 1 else f"{n_faulty:,} entries are"
            self._add(f"{problem}, but {entries} not", f"{name}, {_places(faulty)}", hint)
        return not n_faulty

    def _add(self, problem: str, where: str, hint: str) -> None:
        self._problems.append(RanvierError(problem, where=where, hint=hint))


def expect(of: str, name: str, value: object, kind: type, hint: str) -> None:
    """Raise InputError unless *value* is of that *kind*."""
    inputs = Inputs(of)
    inputs.require(isinstance(value, kind), f"{name} must be of the kind {kind.__name__}", name, hint)
    inputs.finish()


def chosen(of: str, name: str, value: Member | str, kind: type[Member]) -> Member:
    """The member of *kind* that *value* is, or whose value it is; InputError where it is none."""
    inputs = Inputs(of)
    member = inputs.choice(name, value, kind)
    inputs.finish()
    return member


def check_kind(of: str, name: str, value: object, kind: type) -> None:
    """Raise InputError unless *value* is a *kind*, such as where two arguments have changed places."""
    inputs = Inputs(of)
    hint = "look at the order of the arguments, and at what makes one"
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    inputs.require(isinstance(value, kind), f"{name} must be {article} {kind.__name__}", name, hint)
    inputs.finish()


_LEAVE_OUT = "leave out patients without a value and count them as unseen"


def _within_range(days: NDArray[np.generic]) -> bool:
    return int(days.min()) >= 0 and int(days.max()) <= MOST_DAYS


def as_array(values: ArrayLike) -> NDArray[Any]:
    """*values* as they stand, missing ones shown; of two dimensions and empty where rows differ in length."""
    if isinstance(values, np.ma.MaskedArray):  # numpy would show what the mask hides
        shown = np.asarray(values).astype(object)
        shown[np.ma.getmaskarray(values)] = None
        return shown
    try:
        return np.asarray(values)
    except ValueError:  # rows of unequal length: more than one dimension
        return np.empty((0, 0))


def _how_to_make_numbers(array: NDArray[Any]) -> str:
    first = array.flat[0] if array.size else None
    if array.dtype.kind in "Mm" or isinstance(first, datetime.date | datetime.timedelta):
        return "turn dates into days: a Polars column of dates .cast(pl.Int32) counts from 1970-01-01"
    if isinstance(first, str):
        return "make a column of true and false for each word but one, as sex == 'female'"
    return "hand over a numeric array"


def _number_or_nan(value: object) -> float:
    """NaN for what is no number, such as a word or nothing."""
    if isinstance(value, bool) or not isinstance(value, float | int | np.integer | np.floating):
        return math.nan
    return float(value)


def _is_whole(value: float) -> bool:
    return _number_or_nan(value).is_integer()


def _places(faulty: NDArray[np.bool_], most: int = 5) -> str:
    places = np.flatnonzero(faulty) + 1
    word = "entry" if places.size == 1 else "entries"
    text = f"{word} {', '.join(str(place) for place in places[:most])}"
    if places.size > most:
        text += f" and {places.size - most:,} more"
    return f"{text}, counted from 1"
