"""Many rows a patient: the stretches of time in which adverse events were looked for."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.safety import SafetyMethod

SAFETY_FOLLOWUP = Table(
    "safety_followup",
    "one row a stretch of time in which adverse events were looked for: 'asked and none' is not 'not asked'",
    (
        patient_id(),
        Column("from_date", Kind.DATE, "first day", required=True, coarsest=Precision.MONTH),
        Column(
            "to_date",
            Kind.DATE,
            "last day",
            required=True,
            coarsest=Precision.MONTH,
            not_before="from_date",
        ),
        Column("method", Kind.CODE, "how they were looked for", codes=SafetyMethod),
    ),
)
