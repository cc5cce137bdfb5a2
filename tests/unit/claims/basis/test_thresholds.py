import pytest

from ranvier.claims.basis.thresholds import read_thresholds
from ranvier.claims.gates import GATES
from ranvier.errors import MissingFile, ThresholdsError, UnreadableFile


def written(tmp_path, text):
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_every_threshold_has_all_its_parts_and_a_use():
    thresholds = read_thresholds()
    used = {name for gate in GATES for name in gate.threshold_names} | {
        "smallest_count_shown",  # wording of every check
        "steroid_before_baseline_days",  # counted and printed by check 10
    }
    assert set(thresholds.by_name) == used
    for each in thresholds.by_name.values():
        assert each.meaning
        assert each.source
        assert each.proposed == each.source.startswith("own proposal")


def test_all_are_printed_with_unit_and_mark():
    printed = dict(read_thresholds().printed())
    assert printed["patients without a baseline EDSS that are too many (check 9)"] == "30% ◊"
    assert (
        printed["a change of EDSS no larger than this lies within measurement error (check 13)"]
        == "0.5 points"
    )
    assert len(printed) == len(read_thresholds().by_name)


def test_a_users_file_changes_only_what_it_names_and_never_silently(tmp_path):
    changed = read_thresholds(written(tmp_path, "[thresholds]\nbaseline_missing_fail_percent = 25\n"))
    assert changed["baseline_missing_fail_percent"] == 25
    assert str(changed.threshold("baseline_missing_fail_percent")) == "25% (changed; shipped as 30%)"
    assert changed["relapse_baseline_percent"] == read_thresholds()["relapse_baseline_percent"]


def test_the_same_value_is_not_a_change(tmp_path):
    same = read_thresholds(written(tmp_path, "[thresholds]\nbaseline_missing_fail_percent = 30\n"))
    assert same == read_thresholds()


def test_all_faults_of_the_file_come_at_once(tmp_path):
    lines = [
        "baseline_missing = 25",
        'at_risk_least = "ten"',
        "asked_percent = -1",
        "implausible_percent = true",
    ]
    text = "\n".join(["[thresholds]", *lines])
    with pytest.raises(ThresholdsError) as caught:
        read_thresholds(written(tmp_path, text))
    assert len(caught.value.problems) == 4
    assert "baseline_missing_fail_percent" in str(caught.value)
    assert "mine.toml, 'at_risk_least'" in str(caught.value)


def test_a_file_without_its_table_is_a_fault(tmp_path):
    with pytest.raises(ThresholdsError):
        read_thresholds(written(tmp_path, "[limits]\nasked_percent = 50\n"))


@pytest.mark.parametrize(("text", "error"), [("[thresholds\n", UnreadableFile), (None, MissingFile)])
def test_a_file_that_cannot_be_read(tmp_path, text, error):
    path = tmp_path / "mine.toml" if text is None else written(tmp_path, text)
    with pytest.raises(error):
        read_thresholds(path)
