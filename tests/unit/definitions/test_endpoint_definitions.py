"""Milestones, parts of a score, NEDA, relapses and epochs: what each says of itself, and what it refuses."""

from dataclasses import FrozenInstanceError, fields

import pytest

from ranvier.definitions.epochs import TreatmentEpochs
from ranvier.definitions.milestone import Milestone
from ranvier.definitions.neda import Neda
from ranvier.definitions.relapse_hygiene import RelapseHygiene
from ranvier.definitions.score_parts import ScoreParts
from ranvier.definitions.windows import ConfirmWindow
from ranvier.definitions.worsening import ConfirmedWorsening
from ranvier.errors import RanvierError
from ranvier.vocabulary.measures import SDMT

EVERY = (Milestone(), ScoreParts(), Neda(), RelapseHygiene(), TreatmentEpochs())
IDS = [type(definition).__name__ for definition in EVERY]


@pytest.mark.parametrize("definition", EVERY, ids=IDS)
def test_a_definition_is_frozen_and_names_its_source(definition):
    assert "docs/definitions/" in definition.citation
    with pytest.raises(FrozenInstanceError):
        setattr(definition, fields(definition)[0].name, None)


@pytest.mark.parametrize("definition", EVERY, ids=IDS)
def test_every_setting_can_be_printed(definition):
    settings = definition.settings()
    assert len(settings) >= len(fields(definition))
    assert all(name and text and "<" not in text for name, text in settings)


@pytest.mark.parametrize("definition", EVERY, ids=IDS)
def test_every_setting_is_explained(definition):
    explained = type(definition).__doc__
    assert [field.name for field in fields(definition) if field.name not in explained] == []


@pytest.mark.parametrize("kind", [Milestone, ScoreParts])
def test_further_windows_join_the_first(kind):
    definition = kind(confirm_after_days=84, further_windows=(ConfirmWindow(168),))
    assert [window.after_days for window in definition.windows] == [84, 168]


def test_neda_takes_the_worsening_of_the_edss_only():
    with pytest.raises(RanvierError) as error:
        Neda(worsening=ConfirmedWorsening(measure=SDMT))
    assert str(error.value) == (
        "the worsening of NEDA is measured by the EDSS, not by the Symbol digit modalities test\n"
        "  where:  Neda.worsening\n"
        "  try:    give a ConfirmedWorsening of the EDSS, and look for the other measure by itself"
    )
