"""verdicts.json: each claim with its three answers and everything they rest on, for programs."""

from __future__ import annotations

import json
from typing import Any

from ranvier.claims.basis.fair_comparison import FairComparison
from ranvier.claims.basis.finding import Finding, NullVariant
from ranvier.claims.judging.signed_content import fingerprint_of
from ranvier.claims.judging.verdict import Examination, GateResult, Judged, Verdict
from ranvier.claims.language.asserted import AssertedSet
from ranvier.claims.language.wording import asserted_text
from ranvier.estimates.as_json import interval_dict
from ranvier.estimates.result import Bounds, Estimate
from ranvier.report.case_series_json import case_series_value
from ranvier.report.definition_rows import definition_rows
from ranvier.report.masked import masked_value
from ranvier.report.protocol_json import protocol_value
from ranvier.report.results import contrast_withheld, hidden_words, why_words, withheld_words
from ranvier.report.sections.claim_beside import shareable_beside
from ranvier.report.sections.claim_full import what_would_change
from ranvier.report.sharing_of import sharing_of
from ranvier.report.signed import signature_value
from ranvier.report.small_cells import Sharing
from ranvier.report.stable_numbers import stable
from ranvier.report.theory_json import theory_value
from ranvier.report.what_it_takes_json import what_it_takes_value
from ranvier.vocabulary.outcomes import SENTENCE


def verdicts_json(examination: Examination, *, internal: bool = False) -> str:
    """The verdicts as JSON text; the same examination gives the same bytes.

    A number that does not exist is null, one without limit is null with `"without limit"` beside it, one that
    rests on a small group is null with what is printed in its place.
    """
    sharing = sharing_of(examination, internal=internal)
    is_signed = examination.signature is not None and examination.signature.counts
    content = {
        "sentence": SENTENCE,
        "sharing": "internal: do not share" if internal else "shareable: groups only",
        "changed_thresholds": list(examination.changed_thresholds),
        "content_fingerprint": fingerprint_of(examination),
        "signature": signature_value(examination.signature),
        "verdicts": [_verdict(verdict, sharing, is_signed=is_signed) for verdict in examination.verdicts],
        "protocol": protocol_value(examination.protocol, sharing),
        "case_series": case_series_value(examination.case_series),
        "theory": theory_value(examination.theory),
        "what_it_takes": what_it_takes_value(examination.what_it_takes),
    }
    content = masked_value(content, sharing)
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _verdict(verdict: Verdict, sharing: Sharing, *, is_signed: bool) -> dict[str, Any]:
    claim, finding = verdict.claim, verdict.primary
    seen, because, published = verdict.seen, verdict.because, verdict.published
    return {
        "id": claim.id,
        "statement": claim.statement,
        "attribution": claim.attribution.value,
        "seen": seen.outcome.value if seen else None,
        "because": because.outcome.value if because else None,
        "published": published.outcome.value if published else None,
        "provisional": published.provisional if published else None,
        "certainty": {"seen": _certainty(seen), "because": _certainty(because), "proposed": not is_signed},
        "why": {"seen": _why(seen, finding, sharing), "because": _why(because, finding, sharing)},
        **_numbers(finding, sharing),
        "asserted": _asserted(claim.primary.asserted if claim.primary else None),
        "because_asserted": _asserted(verdict.because_asserted),
        "gates": [_gate(gate, sharing) for gate in verdict.gates],
        "definitions": _definitions(verdict, sharing),
        "stability": _stability(verdict),
        "hidden_patients": hidden_words(finding, sharing, verdict.unaccounted) or None,
        "assumed": list(claim.assumed),
        "what_would_change": list(what_would_change(verdict, sharing)),
    }


def _certainty(judged: Judged | None) -> str | None:
    return judged.certainty.value if judged is not None and judged.certainty is not None else None


def _why(judged: Judged | None, finding: Finding | None, sharing: Sharing) -> str | None:
    return why_words(judged.why, finding, sharing) if judged is not None else None


def _numbers(finding: Finding | None, sharing: Sharing) -> dict[str, Any]:
    found = finding.found if finding is not None else None
    if finding is None or found is None:
        return {"label": finding.label if finding else None, **_interval(None), "n": None, "n_text": None}
    withheld = sharing.withholds(found)
    total = sharing.total(found.n)
    return {
        "label": finding.label,
        "unit": finding.unit,
        **_interval(None if withheld else found),
        **({"withheld": withheld_words(found, finding.n_treated, sharing)} if withheld else {}),
        "n": found.n if sharing.is_exact(found.n) else None,
        "n_text": total,
        "n_treated_text": sharing.count(finding.n_treated),
        "bounds": None if withheld else _bounds(finding.bounds, sharing),
        "contrast": None if contrast_withheld(finding, sharing) else _contrast(finding.contrast),
        "adjustment": None if contrast_withheld(finding, sharing) else _adjustment(finding.fair),
        "expected_without_effect": _null(finding),
        "beside": [_beside(one) for one in shareable_beside(finding, sharing)],
        "cautions": list(finding.cautions),
        "missing": list(finding.missing),
    }


