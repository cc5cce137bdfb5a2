"""The report: an examination in, one self-contained page out."""

from __future__ import annotations

from dataclasses import dataclass

from ranvier.claims.judging.verdict import Examination
from ranvier.report.figures.figure import Figure
from ranvier.report.figures.patients import draw_patients
from ranvier.report.figures.published import draw_published
from ranvier.report.figures.survival import draw_survival
from ranvier.report.figures.timing import draw_timing
from ranvier.report.implied_ends import without_implied_ends
from ranvier.report.masked import masked_markup
from ranvier.report.sections.case_series import tell_case_series
from ranvier.report.sections.chips import LOOKS
from ranvier.report.sections.claim_full import full_claim
from ranvier.report.sections.claim_groups import claim_groups, is_answered
from ranvier.report.sections.claim_rows import anchor_of
from ranvier.report.sections.comparison import comparison_words, has_comparator
from ranvier.report.sections.gates import checks, every_binding_gate
from ranvier.report.sections.header import tell_header
from ranvier.report.sections.limits import tell_limits
from ranvier.report.sections.methods import tell_methods
from ranvier.report.sections.minute import tell_in_one_minute
from ranvier.report.sections.protocol import tell_protocol
from ranvier.report.sections.safety import safety_rows
from ranvier.report.sections.theory import tell_theory
from ranvier.report.sections.what_it_takes import tell_what_it_takes
from ranvier.report.sections.who import tell_who
from ranvier.report.sharing_of import sharing_of
from ranvier.report.signed import tell_signing
from ranvier.report.small_cells import Sharing
from ranvier.report.templates_used import render_template
from ranvier.vocabulary.outcomes import SENTENCE


def render_report(examination: Examination, *, internal: bool = False) -> str:
    """The whole report as HTML: no script, nothing fetched, light and dark, printable.

    internal: single patients are shown as well, under a red header; such a page must not be shared.
    """
    sharing = sharing_of(examination, internal=internal)
    page = render_template(
        "report.html",
        sentence=SENTENCE,
        looks=LOOKS,
        internal=internal,
        few=sharing.few,
        has_records=examination.programme is not None,
        has_comparator=has_comparator(examination),
        comparison=comparison_words(examination, sharing),
        header=tell_header(examination, sharing),
        minute=tell_in_one_minute(examination, sharing),
        who=tell_who(examination, sharing),
        groups=claim_groups(examination, sharing),
        binding=every_binding_gate([one for one in examination.verdicts if is_answered(one)]),
        n_claims=len(examination.verdicts),
        claims=[full_claim(verdict, sharing) for verdict in examination.verdicts if verdict.tried],
        survival=survival_figures(examination, sharing),
        not_drawn=curves_withheld(examination, sharing),
        published=published_figures(examination, sharing),
        safety=safety_rows(examination, sharing),
        protocol=tell_protocol(examination.protocol, sharing),
        theory=tell_theory(examination.theory),
        designs=tell_what_it_takes(examination),
        inconsistencies=examination.inconsistencies,
        cases=tell_case_series(examination.case_series),
        questions=examination.questions,
        methods=tell_methods(examination),
        checks=checks(examination.verdicts, sharing),
        limits=tell_limits(examination, sharing),
        signing=tell_signing(examination),
        patients=patient_figures(examination) if internal else (),
        numbers=FigureNumbers(),
    )
    return without_implied_ends(masked_markup(page, sharing))


@dataclass
class FigureNumbers:
    """Hands out the figures' numbers in the order in which the page shows them."""

    last: int = 0

    def next(self) -> int:
        """The number of the next figure."""
        self.last += 1
        return self.last


def survival_figures(examination: Examination, sharing: Sharing) -> tuple[Figure, ...]:
    """One curve for each claim about staying free of worsening."""
    figures = []
    for verdict in examination.verdicts:
        finding, primary = verdict.primary, verdict.claim.primary
        if finding is None or primary is None or finding.found is None or sharing.withholds(finding.found):
            continue
        name = f"free-{anchor_of(verdict.claim.id)}"
        figures.append(draw_survival(finding, primary.asserted, sharing, name))
    return tuple(figure for figure in figures if figure is not None)


def curves_withheld(examination: Examination, sharing: Sharing) -> tuple[str, ...]:
    """Claims whose curve is not drawn, because a small group would follow from it."""
    return tuple(
        verdict.claim.id
        for verdict in examination.verdicts
        if verdict.primary is not None
        and verdict.primary.picture.get("curve")
        and verdict.primary.found is not None
        and sharing.withholds(verdict.primary.found)
    )


def published_figures(examination: Examination, sharing: Sharing) -> tuple[Figure, ...]:
    """One figure for each claim with published groups on the same scale."""
    figures = []
    for verdict in examination.verdicts:
        finding, primary = verdict.primary, verdict.claim.primary
        if finding is None or primary is None or finding.found is None or sharing.withholds(finding.found):
            continue
        name = f"published-{anchor_of(verdict.claim.id)}"
        figures.append(draw_published(finding, primary.asserted, verdict.benchmarks, sharing, name))
    return tuple(figure for figure in figures if figure is not None)


def patient_figures(examination: Examination) -> tuple[Figure, ...]:
    """Single patients' changes; only for a report that stays inside."""
    figures = []
    for verdict in examination.verdicts:
        if verdict.primary is not None:
            figures.append(draw_patients(verdict.primary, f"patients-{anchor_of(verdict.claim.id)}"))
    return tuple(figure for figure in figures if figure is not None)


def figures_of(examination: Examination, *, internal: bool = False) -> tuple[Figure, ...]:
    """Every figure of the report, in its order."""
    sharing = sharing_of(examination, internal=internal)
    flow = tell_who(examination, sharing).flow
    full = [full_claim(verdict, sharing) for verdict in examination.verdicts if verdict.tried]
    figures = (
        flow,
        *(figure for claim in full for figure in (claim.figure, claim.without_effect, claim.definitions)),
        *survival_figures(examination, sharing),
        *published_figures(examination, sharing),
        draw_timing(examination.theory) if examination.theory is not None else None,
        *(patient_figures(examination) if internal else ()),
    )
    return tuple(figure for figure in figures if figure is not None)
