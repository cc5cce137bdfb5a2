"""Many rows a patient: one for each adverse event."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.safety import EventOutcome, Malignancy, Related

ADVERSE_EVENTS = Table(
    "adverse_events",
    "one row an adverse event",
    (
        patient_id(),
        Column("onset_date", Kind.DATE, "first day", required=True, coarsest=Precision.MONTH),
        Column("term", Kind.TEXT, "the event in the programme's words", required=True),
        Column("end_date", Kind.DATE, "last day", coarsest=Precision.MONTH, not_before="onset_date"),
        Column("grade", Kind.WHOLE, "severity, 1 mild to 5 fatal", lowest=1, highest=5),
        Column("serious", Kind.YES_NO, "death, danger to life, hospital, lasting harm"),
        Column("related", Kind.CODE, "thought to come from the therapy", codes=Related),
        Column("outcome", Kind.CODE, "how it ended", codes=EventOutcome),
        Column("malignancy", Kind.CODE, "cancer, mass or none", codes=Malignancy),
        Column("site", Kind.TEXT, "place in the body"),
    ),
)
