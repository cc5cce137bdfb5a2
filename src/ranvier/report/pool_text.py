"""Published studies pooled, as text for a terminal: every study with its arithmetic, then what they give."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable

from ranvier.estimates.pooling.pooled_estimate import PooledEstimate
from ranvier.estimates.pooling.published_pool import FEWEST_STUDIES, PublishedPool
from ranvier.estimates.printed import number_words
from ranvier.estimates.result import Estimate
from ranvier.literature.pools.pool import Pool
from ranvier.report.figures.forest_lines import ends_words, further_words, study_details, unit_of
from ranvier.vocabulary.outcomes import SENTENCE

_WIDTH = 100
_MEANS = ("yes", "unverified", "no")
"""Whether the studies of a pool make a mean: of verified numbers, of all alone, or none."""


def pools_text(pools: Iterable[Pool]) -> str:
    """One line a pool: its key, how many of its studies are verified, whether a mean is made, the question.

    Those with a mean come first, then those that would have one were their numbers verified.
    """
    lines = [f"{'pool':<46} {'verified':<9} {'mean':<11} question"]
    told = []
    for pool in pools:
        free = [effect for effect in pool.effects if not effect.kept_out]
        verified = sum(effect.may_decide for effect in free)
        place = 0 if verified >= FEWEST_STUDIES else 1 if len(free) >= FEWEST_STUDIES else 2
        numbers = f"{verified} of {len(free)}"
        told.append((place, pool.endpoint, f"{pool.key:<46} {numbers:<9} {_MEANS[place]:<11} {pool.title}"))
    return "\n".join([*lines, *(line for _, _, line in sorted(told, key=lambda one: one[:2]))])


def pool_text(pools: Iterable[PublishedPool]) -> str:
    """Each question with its studies, their arithmetic, the means, and what to read first, one by one."""
    parts = ["\n".join(_pool_lines(found)) for found in pools]
    return "\n\n".join([*parts, "\n".join(textwrap.wrap(SENTENCE, _WIDTH))])


def _pool_lines(found: PublishedPool) -> list[str]:
    pool, unit = found.pool, unit_of(found.pool)
    lines = [f"{pool.title} ({pool.key})", "", *_wrapped(question_rows(pool)), ""]
    for row in found.rows:
        part = f"weight {row.weight_percent:.0f}%" if row.part == "pooled" else row.part
        lines.append(f"{row.effect.label}: {ends_words(row.estimate, row.lower, row.upper, unit)} — {part}")
        lines += _wrapped([("", study_details(row)), ("standard error", row.arithmetic)])
        lines += _wrapped([("note", note) for note in (row.effect.how, row.effect.caveat) if note])
    lines.append("")
    for told in found.warnings:
        lines += textwrap.wrap(told, _WIDTH, subsequent_indent="  ")
    for head, together in means_of(found):
        lines += ["", head, *_wrapped(mean_rows(together, unit))]
    return lines


def question_rows(pool: Pool) -> list[tuple[str, str]]:
    """What is pooled, as pairs of a name and words."""
    rows = [
        ("measure", pool.measure.value),
        ("people", pool.population),
        ("given", pool.given),
        ("against", pool.against),
        ("definition", pool.definition),
        ("when", pool.when),
    ]
    return [(name, words) for name, words in rows if words]


def means_of(found: PublishedPool) -> list[tuple[str, PooledEstimate]]:
    """The mean that decides and the one that does not, each with its head; none where there is none."""
    means = [
        (f"Mean of {found.n_verified} verified studies", found.deciding),
        (f"With {found.n_unverified} unverified (decides nothing)", found.with_unverified),
    ]
    return [(head, together) for head, together in means if together is not None]


def mean_rows(together: PooledEstimate, unit: str) -> list[tuple[str, str]]:
    """A mean, its range for a further study, its spread and how it was made, as pairs."""
    mean, between = together.pooled, together.between
    spread = ends_words(between.estimate, between.lower, between.upper, "")
    return [
        ("mean", ends_words(mean.estimate, mean.lower, mean.upper, unit)),
        ("a further study", further_words(together.prediction, unit)),
        ("spread", f"tau squared {spread}; I² {together.i2_percent:.0f}%; {_chance(together)}"),
        ("method", _method(mean)),
    ]


def _chance(together: PooledEstimate) -> str:
    probability = together.q_p_value
    p = "p under 0.001" if probability < 0.001 else f"p {probability:.3f}"
    return f"Q {number_words(together.q, '')}, {p}"


def _method(mean: Estimate) -> str:
    return f"{mean.method}. {mean.reference}"


def _wrapped(rows: list[tuple[str, str]]) -> list[str]:
    """Pairs as indented lines."""
    lines: list[str] = []
    for name, words in rows:
        head = f"  {name}: " if name else "  "
        lines += textwrap.wrap(f"{head}{words}", _WIDTH, subsequent_indent="    ", drop_whitespace=True)
    return lines
