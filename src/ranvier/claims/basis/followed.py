"""Whether records followed their protocol, item by item: followed, deviated, or not assessable."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

from ranvier.vocabulary.outcomes import GateStatus

VISITS_LIMIT = "protocol_visits_percent"
"""The threshold of the share of planned visits that must lie in their windows."""


class Kept(StrEnum):
    """What became of one item of a protocol."""

    FOLLOWED = "followed"
    DEVIATED = "deviated"
    NOT_ASSESSABLE = "not_assessable"

    @property
    def words(self) -> str:
        """As printed."""
        return self.value.replace("_", " ")


@dataclass(frozen=True)
class ItemRule:
    """What one item asks, and what check 26 makes of a deviation and of not knowing."""

    name: str
    asks: str
    deviated: GateStatus
    unknown: GateStatus


@dataclass(frozen=True)
class Item:
    """One item: what was planned and what was found, in sentences without a small group.

    claims: those it concerns; empty: all of them.
    """

    key: str
    kept: Kept
    planned: str
    found: str
    claims: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """As printed."""
        return item_rules()[self.key].name

    @property
    def status(self) -> GateStatus:
        """What check 26 makes of it."""
        rule = item_rules()[self.key]
        made = {Kept.DEVIATED: rule.deviated, Kept.NOT_ASSESSABLE: rule.unknown}
        return made.get(self.kept, GateStatus.PASS)


_WORST_FIRST = (GateStatus.FAIL, GateStatus.NOT_ASSESSABLE, GateStatus.FLAG, GateStatus.PASS)


@dataclass(frozen=True)
class FollowedProtocol:
    """A protocol beside the records that were to follow it.

    sha256: the fingerprint in its seal, to be compared with the one kept elsewhere; file, file_sha256: of
    the file that was read. by: role of who froze it. design: in words.
    """

    claim_set: str
    file: str
    sha256: str
    file_sha256: str
    frozen_on: date
    by: str
    design: str
    items: tuple[Item, ...]

    def count(self, kept: Kept) -> int:
        """How many items became so."""
        return sum(item.kept is kept for item in self.items)

    def of_claim(self, claim_id: str) -> tuple[Item, ...]:
        """The items as they bear on one claim: a deviation of other claims is none of this one."""
        return tuple(item for item in self.items if not item.claims or claim_id in item.claims)

    def status(self, claim_id: str) -> GateStatus:
        """What check 26 says of one claim: the worst of its items."""
        found = {item.status for item in self.of_claim(claim_id)}
        return next((status for status in _WORST_FIRST if status in found), GateStatus.PASS)

    def in_short(self) -> str:
        """One sentence with the numbers of items."""
        counts = ", ".join(f"{self.count(kept)} {kept.words}" for kept in Kept)
        return f"Of {len(self.items)} items of the protocol frozen on {self.frozen_on}: {counts}."


@cache
def item_rules() -> Mapping[str, ItemRule]:
    """What each item asks, by its key, in the order in which they are told."""
    text = resources.files("ranvier.claims").joinpath("protocol_items.toml").read_text(encoding="utf-8")
    return {
        key: ItemRule(one["name"], one["asks"], GateStatus(one["deviated"]), GateStatus(one["unknown"]))
        for key, one in tomllib.loads(text).items()
    }
