"""Hidden patients found by adding them one at a time. Slow twin of estimates/hidden.py."""

from fractions import Fraction

from tests.reference.survival import survival_after


def fewest(estimate, holds, most):
    """The smallest k from 1 to *most* at which the answer is not that of k = 0; None if there is none."""
    now = holds(estimate(0))
    for n_hidden in range(1, most + 1):
        if holds(estimate(n_hidden)) != now:
            return n_hidden
    return None


def mean_with(values, hidden):
    def estimate(n_hidden):
        return (sum(map(Fraction, values)) + n_hidden * hidden) / (len(values) + n_hidden)

    return estimate


def survival_with(exit_day, event, day, hidden_event_day):
    def estimate(n_hidden):
        leave = day if hidden_event_day is None else hidden_event_day
        failed = hidden_event_day is not None
        return survival_after(day, [*exit_day, *[leave] * n_hidden], [*event, *[failed] * n_hidden])

    return estimate
