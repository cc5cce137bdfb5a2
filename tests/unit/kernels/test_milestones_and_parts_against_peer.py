"""Our milestones and parts of a score beside those of pymsprog 1.0.7, cell by cell."""

import pytest

from tests.evidence_folder import FOLDER
from tests.reference import peer_milestones, peer_parts

ORACLE = FOLDER / "course" / "oracle"
pytestmark = pytest.mark.skipif(not ORACLE.is_dir(), reason="the oracle folder is not beside the project")


@pytest.mark.parametrize(("peer", "least"), [(peer_milestones, 1_500), (peer_parts, 750)])
def test_cells_that_no_defect_touches_are_identical(peer, least):
    rows = peer.compare(ORACLE)
    assert len(rows) > least
    assert [row.cell for row in rows if not row.deviation and not row.is_identical] == []


@pytest.mark.parametrize("peer", [peer_milestones, peer_parts])
def test_few_cells_are_touched_by_a_defect(peer):
    rows = peer.compare(ORACLE)
    assert sum(bool(row.deviation) for row in rows) < len(rows) / 40
