"""What a sentence holds: concepts, cues, quantities, times, and of whom it speaks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ranvier.claims.reading.lexicon import concepts, cues, find_concepts, find_cues, plain, without_long_words
from ranvier.claims.reading.populations import find_population, speaks_of_patients
from ranvier.claims.reading.quantities import Quantity, QuantityKind, find_quantities
from ranvier.claims.reading.times import StatedTime, find_times


@dataclass(frozen=True)
class Signals:
    """The parts of one sentence. concepts: names in the order of the text; groups: the parts they play.

    harms: the words for harm that the text uses, of the list of such words.
    """

    text: str
    concepts: tuple[str, ...]
    groups: frozenset[str]
    cues: frozenset[str]
    quantities: tuple[Quantity, ...]
    times: tuple[StatedTime, ...]
    population: str
    n_words: int
    patients: bool
    has_verb: bool
    denies_benefit: bool
    denies_harm: bool
    n_hedges: int
    harms: tuple[str, ...] = ()

    def has(self, *names: str) -> bool:
        """Whether any of these cues is there."""
        return not self.cues.isdisjoint(names)

    def about(self, *groups: str) -> bool:
        """Whether any of these groups of concepts is there."""
        return not self.groups.isdisjoint(groups)

    def quantity(self, *kinds: QuantityKind) -> Quantity | None:
        """The first quantity of one of these kinds."""
        return next((quantity for quantity in self.quantities if quantity.kind in kinds), None)

    def named(self, group: str) -> tuple[str, ...]:
        """The concepts of that group."""
        return tuple(name for name in self.concepts if concepts()[name].group == group)


_VERB = re.compile(
    r"\b(?:is|are|was|were|be|been|being|has|have|had|do|does|did|can|will|cannot|may|might|could|"
    r"should|must|"
    r"\w{3,}(?:ed|es)|[a-z]{3,}s|went|came|gave|took|made|got|saw|felt|found|became|began|left|lost|"
    r"kept|led|rose|"
    r"fell|walk|use|cure|stop|heal|live|treat|improve|help|work|need|feel|show|report|return|lead|"
    r"cause|regain|"
    r"recover|see|get|go|give|take|make|respond|experience|achieve|offer|believe|know)\b"
)
_NEGATED_BENEFIT = re.compile(
    r"\b(?:none|nobody|nothing|no|not|never|"
    r"cannot|can't|doesn't|don't|didn't|isn't|won't|without|neither|nor|hardly|unable to)\b"
    r"(?:\s+(?!but\b|only\b|and\b|or\b|just\b)[\w'-]+){0,5}?\s+"
    r"(?:cure[ds]?|curing|improve[ds]?|improvements?|benefits?|effective|work|works|help|helps|"
    r"restore|repair|reverse|"
    r"recover\w*|heal|replace|stop|slow|prevent|proven|proved|shown|recommended|approved|guaranteed?)\b"
)
_HARMS = (
    r"(?:side[- ]effects?|adverse|complications?|risks?|dangers?|dangerous|harm\w*|reactions?|"
    r"toxic\w*|rejection|infections?|"
    r"deaths?|died|fatal\w*|tumou?rs?|cancers?|malignan\w*|downsides?|problems?|bleeding|correlation|"
    r"connection|"
    r"damage|allerg\w*|pain)"
)
_DENIED_HARM = re.compile(
    rf"\b(?:no|not|never|none|without|nor|neither|free of|free from|zero|absence of|nobody|negligible|"
    rf"minimal|"
    rf"virtually no|few|fewer|less|hardly any|cannot|does not|do not|did not|has not|have not|isn't|"
    rf"aren't|doesn't|don't)\b(?:\s+[\w'’-]+){{0,10}}?[\s-]+{_HARMS}\b"
    rf"|\b{_HARMS}\s+(?:[\w'-]+\s+){{0,4}}?(?:do(?:es)? not|did not|never|not|none|zero|is nil|"
    rf"are nil|are unknown|is excluded|(?:is|are) (?:impossible|unthinkable|ruled out)|free)\b"
)
_ABOUT_PROOF = re.compile(
    r"(?:no|not|little|lack|insufficient|without)\b.*(?:evidence|pro[ov]|shown|supported)"
)
_QUOTED_WORD = re.compile(r"['\"]([\w-]+)['\"]")
_NO_ACTIVITY = re.compile(
    r"\bno (?:evidence|signs?) of (?:any )?(?:new |active |further )?"
    r"(?:disease|activity|relapse|progression|lesion)\w*"
)
"""A result, not a denial."""

_NO_HEDGE = re.compile(r"\bcould(?:n't| (?:not|hardly|barely|never|only)\b)|\bin may\b|\bmay \d")


def find_signals(text: str) -> Signals:
    """The parts of one sentence."""
    text = without_long_words(text)
    lowered = plain(text)
    spots = find_concepts(lowered)
    named = tuple(sorted(spots, key=lambda name: spots[name]))
    return Signals(
        text=text,
        concepts=named,
        groups=frozenset(concepts()[name].group for name in named),
        cues=find_cues(_NO_ACTIVITY.sub(" without activity ", lowered)),
        quantities=find_quantities(text),
        times=find_times(text),
        population=find_population(text),
        n_words=len(re.findall(r"[^\W\d_]+", text)),
        patients=speaks_of_patients(text),
        has_verb=bool(_VERB.search(lowered)),
        denies_benefit=_denies_benefit(lowered),
        denies_harm=bool(_DENIED_HARM.search(lowered)),
        harms=_harms(lowered) if "adverse" in named else (),
        n_hedges=len(cues()["hedge"].findall(_NO_HEDGE.sub("", lowered))),
    )


def _harms(lowered: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(concepts()["adverse"].pattern.findall(lowered)))


def _denies_benefit(lowered: str) -> bool:
    """Whether the sentence says that something does not help or is not shown, rather than not harmful."""
    lowered = _NO_ACTIVITY.sub(" ", _QUOTED_WORD.sub(r" \1 ", lowered))
    found = cues()["unproven"].search(lowered)
    if found is not None and _ABOUT_PROOF.match(found.group()):
        return not re.search(_HARMS, lowered[found.end() : found.end() + 70])
    found = found or _NEGATED_BENEFIT.search(lowered)
    return found is not None and not re.search(_HARMS, found.group())
