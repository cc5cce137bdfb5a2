"""Many rows a patient: one for each MRI."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.visits import MriRegion

MRI = Table(
    "mri",
    "one row an MRI of one region",
    (
        patient_id(),
        Column("date", Kind.DATE, "day of the MRI", required=True, coarsest=Precision.MONTH),
        Column("region", Kind.CODE, "region", codes=MriRegion),
        Column("t2_lesions", Kind.WHOLE, "T2 lesions", lowest=0),
        Column("new_t2", Kind.WHOLE, "new or enlarged T2 lesions since the MRI compared with", lowest=0),
        Column("compared_to_date", Kind.DATE, "the MRI compared with", coarsest=Precision.MONTH),
        Column("gd_lesions", Kind.WHOLE, "lesions that take up contrast; empty without contrast", lowest=0),
        Column("t2_volume_ml", Kind.NUMBER, "T2 lesion volume", unit="ml", lowest=0),
        Column(
            "brain_volume_change_percent",
            Kind.NUMBER,
            "change of brain volume",
            unit="%",
            lowest=-50,
            highest=50,
        ),
    ),
)
