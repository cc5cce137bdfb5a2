"""What the page on explaining a patient shows is what ranvier says."""

import re
from pathlib import Path

from ranvier.course.explain import explain_patient
from ranvier.definitions.worsening import PRIMARY
from ranvier.report.explained_text import explained_text
from tests.small_cohorts import cohort_of, relapses_of, visits_of
from tests.spec.drawing import read_timeline

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "explain-a-patient.md"


def test_the_example_is_what_the_text_says():
    blocks = dict(re.findall(r"```(course|explained)\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S))
    drawn = read_timeline(blocks["course"])
    cohort = cohort_of(
        visits=visits_of("QK7-2F", drawn.scores["edss"]),
        relapses=relapses_of("QK7-2F", *drawn.marks["relapse"]),
    )
    told = explained_text(explain_patient(cohort, "QK7-2F", PRIMARY))
    assert blocks["explained"].strip() == told.split("\n\n", 1)[1].rsplit("\n\n", 1)[0]
