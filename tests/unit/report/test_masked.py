"""The last resort: what still shows a small group is left out, and everything else stays."""

import json

import pytest

from ranvier.report.disclosure import check_shareable
from ranvier.report.masked import LEFT_OUT, masked_csv, masked_markup, masked_value
from ranvier.report.small_cells import Sharing

RULE = Sharing()

MARKUP = [
    ("<tr><th>Women</th><td>3</td></tr>", f"<tr><th>Women</th><td>{LEFT_OUT}</td></tr>"),
    ("<p>Of those, 3 of 20 patients fell.</p><p>48%</p>", f"<p>{LEFT_OUT}</p><p>48%</p>"),
    ("<p>a\n<b>3</b> of\n<i>20</i></p>", f"<p>a\n<b>{LEFT_OUT}</b> of\n<i>20</i></p>"),
    ('<svg aria-label="n 3"><text>12</text></svg>', f'<svg aria-label="{LEFT_OUT}"><text>12</text></svg>'),
    ("<td data-plain>3</td><td>12 &amp; 13</td>", "<td data-plain>3</td><td>12 &amp; 13</td>"),
]


@pytest.mark.parametrize(("text", "left"), MARKUP)
def test_an_element_that_tells_a_small_group_says_that_it_is_not_shown(text: str, left: str) -> None:
    assert masked_markup(text, RULE) == left
    check_shareable({"page.html": masked_markup(text, RULE)})


def test_words_spread_over_elements_are_left_out_together() -> None:
    told = masked_markup("<p><b>12</b> and <b>3 of</b> <b>20</b> fell</p>", RULE)
    assert told == f"<p><b>{LEFT_OUT}</b><b></b> <b></b></p>"


def test_a_cell_of_a_table_of_data_is_left_out() -> None:
    text = '# a comment with 3 patients\nChange,n: Patients\n-1,3\n"0, or 1",12\n'
    left = f'# a comment with 3 patients\nChange,n: Patients\n-1,{LEFT_OUT}\n"0, or 1",12\n'
    assert masked_csv(text, RULE) == left


def test_sentences_and_counts_of_json_are_left_out() -> None:
    content = {"why": "17 of 20 seen", "n": 3, "estimate": 2.0, "claim_set": {"version": 1}, "all": [7, "x"]}
    left = masked_value(content, RULE)
    assert left == {**content, "why": LEFT_OUT, "n": None}
    check_shareable({"verdicts.json": json.dumps(left)})


def test_an_internal_report_keeps_everything() -> None:
    inside = Sharing(internal=True)
    assert masked_markup("<td>3</td>", inside) == "<td>3</td>"
    assert masked_value({"n": 3}, inside) == {"n": 3}
    assert masked_csv("n: Patients\n3\n", inside) == "n: Patients\n3\n"


def test_an_internal_page_is_still_refused_as_shareable() -> None:
    page = '<p class="internal-head">Internal</p>'
    assert masked_markup(page, RULE) == page
