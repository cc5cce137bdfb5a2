"""The share read by three rules for leaving the risk set, where the truth is 75 % at five years.

    python validation/follow_up_bias.py

Makes the table of docs/decisions/0003-leaving-the-risk-set.md with numpy alone: none of ranvier's own code.
"""

import numpy as np

TRUE_SHARE, FIVE_YEARS, CONFIRM_DAYS = 0.75, 1826, 168
N_PATIENTS = 300_000
NEVER = 10**9


def share_free(exit_day, event, day):
    """Kaplan-Meier at *day*; events count before the censorings of their day."""
    order = np.argsort(exit_day, kind="stable")
    steps, first = np.unique(exit_day[order], return_index=True)
    n_events = np.add.reduceat(event[order].astype(float), first)
    until = steps <= day
    return 100 * np.prod(1 - n_events[until] / (len(order) - first[until]))


def read_shares(rng, interval_days, jitter_days, last_day):
    n_visits = int(4200 / interval_days) + 2
    visits = np.rint(np.arange(n_visits) * interval_days) + np.zeros((N_PATIENTS, 1))
    visits[:, 1:] += rng.integers(-jitter_days, jitter_days + 1, visits[:, 1:].shape)
    worsens = rng.exponential(-FIVE_YEARS / np.log(TRUE_SHARE), N_PATIENTS)
    seen = np.where(visits <= rng.uniform(*last_day, N_PATIENTS)[:, None], visits, -1)
    last = seen.max(axis=1)
    onset = np.where(visits >= worsens[:, None], visits, NEVER).min(axis=1)
    confirmable = np.where(seen <= (last - CONFIRM_DAYS)[:, None], seen, -1).max(axis=1).clip(min=0)
    following = np.where(visits > confirmable[:, None], visits, NEVER).min(axis=1)
    event = onset <= confirmable
    rules = {
        "last visit": last.clip(min=0),
        "last confirmable visit": confirmable,
        "midway": (confirmable + following) // 2,
    }
    for name, leaves in rules.items():
        exit_day = np.where(event, onset, leaves)
        at, later = (share_free(exit_day, event, FIVE_YEARS + late) for late in (0, 61))
        print(f"    {name:24} {at:5.1f} % at {FIVE_YEARS} days, {later:5.1f} % 61 days later")


def main():
    rng = np.random.default_rng(1)
    for interval_days in (182.625, 365.25):
        for jitter_days in (0, 30):
            for last_day in ((2010, 3600), (400, 3600), (180, 2200)):
                seen = f"last seen after {last_day[0]} to {last_day[1]}"
                print(f"every {interval_days} days, ±{jitter_days}; {seen}")
                read_shares(rng, interval_days, jitter_days, last_day)


if __name__ == "__main__":
    main()
