"""The registry's own description of its programme, as every other room reads it."""

from __future__ import annotations

from datetime import date

from ranvier.registry.models.programme import ProgrammeText
from ranvier.tables.programme import Groups, Programme, TimeZero
from ranvier.vocabulary.people import Assignment, ComparatorKind


def programme_now(data_date: date) -> Programme:
    """What the registry says of itself on *data_date*; what nobody stated is left open."""
    text = ProgrammeText.objects.filter(pk=1).first() or ProgrammeText()
    return Programme(
        name=text.name,
        data_date=data_date,
        supplied_by=text.supplied_by,
        synthetic=text.is_synthetic,
        audited=text.is_audited,
        claims_fixed=text.claims_fixed,
        entry_edss_at_least=text.entry_edss_at_least,
        time_zero=TimeZero(text.treated_from or None, text.comparator_from or None),
        groups=Groups(
            treated=tuple(text.treated_groups),
            comparator=tuple(text.comparator_groups),
            assignment=Assignment(text.assignment),
            comparator_kind=ComparatorKind(text.comparator_kind) if text.comparator_kind else None,
            assessor_blinded=text.assessor_blinded,
        ),
    )
