"""1,440 definitions over 16,636 patients: seconds, patients and definitions a second, and peak memory.

    python benchmarks/multiverse.py
    python benchmarks/multiverse.py --patients 2000 --threads 1

The size is that of two published comparisons taken together: 1,440 definitions in the Austrian registry
(Bsteh 2025) and 16,636 patients in MSBase (Kalincik 2015). Target: under 60 s on 2 cores.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from pathlib import Path

sys.path.insert(
    0, str(Path(__file__).parents[1])
)  # the courses of the other benchmark, the cohorts of the tests

from benchmarks.course_cohort import courses
from tests.small_cohorts import cohort_of_columns

from ranvier.course.multiverse import find_multiverse
from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence, Reference, SlightChanges
from ranvier.definitions.grid import definition_grid
from ranvier.definitions.windows import RelapseDistance
from ranvier.definitions.worsening import PRIMARY
from ranvier.vocabulary.steps import EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5

TARGET_SECONDS = 60.0


def grid() -> dict[str, ConfirmedChange]:
    """5 × 4 × 2 × 2 × 3 × 3 × 2 = 1,440 definitions."""
    return definition_grid(
        {
            "confirm_after_days": [84, 168, 252, 336, 672],
            "reference": list(Reference),
            "steps": [EDSS_STEPS_TO_5_0, EDSS_STEPS_TO_5_5],
            "all_visits_hold": [True, False],
            "relapse_to_confirmation": [RelapseDistance(), RelapseDistance(31), RelapseDistance(90)],
            "slight_changes": [SlightChanges.NONE, SlightChanges.IMPROVEMENT, SlightChanges.WORSENING],
            "occurrence": list(Occurrence),
        },
        PRIMARY,
    )


def peak_mib() -> float:
    """The most memory this process has held so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--patients", type=int, default=16_636)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    visits, relapses = courses(asked.patients)
    ids = [f"p{number:06d}" for number in range(asked.patients)]
    seen, fell_ill = (
        [
            ids[patient]
            for patient in range(asked.patients)
            for _ in range(offset[patient + 1] - offset[patient])
        ]
        for offset in (visits.offset, relapses.offset)
    )
    cohort = cohort_of_columns(
        patients={"patient_id": ids},
        visits={"patient_id": seen, "date": visits.day, "edss": visits.score / 2},
        relapses={"patient_id": fell_ill, "onset_date": relapses.day},
    )
    definitions = grid()
    find_multiverse(cohort, dict(list(definitions.items())[:8]), n_threads=1)  # compiles, if nothing is kept
    before = peak_mib()
    began = time.perf_counter()
    found = find_multiverse(cohort, definitions, n_threads=asked.threads)
    seconds = time.perf_counter() - began
    verdict = "" if seconds < TARGET_SECONDS else f", over the target of {TARGET_SECONDS:g} s"
    print(f"{len(definitions):,} definitions × {asked.patients:,} patients, {len(visits.day):,} visits")
    print(f"{asked.threads} threads: {seconds:.1f} s{verdict}; {len(definitions) / seconds:.0f} a second")
    print(f"peak memory {peak_mib():.0f} MiB, of which during the run +{peak_mib() - before:.0f} MiB")
    lowest, highest = found["rate_per_year"].min(), found["rate_per_year"].max()
    print(f"events a year by definition: {lowest:.3f} to {highest:.3f}")


if __name__ == "__main__":
    main()
