"""What the null band assumes: every number is told with its status, and stated once."""

import re
from dataclasses import fields, is_dataclass

import pytest

from ranvier.claims.null.parameters import LaterLaw, NullParameters, RelapseLaw
from ranvier.definitions.relapse_recovery import RelapseRecovery
from ranvier.simulate.parameters import Parameter, Status

STATUS = re.compile(
    r"\((" + "|".join(status.value for status in sorted(Status, key=len, reverse=True)) + r")[,;:) ]"
)


def test_every_assumption_says_how_it_became_known():
    for line in NullParameters().assumptions():
        assert STATUS.search(line), line


def test_every_number_of_every_law_is_told():
    told = "\n".join(NullParameters().assumptions())
    laws = (getattr(NullParameters(), each.name) for each in fields(NullParameters))
    for law in filter(is_dataclass, laws):
        for each in fields(law):
            value = getattr(law, each.name)
            if isinstance(value, Parameter):
                assert str(value) in told
    for _, slope in LaterLaw().slopes_secondary:
        assert f"{slope:.2f}" in told


def test_secondary_progression_takes_two_and_a_half_points_in_the_published_medians():
    # S260: 35.9, 53.6 and 10.5 % of 3,613 patients take 12.1, 5.0 and 1.7 years from EDSS 3 to 4 until 6
    shares, slopes = zip(*LaterLaw().slopes_secondary, strict=True)
    assert shares == (0.359, 0.536, 0.105)
    assert [2.5 / slope for slope in slopes] == pytest.approx([12.1, 5.0, 1.7])


def test_the_null_band_takes_recovery_from_its_definition():
    # 84% recover at all (DECIDE and CombiRx, second hand); of those the parts gone by 1, 3, 6 and 12 months.
    days, gone = zip(*RelapseLaw().recovered, strict=True)
    assert days == (0, 30, 91, 183, 365, 730)
    assert gone == pytest.approx((0, 0.04 / 0.84, 0.38 / 0.84, 0.67 / 0.84, 0.79 / 0.84, 1), abs=0)
    assert [part * 0.84 for part in gone[1:5]] == pytest.approx(RelapseRecovery().recovered, rel=1e-15)
