"""Patients of msclinical.sim as CSV on standard output; run by a Python that has msclinical.

    PYTHON msclinical_patients.py --per-arm 2000 --seed 1 | gzip -9n > msclinical_sample.csv.gz

One line a patient: arm, EDSS at half-yearly visits of eight years, days of relapse onset after the first.
The second arm has more relapses and twice the worsening apart from them.
"""

from __future__ import annotations

import argparse
import sys
from importlib.metadata import version

YEARS = 8.0
ARMS = {"usual": 1.0, "faster": 1.6}
PROGRESSION = {"usual": 1.0, "faster": 2.0}
START = "2024-01-01"


def main() -> None:
    from msclinical.sim.core import Model, simulate  # noqa: PLC0415 - absent where only the sample is read

    parser = argparse.ArgumentParser(description="Patients of msclinical.sim")
    parser.add_argument("--per-arm", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    model = Model(
        n_per_arm=arguments.per_arm,
        years=YEARS,
        visit_months=6,
        mri_months=96,
        baseline_edss=(3.5, 6.5),
        arms=ARMS,
        pira_effect=PROGRESSION,
        start=START,
        seed=arguments.seed,
    )
    tables = simulate(model)
    sys.stdout.write(
        f"# Simulated patients: msclinical.sim {version('msclinical')} (MIT licence, Cedric Conday), "
        f"{arguments.per_arm} an arm, seed {arguments.seed}, made by msclinical_patients.py\n"
    )
    sys.stdout.write("arm,edss,relapse_days\n")
    for line in lines_of(tables):
        sys.stdout.write(line + "\n")


def lines_of(tables: dict) -> list[str]:
    scores = tables["visits"].groupby("patient", sort=False)["edss"].apply(list)
    relapses = tables["relapses"]
    first = tables["patients"]["start"].iloc[0]
    days = (relapses["date"] - first).map(lambda gap: gap.days).groupby(relapses["patient"]).apply(list)
    lines = []
    for patient, arm in zip(tables["patients"]["patient"], tables["patients"]["arm"], strict=True):
        scored = " ".join(f"{score:g}" for score in scores[patient])
        onsets = " ".join(str(day) for day in days.get(patient, []))
        lines.append(f"{arm},{scored},{onsets}")
    return lines


if __name__ == "__main__":
    main()
