"""The demo as a newcomer runs it: two clinics, two reports, and what they say of the therapy."""

import json

import pytest

from ranvier.cli import main
from ranvier.vocabulary.outcomes import SENTENCE


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    out = tmp_path_factory.mktemp("demo")
    assert main(["demo", "-o", str(out), "--seed", "1"]) == 0
    return out


def verdicts(folder):
    return json.loads((folder / "report" / "verdicts.json").read_text(encoding="utf-8"))


def test_both_clinics_have_a_programme_a_report_and_the_truth_beside_them(demo):
    assert (demo / "index.html").is_file()
    for clinic in ("no-effect", "true-effect"):
        assert (demo / clinic / "programme" / "programme.toml").is_file()
        for name in ("report.html", "verdicts.json", "provenance.json"):
            assert (demo / clinic / "report" / name).is_file()


def test_the_truth_is_zero_in_the_first_and_not_in_the_second(demo):
    truths = {
        clinic: json.loads((demo / clinic / "truth.json").read_text())["effect_points"]
        for clinic in ("no-effect", "true-effect")
    }
    assert truths["no-effect"] == 0
    assert truths["true-effect"] < -2


def test_nothing_is_supported_where_the_therapy_does_nothing(demo):
    assert [verdict["because"] for verdict in verdicts(demo / "no-effect")["verdicts"]].count(
        "supported"
    ) == 0


def test_something_is_supported_where_it_works_and_was_compared(demo):
    found = {verdict["id"]: verdict for verdict in verdicts(demo / "true-effect")["verdicts"]}
    assert found["C33"]["because"] == "supported"


def test_every_verdict_has_the_promised_fields_and_says_what_would_change_it(demo):
    fields = {
        "id", "statement", "attribution", "seen", "because", "published", "certainty", "estimate", "lower",
        "upper", "asserted", "n", "gates", "assumed", "what_would_change",
    }  # fmt: skip
    for clinic in ("no-effect", "true-effect"):
        for verdict in verdicts(demo / clinic)["verdicts"]:
            assert fields <= verdict.keys()
            assert verdict["what_would_change"]


def test_the_sentence_stands_on_everything(demo, capsys):
    for page in (demo / "index.html", *demo.glob("*/report/report.html")):
        assert SENTENCE in page.read_text(encoding="utf-8")
    for clinic in ("no-effect", "true-effect"):
        assert verdicts(demo / clinic)["sentence"] == SENTENCE
    main(["examine", str(demo / "no-effect" / "programme"), "-o", str(demo / "again")])
    assert SENTENCE in capsys.readouterr().out.replace("\n", " ")


def test_the_same_records_and_seed_give_the_same_bytes(demo, tmp_path):
    main(["examine", str(demo / "no-effect" / "programme"), "-o", str(tmp_path / "again"), "--seed", "1"])
    first = demo / "no-effect" / "report"
    names = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file())
    assert names == sorted(path.relative_to(tmp_path / "again") for path in (tmp_path / "again").rglob("*.*"))
    for name in names:
        assert (first / name).read_bytes() == (tmp_path / "again" / name).read_bytes(), name


def test_the_demo_itself_is_the_same_for_the_same_seed(demo, tmp_path):
    main(["demo", "-o", str(tmp_path), "--seed", "1"])
    for path in sorted(demo.rglob("*")):
        if path.is_file() and "again" not in path.parts:
            assert path.read_bytes() == (tmp_path / path.relative_to(demo)).read_bytes(), path.name
