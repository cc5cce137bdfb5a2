"""What msclinical 0.1.0 finds in random patients: cognitive worsening, EDSS-plus and MRI around a PIRA.

    python validation/msclinical_oracle.py > tests/oracles/msclinical.json

Needed: an environment with msclinical 0.1.0 and its own pandas; ranvier is not used.
"""

from __future__ import annotations

import json
import random
import sys
from datetime import date, timedelta
from importlib.metadata import version

import pandas as pd
from msclinical.cogworse import core as cogworse
from msclinical.edssplus import core as edssplus
from msclinical.pirma import core as pirma

FIRST = date(2000, 1, 1)
GAPS = (1, 30, 83, 84, 85, 90, 167, 168, 180, 365)
SEED = 72
N_PATIENTS = 250


def on(day):
    return (FIRST + timedelta(days=day)).isoformat()


def day_of(text):
    return (pd.Timestamp(text).date() - FIRST).days


def random_patient(rng):
    """Days with scores, days of relapses and MRI."""
    n = rng.randint(1, 10)
    day, visits = 0, []
    edss, walk, right, left = rng.choice((0, 1, 2, 4, 5, 5.5, 6)), 5.0, 20.0, 22.0
    sdmt = rng.choice((0, 2, 20, 38, 50, 60))
    for _ in range(n):
        visits.append([day, edss, walk, right, left, sdmt])
        day += rng.choice(GAPS)
        edss = min(9.5, max(0, edss + rng.choice((-1, -0.5, 0, 0, 0.5, 1, 1.5))))
        edss = 1 if edss == 0.5 else edss
        walk = round(walk * rng.choice((0.8, 0.9, 1, 1, 1, 1.1, 1.2, 1.3)), 1)
        right = round(right * rng.choice((0.9, 1, 1, 1, 1.1, 1.2)), 1)
        left = round(left * rng.choice((0.9, 1, 1, 1, 1.1, 1.2)), 1)
        sdmt = max(0, sdmt + rng.choice((-6, -5, -4, -3, -1, 0, 0, 1, 3, 6)))
    relapses = sorted(rng.randint(-100, day) for _ in range(rng.choice((0, 0, 1))))
    counts = (0, 0, 0, 0, 1, 2, None)
    n_mri = rng.choice((0, 2, 4, 8))
    mri = [[rng.randint(0, day), rng.choice(counts), rng.choice(counts)] for _ in range(n_mri)]
    return {"visits": visits, "relapses": relapses, "mri": mri}


def frames(patients):
    names = ["date", "edss", "t25fw", "hpt9_dom", "hpt9_nondom", "sdmt"]
    visits = pd.DataFrame(
        [[i, on(row[0]), *row[1:]] for i, one in enumerate(patients) for row in one["visits"]],
        columns=["patient", *names],
    )
    relapses = pd.DataFrame(
        [[i, on(day)] for i, one in enumerate(patients) for day in one["relapses"]],
        columns=["patient", "date"],
    )
    mri = pd.DataFrame(
        [[i, on(row[0]), *row[1:]] for i, one in enumerate(patients) for row in one["mri"]],
        columns=["patient", "date", "new_t2", "gd"],
    )
    return visits, relapses, mri


def cognitive(visits):
    cases = []
    for combine in ("or", "and"):
        for n_first in (1, 2, 3):
            for roving in (False, True):
                rules = cogworse.Rules(combine=combine, baseline_visits=n_first, roving=roving)
                found = cogworse.events(visits, rules)
                rows = [
                    [
                        int(row.patient),
                        day_of(row.reference_date),
                        day_of(row.onset_date),
                        day_of(row.confirmation_date),
                    ]
                    for row in found[found["status"] == "confirmed"].itertuples()
                ]
                cases.append(
                    {"combine": combine, "practice_tests": n_first, "roving": roving, "events": rows}
                )
    return cases


def composite(visits):
    cases = []
    for confirm_days in (84, 168):
        found = edssplus.edss_plus(visits, edssplus.Rules(confirm_days=confirm_days, reference="fixed"))
        rows = [
            [
                int(row.patient),
                row.component,
                day_of(row.reference_date),
                day_of(row.onset_date),
                day_of(row.confirmation_date),
            ]
            for row in found[found["event"]].itertuples()
        ]
        cases.append({"confirm_days": confirm_days, "events": rows})
    return cases


def with_mri(visits, relapses, mri):
    cases = []
    first = pd.to_datetime(visits["date"]).groupby(visits["patient"]).min()
    events = edssplus.events(visits, edssplus.Rules(reference="fixed"), ("edss",))
    for window in ("reference", "onset"):
        found = pirma.attribute(
            events, relapses, mri, None, pirma.Windows(mri_window=window), visits_first=first
        )
        rows = [
            [int(row.patient), day_of(row.onset_date), label]
            for row, label in zip(found.itertuples(), found["class"], strict=True)
        ]
        cases.append({"window": window, "events": rows})
    return cases


def main():
    rng = random.Random(SEED)
    patients = [random_patient(rng) for _ in range(N_PATIENTS)]
    visits, relapses, mri = frames(patients)
    about = (
        f"msclinical {version('msclinical')}, pandas {pd.__version__}, Python {sys.version.split()[0]}, "
        f"validation/msclinical_oracle.py, seed {SEED}; visits: day, edss, t25fw, hpt9_dom, hpt9_nondom, sdmt"
        "; mri: day, new_t2, gd; events: patient, (component,) reference, onset and confirmation day"
    )
    parts = {
        "about": about,
        "patients": patients,
        "cognitive": cognitive(visits),
        "edss_plus": composite(visits),
        "pira_with_mri": with_mri(visits, relapses, mri),
    }
    lines = [f'"about": {json.dumps(about)}']
    for name in list(parts)[1:]:
        rows = ",\n".join(json.dumps(part, separators=(",", ":")) for part in parts[name])
        lines.append(f'"{name}": [\n{rows}\n]')
    print("{\n" + ",\n".join(lines) + "\n}")


if __name__ == "__main__":
    main()
