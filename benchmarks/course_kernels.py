"""The course kernels on a million patients, as a ratio beside plain Python loops over lists.

    python benchmarks/course_kernels.py
    python benchmarks/course_kernels.py --patients 100000

Kernels run warm, on sorted arrays, on one thread and, for the two cores of a laptop, on two (a kernel leaves
the interpreter's lock, so halves of the patients run side by side). The plain loops get a sample of the same
patients and must find the same events. At the end: how long the first call takes in each form of a kernel.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from ranvier.course.rule_parts import step_table
from ranvier.course.rules import change_rule
from ranvier.definitions.confirmed_change import ConfirmedChange, Occurrence, Reference
from ranvier.definitions.worsening import PRIMARY
from ranvier.kernels.arrays import RelapseArrays, VisitArrays
from ranvier.kernels.events import find_events
from ranvier.kernels.follow_up import FollowUpRule, follow_up

sys.path.insert(0, str(Path(__file__).parents[1]))  # the plain loops are the slow twins of the tests

from benchmarks.course_cohort import courses
from tests.reference import events as plain_events, follow_up as plain_follow_up

SAMPLE = 2_000
TARGET_SECONDS = 1.0
FEWEST_REPEATS = 5

EVERY_EVENT = ConfirmedChange(reference=Reference.ROVING, occurrence=Occurrence.EVERY)
ONE_PASS = FollowUpRule(step_table(PRIMARY.steps), 168, 31)


def part(
    visits: VisitArrays, relapses: RelapseArrays, first: int, end: int
) -> tuple[VisitArrays, RelapseArrays]:
    """The patients from *first* up to *end*."""
    seen, fell_ill = visits.offset[first : end + 1], relapses.offset[first : end + 1]
    rows, onsets = slice(seen[0], seen[-1]), slice(fell_ill[0], fell_ill[-1])
    return (
        VisitArrays(seen - seen[0], visits.day[rows].copy(), visits.score[rows].copy()),
        RelapseArrays(fell_ill - fell_ill[0], relapses.day[onsets].copy()),
    )


def as_lists(
    visits: VisitArrays, relapses: RelapseArrays, n: int
) -> list[tuple[list[tuple[int, float]], list[int]]]:
    """The first *n* patients as a plain loop wants them."""
    days, scores = visits.day.tolist(), (visits.score / 2).tolist()
    onsets = relapses.day.tolist()
    return [
        (
            list(zip(days[a:b], scores[a:b], strict=True)),
            onsets[relapses.offset[patient] : relapses.offset[patient + 1]],
        )
        for patient, (a, b) in enumerate(zip(visits.offset[:n], visits.offset[1 : n + 1], strict=True))
    ]


def median_seconds(run: Callable[[], object], repeats: int = FEWEST_REPEATS) -> float:
    """The median of several runs after one that compiles."""
    run()
    seconds = []
    for _ in range(repeats):
        began = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - began)
    return statistics.median(seconds)


def side_by_side(
    kernel: Callable[..., object], halves: list[tuple[VisitArrays, RelapseArrays]], rule: object
) -> None:
    """Both halves of the patients at once."""
    with ThreadPoolExecutor(len(halves)) as pool:
        list(pool.map(lambda half: kernel(*half, rule), halves))


def check_sample(lists: list, sample: tuple[VisitArrays, RelapseArrays]) -> None:
    """The kernels find in the sample what the plain loops find."""
    events = find_events(*sample, change_rule(EVERY_EVENT))
    slow = [plain_events.find_events(*patient, EVERY_EVENT) for patient in lists]
    counts = np.bincount(events.patient, minlength=len(lists)).tolist()
    if counts != [len(found) for found in slow]:
        raise SystemExit("the kernel and the plain loop disagree on events")
    onset = (follow_up(*sample, ONE_PASS).onset >= 0).tolist()
    if onset != [plain_follow_up.follow_up(*patient, PRIMARY.steps).onset is not None for patient in lists]:
        raise SystemExit("the kernel and the plain loop disagree on follow-up")


def measure(n: int) -> None:
    visits, relapses = courses(n)
    sample = part(visits, relapses, 0, min(SAMPLE, n))
    lists = as_lists(visits, relapses, min(SAMPLE, n))
    halves = [part(visits, relapses, 0, n // 2), part(visits, relapses, n // 2, n)]
    check_sample(lists, sample)
    print(f"{n:,} patients, {len(visits.day):,} visits, {len(relapses.day):,} relapses")
    print(f"medians of {FEWEST_REPEATS} runs")
    print(f"{'':34}{'1 thread':>10}{'2 threads':>11}{'plain loop':>12}{'ratio':>9}")
    for name, kernel, rule, plain in (
        (
            "free of worsening, primary",
            follow_up,
            ONE_PASS,
            lambda: [plain_follow_up.follow_up(*patient, PRIMARY.steps) for patient in lists],
        ),
        (
            "first worsening, general kernel",
            find_events,
            change_rule(PRIMARY),
            lambda: [plain_events.find_events(*patient, PRIMARY) for patient in lists],
        ),
        (
            "every event, roving reference",
            find_events,
            change_rule(EVERY_EVENT),
            lambda: [plain_events.find_events(*patient, EVERY_EVENT) for patient in lists],
        ),
    ):
        one = median_seconds(lambda kernel=kernel, rule=rule: kernel(visits, relapses, rule))
        two = median_seconds(lambda kernel=kernel, rule=rule: side_by_side(kernel, halves, rule))
        slow = median_seconds(plain, 3) * n / len(lists)
        verdict = "" if one < TARGET_SECONDS else f"  over the target of {TARGET_SECONDS} s"
        print(f"{name:34}{one:9.3f} s{two:9.3f} s{slow:10.1f} s{slow / one:8.0f}x{verdict}")
    print_first_calls(sample)


def print_first_calls(sample: tuple[VisitArrays, RelapseArrays]) -> None:
    """What a process waits for: the sample in the plain form of each kernel, and the compiled form made."""
    for name, kernel, rule in (
        ("follow_up", follow_up, ONE_PASS),
        ("events", find_events, change_rule(PRIMARY)),
    ):
        plain = median_seconds(lambda kernel=kernel, rule=rule: kernel.plain(*sample, rule))
        print(f"{name}: {len(sample[0].day):,} visits as plain Python {plain:.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--patients", type=int, default=1_000_000)
    measure(parser.parse_args().patients)


if __name__ == "__main__":
    main()
