"""Where things stand on a drawing of changes."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.report.figures.drawing import Drawing
from ranvier.report.figures.figure import NARROW
from ranvier.report.figures.scale import Scale


@dataclass(frozen=True)
class Sheet:
    """A drawing with its scale; bars stand between `top` and `foot`."""

    drawing: Drawing
    scale: Scale
    top: float
    foot: float

    @property
    def is_wide(self) -> bool:
        """Whether there is room for words beside the marks."""
        return self.drawing.width > NARROW
