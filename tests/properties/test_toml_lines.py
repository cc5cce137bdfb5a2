"""The line of every table, key and entry of a TOML text, for any claim set that can be written."""

from __future__ import annotations

import json
import tomllib

import pytest
from hypothesis import given, strategies as st

from ranvier.claims.language.claimset_file import find_claim_set, list_claim_sets
from ranvier.claims.language.toml_lines import find_lines

KEYS = st.sampled_from(["id", "label", "kind", "a-b", "x1", '"quoted key"', "'it is'"])
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=12)
COMMENTS = st.sampled_from(["", "  # why = [not a list", "\n# [not.a.table]", "\n\n"])


@st.composite
def strings(draw):
    """A string in one of the ways TOML has, some of them over several lines."""
    text = draw(TEXTS)
    plain = text.replace("'", "").replace("\\", "").replace('"', "")
    return draw(
        st.sampled_from(
            [
                json.dumps(text, ensure_ascii=False),
                f"'{plain}'",
                f"'''\n{plain}\n = [ #\n'''",
                f'"""{plain}\\""" \n\n x = 1 ""{plain}"""',
            ]
        )
    )


SCALARS = st.one_of(
    strings(), st.sampled_from(["1", "-0.5", "true", "1e6", "2026-03-03", "2026-03-03 07:32:00"])
)


@st.composite
def values(draw):
    """A value: a scalar, a list over several lines, or a table on one line."""
    shape = draw(st.sampled_from(["scalar", "list", "table"]))
    if shape == "scalar":
        return draw(SCALARS)
    if shape == "list":
        entries = draw(st.lists(SCALARS, max_size=3))
        gap = draw(st.sampled_from(["", "\n  ", " # so\n"]))
        return "[" + gap + ",".join(f"{gap}{entry}{gap}" for entry in entries) + "]"
    names = draw(st.lists(KEYS, max_size=3, unique=True))
    return "{ " + ", ".join(f"{name} = {draw(st.integers())}" for name in names) + " }"


@st.composite
def texts(draw):
    """A TOML text, and the line on which each table and each of its keys was written."""
    text, wanted, n_claims = "", {}, 0
    for is_claim in draw(st.lists(st.booleans(), max_size=4)):
        line = text.count("\n") + 1
        path = ("claim", n_claims) if is_claim else (f"part{line}",)
        n_claims += is_claim
        wanted[path] = line
        text += "[[claim]]" if is_claim else f"[part{line}]"
        text += draw(COMMENTS) + "\n"
        if is_claim and draw(st.booleans()):
            wanted[(*path, "inner", 0)] = text.count("\n") + 1
            path = (*path, "inner", 0)
            text += "[[claim.inner]]\n"
        for key in draw(st.lists(KEYS, max_size=4, unique=True)):
            wanted[(*path, key.strip("'\""))] = text.count("\n") + 1
            text += f"{key} = {draw(values())}{draw(COMMENTS)}\n"
    return text, wanted


def paths_of(value, path=()):
    """Every path of parsed TOML, lists and tables themselves among them."""
    steps = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, inner in steps:
        yield (*path, step)
        yield from paths_of(inner, (*path, step))


@given(texts())
def test_every_table_and_key_has_the_line_on_which_it_was_written(written):
    text, wanted = written
    parsed = tomllib.loads(text)
    found = find_lines(text)
    assert {path: found[path] for path in wanted} == wanted
    assert set(paths_of(parsed)) == set(found)


@given(texts())
def test_line_ends_of_windows_change_nothing(written):
    text, wanted = written
    found = find_lines(text.replace("\n", "\r\n"))
    assert {path: found[path] for path in wanted} == wanted


@pytest.mark.parametrize("name", list_claim_sets())
def test_in_a_shipped_set_every_id_stands_on_its_line(name):
    text = find_claim_set(name).read_text(encoding="utf-8")
    parsed, lines, found = tomllib.loads(text), text.splitlines(), find_lines(text)
    assert set(paths_of(parsed)) == set(found)
    for i, claim in enumerate(parsed["claim"]):
        assert lines[found["claim", i, "id"] - 1] == f'id = "{claim["id"]}"'
        assert lines[found["claim", i] - 1] == "[[claim]]"


def test_dotted_keys_and_headers_in_the_last_entry():
    text = "a.b.c = 1\n[[x]]\n[x.y]\nk = 1\n[[x]]\n[[x.z]]\n[x.z.w]\nk = 2\n"
    found = find_lines(text)
    assert found["a", "b", "c"] == found[("a",)] == 1
    assert (found["x", 0], found["x", 0, "y", "k"], found["x", 1]) == (2, 4, 5)
    assert found["x", 1, "z", 0, "w", "k"] == 8
