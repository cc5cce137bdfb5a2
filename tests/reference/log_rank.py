"""The sums of the log-rank test, day by day and in fractions: slow twin of kernels/log_rank.py."""

from fractions import Fraction


def log_rank_sums(exit_day, event, group, entry_day, n_groups):
    """Events of each group, those expected, and the hypergeometric covariance."""
    rows = list(zip(exit_day, event, group, entry_day, strict=True))
    observed, expected = [0] * n_groups, [Fraction(0)] * n_groups
    covariance = [[Fraction(0)] * n_groups for _ in range(n_groups)]
    for day in sorted({leave for leave, failed, *_ in rows if failed}):
        at_risk = [0] * n_groups
        for leave, failed, whose, entry in rows:
            at_risk[whose] += entry < day <= leave
            observed[whose] += failed and leave == day
        n, d = sum(at_risk), sum(failed and leave == day for leave, failed, *_ in rows)
        for one in range(n_groups):
            expected[one] += Fraction(d * at_risk[one], n)
            for other in range(n_groups):
                if n > 1:
                    own = at_risk[one] * n if one == other else 0
                    share = Fraction(own - at_risk[one] * at_risk[other], n * n)
                    covariance[one][other] += share * d * Fraction(n - d, n - 1)
    as_floats = [[float(each) for each in row] for row in covariance]
    return observed, [float(each) for each in expected], as_floats
