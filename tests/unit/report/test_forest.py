"""The forest plot: what is filled, hollow and grey, ticks by the scale, and lines that go beyond it."""

from __future__ import annotations

import math
import re
from dataclasses import replace

import pytest

from ranvier.estimates.pooling.published_pool import pool_published
from ranvier.literature import read_literature
from ranvier.literature.pools.effect import EffectMeasure, Printed, StudyEffect
from ranvier.literature.pools.pool import Pool
from ranvier.report.figures.figure import NARROW, WIDE
from ranvier.report.figures.forest import description_of, draw_forest, finding_of
from ranvier.report.figures.forest_lines import forest_lines
from ranvier.vocabulary.provenance import Provenance


def effect(label, value, **changed):
    printed = Printed(value, value / 1.5, value * 1.5)
    return replace(
        StudyEffect(f"{label}-key", label, "E01", ("E01a",), Provenance.PRIMARY, True, printed), **changed
    )


def pool(*effects, measure=EffectMeasure.HAZARD_RATIO):
    words = dict.fromkeys(("key", "endpoint", "population", "given", "against", "definition"), "x")
    return Pool(
        **words,
        title="A question",
        measure=measure,
        effects=effects,
        lower="less",
        higher="more",
        unit="points",
    )


SECOND_HAND = effect("D", 0.4, status=Provenance.SECONDARY, may_decide=False)
REVIEW = effect("R", 0.6, is_review=True)
FOUND = pool_published(pool(effect("A", 0.5), effect("B", 0.6), effect("C", 0.7), SECOND_HAND, REVIEW))


def test_every_study_and_mean_has_its_look():
    looks = [(line.title, line.look, line.aside) for line in forest_lines(FOUND)]
    assert [look for _, look, _ in looks] == ["filled"] * 3 + ["open", "grey", "mean", "open mean"]
    assert looks[3] == ("D", "open", "unverified")
    assert looks[4] == ("R", "grey", "shown only")
    assert looks[5][0] == "Mean of 3 verified studies"
    assert looks[6] == ("With 1 unverified number", "open mean", "decides nothing")


def test_the_words_carry_every_number():
    told = description_of(FOUND, forest_lines(FOUND))
    for row in FOUND.rows:
        assert f"{row.estimate:.3g}" in told
    assert "pools studies itself" in told
    assert finding_of(FOUND).startswith("A question: hazard ratio 0.594 (")


def test_without_a_mean_the_finding_says_so():
    found = pool_published(pool(effect("A", 0.5)))
    assert finding_of(found) == (
        "A question: no mean is made: 1 verified study answers this question, and three are needed."
    )
    assert not any(line.is_mean for line in forest_lines(found))


def test_both_sheets_are_drawn_and_only_the_wide_one_is_described():
    figure = draw_forest(FOUND, "forest")
    assert f'viewBox="0 0 {WIDE:g}' in figure.wide
    assert f'viewBox="0 0 {NARROW:g}' in figure.narrow
    assert (figure.wide.count("<desc"), figure.narrow.count("<desc")) == (1, 0)
    assert figure.data.is_plain
    assert len(figure.data.rows) == 7


def ticks_of(found):
    axis = re.findall(r'class="s mid">([^<]+)<', draw_forest(found, "f").wide)
    return [float(tick.replace("−", "-")) for tick in axis if re.fullmatch(r"[−\d.]+", tick)]


@pytest.mark.parametrize("values", [(0.5, 0.6, 0.7), (0.01, 1.0, 40.0), (0.98, 1.0, 1.02)])
def test_ratios_stand_on_a_scale_of_logarithms_with_few_round_ticks(values):
    found = pool_published(pool(*(effect(name, value) for name, value in zip("ABC", values, strict=True))))
    ticks = ticks_of(found)
    assert 2 <= len(ticks) <= 7
    assert 1.0 in ticks
    assert ticks == sorted(ticks)


def test_a_range_beyond_the_scale_ends_in_an_arrow():
    wide = draw_forest(FOUND, "f").wide
    assert not math.isnan(FOUND.deciding.prediction.lower)
    far = pool_published(pool(effect("A", 0.1), effect("B", 1.0), effect("C", 8.0)))
    arrow = re.compile(r'class="ink" d="M[\d. ]+L[\d. ]+L[\d. ]+"')
    assert len(arrow.findall(draw_forest(far, "f").wide)) == 4  # the mean and the further study
    assert far.deciding.prediction.upper > max(row.upper for row in far.rows)
    assert wide.count("square open") >= 2


def test_every_shipped_pool_can_be_drawn():
    for one in read_literature().pools.values():
        assert draw_forest(pool_published(one), "forest").wide
