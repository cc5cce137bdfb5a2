"""The numbers of the judging rules that are not gates, each with its source; printed in every report."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.language.endpoint_names import EDSS_POINTS, PERCENT, PERCENT_LOWER


@dataclass(frozen=True)
class Rules:
    """Numbers that the readings use beside the gates.

    least_expected_events, implausible_below: verdict rule 6. unseen_points: EDSS points that a patient not
    seen is given in the worst and the best case, unless the claim asserts more; unseen_grades: the same for
    a functional system (half of its longest scale, 0 to 6). equal_points,
    equal_percent: a contrast within these of none counts as equal (the default margins of verdict rule 1:
    half an EDSS step, 5 percentage points). least_group: fewest patients of a group for a contrast.
    least_at_risk, known_percent: a curve is read only where so many are still at risk, or so many percent of
    the patients are known by then (gate 14).
    definitions_agree_percent: of the published definitions, so many must give one answer (gate 27).
    rater_shift_points: how much higher the treated might have been scored by the raters of comparators whom
    lot did not choose (gate 41).
    resamples, stable_percent: so often patients are drawn anew (0: never), and in so many percent of it an
    answer must be the same not to be borderline (gate 42).
    contrast_conf_level: of the interval of treated minus comparator. At 0.99 chance alone calls a therapy
    without effect better in 1 of 200; at 0.95 in 1 of 40, more than verdict rule 6 allows. n_comparisons: how
    many claims of the set put a difference down to the therapy; no effect must lie outside an interval that
    holds for all of them at once.
    """

    least_expected_events: float = 3.0
    implausible_below: float = 0.01
    unseen_points: float = 3.0
    unseen_grades: float = 3.0
    equal_points: float = 0.25
    equal_percent: float = 5.0
    least_group: int = 2
    least_at_risk: float = 10
    known_percent: float = 80
    contrast_conf_level: float = 0.99
    definitions_agree_percent: float = 80
    rater_shift_points: float = 0.5
    resamples: int = 200
    stable_percent: float = 90
    n_comparisons: int = 1

    @classmethod
    def with_thresholds(cls, thresholds: Thresholds, n_comparisons: int = 1) -> Rules:
        """The rules with the limits that gates 14, 27, 28, 41 and 42 share with them: one number for both."""
        return cls(
            least_expected_events=thresholds["expected_events_least"],
            implausible_below=thresholds["implausible_percent"] / 100,
            least_at_risk=thresholds["at_risk_least"],
            known_percent=thresholds["seen_at_time_percent"],
            definitions_agree_percent=thresholds["definitions_agree_percent"],
            rater_shift_points=thresholds["rater_shift_points"],
            resamples=int(thresholds["stability_resamples"]),
            stable_percent=thresholds["stable_percent"],
            n_comparisons=max(1, n_comparisons),
        )

    def equal_within(self, unit: str) -> float:
        """The difference that counts as none, in *unit*."""
        if unit == EDSS_POINTS:
            return self.equal_points
        return self.equal_percent if unit in (PERCENT, PERCENT_LOWER) else 0.0

    def settings(self) -> tuple[tuple[str, str], ...]:
        """The numbers as printed."""
        return (
            ("fewest expected events for a count to say anything", f"{self.least_expected_events:g}"),
            ("a count is implausibly small below the probability", f"{self.implausible_below:g}"),
            ("EDSS points given to a patient not seen, worst and best case", f"±{self.unseen_points:g} ◊"),
            (
                "grades of a functional system given to a patient not seen, worst and best case",
                f"±{self.unseen_grades:g} ◊",
            ),
            ("interval of a comparison", f"{self.contrast_conf_level:.0%}"),
            (
                "comparisons of this claim set, in whose interval for all at once no effect must not lie",
                f"{self.n_comparisons}",
            ),
            ("a difference of EDSS counts as none within", f"±{self.equal_points:g} points"),
            ("a difference of shares counts as none within", f"±{self.equal_percent:g} percentage points"),
        )
