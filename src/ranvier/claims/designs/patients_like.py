"""Patients of a study taken to be like those of a programme."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ranvier.claims.basis.records import Records
from ranvier.claims.designs.study import STABLE_PATIENTS
from ranvier.simulate.entry import EntryPlan
from ranvier.vocabulary.people import Group

FEWEST = 20
"""Baselines without which a programme's patients are not described."""


def patients_like(records: Records) -> EntryPlan:
    """Stable patients as disabled, and as often progressive, as the treated of *records*.

    Mean and spread of the baseline EDSS to quarter points, its limits the 5th and 95th percentile. None comes
    in a relapse: a study would wait. With fewer than 20 baselines: the patients of a usual study.
    """
    treated = records.members(Group.TREATED).select("patient_id", "baseline_edss").drop_nulls()
    if treated.height < FEWEST:
        return STABLE_PATIENTS
    edss = treated["baseline_edss"].to_numpy()
    low, high = (_rounded(float(end), 0.5) for end in np.percentile(edss, (5, 95)))
    known = records.covariates().join(treated, on="patient_id")["phenotype"].drop_nulls()
    share = float(known.to_numpy().mean()) if known.len() else STABLE_PATIENTS.share_progressive
    return replace(
        STABLE_PATIENTS,
        edss_mean=_rounded(float(edss.mean()), 0.25),
        edss_sd=max(0.5, _rounded(float(edss.std(ddof=1)), 0.25)),
        edss_low=low,
        edss_high=max(high, low + 1.0),
        share_progressive=_rounded(share, 0.05),
    )


def _rounded(number: float, step: float) -> float:
    return round(round(number / step) * step, 2)
