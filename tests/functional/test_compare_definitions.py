"""What docs/how-to/compare-definitions.md shows is run."""

import re
from pathlib import Path

import ranvier as rv
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import TRUE_EFFECT
from ranvier.tables.write import write_programme

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "compare-definitions.md"


def test_the_page_runs_word_for_word(tmp_path, monkeypatch, capsys):
    write_programme(simulate_clinic(TRUE_EFFECT, 1), tmp_path / "clinic")
    monkeypatch.chdir(tmp_path)
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    shown = {}
    exec("\n".join(blocks), shown)
    assert shown["events"].height >= 0
    assert shown["table"].height == 3 * 4
    assert shown["lowest"] < shown["highest"]
    assert "Settings used: muller2023" in capsys.readouterr().out


def test_the_definition_a_claim_may_name_is_known():
    named = re.findall(r'definition = "(\w+)"', PAGE.read_text(encoding="utf-8"))
    assert named
    assert set(named) <= set(rv.PRESETS)
