"""The self-controlled case series day by day and in plain sums: slow twin of estimates/self_controlled."""

import math


def window_of(day, exposure_days, windows):
    """The number of the window *day* lies in, None where in none; windows: (first, last) of one kind."""
    for before in (False, True):
        for exposed in sorted(exposure_days, reverse=True):
            for number, (first, last) in enumerate(windows):
                if (first < 0) == before and exposed + first <= day <= exposed + last:
                    return number
    return None


def days_and_events(people, events, exposures, windows):
    """{(patient, window): [days, events]} of patients with an event; people: {patient: (first, last)}."""
    counts = {}
    for patient in sorted({who for who, _ in events}):
        first, last = people[patient]
        mine = [day for who, day in exposures if who == patient]
        for day in range(first, last + 1):
            cell = counts.setdefault((patient, window_of(day, mine, windows)), [0, 0])
            cell[0] += 1
            cell[1] += sum(1 for event in events if event == (patient, day))
    return counts


def log_likelihood(counts, log_ratios):
    """Of the events given each patient's number of them; log_ratios: one a window."""
    total, mass_of, n_of = 0.0, {}, {}
    for (patient, window), (n_days, n_events) in counts.items():
        linear = 0.0 if window is None else log_ratios[window]
        mass_of[patient] = mass_of.get(patient, 0.0) + n_days * math.exp(linear)
        n_of[patient] = n_of.get(patient, 0) + n_events
        total += n_events * linear
    return total - sum(n * math.log(mass_of[patient]) for patient, n in n_of.items())
