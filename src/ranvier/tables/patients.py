"""One row a patient: who is in the programme."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.people import Sex, VitalStatus
from ranvier.vocabulary.phenotypes import Phenotype

PATIENTS = Table(
    "patients",
    "one row a patient: everyone on the programme's list, treated or not",
    (
        patient_id(),
        Column("sex", Kind.CODE, "sex as recorded", codes=Sex),
        Column("birth_year", Kind.WHOLE, "year of birth", unit="year", lowest=1900, highest=2100),
        Column("onset_date", Kind.DATE, "first symptom of MS", coarsest=Precision.YEAR),
        Column("diagnosis_date", Kind.DATE, "MS was diagnosed", coarsest=Precision.YEAR),
        Column("phenotype", Kind.CODE, "kind of MS", codes=Phenotype),
        Column("phenotype_from_date", Kind.DATE, "since when", coarsest=Precision.YEAR),
        Column("group", Kind.TEXT, "the programme's own word for the group; see [groups]"),
        Column("enrolled_date", Kind.DATE, "entered the programme", coarsest=Precision.MONTH),
        Column("consecutive_number", Kind.WHOLE, "running number on the programme's list", lowest=0),
        Column("last_contact_date", Kind.DATE, "last known contact", coarsest=Precision.MONTH),
        Column("vital_status", Kind.CODE, "alive, dead or unknown", codes=VitalStatus),
        Column(
            "death_date",
            Kind.DATE,
            "day of death",
            coarsest=Precision.YEAR,
            not_before="diagnosis_date",
        ),
        Column("death_cause", Kind.TEXT, "cause of death in the programme's words"),
        Column("site", Kind.TEXT, "centre"),
        Column("country", Kind.TEXT, "country of residence"),
    ),
    one_per=("patient_id",),
    duplicates="the first row of a patient stays, later ones are set aside",
)
