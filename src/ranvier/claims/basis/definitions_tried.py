"""One claim under each published definition, and whether they give one answer."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.basis.finding import Finding
from ranvier.definitions.preset import Preset
from ranvier.vocabulary.outcomes import Because, Reading, Seen


@dataclass(frozen=True)
class DefinitionTried:
    """One published definition: what the records give under it, and the answers it leads to.

    seen, because: None where the claim has no such reading.
    """

    preset: Preset
    finding: Finding
    seen: Seen | None
    because: Because | None

    @property
    def is_known(self) -> bool:
        """Whether the records give a number under this definition; without one it has no vote."""
        return self.finding.is_known

    def answer(self, reading: Reading) -> Seen | Because | None:
        """The answer of one reading."""
        return self.seen if reading is Reading.SEEN else self.because


@dataclass(frozen=True)
class Multiverse:
    """A claim under every published definition that applies to it, the claim's own definition first.

    least_percent: of the definitions with a number, so many must give the answer of the first one.
    """

    tried: tuple[DefinitionTried, ...]
    least_percent: float

    @property
    def voting(self) -> tuple[DefinitionTried, ...]:
        """The definitions under which the records give a number: one vote each."""
        return tuple(each for each in self.tried if each.is_known)

    def n_agreeing(self, reading: Reading) -> int:
        """How many definitions give the answer of the claim's own definition, which is counted too."""
        own = self.tried[0].answer(reading)
        return sum(each.answer(reading) is own for each in self.voting)

    def agreeing_percent(self, reading: Reading) -> float:
        """The same as a share of the definitions that have a vote."""
        return 100 * self.n_agreeing(reading) / max(len(self.voting), 1)

    def depends(self, reading: Reading) -> bool:
        """Whether the answer turns on the definition."""
        return bool(self.voting) and self.agreeing_percent(reading) < self.least_percent

    def words(self, reading: Reading) -> str:
        """How many definitions agree, as part of a sentence."""
        return f"{self.n_agreeing(reading)} of {len(self.voting)} definitions give the same answer"


def definition_input(multiverse: Multiverse | None, reading: Reading) -> str:
    """What the decision table asks: whether the published definitions agree, or it depends on them."""
    return "depends" if multiverse is not None and multiverse.depends(reading) else "agrees"


def definition_phrase(multiverse: Multiverse, reading: Reading) -> str:
    """Why a reading says that it depends on the definition."""
    return (
        f"The answer turns on what worsening is taken to be: {multiverse.words(reading)} as the one taken, "
        f"{multiverse.least_percent:g}% are asked for."
    )
