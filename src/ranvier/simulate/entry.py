"""Whom a simulated clinic takes, and in which state they come."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.simulate.limits import Limits

RELAPSE_DAYS = 90
"""A patient comes 'in a relapse' when it began up to 90 days before (verdict rule 2)."""


@dataclass(frozen=True)
class EntryPlan:
    """Whom the clinic takes, and in which state.

    share_in_relapse: of those it takes, how many come because of a relapse, 1 to 90 days after its onset.
    relapse_points_at_least: least rise of the EDSS in a relapse because of which somebody comes.
    comes_after_days: mean time from the onset of that relapse to the baseline visit.
    relapse_free_days: how long before the baseline visit those who come otherwise had no relapse.
    share_progressive: of those who come otherwise, how many have progressive MS.
    severity_edss: those who come otherwise do so within a year of reaching this true EDSS; None for a day of
    the calendar, whatever their state.
    edss_low, edss_high: range of the true EDSS on the day of the baseline visit, apart from what of a relapse
    still recedes.
    edss_mean, edss_sd: of the true EDSS so defined, by a normal law within that range; None for what the
    natural history brings.
    entry_edss_at_least: recorded EDSS that is needed at the baseline visit; None for no such rule.
    youngest_years, oldest_years: age at the baseline visit.
    least_ill_years, longest_ill_years: time since the first symptom when the clinic begins to take patients.
    steroid_share: how many get steroids at the baseline visit, more often in a relapse than without one.
    share_without_baseline: of those with steroids, how many are scored only once they have begun.
    """

    share_in_relapse: float = 0.54
    relapse_points_at_least: float = 1.0
    comes_after_days: float = 25.0
    relapse_free_days: int = 120
    share_progressive: float = 0.45
    severity_edss: float | None = None
    edss_low: float = 0.0
    edss_high: float = 7.0
    edss_mean: float | None = None
    edss_sd: float | None = None
    entry_edss_at_least: float | None = 3.0
    youngest_years: float = 18.0
    oldest_years: float = 65.0
    least_ill_years: float = 1.0
    longest_ill_years: float = 15.0
    steroid_share: float = 0.5
    share_without_baseline: float = 0.1

    def __post_init__(self) -> None:
        limits = Limits("entry of patients")
        for name in ("share_in_relapse", "share_progressive", "steroid_share", "share_without_baseline"):
            limits.probability(name, getattr(self, name))
        limits.between("relapse_points_at_least", self.relapse_points_at_least, 0.0, 5.0)
        limits.between("comes_after_days", self.comes_after_days, 1.0, RELAPSE_DAYS)
        limits.whole("relapse_free_days", self.relapse_free_days, RELAPSE_DAYS, 3650)
        for name in ("severity_edss", "entry_edss_at_least"):
            if getattr(self, name) is not None:
                limits.between(name, getattr(self, name), 0.0, 9.5)
        limits.between("edss_low", self.edss_low, 0.0, 9.5)
        limits.between("edss_high", self.edss_high, 0.0, 9.5)
        if (self.edss_mean is None) != (self.edss_sd is None):
            limits.refuse("edss_sd", "edss_mean and edss_sd stand together", "permitted: both or neither")
        elif self.edss_mean is not None:
            limits.between("edss_mean", self.edss_mean, 0.0, 9.5)
            limits.between("edss_sd", self.edss_sd, 0.25, 10.0)
        limits.between("youngest_years", self.youngest_years, 0.0, 100.0)
        limits.between("oldest_years", self.oldest_years, 0.0, 100.0)
        limits.between("least_ill_years", self.least_ill_years, 0.0, 60.0)
        limits.between("longest_ill_years", self.longest_ill_years, 0.0, 60.0)
        limits.finish()
        self._check_order()

    def _check_order(self) -> None:
        """ImpossiblePlan: a range that ends before it begins."""
        limits = Limits("entry of patients")
        for low, high in (
            ("edss_low", "edss_high"),
            ("youngest_years", "oldest_years"),
            ("least_ill_years", "longest_ill_years"),
        ):
            if not getattr(self, low) < getattr(self, high):
                limits.refuse(high, f"{high} is not above {low}", f"permitted: above {getattr(self, low):g}")
        limits.finish()
