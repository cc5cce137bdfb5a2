"""The model tables of a programme: columns, units and checks, each declared once."""

from ranvier.tables.cohort import Cohort
from ranvier.tables.model import TABLES
from ranvier.tables.programme import Programme

__all__ = ["TABLES", "Cohort", "Programme"]
