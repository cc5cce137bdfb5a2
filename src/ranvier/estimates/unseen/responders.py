"""Responders: the share better by a stated size at a time, at one visit and confirmed at a later one."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from ranvier.estimates.inputs import Inputs, check_kind
from ranvier.estimates.rates.share import estimate_share
from ranvier.estimates.result import Bounds, Estimate
from ranvier.estimates.unseen.bounds import estimate_share_bounds

_NEEDED = ("change", "confirmed_change", "confirmed_worsening", "unseen")


@dataclass(frozen=True)
class Responders:
    """One count over two denominators, and what the unseen could make of it.

    of_evaluable: of patients whose change can be told. of_everyone: of all, who cannot be told counting as no
    responders. bounds: of all, if none of those responded and if all did; who had not changed enough at the
    time itself is a no in both. n_unseen: no visit at that time; n_unconfirmable: seen then, but without a
    later visit that could confirm (0 where none is asked for).
    """

    of_evaluable: Estimate
    of_everyone: Estimate
    bounds: Bounds
    n_unseen: int
    n_unconfirmable: int


def estimate_responders(
    changes: pl.DataFrame,
    by: float,
    conf_level: float = 0.95,
    *,
    confirmed: bool = True,
    worse: bool = False,
) -> Responders:
    """The share better (or *worse*) by *by* EDSS points or more at the time of *changes*.

    changes: from `find_change`, one row a patient; its definition says the time and after how many days a
    visit confirms (168 unless changed). confirmed: the change still holds at every visit through the
    confirming one. Of a share of responders some are error alone: see `estimate_noise_share`. Raises
    InputError. Source: exact intervals, Clopper CJ, Pearson ES. Biometrika 1934;26:404-413.
    """
    _check(changes, by)
    column = "change" if not confirmed else "confirmed_worsening" if worse else "confirmed_change"
    gains, at_once = (changes[name] if worse else -changes[name] for name in (column, "change"))
    n_yes, n_all = int((gains >= by).sum()), changes.height
    n_evaluable = n_all - gains.null_count()
    n_unseen = n_all - changes["unseen"].null_count()
    n_open = int((gains.is_null() & (at_once >= by).fill_null(value=True)).sum())
    word = f"{'worse' if worse else 'better'} by {by:.1f} or more{', confirmed' if confirmed else ''}"
    return Responders(
        of_evaluable=estimate_share(
            n_yes, n_evaluable, conf_level, definition=f"{word}, of evaluable patients"
        ),
        of_everyone=estimate_share(n_yes, n_all, conf_level, definition=f"{word}, of all patients"),
        bounds=estimate_share_bounds(n_yes, n_all - n_open, n_open, yes_is_good=not worse),
        n_unseen=n_unseen,
        n_unconfirmable=n_all - n_evaluable - n_unseen,
    )


def _check(changes: pl.DataFrame, by: float) -> None:
    check_kind("share of responders", "changes", changes, pl.DataFrame)
    inputs = Inputs("share of responders")
    missing = [name for name in _NEEDED if name not in changes.columns]
    inputs.require(
        not missing, f"changes lacks {', '.join(missing)}", "changes", "hand over what find_change returns"
    )
    numeric = all(
        changes.schema[name].is_numeric() or changes.schema[name] == pl.Null
        for name in _NEEDED[:3]
        if name in changes.columns
    )
    hint = "hand over what find_change returns"
    inputs.require(numeric, "the changes must be numbers, or null", "changes", hint)
    above = inputs.number("by", by) > 0
    inputs.require(above, "by must be above 0", "by", "say how large a change counts, without a sign")
    inputs.finish()
