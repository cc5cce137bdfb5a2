"""A made-up protocol and what became of its items, one of each outcome and one with a small group."""

from __future__ import annotations

from datetime import date

from ranvier.claims.basis.followed import FollowedProtocol, Item, Kept


def followed_in_part() -> FollowedProtocol:
    """Two items followed, one not, one not assessable; three patients began too early."""
    return FollowedProtocol(
        claim_set="invented",
        file="test.toml",
        sha256="ab" * 32,
        file_sha256="cd" * 32,
        frozen_on=date(2025, 12, 1),
        by="study lead",
        design="by lot: therapy or sham; raters and patients do not know which",
        items=(
            Item("claims", Kept.FOLLOWED, "the 3 claims of the set 'invented'", "all claims are as frozen"),
            Item("time_zero", Kept.FOLLOWED, "treated: administrations.date", "as planned"),
            Item(
                "begun_after", Kept.DEVIATED, "everybody after 2025-12-01", "3 of 150 began on or before it"
            ),
            Item("blinding", Kept.NOT_ASSESSABLE, "the assessor does not know", "neither says", ("C33",)),
        ),
    )
