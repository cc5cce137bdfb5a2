"""One case of retrodiction, read and checked: its early part and what came after, one by one."""

from __future__ import annotations

from types import MappingProxyType

from ranvier.literature.read_number import read_number
from ranvier.literature.read_study import read_year
from ranvier.literature.retrodiction.after import (
    Confidence,
    Found,
    LaterStudy,
    ScoredOn,
    Truth,
    WhatCameAfter,
)
from ranvier.literature.retrodiction.early import ChosenForActivity, EarlyEvidence, TherapyKind
from ranvier.literature.section import Section, did_you_mean
from ranvier.literature.study import PublishedNumber
from ranvier.vocabulary.outcomes import Published

_WORDS = ("edss", "time_zero", "confirmation", "follow_up", "completeness", "blinding", "co_treatment")


def read_early(case: Section, part: Section) -> EarlyEvidence:
    """The early evidence of a case; faults are kept in *case* and *part*."""
    case_id = case.text("id", required=True)
    early = EarlyEvidence(
        id=case_id,
        core=case.flag("core"),
        therapy=case.text("therapy", required=True),
        kind=case.word("kind", TherapyKind) or TherapyKind.DRUG,
        citation=part.text("citation", required=True),
        year=read_year(part) or 0,
        design=part.text("design", required=True),
        control=part.text("control", required=True),
        n_start=_count(part, "n_start"),
        n_analysed=_count(part, "n_analysed"),
        course=part.text("course", required=True),
        outcome=part.text("outcome", required=True),
        chosen_for_activity=part.word("selected_on_recent_activity", ChosenForActivity, required=False)
        or ChosenForActivity.UNKNOWN,
        claimed=part.text("claimed", required=True),
        features=MappingProxyType(_features(part)),
        numbers=tuple(read_number(inner, case_id) for inner in part.parts("numbers")),
        **{name: part.text(name) for name in _WORDS},
        ids=MappingProxyType({name: str(found) for name, found in part.scalars("ids").items()}),
        unverified_ids=part.texts("unverified_ids"),
    )
    if (early.n_analysed or 0) > (early.n_start or 0):
        part.fault("'n_analysed' is above 'n_start'", "exchange them")
    part.done()
    return early


def read_after(case: Section, part: Section) -> WhatCameAfter:
    """What came after, of a case; faults are kept in *part*."""
    case_id = case.text("id", required=True)
    after = WhatCameAfter(
        id=case_id,
        trials=tuple(_later(inner, case_id) for inner in part.parts("trials")),
        uncontrolled=tuple(_later(inner, case_id) for inner in part.parts("uncontrolled")),
        found=_found(part),
        traps=part.texts("traps"),
        expected_on_early=part.word("expected_on_early", Published) or Published.INSUFFICIENT,
        acceptable_on_early=_verdicts(part, "acceptable_on_early"),
        forbidden_on_early=_verdicts(part, "forbidden_on_early"),
        expected_after_trial=part.word("expected_after_trial", Published) or Published.INSUFFICIENT,
        lesson=part.text("lesson", required=True),
    )
    if after.expected_on_early not in after.acceptable_on_early:
        part.fault("what is expected must be acceptable", "add it to 'acceptable_on_early'")
    if set(after.acceptable_on_early) & set(after.forbidden_on_early):
        part.fault("a verdict is both acceptable and forbidden", "take it out of one")
    part.done()
    return after


def numbers_after(after: WhatCameAfter) -> tuple[PublishedNumber, ...]:
    """All numbers of the later studies."""
    return tuple(number for study in (*after.trials, *after.uncontrolled) for number in study.numbers)


def _later(part: Section, case_id: str) -> LaterStudy:
    study_id = part.text("id", required=True)
    if study_id and not study_id.startswith(f"{case_id}."):
        part.fault("'id' must begin with the case and a point", f"for example {case_id}.t1")
    study = LaterStudy(
        id=study_id,
        citation=part.text("citation", required=True),
        numbers=tuple(read_number(inner, study_id) for inner in part.parts("numbers")),
        design=part.text("design"),
        n=part.text("n"),
        comparator=part.text("comparator"),
        ids=MappingProxyType({name: str(found) for name, found in part.scalars("ids").items()}),
    )
    part.done()
    return study


def _found(part: Section) -> Found:
    inner = part.part("truth")
    if inner is None:
        part.fault("'truth' is missing", "say what became of the therapy")
        unknown = Truth.UNRESOLVED
        return Found(unknown, unknown, unknown, unknown, "", Confidence.LOW)
    found = Found(
        relapse=inner.word("relapse", Truth) or Truth.UNRESOLVED,
        disability=inner.word("disability", Truth) or Truth.UNRESOLVED,
        mri=inner.word("mri", Truth) or Truth.UNRESOLVED,
        overall=inner.word("overall", Truth) or Truth.UNRESOLVED,
        harm=inner.text("harm", required=True),
        confidence=inner.word("confidence", Confidence) or Confidence.LOW,
        withdrawn_for_harm=inner.flag("withdrawn_for_harm"),
        scored_on=inner.word("scored_on", ScoredOn, required=False) or ScoredOn.OVERALL,
        note=inner.text("note"),
    )
    inner.done()
    return found


def _verdicts(part: Section, key: str) -> tuple[Published, ...]:
    """Verdicts by their codes; those unknown are reported."""
    known = {verdict.value: verdict for verdict in Published}
    named = part.texts(key)
    for name in named:
        if name not in known:
            part.fault(f"'{key}' holds '{name}', which is no verdict", did_you_mean(name, known))
    return tuple(known[name] for name in named if name in known)


def _features(part: Section) -> dict[str, float | bool]:
    """Named figures and flags; words are reported."""
    kept: dict[str, float | bool] = {}
    for name, value in part.scalars("features").items():
        if isinstance(value, str):
            part.fault(f"'features.{name}' must be a number, true or false", "write it without quotes")
        else:
            kept[name] = value
    for name, value in kept.items():
        if name.endswith("_k") and value > kept.get(f"{name[:-2]}_n", value):
            part.fault(f"'features.{name}' is above its n", "correct the counts")
    return kept


def _count(part: Section, key: str) -> int:
    value = part.number(key, required=True)
    if value is not None and (value < 0 or value != int(value)):
        part.fault(f"'{key}' must be a whole number from 0")
        return 0
    return int(value or 0)
