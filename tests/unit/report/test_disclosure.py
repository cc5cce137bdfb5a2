"""The check of finished files can fail: a small group is planted in each kind of file."""

import json

import pytest

from ranvier.errors import DisclosureError
from ranvier.report.disclosure import check_shareable
from ranvier.report.page import render_report
from ranvier.report.sharing_of import sharing_of
from ranvier.report.small_cells import Sharing
from ranvier.report.verdicts_json import verdicts_json
from ranvier.report.write import write_report
from tests.unit.report import example

PLANTED = {
    "cell.html": "<table><tr><th>Women</th><td>3</td></tr></table>",
    "implied.html": "<table><tr><th data-plain>Women<td>3<tr><th>Men<td>20</table>",
    "items.html": "<ul><li data-plain>1 of 20 rules<li>3 of 20 patients</ul>",
    "sentence.html": "<p>Of those, 3 of 20 patients improved.</p>",
    "share.html": "<td><b>15%</b> (95% CI 3–38), n 20</td>",
    "label.html": '<svg role="img" aria-label="n 3"></svg>',
    "hidden.html": "<details><summary>Data</summary><td>2</td></details>",
    "drawn.svg": "<svg><text>4</text></svg>",
    "described.svg": "<svg><desc>2 patients worsened</desc></svg>",
    "count.json": '{"verdicts": [{"n": 3}]}',
    "other.json": '{"something_new": 2}',
    "told.json": '{"why": "17 of 20 seen"}',
    "text.json": '{"n_text": "3"}',
    "column.csv": "Change,n: Patients\n-1,3\n",
    "told.csv": "Group,Words\nall,3 of 20\n",
    "internal.html": '<p class="internal-head">Internal</p>',
    "internal.json": '{"sharing": "internal: do not share"}',
    "unreadable.xlsx": "whatever",
}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_small_group_is_found(name: str) -> None:
    with pytest.raises(DisclosureError) as caught:
        check_shareable({name: PLANTED[name]})
    assert name in str(caught.value)
    assert caught.value.exit_code == 40


def test_the_error_never_shows_how_small_the_group_is() -> None:
    with pytest.raises(DisclosureError) as caught:
        check_shareable({"page.html": "<td>3</td>"})
    assert "3" not in str(caught.value)


def test_all_places_are_reported_at_once() -> None:
    with pytest.raises(DisclosureError) as caught:
        check_shareable({"a.html": "<td>3</td>", "b.json": '{"n": 2}'})
    assert "a.html" in str(caught.value)
    assert "b.json" in str(caught.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("none.html", "<td>0</td><td>5</td><p>0 of 20 patients</p>"),
        ("plain.html", "<td data-plain>3</td><ul data-plain><li>3 of 4 people</li></ul>"),
        ("axis.svg", "<svg><g data-plain><text>2</text></g></svg>"),
        ("numbers.json", '{"estimate": 2.0, "seed": 1, "n": 171, "n_text": "fewer than 5"}'),
        ("claimed.json", '{"statement": "3 of 4 people improve"}'),
        ("plain.csv", "# a comment with 3 patients\nYears,Share\n2,3\n"),
    ],
)
def test_what_is_no_small_group_passes(name: str, text: str) -> None:
    check_shareable({name: text})


def test_a_number_that_betrays_another_is_found_with_the_totals_of_the_examination() -> None:
    rule = Sharing(totals=frozenset({150}), secrets=frozenset({(24, 142)}))
    for text in ("<p>mean of n 147</p>", "<p>24 of 142</p>"):
        check_shareable({"page.html": text})
        with pytest.raises(DisclosureError):
            check_shareable({"page.html": text}, rule)


@pytest.mark.parametrize("made", [example.uncontrolled, example.randomised, example.without_records])
def test_whole_reports_pass(made) -> None:  # type: ignore[no-untyped-def]  # one of three functions
    examination = made()
    files = {"report.html": render_report(examination), "verdicts.json": verdicts_json(examination)}
    check_shareable(files, sharing_of(examination, internal=False))


def test_a_fault_planted_into_a_whole_report_is_found() -> None:
    page = render_report(example.uncontrolled())
    planted = page.replace(">fewer than 5<", ">3<", 1)
    assert planted != page
    with pytest.raises(DisclosureError):
        check_shareable({"report.html": planted})


def test_a_fault_planted_into_whole_verdicts_is_found() -> None:
    content = json.loads(verdicts_json(example.uncontrolled()))
    content["verdicts"][0]["n"] = 4
    with pytest.raises(DisclosureError):
        check_shareable({"verdicts.json": json.dumps(content)})


def test_nothing_is_written_where_a_file_would_show_a_small_group(tmp_path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    def leaking(_: object, *, internal: bool = False) -> str:
        return "{}" if internal else '{"n": 3}'

    monkeypatch.setattr("ranvier.report.write.verdicts_json", leaking)
    with pytest.raises(DisclosureError):
        write_report(example.uncontrolled(), tmp_path / "out")
    assert not (tmp_path / "out").exists()
