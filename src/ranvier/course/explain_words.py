"""A sentence for every decision of the search."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ranvier.course import explain_changes as changes, explain_references as references
from ranvier.course.explain_decided import Decided
from ranvier.course.explain_facts import Facts
from ranvier.course.explanation import Sentence
from ranvier.vocabulary.decisions import Decision


def told_decision(decided: Decided, facts: Facts) -> Sentence:
    """The sentence that tells one decision, with its course rule."""
    return _SENTENCES[decided.decision](decided, facts)


_SENTENCES: Mapping[Decision, Callable[[Decided, Facts], Sentence]] = {
    Decision.STARTS: references.tell_starts,
    Decision.MOVES_TO_EVENT: references.tell_moves_to_event,
    Decision.MOVES_TO_SLIGHT_CHANGE: references.tell_moves_to_slight,
    Decision.MOVES_BEYOND_RELAPSE: references.tell_moves_beyond_relapse,
    Decision.REFERENCE_NEAR_RELAPSE: references.tell_reference_near_relapse,
    Decision.REFERENCE_IS_EXTREMUM: references.tell_reference_is_extremum,
    Decision.NO_REFERENCE: references.tell_no_reference,
    Decision.CHANGE_NEAR_RELAPSE: changes.tell_change_near_relapse,
    Decision.CROSSED_RELAPSE: changes.tell_crossed_relapse,
    Decision.NO_CHANGE: changes.tell_no_change,
    Decision.NO_CONFIRMING_VISIT: changes.tell_no_confirming_visit,
    Decision.DID_NOT_HOLD: changes.tell_did_not_hold,
    Decision.DID_NOT_LAST: changes.tell_did_not_last,
    Decision.TOO_SLIGHT: changes.tell_too_slight,
    Decision.SLIGHT_CHANGE: changes.tell_slight_change,
    Decision.OTHER_RELATION: changes.tell_other_relation,
    Decision.EVENT: changes.tell_event,
    Decision.COUNTED_UNCONFIRMED: changes.tell_counted_unconfirmed,
}
