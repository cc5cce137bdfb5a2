"""Published definitions of other schools, each with a search of its own."""

from __future__ import annotations

from ranvier.definitions.preset import Preset, Subject
from ranvier.definitions.secondary_progression import LORSCHEIDER2016, LORSCHEIDER2016_EDSS_ONLY
from ranvier.definitions.sustained_change import (
    MSOUTCOMES_CDESEQ,
    MSOUTCOMES_CDI,
    MSOUTCOMES_CDW,
    MSOUTCOMES_PIRA,
)
from ranvier.definitions.two_references import TWO_REFERENCES_PROGRAM
from ranvier.vocabulary.provenance import Provenance

_MSOUTCOMES_READ = "manual of MSoutcomes 0.2.1, and its results on its own sample (source S70)"

SCHOOL_PRESETS: tuple[Preset, ...] = (
    Preset(
        name="msoutcomes_cdw",
        subject=Subject.WORSENING,
        definition=MSOUTCOMES_CDW,
        line="worsening that lasts to the end of the record, the settings of MSoutcomes if none are given",
        citation="Kalincik T et al. Brain 2015;138:3287–3298, doi 10.1093/brain/awv258",
        read=_MSOUTCOMES_READ,
        provenance=Provenance.SECONDARY,
    ),
    Preset(
        name="msoutcomes_cdi",
        subject=Subject.IMPROVEMENT,
        definition=MSOUTCOMES_CDI,
        line="improvement that lasts to the end of the record, the settings of MSoutcomes if none are given",
        citation="Kalincik T et al. Brain 2015;138:3287–3298, doi 10.1093/brain/awv258",
        read=_MSOUTCOMES_READ,
        provenance=Provenance.SECONDARY,
    ),
    Preset(
        name="msoutcomes_cdeseq",
        subject=Subject.SEQUENCE,
        definition=MSOUTCOMES_CDESEQ,
        line="worsening and improvement one after the other, each confirmed for three months",
        citation="Sharmin S et al. Eur J Neurol 2022;29:2321–2334, doi 10.1111/ene.15406",
        read=_MSOUTCOMES_READ,
        provenance=Provenance.SECONDARY,
    ),
    TWO_REFERENCES_PROGRAM,
    Preset(
        name="dzau2023",
        subject=Subject.PIRA,
        definition=MSOUTCOMES_PIRA,
        line="worsening that lasts to the end of the record, a new reference where it would span a relapse",
        citation="Dzau W et al. J Neurol Neurosurg Psychiatry 2023;94:984–991, doi 10.1136/jnnp-2023-331748",
        read=f"abstract, which states no windows; {_MSOUTCOMES_READ}, whose PIRA cites it",
        provenance=Provenance.SECONDARY,
        taken="all settings from that program",
    ),
    Preset(
        name="lorscheider2016",
        subject=Subject.SPMS,
        definition=LORSCHEIDER2016,
        line="worsening without a relapse, from EDSS 4.0 on, confirmed in the leading functional system",
        citation="Lorscheider J et al. Brain 2016;139:2395–2405, doi 10.1093/brain/aww173",
        read=f"abstract, and a table that tells it (source S71); {_MSOUTCOMES_READ}",
        provenance=Provenance.SECONDARY,
    ),
    Preset(
        name="lorscheider2016_edss_only",
        subject=Subject.SPMS,
        definition=LORSCHEIDER2016_EDSS_ONLY,
        line="worsening without a relapse, from EDSS 4.0 on, by the EDSS alone",
        citation="Lorscheider J et al. Brain 2016;139:2395–2405, doi 10.1093/brain/aww173",
        read=_MSOUTCOMES_READ,
        provenance=Provenance.SECONDARY,
    ),
)
"""Every definition with a search of its own."""
