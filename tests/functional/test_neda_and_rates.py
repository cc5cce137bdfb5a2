"""What docs/how-to/neda-and-rates.md shows is run."""

import re
from pathlib import Path

import ranvier as rv
from ranvier.simulate.clinic import simulate_clinic
from ranvier.simulate.plan import TRUE_EFFECT
from ranvier.tables.write import write_programme

PAGE = Path(__file__).parents[2] / "docs" / "how-to" / "neda-and-rates.md"


def test_the_page_runs_word_for_word(tmp_path, monkeypatch, capsys):
    write_programme(simulate_clinic(TRUE_EFFECT, 1), tmp_path / "clinic")
    monkeypatch.chdir(tmp_path)
    shown = {}
    exec("\n".join(re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)), shown)
    yearly = shown["yearly"].partition_by("patient_id", as_dict=True, maintain_order=True)
    for patient_id, both in shown["both_years"].iter_rows():
        years = yearly[(patient_id,)]["neda3"].to_list()
        assert both is (False if False in years else None if None in years else True)
    rate = shown["rate"]
    assert rate.lower < rate.estimate < rate.upper
    assert rate.n_events == shown["observed"]["n_relapses"].sum() > 0
    assert {None, "interferon beta"} <= set(shown["by_drug"]["substance"])
    assert "percent_of_assessable" in capsys.readouterr().out


def test_every_name_on_the_page_is_public():
    text = PAGE.read_text(encoding="utf-8")
    assert {name for name in re.findall(r"\brv\.(\w+)", text)} <= set(rv.__all__)
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", text):
        assert (PAGE.parent / target).exists(), target
