"""Frames as people have them: every kind of bad input is a clear fault or a defined result."""

from __future__ import annotations

from datetime import date, datetime

import polars as pl
import pytest

import ranvier as rv
from ranvier.errors import DataFaults, RanvierError, RowsSetAside, UsageError
from ranvier.tables.faults import Effect
from tests.small_cohorts import on

DAYS = [0, 180, 360]
VISITS = pl.DataFrame({"patient_id": ["a"] * 3, "date": [on(day) for day in DAYS], "edss": [2.0, 3.0, 3.0]})
"""One worsening: onset on day 180, confirmed on day 360."""
NO_RELAPSES = pl.DataFrame(schema={"patient_id": pl.String, "onset_date": pl.Date})


def with_rows(frame, *rows):
    return pl.concat([frame, pl.DataFrame(rows, schema=frame.schema, orient="row")])


def reasons(cohort):
    return {count.table: dict(count.reasons) for count in cohort.counts}


def onsets(visits, **arguments):
    return rv.find_events(visits, rv.PRIMARY, **arguments)["onset_date"].to_list()


def test_a_frame_is_a_cohort_with_its_tables():
    cohort = rv.read_frames(VISITS, NO_RELAPSES)
    assert (cohort.patients.height, cohort.visits.height, cohort.relapses.height) == (1, 3, 0)
    assert cohort.has("relapses", "onset_date")
    assert not rv.read_frames(VISITS).has("relapses")
    assert cohort.faults == ()
    assert [str(count) for count in cohort.counts] == [
        "3 visits read, 0 set aside",
        "0 relapses read, 0 set aside",
    ]


def test_events_of_a_frame_are_those_of_the_cohort():
    relapses = pl.DataFrame({"patient_id": ["a"], "onset_date": [on(170)]})
    found = rv.find_events(VISITS, rv.PRIMARY, relapses=relapses)
    assert found.equals(rv.find_events(rv.read_frames(VISITS, relapses), rv.PRIMARY))
    assert found["relation"].to_list() == ["raw"]


def test_a_lazy_frame_is_a_frame():
    assert onsets(VISITS.lazy()) == [on(180)]


def test_days_come_back_as_days():
    in_days = VISITS.select("patient_id", pl.Series("day", DAYS), "edss")
    found = rv.find_events(in_days, rv.PRIMARY)
    assert found.select("onset_day", "reference_day", "confirmed_day").rows() == [(180, 0, 360)]
    assert not any(name.endswith("_date") for name in found.columns)


def test_days_before_the_origin_are_days():
    in_days = VISITS.select("patient_id", pl.Series("day", [-180.0, 0.0, 180.0]), "edss")
    assert rv.find_events(in_days, rv.PRIMARY)["onset_day"].to_list() == [0]


def test_the_order_of_rows_changes_nothing():
    assert onsets(VISITS[[2, 0, 1]]) == onsets(VISITS) == [on(180)]


def test_of_two_visits_of_a_day_the_worse_stays_and_the_other_is_told():
    repeated = with_rows(VISITS, ("a", on(0), 1.0))
    with pytest.warns(RowsSetAside, match="4 visits read, 1 set aside: 1 repeating patient_id and date"):
        found = rv.find_events(repeated, rv.PRIMARY)
    assert found["reference_score"].to_list() == [2.0]
    (fault,) = rv.read_frames(repeated).faults
    assert (fault.rows, fault.effect) == ((3,), Effect.ROW_SET_ASIDE)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ((None, on(200), 3.0), "without a patient"),
        (("  ", on(200), 3.0), "without a patient"),
        (("a", None, 3.0), "without a date"),
        (("a", on(200), 2.3), "with an impossible EDSS"),
        (("a", on(200), 0.5), "with an impossible EDSS"),
        (("a", on(200), -1.0), "with an impossible EDSS"),
        (("a", on(200), 11.0), "with an impossible EDSS"),
        (("a", on(200), float("inf")), "with an impossible EDSS"),
        (("a", date(1019, 5, 1), 3.0), "without a usable date"),
        (("a", date(9999, 1, 1), 3.0), "without a usable date"),
    ],
)
def test_a_faulty_row_is_set_aside_and_the_others_stand(row, reason):
    cohort = rv.read_frames(with_rows(VISITS, row))
    assert reasons(cohort)["visits"] == {reason: 1}
    assert cohort.visits.height == 3
    assert [fault.rows for fault in cohort.faults] == [(3,)]
    assert rv.find_events(cohort, rv.PRIMARY)["onset_date"].to_list() == [on(180)]


