"""The seven functional systems behind an EDSS, their grades, and how two of them are converted.

Grades as a clinician writes them are *raw*; visual and bowel and bladder have more raw grades than the rule
of the EDSS uses, and are converted (source S39). Pyramidal and sensory grade 6 act as 5.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

HIGHEST_CONVERTED = 5
"""The highest grade the rule tells apart."""


@dataclass(frozen=True)
class FunctionalSystem:
    """One functional system.

    name: of its column in the visits table, without "fs_". converted: the grade the rule uses, by raw grade.
    """

    name: str
    label: str
    converted: tuple[int, ...]

    @property
    def highest_raw(self) -> int:
        """The highest grade a clinician can write."""
        return len(self.converted) - 1

    @property
    def column(self) -> str:
        """The column of the visits table."""
        return f"fs_{self.name}"


SYSTEMS = (
    FunctionalSystem("visual", "visual", (0, 1, 2, 2, 3, 3, 4)),
    FunctionalSystem("brainstem", "brainstem", (0, 1, 2, 3, 4, 5)),
    FunctionalSystem("pyramidal", "pyramidal", (0, 1, 2, 3, 4, 5, 5)),
    FunctionalSystem("cerebellar", "cerebellar", (0, 1, 2, 3, 4, 5)),
    FunctionalSystem("sensory", "sensory", (0, 1, 2, 3, 4, 5, 5)),
    FunctionalSystem("bowel_bladder", "bowel and bladder", (0, 1, 2, 3, 3, 4, 5)),
    FunctionalSystem("cerebral", "cerebral", (0, 1, 2, 3, 4, 5)),
)
"""In the order of every array of grades; conversions: source S39."""

PYRAMIDAL, CEREBELLAR, SENSORY, CEREBRAL = 2, 3, 4, 6
"""Places in that order of the systems that a rule or a flag names."""


@dataclass(frozen=True)
class Grades:
    """The raw grades of one examination; None where a system was not graded."""

    visual: int | None
    brainstem: int | None
    pyramidal: int | None
    cerebellar: int | None
    sensory: int | None
    bowel_bladder: int | None
    cerebral: int | None

    def __iter__(self) -> Iterator[int | None]:
        """The grades in the order of SYSTEMS."""
        return (getattr(self, field.name) for field in fields(self))
