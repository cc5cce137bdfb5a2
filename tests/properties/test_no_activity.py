"""The share without activity and without a drug equals a plain count over patients, one at a time."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings, strategies as st

from ranvier.claims.endpoints import ENDPOINTS
from ranvier.claims.language.asserted import at_least
from ranvier.claims.language.claim import Interpretation
from ranvier.definitions.neda import Neda
from tests.properties.test_neda import cohort_with, make_records
from tests.reference import neda as slow
from tests.small_cohorts import dose_of, on, table_of
from tests.unit.claims.small_programme import bench

MONTHS, DAYS = 12, 365
KINDS = (None, "dmt", "steroid", "ahsct")


@st.composite
def people_and_drugs(draw):
    """Patients, and of each at most one treatment: kind, first day, last day (None: goes on)."""

    def pick(options):
        return draw(st.sampled_from(options))

    people = [make_records(pick) for _ in range(pick((1, 2, 3)))]
    people = [person._replace(relapses=person.relapses or []) for person in people]
    drugs = [pick((None, (pick(KINDS), pick((-50, 0, 365, 366)), pick((None, 0, 1, 400))))) for _ in people]
    return people, [drug if drug and (drug[2] is None or drug[1] <= drug[2]) else None for drug in drugs]


def expected(person, drug):
    """Yes, no or None of one patient."""
    status = slow.find_neda(person, Neda(window_days=DAYS))[0].neda3
    if status is False:
        return False
    if drug is not None and drug[1] <= DAYS and (drug[2] is None or drug[2] > 0):
        if drug[0] in ("dmt", "ahsct"):
            return False
        if drug[0] is None:
            return None
    return status


@given(people_and_drugs())
@settings(max_examples=150, deadline=None)
def test_the_share_without_activity_equals_a_plain_count(drawn):
    people, drugs = drawn
    names = [chr(ord("a") + number) for number in range(len(people))]
    rows = [
        {
            "patient_id": name,
            "substance": "x",
            "kind": drug[0],
            "start_date": on(drug[1]),
            "end_date": None if drug[2] is None else on(drug[2]),
        }
        for name, drug in zip(names, drugs, strict=True)
        if drug is not None
    ]
    plain = cohort_with(people)
    tables = {
        "administrations": table_of("administrations", [dose_of(name) for name in names]),
        "treatments": table_of("treatments", rows),
    }
    supplied = {name: frozenset(frame.columns) for name, frame in (plain.frames | tables).items()}
    cohort = replace(plain, frames=plain.frames | tables, supplied=supplied)
    asked = Interpretation("", "no_activity_share", at_least(50, "%"), {"months": MONTHS})
    found = ENDPOINTS[asked.endpoint](bench(cohort), asked)
    answers = [expected(person, drug) for person, drug in zip(people, drugs, strict=True)]
    assert sum(found.unseen.values()) == answers.count(None)
    if answers.count(None) == len(answers):
        assert found.found is None
    else:
        assert (found.found.n_events, found.found.n) == (
            answers.count(True),
            len(answers) - answers.count(None),
        )
