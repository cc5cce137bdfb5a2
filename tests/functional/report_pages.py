"""Reports of whole shipped claim sets on simulated clinics, written as a person would, for tests of pages."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from ranvier.claims.judging.verdict import Examination
from ranvier.claims.language.claimset import read_claims
from ranvier.main import examine
from ranvier.simulate import NO_EFFECT, TRUE_EFFECT, simulate_clinic_and_truth
from ranvier.simulate.effect import EffectPlan
from ranvier.simulate.plan import ClinicPlan

PLANS: dict[str, ClinicPlan | None] = {
    "uncontrolled": NO_EFFECT,
    "fair_with_effect": TRUE_EFFECT,
    "fair_without_effect": replace(TRUE_EFFECT, key="fair-no-effect", effect=EffectPlan()),
    "no_records": None,
}
"""Four kinds of programme: nobody compared, compared by lot with and without an effect, and no records."""

FEW = ("C01", "C33", "C34", "C45", "C50")
"""Claims that are enough for what a report says of a programme as a whole: one of each group."""


@cache
def examined(kind: str, claims: str = "cell-therapy", *, few: bool = False) -> Examination:
    """What `examine` finds for one kind of programme; few: only some of the claims, which is quick."""
    plan = PLANS[kind]
    cohort = None if plan is None else simulate_clinic_and_truth(plan, 1).cohort
    claim_set = read_claims(claims)
    if few:
        claim_set = replace(claim_set, claims=tuple(one for one in claim_set.claims if one.id in FEW))
    return examine(cohort, claim_set, seed=1).examination


class Answers(HTMLParser):
    """The questions and answers at the head of a page, read as a person reads them."""

    def __init__(self, page: Path) -> None:
        super().__init__(convert_charrefs=True)
        self.told: dict[str, str] = {}
        self._in_list, self._tag, self._question = False, "", ""
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._tag = tag
        if tag == "dl":
            self._in_list = ("class", "answers") in attrs
        if tag == "dt":
            self._question = ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "dl":
            self._in_list = False

    def handle_data(self, data: str) -> None:
        if not self._in_list or not data.strip():
            return
        if self._tag == "dt":
            self._question += data
        elif self._tag == "dd":
            self.told[self._question] = f"{self.told.get(self._question, '')} {data}".strip()
