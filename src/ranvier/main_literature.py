"""What `ranvier literature` does: studies listed, shown and pooled; early evidence judged as if then."""

from __future__ import annotations

from pathlib import Path

from ranvier.claims.retrodiction.run import JudgedCase, judge_case_file, judge_cases
from ranvier.errors import UsageError
from ranvier.estimates.pooling.published_pool import pool_published
from ranvier.literature.library import read_literature
from ranvier.literature.retrodiction.case_file import read_cases
from ranvier.literature.retrodiction.read import (
    read_early_evidence,
    read_what_came_after,
    read_yardsticks,
)
from ranvier.literature.text import list_text, study_text
from ranvier.report.pool_files import write_pool
from ranvier.report.pool_text import pool_text, pools_text
from ranvier.report.retrodiction.files import write_retrodiction
from ranvier.report.retrodiction.text import retrodiction_text
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


def retrodict(file: Path | None = None, out: Path | None = None) -> str:
    """Early evidence judged as if then and after its trials, as text; with *out* it is written too.

    file: cases in YAML, by default those that ship. out: ends with .md, .svg or .json. Raises FileError and
    LiteratureError for a file that cannot be used, all faults at once, and UsageError for another ending.
    """
    notes: tuple[str, ...] = ()
    if file is None:
        judged = judge_shipped_cases()
    else:
        cases = read_cases(file)
        judged, notes = judge_case_file(cases, read_yardsticks()), cases.notes
    if out is not None:
        write_retrodiction(judged, out)
    return retrodiction_text(judged, notes)


def judge_shipped_cases() -> tuple[JudgedCase, ...]:
    """Both judgements of every case that ships."""
    after = read_what_came_after()
    trials = {name: answer.trials for name, answer in after.items()}
    return judge_cases(tuple(read_early_evidence().values()), trials, after, read_yardsticks())


def _status(status: str) -> Provenance:
    try:
        return Provenance(status)
    except ValueError:
        known = ", ".join(origin.value for origin in Provenance)
        raise UsageError(f"There is no status '{status}'", hint=f"known: {known}") from None
