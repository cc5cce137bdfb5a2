"""One effect, read and checked against the numbers that it rests on."""

from __future__ import annotations

from collections.abc import Mapping

from ranvier.literature.pools.effect import ArmCount, ArmMean, Arms, EffectMeasure, Printed, StudyEffect
from ranvier.literature.pools.printed_text import check_printed
from ranvier.literature.section import Section, did_you_mean
from ranvier.literature.study import PublishedNumber, Study
from ranvier.vocabulary.provenance import Provenance

_FORMS = ("printed", "means", "counts")
_WORST_LAST = (
    Provenance.PRIMARY,
    Provenance.COPY,
    Provenance.SECONDARY,
    Provenance.MIXED,
    Provenance.MEMORY,
)


def read_effect(
    part: Section,
    pool_key: str,
    measure: EffectMeasure,
    studies: Mapping[str, Study],
    numbers: Mapping[str, PublishedNumber],
) -> StudyEffect:
    """One effect of the pool *pool_key*; faults are kept in *part*."""
    figures = _read_figures(part, numbers)
    study_id = figures[0][:-1] if figures else ""
    part.where = f"pool {pool_key}, {study_id or 'an effect'}"
    found = _read_found(part, measure)
    n, unverified = part.number("n"), part.text("unverified")
    decides = bool(figures) and not unverified and all(numbers[key].may_decide for key in figures)
    effect = StudyEffect(
        key=f"{study_id}-{pool_key}{part.text('suffix')}",
        label=part.text("label", required=True),
        study=study_id,
        figures=figures,
        status=_weakest([numbers[key] for key in figures], numbers),
        may_decide=decides,
        found=found,
        n=None if n is None else int(n),
        months=part.number("months"),
        how=part.text("how"),
        is_review=part.flag("review"),
        other_people=part.flag("other_people"),
        counted_in=part.text("counted_in"),
        differs=part.text("differs"),
        caveat="; ".join(filter(None, (unverified, part.text("caveat")))),
    )
    if figures:
        check_printed(part, effect, numbers, studies[study_id])
    part.done()
    return effect


def _read_figures(part: Section, numbers: Mapping[str, PublishedNumber]) -> tuple[str, ...]:
    """The known ones among the numbers it names; they are of one study."""
    named = part.texts("figures")
    if not named:
        part.fault("an effect must name the study numbers it rests on", "for example figures: [E62a]")
    for key in named:
        if key not in numbers:
            part.fault(f"there is no number '{key}'", did_you_mean(key, numbers))
    if len({key[:-1] for key in named}) > 1:
        part.fault("the numbers of an effect must be of one study", "make two effects of them")
    return tuple(key for key in named if key in numbers)


def _weakest(resting: list[PublishedNumber], numbers: Mapping[str, PublishedNumber]) -> Provenance:
    """The worst of the statuses; a derived number is as good as its inputs."""
    statuses: list[Provenance] = []
    waiting, seen = list(resting), set[str]()
    while waiting:
        number = waiting.pop()
        if number.key in seen:
            continue
        seen.add(number.key)
        if number.status is Provenance.DERIVED:
            waiting += [numbers[key] for key in number.inputs if key in numbers]
        else:
            statuses.append(number.status)
    return max(statuses, key=_WORST_LAST.index, default=Provenance.MEMORY)


def _read_found(part: Section, measure: EffectMeasure) -> Printed | Arms:
    """The one of the forms that is there."""
    forms = [name for name in _FORMS if part.has(name)]
    if len(forms) != 1:
        part.fault(f"an effect needs exactly one of {', '.join(_FORMS)}", "give what the source prints")
        return Printed(1.0, 1.0, 1.0)
    form = part.part(forms[0])
    if form is None:
        return Printed(1.0, 1.0, 1.0)
    match forms[0]:
        case "means":
            return _read_means(form, measure)
        case "counts":
            return _read_counts(form, measure)
        case _:
            return _read_printed(form, measure)


def _read_printed(form: Section, measure: EffectMeasure) -> Printed:
    """A number with its interval."""
    value, low, high = (form.number(name, required=True) or 0.0 for name in ("value", "low", "high"))
    form.done()
    if not low <= value <= high or low == high:
        form.fault("the interval must contain the value", "check the three numbers against the source")
    if measure.is_ratio and low <= 0:
        form.fault("a ratio and its interval must lie above 0", "check the three numbers")
    if measure is EffectMeasure.SHARE and not 0 < low <= high < 100:
        form.fault("a share and its interval must lie between 0 and 100 percent", "write it in percent")
    return Printed(value, low, high)


def _read_counts(form: Section, measure: EffectMeasure) -> Arms:
    """How many of how many, in one arm for a share and in two for a ratio."""
    given = _count(form, "had", "of")
    if measure is EffectMeasure.SHARE:
        form.done()
        return (given,)
    if measure not in (EffectMeasure.ODDS_RATIO, EffectMeasure.RISK_RATIO):
        form.fault(f"counts do not make a {measure.value}", "give the number with its interval")
    against = _count(form, "against_had", "against_of")
    form.done()
    return given, against


def _count(form: Section, had: str, of: str) -> ArmCount:
    n_yes, n_all = (form.number(name, required=True) or 0.0 for name in (had, of))
    if n_yes != int(n_yes) or n_all != int(n_all) or not 0 <= n_yes <= n_all or n_all == 0:
        form.fault(f"'{had}' and '{of}' must be whole numbers, the first not above the second")
    return ArmCount(int(n_yes), int(n_all))


def _read_means(form: Section, measure: EffectMeasure) -> Arms:
    """The mean or rate of both arms with what tells their standard errors."""
    if measure not in (EffectMeasure.MEAN_DIFFERENCE, EffectMeasure.RATE_RATIO):
        form.fault(f"means do not make a {measure.value}", "give the number with its interval")
    parts = [form.part(name) for name in ("given", "against")]
    form.done()
    if parts[0] is None or parts[1] is None:
        form.fault("both arms are needed", "give 'given' and 'against'")
        return ArmMean(1.0), ArmMean(1.0)
    return _read_arm(parts[0], measure), _read_arm(parts[1], measure)


def _read_arm(part: Section, measure: EffectMeasure) -> ArmMean:
    n = part.number("n")
    arm = ArmMean(
        value=part.number("value", required=True) or 0.0,
        low=part.number("low"),
        high=part.number("high"),
        std_error=part.number("se"),
        std_deviation=part.number("sd"),
        n=None if n is None else int(n),
    )
    part.done()
    ways = [arm.low is not None and arm.high is not None, arm.std_error is not None, arm.n is not None]
    if sum(ways) != 1 or (arm.n is None) != (arm.std_deviation is None):
        part.fault("an arm needs either low and high, or se, or sd and n", "give what the source prints")
    elif arm.low is not None and arm.high is not None and not arm.low <= arm.value <= arm.high:
        part.fault("the interval must contain the value", "check the three numbers against the source")
    elif any(size is not None and size <= 0 for size in (arm.std_error, arm.std_deviation)):
        part.fault("a standard error or deviation must lie above 0")
    elif arm.n is not None and arm.n < 2:
        part.fault("'n' must be 2 or more")
    elif measure.is_ratio and min(arm.value, arm.value if arm.low is None else arm.low) <= 0:
        part.fault("a rate and its interval must lie above 0")
    return arm
