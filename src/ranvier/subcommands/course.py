"""`ranvier course`: every event of a file of visits or of a programme."""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, cast

from ranvier.errors import UsageError
from ranvier.subcommands.terminal import after_a_while, clear, notice, tell

if TYPE_CHECKING:
    from ranvier.course.finders import Events
    from ranvier.definitions.confirmed_change import ConfirmedChange
    from ranvier.definitions.preset import Preset
    from ranvier.main_course import CourseFound

_COURSE = """Finds the events of any published definition: confirmed worsening and improvement with their
relation to relapses, changes that last, worsening from two references, secondary progression.

SOURCE is a Parquet file of visits with patient_id, date (or day, whole days) and edss, t25fw, nhpt or sdmt;
or a programme folder. A Parquet file may be larger than memory: grouped by patient it is read some patients
at a time, else it is sorted first, in temporary files beside OUT.

Writes OUT, one row an event, and the settings used beside it (OUT with .settings.json).
"""

_EXAMPLES = """examples:
  ranvier course visits.parquet --relapses relapses.parquet --definition muller2023 -o events.parquet
  ranvier course clinic/ --endpoint worsening --every -o events.csv
  ranvier course visits.parquet --measure sdmt --confirm-days 84 -o events.parquet

exit codes: 0 done · 1 the definition asks for records that are missing · 2 wrong call ·
10–14 a file cannot be used · 21 columns are missing, or no row can be used
"""


def add_course(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The command `course`."""
    from ranvier.definitions.presets import PRESETS
    from ranvier.vocabulary.measures import MEASURES

    course = commands.add_parser(
        "course",
        help="every confirmed event of a file of visits, or of a programme",
        description=_COURSE,
        epilog=_listed(PRESETS.values()) + _EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    course.add_argument(
        "source", type=Path, metavar="SOURCE", help="visits as Parquet, or a programme folder"
    )
    course.add_argument("-o", "--out", type=Path, required=True, metavar="OUT", help=".parquet or .csv")
    course.add_argument("--relapses", type=Path, metavar="FILE", help="Parquet: patient_id, onset_date")
    course.add_argument(
        "--definition",
        default="primary",
        metavar="NAME",
        help="published definition to start from (default: primary)",
    )
    course.add_argument(
        "--endpoint",
        choices=("worsening", "improvement", "pira", "raw", "any"),
        help="which events (default: those of the definition); pira: from a fixed reference, as in primary, "
        "what a relapse left can become a PIRA later; --definition muller2023 or --reference roving avoid it",
    )
    course.add_argument(
        "--measure", choices=tuple(MEASURES), metavar="NAME", help="what is measured: edss, t25fw …"
    )
    course.add_argument("--confirm-days", type=int, metavar="DAYS", help="from onset to the confirming visit")
    course.add_argument(
        "--reference",
        choices=("fixed", "roving", "roving-improvement", "roving-worsening"),
        help="the score a change is measured from",
    )
    course.add_argument("--every", action="store_true", help="every event of a patient, not the first alone")
    course.add_argument("--seed", type=int, metavar="N", help="where a last visit counts by chance")
    course.set_defaults(run=_run_course)


def _listed(presets: Iterable[Preset]) -> str:
    """The published definitions, one a line; docs/reference/presets.md says where each was read."""
    lines = [f"  {preset.name:26}{preset.line}" for preset in presets]
    return "\n".join(["definitions (docs/reference/presets.md):", *lines, "", ""])


def _run_course(options: argparse.Namespace) -> int:
    from ranvier.definitions.settings_used import settings_used
    from ranvier.main_course import Listener, course_of_file

    definition = course_definition(options)
    found = course_of_file(
        options.source,
        definition,
        options.out,
        relapses=options.relapses,
        seed=options.seed,
        listener=Listener(after_a_while(tell, time.monotonic), notice),
    )
    clear()
    print(settings_used(definition))
    _print_found(found)
    return 0


def course_definition(options: argparse.Namespace) -> Events:
    """The published definition that is named; one of confirmed change with the other options as settings."""
    from ranvier.definitions.confirmed_change import ConfirmedChange
    from ranvier.definitions.presets import preset

    named = preset(options.definition)
    if isinstance(named, ConfirmedChange):
        return asked_definition(options)
    given = [
        f"--{name.replace('_', '-')}"
        for name in ("endpoint", "measure", "confirm_days", "reference", "every")
        if getattr(options, name)
    ]
    if given:
        raise UsageError(
            f"{options.definition} has settings of its own, which are not changed from here",
            where=", ".join(given),
            hint="leave these out; in Python every setting can be changed",
        )
    return cast("Events", named)


def asked_definition(options: argparse.Namespace) -> ConfirmedChange:
    """The published definition that is named, with the settings that the other options change."""
    from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence, Reference
    from ranvier.definitions.presets import preset
    from ranvier.vocabulary.measures import MEASURES

    start = preset(options.definition)
    if not isinstance(start, ConfirmedChange):  # such as that of secondary progressive MS
        raise UsageError(
            "This definition is not one of confirmed change",
            where="--definition",
            hint="choose another one, such as primary or muller2023; ranvier course takes them all",
        )
    changed: dict[str, object] = {}
    if options.measure is not None and MEASURES[options.measure] != start.measure:
        changed |= {"measure": MEASURES[options.measure], "steps": MEASURES[options.measure].steps}
    if options.confirm_days is not None:
        changed["confirm_after_days"] = _positive(options.confirm_days, "--confirm-days")
    if options.reference is not None:
        changed["reference"] = Reference(options.reference.replace("-", " after "))
    if options.every:
        changed["occurrence"] = Occurrence.EVERY
    return _as_endpoint(replace(start, **changed), options.endpoint)  # type: ignore[arg-type]


def _as_endpoint(definition: ConfirmedChange, endpoint: str | None) -> ConfirmedChange:
    """*definition* with the same settings, of the class that asks for these events."""
    from ranvier.definitions.confirmed_change import ConfirmedChange
    from ranvier.definitions.improvement import ConfirmedImprovement
    from ranvier.definitions.pira import Pira, Raw
    from ranvier.definitions.worsening import ConfirmedWorsening

    kinds: dict[str, type[ConfirmedChange]] = {
        "worsening": ConfirmedWorsening,
        "improvement": ConfirmedImprovement,
        "pira": Pira,
        "raw": Raw,
        "any": ConfirmedChange,
    }
    if endpoint is None or type(definition) is kinds[endpoint]:
        return definition
    return kinds[endpoint](**{field.name: getattr(definition, field.name) for field in fields(definition)})


def _positive(days: int, option: str) -> int:
    if days < 1:
        raise UsageError(
            "The days to confirmation must be 1 or more", where=option, hint="84 or 168 are usual"
        )
    return days


def _print_found(found: CourseFound) -> None:
    total = sum(found.n_events.values())
    print(f"\n{total:,} events in {found.n_patients:,} patients with {found.n_visits:,} visits")
    for kind, count in found.n_events.items():
        print(f"  {count:,} {kind}")
    for row_count in found.counts:
        print(row_count)
    for fault in found.faults:
        print(f"\n{fault}")
    print(f"\nWritten: {found.out}, and the settings beside it")
