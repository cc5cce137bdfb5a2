"""What the pages on estimating show is run, and prints what they say."""

import re
from pathlib import Path

import pytest

import ranvier as rv
import ranvier.estimates
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import TRUE_EFFECT
from ranvier.tables.write import write_programme
from tests.unit.estimates.document import ESTIMATORS

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to"
PAGES = {"estimate.md": 9, "compare-groups.md": 7, "natural-history.md": 5, "pool-studies.md": 2}


def text_of(page):
    return (HOW_TO / page).read_text(encoding="utf-8")


def blocks_of(page):
    return re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", text_of(page), re.DOTALL)


@pytest.mark.parametrize(("page", "n_blocks"), PAGES.items())
def test_each_block_prints_what_stands_below_it(page, n_blocks, tmp_path, monkeypatch, capsys):
    write_programme(simulate_clinic(TRUE_EFFECT, 1), tmp_path / "clinic")
    monkeypatch.chdir(tmp_path)
    names = {}
    blocks = blocks_of(page)
    assert len(blocks) == n_blocks
    for code, printed in blocks:
        exec(code, names)  # the page is ours
        assert capsys.readouterr().out == printed


@pytest.mark.parametrize("page", PAGES)
def test_every_name_and_link_on_the_page_exists(page):
    text = text_of(page)
    assert set(re.findall(r"\brv\.(\w+)", text)) <= set(rv.__all__)
    named = set(re.findall(r"\b((?:estimate|weigh|find|study_from)_\w+)\(", text))
    named |= set(re.findall(r"`((?:estimate|weigh|study_from)_\w+)`", text))
    known = {*ESTIMATORS, *ranvier.estimates.__all__, *rv.__all__}
    assert named <= known
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        assert (HOW_TO / page).parent.joinpath(target).exists(), target


def test_the_pages_lead_from_the_treatment_simulated_to_its_number():
    # Made with −0.3 points (compare-groups.md); a hazard ratio of 1 for the treatment that does nothing.
    adjusted = re.search(
        r"overlap weights: −([\d.]+) EDSS points \(95% CI −([\d.]+) to −([\d.]+)",
        text_of("compare-groups.md"),
    )
    assert float(adjusted[3]) < 0.3 < float(adjusted[2])
