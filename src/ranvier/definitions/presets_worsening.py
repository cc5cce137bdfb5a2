"""Published definitions of confirmed worsening of the EDSS, whatever brought it about."""

from __future__ import annotations

from ranvier.definitions.confirmed_change import Reference
from ranvier.definitions.preset import Preset, Subject
from ranvier.definitions.windows import MORE_THAN_30_DAYS, RelapseDistance
from ranvier.definitions.worsening import PRIMARY, ConfirmedWorsening
from ranvier.vocabulary.provenance import Provenance
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_5, BandSteps

WHOLE_POINT_TO_5_5 = BandSteps(((5.5, 1.0), (10.0, 0.5)))
"""1.0 up to 5.5, from 0 as well, and 0.5 above: the step of the ocrelizumab trials."""

NO_DISTANCE = RelapseDistance()

_KAPPOS_2018 = "Kappos L et al. Mult Scler 2018;24:963–973, doi 10.1177/1352458517709619"
_KAPPOS_2018_READ = "abstract at the authors' university, and the introduction of a copy of the paper"
_ORATORIO = "the ORATORIO trial, Ann Neurol 2018;84:527–536, PMC6220799"
_KALINCIK = "Kalincik T et al. Brain 2015;138:3287–3298, doi 10.1093/brain/awv258"
_KALINCIK_READ = (
    "abstract (a copy) for the waiting time; step and relapses in the manual of MSoutcomes 0.2.1, which "
    "cites it"
)
_PORTACCIO_2024 = "Portaccio E et al. J Neurol 2024, doi 10.1007/s00415-024-12448-4"
_STEP_AND_REFERENCE = "the step and the fixed reference of the primary definition"


def _kalincik(months: int, days: int) -> Preset:
    return Preset(
        name=f"kalincik2015_{months}_months",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(
            steps=EDSS_STEPS_TO_5_5,
            confirm_after_days=days,
            relapse_to_reference=MORE_THAN_30_DAYS,
            relapse_to_confirmation=MORE_THAN_30_DAYS,
        ),
        line=f"worsening from a fixed reference, confirmed after {months} months, 30 days clear of relapses",
        citation=_KALINCIK,
        read=_KALINCIK_READ,
        provenance=Provenance.SECONDARY,
        taken=f"{months} × 30.25 days, as that program counts months, and the fixed one of three references",
    )


WORSENING_PRESETS: tuple[Preset, ...] = (
    Preset(
        name="primary",
        subject=Subject.WORSENING,
        definition=PRIMARY,
        line="worsening from the baseline, confirmed after 24 weeks, more than 30 days after a relapse",
        citation="verdict rule 3, docs/reference/verdicts.md",
        read="this project's own choice among published settings (sources S31 and S33)",
        provenance=Provenance.DERIVED,
    ),
    Preset(
        name="trial_12_weeks",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(confirm_after_days=84, relapse_to_confirmation=NO_DISTANCE),
        line="worsening from the baseline, confirmed after 12 weeks: the usual endpoint of trials",
        citation=f"as told of trials by {_KAPPOS_2018}",
        read=_KAPPOS_2018_READ,
        provenance=Provenance.SECONDARY,
        taken="the step of the primary definition",
    ),
    Preset(
        name="ema_24_weeks",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(relapse_to_confirmation=NO_DISTANCE),
        line="worsening from the baseline, confirmed by scores at least 24 weeks apart",
        citation=f"European Medicines Agency, EMA/CHMP/771815/2011 Rev. 2, as quoted by {_KAPPOS_2018}",
        read=_KAPPOS_2018_READ,
        provenance=Provenance.SECONDARY,
        taken="the step of the primary definition",
    ),
    Preset(
        name="oratorio2017",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(
            steps=WHOLE_POINT_TO_5_5, confirm_after_days=84, relapse_to_confirmation=NO_DISTANCE
        ),
        line="a rise of 1.0 up to 5.5 and 0.5 above, confirmed after 12 weeks",
        citation=_ORATORIO,
        read="abstract at PMC",
        provenance=Provenance.PRIMARY,
    ),
    Preset(
        name="oratorio_24_weeks",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(steps=WHOLE_POINT_TO_5_5, relapse_to_confirmation=NO_DISTANCE),
        line="a rise of 1.0 up to 5.5 and 0.5 above, confirmed after 24 weeks",
        citation=f"extensions of OPERA and ORATORIO (E10, E12); the step: {_ORATORIO}",
        read="abstracts",
        provenance=Provenance.PRIMARY,
    ),
    Preset(
        name="kappos2018",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(reference=Reference.ROVING, relapse_to_confirmation=NO_DISTANCE),
        line="worsening from a reference that moves with every score confirmed after 24 weeks",
        citation=_KAPPOS_2018,
        read=_KAPPOS_2018_READ,
        provenance=Provenance.PRIMARY,
        taken="the step of the primary definition",
    ),
    Preset(
        name="kappos2018_48_weeks",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(
            reference=Reference.ROVING, confirm_after_days=336, relapse_to_confirmation=NO_DISTANCE
        ),
        line="worsening from a reference that moves with every score confirmed after 48 weeks",
        citation=_KAPPOS_2018,
        read=_KAPPOS_2018_READ,
        provenance=Provenance.PRIMARY,
        taken="the step of the primary definition",
    ),
    _kalincik(3, 91),
    _kalincik(6, 182),
    _kalincik(12, 363),
    _kalincik(24, 726),
    Preset(
        name="portaccio2024",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(confirm_after_days=183, relapse_to_confirmation=NO_DISTANCE),
        line="worsening confirmed after 6 months",
        citation=_PORTACCIO_2024,
        read="abstract, in two copies",
        provenance=Provenance.COPY,
        taken=f"183 days, no distance from relapses, {_STEP_AND_REFERENCE}",
    ),
    Preset(
        name="portaccio2024_sustained",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(
            confirm_after_days=183, relapse_to_confirmation=NO_DISTANCE, sustained_to_end=True
        ),
        line="worsening confirmed after 6 months, without improvement at any later visit",
        citation=_PORTACCIO_2024,
        read="abstract, in two copies",
        provenance=Provenance.COPY,
        taken=f"183 days, no distance from relapses, {_STEP_AND_REFERENCE}",
    ),
    Preset(
        name="montobbio2024",
        subject=Subject.WORSENING,
        definition=ConfirmedWorsening(
            confirm_after_days=84,
            confirm_earlier_days=7,
            confirm_later_days=730,
            relapse_to_reference=RelapseDistance(30),
            relapse_to_confirmation=RelapseDistance(30),
        ),
        line="worsening from the baseline, confirmed 11 weeks to 2 years later, 30 days after a relapse",
        citation="Montobbio N et al. Mult Scler 2024, doi 10.1177/13524585241243157",
        read="manual of its package msprog 1.0.0: the settings it uses if none are given",
        provenance=Provenance.PRIMARY,
    ),
)
"""Every definition of worsening, the primary one first."""
