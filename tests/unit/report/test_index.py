"""The page beside the demo's reports."""

from ranvier.report.disclosure import check_shareable
from ranvier.report.index import IndexEntry, render_index, truth_words
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example


def test_it_links_each_report_and_says_what_was_put_in() -> None:
    page = render_index(
        [
            IndexEntry("no-effect", "Clinic A", 0.0, example.uncontrolled()),
            IndexEntry("true-effect", "Clinic <B>", -2.5, example.randomised()),
        ]
    )
    assert 'href="no-effect/report/report.html"' in page
    assert 'href="true-effect/report/report.html"' in page
    assert "none: the therapy does nothing" in page
    assert "−2.50 EDSS points" in page
    assert "Clinic &lt;B&gt;" in page
    assert SENTENCE in page
    check_shareable({"index.html": page})


def test_the_way_of_the_effect_is_told() -> None:
    assert "lowers" in truth_words(-1.0)
    assert "raises" in truth_words(1.0)
