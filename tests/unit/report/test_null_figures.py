"""The null band drawn: its words, its variants, and the share of baselines in a relapse."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from ranvier.claims.basis.finding import Finding, NullBand, NullShare, NullVariant
from ranvier.claims.language.asserted import at_least, between
from ranvier.claims.null import WITH_NULL
from ranvier.report.figures.figure import Figure
from ranvier.report.figures.null_band import _MEASURED, draw_null_band
from ranvier.report.small_cells import Sharing
from ranvier.report.verdicts_json import verdicts_json
from tests.unit.report import example
from tests.unit.report.example_findings import change_finding, share_finding

RULE = Sharing()
HALF = at_least(50, "%")


def shares() -> tuple[NullShare, ...]:
    """Bands that climb from 5 to 25 % by 20 points with each share of baselines in a relapse."""
    return tuple(
        NullShare(
            percent,
            5.0 + 20 * place,
            25.0 + 20 * place,
            (NullVariant("course", 15.0 + 20 * place, 5.0 + 20 * place, 25.0 + 20 * place),),
        )
        for place, percent in enumerate((0, 25, 50, 75, 100))
    )


def unrecorded() -> Finding:
    """38 % fell, in a programme that does not record relapses."""
    band = NullBand(5.0, 105.0, (NullVariant("course", 55.0, 5.0, 95.0),), 1000, 1, by_relapse_share=shares())
    return replace(share_finding(), null=band)


def drawn(finding: Finding, sharing: Sharing = RULE) -> Figure:
    figure = draw_null_band(finding, HALF, sharing, "null-claim-x")
    assert figure is not None
    return figure


def test_the_finding_says_what_would_be_seen_and_where_this_programme_lies() -> None:
    assert drawn(share_finding()).finding == (
        "Without any effect 31 to 52% would improve as much; this programme, with 38% (95% CI 29–48), lies "
        "inside that band."
    )
    high = replace(
        share_finding(), null=NullBand(50.0, 60.0, (NullVariant("course", 55.0, 50.0, 60.0),), 9, 1)
    )
    assert "lies outside that band." in drawn(high).finding


def test_every_endpoint_with_a_band_has_words() -> None:
    assert _MEASURED.keys() == WITH_NULL.keys()


def test_unrecorded_relapses_are_said_at_once() -> None:
    what = drawn(unrecorded()).what
    assert "Relapses are not recorded" in what
    assert "with none the band is 5 to 25%, with all 85 to 105%" in what
    # by hand: 38 lies in 25 to 45 only, which is the band of 25 %
    assert "38% lies inside if 25% of baselines lay in a relapse" in what


@pytest.mark.parametrize(("number", "words"), [(93.0, "outside with each"), (30.0, "inside with each")])
def test_a_number_inside_or_outside_every_band(number: float, words: str) -> None:
    band = unrecorded().null
    assert band is not None
    wide = tuple(replace(each, lower=10.0, upper=90.0) for each in band.by_relapse_share)
    found = unrecorded().found
    assert found is not None
    finding = replace(
        unrecorded(), null=replace(band, by_relapse_share=wide), found=replace(found, estimate=number)
    )
    assert words in drawn(finding).what


def test_each_share_has_a_row_in_both_drawings() -> None:
    for sheet in (drawn(unrecorded()).wide, drawn(unrecorded()).narrow):
        drawing = ElementTree.fromstring(str(sheet))
        assert len(drawing.findall("rect[@class='hatch']")) == 1 + 5  # the envelope, and one a share
    told = ElementTree.fromstring(str(drawn(unrecorded()).wide)).findtext("desc")  # names both
    assert "25% of baselines in a relapse: 25–45." in str(told)
    recorded = ElementTree.fromstring(str(drawn(share_finding()).wide))
    assert len(recorded.findall("rect[@class='hatch']")) == 1


def test_the_data_hold_envelope_variants_and_shares() -> None:
    lines = drawn(unrecorded()).data.csv().splitlines()[1:]
    rows = list(csv.DictReader(lines))
    assert [row["Baselines in a relapse"] for row in rows][1:] == ["0 to 100%"] * 2 + [
        "0%",
        "25%",
        "50%",
        "75%",
        "100%",
    ]
    assert rows[0] == {
        "Without effect": "found in this programme",
        "Baselines in a relapse": "as recorded",
        "lower": "29%",
        "middle": "38%",
        "upper": "48%",
    }


def test_a_mean_whose_figure_shows_the_band_is_not_drawn_twice() -> None:
    fall = between(-3, -2, "EDSS points")
    assert draw_null_band(change_finding(), fall, RULE, "null-claim-x") is None
    band = change_finding().null
    assert band is not None
    finding = replace(change_finding(), null=replace(band, by_relapse_share=shares()))
    assert draw_null_band(finding, fall, RULE, "null-claim-x") is not None


def test_nothing_is_drawn_without_a_band_or_where_a_small_group_would_follow() -> None:
    assert draw_null_band(replace(share_finding(), null=None), HALF, RULE, "null-claim-x") is None
    found = share_finding().found
    assert found is not None
    small = replace(share_finding(), found=replace(found, n=4))
    assert draw_null_band(small, HALF, RULE, "null-claim-x") is None


def test_verdicts_json_carries_variants_and_shares() -> None:
    base = example.uncontrolled()
    first = base.verdicts[0]
    tried = (replace(first.tried[0], finding=unrecorded()),)
    text = verdicts_json(replace(base, verdicts=(replace(first, tried=tried),)))
    null = json.loads(text)["verdicts"][0]["expected_without_effect"]
    assert null["variants"] == [{"label": "course", "lower": 5.0, "median": 55.0, "upper": 95.0}]
    assert [each["relapse_percent"] for each in null["by_relapse_share"]] == [0, 25, 50, 75, 100]
    assert null["by_relapse_share"][1]["lower"] == 25.0
