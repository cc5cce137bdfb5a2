"""Whatever stands in the cells of a file: every row comes back, scored as it would be alone."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from ranvier.cli import main
from ranvier.vocabulary.scales.edss_score import edss_of
from ranvier.vocabulary.scales.functional_systems import SYSTEMS, Grades
from ranvier.vocabulary.visits import AmbulationCoding

HEADERS = [*(system.column for system in SYSTEMS), "ambulation"]
HIGHEST = [*(system.highest_raw for system in SYSTEMS), 13]

odd = st.sampled_from(["q77", "-1", "2.5", "99", "1e300", "inf", "7;8", "\u00bd", "0x1"])


@st.composite
def rows(draw):
    return [
        draw(st.one_of(st.integers(0, highest).map(str), st.just(""), odd) if draw(st.booleans())
             else st.integers(0, highest).map(str))
        for highest in HIGHEST
    ]  # fmt: skip


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(rows(), min_size=1, max_size=6))
def test_every_row_comes_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], cells: list[list[str]]
) -> None:
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = [",".join(["n", *HEADERS]), *(",".join([str(i), *row]) for i, row in enumerate(cells))]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code = main(["score", "edss", str(source), "-o", str(out), "--coding", "grades_13"])
    said = "".join(capsys.readouterr())
    assert "q77" not in said
    written = pl.read_csv(out, infer_schema=False)
    assert written["n"].to_list() == [str(i) for i in range(len(cells))]
    sound = [
        all((cell.isdecimal() and cell.isascii() and int(cell) < 99) or not cell for cell in row)
        for row in cells
    ]
    assert code == (0 if all(sound) else 21)
    for row, is_sound, edss in zip(cells, sound, written["edss"].to_list(), strict=True):
        if not is_sound:
            assert edss is None
            continue
        *systems, walk = (int(cell) if cell else None for cell in row)
        expected = edss_of(Grades(*systems), walk, AmbulationCoding.GRADES_13).edss
        assert (None if edss is None else float(edss)) == expected
