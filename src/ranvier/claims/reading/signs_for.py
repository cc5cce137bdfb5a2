"""What speaks for a sentence asserting something: one sign a function, each with its points."""

from __future__ import annotations

from collections.abc import Callable

from ranvier.claims.reading.phrases import (
    BEST_WHEN,
    IS_A,
    LASTS,
    ONLY_THAT,
    THAN,
    THE_MORE_THE,
    WHO_HAS_IT,
    WORKS_BY,
)
from ranvier.claims.reading.quantities import QuantityKind
from ranvier.claims.reading.reason import Reason
from ranvier.claims.reading.signals import Signals


def _sign(name: str, points: float, *, when: bool, background: bool = False) -> Reason | None:
    return Reason(name, points, background) if when else None


def _cures(s: Signals) -> Reason | None:
    return _sign("cure", 2.5, when=s.has("cure") and not s.denies_benefit and s.about("disease", "therapy"))


_OF_THE_COURSE = frozenset({"relapse", "remission", "no_activity", "progression", "lesion", "disability"})


def _helps(s: Signals) -> Reason | None:
    """What is offered, or treated patients, or a function, and that it gets better."""
    gains = s.has("better") and not s.denies_benefit
    if gains and s.about("therapy") and (s.about("function", "disease", "body") or s.patients):
        return Reason("benefit", 2.5)
    if gains and s.about("function"):
        return Reason("benefit", 2.0)
    if gains and not {
        "relapse",
        "remission",
        "no_activity",
        "progression",
        "lesion",
        "disability",
    }.isdisjoint(s.concepts):
        return Reason("benefit", 1.9)
    if gains and (s.about("disease") or s.patients or s.has("we")):
        return Reason("benefit", 1.6)
    if gains and s.about("therapy"):
        return Reason("benefit", 1.2)
    works = (
        s.has("works") and not s.denies_benefit and (s.about("therapy", "disease", "function") or s.patients)
    )
    return _sign("efficacy", 1.7, when=works)


def _acts(s: Signals) -> Reason | None:
    acts = s.has("acts", "causes") and not s.denies_benefit
    if acts and s.about("body") and s.about("therapy"):
        return Reason("mechanism", 2.3)
    if WORKS_BY.search(s.text) and s.about("body") and not s.denies_benefit:
        return Reason("mechanism", 2.0)
    return _sign(
        "mechanism",
        1.7,
        when=acts and s.about("body") and not s.denies_harm,
        background=not s.about("therapy"),
    )


def _causes(s: Signals) -> Reason | None:
    named = s.about("disease", "body", "disability") and s.about("cause", "body", "therapy", "setting")
    if s.has("causes") and s.about("disease") and s.about("cause"):
        return Reason("cause", 2.2, background=True)
    if s.about("disease") and s.about("cause"):
        return Reason("cause", 1.6, background=True)
    return _sign("cause", 1.3, when=s.has("causes") and (named or s.about("cause")), background=True)


def _is_safe(s: Signals) -> Reason | None:
    offered = s.about("therapy") or s.patients or s.has("we")
    if s.about("harm") and s.denies_harm:
        return Reason("no harm", 2.5 if offered or s.about("disease") else 1.8)
    if ONLY_THAT.search(s.text) and (offered or s.about("harm")):
        return Reason("no harm but", 2.2)
    return _sign("safe", 2.0, when=s.has("safe") and offered and not s.denies_benefit)


def _is_reported_harm(s: Signals) -> Reason | None:
    measured = bool(s.times) or bool(s.quantities)
    return _sign(
        "harm, measured", 1.8, when=s.about("harm") and measured and not s.denies_harm, background=True
    )


def _compares(s: Signals) -> Reason | None:
    offered = s.about("therapy") or s.has("we")
    put_above = s.has("superlative") and (offered or s.patients)
    than_other = offered and bool(THAN.search(s.text))
    return _sign("comparison", 1.8, when=(put_above or than_other) and not s.denies_benefit)


def _counts(s: Signals) -> Reason | None:
    kinds = (QuantityKind.SHARE, QuantityKind.POINTS, QuantityKind.TIMES)
    context = s.patients or s.about("disease", "function", "therapy", "harm")
    if s.quantity(*kinds) and context:
        return Reason("quantity", 1.6)
    counted = s.quantity(QuantityKind.PEOPLE, QuantityKind.PROCEDURES)
    treated = s.has("we_do", "we", "house", "served") and counted and not s.has("better")
    return _sign("number treated", 1.9, when=bool(treated))


def _goes_from_to(s: Signals) -> Reason | None:
    """A score before and after."""
    course = any(quantity.before_after for quantity in s.quantities)
    told = course and (s.about("function", "disease") or s.patients)
    return _sign("before and after", 2.0, when=told)


