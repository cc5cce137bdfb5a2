"""A stranger can look up all that the project refers to: no papers, machines or hosts of its makers."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("src", "docs", "tests", "benchmarks", "validation", "examples")
PAGES = ROOT / "docs" / "reference"

# built from parts, so that this file does not hold what it looks for
FOREIGN = {
    "a working paper": "SP" + "EC|HO" + "USE",
    "a path of one machine": r"(?<![\w.])/(?:"
    + "|".join(("work", "tmp", "home", "root", "opt", "mnt", "Users"))
    + ")/",
    "a host of packages": "|".join(
        first + last
        for first, last in (
            ("pypi\\.", "org"),
            ("python", "hosted"),
            ("/sim", "ple/"),
            ("arti", "factory"),
            ("sona", "type|nex" + "us"),
            ("anaconda\\.", "org"),
            ("npm", "js"),
            ("cran\\.r-", "project"),
        )
    ),
}
OPTIONAL_FOLDER = re.compile(r"\bsha" r'red/|"sha' r'red"|`sha' r"red`")
OPTIONAL_INPUT = {
    "tests/evidence_folder.py": "says where optional input is looked for; its tests are skipped without it",
    "tests/reference/peer_oracle.py": "results of another tool, compared with where they are present",
    "tests/functional/test_msoutcomes_example.py": "sample data of an R package, read where they are present",
    "examples/msoutcomes/programme.toml": "an example of a programme file for these sample data",
}
"""The files that may name the folder beside the project, and why."""

SAID_IN = {
    "verdict rule": (
        r"[Vv]erdict rules? ((?:\d+(?:, | and | to )?)+)",
        PAGES / "verdicts.md",
        r"^## (\d+)\. ",
    ),
    "course rule": (r"[Cc]ourse rules? ((?:C\d+(?:, | and | to )?)+)", PAGES / "course.md", r"^\*\*(C\d+) "),
    "source": (r"\b[Ss]ources? ((?:S\d+(?:, | and | to )?)+)", PAGES / "sources.md", r"^\| (S\d+) \|"),
}
"""How a rule or number is referred to, the page that says it, and how it is numbered there."""


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text file that git keeps in these folders, and the pages at the root, by its path."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: which files belong to the project is not known")
    command = ["git", "ls-files", "-z", "--", *FOLDERS, "*.md"]
    names = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    files = {name: ROOT / name for name in names if name and (ROOT / name).is_file()}
    return {name: path.read_text(encoding="utf-8", errors="replace") for name, path in files.items()}


def places(texts: dict[str, str], pattern: str) -> list[str]:
    found = re.compile(pattern)
    return [
        f"{name}:{number}: {line.strip()[:100]}"
        for name, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if found.search(line)
    ]


@pytest.mark.parametrize("what", FOREIGN)
def test_nothing_points_outside_the_project(texts: dict[str, str], what: str) -> None:
    assert places(texts, FOREIGN[what]) == []


def test_only_optional_input_is_looked_for_beside_the_project(texts: dict[str, str]) -> None:
    naming = {name for name, text in texts.items() if OPTIONAL_FOLDER.search(text)}
    assert naming == set(OPTIONAL_INPUT)


@pytest.mark.parametrize("kind", SAID_IN)
def test_every_rule_and_source_that_is_referred_to_exists(texts: dict[str, str], kind: str) -> None:
    reference, page, heading = SAID_IN[kind]
    numbers = re.findall(heading, page.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(numbers) == len(set(numbers)) > 9
    referred = {
        (name, number)
        for name, text in texts.items()
        for phrase in re.findall(reference, text)
        for number in re.findall(r"[CS]?\d+", phrase)
    }
    assert {number for _, number in referred} & set(numbers)
    assert sorted(entry for entry in referred if entry[1] not in numbers) == []


def test_files_that_use_a_number_from_the_literature_exist() -> None:
    page = (PAGES / "sources.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if re.match(r"\| S\d+ \|", line)]
    named = {name for row in rows for name in re.findall(r"`([\w/.]+)`", row[3])}
    assert len(named) > 9
    folders = {name: ROOT if name.startswith("tests/") else ROOT / "src" / "ranvier" for name in named}
    assert sorted(name for name in named if not (folders[name] / name).is_file()) == []
