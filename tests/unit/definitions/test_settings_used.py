"""The block of settings that goes with a result."""

import json

import ranvier as rv
from ranvier.definitions.baseline import BaselineRule


def test_the_block_names_cites_and_marks():
    text = str(rv.settings_used(rv.preset("kappos2018_48_weeks")))
    lines = text.splitlines()
    assert lines[0].startswith("Settings used: kappos2018_48_weeks (ConfirmedWorsening, ranvier ")
    assert "doi 10.1177/1352458517709619" in text
    assert "* confirm after days         336" in lines
    assert "* reference                  roving" in lines
    assert "  all visits hold            yes" in lines
    assert lines[-1] == "* differs from the primary definition"


def test_nothing_of_the_primary_definition_is_marked():
    used = rv.settings_used(rv.PRIMARY)
    assert not any(row.differs for row in used.rows)
    assert "*" not in str(used)


def test_a_definition_of_ones_own_is_called_by_its_class():
    used = rv.settings_used(rv.ConfirmedWorsening(confirm_after_days=100))
    assert (used.name, used.read) == ("ConfirmedWorsening", "")
    assert [row.name for row in used.rows if row.differs] == ["confirm after days"]


def test_the_block_is_whole_as_json():
    used = rv.settings_used(rv.preset("muller2023"))
    stored = json.loads(json.dumps(used.as_dict()))
    assert stored["definition"] == "muller2023"
    assert dict(stored["settings"]) == dict(rv.preset("muller2023").settings())
    assert stored["differs_from_primary"] == ["reference"]


def test_other_definitions_have_a_block_too():
    used = rv.settings_used(BaselineRule())
    assert not any(row.differs for row in used.rows)
    assert "oldest days" in str(used)
