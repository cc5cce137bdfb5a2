"""provenance.json: enough to make the result again, and neither a clock nor a place on disk."""

import json
import platform
import re
from dataclasses import replace

import numpy as np
import polars as pl

from ranvier.report.provenance import provenance_json
from ranvier.vocabulary.outcomes import SENTENCE
from tests.unit.report import example


def test_it_names_files_claims_versions_seed_and_definitions() -> None:
    content = json.loads(provenance_json(example.uncontrolled()))
    assert content["sentence"] == SENTENCE
    assert content["files"]["visits.csv"] == "cd" * 32
    assert content["claim_set"]["sha256"] == "ef" * 32
    assert content["seed"] == 20260101
    assert content["versions"]["numpy"] == np.__version__
    assert content["versions"]["polars"] == pl.__version__
    assert content["versions"]["python"] == platform.python_version()
    assert "ranvier" in content["versions"]
    assert content["definitions"]["worsening: confirmed after"] == "168 days"


def test_the_same_examination_gives_the_same_bytes_without_a_clock_or_a_path() -> None:
    text = provenance_json(example.uncontrolled())
    assert text == provenance_json(example.uncontrolled())
    assert not re.search(r"\d\d:\d\d", text)
    assert "/" not in text.replace(SENTENCE, "")


def test_a_file_is_named_without_the_folder_it_lay_in() -> None:
    files = {"../data/visits.csv": "ab" * 32, "a/x.csv": "cd" * 32, "b/x.csv": "ef" * 32}
    content = json.loads(provenance_json(replace(example.uncontrolled(), files=files)))
    assert list(content["files"]) == ["a/x.csv", "b/x.csv", "visits.csv"]


def test_without_records_it_says_so() -> None:
    content = json.loads(provenance_json(example.without_records()))
    assert content["programme"] is None
    assert content["files"] == {}
