"""`ranvier claims list | show | new | check` as a person calls them."""

from __future__ import annotations

import pytest

from ranvier.claims.language.claimset_file import list_claim_sets
from ranvier.cli import main


def run(*words):
    return main(["claims", *words])


def test_the_shipped_sets_are_listed_with_the_number_of_their_claims(capsys):
    assert run("list") == 0
    told = capsys.readouterr().out
    for name, n in {"ccsvi": 16, "cell-therapy": 55, "drug-programme": 13}.items():
        assert f"{name:<16} {n} claims" in told


@pytest.mark.parametrize("name", list_claim_sets())
def test_a_set_and_each_of_its_claims_can_be_shown(name, capsys):
    assert run("show", name) == 0
    ids = [line.split()[0] for line in capsys.readouterr().out.splitlines()[5:] if line[:1].strip()]
    assert len(ids) in (13, 16, 55)
    for claim in ids[:3]:
        assert run("show", name, claim.lower()) == 0
        assert capsys.readouterr().out.startswith(f"{claim}  ")


def test_a_claim_that_is_not_there_is_answered_with_its_neighbours(capsys):
    assert run("show", "ccsvi", "V77") == 2
    assert "V07" in capsys.readouterr().err


def test_a_new_set_passes_its_check_as_it_is_and_is_not_overwritten(tmp_path, capsys):
    path = tmp_path / "mine.toml"
    assert run("new", str(path)) == 0
    written = path.read_bytes()
    assert run("check", str(path)) == 0
    assert "Nothing is wrong" in capsys.readouterr().out
    assert run("new", str(path)) == 10
    assert path.read_bytes() == written


def test_every_key_of_the_new_set_has_a_comment_or_a_neighbour_that_has(tmp_path):
    run("new", str(tmp_path / "mine.toml"))
    text = (tmp_path / "mine.toml").read_text(encoding="utf-8")
    first_claim = text.split("[[claim]]")[1]
    for key in (
        "statement",
        "kind",
        "attribution",
        "population",
        "readings",
        "testable",
        "assumed",
        "endpoint",
    ):
        line = next(line for line in first_claim.splitlines() if line.startswith(f"{key} = "))
        assert "#" in line, key


def test_a_name_or_folder_that_cannot_be_is_said(tmp_path, capsys):
    assert run("new", str(tmp_path / "mine.txt")) == 2
    assert run("new", str(tmp_path / "none" / "mine.toml")) == 11
    assert "mine.toml" in capsys.readouterr().err


FAULTS = {
    'endpoint = "edss_change_mean"': (
        'endpoint = "edss_chang"',
        "near: edss_change_mean, edss_change_median",
    ),
    "low = -2.0, high": ("low = 2.0, high", "'low' must be below 'high'"),
    "x = 75.0": ("x = 175.0", "% can only lie between 0 and 100"),
    "parameters = { months = 24 }": ("parameters = { }", "needs the parameter 'months'"),
    'x = 1.0, unit = "%"': ("x = 1.0", "'unit' is missing"),
    'studies = ["E62"]': ('studies = ["E9999"]', "there is no study 'E9999'"),
    'figures = ["E62a"]': ('figures = ["E62z"]', "there is no published number 'E62z'"),
    'id = "A4"': ('id = "A3"', "the id 'A3' is used twice"),
    'could_test = "A trial': ('could_tst = "A trial', "'could_test' is missing"),
}
"""What is written in the template, what a person makes of it, and what is said."""


def faulty(folder):
    """The template with every fault at once, and the line of each."""
    path = folder / "mine.toml"
    run("new", str(path))
    text = path.read_text(encoding="utf-8")
    lines = {}
    for right, (wrong, told) in FAULTS.items():
        lines[told] = text[: text.index(right)].count("\n") + 1
        text = text.replace(right, wrong, 1)
    path.write_text(text, encoding="utf-8")
    return path, lines


def test_every_fault_is_shown_at_once_with_its_line(tmp_path, capsys):
    path, lines = faulty(tmp_path)
    capsys.readouterr()
    assert run("check", str(path)) == 30
    told = capsys.readouterr().err
    blocks = told.split("\n\n")
    for words, line in lines.items():
        block = next(block for block in blocks if words in block)
        assert f"line {line}," in block, (words, block)


def test_examine_shows_the_same_faults(tmp_path, capsys):
    path, _ = faulty(tmp_path)
    capsys.readouterr()
    run("check", str(path))
    checked = capsys.readouterr().err
    assert main(["examine", "--claims", str(path), "-o", str(tmp_path / "out")]) == 30
    assert capsys.readouterr().err == checked
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", 12), (b"\xff\xfe\x00", 13), (b"[set\n", 30), (b"x" * 1_000_001, 14)],
)
def test_files_that_are_no_claim_set_have_codes_of_their_own(tmp_path, capsys, content, code):
    (tmp_path / "mine.toml").write_bytes(content)
    assert run("check", str(tmp_path / "mine.toml")) == code
    if content == b"[set\n":
        assert "line 1, mine.toml" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["list", "show", "new", "check"])
def test_each_command_teaches(command, capsys):
    with pytest.raises(SystemExit) as left:
        run(command, "--help")
    assert left.value.code == 0
    told = capsys.readouterr().out
    assert command == "list" or ("examples:" in told and "exit codes:" in told)
