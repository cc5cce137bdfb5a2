"""The self-controlled case series beside R: gnm(eliminate=) and clogit on days counted one by one."""

from __future__ import annotations

from collections.abc import Iterator

from ranvier.estimates.self_controlled.ratios import SelfControlledSeries, estimate_self_controlled
from ranvier.estimates.self_controlled.records import CaseRecords
from ranvier.estimates.self_controlled.windows import RiskWindow
from tests.exactness.agreement import Comparison, Kind, numbers_in, patients_of

FILE = "self_controlled.csv"
STRESS = (RiskWindow("before", -14, -1, "stress"), RiskWindow("after", 0, 28, "stress"))
BOTH = (
    RiskWindow("before stress", -30, -1, "stress"),
    RiskWindow("0 to 13 days", 0, 13, "stress"),
    RiskWindow("14 to 28 days", 14, 28, "stress"),
    RiskWindow("after infection", 0, 20, "infection"),
)


def records_of(case: str) -> CaseRecords:
    """The three tables of a case."""
    people, events, exposures = (
        patients_of(f"self_controlled_{case}_{table}") for table in ("people", "events", "exposures")
    )
    return CaseRecords(
        people["patient"].to_numpy(),
        people["first_day"].to_numpy(),
        people["last_day"].to_numpy(),
        events["patient"].to_numpy(),
        events["day"].to_numpy(),
        exposures["patient"].to_numpy(),
        exposures["day"].to_numpy(),
        exposures["kind"].to_numpy(),
    )


def series_of(case: str) -> SelfControlledSeries:
    """Our fit of a case."""
    windows = {"two_kinds": BOTH, "none_inside": STRESS[1:], "all_inside": STRESS[1:]}.get(case, STRESS)
    return estimate_self_controlled(
        records_of(case),
        windows,
        cut_days=(300, 600) if case == "bands" else (),
        first_only=case == "first_event",
    )


def comparisons() -> Iterator[Comparison]:
    """Ratios and limits to 1e-6, days and events exactly."""
    cases = sorted({number.case for number in numbers_in(FILE)})
    series = {case: series_of(case) for case in cases}
    for number in numbers_in(FILE):
        quantity, _, name = number.quantity.rstrip("]").partition("[")
        found = series[number.case]
        inside = found.intervals.columns[name]
        match quantity:
            case "days":
                yield Comparison(number, float(found.intervals.n_days[inside].sum()), Kind.CLOSED_FORM)
            case "events":
                yield Comparison(number, float(found.intervals.n_events[inside].sum()), Kind.CLOSED_FORM)
            case _:
                attribute = "estimate" if quantity == "ratio" else quantity
                yield Comparison(number, getattr(found.ratios[name], attribute), Kind.ITERATED)
