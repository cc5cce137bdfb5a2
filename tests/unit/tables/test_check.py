from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from ranvier.tables.check import check_table
from ranvier.tables.faults import Effect, Fault
from ranvier.tables.marks import SOURCE_ROW
from ranvier.tables.model import TABLES


def rows(table: str, *given: dict[str, object]) -> pl.DataFrame:
    """Rows of *table*; dates are known to the day unless said otherwise."""
    complete = []
    for row in given:
        exact = {f"{c.name}_precision": "day" for c in TABLES[table].dates if row.get(c.name) is not None}
        complete.append({"patient_id": "A", **exact, **row})
    return pl.DataFrame(complete, schema=TABLES[table].schema)


def only(faults: tuple[Fault, ...]) -> Fault:
    assert len(faults) == 1
    return faults[0]


DAY = date(2020, 1, 1)


def visit(edss: float | None, day: date | None = DAY, **more: object) -> dict[str, object]:
    return {"date": day, "edss": edss, **more}


def test_a_sound_table_passes_unchanged() -> None:
    frame = rows("visits", visit(3.5), visit(None, date(2020, 2, 1)), visit(0, date(2020, 3, 1)))
    kept, faults = check_table(TABLES["visits"], frame)
    assert kept.equals(frame)
    assert faults == ()


def test_an_empty_table_passes() -> None:
    for table in TABLES.values():
        kept, faults = check_table(table, table.empty())
        assert kept.equals(table.empty())
        assert faults == ()


@pytest.mark.parametrize("score", [0.5, 2.3, 11.0, -1.0, 10.5, float("nan")])
def test_an_impossible_edss_sets_the_visit_aside(score: float) -> None:
    kept, faults = check_table(
        TABLES["visits"], rows("visits", visit(score), visit(2, date(2020, 2, 1))), file="v.csv"
    )
    assert kept["edss"].to_list() == [2.0]
    fault = only(faults)
    assert (fault.effect, fault.rows, fault.file, fault.column) == (
        Effect.ROW_SET_ASIDE,
        (2,),
        "v.csv",
        "edss",
    )


def test_all_twenty_edss_steps_pass() -> None:
    scores = [0, *(half / 2 for half in range(2, 21))]
    frame = rows("visits", *(visit(score, date(2000 + i, 1, 1)) for i, score in enumerate(scores)))
    assert check_table(TABLES["visits"], frame)[1] == ()
    assert frame.height == 20


def test_a_missing_required_cell_sets_the_row_aside() -> None:
    kept, faults = check_table(TABLES["visits"], rows("visits", visit(2, None), visit(2, patient_id=None)))
    assert kept.is_empty()
    assert [(fault.reason, fault.rows) for fault in faults] == [
        ("without a patient", (3,)),
        ("without a date", (2,)),
    ]


def test_bounds_empty_the_cell_and_include_their_ends() -> None:
    frame = rows(
        "administrations",
        *(
            {"date": date(2020, 1, i + 1), "viability_percent": v}
            for i, v in enumerate([0, 100, 100.1, -0.1, None])
        ),
    )
    kept, faults = check_table(TABLES["administrations"], frame)
    assert kept["viability_percent"].to_list() == [0.0, 100.0, None, None, None]
    fault = only(faults)
    assert (fault.effect, fault.rows) == (Effect.CELL_EMPTIED, (4, 5))
    assert fault.problem == "'viability_percent' must be 0 to 100 %, but 2 rows are not"


def test_infinite_and_not_a_number_are_no_numbers() -> None:
    frame = rows(
        "mri", *({"date": date(2020, 1, i + 1), "t2_volume_ml": v} for i, v in enumerate([float("nan"), 3.0]))
    )
    kept, _ = check_table(TABLES["mri"], frame)
    assert kept["t2_volume_ml"].to_list() == [None, 3.0]
    measured = rows("measures", {"date": DAY, "instrument": "x", "value": float("inf")})
    assert check_table(TABLES["measures"], measured)[0].is_empty()


