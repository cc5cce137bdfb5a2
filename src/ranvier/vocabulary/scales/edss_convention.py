"""The choices on which published calculators of the EDSS differ by convention, not by error."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class EdssConvention:
    """How an EDSS is worked out where practice differs.

    cerebral_1_counted: whether cerebral grade 1 (signs or fatigue only) counts; some studies leave it out,
    and one calculator always does (source S43). floor_rule: whether no EDSS may lie below a single
    functional system, visual and bowel and bladder converted; it lifts pyramidal or sensory grade 6 to 6.0
    and changes nothing else (source S44, second hand). kurtzke_500_m: whether 500 m with a limit (ambulation
    1) asks for 4.0, where the scale's own words first name that distance, instead of 2.0; records graded in
    13 grades may have been made so (source S60).
    """

    cerebral_1_counted: bool = True
    floor_rule: bool = False
    kurtzke_500_m: bool = False

    @property
    def limited_walk_edss(self) -> float:
        """The least EDSS of ambulation grade 1."""
        return KURTZKE_500_M_EDSS if self.kurtzke_500_m else LIMITED_WALK_EDSS

    def __str__(self) -> str:
        cerebral = "counts" if self.cerebral_1_counted else "does not count"
        floor = "may not" if self.floor_rule else "may"
        return (
            f"cerebral grade 1 {cerebral}; the EDSS {floor} lie below the grade of a single functional "
            f"system; ambulation 1 asks for {self.limited_walk_edss}"
        )


LIMITED_WALK_EDSS = 2.0
"""The least EDSS of ambulation grade 1 by the published table (source S41)."""

KURTZKE_500_M_EDSS = 4.0
"""The same by the reading of source S60."""

TABLE_AS_PRINTED = EdssConvention()
"""The published table and nothing else."""

FLOOR_EDSS = 6.0
"""What the floor rule gives for pyramidal or sensory grade 6."""

FLOOR_GRADE = 6
"""The only grade above the 5.0 to which the table leads."""

FLOOR_RULE_ID = "FLOOR"
"""The rule that fired where the floor rule lifted a score."""
