"""Seconds and events of pymsprog on a sample; run by benchmarks/course.py in an environment that has it.

PYTHON benchmarks/course_peer.py VISITS RELAPSES OPTIONS    Parquet, Parquet, JSON; prints JSON
"""

from __future__ import annotations

import json
import sys
import time

import pandas as pd
from pymsprog import MSprog


def main() -> None:
    visits, relapses = (pd.read_parquet(path) for path in sys.argv[1:3])
    options = json.loads(sys.argv[3])
    began = time.perf_counter()
    summary, _ = MSprog(
        visits,
        "patient_id",
        "edss",
        "date",
        "edss",
        relapse=relapses,
        rsubj_col="patient_id",
        rdate_col="onset_date",
        verbose=0,
        **options,
    )
    seconds = time.perf_counter() - began
    print(json.dumps({"seconds": seconds, "columns": {c: float(summary[c].sum()) for c in ("CDW", "CDI")}}))


if __name__ == "__main__":
    main()
