"""A claim in ranvier's own words, made from the parts that were recognised; no word of the page is used."""

from __future__ import annotations

from collections.abc import Sequence

from ranvier.claims.language.claim import ClaimKind
from ranvier.claims.reading.assertion import Assertion
from ranvier.claims.reading.lexicon import concepts
from ranvier.claims.reading.quantities import QuantityKind
from ranvier.claims.reading.signals import Signals

MOST_NAMED = 3


def find_own_words(kind: ClaimKind, signals: Signals, assertion: Assertion) -> str:
    """One short sentence that says what is asserted."""
    made = {
        ClaimKind.OUTCOME: _outcome,
        ClaimKind.SAFETY: _safety,
        ClaimKind.COMPARATIVE: _comparative,
        ClaimKind.PROGNOSIS: _prognosis,
        ClaimKind.EPIDEMIOLOGY: _occurrence,
        ClaimKind.MECHANISM: _mechanism,
        ClaimKind.PROTOCOL: _protocol,
        ClaimKind.PROCESS: _process,
    }[kind](signals, assertion)
    text = " ".join(made.split())
    return f"{text[:1].upper()}{text[1:]}."


def _outcome(s: Signals, a: Assertion) -> str:
    share = s.quantity(QuantityKind.SHARE)
    points = s.quantity(QuantityKind.POINTS)
    who = s.population or "those treated"
    if points and "edss" in s.concepts:
        change = f"goes {points}" if points.before_after else f"changes by {points}"
        return f"the EDSS {change}{_usually(s)}{_when(s)}"
    if "cure" in a.names:
        return f"{_disease(s)} can be cured{_by(s)}"
    course = next((quantity for quantity in s.quantities if quantity.before_after), None)
    if course is not None:
        return f"{_named(s, 'function') or _what_of_disease(s) or 'a score'} goes {course}{_when(s)}"
    if "onlookers amazed" in a.names and "benefit" not in a.names:
        return "other doctors did not expect how a patient fared"
    gain = _gain(s) or ("brings a result" if "efficacy" in a.names else "helps")
    if share:
        return f"in {share} of {who}, {_therapy(s)} {gain}{_when(s)}"
    whom = f" in {s.population}" if s.population else ""
    return f"{_therapy(s)} {gain}{whom}{_usually(s)}{_amount(s)}{_when(s)}"


def _gain(s: Signals) -> str:
    """What gets better and what is held back, as the ends of a sentence on the therapy; empty if neither."""
    functions = [name for name in s.named("function") if name not in _LESS]
    less = [name for name in (*s.named("disease"), *s.named("function")) if name in _LESS]
    if {"relapse", "progression"} & set(less) and s.about("edss"):
        functions = [name for name in functions if name != "edss"]
    parts = [f"improves {_labels(functions)}"] if functions else []
    parts += [f"holds back {_labels(less)}"] if less else []
    parts += ["prolongs remission"] if "remission" in s.concepts else []
    return " and ".join(parts)


_LESS = ("relapse", "no_activity", "progression", "lesion", "disability", "pain")
"""What is better when there is less of it."""


def _safety(s: Signals, a: Assertion) -> str:
    harm = _named(s, "harm") or "harm"
    if "no harm" in a.names:
        offered = s.about("therapy")
        who = _therapy(s) if offered else (s.population or "patients")
        return f"{who} {'brings' if offered else 'have'} no {harm}{_when(s)}"
    if "safe" in a.names:
        return f"{_therapy(s)} is safe{_compared(s)}"
    return f"{harm} after {_therapy(s)}{_amount(s)}{_when(s)}"


def _comparative(s: Signals, _a: Assertion) -> str:
    what = _named(s, "function")
    of = f" for {what}" if what else ""
    if s.about("therapy"):
        return f"how {_therapy(s)} does beside other treatment{of}{_amount(s)}{_when(s)}"
    return f"what is offered does better than other treatment{of}{_amount(s)}{_when(s)}"


def _prognosis(s: Signals, a: Assertion) -> str:
    what = _named(s, "function") or _what_of_disease(s) or "the course"
    if "on what it depends" in a.names:
        gain = _gain(s) or "helps"
        whom = f" in {s.population}" if s.population else ""
        return f"when or in whom {_therapy(s)} {gain} most{whom}{_amount(s)}{_when(s)}"
    who = f" in {s.population}" if s.population else ""
    after = f" under {_therapy(s)}" if s.about("therapy") else ""
    return f"{what}{who}{after}: what to expect, and on what it depends{_amount(s)}{_when(s)}"


def _occurrence(s: Signals, _a: Assertion) -> str:
    where = " in a region" if s.about("setting") else ""
    cause = f", together with {_named(s, 'cause')}" if s.about("cause") else ""
    return f"how often {_disease(s)} occurs{where}{cause}{_amount(s)}"


def _mechanism(s: Signals, _a: Assertion) -> str:
    on = _named(s, "body") or _named(s, "disease")
    if s.about("therapy"):
        return f"{_therapy(s)} acts on {on or 'the body'}{_when(s)}"
    if s.about("cause"):
        by_way = f" by way of {_named(s, 'body')}" if s.about("body") else ""
        return f"{_disease(s)} is put down to {_named(s, 'cause')}{by_way}"
    return f"what happens in {on or 'the body'}{_when(s)}"


def _protocol(s: Signals, _a: Assertion) -> str:
    return f"{_therapy(s)} is given{_amount(s)}{_when(s) or ' in a stated way'}"


def _process(s: Signals, a: Assertion) -> str:
    people = s.quantity(QuantityKind.PEOPLE, QuantityKind.PROCEDURES)
    if "patients can be asked" in a.names:
        return "patients can be asked to confirm the result"
    if people:
        return f"the programme counts {people}{_when(s)}"
    return f"the programme uses, or speaks for, {_therapy(s)}{_when(s)}"


def _therapy(s: Signals) -> str:
    named = [name for name in s.named("therapy") if name != "treatment"] or list(s.named("therapy"))
    return concepts()[named[0]].label if named else "the treatment"


def _by(s: Signals) -> str:
    return f" by {_therapy(s)}" if s.about("therapy") else ""


def _compared(s: Signals) -> str:
    return ", more than other treatment" if s.has("superlative") else ""


def _disease(s: Signals) -> str:
    return "MS" if "ms" in s.concepts else (_named(s, "disease") or "the disease")


def _what_of_disease(s: Signals) -> str:
    named = [name for name in s.named("disease") if name != "ms"]
    return _joined([concepts()[name].label for name in named])


def _named(s: Signals, group: str) -> str:
    return _labels(s.named(group))


def _labels(names: Sequence[str]) -> str:
    return _joined([concepts()[name].label for name in names])


def _joined(labels: list[str]) -> str:
    some = labels[:MOST_NAMED]
    return some[0] if len(some) == 1 else f"{', '.join(some[:-1])} and {some[-1]}" if some else ""


def _usually(s: Signals) -> str:
    return ", in all" if s.has("universal") else ", in most" if s.has("most") else ""


def _amount(s: Signals) -> str:
    named = [str(quantity) for quantity in s.quantities]
    return f", {', '.join(named[:MOST_NAMED])}" if named else ""


def _when(s: Signals) -> str:
    return f", {s.times[0]}" if s.times else ""
