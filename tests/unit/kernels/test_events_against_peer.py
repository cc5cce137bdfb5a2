"""Our events beside those of pymsprog 1.0.7, for every configuration that can be said in our words."""

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
    backwards = {(cell.cohort, cell.patient): cell.found for cell in compare("multi|roving|conf168_84")}
    forwards = {(cell.cohort, cell.patient): cell.found for cell in compare("multi|roving|conf84_168")}
    assert backwards == forwards
