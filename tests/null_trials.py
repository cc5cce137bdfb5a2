"""Small trials and programmes without effect, for the tests of the null band."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace

from ranvier.claims.basis.records import Records, find_records
from ranvier.claims.null.parameters import BEFORE_ENTRY, LaterLaw, NullParameters, RelapseLaw
from ranvier.claims.null.rating import BiasLaw
from ranvier.simulate.parameters import Parameter
from ranvier.vocabulary.time import days_from_months
from tests.small_cohorts import cohort_of, on

LONG_AGO = -3000


def programme_of(
    scores: Sequence[float],
    *,
    months: Sequence[float] = (3, 6, 12, 19),
    in_relapse: int = 0,
    onset_day: int = -5,
    phenotypes: Sequence[str] | None = None,
    entry_edss_at_least: float | None = None,
    blinded: bool = False,
    relapses_recorded: bool = True,
    steroids: bool = False,
) -> Records:
    """Records of patients with *scores* at day 0 and visits at *months*; the first few come in a relapse.

    The later scores repeat the first: only their days matter to the null band. steroids: everybody gets
    some on day 0.
    """
    ids = [f"P{number:04d}" for number in range(len(scores))]
    kinds = phenotypes or ["rrms"] * len(ids)
    days = [0, *(days_from_months(each) for each in months)]
    tables = {
        "patients": [
            {"patient_id": name, "enrolled_date": on(0), "phenotype": kind}
            for name, kind in zip(ids, kinds, strict=True)
        ],
        "visits": [
            {"patient_id": name, "date": on(day), "edss": float(score), "rater_blinded": blinded}
            for name, score in zip(ids, scores, strict=True)
            for day in days
        ],
        "treatments": [
            {
                "patient_id": name,
                "substance": "any",
                "kind": "steroid" if steroids else "symptomatic",
                "start_date": on(0),
            }
            for name in ids
        ],
    }
    if relapses_recorded:
        tables["relapses"] = [
            {"patient_id": name, "onset_date": on(onset_day if number < in_relapse else LONG_AGO)}
            for number, name in enumerate(ids)
        ]
    cohort = cohort_of(treated_from="patients.enrolled_date", **tables)
    programme = replace(cohort.programme, entry_edss_at_least=entry_edss_at_least)
    return find_records(replace(cohort, programme=programme))


def without(law: LaterLaw | BiasLaw) -> LaterLaw | BiasLaw:
    """*law* with every number at zero."""
    numbers = {each.name: getattr(law, each.name) for each in fields(law)}
    nothing = {
        name: replace(value, value=0.0) for name, value in numbers.items() if isinstance(value, Parameter)
    }
    return replace(law, **nothing)


def nothing_later() -> LaterLaw:
    """No relapses and no progression after day 0."""
    return without(LaterLaw())


WORKED_BUMP = RelapseLaw(
    peak=(0.0, 0.42, 0.33, 0.13, 0.08, 0.03, 0.01),
    residual_mild=(1.0,),
    residual=(1.0,),
    recovered=((0, 0.0), (300, 1.0), (730, 1.0)),
)
"""A bump that recedes altogether: at least 1 point in 58 %, at least 2 points in 12 %; the mean is, by hand,
0.42·0.5 + 0.33·1 + 0.13·1.5 + 0.08·2 + 0.03·2.5 + 0.01·3 = 1.00 point."""

WORKED = NullParameters(relapse=WORKED_BUMP, before_entry=BEFORE_ENTRY[:1], later=nothing_later())
"""The setting of source S7 (docs/reference/sources.md): stable patients, a bump of mean 1.0, rater error."""
