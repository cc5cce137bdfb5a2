"""The two choices on which published calculators of the EDSS differ by convention, not by error."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EdssConvention:
    """How an EDSS is worked out where practice differs.

    cerebral_1_counted: whether cerebral grade 1 (signs or fatigue only) counts; some studies leave it out,
    and one calculator always does (source S43). floor_rule: whether no EDSS may lie below a single
    functional system, visual and bowel and bladder converted; it lifts pyramidal or sensory grade 6 to 6.0
    and changes nothing else (source S44, second hand).
    """

    cerebral_1_counted: bool = True
    floor_rule: bool = False

    def __str__(self) -> str:
        cerebral = "counts" if self.cerebral_1_counted else "does not count"
        floor = "may not" if self.floor_rule else "may"
        return (
            f"cerebral grade 1 {cerebral}; the EDSS {floor} lie below the grade of a single functional system"
        )


TABLE_AS_PRINTED = EdssConvention()
"""The published table and nothing else."""

FLOOR_EDSS = 6.0
"""What the floor rule gives for pyramidal or sensory grade 6."""

FLOOR_GRADE = 6
"""The only grade above the 5.0 to which the table leads."""

FLOOR_RULE_ID = "FLOOR"
"""The rule that fired where the floor rule lifted a score."""
