"""How far an EDSS must move from a reference to count as changed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class StepRule:
    """The smallest change that counts, by the score it is measured from.

    bands: (highest reference, change) in points, the references rising; the first band that reaches the
    reference decides. An improvement needs the same change as a worsening from there (course rule C1).
    """

    bands: tuple[tuple[float, float], ...]

    def change_from(self, reference: float) -> float:
        """Points a score must move from *reference*.

        >>> [EDSS_STEPS_TO_5_0.change_from(score) for score in (0, 1.0, 5.0, 5.5)]
        [1.5, 1.0, 1.0, 0.5]
        """
        for highest, change in self.bands:
            if reference <= highest:
                return change
        raise ValueError(
            f"no band reaches a reference of {reference}; the highest ends at {self.bands[-1][0]}"
        )

    def __str__(self) -> str:
        parts = [f"{change} from a reference up to {highest}" for highest, change in self.bands]
        return ", ".join(parts)


EDSS_STEPS_TO_5_0 = StepRule(((0.0, 1.5), (5.0, 1.0), (10.0, 0.5)))
"""1.5 from 0, 1.0 up to 5.0, 0.5 above: from 5.5 half a point counts (verdict rule 3)."""

EDSS_STEPS_TO_5_5 = StepRule(((0.0, 1.5), (5.5, 1.0), (10.0, 0.5)))
"""1.5 from 0, 1.0 up to 5.5, 0.5 above: 5.5 to 6.0 is no worsening (source S31)."""
