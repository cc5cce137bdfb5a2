"""What ranvier says of programmes whose truth is known: every world, judged by the real path.

    python benchmarks/verdicts.py --processes 2                300 programmes a row, 30 or more a world
    python benchmarks/verdicts.py --worlds fair steps          only worlds with these words in row or name
    python benchmarks/verdicts.py --msclinical PYTHON          fresh patients from a Python with msclinical
    python benchmarks/verdicts.py --page                       only write the page anew

One line a programme goes to a file beside the results as it is judged; started again, the run goes on where
it was. Lines that other code has made are set aside. The results are the same for the same code and seeds.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]
# each process has one of the cores; a frame of a few thousand rows is slower on several
os.environ["POLARS_MAX_THREADS"] = "1"

from benchmarks.verdicts_page import PAGE, RESULTS, write_page  # noqa: E402 - after the number of threads
from tests.worlds.every_world import BY_NAME, WORLDS  # noqa: E402
from tests.worlds.judged import Answers, judged  # noqa: E402
from tests.worlds.msclinical import PYTHON_VARIABLE  # noqa: E402
from tests.worlds.requirements import tally  # noqa: E402
from tests.worlds.world import Source, World  # noqa: E402

import ranvier  # noqa: E402

Task = tuple[str, int]


def main() -> None:
    arguments = _arguments()
    if arguments.page:
        write_page(json.loads(arguments.output.read_text(encoding="utf-8")))
        return
    if arguments.msclinical:
        os.environ[PYTHON_VARIABLE] = arguments.msclinical
    worlds = _worlds(arguments.worlds)
    lines = arguments.output.with_suffix(".jsonl")
    lines.parent.mkdir(parents=True, exist_ok=True)
    mark = fingerprint(worlds, arguments.msclinical)
    known = list(_known(lines, mark))
    n_programmes = _programmes_of(worlds, arguments.programmes, arguments.row)
    wanted = {(name, seed) for name, n in n_programmes.items() for seed in range(n)}
    left = sorted(wanted - {(one["world"], one["seed"]) for one in known}, key=lambda task: task[1])
    print(f"{len(wanted) - len(left):,} of {len(wanted):,} programmes are judged already", file=sys.stderr)
    new = _append(lines, mark, _judge_all(left, arguments.processes), len(left))
    found = [one for one in (*known, *new) if (one["world"], one["seed"]) in wanted]
    results = _results(worlds, found, arguments, mark)
    arguments.output.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    if arguments.output == RESULTS:
        write_page(results)
        print(f"written: {arguments.output} and {PAGE}", file=sys.stderr)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="What ranvier says of programmes whose truth is known")
    parser.add_argument("--row", type=int, default=300, help="programmes of each row at least (default: 300)")
    parser.add_argument("--programmes", type=int, default=30, help="of each world at least (default: 30)")
    parser.add_argument("--worlds", nargs="*", default=[], help="words of rows or names; all without any")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--msclinical", help="a Python that has msclinical: fresh patients for each programme"
    )
    parser.add_argument("--page", action="store_true", help="write the page anew from the results")
    parser.add_argument("-o", "--output", type=Path, default=RESULTS)
    return parser.parse_args()


def _worlds(words: Sequence[str]) -> list[World]:
    """The worlds with every one of *words* in their row's code, words or name."""
    chosen = [one for one in WORLDS if all(word.lower() in _described(one) for word in words)]
    if not chosen:
        sys.exit(f"no world has the words {' '.join(words)}; there are:\n" + "\n".join(BY_NAME))
    return chosen


def _programmes_of(worlds: Sequence[World], of_world: int, of_row: int) -> dict[str, int]:
    """How many programmes of each world: as many as asked, and so many that its row has its number."""
    worlds_of = Counter(world.row for world in worlds)
    return {world.name: max(of_world, -(-of_row // worlds_of[world.row])) for world in worlds}


def _described(world: World) -> str:
    return f"{world.row.name} {world.row} {world.name}".lower()


def fingerprint(worlds: Sequence[World], python: str | None) -> str:
    """Of all code that could change an answer, and of where the other author's patients come from."""
    digest = hashlib.sha256()
    files = [*(ROOT / "src" / "ranvier").rglob("*"), *(ROOT / "tests" / "worlds").rglob("*")]
    for path in sorted(one for one in files if one.suffix in {".py", ".toml", ".csv", ".gz", ".yaml"}):
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    if python and any(world.source is Source.MSCLINICAL for world in worlds):
        digest.update(b"fresh")
    return digest.hexdigest()[:16]


def _known(lines: Path, mark: str) -> Iterator[Answers]:
    """The programmes judged before by the same code; a line cut short by an interruption is none."""
    if not lines.exists():
        return
    other = 0
    for text in lines.read_text(encoding="utf-8").splitlines():
        try:
            line = json.loads(text)
        except json.JSONDecodeError:
            continue
        if line["code"] == mark:
            yield line["answers"]
        else:
            other += 1
    if other:
        print(f"{other:,} programmes were judged by other code and are set aside", file=sys.stderr)


def _judge_all(tasks: Sequence[Task], processes: int) -> Iterator[Answers]:
    if processes <= 1 or len(tasks) < 2:
        yield from map(_judge_one, tasks)
        return
    # spawned: a forked process would share the threads that polars and numba have begun
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        yield from pool.imap_unordered(_judge_one, tasks, chunksize=4)


def _judge_one(task: Task) -> Answers:
    name, seed = task
    return judged(BY_NAME[name], seed)


def _append(lines: Path, mark: str, found: Iterable[Answers], total: int) -> list[Answers]:
    """Write each programme as it comes, and say how long the rest will take."""
    start, told, kept = time.monotonic(), 0.0, []
    with lines.open("a", encoding="utf-8") as out:
        for answers in found:
            kept.append(answers)
            out.write(json.dumps({"code": mark, "answers": answers}) + "\n")
            out.flush()
            spent = time.monotonic() - start
            if spent - told > 5:
                told = spent
                rest = spent / len(kept) * (total - len(kept)) / 60
                print(f"{len(kept):,} of {total:,} programmes, {rest:.0f} minutes left", file=sys.stderr)
    return kept


def _results(
    worlds: Sequence[World], found: list[Answers], arguments: argparse.Namespace, mark: str
) -> dict[str, Any]:
    """What the page is written from: no dates, no machine."""
    tallies = tally(worlds, found)
    return {
        "made_with": {
            "ranvier": f"{ranvier.__version__}, code and worlds {mark}",
            "numpy": version("numpy"),
            "polars": version("polars"),
            "claim set": "cell-therapy",
            "seeds": f"from 0; {arguments.programmes} or more a world, {arguments.row} or more a row",
            "msclinical patients": "fresh for each programme" if arguments.msclinical else "the sample kept",
        },
        "worlds": {
            world.name: {
                "row": world.row.name,
                "source": world.source.value,
                "says": world.says,
                **tallies[world.name].as_dict(),
            }
            for world in worlds
        },
    }


if __name__ == "__main__":
    main()
