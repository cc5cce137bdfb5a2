"""Luck, scores, steroids and functional systems of one visit at a time: slow twin of simulate/scores."""

import math

import numpy as np
from scipy.special import ndtri

from ranvier.definitions.rater_noise import LIVING_EDSS
from ranvier.simulate.luck import Purpose
from tests.reference.edss import converted, fs_step

WORD = 2**64


def mixed(word):
    """SplitMix64's finaliser, in whole numbers of any size."""
    word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9 % WORD
    word = (word ^ (word >> 27)) * 0x94D049BB133111EB % WORD
    return word ^ (word >> 31)


def luck(seed, purpose, number, occasion=0):
    """The luck of one patient on one occasion."""
    stride = 0x9E3779B97F4A7C15
    start = mixed(mixed(((seed ^ (seed >> 64)) % WORD + stride) % WORD) ^ (int(purpose) * stride % WORD))
    patient = mixed((number + start) % WORD)
    return ((mixed(patient ^ (occasion * stride % WORD)) >> 12) + 0.5) / 2**52


def nearest(points):
    """The nearest step; halfway the higher."""
    return min(LIVING_EDSS, key=lambda step: (abs(step - points), -step))


def moved(step, shift, share):
    """A step moved by a shift: one of the two neighbours of where it would lie."""
    target = min(max(step + shift, 0.0), 9.5)
    below = max(other for other in LIVING_EDSS if other <= target)
    above = min((other for other in LIVING_EDSS if other > target), default=below)
    return above if above > below and share < (target - below) / (above - below) else below


def score(true, number, day, seed, noise, shift=0.0, rater=0):
    """One recorded EDSS."""
    if math.isnan(true):
        return math.nan
    error = luck(seed, Purpose.MISRATING, number, day * 1000 + rater)
    if hasattr(noise, "spread_points"):
        sd = float(noise.spread_points(np.array([true + shift]))[0])
        return nearest(true + shift + sd * float(ndtri(error)))
    step = nearest(true)
    if shift:
        step = moved(step, shift, luck(seed, Purpose.STEP_WITHIN_SHIFT, number))
    below = 0.0
    for other, chance in zip(LIVING_EDSS, noise.chances()[LIVING_EDSS.index(step)], strict=True):
        below += chance
        if error < below:
            return other
    return LIVING_EDSS[-1]


def steroid_shift(day, courses, *, points=-0.35, half_days=21.0, ratio=0.6):
    """The shift of one visit by courses (day, left_points, recovery_days) of its patient."""
    total = 0.0
    for given, left, recovery in courses:
        since = day - given
        if since > 0:
            total += points * 0.5 ** (since / half_days)
            total -= left * (math.exp(-since / recovery) - math.exp(-since / (ratio * recovery)))
    return total


HIGHEST_RAW = (6, 5, 6, 5, 6, 6, 5)
LEAST_FAILING = {4.5: 2, 5.0: 3, 5.5: 3, 6.0: 3, 6.5: 3, 7.0: 4, 7.5: 4}


def raw_grade(system, wanted, writes_higher):
    """The raw grade of a system for a converted one, None where there is none."""
    fitting = [
        raw
        for raw in range(HIGHEST_RAW[system] + 1)
        if min(converted([raw if place == system else 0 for place in range(7)])[system], 5) == wanted
    ]
    return (fitting[-1] if writes_higher else fitting[0]) if fitting else None


def wandered(grades, edss, number, day, seed, fails, writes_higher):
    """The raw grades of one visit, moved one by one where the EDSS and walking allow it."""
    grades = list(grades)
    for turn in range(2):
        chance = luck(seed, Purpose.WANDERING_SYSTEM, number, day * 2 + turn)
        if chance >= 0.8:
            continue
        system, upwards = divmod(min(int(chance * (14 / 0.8)), 13), 2)
        usual = [min(grade, 5) for grade in converted(grades)]
        after = min(max(usual[system] + (1 if upwards else -1), 0), 5)
        raw = raw_grade(system, after, writes_higher[system])
        moved = [after if place == system else grade for place, grade in enumerate(usual)]
        too_high = after == 5 and edss < 7.0
        too_low = system == fails and after < LEAST_FAILING.get(edss, 5 if edss > 7.5 else 0)
        if raw is None or too_high or too_low or (edss < 5.0 and fs_step(moved) != fs_step(usual)):
            continue
        grades[system] = raw
    return grades
