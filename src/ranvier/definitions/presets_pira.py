"""Published definitions of worsening that is independent of relapses (PIRA)."""

from __future__ import annotations

from ranvier.definitions.confirmed_change import Reference
from ranvier.definitions.pira import Pira
from ranvier.definitions.preset import Preset, Subject
from ranvier.definitions.relapse_relation import Beginning, RelapseRelationRule
from ranvier.definitions.windows import MORE_THAN_30_DAYS, RelapseDistance, RelapseFreeWindow
from ranvier.vocabulary.provenance import Provenance

_MULLER_2023 = "Müller J et al. JAMA Neurol 2023;80:1232–1245, doi 10.1001/jamaneurol.2023.3331"
_VIGNETTE = "the guide to PIRA of msprog 1.0.0, which tells the windows of each paper"
_WEEKS = "24 weeks and the step of the primary definition"

WHOLE_STRETCH = RelapseRelationRule(
    at_beginning=RelapseFreeWindow(0, None),
    at_onset=RelapseFreeWindow(None, None),
    at_confirmation=RelapseFreeWindow(None, 0),
)
"""No relapse anywhere from the reference to the confirming visit."""

PIRA_PRESETS: tuple[Preset, ...] = (
    Preset(
        name="muller2023",
        subject=Subject.PIRA,
        definition=Pira(reference=Reference.ROVING),
        line="no relapse from 90 days before to 30 days after onset, and likewise around confirmation",
        citation=_MULLER_2023,
        read=f"abstract (in the references of msprog) and {_VIGNETTE}",
        provenance=Provenance.COPY,
        taken=_WEEKS,
    ),
    Preset(
        name="muller2023_specific",
        subject=Subject.PIRA,
        definition=Pira(reference=Reference.ROVING, relation=WHOLE_STRETCH),
        line="no relapse in the whole stretch from the reference to confirmation",
        citation=_MULLER_2023,
        read=f"abstract (in the references of msprog) and {_VIGNETTE}",
        provenance=Provenance.COPY,
        taken=_WEEKS,
    ),
    Preset(
        name="kappos2020",
        subject=Subject.PIRA,
        definition=Pira(
            rebases_after_relapse=True,
            relapse_to_reference=MORE_THAN_30_DAYS,
            relation=RelapseRelationRule(
                at_beginning=RelapseFreeWindow(0, None),
                at_onset=RelapseFreeWindow(None, 30),
                at_confirmation=RelapseFreeWindow(30, 30),
            ),
        ),
        line="no relapse from the reference to 30 days after onset, nor 30 days around confirmation; a new "
        "reference after each relapse",
        citation="Kappos L et al. JAMA Neurol 2020;77:1132–1140, doi 10.1001/jamaneurol.2020.1568",
        read=f"abstract at PubMed; windows in {_VIGNETTE}",
        provenance=Provenance.SECONDARY,
        taken="the EDSS part of its composite; the longer of its two waiting times, 3 and 6 months, as 24 "
        "weeks; the step of the primary definition",
    ),
    Preset(
        name="cagol2022",
        subject=Subject.PIRA,
        definition=Pira(
            relation=RelapseRelationRule(
                at_onset=RelapseFreeWindow(90, None), at_confirmation=RelapseFreeWindow(None, 0)
            )
        ),
        line="no relapse in the 90 days before onset, nor from onset to confirmation",
        citation="Cagol A et al. JAMA Neurol 2022;79:682–692, doi 10.1001/jamaneurol.2022.1025",
        read=_VIGNETTE,
        provenance=Provenance.SECONDARY,
        taken=f"{_WEEKS}, and its fixed reference",
    ),
    Preset(
        name="muller2025",
        subject=Subject.PIRA,
        definition=Pira(
            reference=Reference.ROVING,
            rebases_after_relapse=True,
            confirm_after_days=365,
            relapse_to_reference=MORE_THAN_30_DAYS,
            relation=RelapseRelationRule(
                begins=Beginning.VISIT_BEFORE,
                at_beginning=RelapseFreeWindow(0, None),
                at_onset=RelapseFreeWindow(None, 0),
                at_confirmation=RelapseFreeWindow(30, 0),
            ),
        ),
        line="no relapse since the visit before onset; confirmed for 12 months by scores more than 30 days "
        "after a relapse; a new reference after each event, relapse and improvement",
        citation="Müller J et al. JAMA Neurol 2025;82:614–625, doi 10.1001/jamaneurol.2025.0495",
        read="abstract, in three copies",
        provenance=Provenance.COPY,
        taken="365 days, and the step of the primary definition",
    ),
    Preset(
        name="portaccio2025",
        subject=Subject.PIRA,
        definition=Pira(
            reference=Reference.ROVING,
            relapse_to_confirmation=RelapseDistance(),
            relation=RelapseRelationRule(at_confirmation=RelapseFreeWindow(0, 0)),
        ),
        line="moving reference, no relapse 90 days before to 30 days after onset, confirmed after 24 weeks",
        citation="Portaccio E et al. Neurology 2025;105 (Italian MS register, 30,203 patients)",
        read="abstract, in two copies",
        provenance=Provenance.COPY,
        taken="the step of the primary definition",
    ),
)
"""Every definition of PIRA."""
