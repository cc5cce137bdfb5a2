"""Runs every drawing of this folder and compares what is found with what it says."""

import pytest

from tests.spec.drawing import FOLDER, read_timeline
from tests.spec.manual import PAGES, index_of, page_of
from tests.spec.runners.every import NAMES, chapter_of, runner_of

DRAWINGS = [
    pytest.param(name, drawing, id=f"{name}: {drawing.title}")
    for name in NAMES
    for drawing in chapter_of(name).drawings
]


@pytest.mark.parametrize(("name", "drawing"), DRAWINGS)
def test_what_is_drawn_is_found(name, drawing):
    assert runner_of(name).found(drawing) == drawing.found


@pytest.mark.parametrize("name", NAMES)
def test_the_manual_prints_the_drawings_as_they_are(name):
    page = PAGES / f"{name}.md"
    assert page.exists() and page.read_text(encoding="utf-8") == page_of(name), (
        "write the chapters anew: python -m tests.spec.manual"
    )


def test_the_manual_lists_its_chapters():
    assert (PAGES / "README.md").read_text(encoding="utf-8") == index_of()


def test_the_manual_has_no_chapter_without_drawings():
    assert {page.stem for page in PAGES.glob("*.md")} == {*NAMES, "README"}


def test_every_title_is_used_once():
    titles = [drawing.title for name in NAMES for drawing in chapter_of(name).drawings]
    assert len(titles) == len(set(titles))


def test_every_chapter_has_a_runner():
    runners = {path.stem for path in (FOLDER / "runners").glob("*.py")} - {"__init__", "events", "every"}
    assert runners == set(NAMES)


def test_a_drawing_is_read_by_the_days_its_entries_stand_under():
    timeline = read_timeline("""
        day     0    84   120
        edss  2.0   3.0     .
        sdmt    .    50     .
        relapse             *
    """)
    assert timeline.scores == {"edss": {0: 2.0, 84: 3.0}, "sdmt": {84: 50.0}}
    assert timeline.marks == {"relapse": [120], "steroid": [], "dose": [], "dmt": []}


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("day     0    84\nedss  2.0 3.0", "line edss does not end under a day"),
        ("day     0    84\nedss  2.0   3.0\nrelapse  *", "line relapse does not end under a day"),
        ("day     0\nedss  2.0\nspell   *", "not spell"),
    ],
)
def test_a_crooked_drawing_is_refused(text, problem):
    with pytest.raises(ValueError, match=problem):
        read_timeline(text)
