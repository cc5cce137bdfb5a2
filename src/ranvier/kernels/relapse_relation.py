"""Whether a worsening is relapse-associated (RAW), independent of relapses (PIRA), or neither."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ranvier.kernels.arrays import FAR_DAYS
from ranvier.kernels.compiled import borrowing
from ranvier.kernels.patient import Patient
from ranvier.kernels.rules import FROM_REFERENCE, FROM_VISIT_BEFORE, OPEN, RelapseRule


@borrowing
def is_relapse_associated(patient: Patient, onset: int, rule: RelapseRule) -> bool:
    """Whether a relapse lies near enough before or after *onset*."""
    since, until = patient.since_relapse[onset], patient.until_relapse[onset]
    return since <= rule.raw_after_days or until <= rule.raw_before_days


@borrowing
def is_free_of_relapses(
    patient: Patient, beginning: int, onset: int, confirming: int, rule: RelapseRule
) -> bool:
    """Whether no relapse lies in the windows around the beginning, the onset and the confirming visit.

    A window that is open on the right runs on into the next; one without days on either side asks nothing.
    """
    left_day = -FAR_DAYS
    for visit, window in (
        (beginning, rule.at_beginning),
        (onset, rule.at_onset),
        (confirming, rule.at_confirmation),
    ):
        day = patient.day[visit]
        if window.before_days != OPEN:
            left_day = day - window.before_days
        right_day = day + window.after_days
        is_closed = window.after_days != OPEN and right_day > left_day
        if is_closed and any_between(patient.relapse_day, left_day, right_day):
            return False
    return True


@borrowing
def any_between(days: NDArray[np.int32], left_day: int, right_day: int) -> bool:
    """Whether one of *days* lies from *left_day* to *right_day*, both included."""
    for day in days:  # noqa: SIM110 - any() over a generator does not compile
        if left_day <= day <= right_day:
            return True
    return False


@borrowing
def beginning_of_stretch(reference: int, onset: int, last_lower: int, rule: RelapseRule) -> int:
    """The visit where the stretch that must be free of relapses begins."""
    if rule.begins == FROM_REFERENCE:
        return reference
    if rule.begins == FROM_VISIT_BEFORE:
        return onset - 1
    return last_lower
