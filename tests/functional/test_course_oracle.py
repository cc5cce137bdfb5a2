"""make oracle on a small folder of results: what it prints, and how it ends."""

import json
import re

import polars as pl
import pytest
from validation.course_oracle import main

# what pymsprog 1.0.7 finds in these courses (seen by running it): patient b is RAW on day 20 for us (P13)
VISITS = {
    "a": {0: 2.0, 100: 3.0, 200: 3.0, 300: 3.0},
    "b": {0: 2.0, 20: 3.0, 110: 3.0, 200: 3.0},
}
RELAPSES = {"b": [-40]}
OPTIONS = {"event": "firstCDW", "RAW_PIRA": True}
EVENTS = {
    "a": {
        "date": 100.0,
        "time2event": 100.0,
        "bl2event": 100.0,
        "total_fu": 300.0,
        "sust_days": 200.0,
        "at": 200,
    },
    "b": {
        "date": 20.0,
        "time2event": 20.0,
        "bl2event": 20.0,
        "total_fu": 200.0,
        "sust_days": 180.0,
        "at": 110,
    },
}


def event_row(patient, found):
    confirmed = json.dumps({"84": [float(found["at"]), 3.0]})
    days = {name: value for name, value in found.items() if name != "at"}
    return {
        **{"config": "first", "cohort": "edss0", "id": patient, "nevent": 1, "event_type": "CDW"},
        **{"CDW_type": "PIRA", "value": 3.0, "bl_date": 0.0, "bl_value": 2.0, "sust_last": True},
        **{"last_delta_date": 0.0, "last_delta_value": 2.0, "conf": confirmed, "pira_conf": confirmed},
        **days,
    }


@pytest.fixture
def write(tmp_path):
    """Writes the folder, with other values for patients' events or other options of the call."""

    def written(changes=None, options=OPTIONS):
        visits = [
            {"cohort": "edss0", "id": patient, "day": float(day), "edss": score}
            for patient, scores in VISITS.items()
            for day, score in scores.items()
        ]
        relapses = [
            {"cohort": "edss0", "row": row, "id": patient, "day": float(day)}
            for patient, days in RELAPSES.items()
            for row, day in enumerate(days)
        ]
        events = [
            event_row(patient, {**found, **(changes or {}).get(patient, {})})
            for patient, found in EVENTS.items()
        ]
        nothing = pl.DataFrame(
            schema={
                **dict.fromkeys(("config", "cohort", "id"), pl.String),
                **dict.fromkeys(("k", "date", "value", "bl_date", "bl_value"), pl.Float64),
                **dict.fromkeys(("closest_rel-", "closest_rel+"), pl.Float64),
            }
        )
        configs = {"first": {"cohorts": ["edss0"], "kwargs": options}}
        (tmp_path / "configs.json").write_text(json.dumps(configs), encoding="utf-8")
        pl.DataFrame(visits).with_row_index("row").write_parquet(tmp_path / "visits.parquet")
        pl.DataFrame(relapses).write_parquet(tmp_path / "relapses.parquet")
        pl.DataFrame(events).write_parquet(tmp_path / "events.parquet")
        nothing.write_parquet(tmp_path / "unconfirmed.parquet")
        return str(tmp_path)

    return written


def test_a_difference_that_a_defect_makes_is_named(write, capsys):
    assert main([write()]) == 0
    said = capsys.readouterr().out
    assert "identical 3 of 4" in said
    assert "event: 1 under P13" in said


@pytest.mark.parametrize(
    "changes",
    [
        {"a": {"sust_days": 199.0}},
        {"b": {"sust_days": 179.0}},  # the defect that touches b does not make this difference
        {"b": {"CDW_type": "undefined"}},
        {"a": {"last_delta_date": 1.0}},
    ],
)
def test_any_other_difference_ends_with_1(write, changes, capsys):
    assert main([write(changes)]) == 1
    said = capsys.readouterr().out
    assert "differing without a named deviation: 1" in said
    assert re.search(rf"event: first / edss0 / {next(iter(changes))}", said)


def test_a_call_that_we_do_not_take_ends_with_1(write, capsys):
    assert main([write(options={"conf_days": -84})]) == 1
    assert "call: first: the argument conf_days has days that are negative" in capsys.readouterr().out


def test_another_folder_ends_with_2(tmp_path, capsys):
    assert main([str(tmp_path)]) == 2
    assert "it lacks configs.json" in capsys.readouterr().err
