"""All published studies, benchmarks, positions and gaps, by their identifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from ranvier.errors import UsageError
from ranvier.literature.benchmark import Benchmark
from ranvier.literature.gap import Gap
from ranvier.literature.pools.effect import StudyEffect
from ranvier.literature.pools.pool import Pool
from ranvier.literature.section import did_you_mean
from ranvier.literature.study import Position, PublishedNumber, Study


@dataclass(frozen=True)
class Literature:
    """The library. studies, benchmarks, positions and numbers are in the order of their identifiers.

    gaps: what it does not know; pools: questions on which studies may be pooled; in the order of their files.
    """

    studies: Mapping[str, Study]
    benchmarks: Mapping[str, Benchmark]
    positions: Mapping[str, Position]
    numbers: Mapping[str, PublishedNumber]
    gaps: Mapping[str, Gap]
    pools: Mapping[str, Pool]
    fingerprint: str

    def study(self, study_id: str) -> Study:
        """The study of that identifier. Raises UsageError where there is none."""
        if study_id not in self.studies:
            raise UsageError(f"There is no study '{study_id}'", hint=did_you_mean(study_id, self.studies))
        return self.studies[study_id]

    def number(self, key: str) -> PublishedNumber:
        """The number of that key, such as "E62a". Raises UsageError where there is none."""
        if key not in self.numbers:
            raise UsageError(f"There is no published number '{key}'", hint=did_you_mean(key, self.numbers))
        return self.numbers[key]

    def benchmark(self, key: str) -> Benchmark:
        """The benchmark of that key. Raises UsageError where there is none."""
        if key not in self.benchmarks:
            raise UsageError(f"There is no benchmark '{key}'", hint=did_you_mean(key, self.benchmarks))
        return self.benchmarks[key]

    def study_of(self, key: str) -> Study:
        """The study that a number of that key belongs to."""
        self.number(key)
        return self.study(key[:-1])

    def gaps_of(self, study_id: str) -> tuple[Gap, ...]:
        """What is missing of that study."""
        return tuple(gap for gap in self.gaps.values() if study_id in gap.studies)

    def pools_on(self, name: str) -> tuple[Pool, ...]:
        """The pool of that key, or all pools of that endpoint. Raises UsageError where there is none."""
        found = tuple(pool for pool in self.pools.values() if name in (pool.key, pool.endpoint))
        if not found:
            known = {*self.pools, *(pool.endpoint for pool in self.pools.values())}
            raise UsageError(f"Nothing can be pooled on '{name}'", hint=did_you_mean(name, known))
        return found

    def effects_of(self, study_id: str) -> tuple[tuple[Pool, StudyEffect], ...]:
        """What that study adds to which pools."""
        return tuple(
            (pool, effect)
            for pool in self.pools.values()
            for effect in pool.effects
            if effect.study == study_id
        )

    def search(self, text: str) -> tuple[Study, ...]:
        """Studies in which every word of *text* occurs, the best matches first.

        A whole word of the identifier, the citation or an identifying number counts more than one elsewhere.
        """
        words = text.casefold().split()
        scored = [(_score(study, words), study.id, study) for study in self.studies.values()]
        found = sorted((-score, study_id, study) for score, study_id, study in scored if score)
        return tuple(study for _, _, study in found)


def _score(study: Study, words: list[str]) -> int:
    """How well a study matches: 0 unless every word occurs."""
    if not words:
        return 0
    near = " ".join([study.id, study.citation, *study.ids.values()]).casefold()
    rest = [study.topic, study.design, study.population, study.intervention, study.comparator, study.reading]
    far = " ".join([*rest, study.limits, *(number.what for number in study.numbers)]).casefold()
    whole = set(re.findall(r"\w+", near))
    points = [3 if word in whole else 1 if word in near or word in far else 0 for word in words]
    return sum(points) if all(points) else 0
