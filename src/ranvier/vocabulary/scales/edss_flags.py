"""What a reader of a worked-out EDSS should know: why there is none, or what does not fit together."""

from __future__ import annotations

from enum import StrEnum


class EdssFlag(StrEnum):
    """One remark on one score; the first three kinds that are marked so leave a row without a score."""

    AMBULATION_MISSING = "ambulation_missing"
    CODING_MISSING = "coding_missing"
    IMPOSSIBLE_GRADE = "impossible_grade"
    FS_MISSING = "fs_missing"  # a score all the same where every possible grade gives that score
    FS_5_WALKS_300_M = "fs_5_walks_300_m"
    GRADE_6_WALKS = "grade_6_walks"
    AID_WITHOUT_LEG_SIGNS = "aid_without_leg_signs"
    STEP_4_5_WALKS_FREELY = "step_4_5_walks_freely"
    DIFFERS_FROM_RECORDED = "differs_from_recorded"

    @property
    def bit(self) -> int:
        """The bit of the flag in an array of flags."""
        return 1 << list(EdssFlag).index(self)


MEANINGS: dict[EdssFlag, str] = {
    EdssFlag.AMBULATION_MISSING: "no grade of ambulation: no score",
    EdssFlag.CODING_MISSING: "the list of the ambulation grade is not named: no score",
    EdssFlag.IMPOSSIBLE_GRADE: "a grade that its list does not have: no score",
    EdssFlag.FS_MISSING: "a functional system was not graded: a score only if no possible grade changes it",
    EdssFlag.FS_5_WALKS_300_M: "a functional system of converted grade 5, but 300 m or more without an aid",
    EdssFlag.GRADE_6_WALKS: "pyramidal or sensory grade 6, but walking asks for less than EDSS 6.0",
    EdssFlag.AID_WITHOUT_LEG_SIGNS: "EDSS 6.0 to 9.5 by walking, but pyramidal and cerebellar grade 0",
    EdssFlag.STEP_4_5_WALKS_FREELY: "an FS step of 4.5 or 5.0, but walking without limit",
    EdssFlag.DIFFERS_FROM_RECORDED: "the EDSS on record is another one",
}
"""The flags in words; those on what does not fit together are rules of this project (source S42)."""

ABOUT_THE_PATIENT = (
    EdssFlag.FS_5_WALKS_300_M,
    EdssFlag.GRADE_6_WALKS,
    EdssFlag.AID_WITHOUT_LEG_SIGNS,
    EdssFlag.STEP_4_5_WALKS_FREELY,
)
"""Grades that do not fit together: worth a look at the examination's notes."""


def flags_of_bits(bits: int) -> tuple[EdssFlag, ...]:
    """The flags in a number of bits, in the order of the enum.

    >>> flags_of_bits(EdssFlag.FS_MISSING.bit | EdssFlag.AMBULATION_MISSING.bit)
    (<EdssFlag.AMBULATION_MISSING: 'ambulation_missing'>, <EdssFlag.FS_MISSING: 'fs_missing'>)
    """
    return tuple(flag for flag in EdssFlag if bits & flag.bit)
