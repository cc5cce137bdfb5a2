"""Published studies pooled: equal to R's metafor, and no unverified number ever decides."""

from __future__ import annotations

import csv
import math
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from ranvier.estimates.inputs import InputError
from ranvier.estimates.pooling.published_pool import FEWEST_STUDIES, pool_published
from ranvier.estimates.pooling.study_effect import study_from_effect
from ranvier.literature import read_literature
from ranvier.literature.pools.effect import ArmCount, ArmMean, EffectMeasure, Printed, StudyEffect
from ranvier.literature.pools.pool import Pool
from ranvier.vocabulary.provenance import Provenance

# Computed by R 4.2.2 and metafor from the printed numbers: validation/literature.R
ORACLE = Path(__file__).parents[3] / "oracles" / "literature.csv"
WITH_UNVERIFIED = " with unverified"


def oracle(path=ORACLE):
    with path.open(encoding="utf-8") as file:
        return {(row["case"], row["quantity"]): float(row["value"]) for row in csv.DictReader(file)}


THEIRS = oracle()
CASES = sorted({case for case, _ in THEIRS} - {"alone"})


def pooled(case):
    found = pool_published(read_literature().pools[case.removesuffix(WITH_UNVERIFIED)])
    return found, found.with_unverified if case.endswith(WITH_UNVERIFIED) else found.deciding


@pytest.mark.parametrize("case", CASES)
def test_each_pool_is_that_of_metafor(case):
    found, together = pooled(case)
    every = case.endswith(WITH_UNVERIFIED)
    rows = [row for row in found.rows if row.weight_with_unverified_percent > 0] if every else found.rows
    rows = [row for row in rows if every or row.weight_percent > 0]
    for place, row in enumerate(rows, 1):
        assert row.std_error == pytest.approx(THEIRS[case, f"std_error[{place}]"], rel=1e-10)
        weight = row.weight_with_unverified_percent if every else row.weight_percent
        assert weight == pytest.approx(THEIRS[case, f"weight[{place}]"], rel=1e-6)
    assert math.log(together.pooled.estimate) == pytest.approx(THEIRS[case, "log[mean]"], abs=1e-8)
    for end in ("lower", "upper"):
        assert math.log(getattr(together.pooled, end)) == pytest.approx(THEIRS[case, f"log[{end}]"], rel=1e-6)
        assert math.log(getattr(together.prediction, end)) == pytest.approx(
            THEIRS[case, f"further[{end}]"], rel=1e-6
        )
        assert getattr(together.between, end) == pytest.approx(THEIRS[case, f"spread[{end}]"], rel=1e-6)
    assert together.between.estimate == pytest.approx(THEIRS[case, "spread[tau2]"], abs=1e-8)
    assert together.i2_percent == pytest.approx(THEIRS[case, "spread[i2]"], abs=1e-5)


@pytest.mark.parametrize(
    ("place", "key"),
    [
        (1, "failure-cells-spinal-sham"),
        (2, "edss-cells-spinal-sham"),
        (3, "edss-plus-salt-water"),
        (4, "relapse-after-stopping"),
    ],
)
def test_each_kind_of_number_has_the_error_that_metafor_gives(place, key):
    pool = read_literature().pools[key]
    number = study_from_effect(pool.effects[0], pool.measure).number
    assert number.value == pytest.approx(THEIRS["alone", f"value[{place}]"], rel=1e-12)
    assert number.std_error == pytest.approx(THEIRS["alone", f"std_error[{place}]"], rel=1e-12)


def has_metafor():
    if shutil.which("Rscript") is None:
        return False
    asked = ["Rscript", "-e", "quit(status = !requireNamespace('metafor', quietly = TRUE))"]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0


def test_the_stored_figures_are_those_that_r_gives_here(tmp_path):
    if not has_metafor():
        pytest.skip("there is no Rscript with metafor")
    scripts = ORACLE.parents[2] / "validation"
    (tmp_path / "validation").mkdir()
    (tmp_path / "tests" / "oracles").mkdir(parents=True)
    for name in ("oracle.R", "literature.R"):
        shutil.copy(scripts / name, tmp_path / "validation" / name)
    command = ["Rscript", "validation/literature.R"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True)
    again = oracle(tmp_path / "tests" / "oracles" / "literature.csv")
    assert again.keys() == THEIRS.keys()
    assert all(again[key] == pytest.approx(THEIRS[key], rel=1e-8, abs=1e-10) for key in THEIRS)


def effect(label, found, **changed):
    made = StudyEffect(f"{label}-key", label, label, ("E01a",), Provenance.PRIMARY, True, found)
    return replace(made, **changed)


def pool(*effects, measure=EffectMeasure.HAZARD_RATIO):
    words = dict.fromkeys(("key", "endpoint", "title", "population", "given", "against", "definition"), "x")
    return Pool(**words, measure=measure, effects=effects)


A, B, C = (
    effect(name, Printed(value, value / 1.5, value * 1.5))
    for name, value in (("A", 0.5), ("B", 0.6), ("C", 0.7))
)
SECOND_HAND = effect("D", Printed(0.1, 0.05, 0.2), status=Provenance.SECONDARY, may_decide=False)


