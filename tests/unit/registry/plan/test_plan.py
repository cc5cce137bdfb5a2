from datetime import date, timedelta

from ranvier.registry.models import PlanItem
from ranvier.registry.plan.due import Urgency, due_list, due_of, lay_out_plan
from ranvier.registry.plan.protocol import YEARS, plan_after

FIRST = date(2021, 6, 2)


def test_the_second_dose_is_due_at_two_to_three_months():
    second = next(item for item in plan_after(FIRST) if item.label == "second dose")
    opens = second.due - timedelta(days=second.days_before)
    closes = second.due + timedelta(days=second.days_after)
    # 2 and 3 months of 30.4375 days
    assert ((opens - FIRST).days, (closes - FIRST).days) == (61, 91)


def test_visits_are_due_at_day_10_months_1_3_6_12_and_then_yearly():
    visits = [(item.label, (item.due - FIRST).days) for item in plan_after(FIRST) if item.kind == "visit"]
    assert visits[:6] == [
        ("visit, day 10", 10),
        ("visit, month 1", 30),
        ("visit, month 3", 91),
        ("visit, month 6", 183),
        ("visit, year 1", 365),
        ("visit, year 2", 730),
    ]
    assert len(visits) == 4 + YEARS >= 4 + 5


def test_a_plan_is_laid_out_once(patient):
    n = lay_out_plan(patient, FIRST, None)
    assert n == PlanItem.objects.count() == len(list(plan_after(FIRST)))
    PlanItem.objects.filter(label="visit, day 10").update(state="done")
    assert lay_out_plan(patient, FIRST, None) == 0
    assert PlanItem.objects.get(label="visit, day 10").state == "done"


def test_overdue_due_and_planned(patient):
    lay_out_plan(patient, FIRST, None)
    item = PlanItem.objects.get(label="visit, year 1")  # due 2022-06-02, 30 days to either side
    due = date(2022, 6, 2)
    assert item.due_date == due
    for day, urgency, past in (
        (due - timedelta(days=31), Urgency.PLANNED, 0),
        (due - timedelta(days=30), Urgency.DUE_NOW, 0),
        (due + timedelta(days=30), Urgency.DUE_NOW, 0),
        (due + timedelta(days=31), Urgency.OVERDUE, 1),
    ):
        found = due_of(item, day)
        assert (found.urgency, found.days_past) == (urgency, past)


def test_what_is_overdue_comes_first_and_what_is_done_not_at_all(patient):
    lay_out_plan(patient, FIRST, None)
    PlanItem.objects.filter(label="visit, day 10").update(state="done")
    found = due_list(PlanItem.objects.all(), FIRST + timedelta(days=70))
    assert [(due.item.label, due.urgency) for due in found] == [
        ("visit, month 1", Urgency.OVERDUE),
        ("second dose", Urgency.DUE_NOW),
        ("visit, month 3", Urgency.PLANNED),
    ]
