"""Robust standard errors by moving each patient's weight a little: slow twin of kernels/influence.py."""


def curves_of(day, exit_day, kind, weights, entry_day, n_causes):
    """The share free after *day* and the share with each cause, day by day."""
    free, shares = 1.0, [0.0] * n_causes
    rows = list(zip(entry_day, exit_day, kind, weights, strict=True))
    for each in range(day + 1):
        at_risk = sum(weight for entry, leave, _, weight in rows if entry < each <= leave)
        events = [
            sum(weight for _, leave, cause, weight in rows if leave == each and cause == number)
            for number in range(1, n_causes + 1)
        ]
        if at_risk <= 0 or not sum(events):
            continue
        shares = [share + free * event / at_risk for share, event in zip(shares, events, strict=True)]
        free *= 1 - sum(events) / at_risk
    return [free, *shares]


def spread_of(day, exit_day, kind, weights, entry_day, cluster, n_causes, step=1e-5):
    """For the share free and each cause: the root of the sum over clusters of squared influences."""
    totals = {}
    for row, whose in enumerate(cluster):
        moved = []
        for sign in (1, -1):
            shifted = list(weights)
            shifted[row] *= 1 + sign * step
            moved.append(curves_of(day, exit_day, kind, shifted, entry_day, n_causes))
        influence = [(up - down) / (2 * step) for up, down in zip(*moved, strict=True)]
        before = totals.get(whose, [0.0] * (n_causes + 1))
        totals[whose] = [old + new for old, new in zip(before, influence, strict=True)]
    return [sum(each[part] ** 2 for each in totals.values()) ** 0.5 for part in range(n_causes + 1)]
