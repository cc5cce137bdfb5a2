"""Every word of the hypotheses is in their reference, and the example there can be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ranvier.claims.language.claimset import read_claims
from ranvier.claims.language.theory.cases_in_time import Standing
from ranvier.claims.language.theory.hypothesis import NUMBERS, Direction, Follows, Model, Origin
from ranvier.claims.language.theory.judge import judge_theory
from ranvier.claims.language.theory.number import Known
from ranvier.literature.library import read_literature
from tests.unit.claims.language.theory.shipped import judged
from tests.unit.claims.small_sets import CHANGE, HEAD, fact

PAGE = (Path(__file__).parents[5] / "docs" / "reference" / "theory.md").read_text(encoding="utf-8")
THEORY = judged().theory
WORDS = [
    *(word.value for word in (*Model, *Known, *Standing)),
    *(name for names in NUMBERS.values() for name in names),
    *(one.id for one in (*THEORY.hypotheses, *THEORY.measures)),
]


@pytest.mark.parametrize("word", sorted(set(WORDS)))
def test_every_word_is_documented(word):
    assert f"`{word}`" in PAGE


@pytest.mark.parametrize("word", sorted({one.value for one in (*Origin, *Direction, *Follows)} - {"state"}))
def test_every_word_of_the_example_language_is_named(word):
    assert re.search(rf"\b{word}\b", PAGE)


def test_the_example_can_be_read(tmp_path):
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL).group(1)
    stated = fact("mechanism_takes_days", x=365)
    (tmp_path / "mine.toml").write_text(HEAD + 'hypotheses = "mine-hypotheses.toml"\n' + CHANGE + stated)
    (tmp_path / "mine-hypotheses.toml").write_text(example, encoding="utf-8")
    found = judge_theory(read_claims(tmp_path / "mine.toml"), read_literature())
    assert found.prediction("repair", "myelin_mri").from_day == 36  # 365 / ln 20 × ln(4/3) = 35.05
