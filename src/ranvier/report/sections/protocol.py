"""Whether the records followed the protocol that was frozen beforehand, item by item."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.basis.followed import FollowedProtocol, Kept
from ranvier.report.small_cells import Sharing

_LOOKS = {Kept.FOLLOWED: "pass", Kept.DEVIATED: "fail", Kept.NOT_ASSESSABLE: "na"}


@dataclass(frozen=True)
class ProtocolRow:
    """One item: cells as printed."""

    name: str
    look: str
    words: str
    planned: str
    found: str


@dataclass(frozen=True)
class ProtocolSection:
    """The section: one sentence, where the protocol comes from, and a row an item."""

    short: str
    origin: str
    sha256: str
    rows: tuple[ProtocolRow, ...]


def tell_protocol(protocol: FollowedProtocol | None, sharing: Sharing) -> ProtocolSection | None:
    """The section as printed; None where no protocol was given."""
    if protocol is None:
        return None
    return ProtocolSection(
        short=protocol.in_short(),
        origin=f"{protocol.file}, by: {protocol.by}. Planned: {protocol.design}.",
        sha256=protocol.sha256,
        rows=tuple(
            ProtocolRow(
                name=item.name,
                look=_LOOKS[item.kept],
                words=item.kept.words,
                planned=item.planned,
                found=sharing.text(item.found),
            )
            for item in protocol.items
        ),
    )
