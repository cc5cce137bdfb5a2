"""Printed comparisons in many wordings, beside figures worked out by hand."""

from __future__ import annotations

import math

import pytest

from ranvier.claims.retrodiction.body import put_together, word_of_all
from ranvier.claims.retrodiction.contrast import Trial
from ranvier.claims.retrodiction.outcome_words import Domain
from ranvier.claims.retrodiction.read_contrasts import contrasts_of
from ranvier.literature.retrodiction.read import read_what_came_after
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.provenance import Provenance


def number(what, value, ci95="", caveat="", key="a"):
    return PublishedNumber(f"T01{key}", what, value, Provenance.PRIMARY, True, ci95, caveat=caveat)


def read(what, value, ci95="", *, n="100 vs 100", comparator="placebo", caveat=""):
    return contrasts_of(Trial("T01", n, comparator, (number(what, value, ci95, caveat),)))


ODDS_12_5 = math.log(0.12 * 0.95 / (0.88 * 0.05))  # 12 % against 5 %, by hand: 0.952


@pytest.mark.parametrize(
    ("what", "value", "ci95", "domain", "effect"),
    [
        ("HR for progression", "0.50", "0.25–1.00", Domain.DISABILITY, math.log(2)),
        ("hazard ratio, confirmed worsening", "0.50 (0.25 to 1.00)", "", Domain.DISABILITY, math.log(2)),
        ("rate ratio of relapses", "2.0 (1.0-4.0)", "", Domain.RELAPSE, -math.log(2)),
        ("odds ratio for improvement", "2.0", "1.0-4.0", Domain.DISABILITY, math.log(2)),
        ("patients who improved, drug vs placebo", "12% vs 5%", "", Domain.DISABILITY, ODDS_12_5),
        ("patients who improved, placebo vs drug", "5% vs 12%", "", Domain.DISABILITY, ODDS_12_5),
        ("relapse-free on drug versus placebo", "12/100 versus 5/100", "", Domain.RELAPSE, ODDS_12_5),
        ("patients with relapse: drug / placebo", "5/100 / 12/100", "", Domain.RELAPSE, ODDS_12_5),
        ("failures: drug / exchange / sham", "5 (5%) / 9 (9%) / 12 (12%)", "", Domain.DISABILITY, ODDS_12_5),
        ("annual relapse rate", "0.2 vs 0.4", "", Domain.RELAPSE, math.log(2)),
        ("new lesions", "50% fewer (p=0.01)", "", Domain.SCANS, math.log(2)),
    ],
)
def test_every_wording_gives_the_same_log_ratio(what, value, ci95, domain, effect):
    n = "100 / 100 / 100" if value.count(" / ") == 2 else "100 vs 100"
    (found,) = read(what, value, ci95, n=n)
    assert found.domain is domain
    assert found.effect == pytest.approx(effect, abs=1e-6)


@pytest.mark.parametrize(
    ("what", "value", "n", "comparator"),
    [
        ("annual relapse rate", "0.2 vs 0.4", "200", "placebo"),  # n tells no order
        ("relapses a year", "0.2 vs 0.4 vs 0.3", "300", "placebo"),
        ("new lesions: low / high / highest", "2 / 3 / 4", "300", "none"),
        ("EDSS better / same / worse", "5 / 1 / 1", "7", "placebo"),
        ("improved strength / bladder", "70% / 50%", "18", "none"),
        ("relapse-free / progression-free", "80% / 87%", "60", "placebo"),
        ("relapses: run-in / months 0-6 / months 6-24", "3 / 5 / 0", "10", "own run-in"),
    ],
)
def test_arms_that_no_words_tell_apart_decide_nothing(what, value, n, comparator):
    assert read(what, value, n=n, comparator=comparator) == ()


@pytest.mark.parametrize(
    ("what", "value", "n"),
    [
        ("relapses a year, placebo vs 3 mg vs 6 mg", "0.4 vs 0.2 vs 0.2", "300"),
        ("relapses a year", "0.4 (placebo) vs 0.2 (drug)", "200"),
        ("relapses a year", "0.2 vs 0.4 (50% lower)", "200"),
        ("relapses a year", "0.4 vs 0.2", "100 placebo vs 100 drug"),
        ("relapses a year, interferon vs antibody", "0.4 vs 0.2", "200"),
        ("relapses a year, treated vs the others", "0.2 vs 0.4", "200"),
    ],
)
def test_the_arm_of_the_therapy_is_told_by_words(what, value, n):
    (found,) = read(what, value, n=n, comparator="interferon or placebo")
    assert found.effect == pytest.approx(math.log(2))


def test_patients_of_an_arm_follow_its_place():
    # 10/40 on the drug against 20/160 on placebo, printed placebo first; Woolf's error of the four counts
    (found,) = read("patients with relapse, placebo vs drug", "12.5% vs 25%", n="40 vs 160")
    assert found.se == pytest.approx(math.sqrt(1 / 10 + 1 / 30 + 1 / 20 + 1 / 140), abs=1e-6)


def test_a_ratio_with_its_interval_has_the_error_of_the_interval():
    (found,) = read("HR for progression", "0.50", "0.25-1.00")
    assert found.se == pytest.approx(math.log(4) / (2 * 1.959964))


