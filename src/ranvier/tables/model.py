"""Every model table by its name."""

from ranvier.tables.administrations import ADMINISTRATIONS
from ranvier.tables.adverse_events import ADVERSE_EVENTS
from ranvier.tables.declaration import Table
from ranvier.tables.exposures import EXPOSURES
from ranvier.tables.measures import MEASURES_TABLE
from ranvier.tables.mri import MRI
from ranvier.tables.patients import PATIENTS
from ranvier.tables.relapses import RELAPSES
from ranvier.tables.safety_followup import SAFETY_FOLLOWUP
from ranvier.tables.treatments import TREATMENTS
from ranvier.tables.visits import VISITS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        PATIENTS,
        VISITS,
        RELAPSES,
        TREATMENTS,
        ADMINISTRATIONS,
        MEASURES_TABLE,
        MRI,
        ADVERSE_EVENTS,
        SAFETY_FOLLOWUP,
        EXPOSURES,
    )
}
"""The tables a programme may have, in the order they are read."""
