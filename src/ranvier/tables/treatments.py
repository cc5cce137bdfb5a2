"""Many rows a patient: treatments other than cell doses."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.products import TreatmentKind

TREATMENTS = Table(
    "treatments",
    "one row a treatment other than a cell dose: drugs for MS, steroids, rehabilitation and others",
    (
        patient_id(),
        Column("substance", Kind.TEXT, "name of the substance or procedure", required=True),
        Column("kind", Kind.CODE, "what it is for", codes=TreatmentKind),
        Column("start_date", Kind.DATE, "first day", required=True, coarsest=Precision.YEAR),
        Column("end_date", Kind.DATE, "last day", coarsest=Precision.YEAR, not_before="start_date"),
        Column("dose", Kind.NUMBER, "dose", lowest=0),
        Column("unit", Kind.TEXT, "unit of the dose"),
        Column("route", Kind.TEXT, "route"),
        Column("stop_reason", Kind.TEXT, "why it was stopped"),
    ),
)