def test_one_bad_patient_does_not_abort_a_cohort():
    bad = pl.DataFrame({"patient_id": ["b"] * 2, "date": [None, on(9)], "edss": [3.0, 99.0]})
    with pytest.warns(RowsSetAside):
        found = rv.find_events(pl.concat([VISITS, bad], how="vertical_relaxed"), rv.PRIMARY)
    assert found["patient_id"].to_list() == ["a"]


@pytest.mark.parametrize("nothing", [None, float("nan")])
def test_a_missing_score_is_no_fault_and_no_visit_of_the_course(nothing):
    cohort = rv.read_frames(with_rows(VISITS, ("a", on(200), nothing)))
    assert cohort.faults == ()
    assert rv.find_events(cohort, rv.PRIMARY)["onset_date"].to_list() == [on(180)]


def test_all_faults_of_a_frame_are_told_at_once():
    cohort = rv.read_frames(with_rows(VISITS, (None, on(1), 3.0), ("a", None, 3.0), ("a", on(2), 2.3)))
    assert sum(reasons(cohort)["visits"].values()) == 3
    assert len(cohort.faults) == 3


def test_no_fault_shows_a_value():
    cohort = rv.read_frames(with_rows(VISITS, ("Mrs Smith", on(1), 2.37)))
    told = " ".join(str(fault) for fault in cohort.faults)
    assert "Smith" not in told
    assert "2.37" not in told


@pytest.mark.parametrize("n_visits", [0, 1])
def test_no_visit_or_one_visit_is_a_course_without_events(n_visits):
    assert rv.find_events(VISITS.head(n_visits), rv.PRIMARY, relapses=NO_RELAPSES).height == 0


def test_without_types_an_empty_frame_is_empty():
    nothing = pl.DataFrame({"patient_id": [], "date": [], "edss": []})
    assert rv.find_events(nothing, rv.PRIMARY).height == 0


def test_where_every_row_is_faulty_that_is_an_error_whose_hint_fits_a_frame():
    with pytest.raises(DataFaults, match="3 with an impossible EDSS") as error:
        rv.read_frames(VISITS.with_columns(pl.lit(77.0).alias("edss")))
    assert [problem.hint for problem in error.value.problems] == ["correct the rows"]


def test_no_table_of_relapses_is_not_no_relapses():
    assert rv.find_events(VISITS, rv.PRIMARY)["relation"].to_list() == ["undefined"]
    assert rv.find_events(VISITS, rv.PRIMARY, relapses=NO_RELAPSES)["relation"].to_list() == ["pira"]
    with pytest.raises(RanvierError, match="without a table of relapses"):
        rv.find_events(VISITS, rv.Pira())


def test_relapses_of_unknown_patients_are_set_aside_and_near_misses_told():
    relapses = pl.DataFrame({"patient_id": ["A", "a", None], "onset_date": [on(5), on(170), on(6)]})
    cohort = rv.read_frames(VISITS, relapses)
    assert reasons(cohort)["relapses"] == {"without a patient": 1, "of an unknown patient": 1}
    assert "capital letters" in cohort.faults[-1].hint
    assert cohort.relapses["patient_id"].to_list() == ["a"]


@pytest.mark.parametrize(
    ("ids", "other_ids"),
    [
        ([1, 1, 1], ["1"]),
        (["1", "1", "1"], [1]),
        ([1.0, 1.0, 1.0], ["1"]),
        (["1.0"] * 3, [1]),
        ([" 1"] * 3, [1]),
    ],
)
def test_the_number_1_and_the_text_1_are_one_patient(ids, other_ids):
    relapses = pl.DataFrame({"patient_id": other_ids, "onset_date": [on(170)]})
    found = rv.find_events(VISITS.with_columns(pl.Series("patient_id", ids)), rv.PRIMARY, relapses=relapses)
    assert found.select("patient_id", "relation").rows() == [("1", "raw")]


