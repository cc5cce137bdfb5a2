"""Cell products and the routes by which they are given."""

from __future__ import annotations

from enum import StrEnum


class CellProduct(StrEnum):
    """The kinds of cell product a programme may give."""

    AUTOLOGOUS_ADIPOSE = "autologous_adipose"
    AUTOLOGOUS_HAEMATOPOIETIC = "autologous_haematopoietic"
    AUTOLOGOUS_BONE_MARROW = "autologous_bone_marrow"
    CORD_BLOOD = "cord_blood"
    UMBILICAL_CORD_OR_PLACENTA = "umbilical_cord_or_placenta"
    OTHER = "other"


class Route(StrEnum):
    """The way a dose enters the body."""

    INTRAVENOUS = "iv"
    INTRATHECAL = "it"
    INTRAMUSCULAR = "im"
    INTRA_ARTERIAL = "ia"
    INTRANASAL = "in"


class TreatmentKind(StrEnum):
    """What a treatment other than a cell dose is for."""

    DMT = "dmt"  # disease-modifying drug
    STEROID = "steroid"
    IMMUNOSUPPRESSANT = "immunosuppressant"
    AHSCT = "ahsct"  # autologous haematopoietic stem cell transplantation
    CELLS = "cells"
    SYMPTOMATIC = "symptomatic"
    PSYCHOLOGICAL = "psychological"
    REHABILITATION = "rehabilitation"
