"""The visits of one patient at a time, by the words of the rule: slow twin of simulate/visits.py."""

import math

from scipy.special import ndtri

from ranvier.simulate.follow_up import Lost
from ranvier.simulate.luck import Purpose
from tests.reference.simulated_scores import luck

MONTH, YEAR = 365.25 / 12, 365.25


def planned_days(number, zero, baseline, plan, seed):
    """Baseline, day 10 and the months, each at least a day after the last."""
    due = [10.0, *(month * MONTH for month in plan.visit_months)]
    days, before = [baseline], 0.0
    for place, at in enumerate(due, start=1):
        spread = 0.7 if place == 1 else min(plan.jitter * (at - before), 21.0)
        z = min(max(float(ndtri(luck(seed, Purpose.VISIT_DAY, number, place))), -2.0), 2.0)
        days.append(max(zero + round(at + z * spread), days[-1] + 1))
        before = at
    return days


def relapse_days(number, zero, last, planned, onsets, plan, seed):
    """Days of visits because of a relapse."""
    wanted = []
    for onset in onsets:
        comes = luck(seed, Purpose.RELAPSE_VISIT, number, onset) < plan.relapse_visit_chance
        day = onset + 3 + math.floor(12 * luck(seed, Purpose.RELAPSE_VISIT_DELAY, number, onset))
        if zero < onset <= last and comes and zero + 20 < day <= last:
            wanted.append(day)
    days, before = [], -math.inf
    for day in sorted(wanted):
        if min(abs(day - other) for other in planned) > 5 and day - before > 5:
            days.append(day)
        before = day
    return days


def attendance(days, change, number, plan, seed):
    """(which planned visits take place, the day after which none does)."""
    sign = {Lost.WORSE: 1, Lost.BETTER: -1, Lost.ANY: 0}[plan.lost]
    seen, lost_day, missed_last = [True, True], math.inf, None
    for visit in range(2, len(days)):
        pull = math.exp(min(max(plan.lost_pull * sign * change[visit - 1], -2.0), 2.0))
        chance = 1 - math.exp(-plan.lost_per_year * (days[visit] - days[visit - 1]) / YEAR * pull)
        if lost_day == math.inf and luck(seed, Purpose.LEAVING, number, visit) < chance:
            lost_day = days[visit - 1]
        miss = plan.missed
        if missed_last is not None:
            miss = plan.missed_after_missed if missed_last else plan.missed_after_seen
        missed_last = luck(seed, Purpose.VISIT_MISSED, number, visit) < miss
        seen.append(not missed_last)
    return [one and day <= lost_day for one, day in zip(seen, days, strict=True)], lost_day


def visits_of(patient, onsets, felt, plan, seed):
    """([(day, place in the schedule)], lost day) of one patient; felt: the true EDSS of a day."""
    number, zero, baseline, data_day, death_day = patient
    last = min(data_day, death_day - 1)
    planned = planned_days(number, zero, baseline, plan, seed)
    at_day = [felt(min(day, last)) for day in planned]
    seen, lost_day = attendance(planned, [one - at_day[0] for one in at_day], number, plan, seed)
    found = [(day, place) for place, day in enumerate(planned) if seen[place] and day <= last]
    found += [
        (day, -1) for day in relapse_days(number, zero, last, planned, onsets, plan, seed) if day <= lost_day
    ]
    return sorted(found), lost_day
