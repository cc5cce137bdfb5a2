"""Many rows a patient: what might bring on a relapse."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.safety import ExposureKind

EXPOSURES = Table(
    "exposures",
    "one row a happening that might bring on a relapse",
    (
        patient_id(),
        Column("date", Kind.DATE, "first day", required=True, coarsest=Precision.YEAR),
        Column("kind", Kind.CODE, "what it was", required=True, codes=ExposureKind),
        Column("end_date", Kind.DATE, "last day", coarsest=Precision.YEAR, not_before="date"),
    ),
)