def test_two_means_are_brought_to_log_odds_by_their_spread():
    # half a standard deviation less EDSS on the drug: 0.5 * 1.8138; error 1.8138 * sqrt(2 / 100)
    (found,) = read("mean EDSS change", "-0.20 (SD 0.4) vs 0.00 (SD 0.4)")
    assert (found.effect, found.se) == pytest.approx((0.9069, 0.2565), abs=1e-3)


def test_a_p_value_gives_the_error_where_nothing_else_does():
    (found,) = read("annual relapse rate", "0.2 vs 0.4 (p=0.05)")
    assert found.effect / found.se == pytest.approx(1.96, abs=0.01)


def test_told_in_words():
    (harm,) = read("patients with attacks", "more on drug, p=0.007")
    assert harm.upper < 0
    (none,) = read("disability", "no difference")
    assert none.effect == 0


@pytest.mark.parametrize(
    ("what", "value", "caveat"),
    [
        ("serious adverse events", "15% vs 10%", ""),
        ("randomised; completed", "104; 103", ""),
        ("subgroup with active scans, HR for progression", "0.41 (0.2-0.8)", ""),
        ("walking speed", "3.7% vs -54%", "exploratory"),
        ("dose", "100 vs 300 mg", ""),
        ("weather", "sun vs rain", ""),
        ("relapses", "12", ""),
    ],
)
def test_what_is_no_comparison_of_efficacy_is_not_read(what, value, caveat):
    assert read(what, value, caveat=caveat) == ()


def test_a_ratio_without_an_outcome_is_about_the_one_before_it():
    numbers = (
        number("relapses a year, drug vs placebo", "0.25 vs 0.37", key="a"),
        number("rate ratio", "0.63", "0.37-1.05", key="b"),
    )
    rates, ratio = contrasts_of(Trial("T01", "83 vs 81", "placebo", numbers))
    assert (rates.domain, ratio.domain) == (Domain.RELAPSE, Domain.RELAPSE)
    (together,) = put_together([rates, ratio], {})
    assert together.contrasts == (ratio,)  # the printed ratio, not the rates
    assert word_of_all([together]) == "unclear"  # 1.59 (0.95 to 2.70): worthwhile, or none


@pytest.mark.parametrize(
    ("ratio", "limits", "word"),
    [
        ("0.50", "0.30-0.80", "better"),
        ("2.00", "1.20-3.30", "worse"),
        ("0.60", "0.30-1.20", "unclear"),
        ("1.10", "0.80-1.50", "excluded"),  # halving is left out: 1 / 0.80 is below 2
        ("0.95", "0.45-2.00", "null"),  # halving is possible
    ],
)
def test_one_word_for_an_interval(ratio, limits, word):
    together = put_together(read("hazard ratio of relapse", ratio, limits), {})
    assert word_of_all(together) == word


def test_a_small_claim_cannot_be_left_out():
    found = read("hazard ratio of relapse", "1.10", "0.80-1.50")
    assert word_of_all(put_together(found, {"relapses": math.log(1.1)})) == "null"


def test_trials_that_differ_are_mixed_and_scans_come_last():
    good, bad = (
        contrasts_of(Trial(f"T{i}", "100 vs 100", "placebo", (number("HR for relapse", *printed),)))
        for i, printed in enumerate((("0.30", "0.20-0.45"), ("1.00", "0.70-1.43")))
    )
    scans = read("rate ratio of new lesions", "0.2", "0.1-0.4")
    assert word_of_all(put_together([*good, *bad, *scans], {})) == "mixed"
    assert word_of_all(put_together([*bad, *scans], {})) == "excluded"
    assert word_of_all(put_together(scans, {})) == "scans_better"
    assert word_of_all(put_together((), {})) == "none"


@pytest.mark.parametrize(
    ("what", "value", "ci95"),
    [
        ("relapses fell", "60% vs 20%", ""),
        ("fall in EDSS", "1.2 (SD 1) vs 0.2 (SD 1)", ""),
        ("reduction in lesions", "60% vs 10%", ""),
        ("did not relapse", "80/100 vs 50/100", ""),
        ("patients without progression", "80/100 vs 50/100", ""),
        ("no relapses", "80/100 vs 50/100", ""),
        ("time to relapse, days", "300 (SD 100) vs 200 (SD 100)", ""),
        ("HR, time to progression", "0.5", "0.3-0.8"),
        ("HR for progression, placebo vs drug", "2.0", "1.2-3.3"),
        ("odds ratio, no improvement", "0.5", "0.3-0.8"),
        ("relapses a year, control group first", "0.4 vs 0.2", ""),
        ("patients whose lesions rose", "10/100 vs 40/100", ""),
        ("brain volume loss", "0.3 (SD 0.2) vs 0.6 (SD 0.2)", ""),
    ],
)
def test_better_is_told_by_words(what, value, ci95):
    (found,) = read(what, value, ci95)
    assert found.effect > 0


def test_the_patients_of_every_shipped_trial_name_their_arms():
    for after in read_what_came_after().values():
        for study in after.trials:
            assert " vs " not in study.n or "treated vs" in study.n
