"""Progression independent of relapses, with or without signs of inflammation on MRI."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from ranvier.definitions.definition import Definition
from ranvier.definitions.pira import Pira


class MriActivity(StrEnum):
    """Whether lesions were new or active around a worsening."""

    ACTIVE = "active"
    NOT_ACTIVE = "not_active"
    UNKNOWN = "unknown"  # no MRI in the window that was read; never the same as not active


class MriWindowBegins(StrEnum):
    """The visit at which the window of the MRI begins."""

    REFERENCE = "reference visit"
    ONSET = "visit of onset"


@dataclass(frozen=True)
class PiraWithMri(Definition):
    """A PIRA, and whether an MRI between its reference and its confirmation shows activity.

    pira: what counts as PIRA. begins: where the window begins; it ends at confirmation. days_before,
    days_after: added to the window. without_contrast_counts: an MRI without contrast, or whose contrast was
    not read, shows no activity if no lesion is new or enlarged.
    """

    citation: ClassVar[str] = "window and three classes as msclinical 0.1.0 (PIRMA); source S72"

    pira: Pira = field(default_factory=Pira)
    begins: MriWindowBegins = MriWindowBegins.REFERENCE
    days_before: int = 0
    days_after: int = 0
    without_contrast_counts: bool = False
