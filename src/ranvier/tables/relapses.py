"""Many rows a patient: one for each relapse."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.visits import RelapseRecovery, RelapseSeverity

RELAPSES = Table(
    "relapses",
    "one row a relapse; no row for a patient means: none known",
    (
        patient_id(),
        Column("onset_date", Kind.DATE, "first day", required=True, coarsest=Precision.YEAR),
        Column("end_date", Kind.DATE, "last day", coarsest=Precision.YEAR, not_before="onset_date"),
        Column("severity", Kind.CODE, "severity", codes=RelapseSeverity),
        Column("recovery", Kind.CODE, "how far it receded", codes=RelapseRecovery),
        Column("steroids_start", Kind.DATE, "steroids began", coarsest=Precision.MONTH),
        Column("confirmed", Kind.YES_NO, "confirmed by examination"),
    ),
    one_per=("patient_id", "onset_date"),
    duplicates=(
        "the first row of a patient and day stays, later ones are set aside; relapses known only by month "
        "or year are all kept"
    ),
)
