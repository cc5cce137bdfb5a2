"""The shipped claim sets beside the lists they were taken from, for the tests they share."""

from __future__ import annotations

import re

EVIDENCE = {
    "cell-therapy": "claims.yaml",
    "ccsvi": "claims_ccsvi.yaml",
    "drug-programme": "claims_drug.yaml",
}
"""Name of each shipped set, and the file of the evidence folder with the claims behind it."""

OWN_RECORDS = "own_records_audit"
"""What the evidence says of a claim that only the programme's own records can answer."""

OWN_NUMBERS = {
    # 45% is the upper end of the ratio 0.93 (0.60–1.45); 2 points are the claim's own; years and sizes are
    # those of the studies (E08 2010, E55 30 million person-years, E36 16 and E34 23 patients)
    **{"C33": {"2"}, "C45": {"45"}, "C06": {"2010"}, "C09": {"30"}, "C40": {"16", "23"}},
    # centres of X02 and X10, patients of X10
    **{"V02": {"35"}, "V05": {"462"}, "V07": {"33", "462"}, "V11": {"462"}},
    # years and weeks of the studies: X20 2012, X21 2017, X22 and E12 weeks
    **{"N04": {"2012", "2017"}, "N06": {"24"}, "N10": {"312"}},
}
"""Numbers of a finding that are no figure of a study, with what they are."""


def figures_in(text: str) -> list[str]:
    """Numbers of a text, names of studies and words such as 2-point left out."""
    return re.findall(r"(?<![A-Z\d.])\d+(?:\.\d+)?", re.sub(r"\b[EX]\d+", "", text))
