"""Whether a sentence asserts something that could be checked, in points with their reasons."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.reading.page import Role
from ranvier.claims.reading.phrases import HEADLINE
from ranvier.claims.reading.quantities import QuantityKind
from ranvier.claims.reading.reason import Reason
from ranvier.claims.reading.sentences import Sentence
from ranvier.claims.reading.signals import Signals
from ranvier.claims.reading.signs_against import SIGNS_AGAINST
from ranvier.claims.reading.signs_for import SIGNS_FOR

THRESHOLD = 2.0
"""Points from which a sentence is proposed on a page that neither sells nor informs."""

SELLS, SELLS_FULLY = 1.5, 0.4
"""By how much the threshold is lower on a page that sells, and the tone from which it is so in full."""

BACKGROUND = 0.6
"""What a plain statement about the disease counts on a page that neither sells nor informs."""

INFORMS = 3.0
"""By how much it is higher on a page that does nothing but inform."""


@dataclass(frozen=True)
class Assertion:
    """How much a sentence asserts."""

    points: float
    reasons: tuple[Reason, ...]
    threshold: float

    @property
    def is_proposed(self) -> bool:
        """Whether the sentence is put before a person."""
        return self.points >= self.threshold - 1e-9

    @property
    def names(self) -> frozenset[str]:
        """The signs for it."""
        return frozenset(reason.name for reason in self.reasons if reason.points > 0)


def judge_assertion(sentence: Sentence, signals: Signals, tone: float) -> Assertion:
    """The points of one sentence on a page of that tone."""
    threshold = THRESHOLD - SELLS * min(max(tone, 0.0) / SELLS_FULLY, 1.0) + INFORMS * max(-tone, 0.0)
    refused = _refused(sentence, signals)
    if refused:
        return Assertion(0.0, (Reason(refused, 0.0),), threshold)
    signs = [sign(signals) for sign in SIGNS_FOR]
    found = [reason for reason in signs if reason is not None]
    against = [reason for sign in SIGNS_AGAINST for reason in sign(signals, tone)]
    share = min(1.0, BACKGROUND + 2 * tone) if tone >= 0 else BACKGROUND * (1.0 + tone)
    gained = sorted((one.points * (share if one.background else 1.0) for one in found), reverse=True)
    points = sum(value / (position + 1) ** 0.5 for position, value in enumerate(gained))
    return Assertion(points + sum(one.points for one in against), (*found, *against), threshold)


def _refused(sentence: Sentence, signals: Signals) -> str:
    """Why a sentence asserts nothing at all; empty where it may."""
    if sentence.asks:
        return "a question"
    if signals.n_words < 4 and not _tells_in_few_words(signals):
        return "too short"
    strong = signals.has("cure", "universal") or signals.quantities or signals.denies_harm
    strong = strong or bool(HEADLINE.search(signals.text))
    if sentence.role is Role.HEADING and not strong:
        return "a heading"
    if sentence.text.rstrip().endswith(":") and not signals.quantities:
        return "an opening"
    if signals.has("legal"):
        return "legal or technical text"
    fragment = not signals.has_verb and sentence.role in (Role.PARAGRAPH, Role.HIDDEN) and signals.n_words < 6
    if fragment and not _tells_in_few_words(signals):
        return "no verb"
    return ""


def _tells_in_few_words(s: Signals) -> bool:
    """'MS cured!', 'No side effects', 'Bladder control: restored', '90 % success rate'."""
    share = s.quantity(QuantityKind.SHARE) is not None
    gains = s.has("better") and not s.denies_benefit
    return (
        (s.has("cure") and s.about("disease"))
        or (s.about("harm") and s.denies_harm)
        or (gains and (s.about("function") or share))
        or (share and s.has("works"))
    )
