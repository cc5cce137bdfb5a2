"""Reads the shipped studies, benchmarks and positions; all faults at once."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from types import MappingProxyType

from ranvier.errors import LiteratureError, RanvierError
from ranvier.literature.benchmark import Benchmark
from ranvier.literature.collection import Literature
from ranvier.literature.gap import Gap, read_gap
from ranvier.literature.pools.pool import Pool
from ranvier.literature.pools.read_pools import read_pool
from ranvier.literature.read_benchmark import read_benchmark
from ranvier.literature.read_study import read_position, read_study, with_decisions
from ranvier.literature.read_yaml import read_list
from ranvier.literature.section import Section
from ranvier.literature.study import Position, PublishedNumber, Study

_SINGLE_FILES = ("benchmarks.yaml", "regulators.yaml", "missing.yaml", "pools.yaml")


@cache
def read_literature() -> Literature:
    """The shipped library, read once."""
    return read_literature_from(resources.files("ranvier.literature") / "data")


def read_literature_from(folder: Traversable) -> Literature:
    """The library in *folder*: studies/*.yaml, benchmarks.yaml, regulators.yaml, missing.yaml and
    pools.yaml.

    Raises LiteratureError with all faults of all files at once.
    """
    faults: list[RanvierError] = []
    files = sorted((folder / "studies").iterdir(), key=lambda entry: entry.name)
    studies = _studies(
        [part for file in files if file.name.endswith(".yaml") for part in read_list(file, faults)]
    )
    studies = with_decisions(studies, faults)
    numbers = {number.key: number for study in studies for number in study.numbers}
    benchmarks = _benchmarks(read_list(folder / "benchmarks.yaml", faults), numbers)
    positions = _positions(read_list(folder / "regulators.yaml", faults))
    pools = _pools(read_list(folder / "pools.yaml", faults), studies, numbers)
    gaps = _gaps(read_list(folder / "missing.yaml", faults), studies, numbers)
    if faults:
        raise LiteratureError(faults, headline=f"{len(faults)} things in the literature must be put right")
    return Literature(
        studies=MappingProxyType({study.id: study for study in studies}),
        benchmarks=MappingProxyType({benchmark.key: benchmark for benchmark in benchmarks}),
        positions=MappingProxyType({position.id: position for position in positions}),
        numbers=MappingProxyType(numbers),
        gaps=MappingProxyType({gap.id: gap for gap in gaps}),
        pools=MappingProxyType({pool.key: pool for pool in pools}),
        fingerprint=_fingerprint([*files, *(folder / name for name in _SINGLE_FILES)]),
    )


def _studies(parts: list[Section]) -> list[Study]:
    """All studies, in the order of their identifiers."""
    studies = [read_study(part) for part in parts]
    _check_unique(parts, [study.id for study in studies])
    return sorted(studies, key=lambda study: study.id)


def _benchmarks(parts: tuple[Section, ...], numbers: dict[str, PublishedNumber]) -> list[Benchmark]:
    benchmarks = [read_benchmark(part, numbers) for part in parts]
    _check_unique(parts, [benchmark.key for benchmark in benchmarks])
    return sorted(benchmarks, key=lambda benchmark: benchmark.key)


def _positions(parts: tuple[Section, ...]) -> list[Position]:
    positions = [read_position(part) for part in parts]
    _check_unique(parts, [position.id for position in positions])
    return positions


def _pools(
    parts: tuple[Section, ...], studies: list[Study], numbers: dict[str, PublishedNumber]
) -> list[Pool]:
    by_id = {study.id: study for study in studies}
    pools = [read_pool(part, by_id, numbers) for part in parts]
    _check_unique(parts, [pool.key for pool in pools])
    return pools


def _gaps(parts: tuple[Section, ...], studies: list[Study], numbers: dict[str, PublishedNumber]) -> list[Gap]:
    gaps = [read_gap(part, {study.id: study for study in studies}, numbers) for part in parts]
    _check_unique(parts, [gap.id for gap in gaps])
    return gaps


def _check_unique(parts: list[Section] | tuple[Section, ...], names: list[str]) -> None:
    """Report a name that an earlier entry has already."""
    seen: set[str] = set()
    for part, name in zip(parts, names, strict=True):
        if name and name in seen:
            part.fault(f"'{name}' is used twice", "give each entry its own")
        seen.add(name)


def _fingerprint(files: list[Traversable]) -> str:
    """SHA-256 over all files, in the order of their names."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    return digest.hexdigest()
