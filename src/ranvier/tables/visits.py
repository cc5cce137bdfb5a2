"""Many rows a patient: one for each examination."""

from ranvier.tables.declaration import Column, Kind, Precision, Table, patient_id
from ranvier.vocabulary.visits import AmbulationCoding, VisitKind, WalkingAid


def _system(name: str, meaning: str, highest: int) -> Column:
    return Column(name, Kind.NUMBER, f"functional system: {meaning}", unit="grade", lowest=0, highest=highest)


VISITS = Table(
    "visits",
    "one row an examination, with the EDSS and what it was made from",
    (
        patient_id(),
        Column("date", Kind.DATE, "day of the visit", required=True, coarsest=Precision.MONTH),
        Column("edss", Kind.EDSS, "EDSS: 0 or 1.0 to 10.0 in half points", unit="points", row_falls=True),
        _system("fs_visual", "visual, raw grade", 6),
        _system("fs_brainstem", "brainstem", 5),
        _system("fs_pyramidal", "pyramidal", 6),
        _system("fs_cerebellar", "cerebellar", 5),
        _system("fs_sensory", "sensory", 6),
        _system("fs_bowel_bladder", "bowel and bladder, raw grade", 6),
        _system("fs_cerebral", "cerebral", 5),
        Column("ambulation", Kind.NUMBER, "ambulation grade", unit="grade", lowest=0, highest=16),
        Column(
            "ambulation_coding", Kind.CODE, "the list the ambulation grade is from", codes=AmbulationCoding
        ),
        Column("walking_distance_m", Kind.NUMBER, "distance walked", unit="m", lowest=0, highest=50_000),
        Column("aid", Kind.CODE, "help needed to walk", codes=WalkingAid),
        Column("rater_id", Kind.TEXT, "who scored"),
        Column("treating_id", Kind.TEXT, "who treats"),
        Column("rater_blinded", Kind.YES_NO, "the rater did not know the treatment"),
        Column("kind", Kind.CODE, "why the visit took place", codes=VisitKind),
    ),
    one_per=("patient_id", "date"),
    highest_stays="edss",
    duplicates=(
        "of several visits of a patient on one day the one with an EDSS stays; if their EDSS differ, the "
        "higher (worse) stays; the others are set aside"
    ),
)
