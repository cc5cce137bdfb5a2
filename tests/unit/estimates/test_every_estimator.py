"""Every public estimator gives its numbers in the one form: method, definition and reference are told."""

from __future__ import annotations

import pytest

from ranvier.estimates.as_json import from_dict, to_dict
from ranvier.estimates.methods_text import methods_sentence
from ranvier.estimates.table import estimates_table
from tests.unit.estimates.document import ESTIMATORS, PAGE, estimates_in, page
from tests.unit.estimates.examples import EXAMPLES, NO_ESTIMATE


def test_every_estimator_has_an_example_or_a_reason_for_none():
    assert set(ESTIMATORS) == set(EXAMPLES) | set(NO_ESTIMATE)
    assert not set(EXAMPLES) & set(NO_ESTIMATE)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_its_numbers_tell_what_they_are_and_how_they_were_made(name):
    found = estimates_in(EXAMPLES[name]())
    assert found, "the example gives an estimate"
    for one in found:
        assert one.is_known, one.method
        missing = [field for field in ("method", "definition", "reference") if not getattr(one, field)]
        assert not missing, f"{name} leaves {missing} of '{one.definition}' empty"
        assert str(one).startswith(one.definition)
        assert methods_sentence(one).endswith(").")
        assert repr(from_dict(to_dict(one))) == repr(one)
    assert estimates_table(found).height == len(found)


def test_the_page_of_estimators_is_current():
    assert PAGE.read_text(encoding="utf-8") == page(), "run python -m tests.unit.estimates.document"
