from tests.unit.claims.gates.ask import about, answer, clinic


def test_unaudited_rows_are_always_noted_with_their_supplier():
    result = answer(34, clinic())
    assert (result.status, result.reason) == ("flag", "supplied by the tests, not audited")


def test_audited_rows_pass_and_still_name_the_supplier():
    result = answer(34, about(clinic(), audited=True))
    assert result.status == "pass"
    assert "the tests" in result.reason


def test_nobody_named_is_said():
    assert "nobody named" in answer(34, about(clinic(), supplied_by=" ")).reason
