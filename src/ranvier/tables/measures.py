"""Many rows a patient: measures other than the EDSS."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.visits import Side

MEASURES_TABLE = Table(
    "measures",
    "one row a result of a test or questionnaire other than the EDSS",
    (
        patient_id(),
        Column("date", Kind.DATE, "day of the test", required=True, coarsest=Precision.MONTH),
        Column("instrument", Kind.TEXT, "t25fw, nhpt, sdmt or the programme's own name", required=True),
        Column("value", Kind.NUMBER, "result in the instrument's unit", required=True),
        Column("side", Kind.CODE, "side of the body", codes=Side),
        Column("trial", Kind.WHOLE, "number of the trial on that day", lowest=0),
    ),
)
