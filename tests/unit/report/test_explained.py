"""The page and the text about one patient: what must be on them, and where they must not go."""

import pytest

from ranvier.course.explain import explain_patient
from ranvier.definitions.worsening import PRIMARY
from ranvier.errors import UsageError
from ranvier.report.explained import HEADLINE, REPORT_FILES, render_explained, write_explained
from ranvier.report.explained_text import WIDTH, explained_text
from ranvier.vocabulary.outcomes import SENTENCE
from tests.small_cohorts import cohort_of, relapses_of, visits_of


@pytest.fixture
def explanation():
    visits = [
        *visits_of("Q7-one", {0: 3.0, 84: 3.5, 168: 4.0, 336: 4.0}),
        *visits_of("Q7-two", {7: 8.5, 99: 9.0}),
    ]
    relapses = [*relapses_of("Q7-one", 60), *relapses_of("Q7-two", 50)]
    return explain_patient(cohort_of(visits=visits, relapses=relapses), "Q7-one", PRIMARY)


def test_the_page_carries_the_headline_the_sentence_and_no_script(explanation):
    page = render_explained(explanation)
    assert page.count(HEADLINE) == 2
    assert page.count(SENTENCE) == 2
    assert "<script" not in page
    assert "http" not in page
    assert len(page.encode()) < 65_000


def test_the_page_shows_nothing_of_another_patient(explanation):
    page = render_explained(explanation) + explained_text(explanation)
    assert "Q7-one" in page
    assert "Q7-two" not in page
    assert "2015-01-08" not in page  # a day on which only the other patient was seen
    assert "8.5" not in page


def test_the_picture_says_in_words_what_it_draws(explanation):
    page = render_explained(explanation)
    assert "EDSS: 3.0 on 1 January 2015, 3.5 on 26 March 2015, 4.0 on 18 June 2015" in page
    assert page.count('role="img"') == 2


def test_the_text_fits_a_terminal_and_carries_headline_and_sentence(explanation):
    text = explained_text(explanation)
    assert max(len(line) for line in text.splitlines()) <= WIDTH
    in_one_line = " ".join(text.split())
    assert HEADLINE in in_one_line
    assert SENTENCE in in_one_line
    assert "2015-06-18 onset. EDSS 4.0 is 1.0 above the reference 3.0" in in_one_line


def test_words_of_the_records_are_escaped():
    cohort = cohort_of(visits=visits_of("<b>a</b>", {0: 3.0, 84: 3.5}))
    assert "<b>a</b>" not in render_explained(explain_patient(cohort, "<b>a</b>", PRIMARY))


@pytest.mark.parametrize("name", REPORT_FILES)
@pytest.mark.parametrize("place", ["page.html", "data/page.html"])
def test_it_is_never_written_into_the_folder_of_a_report(explanation, tmp_path, name, place):
    (tmp_path / name).write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="folder of a report"):
        write_explained(explanation, tmp_path / place)
    assert not (tmp_path / place).exists()


def test_it_is_written_where_asked(explanation, tmp_path):
    page = write_explained(explanation, tmp_path / "mine" / "page.html")
    assert page.read_text(encoding="utf-8") == render_explained(explanation)
    with pytest.raises(UsageError, match="name of a file"):
        write_explained(explanation, tmp_path)
