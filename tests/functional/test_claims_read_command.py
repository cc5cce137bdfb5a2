"""`ranvier claims read` from outside: table, claim set, JSON, and what it says of pages it cannot read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ranvier.claims.language.claimset import read_claims
from ranvier.cli import main
from ranvier.vocabulary.outcomes import SENTENCE

PAGE = """Our clinic and what it offers

In our clinic the EDSS falls by 2 to 3 points within six months.

Three-quarters of our patients have no progression for five years after the therapy.

Nobody who was treated with our cells has ever had cancer.

Tilda Marrowby, 41, could hardly walk when she came to us. Now she runs again.

Ring +44 20 7946 0958 for an appointment.
"""


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(PAGE, encoding="utf-8")
    return path


def test_a_table_says_what_is_proposed_and_repeats_nothing(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["claims", "read", str(page)]) == 0
    told = capsys.readouterr().out
    assert "The EDSS changes by 2 to 3 points" in told
    assert "1 described case" in told or "One described case" in told
    assert "Personal data stand on the page and are not kept" in told
    assert SENTENCE in told
    assert [word for word in ("Tilda", "Marrowby", "7946", "hardly walk") if word in told] == []


def test_the_proposed_set_is_a_claim_set_that_can_be_read(page: Path, tmp_path: Path) -> None:
    out = tmp_path / "proposed.toml"
    assert main(["claims", "read", str(page), "-o", str(out)]) == 0
    claims = {claim.primary.endpoint: claim.primary for claim in read_claims(out).claims if claim.primary}
    fall, free, cancer = (
        claims["edss_change_mean"],
        claims["free_of_worsening"],
        claims["cancer_never"],
    )
    assert (fall.asserted.low, fall.asserted.high, fall.parameters["months"]) == (-3.0, -2.0, 6.0)
    assert (free.asserted.low, free.parameters["months"]) == (75.0, 60.0)
    assert cancer.asserted.high == 0.0
    text = out.read_text(encoding="utf-8")
    assert "# confirm" in text
    assert [word for word in ("Tilda", "Marrowby", "7946") if word in text] == []


def test_what_a_person_has_confirmed_is_not_overwritten(
    page: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "mine.toml"
    out.write_text("kept", encoding="utf-8")
    assert main(["claims", "read", str(page), "-o", str(out)]) == 10
    assert "There is such a file already" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "kept"


def test_json_holds_places_parts_and_reasons(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["claims", "read", str(page), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    fall = next(one for one in told["proposals"] if one["kind"] == "outcome" and one["quantities"])
    assert fall["places"] == [{"page": None, "line": 3, "start": 1, "end_line": 3, "end": 64}]
    assert fall["quantities"][0] == {
        "kind": "points",
        "bound": "equal",
        "low": 2.0,
        "high": 3.0,
        "unit": "points",
        "change": False,
    }
    assert {"name", "phone number"} <= {one["kind"] for one in told["personal_data"]}
    assert all("Tilda" not in (one["sentence"] or "") for one in told["proposals"])


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (None, 11, "no such page"),
        (b"", 12, "empty"),
        (bytes(range(256)) * 20, 13, "not text, HTML or PDF"),
        ("Лечение помогает всем пациентам нашей клиники без исключения.".encode(), 13, "Russian"),
        (b"word " * 1_100_000, 14, "at most 5 MB"),
    ],
)
def test_a_page_that_cannot_be_read_has_its_exit_code(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, code: int, words: str
) -> None:
    path = tmp_path / "page.txt"
    if content is not None:
        path.write_bytes(content)
    assert main(["claims", "read", str(path)]) == code
    told = capsys.readouterr().err
    assert words in told
    assert "try:" in told


def test_a_page_that_asserts_nothing_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.txt"
    path.write_text(
        "Our helpline is open on weekdays. Ask your doctor what is known so far.", encoding="utf-8"
    )
    assert main(["claims", "read", str(path)]) == 0
    assert "No sentence among 2 sentences asserts anything" in capsys.readouterr().out


def test_reading_a_page_loads_nothing_that_examines():
    heavy = "{'polars', 'numba', 'scipy'}"
    told = f"import sys, ranvier.main_claims; print(sorted({heavy} & sys.modules.keys()))"
    run = subprocess.run([sys.executable, "-c", told], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
