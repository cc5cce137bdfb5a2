"""Emulated trials patient by patient and period by period: slow twin of estimates/emulation."""


def joined_trials(people, records, every_days, waits_days=0):
    """[(patient, first day of the trial, treated, days followed, event)], by patient and day.

    waits_days: follow-up begins so long after the first day, with those still there.

    people: {patient: (exit_day, event, start_day or None)}. records: {patient: {day: eligible}}.
    """
    found = []
    for patient in sorted(people):
        exit_day, event, start = people[patient]
        if start is not None and start >= exit_day:
            start = None
        for day in range(0, exit_day, every_days):
            known = [when for when in records[patient] if when <= day]
            if not known or not records[patient][max(known)]:
                continue
            if exit_day > day + waits_days and (start is None or start >= day):
                treated = start is not None and start < day + every_days
                found.append((patient, day, treated, exit_day - day - waits_days, event))
    return found


def kept_days(people, every_days):
    """{patient: days of a comparator's follow-up from day 0 up to a departure, event within them}."""
    found = {}
    for patient, (exit_day, event, start) in people.items():
        if start is not None and start < every_days:
            continue
        ends = exit_day if start is None else min(exit_day, start)
        found[patient] = (ends, event and ends == exit_day)
    return found


def clone_days(person, strategy):
    """How long the copy of one person keeps to a strategy, and whether it has the event by then.

    person: (exit_day, event, start_day or None). strategy: (from_day, before_day), or None for never.
    """
    exit_day, event, start = person
    if start is not None and start >= exit_day:
        start = None  # the event or the end comes first
    for day in range(exit_day + 1):
        if start == day and (strategy is None or start < strategy[0]):
            return day, False
        if day == exit_day:
            break
        if strategy is not None and day == strategy[1] and (start is None or start >= day):
            return day, False
    return exit_day, event


def risk_by(day, rows):
    """1 minus the product over days of 1 - (weight of events / weight at risk).

    rows: (entry, exit, event, weight).
    """
    free = 1.0
    for each in range(1, day + 1):
        at_risk = sum(weight for entry, leave, _, weight in rows if entry < each <= leave)
        events = sum(weight for _, leave, event, weight in rows if event and leave == each)
        if events:
            free *= 1 - events / at_risk
    return 1 - free
