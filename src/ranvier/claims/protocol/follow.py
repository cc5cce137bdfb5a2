"""Says of every item of a protocol whether a programme's records followed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from ranvier.claims.basis.followed import FollowedProtocol, Item, item_rules
from ranvier.claims.basis.records import Records
from ranvier.claims.basis.thresholds import Thresholds
from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.protocol import follow_people, follow_rules, follow_visits
from ranvier.claims.protocol.case import Answer, Case
from ranvier.claims.protocol.read import ReadProtocol

JUDGES: Mapping[str, Callable[[Case], Answer]] = MappingProxyType(
    {
        "claims": follow_rules.judge_claims_frozen,
        "dropped": follow_rules.judge_dropped,
        "definitions": follow_rules.judge_definitions,
        "thresholds": follow_rules.judge_limits,
        "rules": follow_rules.judge_rules,
        "seed": follow_rules.judge_seed,
        "time_zero": follow_people.judge_time_zero,
        "begun_after": follow_people.judge_begun_after,
        "design": follow_people.judge_design,
        "blinding": follow_people.judge_blinding,
        "patients": follow_people.judge_number,
        "closing": follow_people.judge_closing,
        "everyone": follow_people.judge_everyone,
        "baseline": follow_visits.judge_baselines,
        "visits": follow_visits.judge_visits,
        "columns": follow_visits.judge_columns,
    }
)
"""How each item of protocol_items.toml is judged."""


def judge_followed(
    read: ReadProtocol,
    claim_set: ClaimSet,
    records: Records,
    *,
    thresholds: Thresholds,
    seed: int,
    n_programmes: int,
) -> FollowedProtocol:
    """Every item of the protocol: followed, deviated or not assessable, with what was found.

    claim_set, thresholds, seed, n_programmes: those that the records are judged with now.
    """
    protocol = read.protocol
    case = Case(protocol, claim_set, records, thresholds, seed, n_programmes)
    return FollowedProtocol(
        claim_set=protocol.protocol.claim_set,
        file=read.file,
        sha256=read.sha256,
        file_sha256=read.file_sha256,
        frozen_on=protocol.protocol.on,
        by=protocol.protocol.by,
        design=protocol.design.words,
        items=tuple(_item(key, JUDGES[key](case)) for key in item_rules()),
    )


def _item(key: str, answer: Answer) -> Item:
    return Item(key, answer.kept, answer.planned, answer.found, answer.claims)
