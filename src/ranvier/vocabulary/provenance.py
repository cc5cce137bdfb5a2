"""Where a published number was read, and whether it may decide a verdict (verdict rule 9)."""

from __future__ import annotations

from enum import StrEnum


class Provenance(StrEnum):
    """How a published number reached us."""

    PRIMARY = "primary"  # read at the journal, PubMed, PMC, a registry or an agency
    COPY = "copy"  # the paper's own abstract or table, read in two independent copies
    SECONDARY = "secondary"  # read elsewhere
    DERIVED = "derived"  # arithmetic shown; as good as the numbers it comes from
    MIXED = "mixed"  # parts of it of several origins; as good as the worst of them
    MEMORY = "memory"  # general knowledge, unverified

    @property
    def may_decide(self) -> bool:
        """Whether a number of this origin may decide a *seen* or *because* reading.

        A derived number is as good as its inputs: the literature layer checks those too. A mixed one never
        decides: which of its parts is the weak one cannot be told apart in it.
        """
        return self in (Provenance.PRIMARY, Provenance.COPY, Provenance.DERIVED)
