"""Which treatment holds each stretch of a patient's time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.vocabulary.products import TreatmentKind


@dataclass(frozen=True)
class TreatmentEpochs(Definition):
    """Non-overlapping epochs: at every time the treatment that was started last holds it.

    kinds: treatments that hold time; of cells every recorded dose begins one. bridged_days: courses of one
    substance with a gap of at most so many days between them are one. wash_in_days: how long after its
    start a treatment is not yet assessed.
    """

    citation: ClassVar[str] = (
        "chapter Treatment epochs, docs/definitions/epochs.md; source S92, with which they "
        "were compared; wash-in of 3 to 6 months, source S91"
    )

    kinds: tuple[TreatmentKind, ...] = (
        TreatmentKind.DMT,
        TreatmentKind.IMMUNOSUPPRESSANT,
        TreatmentKind.AHSCT,
        TreatmentKind.CELLS,
    )
    bridged_days: int = 30
    wash_in_days: int = 183
