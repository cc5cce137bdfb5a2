"""Cases of somebody's file: what was known early, the later trials, and the answers, each apart."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from ranvier.errors import EmptyFile, FileTooLarge, LiteratureError, MissingFile, RanvierError, UnreadableFile
from ranvier.literature.retrodiction.after import (
    Confidence,
    Found,
    LaterStudy,
    ScoredOn,
    Truth,
    WhatCameAfter,
)
from ranvier.literature.retrodiction.case_numbers import read_numbers
from ranvier.literature.retrodiction.case_part import CasePart
from ranvier.literature.retrodiction.early import ChosenForActivity, EarlyEvidence, TherapyKind
from ranvier.literature.retrodiction.lines import read_parts
from ranvier.literature.section import did_you_mean
from ranvier.vocabulary.outcomes import Published

LARGEST_FILE_BYTES = 5_000_000
_WORDS = ("edss", "time_zero", "confirmation", "completeness", "blinding", "co_treatment")
_KINDS = (("proced", TherapyKind.PROCEDURE), ("device", TherapyKind.PROCEDURE), ("cell", TherapyKind.CELL))
_TRUTHS = (
    ("does_not_work", Truth.DOES_NOT_WORK),
    ("works", Truth.WORKS),
    ("harm", Truth.HARM),
    ("mixed", Truth.MIXED),
    ("not_shown", Truth.NOT_SHOWN),
    ("not_tested", Truth.NOT_TESTED),
    ("not_applicable", Truth.NOT_APPLICABLE),
    ("none", Truth.NOT_TESTED),
)
_ANSWERS = ("truth", "expected_on_early_data", "expected_on_early", "expected_after_trial")


@dataclass(frozen=True)
class CaseFile:
    """The cases of one file, in its order.

    after: by case; a case whose answer is not in the file has none, and is judged but not scored. notes:
    names in the file that nothing reads, with their lines.
    """

    name: str
    early: tuple[EarlyEvidence, ...]
    trials: MappingProxyType[str, tuple[LaterStudy, ...]]
    after: MappingProxyType[str, WhatCameAfter]
    notes: tuple[str, ...] = ()


def read_cases(path: Path) -> CaseFile:
    """The cases of a YAML file.

    Raises MissingFile, EmptyFile, FileTooLarge, UnreadableFile, and LiteratureError with all faults at once,
    each with its line. A field that is missing, or says "not found", is not known; that is no fault.
    """
    faults: list[RanvierError] = []
    whole = read_parts(_text(path), path.name, faults)
    reader = _Reader(path.name, faults)
    if whole is not None:
        reader.read(CasePart(whole, path.name, faults))
    if faults:
        raise LiteratureError(faults, headline=f"{len(faults)} things in {path.name} must be put right")
    return CaseFile(
        path.name,
        tuple(reader.early),
        MappingProxyType(reader.trials),
        MappingProxyType(reader.after),
        tuple(reader.notes),
    )


def _text(path: Path) -> str:
    if not path.is_file():
        raise MissingFile("There is no such file", where=str(path), hint="name a YAML file of cases")
    if path.stat().st_size > LARGEST_FILE_BYTES:
        raise FileTooLarge("The file is above 5 MB", where=str(path), hint="split it by cases")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnreadableFile("This is no text in UTF-8", where=str(path), hint="save it as UTF-8") from None
    if not text.strip():
        raise EmptyFile("The file holds nothing", where=str(path), hint="begin it with 'cases:'")
    if "\0" in text:
        raise UnreadableFile("This is no text", where=str(path), hint="name a YAML file of cases")
    return text


class _Reader:
    """Reads case after case and keeps what each holds."""

    def __init__(self, name: str, faults: list[RanvierError]) -> None:
        self.name = name
        self.faults = faults
        self.early: list[EarlyEvidence] = []
        self.trials: dict[str, tuple[LaterStudy, ...]] = {}
        self.after: dict[str, WhatCameAfter] = {}
        self.notes: list[str] = []

    def read(self, whole: CasePart) -> None:
        cases = whole.inners("cases")
        if not cases and not self.faults:
            whole.fault("there are no cases", "cases", hint="begin the list with 'cases:'")
        for i, case in enumerate(cases, start=1):
            self._read_case(case, i)
        self.notes += whole.unread(leave=("meta", "yardsticks"))

    def _read_case(self, case: CasePart, position: int) -> None:
        case_id = case.text("id")
        case.where = f"{self.name}, case {case_id or position}"
        if not case_id:
            case.fault("a case has no 'id'", hint="give it a short name of its own, such as R30")
        if case_id in self.trials:
            case.fault(f"'{case_id}' is used twice", "id", hint="give each case a name of its own")
        part = case.inner("early")
        if part is None:
            case.fault("'early' is missing", hint="say what was known before the deciding trial")
            return
        self.early.append(_read_early(case, part, case_id))
        later = case.inner("after") or case
        self.trials[case_id] = tuple(
            _read_later(inner, f"{case_id}.t{i}")
            for i, inner in enumerate(later.inners("trials", "decisive"), start=1)
        )
        if any(name in later.part.values for name in _ANSWERS):
            self.after[case_id] = _read_after(later, case_id, self.trials[case_id])
        self.notes += [*case.unread(), *part.unread(), *(later.unread() if later is not case else ())]


def _read_early(case: CasePart, part: CasePart, case_id: str) -> EarlyEvidence:
    claimed = part.text("claimed") or case.text("claimed_then", "claimed")
    features = part.inner("features") or case.inner("features")
    n_start, n_analysed = part.count("n_start", "n"), part.count("n_analysed")
    if n_start is not None and n_analysed is not None and n_analysed > n_start:
        part.fault("'n_analysed' is above 'n_start'", "n_analysed", hint="exchange them")
    kind = case.text("kind").casefold()
    return EarlyEvidence(
        id=case_id,
        core=case.text("core").casefold() in ("true", "yes"),
        therapy=case.text("therapy"),
        kind=next((found for word, found in _KINDS if word in kind), TherapyKind.DRUG),
        citation=part.text("citation"),
        year=part.count("year") or 0,
        design=part.text("design"),
        control=part.text("control"),
        n_start=n_start if n_start is not None else n_analysed,
        n_analysed=n_analysed if n_analysed is not None else n_start,
        course=part.text("course"),
        outcome=part.text("outcome", "outcomes"),
        chosen_for_activity=_chosen(part),
        claimed=claimed,
        features=MappingProxyType(_features(features)),
        numbers=read_numbers(part, case_id),
        **{name: part.text(name) for name in _WORDS},
        follow_up=part.text("follow_up", "followup"),
        ids=MappingProxyType(_ids(part)),
        unverified_ids=part.texts("unverified_ids"),
    )


def _chosen(part: CasePart) -> ChosenForActivity:
    """Whether patients were let in for recent activity; what is said in other words is unknown."""
    text = part.text("selected_on_recent_activity").casefold()
    aliases = {"true": "yes", "false": "no", "probably": "likely", "possibly": "likely"}
    first = (text.replace(",", " ").replace("(", " ").split() or [""])[0].strip(".;:")
    found = aliases.get(first, first)
    return next((word for word in ChosenForActivity if word.value == found), ChosenForActivity.UNKNOWN)


def _features(part: CasePart | None) -> dict[str, float | bool]:
    """Figures and flags; what is neither, such as "unknown", is left out."""
    kept: dict[str, float | bool] = {}
    for name, value in (part.part.values if part else {}).items():
        text = value.strip().casefold() if isinstance(value, str) else ""
        if text in ("true", "yes", "false", "no"):
            kept[name] = text in ("true", "yes")
        else:
            number = _number(text)
            if number is not None:
                kept[name] = number
    return kept


def _number(text: str) -> float | None:
    try:
        found = float(text.replace("−", "-").removesuffix("%"))
    except ValueError:
        return None
    if not abs(found) < float("inf"):
        return None
    return found / 100 if text.endswith("%") else found


def _ids(part: CasePart) -> dict[str, str]:
    inner = part.inner("ids")
    return {name: str(value) for name, value in inner.part.values.items()} if inner else {}


def _read_later(part: CasePart, study_id: str) -> LaterStudy:
    return LaterStudy(
        id=part.text("id") or study_id,
        citation=part.text("citation"),
        numbers=read_numbers(part, study_id),
        design=part.text("design"),
        n=part.text("n"),
        comparator=part.text("comparator", "control"),
        ids=MappingProxyType(_ids(part)),
    )


def _read_after(part: CasePart, case_id: str, trials: tuple[LaterStudy, ...]) -> WhatCameAfter:
    expected = _verdict(part, "expected_on_early", "expected_on_early_data")
    acceptable = _verdicts(part, "acceptable_on_early", "acceptable_on_early_data")
    others = part.inners("uncontrolled", "other_uncontrolled")
    return WhatCameAfter(
        id=case_id,
        trials=trials,
        uncontrolled=tuple(_read_later(inner, f"{case_id}.u{i}") for i, inner in enumerate(others, start=1)),
        found=_found(part),
        traps=part.texts("traps"),
        expected_on_early=expected,
        acceptable_on_early=tuple(dict.fromkeys((expected, *acceptable))),
        forbidden_on_early=_verdicts(part, "forbidden_on_early", "forbidden_on_early_data"),
        expected_after_trial=_verdict(part, "expected_after_trial"),
        lesson=part.text("lesson"),
    )


def _found(part: CasePart) -> Found:
    inner = part.inner("truth")
    if inner is None:
        return Found(*(Truth.UNRESOLVED,) * 4, harm="", confidence=Confidence.LOW)
    overall = inner.text("overall")
    return Found(
        relapse=_truth(inner.text("relapse")),
        disability=_truth(inner.text("disability")),
        mri=_truth(inner.text("mri")),
        overall=_truth(overall),
        harm=inner.text("harm"),
        confidence=inner.word(Confidence, "confidence", otherwise=Confidence.LOW),
        withdrawn_for_harm="withdrawn"
        in f"{overall} {inner.text('harm')} {inner.text('withdrawn_for_harm')}",
        scored_on=inner.word(ScoredOn, "scored_on", "scored_reading", otherwise=ScoredOn.OVERALL),
        note=inner.text("note"),
    )


def _truth(text: str) -> Truth:
    """The agreed word that a text begins with; anything else leaves it unresolved."""
    plain = text.casefold().replace(" ", "_")
    return next((truth for word, truth in _TRUTHS if plain.startswith(word)), Truth.UNRESOLVED)


def _verdict(part: CasePart, *names: str) -> Published:
    found = _verdicts(part, *names)
    return found[0] if found else Published.INSUFFICIENT


def _verdicts(part: CasePart, *names: str) -> tuple[Published, ...]:
    known = {verdict.value: verdict for verdict in Published}
    named = part.texts(*names)
    for name in named:
        if name not in known:
            part.fault(
                f"'{names[0]}' holds '{name}', which is no verdict", *names, hint=did_you_mean(name, known)
            )
    return tuple(known[name] for name in named if name in known)
