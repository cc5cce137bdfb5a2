"""The columns that visits and relapses need, asked for all at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ranvier.errors import DataFaults, RanvierError
from ranvier.ingest.frame_rows import DATE_NAMES, DAY_NAMES, date_column
from ranvier.ingest.header_match import loose
from ranvier.tables.edss_scores import GRADE_COLUMNS
from ranvier.vocabulary.measures import MEASURES

_ONSETS = ("onset_date", "onset_day")


def is_in_days(columns: list[str]) -> bool:
    """Whether a frame with these columns counts whole days instead of naming dates."""
    return date_column(columns) in DAY_NAMES


def check_columns(
    given: Mapping[str, list[str]],
    scores: Sequence[str] = tuple(MEASURES),
    files: Mapping[str, str] | None = None,
) -> None:
    """Raises DataFaults with all that is wrong with the columns of each table; visits need one of *scores*.

    files: the file of each table; None: they are frames. Relapses with scores and without a column of onsets
    are visits in the wrong place, of which every row would be read as a relapse.
    """
    kind = "frame" if files is None else "file"
    problems = []
    for table, names in given.items():
        place = f"{(files or {}).get(table, table)}, which has {len(names)} columns"
        problems += [
            RanvierError(
                f"The {kind} of {table} needs a column {' or '.join(lack)}{more}",
                where=place,
                hint=_near(names, lack) or "rename the column that holds it",
            )
            for lack, more in _lacks(table, names, scores)
        ]
        if table == "relapses" and _looks_like_visits(names):
            problems.append(_visits_as_relapses(names, kind, place))
    if not problems and len({is_in_days(names) for names in given.values()}) > 1:
        problems.append(
            RanvierError(
                "Visits and relapses must both have dates, or both have days",
                where="visits and relapses",
                hint="count the days of both from the same day",
            )
        )
    if problems:
        raise DataFaults(problems, headline=f"The {kind}s cannot be read")


def _lacks(table: str, names: list[str], scores: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
    """The names of which one is needed and none is there, the first ones, and a word for the others."""
    if "patient_id" not in names:
        yield ("patient_id",), ""
    if not date_column(names):
        yield ("date", "day") if table == "visits" else _ONSETS, ""
    if table == "visits" and not set(scores) & set(names):
        yield scores[:4], " or another measure" if len(scores) > 4 else ""


def _near(names: list[str], wanted: Sequence[str]) -> str:
    """A hint with the column that differs from one of *wanted* in capitals and spaces only."""
    alike = [(name, ours) for ours in wanted for name in names if loose(name) == ours]
    return f"'{alike[0][0]}' may be it: rename it to {alike[0][1]}" if alike else ""


def _scores_of(names: list[str]) -> list[str]:
    return [name for name in names if name in MEASURES or name in GRADE_COLUMNS]


def _looks_like_visits(names: list[str]) -> bool:
    is_dated = date_column(names) in (DATE_NAMES[0], DAY_NAMES[0])
    return is_dated and bool(_scores_of(names))


def _visits_as_relapses(names: list[str], kind: str, place: str) -> RanvierError:
    return RanvierError(
        f"The {kind} of relapses has scores ({', '.join(_scores_of(names)[:4])}) and no column onset_date",
        where=place,
        hint=f"give the {kind} of relapses, not that of visits; if it is one, call its dates onset_date",
    )
