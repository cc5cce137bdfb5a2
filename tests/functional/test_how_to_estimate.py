"""What docs/how-to/estimate.md shows is run, and prints what the page says."""

import re
from pathlib import Path

import ranvier as rv
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import TRUE_EFFECT
from ranvier.tables.write import write_programme
from tests.unit.estimates.document import ESTIMATORS

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "estimate.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```)?", TEXT, re.DOTALL)


def test_each_block_prints_what_stands_below_it(tmp_path, monkeypatch, capsys):
    write_programme(simulate_clinic(TRUE_EFFECT, 1), tmp_path / "clinic")
    monkeypatch.chdir(tmp_path)
    names = {}
    assert len(BLOCKS) >= 9
    for code, printed in BLOCKS:
        exec(code, names)  # the page is ours
        assert capsys.readouterr().out == printed
    assert names["table"].height == 6
    assert names["forest"].table["weight_percent"].sum() > 99.9


def test_every_name_and_link_on_the_page_exists():
    assert set(re.findall(r"\brv\.(\w+)", TEXT)) <= set(rv.__all__)
    assert set(re.findall(r"`(estimate_\w+)`", TEXT)) <= set(ESTIMATORS)
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", TEXT):
        assert (PAGE.parent / target).exists(), target
