"""The pools of the shipped library, read and checked."""

from __future__ import annotations

from collections.abc import Mapping

from ranvier.literature.pools.effect import EffectMeasure, StudyEffect
from ranvier.literature.pools.pool import Pool
from ranvier.literature.pools.read_effect import read_effect
from ranvier.literature.section import Section, did_you_mean
from ranvier.literature.study import PublishedNumber, Study


def read_pool(part: Section, studies: Mapping[str, Study], numbers: Mapping[str, PublishedNumber]) -> Pool:
    """One pool with its effects; faults are kept in *part*."""
    key = part.text("key", required=True)
    part.where = f"pool {key}" if key else part.where
    measure = part.word("measure", EffectMeasure) or EffectMeasure.SHARE
    effects = tuple(read_effect(inner, key, measure, studies, numbers) for inner in part.parts("effects"))
    pool = Pool(
        key=key,
        endpoint=part.text("endpoint", required=True),
        title=part.text("title", required=True),
        measure=measure,
        population=part.text("population", required=True),
        given=part.text("given", required=True),
        against=part.text("against", required=measure is not EffectMeasure.SHARE),
        definition=part.text("definition", required=True),
        effects=effects,
        unit=part.text("unit", required=measure is EffectMeasure.MEAN_DIFFERENCE),
        lower=part.text("lower"),
        higher=part.text("higher"),
        months_from=part.number("months_from"),
        months_to=part.number("months_to"),
    )
    if not effects:
        part.fault("a pool needs at least one effect", "add it under effects")
    _check_months(part, pool)
    _check_together(part, effects)
    part.done()
    return pool


def _check_months(part: Section, pool: Pool) -> None:
    """Report an effect outside of the pool's span of follow-up, or with none where the pool has one."""
    first, last = pool.months_from, pool.months_to
    if (first is None) != (last is None):
        part.fault("'months_from' and 'months_to' belong together", "give both or none")
        return
    for effect in pool.effects:
        if first is None or last is None:
            if effect.months is not None:
                part.fault(f"{effect.study} has months and its pool has none", "give the pool its span")
        elif effect.months is None or not first <= effect.months <= last:
            part.fault(f"{effect.study} lies outside of the pool's months", "make a pool of its own for it")


def _check_together(part: Section, effects: tuple[StudyEffect, ...]) -> None:
    """Report two effects of one study, and people counted in an effect that is not there."""
    keys = [effect.key for effect in effects]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        part.fault(f"'{key}' is used twice", "add a 'suffix' to one of them")
    free = [effect.study for effect in effects if not effect.kept_out and not effect.other_people]
    for study in sorted({study for study in free if free.count(study) > 1}):
        part.fault(f"two effects of {study} would be pooled", "they may share people: say so by 'counted_in'")
    labels = {effect.label for effect in effects}
    if len(labels) < len(effects):
        part.fault("two effects have one label", "give each its own")
    for effect in effects:
        if effect.counted_in and effect.counted_in not in labels:
            part.fault(
                f"there is no effect labelled '{effect.counted_in}'", did_you_mean(effect.counted_in, labels)
            )
