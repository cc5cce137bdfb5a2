"""Writes one frame as CSV or Parquet, whichever the name of the file asks for."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ranvier.errors import UsageError

ENDINGS = (".csv", ".parquet")

_ANOTHER = "name another file after -o"


def check_output(out: Path, *, source: Path | None = None) -> None:
    """Refuses a name that cannot be written: another ending, a folder, or a file that rows come from.

    source: a file, a programme.toml, or a folder; every file that lies in such a folder already may be one
    that rows come from.
    """
    if out.suffix.lower() not in ENDINGS:
        raise UsageError(
            f"A result is written as {' or '.join(ENDINGS)}, and the name ends otherwise",
            where=out.name,
            hint="end the name of the result in .csv or .parquet",
        )
    if out.is_dir():
        raise UsageError("The result is a file, and a folder has that name", where=out.name, hint=_ANOTHER)
    if source is not None and _may_be_read(out.resolve(), source.resolve()):
        raise UsageError(
            "The result would take the place of a file it is made from", where=out.name, hint=_ANOTHER
        )


def _may_be_read(out: Path, source: Path) -> bool:
    """Whether rows may come from *out*; both with every link followed and every .. taken."""
    if out == source or (out.exists() and source.exists() and out.samefile(source)):
        return True
    folder = source.parent if source.suffix.lower() == ".toml" else source
    return out.exists() and folder.is_dir() and folder in out.parents


def write_frame(frame: pl.DataFrame, out: Path) -> None:
    """*frame* written to *out*; its folder is made if need be."""
    check_output(out)
    out.parent.mkdir(parents=True, exist_ok=True)
    if out.suffix.lower() == ".parquet":
        frame.write_parquet(out)
    else:
        frame.write_csv(out)
