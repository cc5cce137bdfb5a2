"""A folder holds one report: data files of an earlier one go, whatever else lies there stays."""

from dataclasses import replace
from pathlib import Path

from ranvier.claims.judging.verdict import Examination
from ranvier.report.write import write_report
from tests.unit.report import example


def _names(out: Path) -> set[str]:
    return {path.name for path in (out / "data").iterdir()}


def test_data_of_an_internal_report_say_so_in_their_names(tmp_path: Path) -> None:
    write_report(example.with_patients(), tmp_path, internal=True)
    names = _names(tmp_path)
    assert any(name.startswith("internal-patients-") for name in names)
    assert all(name.startswith("internal-") for name in names)


def test_a_shareable_report_leaves_nothing_internal_beside_it(tmp_path: Path) -> None:
    write_report(example.with_patients(), tmp_path, internal=True)
    write_report(example.with_patients(), tmp_path)
    names = _names(tmp_path)
    assert names
    assert not [name for name in names if "internal" in name or "patients" in name]


def test_data_of_single_patients_from_before_the_names_said_so_go_as_well(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "patients-claim-c33.csv").write_text("Patient,Change\n", encoding="utf-8")
    write_report(example.uncontrolled(), tmp_path)
    assert "patients-claim-c33.csv" not in _names(tmp_path)


def test_files_of_others_stay(tmp_path: Path) -> None:
    foreign = ("visits.csv", "patients.csv", "flow.txt", "my-flow.csv", "notes.md")
    (tmp_path / "data").mkdir()
    for name in foreign:
        (tmp_path / "data" / name).write_text("mine", encoding="utf-8")
    write_report(_smaller(), tmp_path)
    assert all((tmp_path / "data" / name).read_text(encoding="utf-8") == "mine" for name in foreign)


def _smaller() -> Examination:
    base = example.uncontrolled()
    return replace(base, verdicts=base.verdicts[:1])
