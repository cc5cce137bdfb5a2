"""The codes of a verdict: three columns that are never merged, and the certainty beside them.

The codes are law (verdict rule 6, docs/reference/verdicts.md). What a person reads, labels and
colours, lives in the report.
"""

from __future__ import annotations

from enum import StrEnum


class Seen(StrEnum):
    """Is it so in this programme's records? A fact of record; needs no control."""

    RECORDS_AGREE = "records_agree"
    RECORDS_DISAGREE = "records_disagree"
    IMPRECISE = "imprecise"
    DEPENDS_ON_DEFINITION = "depends_on_definition"
    CANNOT_BE_ASSESSED = "cannot_be_assessed"


class Because(StrEnum):
    """Is it so because of the therapy? Needs a comparison."""

    SUPPORTED = "supported"
    EFFECT_SMALLER_THAN_CLAIMED = "effect_smaller_than_claimed"
    NO_BETTER_THAN_ORDINARY_TREATMENT = "no_better_than_ordinary_treatment"
    EXPECTED_WITHOUT_EFFECT = "expected_without_effect"
    UNCONTROLLED = "uncontrolled"
    NOT_SUPPORTED = "not_supported"
    CONTRADICTED = "contradicted"
    DEPENDS_ON_DEFINITION = "depends_on_definition"
    CANNOT_BE_ASSESSED = "cannot_be_assessed"


class Published(StrEnum):
    """What published studies say, in their own column."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    INSUFFICIENT = "insufficient"
    UNSUPPORTED = "unsupported"
    CONTRADICTED = "contradicted"
    UNTESTABLE = "untestable"
    OUTDATED = "outdated"


class Certainty(StrEnum):
    """How sure a verdict is, proposed by rules and signed by a person."""

    VERY_LOW = "very_low"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"

    @property
    def rank(self) -> int:
        """0 for very low to 3 for high."""
        return list(Certainty).index(self)


class GateStatus(StrEnum):
    """What a check of the records found."""

    PASS = "pass"
    FLAG = "flag"
    FAIL = "fail"
    NOT_ASSESSABLE = "not_assessable"


class Severity(StrEnum):
    """How much a gate weighs for a reading."""

    CRITICAL = "critical"
    MINOR = "minor"
    NOT_USED = "not_used"


class Cap(StrEnum):
    """What a reading is capped to when a critical gate fails or cannot be assessed."""

    NONE = "none"
    CANNOT_BE_ASSESSED = "cannot_be_assessed"
    NOT_SUPPORTED = "not_supported"
    UNCONTROLLED_PATH = "uncontrolled_path"  # nothing compared: held against what happens anyway
    CERTAINTY_ONLY = "certainty_only"  # the outcome stands, its certainty falls


class Reading(StrEnum):
    """The two readings of a claim."""

    SEEN = "seen"
    BECAUSE = "because"


SENTENCE = (
    "ranvier is research software that compares claims about groups of patients with the records named "
    "here, which their supplier alone answers for. It is not a medical device, not for the diagnosis, "
    "monitoring or treatment of any person, and a verdict is not an approval, endorsement or "
    "certification of any therapy or clinic."
)
"""Printed on every report, page, figure file, verdicts.json and examine output, word for word."""
