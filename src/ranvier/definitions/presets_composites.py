"""Published definitions that look at more than the EDSS, as the program msclinical has them."""

from __future__ import annotations

from ranvier.definitions.cognitive_worsening import CognitiveWorsening
from ranvier.definitions.edss_plus import EdssPlus
from ranvier.definitions.pira_with_mri import PiraWithMri
from ranvier.definitions.preset import Preset, Subject
from ranvier.vocabulary.provenance import Provenance

_MSCLINICAL = "program msclinical 0.1.0 (source S72)"
_READ = "the program, which was read and run; the papers it cites were not"

COMPOSITE_PRESETS: tuple[Preset, ...] = (
    Preset(
        name="msclinical_edss_plus",
        subject=Subject.WORSENING,
        definition=EdssPlus(),
        line="the first of EDSS, timed walk and peg test to worsen, confirmed on itself after 24 weeks",
        citation=f"{_MSCLINICAL}, which cites Cadavid D et al. Mult Scler 2017;23:94–105",
        read=_READ,
        provenance=Provenance.SECONDARY,
        taken="24 weeks, the fixed reference and the EDSS step of the primary definition",
    ),
    Preset(
        name="msclinical_cognitive",
        subject=Subject.WORSENING,
        definition=CognitiveWorsening(),
        line="a fall of the SDMT by 4 answers or 10% from the better of two first, confirmed after 84 days",
        citation=f"{_MSCLINICAL}; 4 points: PubMed 34612114 (source S57)",
        read=_READ,
        provenance=Provenance.SECONDARY,
        taken="a confirming test more than 30 days after a relapse",
    ),
    Preset(
        name="msclinical_pirma",
        subject=Subject.PIRA,
        definition=PiraWithMri(),
        line="PIRA, and whether an MRI from its reference to its confirmation shows activity",
        citation=_MSCLINICAL,
        read=_READ,
        provenance=Provenance.SECONDARY,
        taken="what counts as PIRA: the primary definition with the windows of Müller 2023",
    ),
)
"""Definitions beyond the EDSS alone."""
