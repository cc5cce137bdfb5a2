"""Ten questions that a patient can ask a clinic, derived from its claims and from what records must hold."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from ranvier.claims.judging.verdict import Question
from ranvier.claims.language.claim import Attribution, Claim, ClaimKind, ClaimSet, Therapy
from ranvier.claims.language.claimset_file import section_of
from ranvier.claims.language.endpoint_names import ENDPOINT_NAMES
from ranvier.errors import ClaimSetError, RanvierError
from ranvier.literature.collection import Literature
from ranvier.literature.section import Section

HOW_MANY = 10

_THERAPIES = [therapy.value for therapy in Therapy]


@dataclass(frozen=True)
class QuestionTemplate:
    """One question with its reason, the published numbers in that reason, and the claims it belongs to.

    A claim belongs to it by its kind, its attribution, or the endpoint of its stated primary. gate: number
    of the check of records that asks the same. therapies: the kinds of therapy it is asked of.
    """

    question: str
    why: str
    figures: tuple[str, ...]
    kinds: tuple[str, ...]
    attributions: tuple[str, ...]
    endpoints: tuple[str, ...]
    gate: int
    therapies: tuple[str, ...]

    def belongs_to(self, claim: Claim) -> bool:
        """Whether *claim* gives rise to this question."""
        endpoint = claim.primary.endpoint if claim.primary else ""
        return (
            claim.kind.value in self.kinds
            or claim.attribution.value in self.attributions
            or endpoint in self.endpoints
        )


def ten_questions(claim_set: ClaimSet, literature: Literature) -> tuple[Question, ...]:
    """Exactly ten questions for the clinic behind the claim set, each with why it matters.

    They ask for what the clinic can show; none says what a patient should do. A question that no claim
    gives rise to is asked all the same, with no claims. A figure that is unverified is marked.
    """
    return tuple(
        Question(
            question=template.question,
            why=template.why + _unverified(template, literature),
            claims=tuple(claim.id for claim in claim_set.claims if template.belongs_to(claim)),
        )
        for template in question_templates(claim_set.therapy)
    )


def _unverified(template: QuestionTemplate, literature: Literature) -> str:
    """A mark where a figure of the reason may not decide anything."""
    known = all(literature.number(key).may_decide for key in template.figures)
    return "" if known else " The figure is unverified."


def question_templates(therapy: Therapy) -> tuple[QuestionTemplate, ...]:
    """The ten questions asked of a therapy of that kind."""
    return tuple(template for template in _all_templates() if therapy.value in template.therapies)


@cache
def _all_templates() -> tuple[QuestionTemplate, ...]:
    """Every shipped question. Raises ClaimSetError where their file is wrong."""
    name = "questions.toml"
    faults: list[RanvierError] = []
    content = (resources.files("ranvier.claims") / name).read_bytes()
    whole = section_of(content, name, faults)
    templates = tuple(_read_template(part) for part in whole.parts("question", "question"))
    whole.done()
    for therapy in Therapy:
        n = sum(therapy.value in template.therapies for template in templates)
        if n != HOW_MANY:
            whole.fault(f"there are {n} questions for '{therapy}'", f"there must be {HOW_MANY}")
    if faults:
        raise ClaimSetError(faults, headline=f"The file {name} must be put right")
    return templates


def _read_template(part: Section) -> QuestionTemplate:
    gate = part.number("gate", required=True)
    template = QuestionTemplate(
        question=part.text("question", required=True),
        why=part.text("why", required=True),
        figures=part.texts("figures"),
        kinds=_known(part, "kinds", [kind.value for kind in ClaimKind]),
        attributions=_known(part, "attributions", [one.value for one in Attribution]),
        endpoints=_known(part, "endpoints", list(ENDPOINT_NAMES)),
        gate=int(gate or 0),
        therapies=_known(part, "therapies", _THERAPIES) or tuple(_THERAPIES),
    )
    part.done()
    return template


def _known(part: Section, key: str, words: list[str]) -> tuple[str, ...]:
    """The words under *key*; one that is not agreed is a fault."""
    found = part.texts(key)
    for word in found:
        if word not in words:
            part.fault(f"'{word}' under '{key}' is not one of the agreed words", f"known: {', '.join(words)}")
    return found
