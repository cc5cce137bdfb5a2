"""A protocol read back: the same as it was frozen, or every fault of the file at once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ranvier.claims.language.claim import ClaimSet
from ranvier.claims.protocol.protocol import Protocol
from ranvier.claims.protocol.read import MOST_BYTES, read_protocol
from ranvier.claims.protocol.seal import parts_of, sealed, without_seal
from ranvier.claims.protocol.toml_text import protocol_fingerprint, protocol_toml
from ranvier.errors import EmptyFile, FileTooLarge, MissingFile, ProtocolError, UnreadableFile
from tests.unit.claims.protocol.example import ASKED, small_protocol, small_set


@pytest.fixture
def claim_set(tmp_path: Path) -> ClaimSet:
    return small_set(tmp_path)


@pytest.fixture
def protocol(claim_set: ClaimSet) -> Protocol:
    return small_protocol(claim_set)


@pytest.fixture
def text(protocol: Protocol) -> str:
    return protocol_toml(protocol)


def faults(folder: Path, text: str, claim_set: ClaimSet | None = None) -> list[str]:
    """What is said of a file with this text: problem and place of each fault."""
    path = folder / "test.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    with pytest.raises(ProtocolError) as caught:
        read_protocol(path, claim_set)
    assert caught.value.exit_code == 33
    return [f"{one.problem} [{one.where}]" for one in caught.value.problems]


def test_a_protocol_is_read_back_as_it_was_written_and_writes_the_same_bytes(
    protocol: Protocol, text: str, claim_set: ClaimSet, tmp_path: Path
) -> None:
    path = tmp_path / "test.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    found = read_protocol(path, claim_set)
    assert found.protocol == protocol
    assert found.sha256 == protocol_fingerprint(protocol)
    assert protocol_toml(found.protocol) == text


def test_the_same_claims_and_decisions_give_the_same_bytes(claim_set: ClaimSet, text: str) -> None:
    assert protocol_toml(small_protocol(claim_set)) == text


def test_line_ends_of_another_system_and_a_mark_of_the_encoding_are_no_change(
    text: str, tmp_path: Path
) -> None:
    path = tmp_path / "test.toml"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert read_protocol(path).sha256 in text


def test_an_edit_is_told_with_its_part_and_lines(text: str, tmp_path: Path) -> None:
    (told,) = faults(tmp_path, text.replace("per_arm = 20", "per_arm = 10"))
    line = text[: text.index("[design]")].count("\n") + 1
    assert told.startswith(f"The part 'design' was changed after the freezing [test.toml, lines {line} to ")


def test_all_edits_are_told_at_once(text: str, tmp_path: Path) -> None:
    text = text.replace("x = 50", "x = 40").replace("lowest = 50.0", "lowest = 40.0", 1)
    text = text.replace('protocol_visits_percent" = 80.0', 'protocol_visits_percent" = 10.0')
    told = faults(tmp_path, text.replace('by = "study lead"', 'by = "somebody else"'))
    assert [one.split("'")[1] for one in told] == ["protocol", "claim A1", "thresholds"]


def test_parts_taken_out_and_put_in_are_told(text: str, tmp_path: Path) -> None:
    claim = text[text.index('[[claim]]\nid = "A2"') : text.index('[[claim]]\nid = "A3"')]
    assert faults(tmp_path, text.replace(claim, "")) == [
        "The part 'claim A2' was taken out after the freezing [test.toml]"
    ]
    told = faults(tmp_path, text.replace(claim, claim + claim.replace("A2", "A7")))
    assert told[0].startswith("The part 'claim A7' was put in after the freezing [test.toml, lines ")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_file_cut_short_says_where_it_ends(share: float, text: str, tmp_path: Path) -> None:
    cut = text[: int(share * text.index("[seal]"))]
    assert any(
        f"it ends at line {len(cut.splitlines()):,}, without its seal" in one for one in faults(tmp_path, cut)
    )


def test_a_file_cut_within_its_seal_says_so(text: str, tmp_path: Path) -> None:
    told = faults(tmp_path, text[:-200])
    assert any("within its seal" in one for one in told)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "# a note\n" + text,
        lambda text: text + "\n",
        lambda text: text.replace("\n[design]", "\n\n[design]"),
        lambda text: text.replace('sha256 = "', 'sha256 = "0', 1).replace("[seal]", "[seal]", 1),
        lambda text: text.replace("# What is asked", "# what is asked").replace(
            "# Each claim", "# The claims"
        ),
        lambda text: text[: text.index("\n[seal.parts]")] + "\n",
    ],
    ids=["a note", "a line at the end", "an empty line", "a fingerprint", "a comment", "no parts"],
)
def test_even_what_changes_no_value_is_a_change(change, text: str, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    assert change(text) != text
    assert faults(tmp_path, change(text))


def test_another_format_another_set_and_an_edit_are_told_together(
    text: str, claim_set: ClaimSet, tmp_path: Path
) -> None:
    text = text.replace("format = 1", "format = 2")
    told = faults(tmp_path, text, replace(claim_set, id="another"))
    assert [one.split(" [")[0] for one in told] == [
        "The part 'protocol' was changed after the freezing",
        "The format of the protocol is not known: 2",
        "The protocol is of another claim set: 'small', not 'another'",
    ]


def test_a_whole_protocol_of_another_set_is_refused(text: str, claim_set: ClaimSet, tmp_path: Path) -> None:
    (told,) = faults(tmp_path, text, replace(claim_set, id="another"))
    assert "another claim set: 'small'" in told


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("per_arm = 20", 'per_arm = "many"', "'per_arm' is not of the kind"),
        ("per_arm = 20", "per_arms = 20", "there is no key 'per_arms'"),
        ('why = "baseline"\n', "", "'why' is missing"),
        ("[time_zero]", "[time_one]", "The part 'time_zero' is missing"),
        ("[time_zero]", "[time_one]", "There is no part 'time_one'"),
        ("[thresholds]\n", '[thresholds]\n"one" = "two"\n', "'thresholds' holds values of another kind"),
    ],
)
def test_faults_of_a_file_that_was_sealed_anew_are_told_with_their_lines(
    old: str, new: str, words: str, text: str, tmp_path: Path
) -> None:
    again = sealed(without_seal(text).replace(old, new, 1))
    told = [one for one in faults(tmp_path, again) if words in one]
    assert told
    assert "lines" in told[0] or "missing" in told[0]


def test_a_file_sealed_anew_has_another_fingerprint(text: str, protocol: Protocol, tmp_path: Path) -> None:
    path = tmp_path / "test.toml"
    path.write_text(sealed(without_seal(text).replace("per_arm = 20", "per_arm = 10")), encoding="utf-8")
    assert read_protocol(path).sha256 != protocol_fingerprint(protocol)


def test_files_that_are_none_are_refused_by_their_own_errors(tmp_path: Path) -> None:
    path = tmp_path / "test.toml"
    with pytest.raises(MissingFile):
        read_protocol(path)
    path.write_bytes(b" \n")
    with pytest.raises(EmptyFile):
        read_protocol(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile):
        read_protocol(path)
    path.write_bytes(b"#" * (MOST_BYTES + 1))
    with pytest.raises(FileTooLarge):
        read_protocol(path)


def test_the_parts_of_a_file_are_named_once_each(text: str) -> None:
    names = [part.name for part in parts_of(without_seal(text))]
    assert len(names) == len(set(names))
    assert {"opening", "protocol", "claim A1", "gate 26", "visit 1", "result 1"} <= set(names)


def test_a_bare_text_is_no_protocol(tmp_path: Path) -> None:
    assert faults(tmp_path, "no protocol at all")
    assert faults(tmp_path, "[protocol]\nformat = true\n")


def test_a_protocol_keeps_hard_texts(tmp_path: Path, claim_set: ClaimSet) -> None:
    hard = 'a "role" \\ with | bars, “quotes”, a tab\t, a line\nend, [seal] and \x7f'
    protocol = small_protocol(claim_set, replace(ASKED, frozen_by=hard))
    path = tmp_path / "test.toml"
    path.write_text(protocol_toml(protocol), encoding="utf-8", newline="\n")
    assert read_protocol(path).protocol == protocol
