"""What a person reads for each code: the phrase, its icon and its plain sentence.

The codes are law (vocabulary.outcomes); labels and colours live here.
"""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.vocabulary.outcomes import Because, Certainty, GateStatus, Published, Seen


@dataclass(frozen=True)
class Phrase:
    """How a code is shown: its words, the name of its icon and colour, and one plain sentence."""

    words: str
    look: str
    sentence: str


_CANNOT = Phrase("cannot be assessed", "cannot", "The records lack what is needed.")
_DEPENDS = Phrase("depends on definition", "depends", "The answer turns on how the word is defined.")

SEEN: dict[Seen, Phrase] = {
    Seen.RECORDS_AGREE: Phrase("records agree", "agree", "The records say what the claim says."),
    Seen.RECORDS_DISAGREE: Phrase(
        "records disagree", "disagree", "They do not, even at best for patients not seen."
    ),
    Seen.IMPRECISE: Phrase("imprecise", "imprecise", "The interval is too wide to say."),
    Seen.DEPENDS_ON_DEFINITION: _DEPENDS,
    Seen.CANNOT_BE_ASSESSED: _CANNOT,
}

BECAUSE: dict[Because, Phrase] = {
    Because.SUPPORTED: Phrase("supported", "supported", "Compared fairly, and the difference is as claimed."),
    Because.EFFECT_SMALLER_THAN_CLAIMED: Phrase(
        "effect smaller than claimed", "smaller", "Compared fairly; there is an effect, but less."
    ),
    Because.NO_BETTER_THAN_ORDINARY_TREATMENT: Phrase(
        "no better than ordinary treatment", "ordinary", "Equal to patients on an ordinary drug."
    ),
    Because.EXPECTED_WITHOUT_EFFECT: Phrase(
        "expected without effect", "expected", "The numbers fit, and would without any effect."
    ),
    Because.UNCONTROLLED: Phrase(
        "uncontrolled", "uncontrolled", "The numbers fit, but nothing was compared."
    ),
    Because.NOT_SUPPORTED: Phrase(
        "not supported", "notsupp", "Compared; no effect shown, or the comparison is not fair."
    ),
    Because.CONTRADICTED: Phrase("contradicted", "contra", "The numbers fall short of the claim."),
    Because.DEPENDS_ON_DEFINITION: _DEPENDS,
    Because.CANNOT_BE_ASSESSED: _CANNOT,
}

PUBLISHED: dict[Published, Phrase] = {
    Published.SUPPORTED: Phrase("supported", "plain", "Published studies bear it out."),
    Published.PARTLY_SUPPORTED: Phrase("partly supported", "plain", "Published studies bear out a part."),
    Published.INSUFFICIENT: Phrase("insufficient", "plain", "Too little is published to say."),
    Published.UNSUPPORTED: Phrase("unsupported", "plain", "No published study bears it out."),
    Published.CONTRADICTED: Phrase("contradicted", "plain", "Published studies say otherwise."),
    Published.UNTESTABLE: Phrase("untestable", "plain", "It is put so that no study could test it."),
    Published.OUTDATED: Phrase("outdated", "plain", "It was so once; later studies say otherwise."),
}

CERTAINTY: dict[Certainty, str] = {
    Certainty.VERY_LOW: "very low",
    Certainty.LOW: "low",
    Certainty.MODERATE: "moderate",
    Certainty.HIGH: "high",
}

GATE: dict[GateStatus, Phrase] = {
    GateStatus.PASS: Phrase("pass", "pass", "The check found nothing against it."),
    GateStatus.FLAG: Phrase("flag", "flag", "The check found something to know."),
    GateStatus.FAIL: Phrase("fail", "fail", "The check failed."),
    GateStatus.NOT_ASSESSABLE: Phrase("not assessable", "na", "The records do not say."),
}


def certainty_words(certainty: Certainty | None) -> str:
    """ "very low certainty", or nothing where a verdict carries none."""
    return f"{CERTAINTY[certainty]} certainty" if certainty is not None else ""