def _generalises(s: Signals) -> Reason | None:
    context = s.about("disease", "function", "therapy", "harm") or s.patients
    if s.has("universal") and context:
        return Reason("universal", 1.2)
    return _sign("in most", 0.6, when=s.has("most") and context)


def _occurs(s: Signals) -> Reason | None:
    about_many = s.about("disease", "cause") or s.patients
    told = s.about("occurrence") and about_many and (s.about("setting", "cause") or bool(s.quantities))
    told = told or (bool(WHO_HAS_IT.search(s.text)) and not s.has("better", "cure") and not s.denies_benefit)
    return _sign("occurrence", 2.0, when=told, background=True)


def _foretells(s: Signals) -> Reason | None:
    told = s.has("prognosis") and (s.about("disease", "function", "therapy") or s.patients)
    told = told or bool(THE_MORE_THE.search(s.text))
    if BEST_WHEN.search(s.text) and (
        s.has("better", "works", "prognosis", "superlative") or s.about("function")
    ):
        return Reason("on what it depends", 1.9)
    return _sign("prognosis", 1.5, when=told, background=not s.about("therapy"))


def _defines(s: Signals) -> Reason | None:
    begins = s.concepts[:1] and s.concepts[0] in ("ms",)
    return _sign("what the disease is", 1.4, when=bool(begins) and s.has_verb, background=True)


def _names_it(s: Signals) -> Reason | None:
    """The disease said to be a disease of some sort."""
    begins = s.concepts[:1] == ("ms",)
    return _sign("what sort of disease", 0.9, when=bool(begins and IS_A.search(s.text)), background=True)


def _states(s: Signals) -> Reason | None:
    """Plain talk of two or more of: what is offered, the disease, the body, functions, harm, causes."""
    of = len(set(s.concepts) - {"treatment", "occurrence", "place", "cause"})
    return _sign("states", min(0.45 * (of - 1), 1.4), when=of >= 2 and s.has_verb, background=True)


def _is_plain(s: Signals) -> Reason | None:
    """A statement without any other sign; it counts where a page sells, and nowhere else."""
    parts = len(s.groups - {"setting", "occurrence"}) + s.patients + bool(s.quantities) + bool(s.times)
    stated = parts > 0 and s.has_verb and s.n_words >= 5 and not s.has("logistics", "advice", "conduct")
    return _sign("plain statement", min(0.5 * parts, 1.0), when=stated, background=True)


def _reports(s: Signals) -> Reason | None:
    return _sign("patients report", 1.2, when=s.has("reports") and s.patients)


def _doses(s: Signals) -> Reason | None:
    how = s.has("protocol") and s.about("therapy")
    measured = s.quantity(QuantityKind.DOSE) is not None
    if how and (measured or s.times):
        return Reason("protocol", 2.0)
    return _sign("protocol", 1.2, when=measured and (s.about("therapy") or s.has("protocol")))


def _does(s: Signals) -> Reason | None:
    offered = s.about("therapy", "disease") or s.patients or s.has("product")
    if s.has("we_do") and offered:
        return Reason("process", 1.6)
    return _sign("process", 1.1, when=s.has("house"), background=True)


def _believes(s: Signals) -> Reason | None:
    return _sign(
        "belief", 1.2, when=s.has("belief") and (s.about("disease", "therapy", "cause") or s.patients)
    )


def _invites(s: Signals) -> Reason | None:
    return _sign("patients can be asked", 1.8, when=s.has("check_with_patients"))


def _amazes(s: Signals) -> Reason | None:
    return _sign("onlookers amazed", 2.0, when=s.has("amazed") and s.has("onlookers"))


def _lasts(s: Signals) -> Reason | None:
    return _sign(
        "a lasting effect", 1.9, when=bool(s.times and LASTS.search(s.text)) and not s.denies_benefit
    )


def _disparages(s: Signals) -> Reason | None:
    """Of other treatments, that they do little."""
    drugs = any(name in s.concepts for name in ("drugs", "interferon", "device"))
    if drugs and s.denies_benefit and s.quantity(QuantityKind.SHARE):
        return Reason("other treatments fail", 4.5)
    other = drugs or s.about("therapy")
    return _sign(
        "other treatments",
        1.6,
        when=s.has("superlative", "most") and other and s.about("disease"),
        background=True,
    )


SIGNS_FOR: tuple[Callable[[Signals], Reason | None], ...] = (
    _cures, _helps, _acts, _causes, _is_safe, _is_reported_harm, _compares, _counts, _goes_from_to,
    _generalises, _occurs, _foretells, _defines, _names_it, _states, _is_plain, _reports, _doses, _does,
    _believes, _invites, _amazes, _lasts, _disparages,
)  # fmt: skip
