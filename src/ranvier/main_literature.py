"""What `ranvier literature` does: studies listed and shown, and those that answer one question pooled."""

from __future__ import annotations

from pathlib import Path

from ranvier.errors import UsageError
from ranvier.estimates.pooling.published_pool import pool_published
from ranvier.literature.library import read_literature
from ranvier.literature.text import list_text, study_text
from ranvier.report.pool_files import write_pool
from ranvier.report.pool_text import pool_text, pools_text
from ranvier.vocabulary.provenance import Provenance


def list_literature(words: str = "", *, topic: str = "", endpoint: str = "", status: str = "") -> str:
    """One line a study: of all, or of those that fit.

    words: all of them are mentioned. topic: of that topic, or one that begins so. endpoint: adds to a pool of
    that endpoint or key. status: has a number of that origin. Raises UsageError for an unknown topic,
    endpoint or status, and where no study fits.
    """
    literature = read_literature()
    studies = literature.search(words) if words else tuple(literature.studies.values())
    if topic:
        near = topic.casefold()
        if not any(near in study.topic.casefold() for study in literature.studies.values()):
            topics = sorted({study.topic for study in literature.studies.values()})
            raise UsageError(f"There is no topic '{topic}'", hint=f"known: {', '.join(topics)}")
        studies = tuple(study for study in studies if near in study.topic.casefold())
    if endpoint:
        pooled = {effect.study for pool in literature.pools_on(endpoint) for effect in pool.effects}
        studies = tuple(study for study in studies if study.id in pooled)
    if status:
        asked = _status(status)
        studies = tuple(study for study in studies if any(number.status is asked for number in study.numbers))
    if not studies:
        raise UsageError("No study fits", hint="ask for less, or see `ranvier literature list`")
    return list_text(studies)


def show_study(name: str) -> str:
    """One study with the origin of every number, what it adds to pools and what is missing of it.

    name: its identifier, or words that only one study mentions. Raises UsageError where there is none, or
    more than one.
    """
    literature = read_literature()
    study_id = name.upper() if name.upper() in literature.studies else name
    if study_id not in literature.studies:
        found = literature.search(name)
        if len(found) > 1:
            raise UsageError(
                f"More than one study mentions '{name}'",
                hint="name one: " + ", ".join(study.id for study in found),
            )
        study_id = found[0].id if found else name
    study = literature.study(study_id)
    return study_text(study, literature.effects_of(study.id), literature.gaps_of(study.id))


def list_pools() -> str:
    """One line a question on which studies may be pooled, with how many of them are verified."""
    return pools_text(read_literature().pools.values())


def pool_studies(name: str, out: Path | None = None) -> str:
    """Every pool of an endpoint, or the one of that key, as text; with *out* it is written too.

    out: one pool as .svg, .html, .csv or .json. Raises UsageError for an unknown name, for another ending,
    and for a file where the endpoint has several pools, which are never mixed.
    """
    literature = read_literature()
    pools = literature.pools_on(name)
    if out is not None:
        if len(pools) > 1:
            raise UsageError(
                f"'{name}' holds {len(pools)} questions, which are never mixed",
                hint="write one: " + ", ".join(pool.key for pool in pools),
            )
        write_pool(pool_published(pools[0]), literature, out)
    return pool_text([pool_published(pool) for pool in pools])


def _status(status: str) -> Provenance:
    try:
        return Provenance(status)
    except ValueError:
        known = ", ".join(origin.value for origin in Provenance)
        raise UsageError(f"There is no status '{status}'", hint=f"known: {known}") from None
