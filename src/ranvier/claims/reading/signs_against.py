"""What speaks against a sentence asserting something: hedges, denials, references, advice, warnings."""

from __future__ import annotations

from ranvier.claims.reading.phrases import ONLY_THAT
from ranvier.claims.reading.reason import Reason
from ranvier.claims.reading.signals import Signals


def _hedged(s: Signals, tone: float) -> list[Reason]:
    if not s.n_hedges:
        return [Reason("can", -0.3 if tone > 0 else -0.8)] if s.has("can") else []
    weight = 0.9 if tone > 0 else 1.6
    return [Reason("hedged", -weight - 0.4 * (s.n_hedges - 1))]


def _denied(s: Signals, tone: float) -> list[Reason]:
    return [Reason("says what is not shown", -3.0 if tone < 0.2 else -1.5)] if s.denies_benefit else []


def _referenced(s: Signals, tone: float) -> list[Reason]:
    weight = 0.4 if tone > 0.2 else 1.6 if tone > -0.2 else 2.4
    return [Reason("refers to research", -weight)] if s.has("reference") else []


def _attributed(s: Signals, tone: float) -> list[Reason]:
    """What others say, told by somebody who may not share it."""
    return [Reason("said by others", -0.5 if tone > 0.3 else -2.5)] if s.has("attributed") else []


def _advises(s: Signals, _tone: float) -> list[Reason]:
    found = [Reason("advice or directions", -1.8)] if s.has("advice") else []
    return [*found, Reason("conditional", -0.7)] if s.has("conditional") else found


def _conducts(s: Signals, _tone: float) -> list[Reason]:
    return [Reason("conduct of a study", -2.5)] if s.has("conduct") else []


def _warns(s: Signals, tone: float) -> list[Reason]:
    if ONLY_THAT.search(s.text):
        return []
    warns = s.has("caution") or (s.about("harm") and not s.denies_harm)
    return [Reason("warns", -1.6 if tone < 0.3 else -0.6)] if warns else []


def _teaches(s: Signals, _tone: float) -> list[Reason]:
    """Common teaching about the disease, which is nobody's own claim."""
    own = (
        s.about("therapy", "cause")
        or s.has("universal", "we", "superlative")
        or s.population == "treated patients"
    )
    return [Reason("common teaching", -1.6)] if s.has("textbook") and not own else []


def _arranges(s: Signals, _tone: float) -> list[Reason]:
    """Prices, stays and forms."""
    return [Reason("arrangements", -1.2)] if s.has("logistics") else []


SIGNS_AGAINST = (_arranges, _hedged, _denied, _referenced, _attributed, _teaches, _advises, _conducts, _warns)
