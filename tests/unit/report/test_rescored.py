"""The programme scored again under a benchmark's definition: told without giving single patients away."""

from dataclasses import replace

from ranvier.claims.judging.verdict import BenchmarkRow
from ranvier.report.rescored import here_words
from ranvier.report.small_cells import Sharing
from tests.unit.claims.findings import estimate, finding


def share(value, n_events):
    return replace(estimate(value, value - 8, value + 8, n=142, unit="%"), n_events=n_events)


OWN = replace(finding(), unit="%", found=share(74.1, 37))


def row(rescored, here="76% (95% CI 67% to 84%, n 142)"):
    return BenchmarkRow(
        "key", "active", "another definition", "79%", here, "nothing", "E10", decides=True, rescored=rescored
    )


def test_another_definition_is_told_to_the_nearest_group_that_may_be_shown():
    # five of 142 are 3.52%: 76.4 stands at 22 × 3.52 = 77, 68.4 and 84.4 at 67 and 85
    assert here_words(row(share(76.4, 34)), OWN, Sharing()) == "77% (95% CI 67% to 85%)"


def test_what_the_definition_does_otherwise_stays():
    text = here_words(row(share(76.4, 34), "76% (n 142); there 15 studies"), OWN, Sharing())
    assert text.endswith("; there 15 studies")


def test_a_small_group_is_not_shown():
    assert here_words(row(share(97.9, 3)), OWN, Sharing()) == "not shown"


def test_the_claims_own_number_and_an_internal_report_are_told_as_they_are():
    assert here_words(row(OWN.found), OWN, Sharing()).startswith("76% (95% CI 67% to 84%, n 142)")
    assert here_words(row(share(76.4, 34)), OWN, Sharing(internal=True)).startswith("76% (95% CI")
