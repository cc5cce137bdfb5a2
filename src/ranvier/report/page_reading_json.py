"""What was read on a page, as JSON; sentences that tell of a person are left out."""

from __future__ import annotations

import json
import math
from typing import Any

from ranvier.claims.reading.page import Place
from ranvier.claims.reading.proposal import PageReading, Proposal


def page_reading_json(reading: PageReading) -> str:
    """All proposals with places, parts and reasons, and where personal data stand."""
    told = {
        "page": {
            "form": reading.page.form.value,
            "sha256": reading.page.fingerprint,
            "sentences": reading.n_sentences,
            "tone": round(reading.tone, 3),
            "notes": list(reading.page.notes),
        },
        "proposals": [_proposal(number, one) for number, one in enumerate(reading.proposals, 1)],
        "personal_data": [{"kind": one.kind.value, **_place(one.place)} for one in reading.personal],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _proposal(number: int, one: Proposal) -> dict[str, Any]:
    return {
        "id": f"A{number}",
        "kind": one.kind.value,
        "statement": one.statement,
        "population": one.population,
        "places": [_place(place) for place in one.places],
        "sentence": one.sentence or None,
        "hidden": one.hidden,
        "testimonial": one.testimonial,
        "universal": one.universal,
        "points": one.points,
        "reasons": list(one.reasons),
        "quantities": [
            {
                "kind": q.kind.value,
                "bound": q.bound.value,
                "low": q.low,
                "high": q.high,
                "unit": q.unit,
                "change": q.before_after,
            }
            for q in one.quantities
        ],
        "times": [
            {
                "role": time.role.value,
                "low_days": _finite(time.low_days),
                "high_days": _finite(time.high_days),
            }
            for time in one.times
        ],
        "known_claims": [{"set": k.claim_set, "claim": k.claim, "likeness": k.likeness} for k in one.known],
        "studies": list(one.studies),
    }


def _place(place: Place) -> dict[str, int | None]:
    return {
        "page": place.page,
        "line": place.line,
        "start": place.start + 1,
        "end_line": place.end_line,
        "end": place.end,
    }


def _finite(days: float) -> float | None:
    return round(days, 2) if math.isfinite(days) else None
