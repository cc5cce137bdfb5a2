from ranvier.claims.basis.finding import Finding
from tests.unit.claims.gates.ask import FACT, answer, clinic


def test_missing_columns_are_named():
    lacking = Finding(
        "dose", "primary", "%", True, 20, missing=("administrations.volume_ml", "administrations.cells")
    )
    result = answer(39, clinic(), FACT, lacking)
    assert result.status == "not_assessable"
    assert result.reason == "the records lack administrations.cells and administrations.volume_ml"


def test_nothing_missing_passes_and_nothing_computed_does_not():
    assert answer(39, clinic(), FACT, Finding("dose", "primary", "%", True, 20)).status == "pass"
    assert answer(39, clinic(), FACT, None).status == "not_assessable"
