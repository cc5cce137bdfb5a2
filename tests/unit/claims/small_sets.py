"""Small claim sets in the claim language, read as a user's file; everything in them is made up."""

from __future__ import annotations

from ranvier.claims.language.claimset import read_claims

HEAD = """
[set]
id = "small"
title = "A small set"
version = "1"
source = "made up for a test"
"""
CASES = 'cases = "small-cases.toml"\n'

CHANGE = """
[[claim]]
id = "A1"
statement = "The EDSS falls by 2 to 3 points."
kind = "outcome"
attribution = "change"
population = "everyone treated"
readings = ["seen", "because"]
testable = "yes"
label = "mean, 12 months"
endpoint = "edss_change_mean"
parameters = { months = 12 }
asserted = { kind = "between", low = -3.0, high = -2.0, unit = "EDSS points" }
"""
LEVEL = """
[[claim]]
id = "A2"
statement = "Three quarters stay free of worsening for five years."
kind = "outcome"
attribution = "level"
population = "everyone treated"
readings = ["seen", "because"]
testable = "yes"
label = "free of worsening, 60 months"
endpoint = "free_of_worsening"
parameters = { months = 60 }
asserted = { kind = "at_least", x = 75.0, unit = "%" }
"""
NEVER = """
[[claim]]
id = "A3"
statement = "No tumours."
kind = "safety"
attribution = "safety"
population = "everyone treated"
readings = ["seen"]
testable = "yes"
label = "tumours after a dose"
endpoint = "tumour_after_dose"
parameters = { latency_months = 0 }
asserted = { kind = "never" }
"""


def case(name, **fields):
    """One case of a companion file; texts are quoted, lists and flags written as TOML wants them."""
    lines = ["[[case]]", f'id = "{name}"']
    for key, value in {"reported": "success", **fields}.items():
        shown = f'"{value}"' if isinstance(value, str) else str(value).lower()
        lines.append(f"{key} = {shown}")
    return "\n".join(lines) + "\n"


def fact(kind, **fields):
    """One stated fact."""
    lines = ["[[fact]]", f'kind = "{kind}"', f'text = "{fields.pop("text", "as stated")}"']
    return "\n".join([*lines, *(f"{key} = {value}" for key, value in fields.items())]) + "\n"


def small_set(folder, *claims, cases=(), facts=()):
    """The claim set of these pieces, written into *folder* and read back."""
    head = HEAD + (CASES if cases else "")
    (folder / "small.toml").write_text(head + "".join([*claims, *facts]), encoding="utf-8")
    (folder / "small-cases.toml").write_text("".join(cases), encoding="utf-8")
    return read_claims(folder / "small.toml")
