"""Rows read, rows set aside, cells left empty: all told, small numbers as such."""

from dataclasses import replace

from ranvier.report.disclosure import check_shareable
from ranvier.report.masked import LEFT_OUT
from ranvier.report.page import render_report
from ranvier.report.sections.who import tell_who
from ranvier.report.sharing_of import sharing_of
from ranvier.report.small_cells import Sharing
from ranvier.tables.faults import Effect, Fault, TableCount
from tests.unit.report import example


def _fault(column: str, effect: Effect, rows: tuple[int, ...]) -> Fault:
    problem = "a word that is no sex"
    return Fault(problem, "no sex", "patients", "patients.csv", column, rows, "try male", effect)


FAULTS = (
    _fault("sex", Effect.CELL_EMPTIED, tuple(range(2, 42))),
    _fault("sex", Effect.CELL_EMPTIED, tuple(range(42, 52))),
    _fault("phenotype", Effect.CELL_EMPTIED, (7, 8)),
    _fault("birth_year", Effect.NOTED, ()),
    _fault("patient_id", Effect.ROW_SET_ASIDE, (90,)),
)


def test_cells_left_empty_are_counted_by_reason_without_their_rows() -> None:
    gaps = tell_who(replace(example.uncontrolled(), faults=FAULTS), Sharing()).gaps
    assert [(gap.place, gap.effect, gap.n_rows) for gap in gaps] == [
        ("patients.birth_year", "kept and noted", "–"),
        ("patients.phenotype", "cell left empty", "fewer than 5"),
        ("patients.sex", "cell left empty", "50"),
    ]
    assert {gap.problem for gap in gaps} == {"a word that is no sex."}


def test_they_stand_on_the_page_though_no_row_was_set_aside() -> None:
    page = render_report(replace(example.uncontrolled(), faults=FAULTS))
    assert "Cells left empty, and notes" in page
    assert "<td>50<td>cell left empty" in page


def test_a_table_of_three_rows_is_told_as_small() -> None:
    counts = (TableCount("adverse_events", "adverse_events.csv", 3, 1, (("without a date", 1),)),)
    examination = replace(example.uncontrolled(), counts=counts)
    row = tell_who(examination, Sharing()).set_aside[0]
    assert (row.n_read, row.n_set_aside, row.reasons) == (
        "fewer than 5",
        "fewer than 5",
        "fewer than 5 without a date",
    )


def test_groups_of_nearly_one_size_are_both_told() -> None:
    examination = replace(example.randomised(), n_treated=25, n_comparator=24)
    page = render_report(examination)
    assert "Treated, 25 patients" in page
    assert "Compared with, 24 patients" in page
    assert LEFT_OUT not in page
    check_shareable({"report.html": page}, sharing_of(examination, internal=False))


def test_a_total_that_table_1_gives_away_is_the_one_that_is_told() -> None:
    # 40 treated less 15 without a baseline are 25; a claim that rests on 24 of them give one person away
    base = example.uncontrolled()
    row = replace(base.table_one[0], treated="12 (48%)", treated_missing=15)
    sharing = sharing_of(replace(base, n_treated=40, table_one=(row,)), internal=False)
    assert sharing.total(25) == "25"
    assert sharing.total(24) == "about 25"


def test_the_sentence_of_a_fault_tells_a_small_number_of_rows_as_such() -> None:
    fault = replace(FAULTS[2], problem="'sex' must be male, but 1 row is not")
    gaps = tell_who(replace(example.uncontrolled(), faults=(fault,)), Sharing()).gaps
    assert gaps[0].problem == "'sex' must be male, but fewer than 5 rows are not."