def test_a_word_outside_the_codes_empties_the_cell() -> None:
    frame = rows(
        "relapses",
        {"onset_date": DAY, "severity": "awful"},
        {"onset_date": date(2021, 1, 1), "severity": "mild"},
    )
    kept, faults = check_table(TABLES["relapses"], frame)
    assert kept["severity"].to_list() == [None, "mild"]
    assert "mild, moderate, severe" in only(faults).problem
    assert "awful" not in str(only(faults))


def test_a_required_code_sets_the_row_aside() -> None:
    kept, faults = check_table(TABLES["exposures"], rows("exposures", {"date": DAY, "kind": "moon"}))
    assert kept.is_empty()
    assert only(faults).effect is Effect.ROW_SET_ASIDE


def test_an_end_before_its_start_counts_only_when_it_is_certain() -> None:
    def treated(start: date, end: date, precision: str) -> dict[str, object]:
        return {"substance": "x", "start_date": start, "end_date": end, "end_date_precision": precision}

    frame = rows(
        "treatments",
        treated(date(2020, 6, 20), date(2020, 6, 19), "day"),
        treated(date(2020, 6, 20), date(2020, 6, 15), "month"),  # June may end on the 30th
        treated(date(2020, 7, 20), date(2020, 6, 15), "month"),
        treated(date(2020, 12, 20), date(2020, 7, 1), "year"),
    )
    kept, faults = check_table(TABLES["treatments"], frame)
    assert kept["end_date"].is_null().to_list() == [True, False, True, False]
    assert kept["end_date_precision"].is_null().to_list() == [True, False, True, False]
    assert only(faults).rows == (2, 4)


def test_of_several_visits_on_a_day_the_worse_edss_stays() -> None:
    frame = rows(
        "visits",
        visit(None),
        visit(2, rater_id="x"),
        visit(3),
        visit(3, rater_id="y"),
        visit(9, date(2021, 1, 1)),
    )
    kept, faults = check_table(TABLES["visits"], frame)
    assert kept.select("edss", "rater_id").rows() == [(3.0, None), (9.0, None)]
    assert only(faults).rows == (2, 3, 5)
    assert only(faults).effect is Effect.ROW_SET_ASIDE


def test_a_visit_with_a_fault_does_not_push_out_a_sound_one() -> None:
    kept, _ = check_table(TABLES["visits"], rows("visits", visit(11), visit(2)))
    assert kept["edss"].to_list() == [2.0]


def test_the_first_row_of_a_patient_stays() -> None:
    kept, faults = check_table(TABLES["patients"], rows("patients", {"site": "x"}, {"site": "y"}))
    assert kept["site"].to_list() == ["x"]
    assert only(faults).rows == (3,)


def test_relapses_known_by_the_year_are_not_repeats_of_each_other() -> None:
    coarse = {"onset_date": date(2004, 7, 1), "onset_date_precision": "year"}
    exact = {"onset_date": date(2005, 7, 1)}
    kept, faults = check_table(TABLES["relapses"], rows("relapses", coarse, coarse, exact, exact))
    assert kept.height == 3
    assert only(faults).rows == (5,)


def test_rows_equal_in_every_cell_are_kept_once_where_rows_may_repeat() -> None:
    dose = {"date": DAY, "product": "other", "lot": "1"}
    kept, faults = check_table(
        TABLES["administrations"], rows("administrations", dose, {**dose, "lot": "2"}, dose)
    )
    assert kept["lot"].to_list() == ["1", "2"]
    assert only(faults).rows == (4,)


def test_row_numbers_come_from_the_file_where_it_gave_them() -> None:
    frame = rows("visits", visit(11), visit(2)).with_columns(pl.Series(SOURCE_ROW, [40, 97]))
    kept, faults = check_table(TABLES["visits"], frame)
    assert only(faults).rows == (40,)
    assert kept.columns == list(TABLES["visits"].schema)


def test_a_dose_known_only_to_the_year_stays_and_is_noted() -> None:
    coarse = {"date": date(2004, 7, 1), "date_precision": "year"}
    kept, faults = check_table(
        TABLES["administrations"], rows("administrations", coarse, {"date": date(2005, 1, 2)})
    )
    assert kept.height == 2
    assert [(fault.effect, fault.rows) for fault in faults] == [(Effect.NOTED, (2,))]
    assert "known only to the year in 1 row" in faults[0].problem
