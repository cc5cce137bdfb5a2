"""Texts of programme.toml with faults, by the name of the snapshot that shows what a person is told."""

from __future__ import annotations

from tests.unit.ingest.folders import PROGRAMME

BROKEN_TOML: dict[str, str] = {
    "toml_many_faults": """
[programme]
nam = "Test"
data_date = "30.06.2024"
synthetic = "no"
entry_edss_at_least = 2.3
date_format = "day first"
decimal_mark = ";"
encoding = "cp1251"
[time_zero]
treated = "administration.date"
comparator = "patients.enroled_date"
[groups]
treated = ["A"]
comparator = ["A"]
assignment = "randomized"
blinded = true
[tables.visit]
file = "visits.csv"
[tables.relapses]
columns = { onset = "Date", onset_date = { date = "Date" }, confirmed = { constant = "maybe" } }
codes.severity = { "leicht" = "light" }
codes.onset_date = { "x" = "y" }
[setings]
""",
    "toml_wide_faults": PROGRAMME
    + """
[tables.visits]
file = "v.csv"
header_row = 0
columns = { patient_id = "ID", edss = "EDSS" }
wide = [
  { date = "D1", edss = "E1" },
  { date = { date = "D0", plus_months = "six" }, eds = "E6" },
  { date = { plus_days = 3 }, aid = { constant = "stick" } },
]
[tables.patients]
file = 3
wide = "yes"
codes = { sex = "m" }
missing = "NA"
""",
    "toml_nobody": PROGRAMME + '\n[tables.relapses]\nfile = "r.csv"\n',
}
