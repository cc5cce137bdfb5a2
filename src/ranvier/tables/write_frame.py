"""Writes one frame as CSV or Parquet, whichever the name of the file asks for."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ranvier.errors import UsageError

ENDINGS = (".csv", ".parquet")


def check_output(out: Path, *, source: Path | None = None) -> None:
    """Refuses a name that cannot be written: another ending, or the file the rows come from."""
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"A result is written as {' or '.join(ENDINGS)}, and the name ends otherwise",
            where=out.name,
            hint="end the name of the result in .csv or .parquet",
        )
    if source is not None and out.exists() and source.exists() and out.samefile(source):
        raise UsageError(
            "The result would take the place of the file it is made from",
            where=out.name,
            hint="name another file after -o",
        )


def write_frame(frame: pl.DataFrame, out: Path) -> None:
    """*frame* written to *out*; its folder is made if need be."""
    check_output(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix.lower() == ".parquet":
        frame.write_parquet(out)
    else:
        frame.write_csv(out)
