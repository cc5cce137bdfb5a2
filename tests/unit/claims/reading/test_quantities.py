from __future__ import annotations

import math

import pytest

from ranvier.claims.reading.quantities import Bound, QuantityKind, find_quantities
from ranvier.claims.reading.times import TimeRole, find_times


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "bound"),
    [
        ("Three-quarters of them are well", QuantityKind.SHARE, 75.0, 75.0, Bound.EQUAL),
        ("two thirds of the patients", QuantityKind.SHARE, 66.7, 66.7, Bound.EQUAL),
        ("half of our patients", QuantityKind.SHARE, 50.0, 50.0, Bound.EQUAL),
        ("Every second patient gets better", QuantityKind.SHARE, 50.0, 50.0, Bound.EQUAL),
        ("every third person is helped", QuantityKind.SHARE, 33.3, 33.3, Bound.EQUAL),
        ("up to 30 % fewer", QuantityKind.SHARE, 30.0, 30.0, Bound.AT_MOST),
        ("at least 40 percent", QuantityKind.SHARE, 40.0, 40.0, Bound.AT_LEAST),
        ("seventy to eighty per cent", QuantityKind.SHARE, 70.0, 80.0, Bound.EQUAL),
        ("8 out of 10 patients", QuantityKind.SHARE, 80.0, 80.0, Bound.EQUAL),
        ("nine in ten people", QuantityKind.SHARE, 90.0, 90.0, Bound.EQUAL),
        ("falls by 2–3 points", QuantityKind.POINTS, 2.0, 3.0, Bound.EQUAL),
        ("by one and", None, 0, 0, Bound.EQUAL),
        ("a drop of 1.5 EDSS points", QuantityKind.POINTS, 1.5, 1.5, Bound.EQUAL),
        ("is 3 times as fast", QuantityKind.TIMES, 3.0, 3.0, Bound.EQUAL),
        ("doubled within weeks", QuantityKind.TIMES, 2.0, 2.0, Bound.EQUAL),
        ("more than 1,500 patients", QuantityKind.PEOPLE, 1500.0, 1500.0, Bound.AT_LEAST),
        ("about 2.8 million people", QuantityKind.PEOPLE, 2_800_000.0, 2_800_000.0, Bound.ABOUT),
        ("50 million cells per dose", QuantityKind.DOSE, 50.0, 50.0, Bound.EQUAL),
        ("40,000 IU of it", QuantityKind.DOSE, 40_000.0, 40_000.0, Bound.EQUAL),
        ("walks 200 m", QuantityKind.SIZE, 200.0, 200.0, Bound.EQUAL),
        ("opened in 2010", None, 0, 0, Bound.EQUAL),
        ("half an hour", None, 0, 0, Bound.EQUAL),
    ],
)
def test_a_quantity_is_read(
    text: str, kind: QuantityKind | None, low: float, high: float, bound: Bound
) -> None:
    found = find_quantities(text)
    if kind is None:
        assert found == ()
        return
    assert [(one.kind, one.low, one.high, one.bound) for one in found] == [(kind, low, high, bound)]
    assert text[found[0].start : found[0].end].strip()


def test_a_score_before_and_after_is_a_change() -> None:
    (found,) = find_quantities("The EDSS went from 6 to 4.5 in her case.")
    assert (found.kind, found.low, found.high, found.before_after) == (QuantityKind.POINTS, 6.0, 4.5, True)


@pytest.mark.parametrize(
    ("text", "role", "days"),
    [
        ("within six months", TimeRole.WITHIN, 6 * 30.4375),
        ("after two weeks", TimeRole.AFTER, 14),
        ("for at least 5 years", TimeRole.FOR, 5 * 365.25),
        ("every three months", TimeRole.EVERY, 3 * 30.4375),
        ("in 48 hours", TimeRole.WITHIN, 2),
        ("on the 10th day", TimeRole.WITHIN, 10),
        ("a year later", TimeRole.WITHIN, 365.25),
        ("immediately", TimeRole.AT_ONCE, 1),
        ("permanently", TimeRole.LASTING, math.inf),
    ],
)
def test_a_time_is_read(text: str, role: TimeRole, days: float) -> None:
    (found,) = find_times(text)
    assert found.role is role
    assert found.high_days == pytest.approx(days)


def test_an_age_is_no_time() -> None:
    assert find_times("a woman 34 years old") == ()