@pytest.mark.parametrize(
    "given",
    [
        pl.Series([datetime(2015, 1, 1, 23, 59), datetime(2015, 6, 30, 0, 1), datetime(2015, 12, 27, 12)]),
        pl.Series(
            [datetime(2015, 1, 1, 23, 59), datetime(2015, 6, 30, 0, 1), datetime(2015, 12, 27, 12)]
        ).dt.replace_time_zone("Pacific/Auckland"),
        pl.Series(["2015-01-01", " 2015-06-30", "2015-12-27T08:30:00+02:00"]),
    ],
    ids=["time of day", "time zone", "text"],
)
def test_time_of_day_and_zone_change_nothing(given):
    assert onsets(VISITS.with_columns(given.alias("date"))) == [on(180)]


def test_ambiguous_dates_are_not_guessed():
    cohort = rv.read_frames(VISITS.with_columns(pl.Series("date", ["01/06/2020", "2020-06-01", "1.6.2020"])))
    assert reasons(cohort)["visits"] == {"without a usable date": 2}
    assert "two different days" in cohort.faults[0].hint


def test_whole_days_must_be_whole():
    given = VISITS.select("patient_id", pl.Series("day", [0.0, 84.9, 1e12]), "edss")
    assert reasons(rv.read_frames(given))["visits"] == {"without a usable day": 2}


def test_numbers_under_the_name_of_a_date_are_no_dates():
    given = VISITS.with_columns(pl.Series("date", DAYS))
    with pytest.raises(DataFaults, match="3 without a usable date"):
        rv.read_frames(given)


def test_scores_may_be_text_or_whole_numbers_but_not_words():
    texts = VISITS.with_columns(pl.Series("edss", ["2.0", "3", "3,0"]))
    assert reasons(rv.read_frames(texts))["visits"] == {"without a number": 1}
    assert onsets(VISITS.with_columns(pl.Series("edss", [2, 3, 3]))) == [on(180)]
    with pytest.raises(DataFaults, match="3 without a number"):
        rv.read_frames(VISITS.with_columns(pl.lit(value=True).alias("edss")))


def test_unknown_columns_are_left_alone():
    assert onsets(VISITS.with_columns(pl.lit("x").alias("note"), pl.lit(1).alias("EDSS"))) == [on(180)]


def test_every_missing_column_is_told_at_once():
    with pytest.raises(DataFaults) as error:
        rv.find_events(
            VISITS.rename({"edss": "EDSS", "patient_id": "id"}), rv.PRIMARY, relapses=pl.DataFrame()
        )
    assert [str(problem.problem) for problem in error.value.problems] == [
        "The frame of visits needs a column patient_id",
        "The frame of visits needs a column edss or t25fw or nhpt or sdmt or another measure",
        "The frame of relapses needs a column patient_id",
        "The frame of relapses needs a column onset_date or onset_day",
    ]


def test_dates_and_days_do_not_mix():
    relapses = pl.DataFrame({"patient_id": ["a"], "onset_day": [3]})
    with pytest.raises(DataFaults, match="cannot be read") as error:
        rv.read_frames(VISITS, relapses)
    assert "both have days" in str(error.value)


@pytest.mark.parametrize("thing", [[1, 2], {"patient_id": ["a"]}, "visits.csv", None])
def test_what_is_no_frame_is_refused(thing):
    with pytest.raises(UsageError, match="must be a frame"):
        rv.find_events(thing, rv.PRIMARY)


def test_what_would_be_left_unread_is_refused():
    with pytest.raises(UsageError, match="its own relapses"):
        rv.find_events(rv.read_frames(VISITS), rv.PRIMARY, relapses=NO_RELAPSES)
    with pytest.raises(UsageError, match="belong to a cohort"):
        rv.find_events(VISITS, rv.PRIMARY, pl.DataFrame())


def test_other_measures_are_columns_beside_the_edss():
    visits = VISITS.with_columns(pl.Series("sdmt", [50, 40, 40]), pl.Series("t25fw", [5.0, None, 400.0]))
    cohort = rv.read_frames(visits)
    assert reasons(cohort)["measures"] == {"with t25fw out of bounds": 1}
    found = rv.find_events(cohort, rv.ConfirmedWorsening(measure=rv.SDMT))
    assert found.select("onset_date", "onset_score").rows() == [(on(180), 40.0)]


