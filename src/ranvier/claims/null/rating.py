"""How far written scores lie from the true ones without any effect: errors of raters, and what lowers scores.

Each number with where it comes from; full citations are in docs/reference/sources.md.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ranvier.simulate.parameters import Parameter, Status

DERIVED, ASSUMED = Status.DERIVED, Status.ASSUMED


@dataclass(frozen=True)
class RaterLaw:
    """How often a rater is half a point off to either side, by band of the true EDSS, and a full point.

    full_point: of raters who are that far off at all, those of every other programme. With chances q of half
    a point and r of a full point to either side a score is right with p = 1 − 2 q − 2 r, and two lie further
    apart than half a point with 1 − p² − 2 q² − 2 r² − 4 q (p + r). Published: 8 % at most (source S262). At
    q = 0.10, as from EDSS 4.0 to 5.5, half-point errors alone make 2 %; with r = 0.017 it is 7.9 %, with
    0.018 it is 8.3 %.
    """

    q_to_3_5: Parameter = field(
        default=Parameter(
            0.20,
            "chance of a score half a point off to either side, EDSS 0 to 3.5:",
            DERIVED,
            "37 % equal pairs, Rev Neurol 1996, to 69 %, Noseworthy 1990",
        )
    )
    q_4_to_5_5: Parameter = field(
        default=Parameter(
            0.10, "the same, EDSS 4.0 to 5.5:", DERIVED, "69 % equal pairs, Noseworthy 1990, E63"
        )
    )
    q_from_6: Parameter = field(
        default=Parameter(0.05, "the same, EDSS 6.0 and above:", ASSUMED, "walking aids are seen")
    )
    full_point: Parameter = field(
        default=Parameter(
            0.017,
            "raters of half of the programmes: chance of a score a full point off to either side, too:",
            DERIVED,
            "the most that leaves 92 % of pairs within half a point, Noseworthy 1990, E63; at every EDSS",
        )
    )


@dataclass(frozen=True)
class BiasLaw:
    """What makes scores fall without any effect."""

    expectation: Parameter = field(
        default=Parameter(-0.20, "shift by placebo and expectation", ASSUMED, unit="points")
    )
    unblinded: Parameter = field(
        default=Parameter(-0.25, "shift by a rater not known to be blinded", ASSUMED, unit="points")
    )
    steroid_fall: Parameter = field(
        default=Parameter(-0.25, "shift in the month after steroids", ASSUMED, unit="points")
    )
    steroid_rest: Parameter = field(
        default=Parameter(
            0.5, "part left of an unfinished relapse in the three months after steroids", ASSUMED
        )
    )
