"""`ranvier claims protocol` and `ranvier examine --protocol` from outside, and the page that teaches them."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest

from ranvier.claims.basis.followed import item_rules
from ranvier.cli import main
from ranvier.tables.write import write_programme
from tests.unit.claims.protocol.example import SET, clinic, with_programme

PAGE = (Path(__file__).parents[2] / "docs" / "how-to" / "freeze-a-protocol.md").read_text(encoding="utf-8")
FREEZE = ["--date", "2020-01-01", "--patients", "20", "--by", "study lead"]


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a small set in it, where the commands run."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "small.toml").write_text(SET, encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> int:
    return main(list(arguments))


def test_the_page_runs_as_it_stands_and_the_clinic_followed_its_protocol(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.toml").write_text(blocks("toml")[0], encoding="utf-8")
    lines = [line for block in blocks("console") for line in block.splitlines()]
    for line in lines:
        words = re.findall(r'"[^"]*"|\S+', line.removeprefix("$ ranvier "))
        assert main([word.strip('"') for word in words]) == 0
    told = capsys.readouterr().out
    short = blocks("text")[0].strip()
    assert short in told
    protocol = json.loads((tmp_path / "report" / "verdicts.json").read_text(encoding="utf-8"))["protocol"]
    assert protocol["sha256"] in told
    assert protocol["sha256"] in (tmp_path / "test.md").read_text(encoding="utf-8")
    assert {one["outcome"] for one in protocol["items"]} == {"followed"}
    assert short in (tmp_path / "report" / "report.html").read_text(encoding="utf-8")
    provenance = json.loads((tmp_path / "report" / "provenance.json").read_text(encoding="utf-8"))
    assert provenance["protocol"]["sha256"] == protocol["sha256"]


def test_the_page_names_every_item_and_what_a_deviation_makes_of_check_26() -> None:
    told = dict(re.findall(r"^\| ([A-Z][^|]+?) \| [^|]+ \| (fail|flag)", PAGE, re.MULTILINE))
    assert told == {rule.name: rule.deviated.value for rule in item_rules().values()}


def test_nothing_that_was_frozen_is_overwritten(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("claims", "protocol", "small.toml", "-o", "test.toml", *FREEZE) == 0
    before = (here / "test.toml").read_bytes()
    assert run("claims", "protocol", "small.toml", "-o", "test.toml", *FREEZE) == 10
    assert "There is such a file already" in capsys.readouterr().err
    assert (here / "test.toml").read_bytes() == before


def test_the_same_call_gives_the_same_bytes(here: Path) -> None:
    for name in ("one", "two"):
        assert run("claims", "protocol", "small.toml", "-o", f"{name}.toml", *FREEZE) == 0
    assert (here / "one.toml").read_bytes() == (here / "two.toml").read_bytes()
    assert (here / "one.md").read_bytes() == (here / "two.md").read_bytes()


def test_without_a_file_it_is_printed_and_nothing_written(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("claims", "protocol", "small.toml", *FREEZE) == 0
    assert "# How the claims of “small” will be tested" in capsys.readouterr().out
    assert [path.name for path in here.iterdir()] == ["small.toml"]


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["smal.toml"], 11, "no such claim set file"),
        (["small.toml", "-o", "test.md"], 2, "A protocol is a .toml file"),
        (["small.toml", "--design", "external"], 2, "need a day 0"),
        (["small.toml", "--patients", "1", "--studies", "1"], 2, "studies is not possible"),
        (["small.toml", "--thresholds", "none.toml"], 11, "thresholds file is not there"),
    ],
)
def test_calls_that_cannot_be_say_what_to_try(
    arguments: list[str], code: int, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("claims", "protocol", *arguments) == code
    told = capsys.readouterr().err
    assert words in told
    assert "try:" in told


@pytest.fixture
def frozen(here: Path) -> Path:
    """The same folder with a protocol, and the records of a clinic that followed it."""
    assert run("claims", "protocol", "small.toml", "-o", "test.toml", *FREEZE) == 0
    write_programme(clinic(), here / "clinic")
    return here


EXAMINE = ("examine", "clinic", "--claims", "small.toml", "-o", "report")


def outcomes(folder: Path) -> dict[str, str]:
    found = json.loads((folder / "report" / "verdicts.json").read_text(encoding="utf-8"))
    return {one["item"]: one["outcome"] for one in found["protocol"]["items"]}


def check_26(folder: Path, claim: str) -> str:
    found = json.loads((folder / "report" / "verdicts.json").read_text(encoding="utf-8"))["verdicts"]
    gates = next(one["gates"] for one in found if one["id"] == claim)
    return next(gate["status"] for gate in gates if gate["number"] == 26)


def test_records_that_followed_pass_the_check_on_what_was_fixed_beforehand(frozen: Path) -> None:
    assert run(*EXAMINE, "--protocol", "test.toml") == 0
    assert set(outcomes(frozen).values()) == {"followed"}
    assert check_26(frozen, "A1") == "pass"


def test_without_a_protocol_the_check_cannot_be_assessed_and_none_is_told(frozen: Path) -> None:
    assert run(*EXAMINE) == 0
    assert check_26(frozen, "A1") == "not_assessable"
    assert 'id="protocol"' not in (frozen / "report" / "report.html").read_text(encoding="utf-8")


def test_programme_toml_names_the_protocol_beside_it(frozen: Path) -> None:
    write_programme(clinic(programme=with_programme(protocol="../test.toml")), frozen / "clinic")
    assert run(*EXAMINE) == 0
    assert set(outcomes(frozen).values()) == {"followed"}


def test_records_that_deviate_say_so_on_every_way_out(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_programme(clinic(zero=date(2019, 12, 1)), frozen / "clinic")
    assert run(*EXAMINE, "--protocol", "test.toml") == 0
    assert outcomes(frozen)["begun_after"] == "deviated"
    assert check_26(frozen, "A1") == "fail"
    assert "deviated        Begun after the freezing: 40 of 40 (100%)" in capsys.readouterr().out
    page = (frozen / "report" / "report.html").read_text(encoding="utf-8")
    assert "Was the protocol followed?" in page
    assert "40 of 40 (100%) began on or before that day" in page


def test_a_clinic_of_few_patients_is_told_without_naming_how_few(frozen: Path) -> None:
    write_programme(clinic(per_arm=4, zero=date(2019, 12, 1)), frozen / "clinic")
    assert run(*EXAMINE, "--protocol", "test.toml") == 0
    found = json.loads((frozen / "report" / "verdicts.json").read_text(encoding="utf-8"))["protocol"]
    told = {one["item"]: one["found"] for one in found["items"]}
    assert told["patients"] == "fewer than 5 treated; fewer than 5 comparators"
    assert outcomes(frozen)["patients"] == outcomes(frozen)["begun_after"] == "deviated"


def test_a_protocol_that_was_edited_is_refused_before_anything_is_judged(
    frozen: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = frozen / "test.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("per_arm = 20", "per_arm = 5"), encoding="utf-8")
    assert run(*EXAMINE, "--protocol", "test.toml") == 33
    assert "The part 'design' was changed after the freezing" in capsys.readouterr().err
    assert not (frozen / "report").exists()


@pytest.mark.usefixtures("frozen")
def test_a_protocol_of_another_set_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("examine", "clinic", "--claims", "cell-therapy", "-o", "report")
    assert run(*arguments, "--protocol", "test.toml") == 33
    assert "of another claim set: 'small', not 'cell-therapy'" in capsys.readouterr().err


@pytest.mark.usefixtures("frozen")
def test_a_protocol_without_records_is_a_wrong_call(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("examine", "--claims", "small.toml", "-o", "report", "--protocol", "test.toml") == 2
    assert "none were given" in capsys.readouterr().err


def test_the_command_teaches_by_example(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        run("claims", "protocol", "--help")
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert told.count("ranvier claims protocol") >= 4
    assert "exit codes" in told
