"""What the settings of two references refuse, and what they say of themselves."""

import pytest

from ranvier.definitions.two_reference_parts import (
    Confirmation,
    ConfirmingScores,
    Merging,
    MinimalDistance,
    NearRelapses,
    Needed,
    UndefinedTested,
    UndefinedWorsening,
)
from ranvier.definitions.two_references import TWO_REFERENCES_PROGRAM, TwoReferences


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (
            lambda: TwoReferences(first_only=True, undefined=UndefinedWorsening(UndefinedTested.END)),
            "no end to look through",
        ),
        (
            lambda: Confirmation(Needed.TO_THE_END, scores=ConfirmingScores.LAST),
            "confirmed by every visit",
        ),
        (lambda: Confirmation(sustained_at_least_days=-1), "must be 0 or more"),
        (lambda: MinimalDistance(-1), "must be 0 or more"),
        (lambda: NearRelapses(-1), "must be 0 or more"),
        (lambda: NearRelapses(after_days=-1), "must be 0 or more"),
        (lambda: Merging(repetition_days=-1), "must be 0 or more"),
        (lambda: Merging(apart_days=-1), "must be 0 or more"),
    ],
)
def test_settings_that_contradict_each_other_are_refused(make, problem):
    with pytest.raises(ValueError, match=problem):
        make()


def test_the_block_of_settings_names_every_part():
    names = [name for name, _ in TWO_REFERENCES_PROGRAM.definition.settings()]
    assert names[0] == "steps" and names[-1] == "first only"
    parts = ["confirmation", "distance", "merging", "relapses", "roving", "undefined"]
    assert sorted({name.split(":")[0] for name in names if ":" in name}) == parts


def test_the_preset_says_that_the_paper_was_not_read():
    assert "the paper was not read (secondary)" in str(TWO_REFERENCES_PROGRAM)


def test_the_preset_has_the_numbers_of_the_program():
    """EDSSProgression at d468f93: 180 days, 30 days for a fall, 30 and 90 days around a relapse."""
    rows = dict(TWO_REFERENCES_PROGRAM.definition.settings())
    assert rows["confirmation: window"] == "180 days without limit"
    assert rows["roving: window"] == "30 days without limit"
    assert (rows["relapses: before days"], rows["relapses: after days"]) == ("30", "90")
