"""The phenotype of MS a patient has."""

from __future__ import annotations

from enum import StrEnum


class Phenotype(StrEnum):
    """Kind of MS; never called the course, which is the event engine."""

    RIS = "ris"  # radiologically isolated syndrome
    CIS = "cis"  # clinically isolated syndrome
    RRMS = "rrms"  # relapsing-remitting
    SPMS = "spms"  # secondary progressive
    PPMS = "ppms"  # primary progressive

    @property
    def is_progressive(self) -> bool:
        """Whether the phenotype is a progressive one."""
        return self in (Phenotype.SPMS, Phenotype.PPMS)
