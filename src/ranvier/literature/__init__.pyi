"""The public names of the literature, with their homes: read by people, type checkers and `lazy_names`."""

from ranvier.literature.benchmark import (
    Arm as Arm,
    Benchmark as Benchmark,
    BenchmarkDefinition as BenchmarkDefinition,
)
from ranvier.literature.collection import Literature as Literature
from ranvier.literature.gap import Gap as Gap
from ranvier.literature.library import read_literature as read_literature
from ranvier.literature.pools.effect import (
    ArmCount as ArmCount,
    ArmMean as ArmMean,
    EffectMeasure as EffectMeasure,
    Printed as Printed,
    StudyEffect as StudyEffect,
)
from ranvier.literature.pools.pool import Pool as Pool
from ranvier.literature.retrodiction.after import (
    Found as Found,
    LaterStudy as LaterStudy,
    Truth as Truth,
    WhatCameAfter as WhatCameAfter,
)
from ranvier.literature.retrodiction.early import EarlyEvidence as EarlyEvidence
from ranvier.literature.retrodiction.read import (
    read_early_evidence as read_early_evidence,
    read_what_came_after as read_what_came_after,
    read_yardsticks as read_yardsticks,
)
from ranvier.literature.study import (
    Position as Position,
    PublishedNumber as PublishedNumber,
    Study as Study,
)

__all__: list[str]