def _beside(one: Estimate) -> dict[str, Any]:
    """A number on which nothing rests, with what it is."""
    return {"definition": one.definition, "unit": one.unit, **_interval(one)}


def _interval(result: Estimate | None) -> dict[str, Any]:
    return interval_dict(result, stable)


def _bounds(bounds: Bounds | None, sharing: Sharing) -> dict[str, Any] | None:
    if bounds is None:
        return None
    return {
        "worst": stable(bounds.worst),
        "best": stable(bounds.best),
        "n_unseen_text": sharing.count(bounds.n_unseen),
        "how": sharing.text(bounds.how),
    }


def _contrast(contrast: Estimate | None) -> dict[str, Any] | None:
    if contrast is None or not contrast.is_known:
        return None
    return {
        **_interval(contrast),
        "conf_level": f"{contrast.conf_level:.0%}",
        "method": contrast.method,
        "weights": contrast.weights or None,
    }


def _adjustment(fair: FairComparison | None) -> dict[str, Any] | None:
    """How comparators whom lot did not choose were made alike."""
    if fair is None:
        return None
    return {
        "covariates": list(fair.covariates),
        "refusal": fair.refusal or None,
        "without_adjustment": _contrast(fair.plain),
        "scored_higher_points": fair.scored_higher_points,
        "if_scored_higher": _contrast(fair.if_scored_higher),
        "if_scored_lower": _contrast(fair.if_scored_lower),
        "moved_by_leaving_out": {name: stable(by) for name, by in fair.moved_by.items()},
        "largest_difference_after_sd": stable(fair.adjusted.balance.largest) if fair.adjusted else None,
        "withstands_hidden_bias": fair.withstands_hidden_bias,
    }


def _null(finding: Finding) -> dict[str, Any] | None:
    null = finding.null
    if null is None:
        return None
    return {
        "lower": stable(null.lower),
        "upper": stable(null.upper),
        "programmes": null.n_programmes,
        "seed": null.seed,
        "variants": _variants(null.variants),
        "by_relapse_share": [
            {
                "relapse_percent": share.relapse_percent,
                "lower": stable(share.lower),
                "upper": stable(share.upper),
                "variants": _variants(share.variants),
            }
            for share in null.by_relapse_share
        ],
    }


def _variants(variants: tuple[NullVariant, ...]) -> list[dict[str, Any]]:
    return [
        {
            "label": variant.label,
            "lower": stable(variant.lower),
            "median": stable(variant.median),
            "upper": stable(variant.upper),
        }
        for variant in variants
    ]


def _asserted(asserted: AssertedSet | None) -> dict[str, Any] | None:
    if asserted is None:
        return None
    return {
        "kind": asserted.kind.value,
        "low": stable(asserted.low),
        "high": stable(asserted.high),
        "unit": asserted.unit,
        "text": asserted_text(asserted),
    }


def _definitions(verdict: Verdict, sharing: Sharing) -> dict[str, Any] | None:
    """The claim under the published definitions, with how many give the answer of the one taken."""
    found = verdict.multiverse
    if found is None:
        return None
    return {
        "asked_percent": found.least_percent,
        "agreeing_percent": {
            reading.value: round(found.agreeing_percent(reading), 1) for reading in verdict.claim.readings
        },
        "tried": [
            {
                "definition": row.preset.name,
                "citation": row.preset.citation,
                "found": row.found,
                "seen": row.seen or None,
                "because": row.because or None,
            }
            for row in definition_rows(verdict, sharing)
        ],
    }


def _stability(verdict: Verdict) -> dict[str, Any] | None:
    """How often patients drawn anew give the same answer, for each reading, or why that was not measured."""
    found = verdict.stability
    if found is None:
        return None
    return {
        "resamples": found.n_resamples,
        "asked_percent": found.least_percent,
        "same_percent": {reading.value: stable(share) for reading, share in found.same_percent.items()},
        "not_measured": {reading.value: why for reading, why in found.why_not.items()},
    }


def _gate(gate: GateResult, sharing: Sharing) -> dict[str, Any]:
    return {
        "number": gate.number,
        "name": gate.name,
        "status": gate.status.value,
        "severity": {reading.value: severity.value for reading, severity in sorted(gate.severity.items())},
        "threshold": gate.threshold,
        "proposed_threshold": gate.proposed_threshold,
        "data_used": sharing.text(gate.data_used),
        "reason": sharing.text(gate.reason),
    }
