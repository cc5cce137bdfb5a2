"""The column of published studies: what the literature says of a claim, and on which numbers that rests."""

from __future__ import annotations

from ranvier.claims.judging.verdict import PublishedColumn
from ranvier.claims.language.claim import Claim, PublishedView
from ranvier.literature.collection import Literature
from ranvier.vocabulary.outcomes import Published

_NEEDS_NO_NUMBER = frozenset({Published.UNTESTABLE, Published.INSUFFICIENT, Published.UNSUPPORTED})
"""That nothing was found, or nothing could be, rests on no number."""


def judge_published(claim: Claim, literature: Literature) -> PublishedColumn | None:
    """What published studies say of the claim, or None where they are not asked.

    Provisional where a number it rests on may not decide: read second-hand, from memory, or derived from
    such a number (verdict rule 9). The figures are printed, the unverified ones marked.
    """
    view = claim.published
    if view is None:
        return None
    return PublishedColumn(
        outcome=view.verdict,
        why=view.finding,
        provisional=_is_provisional(view, literature),
        studies=_studies(view),
        rests_on=_figures(view.figures, literature),
        beside=_figures(view.beside, literature),
    )


def figure_text(key: str, literature: Literature) -> str:
    """One published number in a phrase, such as "deaths: 0, unverified (E16)"."""
    number = literature.number(key)
    return f"{number.what}: {number.printed} ({literature.study_of(key).id})"


def _is_provisional(view: PublishedView, literature: Literature) -> bool:
    if not view.figures:
        return view.verdict not in _NEEDS_NO_NUMBER
    return not all(literature.number(key).may_decide for key in view.figures)


def _figures(keys: tuple[str, ...], literature: Literature) -> tuple[str, ...]:
    return tuple(figure_text(key, literature) for key in keys)


def _studies(view: PublishedView) -> tuple[str, ...]:
    """Every study behind the column, each once, in the order of the claim set."""
    from_figures = [key[:-1] for key in (*view.figures, *view.beside)]
    return tuple(dict.fromkeys((*view.studies, *from_figures)))
