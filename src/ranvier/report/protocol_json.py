"""Whether the records followed their protocol, as JSON for programs."""

from __future__ import annotations

from typing import Any

from ranvier.claims.basis.followed import FollowedProtocol, Item
from ranvier.report.small_cells import Sharing


def protocol_value(protocol: FollowedProtocol | None, sharing: Sharing) -> dict[str, Any] | None:
    """Every item for verdicts.json; None where no protocol was given."""
    if protocol is None:
        return None
    return {
        "claim_set": protocol.claim_set,
        "file": protocol.file,
        "sha256": protocol.sha256,
        "frozen_on": protocol.frozen_on.isoformat(),
        "frozen_by": protocol.by,
        "planned": protocol.design,
        "items": [_item(item, sharing) for item in protocol.items],
    }


def _item(item: Item, sharing: Sharing) -> dict[str, Any]:
    return {
        "item": item.key,
        "name": item.name,
        "outcome": item.kept.value,
        "planned": item.planned,
        "found": sharing.text(item.found),
        "check_26": item.status.value,
        "claims": list(item.claims) or "all",
    }