def test_every_table_of_the_cohort_is_sorted_by_patient_and_date():
    visits = VISITS.with_columns(pl.Series("sdmt", [50, 40, 40]), pl.Series("t25fw", [5.0, 6.0, 7.0]))
    cohort = rv.read_frames(visits, pl.DataFrame({"patient_id": ["a", "a"], "onset_date": [on(9), on(3)]}))
    for name in ("visits", "measures", "relapses"):
        dates = [column for column in cohort.table(name).columns if column in ("date", "onset_date")]
        assert cohort.table(name).height > 1
        assert cohort.table(name).equals(cohort.table(name).sort("patient_id", *dates, maintain_order=True))


def test_the_frames_given_stay_as_they_are():
    visits, relapses = VISITS.clone(), NO_RELAPSES.clone()
    rv.find_events(visits, rv.PRIMARY, relapses=relapses)
    assert visits.equals(VISITS)
    assert relapses.equals(NO_RELAPSES)


def test_grades_that_cannot_be_are_emptied_and_their_visits_stay():
    visits = pl.DataFrame(
        {
            "patient_id": ["a", "a", "a"],
            "day": [0, 100, 200],
            "edss": [2.0, 3.0, 3.0],
            "fs_pyramidal": ["2", "?", "9"],
            "ambulation": [0, 1, None],
        }
    )
    cohort = rv.read_frames(visits)
    assert cohort.visits["fs_pyramidal"].to_list() == [2.0, None, None]
    assert cohort.visits["ambulation"].to_list() == [0.0, 1.0, None]
    assert cohort.visits["edss"].to_list() == [2.0, 3.0, 3.0]
    assert {(fault.column, fault.rows, fault.effect) for fault in cohort.faults} == {
        ("fs_pyramidal", (1,), Effect.CELL_EMPTIED),
        ("fs_pyramidal", (2,), Effect.CELL_EMPTIED),
    }
    assert cohort.has("visits", "fs_pyramidal")
    assert not cohort.has("visits", "fs_sensory")


@pytest.mark.parametrize(
    "spoilt",
    [
        pl.col("edss").cast(pl.String).str.replace(".", ",", literal=True),
        pl.col("date").dt.strftime("%d.%m.%Y"),
    ],
    ids=["decimal commas", "German dates"],
)
def test_a_frame_of_which_no_row_can_be_used_is_an_error_and_not_a_course_without_events(spoilt):
    with pytest.raises(DataFaults, match="No row of visits can be used: 3 visits read, 3 set aside") as error:
        onsets(VISITS.with_columns(spoilt))
    assert error.value.problems
    assert all(problem.hint and "rows 0, 1 and 2" in problem.where for problem in error.value.problems)


def test_relapses_without_a_readable_date_are_an_error_and_those_of_others_are_not():
    unreadable = pl.DataFrame({"patient_id": ["a"], "onset_date": ["03.02.2020"]})
    with pytest.raises(DataFaults, match="No row of relapses can be used"):
        rv.read_frames(VISITS, unreadable)
    of_others = pl.DataFrame({"patient_id": ["b"], "onset_date": [on(170)]})
    assert rv.read_frames(VISITS, of_others).relapses.height == 0


def test_results_of_another_measure_that_are_all_no_numbers_are_an_error():
    with pytest.raises(DataFaults, match="No row of measures can be used"):
        rv.read_frames(VISITS.drop("edss").with_columns(pl.lit("4,5").alias("t25fw")))


def test_a_frame_of_visits_in_the_place_of_relapses_is_refused():
    with pytest.raises(DataFaults) as error:
        rv.read_frames(VISITS, VISITS)
    (problem,) = error.value.problems
    assert problem.problem == "The frame of relapses has scores (edss) and no column onset_date"
    assert "onset_date" in problem.hint
    at_relapses = pl.DataFrame({"patient_id": ["a"], "onset_date": [on(170)], "edss": [3.5]})
    assert rv.read_frames(VISITS, at_relapses).relapses.height == 1
