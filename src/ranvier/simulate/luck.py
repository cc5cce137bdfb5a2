"""Chance that belongs to one patient and one occasion, whoever else is simulated and in whatever order.

A number between 0 and 1 is worked out from the seed, what it is for, the number of the patient and the
occasion (a day, the place in a schedule), and from nothing else: no generator stands between two calls. The
same patient therefore has the same luck alone and among a million, on one thread and on many, and in a world
with an effect and in one without it.
"""

from __future__ import annotations

from enum import IntEnum, unique

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import ndtri

Floats = NDArray[np.float64]
Words = NDArray[np.uint64]


@unique
class Purpose(IntEnum):
    """What luck is for; each has a stream of its own."""

    MISRATING = 1
    STEP_WITHIN_SHIFT = 2
    USUAL_RATER = 3
    OTHER_RATER = 4
    LENIENCY = 5
    BELIEF = 6
    SYSTEM_ORDER = 7
    SYSTEM_STYLE = 8
    RAW_GRADE = 9
    WALK_GRADE = 10
    VISIT_DAY = 11
    VISIT_MISSED = 12
    LEAVING = 13
    RELAPSE_VISIT = 14
    RELAPSE_VISIT_DELAY = 15
    FAILING_SYSTEM = 16
    WANDERING_SYSTEM = 17
    COMES_OTHERWISE = 40
    WHICH_RELAPSE = 41
    DAYS_TO_BASELINE = 42
    DAYS_TO_DOSE = 43
    DAY_OF_CALENDAR = 44
    STEROIDS_AT_ENTRY = 45
    SCORED_LATE = 46
    LATER_STEROIDS = 47
    TAKES_DRUG = 48
    WHICH_DRUG = 49
    DRUG_DAY = 50
    LATER_DRUG = 51
    LATER_DRUG_DAY = 52
    ARRIVAL = 53
    PREFERRED = 39
    PRIMARY = 54
    SEX = 55
    ONSET_AGE = 56
    RELAPSE_PACE = 57
    PROGRESSION_PACE = 58
    ONSET_POINTS = 59
    SECONDARY = 60
    DEATH = 61
    RELAPSES = 62
    STEPS = 63
    MORE_RELAPSES = 64
    MORE_STEPS = 65
    THERAPY = 66
    START = 67
    WHOLE_POINTS = 68


def luck_of(seed: int, purpose: Purpose, number: ArrayLike, occasion: ArrayLike = 0) -> Floats:
    """Numbers between 0 and 1, both excluded, each as likely: one for each *number* and *occasion*.

    number: of the patient, any whole number. occasion: a whole number, such as the day of a visit. Both are
    broadcast against each other.
    """
    patients = _mixed(_words(number) + _start(seed, purpose))
    words = _mixed(patients ^ (_words(occasion) * _STRIDE))
    words >>= np.uint64(12)
    found: Floats = (words.astype(np.float64) + 0.5) * 2.0**-52
    return found.reshape(np.broadcast_shapes(np.shape(number), np.shape(occasion)))


def normal_luck_of(seed: int, purpose: Purpose, number: ArrayLike, occasion: ArrayLike = 0) -> Floats:
    """The same by a standard normal law: higher luck is a higher number."""
    found: Floats = ndtri(luck_of(seed, purpose, number, occasion))
    return found


# The increment and the two multipliers of SplitMix64 (source S250).
_STRIDE = np.uint64(0x9E3779B97F4A7C15)
_FIRST, _SECOND = np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB)


def _words(whole: ArrayLike) -> Words:
    """Whole numbers as unsigned words in arrays: single NumPy numbers would warn where they run over."""
    return np.atleast_1d(np.asarray(whole)).astype(np.int64).astype(np.uint64)


def _start(seed: int, purpose: Purpose) -> Words:
    """Where the stream of a purpose begins: any whole seed, folded into one word."""
    whole = int(seed)
    folded = np.array([(whole ^ (whole >> 64)) & (2**64 - 1)], np.uint64)
    return _mixed(_mixed(folded + _STRIDE) ^ (np.array([purpose], np.uint64) * _STRIDE))


def _mixed(words: Words) -> Words:
    """Words of which every bit depends on every bit of *words*."""
    words = words ^ (words >> np.uint64(30))
    words *= _FIRST
    words ^= words >> np.uint64(27)
    words *= _SECOND
    words ^= words >> np.uint64(31)
    return words
