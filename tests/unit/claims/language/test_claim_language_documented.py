"""Everything the claim language knows is in its reference, and the example there can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ranvier.claims.language import claim
from ranvier.claims.language.asserted import AssertedKind
from ranvier.claims.language.cases import Reported
from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.claimset_asserted import DEFAULT_MARGINS
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.claims.language.stated import FactKind
from ranvier.literature.benchmark import Arm
from ranvier.vocabulary.outcomes import Published
from ranvier.vocabulary.provenance import Provenance

REFERENCE = Path(__file__).resolve().parents[4] / "docs" / "reference"
LANGUAGE = (REFERENCE / "claim-language.md").read_text(encoding="utf-8")
LITERATURE = (REFERENCE / "literature.md").read_text(encoding="utf-8")

WORDS = [
    *AssertedKind,
    *Reported,
    *FactKind,
    *Published,
    *claim.Attribution,
    *claim.ClaimKind,
    *claim.Testable,
]


@pytest.mark.parametrize("word", sorted({word.value for word in WORDS}))
def test_every_word_of_the_language_is_documented(word):
    assert f"`{word}`" in LANGUAGE


@pytest.mark.parametrize("endpoint", ENDPOINT_NAMES.values(), ids=lambda endpoint: endpoint.name)
def test_every_endpoint_is_documented_with_its_unit_and_parameters(endpoint):
    line = next(line for line in LANGUAGE.splitlines() if line.startswith(f"| `{endpoint.name}` |"))
    assert f"| {endpoint.unit} |" in line
    assert all(f"`{name}`" in line for name in endpoint.parameters)


@pytest.mark.parametrize("word", [*Arm, *Provenance])
def test_every_word_of_the_literature_is_documented(word):
    assert f"`{word.value}`" in LITERATURE


def test_the_default_margins_are_those_documented():
    assert list(DEFAULT_MARGINS.values()) == [0.25, 5.0]
    assert "0.25 EDSS points (half a step) and 5 percentage points" in LANGUAGE


def test_the_example_of_the_reference_can_be_read(tmp_path):
    example = re.search(r"```toml\n(.*?)```", LANGUAGE, re.DOTALL).group(1)
    (tmp_path / "mine.toml").write_text(example, encoding="utf-8")
    (tmp_path / "my-clinic-cases.toml").write_text(
        '[[case]]\nid = "P1"\nreported = "success"\n', encoding="utf-8"
    )
    assert read_claims(tmp_path / "mine.toml").claims[0].published.figures == ("E62a", "E14d")
