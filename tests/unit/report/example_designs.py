"""Made-up needs of studies: no number in them was simulated."""

from __future__ import annotations

from ranvier.claims.judging.what_it_takes import NONE_SHOWN, ClaimNeed, DesignNeed, WhatItTakes
from ranvier.estimates.result import Estimate
from ranvier.vocabulary.outcomes import Because, Certainty

STAYS = "made-up things that stay as bias"


def what_it_takes() -> WhatItTakes:
    """Two claims: one that studies by lot can show, one that none can."""
    return WhatItTakes((_shown(), _never()), 0.8, 200, 7, ("made-up patients",))


def _shown() -> ClaimNeed:
    share = Estimate(0.75, 0.59, 0.87, 40, "exact", "share of simulated studies", "share", 30)
    needs = (
        _need("before_after", Because.UNCONTROLLED, Certainty.VERY_LOW),
        DesignNeed(
            "external",
            "made-up comparators",
            Because.SUPPORTED,
            Certainty.LOW,
            "",
            STAYS,
            12,
            n_tried=61,
            share=share,
        ),
        _by_lot("waiting_list", 208, Certainty.LOW, None),
        _by_lot("sham", 61, Certainty.MODERATE, 73),
    )
    return ClaimNeed(
        "C33",
        "mean change, 12 months",
        "2.5 EDSS points better",
        needs,
        75,
        "0.5 EDSS points better",
        "EDSS points",
        -0.31,
        0.08,
    )


def _never() -> ClaimNeed:
    share = Estimate(0.31, 0.25, 0.38, 200, "exact", "share of simulated studies", "share", 62)
    needs = (
        _need("before_after", Because.UNCONTROLLED, Certainty.VERY_LOW),
        _need("external", Because.NOT_SUPPORTED, Certainty.VERY_LOW),
        _need("waiting_list", Because.CANNOT_BE_ASSESSED, None),
        DesignNeed(
            "sham",
            "made-up lot",
            Because.SUPPORTED,
            Certainty.MODERATE,
            "",
            STAYS,
            69,
            n_tried=1000,
            share=share,
        ),
    )
    return ClaimNeed(
        "C34",
        "free of worsening, 60 months",
        "a made-up effect",
        needs,
        75,
        f"{NONE_SHOWN}a large made-up effect",
        "%",
        48.0,
        63.0,
    )


def _need(design: str, at_most: Because, certainty: Certainty | None) -> DesignNeed:
    return DesignNeed(design, f"made-up {design}", at_most, certainty, "a made-up reason", STAYS, 12)


def _by_lot(design: str, n: int, certainty: Certainty, upper: int | None) -> DesignNeed:
    return DesignNeed(
        design, f"made-up {design}", Because.SUPPORTED, certainty, "", STAYS, 12, n, n - 8, upper, 2 * n, n
    )
