"""`ranvier simulate` as a person runs it: what lies in the folder, that it fits, and what is refused."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import polars as pl
import pytest

from ranvier.cli import main
from ranvier.ingest import read_programme
from ranvier.simulate.plan import NO_EFFECT
from ranvier.simulate.plan_file import plan_of

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGE = (HOW_TO / "simulate.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("simulate") / "b"
    assert main(["simulate", "--plan", "true-effect", "--patients", "80", "--seed", "3", "-o", str(out)]) == 0
    return out


def table(folder: Path, name: str) -> pl.DataFrame:
    return pl.read_csv(folder / "truth" / f"{name}.csv", try_parse_dates=True)


def test_the_folder_holds_a_programme_without_a_fault_and_the_truth(made: Path) -> None:
    assert sorted(path.name for path in made.iterdir()) == ["plan.toml", "programme", "truth", "truth.json"]
    cohort = read_programme(made / "programme")
    assert not cohort.faults
    assert cohort.patients.height == 80
    assert main(["check", str(made / "programme")]) == 0


def test_the_plan_beside_the_records_makes_them_again(made: Path, tmp_path: Path) -> None:
    again = tmp_path / "again"
    assert main(["simulate", "--plan", str(made / "plan.toml"), "--seed", "3", "-o", str(again)]) == 0
    for path in sorted(made.rglob("*")):
        if path.is_file():
            assert path.read_bytes() == (again / path.relative_to(made)).read_bytes(), path.name


def test_both_fates_of_a_patient_differ_by_what_the_therapy_brings(made: Path) -> None:
    fates = table(made, "fates").filter(pl.col("months") == 12)
    assert fates.height == 80
    told = json.loads((made / "truth.json").read_text(encoding="utf-8"))
    treated = fates.filter(pl.col("treated"))
    assert treated["effect"].mean() == pytest.approx(told["effect_points"], abs=0.02)
    brings = table(made, "patients").select("patient_id", "therapy_points")
    joined = fates.join(brings, on="patient_id").drop_nulls()
    # steps that the therapy prevents come on top of its points, and nobody falls below 0
    assert (joined["effect"] <= joined["therapy_points"] + 0.001).mean() > 0.9


def test_what_happened_is_one_of_the_two_fates(made: Path) -> None:
    truth = json.loads((made / "truth.json").read_text(encoding="utf-8"))
    year = table(made, "fates").filter(pl.col("months") == 12)
    happened = year.select(pl.when("treated").then("change_with").otherwise("change_without"), "treated")
    means = dict(happened.group_by("treated").agg(pl.col("change_with").mean()).iter_rows())
    assert means[True] == pytest.approx(truth["treated_change_12_months"], abs=0.02)
    assert means[False] == pytest.approx(truth["comparator_change_12_months"], abs=0.02)


def test_the_steps_name_every_cause_and_agree_with_the_records(made: Path) -> None:
    steps = table(made, "steps")
    assert {"relapse onset", "relapse residual", "progression", "therapy"} <= set(steps["cause"])
    treated = table(made, "patients").filter(pl.col("treated"))["patient_id"]
    assert set(steps.filter(pl.col("cause") == "therapy")["patient_id"]) == set(treated)
    recorded = read_programme(made / "programme").relapses.select("patient_id", date="onset_date")
    true = steps.filter(pl.col("cause") == "relapse onset")
    assert recorded.join(true, on=["patient_id", "date"], how="anti").is_empty()


def test_hidden_and_lost_patients_are_in_the_truth_alone(tmp_path: Path) -> None:
    assert main(["simulate", "--patients", "60", "-o", str(tmp_path / "a")]) == 0
    patients = table(tmp_path / "a", "patients")
    truth = json.loads((tmp_path / "a" / "truth.json").read_text(encoding="utf-8"))
    assert patients["hidden"].sum() == truth["hidden"] == 5
    assert patients["lost_day"].drop_nulls().len() == truth["lost"] > 0
    listed = read_programme(tmp_path / "a" / "programme").patients["patient_id"]
    assert set(patients.filter(~pl.col("hidden"))["patient_id"]) == set(listed)


def test_nothing_that_exists_is_overwritten_without_being_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["simulate", "--patients", "30", "-o", str(tmp_path)]
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert main(call) == 2
    assert main([*call, "--overwrite"]) == 2
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert "not empty" in capsys.readouterr().err
    (tmp_path / "mine.txt").unlink()
    assert main(call) == 0
    assert main(call) == 2
    assert main([*call, "--overwrite", "--seed", "2"]) == 0
    assert json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["seed"] == 2


def test_a_clinic_that_nobody_can_enter_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "plan.toml").write_text("[entry]\nentry_edss_at_least = 9.5\n", encoding="utf-8")
    out = tmp_path / "out"
    call = ["simulate", "--plan", str(tmp_path / "plan.toml"), "--patients", "5", "-o", str(out)]
    assert main(call) == 2
    assert "turns nearly everybody away" in capsys.readouterr().err
    assert not out.exists()


def test_a_shown_plan_is_the_plan(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--show-plan", "no-effect"]) == 0
    assert plan_of(tomllib.loads(capsys.readouterr().out)) == NO_EFFECT


def test_the_page_runs_as_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (toml,) = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)
    Path("mine.toml").write_text(toml, encoding="utf-8")
    lines = [
        line for block in re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()
    ]
    assert len(lines) == 5
    for line in lines:
        assert main(line.removeprefix("$ ranvier ").split()) == 0, line
    capsys.readouterr()
    (python,) = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
    exec(python, {})  # the page is ours
    assert capsys.readouterr().out == "0.0\n"
    assert read_programme(Path("mine/programme")).patients.height == 60
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", PAGE):
        assert (HOW_TO / target).exists(), target
