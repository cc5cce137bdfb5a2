"""The lines of a forest plot: each study and each mean in words, with how it is drawn."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.estimates.pooling.pooled_estimate import PooledEstimate
from ranvier.estimates.pooling.published_pool import PoolRow, PublishedPool
from ranvier.estimates.printed import number_words
from ranvier.estimates.result import Estimate
from ranvier.literature.pools.effect import EffectMeasure
from ranvier.literature.pools.pool import Pool
from ranvier.vocabulary.provenance import Provenance

READ = {
    Provenance.PRIMARY: "read at the source",
    Provenance.COPY: "read in two copies",
    Provenance.SECONDARY: "read elsewhere, unverified",
    Provenance.MIXED: "partly unverified",
    Provenance.MEMORY: "not looked up, unverified",
}
"""How a number reached us, in words for a reader."""


@dataclass(frozen=True)
class ForestLine:
    """One line. title, below: what it is. printed: the number. aside: its weight, or why it has none.

    look: filled, open or grey for a study; mean or open mean for several. further: where the true value of a
    further study may lie; None for a study.
    """

    title: str
    below: str
    printed: str
    aside: str
    look: str
    ends: tuple[float, float, float]
    further: tuple[float, float] | None = None

    @property
    def is_mean(self) -> bool:
        """Whether it is of several studies."""
        return self.look.endswith("mean")


def unit_of(pool: Pool) -> str:
    """The unit by which the numbers of a pool are printed."""
    if pool.measure is EffectMeasure.SHARE:
        return "share"
    return "ratio" if pool.measure.is_ratio else pool.unit


def forest_lines(found: PublishedPool) -> tuple[ForestLine, ...]:
    """All studies in the order of the library, then the mean that decides, then the one that does not."""
    lines = [_study(row, unit_of(found.pool)) for row in found.rows]
    if found.deciding is not None:
        title = f"Mean of {found.n_verified} verified studies"
        lines.append(_mean(found.deciding, title, "decides", "mean", unit_of(found.pool)))
    if found.with_unverified is not None:
        more = (
            "1 unverified number" if found.n_unverified == 1 else f"{found.n_unverified} unverified numbers"
        )
        title = f"With {more}"
        lines.append(_mean(found.with_unverified, title, "decides nothing", "open mean", unit_of(found.pool)))
    return tuple(lines)


def ends_words(estimate: float, lower: float, upper: float, unit: str) -> str:
    """A number with its interval.

    >>> ends_words(0.509, 0.272, 0.954, "ratio"), ends_words(0.45, 0.41, 0.49, "share")
    ('0.509 (0.272 to 0.954)', '45.0% (41.0% to 49.0%)')
    """
    number, low, high = (number_words(end, unit) for end in (estimate, lower, upper))
    return f"{number} ({low} to {high})"


def further_words(prediction: Estimate, unit: str) -> str:
    """Where the true value of a further study may lie."""
    return f"{number_words(prediction.lower, unit)} to {number_words(prediction.upper, unit)}"


def study_details(row: PoolRow) -> str:
    """The study's id, its patients and months where they are told, and how the number reached us."""
    effect = row.effect
    people = f"n {row.n:,}" if row.n is not None else ""
    months = f"{effect.months:g} months" if effect.months is not None else ""
    read = READ[effect.status]
    if not effect.may_decide and "unverified" not in read:
        read = f"{read}, interval unverified"
    return " · ".join(filter(None, (effect.study, people, months, read)))


def _study(row: PoolRow, unit: str) -> ForestLine:
    effect = row.effect
    looks = {"pooled": "filled", "verified": "filled", "unverified": "open"}
    aside = {"pooled": f"weight {row.weight_percent:.0f}%", "verified": "verified"}.get(row.part, row.part)
    below = study_details(row)
    if effect.kept_out:
        aside, below = "shown only", f"{below} · {effect.kept_out}"
    return ForestLine(
        title=effect.label,
        below=below,
        printed=ends_words(row.estimate, row.lower, row.upper, unit),
        aside=aside,
        look=looks.get(row.part, "grey"),
        ends=(row.estimate, row.lower, row.upper),
    )


def _mean(together: PooledEstimate, title: str, aside: str, look: str, unit: str) -> ForestLine:
    mean, further = together.pooled, together.prediction
    below = f"a further study: {further_words(further, unit)} · I² {together.i2_percent:.0f}%"
    return ForestLine(
        title=title,
        below=below,
        printed=ends_words(mean.estimate, mean.lower, mean.upper, unit),
        aside=aside,
        look=look,
        ends=(mean.estimate, mean.lower, mean.upper),
        further=(further.lower, further.upper),
    )
