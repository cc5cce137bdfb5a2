"""Every number that another program computed is also ours."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.exactness.agreement import Comparison
from tests.exactness.rooms import ROOMS, comparisons_of


@pytest.mark.parametrize("room", ROOMS)
def test_ours_equals_theirs(room):
    compared = list(comparisons_of(room))
    assert compared, "a room compares something"
    apart = [one for one in compared if not one.difference <= one.most]
    assert not apart, "\n".join(_line(one) for one in apart[:20])


@pytest.mark.parametrize("room", ROOMS)
def test_every_number_of_the_room_is_compared_once(room):
    seen = defaultdict(int)
    for one in comparisons_of(room):
        seen[one.theirs.estimator, one.theirs.case, one.theirs.quantity] += 1
    assert max(seen.values()) == 1


def _line(one: Comparison) -> str:
    named = one.theirs
    return (
        f"{named.estimator}, {named.case}, {named.quantity}: {named.value!r} in {named.program} "
        f"{named.version}, ours {one.ours!r}, apart {one.difference:.2g}, allowed {one.most:g}"
    )
