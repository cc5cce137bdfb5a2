"""report.md says what the page says, and nothing of small groups."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest

from ranvier.claims.judging.verdict import Examination
from ranvier.report.disclosure import check_shareable
from ranvier.report.markdown import markdown_of
from ranvier.report.markdown_words import NOT_COUNTED
from ranvier.report.page import figures_of, render_report
from ranvier.report.scan_markdown import scan_markdown
from ranvier.report.sharing_of import sharing_of
from ranvier.report.small_cells import Sharing
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example

MADE = [example.uncontrolled, example.randomised, example.without_records]
every_report = pytest.mark.parametrize("made", MADE)
Made = Callable[[], Examination]


def _markdown(examination: Examination) -> str:
    return markdown_of(render_report(examination), sharing_of(examination, internal=False))


@every_report
def test_the_sentence_and_the_six_questions_stand_first(made: Made) -> None:
    text = _markdown(made())
    asked = re.findall(r"^- \*\*([^*]+\?)\*\* \S", text, flags=re.MULTILINE)
    assert text.index(SENTENCE) < text.index("Does it say the therapy works?") < text.index("## The claims")
    assert len(asked) == 6


@every_report
def test_every_claim_is_a_row_with_its_answers(made: Made) -> None:
    examination = made()
    text = _markdown(examination)
    for verdict in examination.verdicts:
        assert re.search(
            rf"^\| {verdict.claim.id} \*{{0,2}}{re.escape(verdict.claim.statement)}", text, re.MULTILINE
        )


@every_report
def test_headings_are_in_order_and_one_is_first(made: Made) -> None:
    levels = [len(marks) for marks in re.findall(r"^(#+) ", _markdown(made()), flags=re.MULTILINE)]
    assert levels.count(1) == 1
    assert all(below - above <= 1 for above, below in pairwise(levels))


@every_report
def test_rows_of_a_table_have_as_many_cells_as_its_head(made: Made) -> None:
    for table in re.findall(r"(?:^\|.*\n)+", _markdown(made()), flags=re.MULTILINE):
        widths = {len(re.split(r"(?<!\\)\|", row)) for row in table.splitlines()}
        assert len(widths) == 1


def test_tables_stand_for_drawings() -> None:
    examination = example.randomised()
    text = _markdown(examination)
    assert text.count("*Data for figure") == len(figures_of(examination))
    assert "<svg" not in text


@every_report
def test_it_passes_the_check_of_small_groups(made: Made) -> None:
    examination = made()
    check_shareable({"report.md": _markdown(examination)}, sharing_of(examination, internal=False))


def test_the_check_finds_a_small_group_in_a_line_and_in_a_cell() -> None:
    assert scan_markdown("3 of 20 patients fell.", Sharing())
    assert scan_markdown("| Women | 3 |", Sharing())
    assert not scan_markdown(f"| Published | 3 of 20 {NOT_COUNTED} |", Sharing())
    assert not scan_markdown("fewer than 5 of 20 patients fell.", Sharing())


def test_small_groups_of_the_programme_are_not_let_through_by_the_mark() -> None:
    page = "<p>3 of 20 patients fell.</p><p data-plain>3 of 20 readings and 2 cases published.</p>"
    text = markdown_of(page, Sharing())
    assert "3 of 20 patients fell" not in text
    assert f"2 cases published. {NOT_COUNTED}" in text


def test_marks_of_markdown_in_words_are_escaped() -> None:
    page = "<p># 1 *a* `b` [c](d) &lt;i&gt; e_f _g_</p><table><tr><td>a|b</td></tr></table>"
    text = markdown_of(page, Sharing())
    assert r"\# 1 \*a\* \`b\` \[c\](d) \<i> e_f \_g\_" in text
    assert r"| a\|b |" in text


def test_an_internal_report_says_so_and_may_not_be_shared() -> None:
    examination = example.with_patients()
    text = markdown_of(render_report(examination, internal=True), sharing_of(examination, internal=True))
    assert scan_markdown(text, Sharing())
    assert "Internal: do not share." in text
