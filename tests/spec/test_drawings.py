"""Runs every drawing of this folder and compares what is found with what it says."""

import pytest

from ranvier.course.baseline import find_baseline
from ranvier.course.events import find_events
from ranvier.course.follow_up import find_follow_up
from ranvier.course.time_zero import find_time_zero
from ranvier.definitions.follow_up import FreeOfWorsening
from tests.small_cohorts import DAY_ZERO
from tests.spec.drawing import FOLDER, read_drawings, read_timeline


def day_of(date):
    return "never" if date is None else (date - DAY_ZERO).days


def events_found(drawing, word):
    rows = find_events(drawing.timeline.cohort(), drawing.definition).iter_rows(named=True)
    return [
        f"{row[word]} on {day_of(row['onset_date'])} from {day_of(row['reference_date'])}, "
        f"confirmed {day_of(row['confirmed_date'])}"
        for row in rows
    ]


def follow_up_found(drawing):
    cohort = drawing.timeline.cohort()
    baselines = find_baseline(cohort, find_time_zero(cohort))
    row = find_follow_up(cohort, baselines, FreeOfWorsening(drawing.definition)).row(0, named=True)
    if row["event"]:
        return [f"event on {row['exit_day']}, confirmed {row['confirmed_day']}"]
    text = f"leaves on {row['exit_day']}, last confirmable {row['last_confirmable_day']}"
    pending = row["unconfirmed_day"]
    return [text if pending is None else f"{text}, unconfirmed since {pending}"]


def baseline_found(drawing):
    cohort = drawing.timeline.cohort()
    row = find_baseline(cohort, find_time_zero(cohort)).row(0, named=True)
    return [row["reason"] or f"{row['baseline_edss']} on {row['baseline_day']}"]


RUNNERS = {
    "worsening": lambda drawing: events_found(drawing, "kind"),
    "relapses": lambda drawing: events_found(drawing, "relation"),
    "follow_up": follow_up_found,
    "baseline": baseline_found,
}
DRAWINGS = [(name, drawing) for name in RUNNERS for drawing in read_drawings(name)]


@pytest.mark.parametrize(("name", "drawing"), DRAWINGS, ids=[drawing.title for _, drawing in DRAWINGS])
def test_what_is_drawn_is_found(name, drawing):
    assert RUNNERS[name](drawing) == drawing.found


def test_every_file_of_drawings_is_run():
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(RUNNERS)


def test_a_drawing_is_read_by_the_days_its_entries_stand_under():
    timeline = read_timeline("""
        day     0    84   120
        edss  2.0   3.0     .
        relapse             *
    """)
    assert timeline.edss == {0: 2.0, 84: 3.0}
    assert timeline.marks == {"relapse": [120], "steroid": [], "dose": []}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("day     0    84\nedss  2.0 3.0", "line edss does not end under a day"),
        ("day     0    84\nedss  2.0   3.0\nrelapse  *", "line relapse does not end under a day"),
        ("day     0\nedss  2.0\nmri     *", "not \\['mri'\\]"),
    ],
)
def test_a_crooked_drawing_is_refused(text, problem):
    with pytest.raises(ValueError, match=problem):
        read_timeline(text)
