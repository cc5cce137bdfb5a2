from __future__ import annotations

import polars as pl
import pytest

from ranvier.ingest.ids import normal_id


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("  P1 ", "P1"),
        ("\u00a0P1", "P1"),
        ("12.0", "12"),
        ("007", "007"),
        ("p1", "p1"),
        ("１２", "12"),  # full-width digits, as an Asian keyboard types them
        ("e\u0301", "\u00e9"),  # a letter and its accent typed apart
        ("ﬁ1", "fi1"),
        ("1.50", "1.50"),
        ("A.0", "A.0"),
        ("ipt 01", "ipt 01"),
        ("   ", None),
    ],
)
def test_the_id_rule(written: str, normal: str | None) -> None:
    assert pl.DataFrame({"id": [written]}).select(normal_id(pl.col("id"))).item() == normal
