"""Our events, and changes that became none, beside those of pymsprog 1.0.7 under every configuration."""

import pytest

from tests.reference.peer_oracle import ORACLE, compare, configurations

pytestmark = pytest.mark.skipif(not ORACLE.is_dir(), reason="the oracle folder is not beside the project")

NAMES = sorted(configurations()) if ORACLE.is_dir() else ["the oracle folder is absent"]


@pytest.mark.parametrize("name", NAMES)
def test_cells_that_no_defect_touches_are_identical(name):
    different = [cell for cell in compare(name) if not cell.deviation and not cell.is_identical]
    assert different == []


def test_the_order_of_windows_changes_nothing_for_us():
    # P8: the peer finds fewer events when the later window is named first
    backwards, forwards = (
        {(cell.kind, cell.cohort, cell.patient): cell.found for cell in compare(name)}
        for name in ("multi|roving|conf168_84", "multi|roving|conf84_168")
    )
    assert backwards == forwards