def test_fewer_than_three_verified_studies_make_no_mean():
    found = pool_published(pool(A, B))
    assert FEWEST_STUDIES == 3
    assert (found.deciding, found.with_unverified, found.estimates()) == (None, None, ())
    assert found.warnings[0].startswith("No mean is made: 2 verified studies answer this question")
    assert [row.part for row in found.rows] == ["verified", "verified"]


def test_an_unverified_number_changes_nothing_of_the_mean_that_decides():
    without, beside = pool_published(pool(A, B, C)), pool_published(pool(A, B, C, SECOND_HAND))
    assert beside.deciding.pooled == without.deciding.pooled
    assert beside.with_unverified.pooled.estimate < beside.deciding.pooled.estimate
    assert beside.with_unverified.pooled.definition.endswith("1 of 4 unverified")
    assert [row.weight_percent > 0 for row in beside.rows] == [True, True, True, False]
    assert beside.rows[3].part == "unverified"
    assert "The line with unverified numbers decides nothing." in beside.warnings


def test_two_verified_and_one_unverified_make_a_second_line_alone():
    found = pool_published(pool(A, B, SECOND_HAND))
    assert found.deciding is None
    assert found.with_unverified.pooled.n == 3
    assert found.n_verified == 2


@pytest.mark.parametrize(
    "changed", [{"is_review": True}, {"counted_in": "A"}, {"differs": "another definition"}]
)
def test_reviews_shared_people_and_other_definitions_are_shown_and_never_pooled(changed):
    other = replace(effect("E", Printed(9.0, 8.0, 10.0)), **changed)
    found = pool_published(pool(A, B, C, other))
    assert found.deciding.pooled == pool_published(pool(A, B, C)).deciding.pooled
    assert found.rows[3].part.startswith("shown only: ")
    assert found.with_unverified is None


def test_studies_far_apart_are_told_of():
    far = effect("F", Printed(8.0, 6.0, 10.5))
    assert any("differ by more than chance" in told for told in pool_published(pool(A, B, far)).warnings)
    assert not any("differ by more" in told for told in pool_published(pool(A, B, C)).warnings)


def test_an_empty_cell_gets_a_half_in_all_four():
    # By hand: (0.5 * 10.5) / (10.5 * 2.5), and 1/0.5 + 1/10.5 + 1/2.5 + 1/8.5.
    zero = effect("Z", (ArmCount(0, 10), ArmCount(2, 10)))
    made = study_from_effect(zero, EffectMeasure.ODDS_RATIO)
    assert made.number.value == pytest.approx(math.log(0.5 * 8.5 / (10.5 * 2.5)))
    assert made.number.std_error == pytest.approx(math.sqrt(1 / 0.5 + 1 / 10.5 + 1 / 2.5 + 1 / 8.5))
    assert made.arithmetic.startswith("√(1/0.5 + 1/10.5 + 1/2.5 + 1/8.5)")


def test_the_arithmetic_can_be_done_by_hand():
    # (ln 0.84 - ln 0.43) / 3.92 = 0.1708; 0.3 / sqrt(9) = 0.1, 0.4 / sqrt(16) = 0.1, root of 0.02 = 0.141
    told = study_from_effect(effect("A", Printed(0.6, 0.43, 0.84)), EffectMeasure.HAZARD_RATIO).arithmetic
    assert told == "(ln 0.84 − ln 0.43) / 3.92 = 0.171"
    arms = (ArmMean(-0.2, std_deviation=0.3, n=9), ArmMean(0.3, std_deviation=0.4, n=16))
    made = study_from_effect(effect("A", arms), EffectMeasure.MEAN_DIFFERENCE)
    assert made.arithmetic == "arms 0.3 / √9 = 0.1 and 0.4 / √16 = 0.1; √(0.1² + 0.1²) = 0.141"
    assert (made.number.value, made.number.n) == (-0.5, 25)


def test_what_does_not_make_the_measure_is_refused():
    with pytest.raises(InputError, match="evenly around the number"):
        study_from_effect(effect("A", Printed(0.5, 0.45, 5.0)), EffectMeasure.HAZARD_RATIO)
    with pytest.raises(InputError, match="means do not make a hazard ratio"):
        study_from_effect(
            effect("A", (ArmMean(1, std_error=1), ArmMean(1, std_error=1))), EffectMeasure.HAZARD_RATIO
        )


def test_every_shipped_pool_has_a_row_for_each_study_and_decides_on_verified_numbers_alone():
    shipped = read_literature().pools
    for one in shipped.values():
        found = pool_published(one)
        assert found.table.height == len(one.effects)
        assert all(row.effect.may_decide for row in found.rows if row.weight_percent > 0)
        assert all(row.lower < row.estimate < row.upper for row in found.rows)
        assert bool(found.deciding) == (found.n_verified >= 3)
    assert sum(pool_published(one).deciding is not None for one in shipped.values()) == 2
